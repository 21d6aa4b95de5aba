"""Lanes and tickets as pages, papers and the command line read them."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.tickets.labels import NO_COUNTER, PRIORITIES
from gridhall.tickets.models import QueueTicket, TicketLane
from gridhall.tickets.rules.lanes import read_number, serves, split
from gridhall.tickets.rules.life import PRESENT, is_open, state_label
from gridhall.tickets.rules.order import seconds


@dataclass(frozen=True, slots=True)
class LaneRow:
    """A lane (业务队列)."""

    id: int
    prefix: str
    name: str
    counters: str
    categories: str
    active: bool
    version: int

    @property
    def title(self) -> str:
        """A 综合业务."""
        return f"{self.prefix} {self.name}"

    def serves(self, counter: str) -> bool:
        """Whether this counter calls from it."""
        return serves(self.counters, counter)

    def takes(self, category: str) -> bool:
        """Whether matters of this category are done here; none named, all are."""
        return not self.categories or category in split(self.categories)


@dataclass(frozen=True, slots=True)
class TicketRow:
    """A ticket (叫号票) as it stands."""

    id: int
    day: date
    number: str
    lane_id: int
    lane: str  # where it was taken
    queue_id: int
    queue: str  # where it waits now
    priority: str
    state: str
    taken_at: datetime
    waiting_since: datetime
    called_at: datetime | None
    calls: int
    started_at: datetime | None
    ended_at: datetime | None
    waited_seconds: int
    served_seconds: int
    counter: str
    clerk_name: str
    passes: int
    put_backs: int
    version: int

    @property
    def state_label(self) -> str:
        """等候, 办理中."""
        return state_label(self.state)

    @property
    def priority_label(self) -> str:
        """老年人优先, or nothing."""
        return PRIORITIES.get(self.priority, "")

    @property
    def is_open(self) -> bool:
        """Whether the visitor still waits or is at a counter."""
        return is_open(self.state)

    def waits(self, now: datetime) -> int:
        """Seconds waited until now, or until the call; what was served elsewhere is no waiting."""
        if self.state == "waiting":
            return max(0, seconds(self.taken_at, now) - self.served_seconds)
        return self.waited_seconds


_LANE = aliased(TicketLane)
_QUEUE = aliased(TicketLane)
_TICKETS = (
    select(QueueTicket, _LANE.name, _QUEUE.name)
    .join(_LANE, _LANE.id == QueueTicket.lane_id)
    .join(_QUEUE, _QUEUE.id == QueueTicket.queue_id)
)
_OWN = tuple(name for name in TicketRow.__slots__ if name not in ("lane", "queue"))


def counter_of(clerk: Clerk) -> str:
    """The counter that a clerk calls to."""
    return clerk.counter or NO_COUNTER


def lanes(session: Session, *, active: bool = True) -> list[LaneRow]:
    """The lanes in their order; `active=False` with those that are retired."""
    query = select(TicketLane).order_by(TicketLane.position, TicketLane.prefix)
    if active:
        query = query.where(TicketLane.active)
    return [lane_row(one) for one in session.scalars(query)]


def lane(session: Session, lane_id: int) -> LaneRow:
    """One lane."""
    found = session.get(TicketLane, lane_id)
    if found is None:
        raise UserError("没有这个业务队列。请按 F5 看最新内容")
    return lane_row(found)


def lane_named(session: Session, text: str) -> LaneRow:
    """A lane by its letter or its name, retired ones too."""
    typed = text.strip()
    for one in lanes(session, active=False):
        if typed.upper() == one.prefix or typed == one.name:
            return one
    raise UserError(f"没有业务队列“{typed[:30]}”，请写它的字母，如 A")


def lane_for(session: Session, category: str) -> LaneRow | None:
    """The lane where matters of a category are done: one that names it before one open to all."""
    known = lanes(session)
    named = (one for one in known if category in split(one.categories))
    return next(named, next((one for one in known if not one.categories), None))


def ticket(session: Session, ticket_id: int) -> TicketRow:
    """One ticket as it stands."""
    found = session.execute(_TICKETS.where(QueueTicket.id == ticket_id)).first()
    if found is None:
        raise UserError("没有这个号。请按 F5 看最新内容")
    return ticket_row(*found)


def ticket_numbered(session: Session, text: str, day: date) -> TicketRow:
    """A ticket by the number printed on it: today's, else the last that had it."""
    number = read_number(text)
    if not number:
        raise UserError(f"“{text.strip()[:20]}”不是排队号，请写 A012 这样的号")
    query = _TICKETS.where(QueueTicket.number == number)
    newest = query.order_by((QueueTicket.day == day).desc(), QueueTicket.day.desc()).limit(1)
    found = session.execute(newest).first()
    if found is None:
        raise UserError(f"没有 {number} 这个号。请核对票上的号")
    return ticket_row(*found)


def tickets_of(session: Session, day: date, states: tuple[str, ...] = ()) -> list[TicketRow]:
    """A day's tickets, as they were taken; only those in `states` if some are named."""
    query = _TICKETS.where(QueueTicket.day == day).order_by(QueueTicket.taken_at, QueueTicket.id)
    if states:
        query = query.where(QueueTicket.state.in_(states))
    return [ticket_row(*found) for found in session.execute(query)]


def present(session: Session, counter: str, day: date) -> TicketRow | None:
    """Who is at a counter now: called or being served."""
    query = _TICKETS.where(
        QueueTicket.day == day,
        QueueTicket.state.in_(PRESENT),
        QueueTicket.counter == counter,
    )
    found = session.execute(query.order_by(QueueTicket.called_at.desc()).limit(1)).first()
    return None if found is None else ticket_row(*found)


def lane_row(entity: TicketLane) -> LaneRow:
    """An entity as a row."""
    return LaneRow(*(getattr(entity, name) for name in LaneRow.__slots__))


def ticket_row(entity: QueueTicket, lane_name: str, queue_name: str) -> TicketRow:
    """An entity as a row, with the names of its lanes."""
    own = {name: getattr(entity, name) for name in _OWN}
    return TicketRow(**own, lane=lane_name, queue=queue_name)
