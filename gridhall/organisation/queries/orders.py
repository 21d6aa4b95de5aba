"""A change order (网格调整令) as its paper says it: grids before and after, entrances, people."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.core.errors import UserError
from gridhall.organisation.models import OrganisationAction
from gridhall.organisation.queries.grids import entrance_labels
from gridhall.organisation.queries.seats import grid_pairs
from gridhall.organisation.queries.seats.rows import Pair
from gridhall.organisation.queries.tallying import homes
from gridhall.places.models import Grid
from gridhall.places.queries import grid_size, owners
from gridhall.places.rules import grid_state, natural_key

ORDERS = ("grid_move", "grid_split", "grid_merge")
_Moves = dict[int, tuple[int | None, int | None]]  # entrance -> from, to


@dataclass(frozen=True, slots=True)
class OrderGrid:
    """A grid that an order touches: households before and after, who looks after it."""

    id: int
    code: str
    name: str
    before: int
    after: int
    target: int
    state: str  # after, places.rules.GRID_STATES
    main_name: str  # "" for nobody
    assistant_name: str


@dataclass(frozen=True, slots=True)
class OrderEntrance:
    """An entrance that changes hands; `source` "" if it had no grid."""

    id: int
    label: str
    households: int
    source: str
    target: str


@dataclass(frozen=True, slots=True)
class ChangeOrder:
    """An order with everything its paper says."""

    action_id: int
    kind: str
    number: str
    day: date
    clerk_name: str
    detail: str
    is_undone: bool
    grids: tuple[OrderGrid, ...]
    entrances: tuple[OrderEntrance, ...]
    households: int  # that change hands


def change_order(session: Session, action_id: int) -> ChangeOrder:
    """One order, as of its day; counts are what the register says of that day."""
    act = session.get(OrganisationAction, action_id)
    if act is None or act.kind not in ORDERS:
        raise UserError("没有这份调整令，请在网格的经过里核对")
    moves = _moves(act.images)
    behind, labels = homes(session, act.happened_on), entrance_labels(session)
    names = {grid.id: grid for grid in session.scalars(select(Grid))}
    rows = [_entrance(one, pair, behind, (labels, names)) for one, pair in moves.items()]
    order = {entrance: place for place, entrance in enumerate(labels)}
    rows.sort(key=lambda row: order.get(row.id, 0))
    return ChangeOrder(
        act.id, act.kind, act.number, act.happened_on, act.clerk_name, act.detail,
        act.undone_by is not None, tuple(_grids(session, act, moves, behind)), tuple(rows),
        sum(row.households for row in rows),
    )  # fmt: skip


def change_orders(session: Session, limit: int = 200) -> list[tuple[int, str, date, str, bool]]:
    """The latest orders: act, number, day, what, whether it was taken back."""
    query = (
        select(OrganisationAction)
        .where(OrganisationAction.kind.in_(ORDERS))
        .order_by(OrganisationAction.happened_on.desc(), OrganisationAction.id.desc())
        .limit(limit)
    )
    return [
        (one.id, one.number, one.happened_on, one.detail, one.undone_by is not None)
        for one in session.scalars(query)
    ]


def _moves(images: str) -> _Moves:
    """From which grid to which each entrance went; through several steps, the first and last."""
    found: _Moves = {}
    for noted in json.loads(images):
        if noted["table"] == "entrance" and noted["before"] and "grid_id" in noted["before"]:
            first, _ = found.get(noted["id"], (noted["before"]["grid_id"], None))
            found[noted["id"]] = (first, noted["after"]["grid_id"])
    return found


def _entrance(
    entrance: int,
    pair: tuple[int | None, int | None],
    behind: Mapping[int, int],
    words: tuple[Mapping[int, str], Mapping[int, Grid]],
) -> OrderEntrance:
    labels, grids = words
    source, target = (grids[one].name if one is not None else "" for one in pair)
    return OrderEntrance(
        entrance, labels.get(entrance, ""), behind.get(entrance, 0), source, target
    )


def _grids(
    session: Session, act: OrganisationAction, moves: _Moves, behind: Mapping[int, int]
) -> Iterable[OrderGrid]:
    """The grids that lose or get entrances, by code."""
    after = _owners_after(session, act)
    before = {**after, **{one: pair[0] for one, pair in moves.items()}}
    sums = [_sums(those, behind) for those in (before, after)]
    touched = {grid for pair in moves.values() for grid in pair if grid is not None}
    tolerance = grid_size(session).tolerance
    pairs = grid_pairs(session, act.happened_on, grid_ids=touched)
    grids = [session.get_one(Grid, grid) for grid in touched]
    for grid in sorted(grids, key=lambda one: natural_key(one.code.lstrip("Gg"))):
        then, now = sums[0][grid.id], sums[1][grid.id]
        state = grid_state(now, grid.household_target, tolerance)
        who = _who(pairs.get(grid.id, Pair()))
        yield OrderGrid(
            grid.id, grid.code, grid.name, then, now, grid.household_target, state, *who
        )


def _owners_after(session: Session, act: OrganisationAction) -> dict[int, int | None]:
    """Whose each entrance was right after an act: later ones of that day are left out."""
    found = owners(session, act.happened_on)
    later = (
        select(OrganisationAction)
        .where(OrganisationAction.happened_on == act.happened_on, OrganisationAction.id > act.id)
        .order_by(OrganisationAction.id.desc())
    )
    for one in session.scalars(later):
        found |= {entrance: pair[0] for entrance, pair in _moves(one.images).items()}
    return {**found, **{entrance: pair[1] for entrance, pair in _moves(act.images).items()}}


def _sums(whose: Mapping[int, int | None], behind: Mapping[int, int]) -> Counter[int | None]:
    sums: Counter[int | None] = Counter()
    for entrance, grid in whose.items():
        sums[grid] += behind.get(entrance, 0)
    return sums


def _who(pair: Pair) -> tuple[str, str]:
    seats = (pair.main, pair.assistant)
    main, assistant = (
        seat.holder_name if seat is not None and not seat.is_vacant else "" for seat in seats
    )
    return main, assistant
