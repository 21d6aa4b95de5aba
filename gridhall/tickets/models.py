"""Tables of the queue: lanes (业务队列) and the day's tickets."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from gridhall.db.base import Base, Versioned


class TicketLane(Versioned, Base):
    """One kind of business people queue for, with the letter of its tickets (业务队列)."""

    __tablename__ = "ticket_lane"

    id: Mapped[int] = mapped_column(primary_key=True)
    prefix: Mapped[str] = mapped_column(String(2), unique=True)  # A
    name: Mapped[str] = mapped_column(String(30), unique=True)
    counters: Mapped[str] = mapped_column(String(100), default="", server_default="")  # "" any
    categories: Mapped[str] = mapped_column(String(200), default="", server_default="")
    position: Mapped[int] = mapped_column(default=0)
    active: Mapped[bool] = mapped_column(default=True)


class QueueTicket(Versioned, Base):
    """One visitor's place in the queue (叫号票); numbers begin anew each day in each lane."""

    __tablename__ = "queue_ticket"
    __table_args__ = (
        UniqueConstraint("day", "lane_id", "ordinal"),
        Index("ix_queue_ticket_day", "day", "state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    day: Mapped[date]
    lane_id: Mapped[int] = mapped_column(ForeignKey(TicketLane.id))  # where it was taken
    ordinal: Mapped[int]
    number: Mapped[str] = mapped_column(String(10))  # A012; kept when it is passed on
    queue_id: Mapped[int] = mapped_column(ForeignKey(TicketLane.id))  # where it waits now
    priority: Mapped[str] = mapped_column(String(10), default="", server_default="")
    state: Mapped[str] = mapped_column(String(10))  # waiting called serving served no_show left
    taken_at: Mapped[datetime]
    waiting_since: Mapped[datetime]  # taken or put back; kept when it is passed on
    called_at: Mapped[datetime | None]
    calls: Mapped[int] = mapped_column(default=0)
    started_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    waited_seconds: Mapped[int] = mapped_column(default=0)
    served_seconds: Mapped[int] = mapped_column(default=0)
    counter: Mapped[str] = mapped_column(String(20), default="", server_default="")
    clerk_name: Mapped[str] = mapped_column(String(50), default="", server_default="")
    passes: Mapped[int] = mapped_column(default=0)
    put_backs: Mapped[int] = mapped_column(default=0)  # after a call nobody answered; once
    request_key: Mapped[str] = mapped_column(String(36), unique=True)
