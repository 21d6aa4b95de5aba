"""Grids as lists and cards show them, as they are or as they were on a day."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from gridhall.core.errors import UserError
from gridhall.organisation.models import Organisation, OrganisationAction
from gridhall.organisation.queries.seats import grid_pairs
from gridhall.organisation.queries.seats.rows import Pair, SeatRow
from gridhall.organisation.queries.tallying import holders, homes
from gridhall.organisation.queries.tree import ActRow, act_row, past_values
from gridhall.places.labels import entrance_label
from gridhall.places.models import Grid, PastGrid
from gridhall.places.queries import EntranceRow, entrances, grid_size, grids_at, owners
from gridhall.places.rules import GridSize, grid_state, household_range


@dataclass(frozen=True, slots=True)
class GridLine:
    """A grid in a list; `state` is one of places.rules.GRID_STATES, ok is green."""

    id: int
    code: str
    name: str
    households: int
    target: int
    state: str
    organisation_id: int | None
    organisation_name: str
    main_name: str
    main_phone: str  # masked
    assistant_name: str
    entrances: int
    area: str
    least: int  # the range within the tolerance
    most: int
    active_from: date | None
    active_to: date | None
    supervision_phone: str
    version: int


@dataclass(frozen=True, slots=True)
class GridEntrance:
    """An entrance in a grid, as one walks past them."""

    id: int
    label: str
    compound: str
    building: str
    number: str
    households: int
    dwellings: int
    since: date | None  # None: as long as is known


@dataclass(frozen=True, slots=True)
class GridCard:
    """One grid with its entrances and what was done to it, the latest first."""

    line: GridLine
    entrances: tuple[GridEntrance, ...]
    history: tuple[ActRow, ...]


def grid_rows(session: Session, today: date, as_at: date | None = None) -> list[GridLine]:
    """Every grid in use, by code: G2 before G10; with `as_at` those of that day, as they were."""
    day = as_at or today
    rows = grids_at(session, day)
    kept = {one.id: one for one in session.scalars(select(Grid))}
    counts, held = _households(session, as_at), holders(session, day)
    names, pairs = _names(session, as_at), grid_pairs(session, today, as_at)
    size = grid_size(session)
    lines = []
    for row in rows:
        owner = held.get(row.id)
        whose = (owner, names.get(owner, "") if owner is not None else "")
        pair = pairs.get(row.id, Pair())
        facts = (counts[row.id], row.entrances)
        lines.append(_line(kept[row.id], size, facts, whose, pair))
    return lines


def grid_card(session: Session, grid_id: int, today: date, as_at: date | None = None) -> GridCard:
    """One grid; one that has ended shows its last day."""
    grid = session.get(Grid, grid_id)
    if grid is None:
        raise UserError("没有这个网格，可能刚被撤回。请按 F5 看最新内容")
    day = as_at or today
    line = next((one for one in grid_rows(session, today, as_at) if one.id == grid_id), None)
    if line is None:
        line = _line(grid, grid_size(session), (0, 0), (None, ""), Pair())
    history = tuple(grid_history(session, grid_id))
    return GridCard(line, tuple(_entrances(session, grid_id, as_at, day)), history)


def grid_history(session: Session, grid_id: int) -> list[ActRow]:
    """Everything done to a grid, the latest first."""
    act = OrganisationAction
    marks = (
        f'"table": "grid", "id": {grid_id}, ',  # as db.images writes it
        f'"grid_id": {grid_id}}}',
        f'"grid_id": {grid_id}, ',
    )
    touched = [act.images.contains(mark, autoescape=True) for mark in marks]
    query = (
        select(act)
        .where(or_(act.grid_id == grid_id, *touched))
        .order_by(act.happened_on.desc(), act.id.desc())
    )
    return [act_row(one) for one in session.scalars(query)]


def entrance_labels(session: Session) -> dict[int, str]:
    """Every entrance as orders say it: 御景小区 3号楼2单元."""
    return {
        row.id: entrance_label(row.compound, row.building, row.number) for row in entrances(session)
    }


def _households(session: Session, as_at: date | None) -> Counter[int | None]:
    """Households by grid."""
    behind, sums = homes(session, as_at), Counter[int | None]()
    for entrance, grid in owners(session, as_at).items():
        sums[grid] += behind.get(entrance, 0)
    return sums


def _names(session: Session, as_at: date | None) -> dict[int, str]:
    rows = session.execute(select(Organisation.id, Organisation.name))
    names: dict[int, str] = {row[0]: row[1] for row in rows}
    if as_at is not None:
        past = past_values(session, as_at)
        names |= {one: str(said["name"]) for one, said in past.items() if "name" in said}
    return names


def _line(
    grid: Grid,
    size: GridSize,
    facts: tuple[int, int],
    whose: tuple[int | None, str],
    pair: Pair,
) -> GridLine:
    households, many = facts
    least, most = household_range(grid.household_target, size.tolerance)
    return GridLine(
        id=grid.id,
        code=grid.code,
        name=grid.name,
        households=households,
        target=grid.household_target,
        state=grid_state(households, grid.household_target, size.tolerance),
        organisation_id=whose[0],
        organisation_name=whose[1],
        main_name=_holder(pair.main),
        main_phone=pair.main.phone_masked if pair.main and not pair.main.is_vacant else "",
        assistant_name=_holder(pair.assistant),
        entrances=many,
        area=grid.area,
        least=least,
        most=most,
        active_from=grid.active_from,
        active_to=grid.active_to,
        supervision_phone=grid.supervision_phone,
        version=grid.version,
    )


def _holder(seat: SeatRow | None) -> str:
    return seat.holder_name if seat is not None and not seat.is_vacant else ""


def _entrances(
    session: Session, grid_id: int, as_at: date | None, day: date
) -> Sequence[GridEntrance]:
    mine = {one for one, grid in owners(session, as_at).items() if grid == grid_id}
    behind, since = homes(session, as_at), _since(session, day)
    return [_entrance(row, behind, since) for row in entrances(session) if row.id in mine]


def _entrance(row: EntranceRow, behind: dict[int, int], since: dict[int, date]) -> GridEntrance:
    label = entrance_label(row.compound, row.building, row.number)
    homes_here = behind.get(row.id, 0)
    place = (row.compound, row.building, row.number)
    return GridEntrance(row.id, label, *place, homes_here, row.dwellings, since.get(row.id))


def _since(session: Session, day: date) -> dict[int, date]:
    """The day each entrance came to the grid that had it on a day."""
    query = select(PastGrid.entrance_id, PastGrid.until).where(PastGrid.until <= day)
    found: dict[int, date] = {}
    for entrance, until in session.execute(query.order_by(PastGrid.until)):
        found[entrance] = until
    return found
