"""Counts of the register, and its rows as a workbook takes them out."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import and_, bindparam, func, select
from sqlalchemy.orm import Session

from gridhall.core.codes import word
from gridhall.places.models import Building, Compound, Dwelling, Entrance, Grid
from gridhall.registry.labels import HUKOU_KINDS, STATUSES
from gridhall.registry.models import Household, Membership, Person
from gridhall.registry.queries.rows import RegistryCounts
from gridhall.registry.rules import HEAD

_PAGE = 5000


@dataclass(frozen=True, slots=True)
class ExportRow:
    """A resident in full, as `export residents` writes one line."""

    household_number: str
    head_name: str
    name: str
    relation: str
    sex: str
    ethnicity: str
    birth_date: date | None
    id_number: str
    phone: str
    compound: str
    building: str
    entrance: str
    room: str
    grid: str
    hukou: str
    hukou_address: str
    political_status: str
    education: str
    marital_status: str
    note: str
    status: str


def counts(session: Session) -> RegistryCounts:
    """People in the register (在册), and households that have not ended."""
    here = select(func.count()).select_from(Membership).where(Membership.until.is_(None))
    people = session.scalar(here) or 0
    living = select(func.count()).select_from(Household).where(Household.ended_on.is_(None))
    return RegistryCounts(people, session.scalar(living) or 0)


def export_rows(session: Session) -> Iterator[ExportRow]:
    """Everybody with a card in full, in the order of writing down; memory stays flat.

    Who died or left is told by `status`; a record merged or voided is nobody's card.
    """
    last = session.scalar(select(func.max(Person.id))) or 0
    for after in range(0, last, _PAGE):
        people = session.execute(_EXPORT, {"after": after, "upto": after + _PAGE}).all()
        heads = _heads(session, {row.household for row in people if row.household})
        for row in people:
            yield _export_row(tuple(row), heads)


_EXPORT = (
    select(Household.id.label("household"), Household.number, Person.name, Membership.relation)
    .add_columns(Person.sex, Person.ethnicity, Person.birth_date, Person.id_number, Person.phone)
    .add_columns(Compound.name, Building.number, Entrance.number, Dwelling.room, Grid.name)
    .add_columns(Person.hukou_kind, Person.hukou_address, Person.political_status)
    .add_columns(Person.education, Person.marital_status, Person.note, Person.status)
    .select_from(Person)
    .outerjoin(Membership, and_(Membership.person_id == Person.id, Membership.until.is_(None)))
    .outerjoin(Household, Household.id == Membership.household_id)
    .outerjoin(Dwelling, Dwelling.id == Household.dwelling_id)
    .outerjoin(Entrance, Entrance.id == Dwelling.entrance_id)
    .outerjoin(Building, Building.id == Entrance.building_id)
    .outerjoin(Compound, Compound.id == Building.compound_id)
    .outerjoin(Grid, Grid.id == Entrance.grid_id)
    .where(Person.id > bindparam("after"), Person.id <= bindparam("upto"))
    .where(Person.status.not_in(("merged", "void")))
    .order_by(Person.id)
)


def _heads(session: Session, household_ids: set[int]) -> dict[int, str]:
    query = select(Membership.household_id, Person.name).join_from(Membership, Person)
    is_head = (Membership.relation == HEAD, Membership.until.is_(None))
    ids = sorted(household_ids)
    found = session.execute(query.where(*is_head, Membership.household_id.in_(ids)))
    return {household_id: name for household_id, name in found}


def _export_row(row: tuple[Any, ...], heads: dict[int, str]) -> ExportRow:
    (household, number, name, relation, sex, ethnicity, born, id_number, phone, *rest) = row
    (compound, building, entrance, room, grid, hukou, hukou_address, *person) = rest
    party, education, marital, note, status = person
    return ExportRow(
        household_number=number or "",
        head_name=heads.get(household, ""),
        name=name,
        relation=word("relation", relation),
        sex=word("sex", sex),
        ethnicity=word("ethnicity", ethnicity),
        birth_date=born,
        id_number=id_number or "",
        phone=phone,
        compound=compound or "",
        building=building or "",
        entrance=entrance or "",
        room=room or "",
        grid=grid or "",
        hukou=HUKOU_KINDS.get(hukou, hukou),
        hukou_address=hukou_address,
        political_status=word("political", party),
        education=word("education", education),
        marital_status=word("marital", marital),
        note=note,
        status=STATUSES.get(status, status),
    )
