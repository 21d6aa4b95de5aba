"""Taking a number (取号), and the end of the days before."""

from datetime import date, datetime
from typing import NamedTuple
from uuid import uuid4

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from gridhall.clerks.service import record
from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.tickets.models import QueueTicket
from gridhall.tickets.queries.rows import TicketRow, lane, ticket
from gridhall.tickets.queries.waiting import taken
from gridhall.tickets.rules.lanes import check_ordinal, check_priority, number_of
from gridhall.tickets.rules.life import CALLED, LEFT, NO_SHOW, SERVED, SERVING, WAITING
from gridhall.tickets.rules.order import after_all

# What becomes of those who were still there when the hall closed.
_ENDS = {WAITING: LEFT, CALLED: NO_SHOW, SERVING: SERVED}


class Wish(NamedTuple):
    """What a visitor came for; the same request key gives the same ticket."""

    lane_id: int
    priority: str = ""
    request_key: str = ""  # made up where none is given


def take(session: Session, clerk: Clerk, wish: Wish, now: datetime) -> TicketRow:
    """Give out the lane's next number of the day."""
    lane_id, request_key = wish.lane_id, wish.request_key or str(uuid4())
    again = select(QueueTicket.id).where(QueueTicket.request_key == request_key)
    known = session.scalar(again)
    if known is not None:
        return ticket(session, known)
    row, today = lane(session, lane_id), now.astimezone().date()
    if not row.active:
        raise UserError(f"{row.title} 已经停用，不能取号。请换一个业务队列")
    close_other_days(session, clerk, today)
    ordinal = check_ordinal(row.prefix, taken(session, today, lane_id) + 1)
    made = QueueTicket(
        day=today,
        lane_id=lane_id,
        queue_id=lane_id,
        ordinal=ordinal,
        number=number_of(row.prefix, ordinal),
        priority=check_priority(wish.priority),
        state=WAITING,
        taken_at=now,
        waiting_since=after_all(_last_taken(session, today), now),
        request_key=request_key,
    )
    session.add(made)
    session.flush()
    told = {"number": made.number, "priority": made.priority}
    record(session, clerk, "ticket.take", ("queue_ticket", made.id), {"after": told})
    return ticket(session, made.id)


def close_other_days(session: Session, clerk: Clerk, today: date) -> int:
    """End what other days left open, at the first number of a day; how many there were.

    Who waited has left, who was called did not come, who was being served has been.
    """
    if session.scalar(select(QueueTicket.id).where(QueueTicket.day == today).limit(1)) is not None:
        return 0
    closed = 0
    for state, end in _ENDS.items():
        left = update(QueueTicket).where(QueueTicket.day != today, QueueTicket.state == state)
        done = session.execute(
            left.values(state=end, version=QueueTicket.version + 1)
            .returning(QueueTicket.id)
            .execution_options(synchronize_session=False)
        )
        closed += len(done.all())
    if closed:
        said = {"after": {"count": closed}}
        record(session, clerk, "ticket.day_end", ("queue_ticket", None), said)
    return closed


def _last_taken(session: Session, today: date) -> list[datetime]:
    """The latest place in the queue, which a clock set back must not overtake."""
    query = select(func.max(QueueTicket.waiting_since)).where(QueueTicket.day == today)
    found = session.scalar(query)
    return [] if found is None else [found]
