"""Reads of compounds, buildings, entrances, dwellings and grids."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from gridhall.places.models import Building, Compound, Dwelling, Entrance, Grid
from gridhall.places.rules import Address, natural_key

_CHUNK = 500  # SQLite takes a limited number of values in one statement


@dataclass(frozen=True, slots=True)
class GridRow:
    """A grid (网格) and how many entrances and dwellings it owns."""

    id: int
    code: str
    name: str
    household_target: int
    entrances: int
    dwellings: int
    version: int


@dataclass(frozen=True, slots=True)
class DwellingRow:
    """A dwelling (房屋) with its whole address and the grid that looks after it."""

    id: int
    address: Address
    entrance_id: int
    grid_id: int | None
    grid_name: str


@dataclass(frozen=True, slots=True)
class EntranceRow:
    """An entrance (单元), the smallest piece that a grid owns."""

    id: int
    compound: str
    building: str
    number: str
    grid_id: int | None
    dwellings: int


def chunks(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    """Ids in portions that one statement takes."""
    for start in range(0, len(ids), _CHUNK):
        yield ids[start : start + _CHUNK]


def dwelling(session: Session, dwelling_id: int) -> DwellingRow:
    """One dwelling."""
    return next(_dwellings(session, _DWELLINGS.where(Dwelling.id == dwelling_id)))


def dwellings(session: Session, dwelling_ids: Collection[int]) -> dict[int, DwellingRow]:
    """Dwellings by their ids."""
    found: dict[int, DwellingRow] = {}
    for some in chunks(sorted(set(dwelling_ids))):
        query = _DWELLINGS.where(Dwelling.id.in_(some))
        found.update((row.id, row) for row in _dwellings(session, query))
    return found


def find_dwelling(session: Session, address: Address) -> DwellingRow | None:
    """The dwelling at this address; without a 小区 in it, only if one door fits."""
    rows = dwellings_at(session, address, limit=2)
    return rows[0] if len(rows) == 1 else None


def dwellings_at(session: Session, address: Address, limit: int = 20) -> list[DwellingRow]:
    """Every dwelling behind this door number, in whatever 小区 if none is named."""
    parts = [
        Building.number == address.building,
        Entrance.number == address.entrance,
        Dwelling.room == address.room,
    ]
    if address.compound:
        parts.append(Compound.name == address.compound)
    query = _DWELLINGS.where(*parts).order_by(Compound.name).limit(limit)
    return list(_dwellings(session, query))


def compounds(session: Session) -> list[str]:
    """The names of all compounds (小区)."""
    return list(session.scalars(select(Compound.name).order_by(Compound.id)))


def grid_of(session: Session, dwelling_id: int) -> GridRow | None:
    """The grid that looks after a dwelling, if its entrance was given to one."""
    owner = select(Entrance.grid_id).join(Dwelling).where(Dwelling.id == dwelling_id)
    found = session.scalar(owner)
    return None if found is None else grid(session, found)


def grid(session: Session, grid_id: int) -> GridRow:
    """One grid."""
    return next(_grids(session, Grid.id == grid_id))


def grids(session: Session) -> list[GridRow]:
    """Every grid in use, by code: G2 before G10."""
    rows = _grids(session, Grid.active_to.is_(None))
    return sorted(rows, key=lambda row: (natural_key(row.code.lstrip("Gg")), row.id))


def entrances(session: Session, grid_id: int | None = None) -> list[EntranceRow]:
    """All entrances, or those of one grid, as one walks past them."""
    counted = func.count(Dwelling.id)
    query = (
        select(Entrance.id, Compound.name, Building.number, Entrance.number, Entrance.grid_id)
        .add_columns(counted)
        .join_from(Entrance, Building)
        .join(Compound)
        .outerjoin(Dwelling)
        .group_by(Entrance.id)
    )
    if grid_id is not None:
        query = query.where(Entrance.grid_id == grid_id)
    rows = [EntranceRow(*row) for row in session.execute(query)]
    return sorted(rows, key=lambda e: (e.compound, natural_key(e.building), natural_key(e.number)))


_DWELLINGS: Select[Any] = (
    select(Dwelling.id, Compound.name, Building.number, Entrance.number, Dwelling.room)
    .add_columns(Entrance.id, Entrance.grid_id, Grid.name)
    .join_from(Dwelling, Entrance)
    .join(Building)
    .join(Compound)
    .outerjoin(Grid, Grid.id == Entrance.grid_id)
)


def _dwellings(session: Session, query: Select[Any]) -> Iterator[DwellingRow]:
    for row_id, *parts, entrance_id, grid_id, grid_name in session.execute(query):
        yield DwellingRow(row_id, Address(*parts), entrance_id, grid_id, grid_name or "")


def _grids(session: Session, which: ColumnElement[bool]) -> Iterator[GridRow]:
    owned = (
        select(func.count()).where(Entrance.grid_id == Grid.id).correlate(Grid).scalar_subquery()
    )
    doors = (
        select(func.count())
        .select_from(Dwelling)
        .join(Entrance)
        .where(Entrance.grid_id == Grid.id)
        .correlate(Grid)
        .scalar_subquery()
    )
    query = select(Grid.id, Grid.code, Grid.name, Grid.household_target).add_columns(
        owned, doors, Grid.version
    )
    for row in session.execute(query.where(which)):
        yield GridRow(*row)
