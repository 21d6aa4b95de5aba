"""The rota solved for days: suggestions written in one go, and what stands against somebody."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from gridhall.clerks.service import record
from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.core.progress import Progress
from gridhall.db.database import Database
from gridhall.volunteering.models import Assignment, Cell, ServiceDay, Shift
from gridhall.volunteering.queries.rota import day_of_cell, problem
from gridhall.volunteering.rules.rota.problem import Pair, Problem
from gridhall.volunteering.rules.rota.roster import Roster, admitted
from gridhall.volunteering.service.acts import ServiceActs

if TYPE_CHECKING:
    from gridhall.volunteering.rules.rota.plan import Plan

SUGGESTED = "suggested"
SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Solved:
    """What the solver came to; `gap` is 0 when the plan is proven to be the best there is.

    `placed` are new suggestions, `gaps` seats that stay open; `action_id` takes them back.
    """

    placed: int
    gaps: int
    short: int
    objective: int
    bound: float
    gap: float
    is_proven: bool
    seconds: float
    sentences: tuple[str, ...]
    action_id: int | None


def suggest(
    db: Database,
    clerk: Clerk,
    day_ids: Collection[int],
    seconds: float = SECONDS,
    progress: Progress | None = None,
) -> Solved:
    """自动排班: the best seats for these days, written as suggestions; confirmed ones stay.

    Solved without holding the file; what has changed meanwhile is looked at before it is written.
    """
    from gridhall.volunteering.rules.rota.solving import solve  # HiGHS: not when a hall opens

    with db.read() as session:
        refuse(session, day_ids)
        asked = problem(session, day_ids)
    before = _unfillable(asked)
    plan = solve(asked, seconds, progress)
    with db.write() as session:
        refuse(session, day_ids)
        stand, against = admitted(problem(session, day_ids), plan.placed)
        action_id = _write(session, clerk, day_ids, stand)
    return _solved(plan, (*before, *against), len(stand), action_id)


def unfillable(session: Session, day_ids: Collection[int]) -> list[str]:
    """Which seats of these days nobody can take, and why: said before anything is solved."""
    return _unfillable(problem(session, day_ids))


def _unfillable(asked: Problem) -> list[str]:
    from gridhall.volunteering.rules.rota.unfillable import unfillable_cells  # numpy, as above

    return unfillable_cells(asked)


def hard_rules(session: Session, cell_id: int, volunteer_id: int) -> str:
    """The sentence of the first hard rule that keeps a volunteer from a cell; "" if none does."""
    inside = select(Assignment.volunteer_id).where(Assignment.cell_id == cell_id)
    who = {volunteer_id, *session.scalars(inside)}
    asked = problem(session, [day_of_cell(session, cell_id)], who)
    roster = Roster(asked, asked.suggested)
    if volunteer_id not in roster.people:
        raise UserError("没有这名志愿者，请刷新后再选")
    return roster.broken(cell_id, volunteer_id)


def refuse(session: Session, day_ids: Collection[int]) -> None:
    """Days that are over, that do not take place, or that nobody has planned are not solved."""
    query = select(ServiceDay).where(ServiceDay.id.in_(day_ids)).order_by(ServiceDay.held_on)
    days = list(session.scalars(query))
    for day in days:
        if day.held_on is None:
            raise UserError("这一天停办，不用排班。要办请先改到别的日子")
        if day.closed_at is not None:
            said = f"{day.held_on.month}月{day.held_on.day}日"
            raise UserError(f"{said}已经结束并生成时长，不能再自动排班")
    if not days or not session.scalar(_cells_of(day_ids)):
        raise UserError("这一天还没有岗位和班次，先从模板或以前的服务日套用，再排班")


def _cells_of(day_ids: Collection[int]) -> Select[Any]:
    cells = select(Cell.id).join(Shift, Shift.id == Cell.shift_id)
    return cells.where(Shift.day_id.in_(day_ids))


def _write(
    session: Session, clerk: Clerk, day_ids: Collection[int], seats: Sequence[Pair]
) -> int | None:
    """Put the suggestions in the place of those that were there; None if nothing changes."""
    known = {(row.cell_id, row.volunteer_id): row for row in _suggested(session, day_ids)}
    gone = [row for seat, row in known.items() if seat not in set(seats)]
    new = [seat for seat in seats if seat not in known]
    if not gone and not new:
        return None
    about = next(iter(day_ids)) if len(day_ids) == 1 else None
    acts = ServiceActs(session, clerk, "roster_suggest", ("service_day", about))
    for row in gone:
        acts.remove(row)
    moment = datetime.now(UTC)
    for cell, who in new:
        acts.add(
            Assignment(
                cell_id=cell,
                volunteer_id=who,
                state=SUGGESTED,
                noted_at=moment,
                clerk_name=clerk.name,
            )
        )
    said = {"after": {"suggested": len(seats)}}
    record(session, clerk, "roster.suggest", ("service_day", about), said)
    return acts.close(f"自动排班：建议 {len(seats)} 人次")


def _suggested(session: Session, day_ids: Collection[int]) -> Sequence[Assignment]:
    rows = select(Assignment).where(Assignment.cell_id.in_(_cells_of(day_ids)))
    return session.scalars(rows.where(Assignment.state == SUGGESTED)).all()


def _solved(plan: "Plan", sentences: tuple[str, ...], placed: int, action_id: int | None) -> Solved:
    lost = len(plan.placed) - placed
    return Solved(
        placed=placed,
        gaps=plan.gaps + lost,
        short=plan.short,
        objective=plan.objective,
        bound=plan.bound,
        gap=plan.gap,
        is_proven=plan.is_proven and not lost,
        seconds=plan.seconds,
        sentences=sentences,
        action_id=action_id,
    )
