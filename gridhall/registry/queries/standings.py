"""What each person's own dated facts say about 人户分离, and where one would call on them."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from gridhall.places import queries as places
from gridhall.places.models import Dwelling
from gridhall.registry.models import (
    Household,
    Membership,
    PastAddress,
    PastValue,
    Person,
    PersonPlace,
)
from gridhall.registry.rules.separation import (
    Facts,
    Span,
    Stay,
    Verdict,
    judge,
    state_since,
)


@dataclass(frozen=True, slots=True)
class Told:
    """One person's state, with the household on that day and the door to call at."""

    person_id: int
    state: str
    since: date | None
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


def told(session: Session, person_ids: Collection[int], day: date) -> list[Told]:
    """These people judged on a day; who is not the hall's on it is left out."""
    found = []
    for one in _known(session, person_ids, day):
        state, since = state_since(one.facts, day)
        if state:
            found.append((one, state, since, one.call_at(day)))
    doors = _doors(session, {at for *_, at in found if at is not None})
    return [
        Told(one.person_id, state, since, one.home_on(day), at, *doors.get(at or 0, (None, "")))
        for one, state, since, at in found
    ]


def standings(
    session: Session, person_ids: Collection[int], day: date, months: int
) -> dict[int, Standing]:
    """The three facts of these people on a day, by id; who is not the hall's is left out."""
    found = {}
    rows = _place_rows(session, person_ids, day)
    for one in _known(session, person_ids, day):
        verdict = judge(one.facts, day)
        if verdict is None:
            continue
        mine = tuple(rows.get(one.person_id, ()))
        lives = [place.address for place in mine if place.aspect == "residence"]
        found[one.person_id] = Standing(
            one.person_id,
            verdict,
            verdict.counts(day, months),
            one.facts.hukou_on(day),
            one.home_on(day),
            one.call_at(day),
            lives[-1] if lives else "",
            mine,
        )
    return found


def places_of(session: Session, person_id: int) -> list[PlaceRow]:
    """Everything ever written down about where a person lives and owns, the latest first."""
    rows = list(_rows_of(session, among([person_id])))
    words = _addresses(session, rows)
    newest = sorted(rows, key=lambda one: (one.since or date.min, one.id), reverse=True)
    return [_place_row(one, words) for one in newest]


@dataclass(frozen=True, slots=True)
class _Known:
    """One person's facts as they are read."""

    person_id: int
    facts: Facts
    homes: tuple[tuple[int, Span], ...]  # households
    places: tuple[tuple[str, int | None, Span], ...]  # aspect, dwelling here
    registered: dict[int, int | None]  # where households were on the day

    def home_on(self, day: date) -> int | None:
        """The household on a day."""
        return next((home for home, span in self.homes if span.holds(day)), None)

    def call_at(self, day: date) -> int | None:
        """Where the person lives here; else where registered; else what the person owns here."""
        here = [
            (aspect, at) for aspect, at, span in self.places if at is not None and span.holds(day)
        ]
        lives = [at for aspect, at in here if aspect == "residence"]
        if lives and self.facts.lives_on(day):
            return lives[-1]
        registered = self.registered.get(self.home_on(day) or 0)
        return registered or next((at for _, at in here), None)


def _known(session: Session, person_ids: Collection[int], day: date) -> Iterator[_Known]:
    who = among(person_ids)
    kinds, homes, owned = (
        _past_kinds(session, who),
        _memberships(session, who),
        _owned(session, who),
    )
    registered = _doors_of_homes(session, who, day)
    people = select(Person.id, Person.hukou_kind, Person.died_on).where(
        Person.id.in_(who), Person.status.not_in(("merged", "void"))
    )
    for person_id, kind, died_on in session.execute(people):
        mine, places_held = homes.get(person_id, ()), owned.get(person_id, ())
        facts = Facts(
            kind,
            tuple(kinds.get(person_id, ())),
            tuple(span for _, span in mine),
            tuple(Stay(span, at is not None) for what, at, span in places_held if what[0] == "r"),
            tuple(span for what, at, span in places_held if what[0] == "p" and at is not None),
            died_on,
        )
        yield _Known(person_id, facts, tuple(mine), tuple(places_held), registered)


def among(ids: Collection[int]) -> Select[Any]:
    """Any number of ids as something to be IN: one value to bind, read as a table."""
    return select(func.json_each(json.dumps(list(ids))).table_valued("value").c.value)


def _past_kinds(session: Session, who: Select[Any]) -> dict[int, list[tuple[str, date]]]:
    query = (
        select(PastValue.person_id, PastValue.value, PastValue.until)
        .where(PastValue.field == "hukou_kind", PastValue.person_id.in_(who))
        .order_by(PastValue.id)
    )
    found: defaultdict[int, list[tuple[str, date]]] = defaultdict(list)
    for person_id, value, until in session.execute(query):
        found[person_id].append((value, until))
    return found


def _memberships(session: Session, who: Select[Any]) -> dict[int, list[tuple[int, Span]]]:
    query = select(
        Membership.person_id, Membership.household_id, Membership.since, Membership.until
    ).where(Membership.person_id.in_(who))
    found: defaultdict[int, list[tuple[int, Span]]] = defaultdict(list)
    for person_id, household_id, since, until in session.execute(query):
        found[person_id].append((household_id, Span(since, until)))
    return found


def _owned(session: Session, who: Select[Any]) -> dict[int, list[tuple[str, int | None, Span]]]:
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


def _doors_of_homes(session: Session, who: Select[Any], day: date) -> dict[int, int | None]:
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
    query = select(Dwelling.id, Dwelling.entrance_id, Dwelling.room)
    rows = session.execute(query.where(Dwelling.id.in_(among(dwelling_ids))))
    return {at: (entrance_id, room) for at, entrance_id, room in rows}


def _place_rows(
    session: Session, person_ids: Collection[int], day: date
) -> dict[int, list[PlaceRow]]:
    held = _rows_of(session, among(person_ids))
    rows = [one for one in held if Span(one.since, one.until).holds(day)]
    words = _addresses(session, rows)
    found: defaultdict[int, list[PlaceRow]] = defaultdict(list)
    for one in rows:
        found[one.person_id].append(_place_row(one, words))
    return found


def _rows_of(session: Session, who: Select[Any]) -> Iterator[PersonPlace]:
    query = select(PersonPlace).where(PersonPlace.person_id.in_(who))
    yield from session.scalars(query.order_by(PersonPlace.since, PersonPlace.id))


def _addresses(session: Session, rows: Iterable[PersonPlace]) -> dict[int, str]:
    ids = {one.dwelling_id for one in rows if one.dwelling_id is not None}
    return {at: row.address.short for at, row in places.dwellings(session, ids).items()}


def _place_row(one: PersonPlace, words: dict[int, str]) -> PlaceRow:
    address = words.get(one.dwelling_id or 0, one.address)
    return PlaceRow(one.id, one.aspect, one.dwelling_id, address, one.since, one.until)
