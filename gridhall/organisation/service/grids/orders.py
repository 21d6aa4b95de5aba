"""The change order (网格调整令): entrances go to other grids from a day on."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.clerks.rules import require
from gridhall.clerks.service import record
from gridhall.core.clerk import Clerk, Role
from gridhall.core.errors import UserError
from gridhall.core.text import clean
from gridhall.organisation.queries.tallying import homes
from gridhall.organisation.rules.balance import Proposal
from gridhall.organisation.service.acts import Acts, done_before
from gridhall.papers.service import next_number
from gridhall.places.models import Entrance, Grid
from gridhall.places.queries import owners
from gridhall.places.service import hand_over, receiving_grid

NUMBER_LIMIT = 40


@dataclass(frozen=True, slots=True)
class Order:
    """Which entrances go to which grid, from when; without a number it gets the next.

    `seen` is whose grid each entrance was when the clerk decided, `proposal` what it was to make
    of the grids: if that no longer holds, nothing is done.
    """

    moves: Mapping[int, int]
    day: date
    number: str = ""
    seen: Mapping[int, int | None] = field(default_factory=dict)
    proposal: Proposal | None = None
    request_key: str = ""


def move_entrances(  # noqa: PLR0913  whose act, what to where, when, today, and its number
    session: Session,
    clerk: Clerk,
    moves: Mapping[int, int],
    day: date,
    today: date,
    number: str = "",
) -> int:
    """Move entrances to other grids by one order; the act's id."""
    return order_entrances(session, clerk, Order(moves, day, number), today)


def order_entrances(session: Session, clerk: Clerk, order: Order, today: date) -> int:
    """Carry an order out; the act's id. Once per request key."""
    require(clerk, Role.SUPERVISOR, "调整网格")
    known = done_before(session, order.request_key)
    if known is not None:
        return known.id
    moves = _checked(session, order)
    acts = Acts(session, clerk, "grid_move", order.day, today, request_key=order.request_key)
    hand_over(acts, moves, order.day)
    households = homes(session, None)
    many = sum(households.get(one, 0) for one in moves)
    record(session, clerk, "grid.move", ("organisation_action", acts.id), {"after": _said(moves)})
    acts.action.number = order_number(session, order.number, order.day)
    return acts.close(f"{acts.action.number} 调整 {len(moves)} 个单元、{many} 户")


def order_number(session: Session, given: str, day: date) -> str:
    """The number of a change order: as the clerk has it, or the year's next."""
    number = clean(given)
    if len(number) > NUMBER_LIMIT:
        raise UserError(f"调整令的文号太长，请不要超过 {NUMBER_LIMIT} 个字。")
    if number:
        return number
    return f"网格调整令〔{day.year}〕{next_number(session, 'grid_order', str(day.year))}号"


def _checked(session: Session, order: Order) -> dict[int, int | None]:
    """The moves that are any; raises UserError if the town is no longer as the clerk saw it."""
    rows = {
        row.id: row.grid_id
        for row in session.execute(select(Entrance.id, Entrance.grid_id))
        if row.id in order.moves
    }
    if len(rows) < len(order.moves):
        raise UserError("选中的单元有的已经不在了。请按 F5 看最新的网格再调整。")
    for entrance, grid in order.seen.items():
        if entrance in rows and rows[entrance] != grid:
            raise UserError("有的单元刚在别处调整过网格。请重新均衡，再下调整令。")
    for grid in sorted(set(order.moves.values())):
        receiving_grid(session, grid, order.day)
    if order.proposal is not None:
        _refuse_outgrown(session, order.moves, order.proposal)
    moves: dict[int, int | None] = {
        one: grid for one, grid in order.moves.items() if rows[one] != grid
    }
    if not moves:
        raise UserError("没有要调整的单元。请先选单元，再选它们要去的网格。")
    return moves


def _refuse_outgrown(session: Session, moves: Mapping[int, int], proposal: Proposal) -> None:
    """People moved meanwhile: that matters if a grid would no longer come into its range."""
    behind, sums = homes(session, None), dict.fromkeys(proposal.ranges, 0)
    for entrance, grid in owners(session).items():
        now = moves.get(entrance, grid)
        if now in sums:
            sums[now] += behind.get(entrance, 0)
    for grid, (least, most) in proposal.ranges.items():
        if grid not in proposal.out_of_range and not least <= sums[grid] <= most:
            name = session.get_one(Grid, grid).name
            raise UserError(
                f"住户登记有变动，照这个方案“{name}”会有 {sums[grid]} 户，不在 {least}—{most} 户"
                "以内。请重新均衡，再下调整令。"
            )


def _said(moves: Mapping[int, int | None]) -> dict[str, int | None]:
    return {str(entrance): grid for entrance, grid in moves.items()}
