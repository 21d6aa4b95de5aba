"""Calling a number, and what becomes of it at the counter."""

from collections.abc import Callable
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gridhall.clerks.service import record
from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.tickets.models import QueueTicket
from gridhall.tickets.queries.rows import TicketRow, counter_of, lane, present, ticket
from gridhall.tickets.queries.waiting import waiting
from gridhall.tickets.rules.life import (
    CALLED,
    LEFT,
    NO_SHOW,
    SERVED,
    SERVING,
    WAITING,
    check_counter,
    check_day,
    check_step,
)
from gridhall.tickets.rules.order import after_all, not_before, seconds, since_behind

FINISH, MISSED = "finish", "no_show"  # what becomes of who is at the counter when another is called


class _Act(NamedTuple):
    """One act on one ticket: its row, by whom, when."""

    session: Session
    clerk: Clerk
    row: QueueTicket
    now: datetime

    @property
    def today(self) -> date:
        """The day of the act."""
        return self.now.astimezone().date()


def call_next(session: Session, clerk: Clerk, now: datetime, settle: str = "") -> TicketRow | None:
    """Call whoever's turn it is at the clerk's counter; None when nobody waits there.

    Somebody still at the counter is refused, or settled first: `finish` or `no_show`.
    """
    counter, today = counter_of(clerk), now.astimezone().date()
    _clear_counter(session, clerk, now, settle)
    listed = waiting(session, today, counter)
    if not listed:
        return None
    return _call(_Act(session, clerk, session.get_one(QueueTicket, listed[0].id), now))


def call_one(
    session: Session, clerk: Clerk, ticket_id: int, now: datetime, settle: str = ""
) -> TicketRow:
    """Call a certain number out of turn (指定叫号); from any lane, the trail says who did."""
    act = _begin(session, clerk, ticket_id, now)
    check_step("call", act.row.number, act.row.state)
    _clear_counter(session, clerk, now, settle)
    return _call(act)


def recall(session: Session, clerk: Clerk, ticket_id: int, now: datetime) -> TicketRow:
    """Call the number once more (重呼)."""
    act = _own(session, clerk, ticket_id, now, "recall")
    act.row.calls += 1
    act.row.called_at = _after_calls(act)
    return _done(act, "ticket.recall", {"calls": act.row.calls})


def start(session: Session, clerk: Clerk, ticket_id: int, now: datetime) -> TicketRow:
    """The visitor has come: service begins (开始办理)."""
    act = _own(session, clerk, ticket_id, now, "start")
    act.row.state, act.row.started_at = SERVING, not_before(now, act.row.called_at)
    return _done(act, "ticket.start")


def finish(session: Session, clerk: Clerk, ticket_id: int, now: datetime) -> TicketRow:
    """The visitor has been served (办完); without 开始办理 service began with the call."""
    act = _own(session, clerk, ticket_id, now, "finish")
    act.row.started_at = act.row.started_at or act.row.called_at
    _stop_serving(act)
    act.row.state = SERVED
    return _done(act, "ticket.finish", {"seconds": act.row.served_seconds})


def no_show(session: Session, clerk: Clerk, ticket_id: int, now: datetime) -> TicketRow:
    """Nobody answered (过号)."""
    act = _own(session, clerk, ticket_id, now, "no_show")
    act.row.state, act.row.ended_at = NO_SHOW, not_before(now, act.row.called_at)
    return _done(act, "ticket.no_show")


def put_back(session: Session, clerk: Clerk, ticket_id: int, now: datetime) -> TicketRow:
    """Somebody who missed the call waits again, once, behind the next three of their kind."""
    act = _begin(session, clerk, ticket_id, now)
    row = act.row
    check_step("put_back", row.number, row.state)
    if row.state == CALLED:
        check_counter(row.number, row.counter, counter_of(clerk))
    if row.put_backs:
        raise UserError(f"{row.number} 已经放回过一次，不能再放回。请重新取号")
    row.waiting_since = since_behind(_peers(act), now)
    _wait_again(row)
    row.put_backs += 1
    return _done(act, "ticket.put_back")


def pass_on(
    session: Session, clerk: Clerk, ticket_id: int, lane_id: int, now: datetime
) -> TicketRow:
    """Let the number wait in another lane (转队列); it keeps its seniority."""
    act = _begin(session, clerk, ticket_id, now)
    row, target = act.row, lane(session, lane_id)
    check_step("pass_on", row.number, row.state)
    if row.state != WAITING:
        check_counter(row.number, row.counter, counter_of(clerk))
    if row.queue_id == lane_id:
        raise UserError(f"{row.number} 已经在{target.title}排队。请选另一个业务队列")
    if not target.active:
        raise UserError(f"{target.title} 已经停用，不能转过去。请选另一个业务队列")
    before, row.queue_id = row.queue_id, lane_id
    if row.state == SERVING:
        _stop_serving(act)
    _wait_again(row)
    row.passes += 1
    return _done(act, "ticket.pass_on", {"queue_id": lane_id}, {"queue_id": before})


def leave(session: Session, clerk: Clerk, ticket_id: int, now: datetime) -> TicketRow:
    """The visitor went away without being served (记离开)."""
    act = _begin(session, clerk, ticket_id, now)
    row = act.row
    check_step("leave", row.number, row.state)
    if row.state == WAITING:
        row.waited_seconds = _waited(act)
    else:
        check_counter(row.number, row.counter, counter_of(clerk))
    row.state, row.ended_at = LEFT, not_before(now, row.taken_at, row.called_at)
    return _done(act, "ticket.leave")


def reopen(session: Session, clerk: Clerk, ticket_id: int, now: datetime) -> TicketRow:
    """Take the end of a ticket back (撤回): back at its counter if that is free; who left waits."""
    act = _begin(session, clerk, ticket_id, now)
    row = act.row
    check_step("reopen", row.number, row.state)
    if row.state != LEFT:
        check_counter(row.number, row.counter, counter_of(clerk))
        _refuse_busy(session, clerk, act.today)
    if row.state == SERVED and row.ended_at is not None:
        row.served_seconds = max(0, row.served_seconds - seconds(row.started_at, row.ended_at))
    row.state = {SERVED: SERVING, NO_SHOW: CALLED, LEFT: WAITING}[row.state]
    row.ended_at = None
    return _done(act, "ticket.reopen", {"state": row.state})


def _call(act: _Act) -> TicketRow:
    row = act.row
    row.state, row.calls = CALLED, row.calls + 1
    row.waited_seconds = _waited(act)
    row.called_at = not_before(_after_calls(act), row.taken_at)
    row.counter, row.clerk_name = counter_of(act.clerk), act.clerk.name
    return _done(act, "ticket.call", {"counter": row.counter})


def _after_calls(act: _Act) -> datetime:
    """Now, after every call of the day: the newest call is the newest, whatever the clock did."""
    query = select(func.max(QueueTicket.called_at)).where(QueueTicket.day == act.today)
    latest = act.session.scalar(query)
    return after_all([] if latest is None else [latest], act.now)


def _clear_counter(session: Session, clerk: Clerk, now: datetime, settle: str) -> None:
    """Whoever is at the counter has been served or has not come; else nobody is called."""
    today = now.astimezone().date()
    here = present(session, counter_of(clerk), today)
    if here is None:
        return
    ends: dict[str, Callable[[Session, Clerk, int, datetime], TicketRow]]
    ends = {FINISH: finish, MISSED: no_show}
    if settle not in ends:
        _refuse_busy(session, clerk, today)
    ends[settle](session, clerk, here.id, now)


def _refuse_busy(session: Session, clerk: Clerk, today: date) -> None:
    counter = counter_of(clerk)
    here = present(session, counter, today)
    if here is not None:
        doing = "正在办理" if here.state == SERVING else "已经叫到"
        raise UserError(f"{counter}{doing} {here.number}。请先办完、过号或转队列，再叫下一位")


def _begin(session: Session, clerk: Clerk, ticket_id: int, now: datetime) -> _Act:
    """A ticket of today to be changed."""
    row = session.get(QueueTicket, ticket_id)
    if row is None:
        raise UserError("没有这个号。请按 F5 看最新内容")
    act = _Act(session, clerk, row, now)
    check_day(row.number, row.day, act.today)
    return act


def _own(session: Session, clerk: Clerk, ticket_id: int, now: datetime, step: str) -> _Act:
    """A ticket of today that this very counter has called, in a state that allows the step."""
    act = _begin(session, clerk, ticket_id, now)
    check_step(step, act.row.number, act.row.state)
    check_counter(act.row.number, act.row.counter, counter_of(clerk))
    return act


def _waited(act: _Act) -> int:
    return max(0, seconds(act.row.taken_at, act.now) - act.row.served_seconds)


def _stop_serving(act: _Act) -> None:
    row = act.row
    row.ended_at = not_before(act.now, row.started_at)
    row.served_seconds += seconds(row.started_at, row.ended_at)


def _wait_again(row: QueueTicket) -> None:
    """The counter stays written down: whom it called counts for whose turn it is there."""
    row.state = WAITING
    row.started_at = row.ended_at = None


def _peers(act: _Act) -> list[datetime]:
    """Since when the others of the same kind wait in the same queue."""
    query = select(QueueTicket.waiting_since).where(
        QueueTicket.day == act.today,
        QueueTicket.state == WAITING,
        QueueTicket.queue_id == act.row.queue_id,
        (QueueTicket.priority != "") == bool(act.row.priority),
    )
    return list(act.session.scalars(query))


def _done(
    act: _Act,
    action: str,
    after: dict[str, object] | None = None,
    before: dict[str, object] | None = None,
) -> TicketRow:
    act.session.flush()
    said = {"before": before, "after": {"number": act.row.number, **(after or {})}}
    told = {key: value for key, value in said.items() if value is not None}
    record(act.session, act.clerk, action, ("queue_ticket", act.row.id), told)
    return ticket(act.session, act.row.id)
