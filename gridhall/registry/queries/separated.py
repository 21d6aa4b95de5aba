"""The people of a separation work list as lists and the call-on list show them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from gridhall.places import queries as places
from gridhall.registry.queries.residents import people
from gridhall.registry.queries.separation import states_of


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
    rows = []
    for person in people(session, person_ids):
        found = known.get(person.id)
        if found is None:
            continue
        at = where.get(found.dwelling_id or 0)
        rows.append(
            SeparatedRow(
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
        )
    return rows
