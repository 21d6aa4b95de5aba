"""The people of a separation work list as lists and the call-on list show them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from gridhall.places import queries as places
from gridhall.places.queries import DwellingRow
from gridhall.registry.queries.residents import people
from gridhall.registry.queries.rows import ResidentRow
from gridhall.registry.queries.separation import states_of
from gridhall.registry.queries.standings import Standing


@dataclass(frozen=True, slots=True)
class SeparatedRow:
    """A person with the state of the day, since when, and where one calls; numbers masked."""

    id: int
    name: str
    sex: str
    birth_date: date | None
    relation_label: str
    masked_phone: str
    household_number: str
    state: str
    since: date | None
    counted: bool
    address: str
    grid_name: str


def separated(session: Session, person_ids: Collection[int], day: date) -> list[SeparatedRow]:
    """These people, in this order; who is not the hall's on that day is left out."""
    known = states_of(session, person_ids, day)
    doors = {one.dwelling_id for one in known.values() if one.dwelling_id is not None}
    where = places.dwellings(session, doors)
    return [
        _row(person, known[person.id], where.get(known[person.id].dwelling_id or 0))
        for person in people(session, person_ids)
        if person.id in known
    ]


def _row(person: ResidentRow, found: Standing, at: DwellingRow | None) -> SeparatedRow:
    return SeparatedRow(
        person.id,
        person.name,
        person.sex,
        person.birth_date,
        person.relation_label,
        person.masked_phone,
        person.household_number,
        found.state,
        found.verdict.since,
        found.counted,
        at.address.short if at else "",
        at.grid_name if at else "",
    )
