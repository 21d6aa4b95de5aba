"""What is done about places: dwellings written down, grids made and given their entrances."""

from collections.abc import Collection, Iterable
from typing import NamedTuple, cast

from sqlalchemy import Table, func, select, update
from sqlalchemy.orm import Session

from gridhall.clerks.rules import require
from gridhall.clerks.service import record
from gridhall.core.clerk import Clerk, Role
from gridhall.core.errors import UserError
from gridhall.core.text import clean
from gridhall.exchange.service.bulk import insert_rows
from gridhall.places import queries
from gridhall.places.models import Building, Compound, Dwelling, Entrance, Grid
from gridhall.places.queries import DwellingRow, GridRow, chunks
from gridhall.places.rules import EXAMPLE, Address


def find_or_add_dwelling(session: Session, clerk: Clerk, address: Address) -> DwellingRow:
    """The dwelling at an address; it and what is above it are written down when new.

    Without a 小区 in the address the one dwelling with that door is meant.
    """
    address = _with_compound(session, address)
    known = queries.find_dwelling(session, address)
    if known is not None:
        return known
    dwelling_id = find_or_add_dwellings(session, [address])[address]
    record(
        session, clerk, "dwelling.add", ("dwelling", dwelling_id), {"after": {"at": address.short}}
    )
    return queries.dwelling(session, dwelling_id)


def find_or_add_dwellings(
    session: Session, addresses: Iterable[Address], batch_id: int | None = None
) -> dict[Address, int]:
    """The ids of many dwellings, for an import; new rows carry the batch, whose row is the trail.

    Every address needs its 小区 and its building.
    """
    above = {address: 0 for address in addresses}
    for place, level in enumerate(_LEVELS):
        keys = {address: (parent, address[place]) for address, parent in above.items()}
        settled = _settle(session, level, list(keys.values()), batch_id)
        above = {address: settled[key] for address, key in keys.items()}
    return above


def add_grid(session: Session, clerk: Clerk, code: str, name: str, target: int = 300) -> GridRow:
    """Make a grid (网格); `target` is the number of households it should look after."""
    require(clerk, Role.SUPERVISOR, "加网格")
    code, name = clean(code), clean(name)
    if not code or not name:
        raise UserError("请填写网格的编号和名称，例如 G01 第1网格。")
    taken = select(Grid.name).where((Grid.code == code) | (Grid.name == name))
    if (other := session.scalar(taken)) is not None:
        raise UserError(f"编号或名称已经给了“{other}”，请换一个。")
    grid = Grid(code=code, name=name, household_target=target)
    session.add(grid)
    session.flush()
    said = {"after": {"code": code, "name": name, "household_target": target}}
    record(session, clerk, "grid.add", ("grid", grid.id), said)
    return queries.grid(session, grid.id)


def give_entrances(
    session: Session, clerk: Clerk, grid_id: int, entrance_ids: Collection[int]
) -> GridRow:
    """Put entrances into a grid (划分网格); each leaves the grid that had it."""
    require(clerk, Role.SUPERVISOR, "划分网格")
    session.get_one(Grid, grid_id)
    were = {
        str(row.id): row.grid_id
        for row in session.execute(
            select(Entrance.id, Entrance.grid_id).where(Entrance.id.in_(entrance_ids))
        )
        if row.grid_id != grid_id
    }
    if were:
        moved = [int(entrance_id) for entrance_id in were]
        session.execute(update(Entrance).where(Entrance.id.in_(moved)).values(grid_id=grid_id))
        said = {"before": were, "after": dict.fromkeys(were, grid_id)}
        record(session, clerk, "grid.entrances", ("grid", grid_id), said)
    return queries.grid(session, grid_id)


def _with_compound(session: Session, address: Address) -> Address:
    """The address with its 小区: the only one that has this door, or the hall's only one."""
    if address.compound:
        return address
    same_door = queries.dwellings_at(session, address, limit=6)
    if len(same_door) == 1:
        return same_door[0].address
    names = [row.address.compound for row in same_door] or queries.compounds(session)
    if len(names) == 1:
        return address._replace(compound=names[0])
    if same_door:
        raise UserError(f"{address.door} 在{'、'.join(names)}都有，请写上小区名")
    raise UserError(f"请写上小区名，例如 {EXAMPLE}")


class _Level(NamedTuple):
    """One of the four tables: how a row is known below its parent."""

    table: type[Compound] | type[Building] | type[Entrance] | type[Dwelling]
    parent: str  # the column that names the row above, "" for a compound
    label: str  # the column that tells it apart below there
    width: int = 4  # how many of id, batch, label, parent and grid it has


_LEVELS = (
    _Level(Compound, "", "name", 3),
    _Level(Building, "compound_id", "number"),
    _Level(Entrance, "building_id", "number", 5),
    _Level(Dwelling, "entrance_id", "room"),
)
_Key = tuple[int, str]  # the parent's id (0 above all), the row's own label


def _settle(
    session: Session, level: _Level, keys: Collection[_Key], batch_id: int | None
) -> dict[_Key, int]:
    """The ids of these rows of one level; those that are missing are written, all at once."""
    known = _known(session, level, {parent for parent, _ in keys})
    missing = [key for key in dict.fromkeys(keys) if key not in known]
    if not missing:
        return known
    first = (session.scalar(select(func.max(level.table.id))) or 0) + 1
    known.update((key, row_id) for row_id, key in enumerate(missing, first))
    grids = _grids_beside(session, missing) if level.table is Entrance else {}
    names = ("id", "batch_id", level.label, level.parent, "grid_id")[: level.width]
    rows = (
        (row_id, batch_id, label, parent, grids.get(parent))[: level.width]
        for row_id, (parent, label) in enumerate(missing, first)
    )
    insert_rows(session, cast(Table, level.table.__table__), names, rows)
    return known


def _known(session: Session, level: _Level, parents: Collection[int]) -> dict[_Key, int]:
    """The rows that stand below these parents already."""
    columns = level.table.__table__.c
    if not level.parent:
        query = select(columns[level.label], columns.id)
        return {(0, label): row_id for label, row_id in session.execute(query)}
    found: dict[_Key, int] = {}
    query = select(columns[level.parent], columns[level.label], columns.id)
    for some in chunks(sorted(parents)):
        for row in session.execute(query.where(columns[level.parent].in_(some))):
            found[row[0], row[1]] = row[2]
    return found


def _grids_beside(session: Session, missing: Collection[_Key]) -> dict[int, int | None]:
    """A new entrance belongs to the grid that owns all the others of its building."""
    owners: dict[int, set[int | None]] = {}
    query = select(Entrance.building_id, Entrance.grid_id).distinct()
    for some in chunks(sorted({building for building, _ in missing})):
        for building, grid in session.execute(query.where(Entrance.building_id.in_(some))):
            owners.setdefault(building, set()).add(grid)
    return {building: grids.pop() for building, grids in owners.items() if len(grids) == 1}
