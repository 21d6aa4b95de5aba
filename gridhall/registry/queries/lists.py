"""What a list shows of those on it, the lists kept by name, and how grids and buildings are called.

Numbers are masked unless an export that was allowed to asks for them whole.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Select, and_, bindparam, func, select
from sqlalchemy.orm import Session

from gridhall.core.clerk import Clerk
from gridhall.core.codes import word
from gridhall.core.errors import UserError
from gridhall.core.mask import mask_id_number, mask_phone
from gridhall.places.labels import building_label
from gridhall.places.models import Building, Compound, Dwelling, Entrance, Grid
from gridhall.places.queries import chunks, grids
from gridhall.places.rules import Address, natural_key
from gridhall.registry.labels import HUKOU_KINDS, SEPARATIONS, STATUSES
from gridhall.registry.models import Household, Membership, Person, PersonTag, SavedList
from gridhall.registry.queries.households import dwelling_on, open_on, value_on
from gridhall.registry.queries.listed import driver_rows
from gridhall.registry.queries.separation import Standing, states_of
from gridhall.registry.queries.tags import kinds, tagged
from gridhall.registry.rules import age_on
from gridhall.registry.rules.lists import ListDefinition as Definition
from gridhall.registry.rules.lists import Names, read_definition
from gridhall.registry.rules.tags import may_see


@dataclass(frozen=True, slots=True)
class ListRow:
    """Somebody on a list, as the register says on the list's day."""

    id: int
    name: str
    sex: str
    birth_date: date | None
    id_number: str
    phone: str
    address: str
    grid: str
    relation: str
    household_number: str
    hukou: str
    hukou_address: str
    ethnicity: str
    education: str
    marital: str
    political: str
    workplace: str
    status: str
    registered: date
    age: int | None
    tags: str = ""
    separation: str = ""

    def text(self, column: str) -> str:
        """A cell in words; nothing for what is not known."""
        value = getattr(self, column)
        return "" if value is None else str(value)


@dataclass(frozen=True, slots=True)
class SavedRow:
    """A list kept by name (常用名单)."""

    id: int
    name: str
    definition: Definition
    clerk_name: str
    saved_at: datetime


@dataclass(frozen=True, slots=True)
class Reading:
    """How a list is read: as at which day, what day it is, with what costs more, whole numbers."""

    as_at: date | None
    today: date
    tags: bool = False
    separation: bool = False
    whole: bool = False

    @classmethod
    def of(
        cls, columns: Collection[str], as_at: date | None, today: date, *, whole: bool = False
    ) -> "Reading":
        """How a list of these columns is read."""
        return cls(as_at, today, "tags" in columns, "separation" in columns, whole)


def list_rows(
    session: Session, clerk: Clerk, ids: Sequence[int], how: Reading
) -> dict[int, ListRow]:
    """A page of a list by its ids; tags are those this clerk may see."""
    found: dict[int, ListRow] = {}
    for some in chunks(ids):
        borne = _tags(session, clerk, some, how.as_at) if how.tags else {}
        judged = _separations(session, some, how) if how.separation else {}
        for row in driver_rows(session, _rows_query(how.as_at), {"ids": some}):
            found[row[0]] = _row(row, how, (borne.get(row[0], ""), judged.get(row[0], "")))
    return found


@lru_cache(maxsize=8)
def _rows_query(day: date | None) -> Select[Any]:
    """Built once: building it costs more than running it."""
    people = select(Person.id, value_on("name", day), Person.sex, Person.birth_date)
    return (
        people.add_columns(Person.id_number, Person.phone)
        .add_columns(Compound.name, Building.number, Entrance.number, Dwelling.room, Grid.name)
        .add_columns(Membership.relation, Household.number)
        .add_columns(value_on("hukou_kind", day), value_on("hukou_address", day))
        .add_columns(value_on("ethnicity", day), value_on("education", day))
        .add_columns(value_on("marital_status", day), value_on("political_status", day))
        .add_columns(value_on("workplace", day), Person.status, Person.recorded_at)
        .select_from(Person)
        .outerjoin(Membership, and_(Membership.person_id == Person.id, open_on(day)))
        .outerjoin(Household, Household.id == Membership.household_id)
        .outerjoin(Dwelling, Dwelling.id == dwelling_on(day))
        .outerjoin(Entrance, Entrance.id == Dwelling.entrance_id)
        .outerjoin(Building, Building.id == Entrance.building_id)
        .outerjoin(Compound, Compound.id == Building.compound_id)
        .outerjoin(Grid, Grid.id == Entrance.grid_id)
        .where(Person.id.in_(bindparam("ids", expanding=True)))
    )


def _row(found: tuple[Any, ...], how: Reading, derived: tuple[str, str]) -> ListRow:
    (person_id, name, sex, born, number, phone, compound, building, *rest) = found
    (entrance, room, grid, relation, household, hukou, hukou_address, *facts) = rest
    (ethnicity, education, marital, political, workplace, status, recorded) = facts
    number, day = number or "", how.as_at or how.today
    birth = None if born is None else date.fromisoformat(born)
    at = None if building is None else Address(compound, building, entrance, room)
    return ListRow(
        id=person_id,
        name=name,
        sex=word("sex", sex),
        birth_date=birth,
        id_number=number if how.whole else mask_id_number(number),
        phone=phone if how.whole else mask_phone(phone),
        address=at.short if at else "",
        grid=grid or "",
        relation=word("relation", relation),
        household_number=household or "",
        hukou=HUKOU_KINDS.get(hukou, hukou),
        hukou_address=hukou_address,
        ethnicity=word("ethnicity", ethnicity),
        education=word("education", education),
        marital=word("marital", marital),
        political=word("political", political),
        workplace=workplace,
        status=STATUSES.get(status, status),
        registered=_day_here(recorded),
        age=None if birth is None else age_on(birth, day),
        tags=derived[0],
        separation=derived[1],
    )


def _day_here(stored: str) -> date:
    """The day of a stored moment, by the clock on the wall."""
    return datetime.fromisoformat(stored).replace(tzinfo=UTC).astimezone().date()


def _separations(session: Session, ids: Sequence[int], how: Reading) -> dict[int, str]:
    """人户状态 of these people in words; who separated lately is said to be so."""
    judged = states_of(session, ids, how.as_at or how.today)
    return {one: _apartness(standing) for one, standing in judged.items()}


def _apartness(standing: Standing) -> str:
    said = SEPARATIONS.get(standing.state, standing.state)
    return f"{said}（未满期限）" if standing.verdict.apart and not standing.counted else said


def _tags(session: Session, clerk: Clerk, ids: Sequence[int], day: date | None) -> dict[int, str]:
    """The tags of these people in words, those this clerk may see."""
    if session.scalar(select(PersonTag.id).limit(1)) is None:
        return {}
    worn = select(PersonTag.person_id, PersonTag.tag).where(PersonTag.person_id.in_(ids)).distinct()
    found: dict[int, list[str]] = {}
    words = {one.code: one.name for one in kinds(session, retired=True)}
    rows = session.execute(worn.order_by(PersonTag.id)).all()
    for code in {row.tag for row in rows}:
        bearers = set(session.scalars(tagged(clerk, code, day).where(PersonTag.person_id.in_(ids))))
        for row in rows:
            if row.tag == code and row.person_id in bearers:
                found.setdefault(row.person_id, []).append(words.get(code, code))
    return {one: "、".join(sorted(said)) for one, said in found.items()}


# What filters offer


def names_of_places(session: Session, clerk: Clerk) -> Names:
    """Grids, buildings and the tags this clerk may see, in the order a filter offers them."""
    query = select(Building.id, Compound.name, Building.number).join(Compound)
    found = sorted(session.execute(query), key=lambda row: (row[1], natural_key(row[2])))
    return Names(
        {one.id: one.name for one in grids(session)},
        {row[0]: f"{row[1]} {building_label(row[2])}".strip() for row in found},
        {one.code: one.name for one in kinds(session) if may_see(clerk, one.visible_to)},
    )


def unsorted_people(session: Session) -> int:
    """How many people came by a bulk insert and have no place in the order of names yet."""
    query = select(func.count()).select_from(Person).where(Person.name_sort.is_(None))
    return session.scalar(query) or 0


# Kept lists


def saved_lists(session: Session) -> list[SavedRow]:
    """Every list kept by name; those of a later version are left out."""
    rows = session.scalars(select(SavedList).order_by(SavedList.name))
    return list(_readable(rows))


def _readable(rows: Iterable[SavedList]) -> Iterator[SavedRow]:
    for row in rows:
        try:
            definition = read_definition(row.definition)
        except UserError:
            continue
        yield SavedRow(row.id, row.name, definition, row.clerk_name, row.saved_at)
