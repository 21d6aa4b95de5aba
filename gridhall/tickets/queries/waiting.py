"""The queue now: who waits in which order for a counter, what the big board shows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gridhall.tickets.models import QueueTicket
from gridhall.tickets.queries.rows import LaneRow, TicketRow, lanes, present, tickets_of
from gridhall.tickets.rules.life import CALLED, PRESENT, SERVING, WAITING
from gridhall.tickets.rules.order import Waiting, in_order, run_of

_CALLED = (CALLED, SERVING, "served", "no_show")
CALLS = 5  # how many calls the board keeps on show


@dataclass(frozen=True, slots=True)
class LaneCount:
    """How many wait in a lane."""

    lane: LaneRow
    waiting: int


@dataclass(frozen=True, slots=True)
class Hall:
    """The queue as a counter sees it."""

    counter: str
    present: TicketRow | None
    mine: tuple[TicketRow, ...]  # whom this counter may call, in the order it will
    others: tuple[TicketRow, ...]  # who waits for other counters
    missed: tuple[TicketRow, ...]  # nobody answered; may be put back
    done: tuple[TicketRow, ...]  # served, the newest first
    lanes: tuple[LaneCount, ...]

    @property
    def next(self) -> TicketRow | None:
        """Who is called next."""
        return self.mine[0] if self.mine else None


@dataclass(frozen=True, slots=True)
class Call:
    """A call as the board shows it: 请 A012 到 2号窗口."""

    id: int
    number: str
    counter: str
    calls: int
    is_open: bool  # called, and nobody has come yet


@dataclass(frozen=True, slots=True)
class Board:
    """What visitors see: no name, no matter, nothing of anybody."""

    calls: tuple[Call, ...]  # the newest first
    lanes: tuple[LaneCount, ...]


def hall(session: Session, counter: str, day: date) -> Hall:
    """Everything a counter needs to know."""
    known, today = lanes(session, active=False), tickets_of(session, day)
    served_here = {one.id for one in known if one.serves(counter)}
    waiting = [one for one in today if one.state == WAITING]
    mine = [one for one in waiting if one.queue_id in served_here]
    return Hall(
        counter,
        present(session, counter, day),
        tuple(_in_order(mine, run(session, counter, day))),
        tuple(one for one in waiting if one.queue_id not in served_here),
        tuple(one for one in today if one.state == "no_show"),
        tuple(sorted((t for t in today if t.state == "served"), key=_ended, reverse=True)),
        _lane_counts(known, waiting),
    )


def waiting(session: Session, day: date, counter: str = "") -> list[TicketRow]:
    """Who waits, in the order a counter calls them; no counter, everybody as they came."""
    found = tickets_of(session, day, (WAITING,))
    if not counter:
        return sorted(found, key=lambda one: (one.waiting_since, one.id))
    here = {one.id for one in lanes(session, active=False) if one.serves(counter)}
    mine = [one for one in found if one.queue_id in here]
    return _in_order(mine, run(session, counter, day))


def run(session: Session, counter: str, day: date) -> int:
    """How many priority calls in a row a counter has made."""
    calls = session.scalars(
        select(QueueTicket.priority != "")
        .where(
            QueueTicket.day == day,
            QueueTicket.counter == counter,
            QueueTicket.called_at.is_not(None),
        )
        .order_by(QueueTicket.called_at.desc(), QueueTicket.id.desc())
    )
    return run_of(calls)


def board(session: Session, day: date) -> Board:
    """The board of numbers: the last calls, and how many wait where."""
    called = (
        select(
            QueueTicket.id,
            QueueTicket.number,
            QueueTicket.counter,
            QueueTicket.calls,
            QueueTicket.state == CALLED,
        )
        .where(QueueTicket.day == day, QueueTicket.state.in_(_CALLED))
        .order_by(QueueTicket.called_at.desc(), QueueTicket.id.desc())
        .limit(CALLS)
    )
    calls = tuple(Call(*found) for found in session.execute(called))
    return Board(calls, lane_counts(session, day))


def lane_counts(session: Session, day: date) -> tuple[LaneCount, ...]:
    """How many wait in each lane that is open."""
    return _lane_counts(lanes(session, active=False), tickets_of(session, day, (WAITING,)))


def at_counters(session: Session, day: date) -> list[TicketRow]:
    """Who is at which counter now."""
    return sorted(tickets_of(session, day, PRESENT), key=lambda one: one.counter)


def taken(session: Session, day: date, lane_id: int) -> int:
    """The last number a lane has given out on a day; 0 before the first."""
    mine = select(func.max(QueueTicket.ordinal))
    found = session.scalar(mine.where(QueueTicket.day == day, QueueTicket.lane_id == lane_id))
    return found or 0


def as_waiting(one: TicketRow | QueueTicket) -> Waiting:
    """What the rule of turns needs to know of a ticket."""
    return Waiting(one.id, bool(one.priority), one.waiting_since)


def _in_order(rows: Sequence[TicketRow], run: int) -> list[TicketRow]:
    known = {one.id: one for one in rows}
    return [known[one.id] for one in in_order(map(as_waiting, rows), run)]


def _lane_counts(known: Iterable[LaneRow], rows: Sequence[TicketRow]) -> tuple[LaneCount, ...]:
    counted = ((one, sum(row.queue_id == one.id for row in rows)) for one in known)
    return tuple(LaneCount(one, many) for one, many in counted if many or one.active)


def _ended(one: TicketRow) -> tuple[datetime, int]:
    return one.ended_at or one.taken_at, one.id


def before(session: Session, row: TicketRow) -> int:
    """How many in its queue would be called before a ticket, if nobody else came."""
    rows = [one for one in tickets_of(session, row.day, (WAITING,)) if one.queue_id == row.queue_id]
    order = [one.id for one in _in_order(rows, 0)]
    return order.index(row.id) if row.id in order else 0
