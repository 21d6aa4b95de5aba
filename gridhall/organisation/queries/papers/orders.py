"""What a change order says (网格调整令): each grid before and after, and the entrances moved."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.core.errors import UserError
from gridhall.organisation.models import OrganisationAction
from gridhall.organisation.queries.seats import grid_pairs
from gridhall.organisation.queries.tallying import doors, homes
from gridhall.places.labels import entrance_label
from gridhall.places.models import Building, Compound, Entrance, Grid
from gridhall.places.rules import natural_key


@dataclass(frozen=True, slots=True)
class EntranceMoved:
    """An entrance that changed hands; a grid's name is "" for none."""

    entrance: str
    households: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class GridChanged:
    """A grid's households before and after; None: the grid was not there."""

    code: str
    name: str
    main: str
    before: int | None
    after: int | None


@dataclass(frozen=True, slots=True)
class ChangeOrder:
    """One act on the grids as its order says it."""

    action_id: int
    number: str  # as the clerk gave it; "" when the order's own number is to be used
    day: date
    detail: str
    grids: tuple[GridChanged, ...]
    moves: tuple[EntranceMoved, ...]


def change_order(session: Session, action_id: int, today: date) -> ChangeOrder:
    """The order of an act; UserError for one that moved no entrance or was taken back."""
    action = session.get(OrganisationAction, action_id)
    if action is None:
        raise UserError("没有这次调整，请在网格的经过里核对")
    if action.undone_by is not None:
        raise UserError("这次调整已经撤回，不能再出调整令")
    moved = _moved(json.loads(action.images))
    if not moved:
        raise UserError("这次改动没有把单元调到别的网格，不用出调整令")
    # Households as they were on the day: a later one moves no figure of an order already given.
    counts = homes(session, None if action.happened_on >= today else action.happened_on)
    return ChangeOrder(
        action.id,
        action.number,
        action.happened_on,
        action.detail,
        _grids(session, action, moved, counts),
        _entrances(session, moved, counts),
    )


def latest_order(session: Session, number: str) -> int:
    """The act with this order number (令号)."""
    query = (
        select(OrganisationAction.id)
        .where(OrganisationAction.number == number, OrganisationAction.undone_by.is_(None))
        .order_by(OrganisationAction.id.desc())
    )
    found = session.scalars(query).first()
    if found is None or not number:
        raise UserError(f"没有令号为“{number}”的网格调整，请核对令号")
    return found


_Moved = Mapping[int, tuple[int | None, int | None]]  # entrance -> grid before and after


def _moved(images: Sequence[Mapping[str, Any]]) -> _Moved:
    found: dict[int, tuple[int | None, int | None]] = {}
    for noted in images:
        before, after = noted["before"], noted["after"]
        if noted["table"] == Entrance.__tablename__ and before and after and "grid_id" in after:
            first = found.get(noted["id"], (before["grid_id"], None))[0]
            found[noted["id"]] = (first, after["grid_id"])
    return {one: both for one, both in found.items() if both[0] != both[1]}


def _grids(
    session: Session, action: OrganisationAction, moved: _Moved, counts: Mapping[int, int]
) -> tuple[GridChanged, ...]:
    after: Counter[int] = Counter()
    for entrance_id, (grid_id, *_) in doors(session, action.happened_on).items():
        if grid_id is not None:
            after[grid_id] += counts.get(entrance_id, 0)
    before = after.copy()
    for entrance_id, (old, new) in moved.items():
        if old is not None:
            before[old] += counts.get(entrance_id, 0)
        if new is not None:
            before[new] -= counts.get(entrance_id, 0)
    touched = {grid_id for both in moved.values() for grid_id in both if grid_id is not None}
    pairs = grid_pairs(session, action.happened_on, grid_ids=touched)
    rows = []
    for grid in session.scalars(select(Grid).where(Grid.id.in_(touched))):
        pair = pairs.get(grid.id)
        main = pair.main.holder_name if pair and pair.main else ""
        began, ended = grid.active_from == action.happened_on, grid.active_to == action.happened_on
        rows.append(
            GridChanged(
                grid.code,
                grid.name,
                main,
                None if began else before[grid.id],
                None if ended else after[grid.id],
            )
        )
    return tuple(sorted(rows, key=lambda row: natural_key(row.code.lstrip("Gg"))))


def _entrances(
    session: Session, moved: _Moved, counts: Mapping[int, int]
) -> tuple[EntranceMoved, ...]:
    names = {row[0]: row[1] for row in session.execute(select(Grid.id, Grid.name))}
    query = select(Entrance.id, Compound.name, Building.number, Entrance.number)
    rows = [
        row for row in session.execute(query.join_from(Entrance, Building).join(Compound))
        if row[0] in moved
    ]  # fmt: skip
    rows.sort(key=lambda row: (row[1], natural_key(row[2]), natural_key(row[3])))
    return tuple(
        EntranceMoved(
            entrance_label(compound, building, number),
            counts.get(entrance_id, 0),
            names.get(moved[entrance_id][0] or 0, ""),
            names.get(moved[entrance_id][1] or 0, ""),
        )
        for entrance_id, compound, building, number in rows
    )
