"""Reads of residents: lists, the card, what a search hit shows."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import fields, replace
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import Select, and_, bindparam, select
from sqlalchemy.orm import Session, aliased

from gridhall.core.errors import UserError
from gridhall.core.identity import mask_id_number, mask_phone
from gridhall.core.text import clean, half_width
from gridhall.db import search
from gridhall.places.models import Building, Compound, Dwelling, Entrance, Grid
from gridhall.places.queries import chunks
from gridhall.places.rules import Address
from gridhall.registry.models import Household, Membership, PastValue, Person, PersonEvent
from gridhall.registry.queries import households
from gridhall.registry.queries.rows import (
    EventRow,
    HouseholdCard,
    MatterRow,
    ResidentCard,
    ResidentRow,
)
from gridhall.registry.rules import (
    CARD_TEXTS,
    OLD_AGE,
    PARTY_MEMBERS,
    Kin,
    ResidentDraft,
    born_before,
)

MatterSource = Callable[[Session, int], Sequence[MatterRow]]
_WRITTEN = (
    "former_name", "ethnicity", "education", "marital_status", "hukou_address", "note", *CARD_TEXTS,
)  # fmt: skip
_SHOWN_FIELDS = (
    "former_name", "ethnicity", "education", "marital_status", "hukou_address", "workplace", "note",
)  # fmt: skip
SHOWN = ("present", "unsettled")  # in the lists; who left or died is found by name and number
_FILTERED_HITS = 1000  # how many hits a filter looks through


class Which(StrEnum):
    """The filters above the list of residents."""

    ALL = "all"
    OLD = "old"
    PARTY = "party"
    OUTSIDE = "outside"
    UNSETTLED = "unsettled"  # without a household
    APART = "apart"  # this and the next two: queries.picking
    DISABLED = "disabled"
    CARE = "care"


def _people(day: date | None = None) -> Select[Any]:
    """People with where they live and with whom, in one statement."""
    return (
        select(Person.id, households.value_on("name", day).label("name"), Person.sex)
        .add_columns(Person.birth_date, Person.id_number, Person.phone)
        .add_columns(households.value_on("hukou_kind", day))
        .add_columns(households.value_on("political_status", day))
        .add_columns(Membership.relation, Household.id, Household.number)
        .add_columns(Compound.name, Building.number, Entrance.number, Dwelling.room, Grid.name)
        .add_columns(Person.status)
        .select_from(Person)
        .outerjoin(Membership, and_(Membership.person_id == Person.id, households.open_on(day)))
        .outerjoin(Household, Household.id == Membership.household_id)
        .outerjoin(Dwelling, Dwelling.id == households.dwelling_on(day))
        .outerjoin(Entrance, Entrance.id == Dwelling.entrance_id)
        .outerjoin(Building, Building.id == Entrance.building_id)
        .outerjoin(Compound, Compound.id == Building.compound_id)
        .outerjoin(Grid, Grid.id == Entrance.grid_id)
    )


_PEOPLE = _people()  # built once: building it costs more than running it
_BY_IDS = _PEOPLE.where(Person.id.in_(bindparam("ids", expanding=True)))


def people(session: Session, person_ids: Iterable[int]) -> list[ResidentRow]:
    """Residents by their ids, in that order; ids of nobody are left out."""
    wanted = list(person_ids)
    found: dict[int, ResidentRow] = {}
    for some in chunks(wanted):
        rows = session.execute(_BY_IDS, {"ids": some})
        found.update((row.id, row) for row in map(_row, rows))
    return [found[one] for one in wanted if one in found]


def person(session: Session, person_id: int) -> ResidentRow:
    """One resident."""
    found = people(session, [person_id])
    if not found:
        raise UserError("没有这位居民的档案，可能已随导入撤销。请重新查找。")
    return found[0]


def recent_people(session: Session, which: Which, today: date, limit: int) -> list[ResidentRow]:
    """Those of a filter, the ones written down last first."""
    living = _PEOPLE.where(Person.status.in_(SHOWN))
    query = _filtered(living, which, today).order_by(Person.id.desc()).limit(limit)
    return [_row(row) for row in session.execute(query)]


def find_people(
    session: Session, text: str, which: Which, today: date, limit: int = 50
) -> list[ResidentRow]:
    """What the search box finds among residents, best first, within a filter."""
    ids = found_ids(session, text, limit if which is Which.ALL else _FILTERED_HITS)
    if which is Which.ALL:
        return people(session, ids)
    kept: set[int] = set()
    for some in chunks(ids):
        query = _filtered(select(Person.id).where(Person.id.in_(some)), which, today)
        kept.update(session.scalars(query))
    return people(session, [one for one in ids if one in kept][:limit])


def found_ids(session: Session, text: str, reach: int = _FILTERED_HITS) -> list[int]:
    """Who is found by these words, best first, within reach."""
    return [hit.record_id for hit in search.search(session, text, reach, kinds=("resident",))]


def by_number(session: Session, number: str) -> int | None:
    """The person with this ID number."""
    return session.scalar(select(Person.id).where(Person.id_number == number))


def resolve_person(session: Session, typed: str) -> int:
    """The person meant by an id or an ID number, as the command line takes them."""
    text = half_width(clean(typed)).upper()
    found = by_number(session, text)
    if found is None and text.isascii() and text.isdigit() and len(text) < 15:
        found = session.scalar(select(Person.id).where(Person.id == int(text)))
    if found is None:
        raise UserError("没有找到这位居民。请用查找结果里的编号，或完整的证件号。")
    return found


def resident_card(session: Session, person_id: int, as_at: date | None = None) -> ResidentCard:
    """The card of one resident and the household, as they were on a day (某日在册)."""
    row = session.execute(_people(as_at).where(Person.id == person_id)).first()
    if row is None:
        raise UserError("没有这位居民的档案，可能已随导入撤销。请重新查找。")
    kept = session.get_one(Person, person_id)
    shown, died_on = _row(row), kept.died_on
    if as_at is not None:
        shown = replace(shown, status=_status_on(session, kept, shown, as_at))
        died_on = died_on if shown.status == "died" else None
    said = _said_on(session, kept, as_at)
    home = shown.household_id
    household = None if home is None else households.household(session, home, as_at)
    return ResidentCard(
        person=shown,
        household=household,
        events=tuple(events(session, person_id, as_at)),
        id_kind=kept.id_kind,
        **{name: said[name] for name in _SHOWN_FIELDS},
        since=_since(household, person_id),
        recorded_at=kept.recorded_at,
        version=kept.version,
        died_on=died_on,
        merged_into=kept.merged_into,
        card_texts={name: said[name] for name in CARD_TEXTS if said[name]},
    )


def _status_on(session: Session, kept: Person, shown: ResidentRow, day: date) -> str:
    """How a person stood on a day: in a household, gone, dead, or not in one yet."""
    if kept.status in ("merged", "void"):
        return kept.status
    if kept.died_on is not None and kept.died_on <= day:
        return "died"
    if shown.household_id is not None:
        return "present"
    before = select(Membership.id).where(Membership.person_id == kept.id, Membership.until <= day)
    return "left" if session.scalar(select(before.exists())) else "unsettled"


def _said_on(session: Session, kept: Person, day: date | None) -> dict[str, str]:
    """What the written fields of a card said on a day; None: what they say now."""
    said: dict[str, str] = {name: getattr(kept, name) for name in _WRITTEN}
    if day is not None:
        later = select(PastValue.field, PastValue.value).where(
            PastValue.person_id == kept.id, PastValue.until > day, PastValue.field.in_(_WRITTEN)
        )
        latest_first = later.order_by(PastValue.until.desc(), PastValue.id.desc())
        said.update((row.field, row.value) for row in session.execute(latest_first))
    return said


def events(session: Session, person_id: int, until: date | None = None) -> Iterator[EventRow]:
    """What happened to a person, the latest first; up to a day, or all of it."""
    latest = (PersonEvent.happened_on.desc(), PersonEvent.id.desc())
    query = select(PersonEvent).where(PersonEvent.person_id == person_id).order_by(*latest)
    if until is not None:
        query = query.where(PersonEvent.happened_on <= until)
    for one in session.scalars(query):
        yield EventRow(one.happened_on, one.recorded_at, one.kind, one.clerk_name, one.detail)


def stored_draft(session: Session, person_id: int) -> ResidentDraft:
    """What the form for a change begins with; number and phone stay where they are (None)."""
    kept, shown = session.get_one(Person, person_id), person(session, person_id)
    same = {one.name for one in fields(ResidentDraft)} & set(Person.__table__.columns.keys())
    values = {name: getattr(kept, name) for name in same - {"request_key"}}
    return ResidentDraft(
        **values | {"id_number": None, "phone": None},
        address=shown.home,
        relation=shown.relation,
        household_id=shown.household_id,
    )


def kin(session: Session, person_id: int) -> Kin:
    """A person as far as family relations go."""
    row = session.execute(
        select(Person.name, Person.sex, Person.birth_date).where(Person.id == person_id)
    ).one()
    return Kin(row.name, row.sex, row.birth_date)


def _since(household: HouseholdCard | None, person_id: int) -> date | None:
    members = household.members if household else ()
    return next((one.since for one in members if one.person_id == person_id), None)


def _filtered(query: Select[Any], which: Which, today: date) -> Select[Any]:
    if which is Which.OLD:
        return query.where(Person.birth_date <= born_before(OLD_AGE, today))
    if which is Which.PARTY:
        return query.where(Person.political_status.in_(PARTY_MEMBERS))
    if which is Which.OUTSIDE:
        return query.where(Person.hukou_kind == "outside")
    if which is Which.UNSETTLED:
        held = aliased(Membership)
        housed = select(held.id).where(held.person_id == Person.id, held.until.is_(None))
        return query.where(Person.status.in_(SHOWN), ~housed.exists())
    assert which is Which.ALL, which  # others are judged in queries.picking
    return query


def _row(found: Sequence[Any]) -> ResidentRow:
    (person_id, name, sex, born, number, phone, hukou, party, *where) = found
    relation, household_id, household_number, compound, building, entrance, room, grid = where[:-1]
    return ResidentRow(
        id=person_id,
        name=name,
        sex=sex,
        birth_date=born,
        masked_id=mask_id_number(number or ""),
        masked_phone=mask_phone(phone),
        hukou_kind=hukou,
        political_status=party,
        relation=relation or "",
        household_id=household_id,
        household_number=household_number or "",
        address=None if building is None else Address(compound, building, entrance, room),
        grid_name=grid or "",
        status=where[-1],
    )
