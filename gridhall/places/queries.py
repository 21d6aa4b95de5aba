"""Reads of compounds, buildings, entrances, dwellings and grids."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from gridhall.hall import queries as hall
from gridhall.places.models import Building, Compound, Dwelling, Entrance, Grid, PastGrid
from gridhall.places.rules import TARGET, TOLERANCE, Address, GridSize, natural_key

Key = TypeVar("Key", int, str)
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


@dataclass(frozen=True, slots=True)
class OwnerRow:
    """Which grid an entrance belonged to, and until which day (exclusive); None: it still does."""

    grid_id: int | None
    until: date | None


def grid_size(session: Session) -> GridSize:
    """The hall's setting: how many households a grid should look after, and the tolerance."""
    kept = hall.settings(session)
    target, tolerance = kept.get("grid_target", ""), kept.get("grid_tolerance", "")
    return GridSize(
        int(target) if target.isdecimal() else TARGET,
        int(tolerance) if tolerance.isdecimal() else TOLERANCE,
    )


def owners(session: Session, as_at: date | None = None) -> dict[int, int | None]:
    """The grid of every entrance by its id, as it is or was on a day.

    A grid that did not exist yet owned nothing, whatever is said of an entrance found later.
    """
    now: dict[int, int | None] = _pairs(session, select(Entrance.id, Entrance.grid_id))
    if as_at is None:
        return now
    past = (
        select(PastGrid.entrance_id, PastGrid.grid_id)
        .where(PastGrid.until > as_at)
        .order_by(PastGrid.until.desc(), PastGrid.id.desc())
    )
    now |= _pairs(session, past)  # the nearest after the day is the last
    later = set(session.scalars(select(Grid.id).where(Grid.active_from > as_at)))
    return {entrance: None if grid in later else grid for entrance, grid in now.items()}


def owner_history(session: Session, entrance_id: int) -> list[OwnerRow]:
    """The grids an entrance has belonged to, the present one first."""
    query = (
        select(PastGrid.grid_id, PastGrid.until)
        .where(PastGrid.entrance_id == entrance_id)
        .order_by(PastGrid.until.desc())
    )
    now = session.get_one(Entrance, entrance_id).grid_id
    return [OwnerRow(now, None), *(OwnerRow(*row) for row in session.execute(query))]


def last_changes(session: Session, entrance_ids: Collection[int]) -> dict[int, date]:
    """The day each of these entrances last went from one grid to another."""
    found: dict[int, date] = {}
    query = select(PastGrid.entrance_id, func.max(PastGrid.until)).group_by(PastGrid.entrance_id)
    for some in chunks(sorted(set(entrance_ids))):
        rows = session.execute(query.where(PastGrid.entrance_id.in_(some)))
        found.update((entrance_id, day) for entrance_id, day in rows)
    return found


def grids_at(session: Session, as_at: date) -> list[GridRow]:
    """Every grid that was in use on a day, by code; entrances and dwellings are of that day."""
    alive = (Grid.active_from.is_(None)) | (Grid.active_from <= as_at)
    alive &= (Grid.active_to.is_(None)) | (Grid.active_to > as_at)
    counted = select(Dwelling.entrance_id, func.count()).group_by(Dwelling.entrance_id)
    doors: dict[int, int] = _pairs(session, counted)
    owned: dict[int | None, list[int]] = {}
    for entrance, grid_id in owners(session, as_at).items():
        owned.setdefault(grid_id, []).append(entrance)
    rows = [
        replace(row, entrances=len(mine), dwellings=sum(doors.get(one, 0) for one in mine))
        for row in _grids(session, alive)
        for mine in [owned.get(row.id, [])]
    ]
    return sorted(rows, key=lambda row: (natural_key(row.code.lstrip("Gg")), row.id))


def chunks(keys: Sequence[Key]) -> Iterator[Sequence[Key]]:
    """Ids, or names or numbers, in portions that one statement takes."""
    for start in range(0, len(keys), _CHUNK):
        yield keys[start : start + _CHUNK]


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


def _pairs(session: Session, query: Any) -> dict[int, Any]:
    return {row[0]: row[1] for row in session.execute(query)}


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
