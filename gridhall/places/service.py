"""What is done about places: dwellings written down, grids made and given their entrances."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple, cast

from sqlalchemy import Table, func, select
from sqlalchemy.orm import Session

from gridhall.clerks.rules import require
from gridhall.clerks.service import changes, record
from gridhall.core.clerk import Clerk, Role
from gridhall.core.errors import UserError
from gridhall.core.text import clean
from gridhall.db.images import Images
from gridhall.exchange.service.bulk import insert_rows
from gridhall.hall.models import HallSetting
from gridhall.hall.queries import settings as hall_settings
from gridhall.places import queries
from gridhall.places.labels import entrance_label
from gridhall.places.models import Building, Compound, Dwelling, Entrance, Grid, PastGrid
from gridhall.places.queries import DwellingRow, GridRow, chunks, grid_size, last_changes
from gridhall.places.rules import EXAMPLE, Address, GridSize, check_size


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


def set_grid_size(session: Session, clerk: Clerk, target: int, tolerance: int) -> GridSize:
    """The hall's choice of how many households a grid looks after; what there is stays."""
    require(clerk, Role.ADMINISTRATOR, "改网格的目标户数")
    size = check_size(target, tolerance)
    kept = {"grid_target": str(target), "grid_tolerance": str(tolerance)}
    was = {key: hall_settings(session).get(key, "") for key in kept}
    for key, value in kept.items():
        row = session.get(HallSetting, key) or HallSetting(key=key)
        row.value = value
        session.add(row)
    session.flush()
    record(session, clerk, "hall.change", ("hall_setting", None), changes(was, kept))
    return size


def new_grid(session: Session, code: str, name: str, target: int | None = None) -> Grid:
    """A grid that is fit to be written down: its code and name are its own, its target is one."""
    code, name = clean(code), clean(name)
    if not code or not name:
        raise UserError("请填写网格的编号和名称，例如 G01 第1网格。")
    refuse_taken(session, code, name)
    size = grid_size(session)
    wanted = size.target if target is None else check_size(target, size.tolerance).target
    return Grid(code=code, name=name, household_target=wanted)


def refuse_taken(session: Session, code: str, name: str, own_id: int | None = None) -> None:
    """No two grids have one code or one name, also not one that has ended."""
    taken = select(Grid.name).where((Grid.code == code) | (Grid.name == name))
    if own_id is not None:
        taken = taken.where(Grid.id != own_id)
    if (other := session.scalar(taken)) is not None:
        raise UserError(f"编号或名称已经给了“{other}”，请换一个。")


def add_grid(
    session: Session, clerk: Clerk, code: str, name: str, target: int | None = None
) -> GridRow:
    """Make a grid (网格); `target` is how many households it should look after, or the hall's."""
    require(clerk, Role.SUPERVISOR, "加网格")
    grid = new_grid(session, code, name, target)
    session.add(grid)
    session.flush()
    facts = ("code", "name", "household_target")
    said = {"after": {name: getattr(grid, name) for name in facts}}
    record(session, clerk, "grid.add", ("grid", grid.id), said)
    return queries.grid(session, grid.id)


def give_entrances(
    session: Session,
    clerk: Clerk,
    grid_id: int,
    entrance_ids: Collection[int],
    day: date | None = None,
) -> GridRow:
    """Put entrances into a grid (划分网格); each leaves the grid that had it.

    From `day` on; without a day it is a correction of what is written down for the present.
    """
    require(clerk, Role.SUPERVISOR, "划分网格")
    receiving_grid(session, grid_id, day)
    held = select(Entrance).where(Entrance.id.in_(entrance_ids))
    were = {str(row.id): row.grid_id for row in session.scalars(held) if row.grid_id != grid_id}
    if were:
        moves = {int(entrance_id): grid_id for entrance_id in were}
        hand_over(Images(session), moves, day)
        said: dict[str, dict[str, Any]] = {
            "before": were,
            "after": dict.fromkeys(were, grid_id),
        }
        record(session, clerk, "grid.entrances", ("grid", grid_id), said)
    return queries.grid(session, grid_id)


def receiving_grid(session: Session, grid_id: int, day: date | None = None) -> Grid:
    """A grid that may be given entrances; one that has ended, or is not there yet, may not."""
    grid = session.get(Grid, grid_id)
    if grid is None:
        raise UserError("这个网格已经不在了，请按 F5 看最新的网格再选一次。")
    if grid.active_to is not None:
        raise UserError(f"“{grid.name}”{grid.active_to} 已经撤销，请选一个还在用的网格。")
    if day is not None and grid.active_from is not None and day < grid.active_from:
        raise UserError(f"“{grid.name}”{grid.active_from} 才有，日期要在这一天或以后。")
    return grid


def hand_over(images: Images, moves: Mapping[int, int | None], day: date | None) -> None:
    """Give entrances to other grids from a day on; until then each was of the one it had.

    Moved twice on one day, an entrance has been only with the last that day; back with whom it
    was the day before, it has not changed hands.
    """
    session = images.session
    if day is not None:
        refuse_earlier(session, moves, day)
    for entrance_id, grid_id in sorted(moves.items()):
        entrance = session.get_one(Entrance, entrance_id)
        if day is not None and entrance.grid_id != grid_id:
            _keep_owner(images, entrance, grid_id, day)
        images.change(entrance, grid_id=grid_id)


def refuse_earlier(session: Session, entrance_ids: Collection[int], day: date) -> None:
    """No entrance changes hands before the day it last did: the past would have two grids."""
    late = {one: last for one, last in last_changes(session, entrance_ids).items() if last > day}
    if late:
        last = max(late.values())
        first = next(row for row in queries.entrances(session) if late.get(row.id) == last)
        where = entrance_label(first.compound, first.building, first.number)
        raise UserError(f"{where} {last} 已经划过一次网格，日期要在这一天或以后。")


def _keep_owner(images: Images, entrance: Entrance, grid_id: int | None, day: date) -> None:
    today = select(PastGrid).where(PastGrid.entrance_id == entrance.id, PastGrid.until == day)
    kept = images.session.scalar(today)
    if kept is None:
        images.add(PastGrid(entrance_id=entrance.id, grid_id=entrance.grid_id, until=day))
    elif kept.grid_id == grid_id:
        images.remove(kept)


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
