"""The fictional queue: a month of numbers taken, called and served, and this morning's."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.core.calendar import shipped_calendar
from gridhall.tickets.labels import PRIORITIES
from gridhall.tickets.models import QueueTicket, TicketLane
from gridhall.tickets.rules.lanes import number_of

_DAYS = 30  # days before today
_OPENS = time(8, 30)
_SHARES = {"A": 10, "B": 7, "C": 4, "D": 4, "Z": 2}
_COUNTERS = (("1号窗口", "高明"), ("2号窗口", "王芳"), ("服务台", "demo"))
_STILL_WAIT = 6  # of today's


@dataclass(slots=True)
class _Counter:
    """A counter and when it is free again."""

    name: str
    clerk: str
    free_at: datetime


class TicketMaker:
    """Plays the days through: three counters, the first free one calls who came first."""

    def __init__(self, session: Session, rng: Random, today: date) -> None:
        self._session, self._rng, self._today = session, rng, today
        known = select(TicketLane).order_by(TicketLane.position)
        self._lanes = {one.prefix: one for one in session.scalars(known)}

    def make(self) -> int:
        """Every working day of the month, then the last two hours of today."""
        calendar = shipped_calendar()
        days = [self._today - timedelta(days=back) for back in range(_DAYS, 0, -1)]
        rows = [row for day in days if calendar.is_working(day) for row in self._day(day, 0)]
        rows += self._day(self._today, _STILL_WAIT)
        self._session.add_all(rows)
        self._session.flush()
        return len(rows)

    def _day(self, day: date, waiting: int) -> list[QueueTicket]:
        rng, opens = self._rng, datetime.combine(day, _OPENS).astimezone()
        many = rng.randint(16, 20) if waiting else rng.randint(22, 44)
        span = 450  # minutes of taking numbers
        if waiting:
            opens, span = _last_hours(day)
        times = sorted(rng.randint(0, span * 60) for _ in range(many))
        ordinals: dict[str, int] = {}
        rows = [self._taken(opens + timedelta(seconds=at), ordinals) for at in times]
        counters = [_Counter(name, clerk, opens) for name, clerk in _COUNTERS]
        for row in rows[: many - waiting]:
            self._serve(row, min(counters, key=lambda one: one.free_at))
        return rows

    def _taken(self, moment: datetime, ordinals: dict[str, int]) -> QueueTicket:
        rng = self._rng
        prefix = rng.choices(list(_SHARES), list(_SHARES.values()))[0]
        lane = self._lanes[prefix]
        ordinals[prefix] = ordinals.get(prefix, 0) + 1
        return QueueTicket(
            day=moment.date(),
            lane_id=lane.id,
            queue_id=lane.id,
            ordinal=ordinals[prefix],
            number=number_of(prefix, ordinals[prefix]),
            priority=rng.choice(list(PRIORITIES)) if rng.random() < 0.15 else "",
            state="waiting",
            taken_at=moment,
            waiting_since=moment,
            request_key=f"demo-{moment:%Y%m%d}-{prefix}{ordinals[prefix]:03}",
        )

    def _serve(self, row: QueueTicket, counter: _Counter) -> None:
        """Most come and are served; a few have gone by the time they are called."""
        rng = self._rng
        called = max(row.taken_at + timedelta(seconds=rng.randint(10, 90)), counter.free_at)
        row.called_at, row.calls = called, 1 + (rng.random() < 0.1)
        row.counter, row.clerk_name = counter.name, counter.clerk
        row.waited_seconds = int((called - row.taken_at).total_seconds())
        if rng.random() < 0.05:
            row.state, row.ended_at = "no_show", called + timedelta(seconds=60)
        else:
            row.state, row.started_at = "served", called + timedelta(seconds=rng.randint(15, 60))
            row.served_seconds = rng.randint(3 * 60, 16 * 60)
            row.ended_at = row.started_at + timedelta(seconds=row.served_seconds)
        counter.free_at = row.ended_at


def _last_hours(day: date) -> tuple[datetime, int]:
    """When the morning on show begins, and its minutes: it ends now, or at half past ten.

    The queue is looked at as soon as it is made; whoever waits has not waited for half a day.
    """
    midnight = datetime.combine(day, time()).astimezone()
    ends = datetime.now().astimezone().replace(second=0, microsecond=0)
    if ends.date() != day:
        ends = datetime.combine(day, time(10, 30)).astimezone()
    begins = max(midnight, ends - timedelta(minutes=120))
    return begins, int((ends - begins).total_seconds()) // 60
