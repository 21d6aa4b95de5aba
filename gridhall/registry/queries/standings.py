"""What each person's own dated facts say about 人户分离, and where one would call on them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from gridhall.places import queries as places
from gridhall.places.models import Dwelling
from gridhall.places.queries import chunks
from gridhall.registry.models import (
    Household,
    Membership,
    PastAddress,
    PastValue,
    Person,
    PersonPlace,
)
from gridhall.registry.rules.separation import Facts, Span, Stay, Verdict, judge

Who = Select[Any] | Collection[int]


@dataclass(frozen=True, slots=True)
class Told:
    """One person's verdict, with the household on that day and the door to call at."""

    person_id: int
    verdict: Verdict
    household_id: int | None
    dwelling_id: int | None
    entrance_id: int | None
    room: str


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A place a person lives at or owns, dated (现住地、房产)."""

    id: int
    aspect: str  # residence, property
    dwelling_id: int | None
    address: str
    since: date | None
    until: date | None


@dataclass(frozen=True, slots=True)
class Standing:
    """One person's three facts on a day, in words and dates, and what they make."""

    person_id: int
    verdict: Verdict
    counted: bool  # long enough to be counted
    hukou_kind: str
    household_id: int | None
    dwelling_id: int | None  # where one calls
    lives_at: str  # "" : where the household is registered
    places: tuple[PlaceRow, ...]  # open on the day

    @property
    def state(self) -> str:
        """One of rules.separation.STATES, or unknown, or elsewhere."""
        return self.verdict.state

    @property
    def properties(self) -> tuple[PlaceRow, ...]:
        """The homes the person owns."""
        return tuple(one for one in self.places if one.aspect == "property")


def told(session: Session, who: Who, day: date) -> list[Told]:
    """These people judged on a day; who is not the hall's on it is left out."""
    found = [one for some in _portions(who) for one in _judged(session, some, day)]
    doors = _doors(session, {at for _, _, _, at in found if at is not None})
    return [
        Told(person, verdict, home, at, *doors.get(at or 0, (None, "")))
        for person, verdict, home, at in found
    ]


def standings(
    session: Session, person_ids: Collection[int], day: date, months: int
) -> dict[int, Standing]:
    """The three facts of these people on a day, by id; who is not the hall's is left out."""
    found = {}
    rows = _place_rows(session, person_ids, day)
    kinds = _kinds(session, person_ids, day)
    for one in told(session, list(person_ids), day):
        mine = tuple(rows.get(one.person_id, ()))
        lives = [place for place in mine if place.aspect == "residence"]
        found[one.person_id] = Standing(
            one.person_id,
            one.verdict,
            one.verdict.counts(day, months),
            kinds[one.person_id],
            one.household_id,
            one.dwelling_id,
            lives[-1].address if lives else "",
            mine,
        )
    return found


def places_of(session: Session, person_id: int) -> list[PlaceRow]:
    """Everything ever written down about where a person lives and owns, the latest first."""
    rows = list(_rows_of(session, [person_id]))
    words = _addresses(session, rows)
    newest = sorted(rows, key=lambda one: (one.since or date.min, one.id), reverse=True)
    return [_place_row(one, words) for one in newest]


def _portions(who: Who) -> Iterable[Who]:
    return (who,) if isinstance(who, Select) else chunks(sorted(set(who)))


def _judged(
    session: Session, who: Who, day: date
) -> Iterator[tuple[int, Verdict, int | None, int | None]]:
    """Person, verdict, household on the day, dwelling to call at."""
    kinds, spans, homes = (
        _past_kinds(session, who),
        _memberships(session, who),
        _owned(session, who),
    )
    doors = _doors_of_homes(session, who, day)
    people = select(Person.id, Person.hukou_kind, Person.died_on).where(Person.id.in_(who))
    for person_id, kind, died_on in session.execute(people):
        mine, owned = spans.get(person_id, []), homes.get(person_id, [])
        facts = _facts(kind, died_on, kinds.get(person_id, []), mine, owned)
        verdict = judge(facts, day)
        if verdict is None:
            continue
        home = next((one for one, span in mine if span.holds(day)), None)
        yield person_id, verdict, home, _call_at(verdict, owned, doors.get(home or 0), day)


def _facts(
    kind: str,
    died_on: date | None,
    past: list[tuple[str, date]],
    memberships: list[tuple[int, Span]],
    owned: list[tuple[str, int | None, Span]],
) -> Facts:
    return Facts(
        kind,
        tuple(past),
        tuple(span for _, span in memberships),
        tuple(Stay(span, at is not None) for aspect, at, span in owned if aspect == "residence"),
        tuple(span for aspect, at, span in owned if aspect == "property" and at is not None),
        died_on,
    )


def _call_at(
    verdict: Verdict,
    owned: list[tuple[str, int | None, Span]],
    registered: int | None,
    day: date,
) -> int | None:
    """Where the person lives here; else where registered; else what the person owns here."""
    open_now = [(aspect, at) for aspect, at, span in owned if at is not None and span.holds(day)]
    lives = [at for aspect, at in open_now if aspect == "residence"]
    if verdict.living.holds and lives:
        return lives[-1]
    return registered or next((at for _, at in open_now), None)


def _past_kinds(session: Session, who: Who) -> dict[int, list[tuple[str, date]]]:
    query = (
        select(PastValue.person_id, PastValue.value, PastValue.until)
        .where(PastValue.field == "hukou_kind", PastValue.person_id.in_(who))
        .order_by(PastValue.id)
    )
    found: defaultdict[int, list[tuple[str, date]]] = defaultdict(list)
    for person_id, value, until in session.execute(query):
        found[person_id].append((value, until))
    return found


def _memberships(session: Session, who: Who) -> dict[int, list[tuple[int, Span]]]:
    query = select(
        Membership.person_id, Membership.household_id, Membership.since, Membership.until
    ).where(Membership.person_id.in_(who))
    found: defaultdict[int, list[tuple[int, Span]]] = defaultdict(list)
    for person_id, household_id, since, until in session.execute(query):
        found[person_id].append((household_id, Span(since, until)))
    return found


def _owned(session: Session, who: Who) -> dict[int, list[tuple[str, int | None, Span]]]:
    query = (
        select(PersonPlace.person_id, PersonPlace.aspect, PersonPlace.dwelling_id)
        .add_columns(PersonPlace.since, PersonPlace.until)
        .where(PersonPlace.person_id.in_(who))
        .order_by(PersonPlace.since, PersonPlace.id)
    )
    found: defaultdict[int, list[tuple[str, int | None, Span]]] = defaultdict(list)
    for person_id, aspect, dwelling_id, since, until in session.execute(query):
        found[person_id].append((aspect, dwelling_id, Span(since, until)))
    return found


def _doors_of_homes(session: Session, who: Who, day: date) -> dict[int, int | None]:
    """Where the households of these people were registered on a day."""
    ids = select(Membership.household_id).where(Membership.person_id.in_(who))
    now = select(Household.id, Household.dwelling_id).where(Household.id.in_(ids))
    found: dict[int, int | None] = {home: at for home, at in session.execute(now)}
    was = (
        select(PastAddress.household_id, PastAddress.dwelling_id)
        .where(PastAddress.until > day, PastAddress.household_id.in_(ids))
        .order_by(PastAddress.until.desc(), PastAddress.id.desc())
    )
    found.update((home, at) for home, at in session.execute(was))  # the first that ended later wins
    return found


def _doors(session: Session, dwelling_ids: set[int]) -> dict[int, tuple[int, str]]:
    """Entrance and room by dwelling."""
    found: dict[int, tuple[int, str]] = {}
    for some in chunks(sorted(dwelling_ids)):
        query = select(Dwelling.id, Dwelling.entrance_id, Dwelling.room)
        for at, entrance_id, room in session.execute(query.where(Dwelling.id.in_(some))):
            found[at] = (entrance_id, room)
    return found


def _kinds(session: Session, person_ids: Collection[int], day: date) -> dict[int, str]:
    """The hukou status of these people on a day."""
    found = {}
    for some in chunks(sorted(set(person_ids))):
        past = _past_kinds(session, some)
        query = select(Person.id, Person.hukou_kind).where(Person.id.in_(some))
        for person_id, kind in session.execute(query):
            found[person_id] = Facts(kind, tuple(past.get(person_id, ()))).hukou_on(day)
    return found


def _place_rows(
    session: Session, person_ids: Collection[int], day: date
) -> dict[int, list[PlaceRow]]:
    rows = [
        one
        for some in chunks(sorted(set(person_ids)))
        for one in _rows_of(session, some)
        if Span(one.since, one.until).holds(day)
    ]
    words = _addresses(session, rows)
    found: defaultdict[int, list[PlaceRow]] = defaultdict(list)
    for one in rows:
        found[one.person_id].append(_place_row(one, words))
    return found


def _rows_of(session: Session, person_ids: Collection[int]) -> Iterator[PersonPlace]:
    query = select(PersonPlace).where(PersonPlace.person_id.in_(person_ids))
    yield from session.scalars(query.order_by(PersonPlace.since, PersonPlace.id))


def _addresses(session: Session, rows: Iterable[PersonPlace]) -> dict[int, str]:
    ids = {one.dwelling_id for one in rows if one.dwelling_id is not None}
    return {at: row.address.short for at, row in places.dwellings(session, ids).items()}


def _place_row(one: PersonPlace, words: dict[int, str]) -> PlaceRow:
    address = words.get(one.dwelling_id or 0, one.address)
    return PlaceRow(one.id, one.aspect, one.dwelling_id, address, one.since, one.until)
