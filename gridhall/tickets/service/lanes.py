"""The list of lanes, edited by a supervisor."""

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gridhall.clerks.rules import require
from gridhall.clerks.service import changes, record
from gridhall.core.clerk import Clerk, Role
from gridhall.core.errors import UserError
from gridhall.tickets.models import QueueTicket, TicketLane
from gridhall.tickets.queries.rows import LaneRow, lane, lane_row, lanes
from gridhall.tickets.queries.waiting import taken
from gridhall.tickets.rules.lanes import LaneDraft, LaneProblem, checked_lane
from gridhall.tickets.rules.life import CALLED, SERVING, WAITING

_FIELDS = ("prefix", "name", "counters", "categories", "active")


def save_lane(session: Session, clerk: Clerk, draft: LaneDraft, today: date) -> LaneRow:
    """Add a lane, change one, retire one or take it up again."""
    require(clerk, Role.SUPERVISOR, "改业务队列")
    kept = checked_lane(draft)
    _refuse_twins(session, kept)
    if kept.id is None:
        last = session.scalar(select(func.max(TicketLane.position))) or 0
        row = TicketLane(position=last + 1)
        before: dict[str, object] = dict.fromkeys(_FIELDS)
        session.add(row)
    else:
        lane(session, kept.id)
        row = session.get_one(TicketLane, kept.id)
        _refuse_in_use(session, row, kept, today)
        before = {name: getattr(row, name) for name in _FIELDS}
    for name in _FIELDS:
        setattr(row, name, getattr(kept, name))
    session.flush()
    said = changes(before, {name: getattr(row, name) for name in _FIELDS})
    record(session, clerk, "lane.save", ("ticket_lane", row.id), said)
    return lane_row(row)


def move_lane(session: Session, clerk: Clerk, lane_id: int, step: int) -> None:
    """Move a lane up (-1) or down (1) in the list."""
    require(clerk, Role.SUPERVISOR, "改业务队列")
    order = [one.id for one in lanes(session, active=False)]
    lane(session, lane_id)
    place = order.index(lane_id)
    order.insert(max(0, min(place + step, len(order) - 1)), order.pop(place))
    for position, one in enumerate(order, 1):
        session.get_one(TicketLane, one).position = position
    session.flush()
    record(session, clerk, "lane.save", ("ticket_lane", lane_id))


def _refuse_twins(session: Session, kept: LaneDraft) -> None:
    for field in ("prefix", "name"):
        value = getattr(kept, field)
        query = select(TicketLane).where(getattr(TicketLane, field) == value)
        twin = session.scalar(query)
        if twin is not None and twin.id != kept.id:
            retired = "" if twin.active else "（已停用，可以恢复）"
            raise LaneProblem(field, f"“{value}”已经有了：{twin.prefix} {twin.name}{retired}")


def _refuse_in_use(session: Session, row: TicketLane, kept: LaneDraft, today: date) -> None:
    """A letter stays for the day it was given out; nobody waits in a lane that is retired."""
    if row.prefix != kept.prefix and taken(session, today, row.id):
        raise LaneProblem("prefix", f"今天已经发过 {row.prefix} 的号，请明天开门以前再改")
    there = select(func.count()).where(
        QueueTicket.day == today,
        QueueTicket.queue_id == row.id,
        QueueTicket.state.in_((WAITING, CALLED, SERVING)),
    )
    many = session.scalar(there) or 0
    if row.active and not kept.active and many:
        raise UserError(
            f"{row.prefix} {row.name} 还有 {many} 个号没有办完。请先叫完或转到别的队列，再停用"
        )
