"""How long people waited and were served, by lane, hour, counter and day (叫号统计)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.tickets.labels import NO_COUNTER
from gridhall.tickets.models import QueueTicket, TicketLane
from gridhall.tickets.rules.life import LEFT, NO_SHOW, SERVED, WAITING


@dataclass(frozen=True, slots=True)
class Figures:
    """The numbers of one group of tickets; seconds, None where there is nothing to average."""

    name: str
    taken: int
    served: int
    waiting: int
    no_show: int
    left: int
    priority: int
    average_wait: int | None  # of those who were called
    longest_wait: int | None
    average_service: int | None  # of those who were served, timed


@dataclass(frozen=True, slots=True)
class TicketFigures:
    """A period's numbers, and the same split four ways."""

    since: date
    until: date
    total: Figures
    lanes: tuple[Figures, ...]
    hours: tuple[Figures, ...]  # by the hour of taking, 08 09 ...
    counters: tuple[Figures, ...]
    days: tuple[Figures, ...]


@dataclass(frozen=True, slots=True)
class _One:
    day: date
    hour: int
    lane: tuple[int, str]
    counter: str
    state: str
    has_priority: bool
    was_called: bool
    waited: int
    served: int


def figures(session: Session, since: date, until: date) -> TicketFigures:
    """Figures of the days from `since` to `until`, both included; no name is in them."""
    rows = _rows(session, since, until)
    return TicketFigures(
        since,
        until,
        _figures("合计", rows),
        _split(rows, lambda one: one.lane, lambda key: str(key[1])),
        _split(rows, lambda one: one.hour, lambda key: f"{key:02}:00–{key + 1:02}:00"),
        _split([r for r in rows if r.was_called], lambda one: one.counter, lambda key: key),
        _split(rows, lambda one: one.day, lambda key: f"{key:%Y-%m-%d}"),
    )


_COLUMNS = (
    QueueTicket.day,
    QueueTicket.taken_at,
    TicketLane.position,
    TicketLane.prefix,
    TicketLane.name,
    QueueTicket.counter,
    QueueTicket.state,
    QueueTicket.priority,
    QueueTicket.called_at.is_not(None),
    QueueTicket.waited_seconds,
    QueueTicket.served_seconds,
)


def _rows(session: Session, since: date, until: date) -> list[_One]:
    query = select(*_COLUMNS).join(TicketLane, TicketLane.id == QueueTicket.lane_id)
    found = session.execute(query.where(QueueTicket.day.between(since, until)))
    return [
        _One(
            day,
            taken_at.astimezone().hour,
            (position, f"{prefix} {name}"),
            counter or NO_COUNTER,
            state,
            bool(priority),
            *rest,
        )
        for day, taken_at, position, prefix, name, counter, state, priority, *rest in found
    ]


def _split(
    rows: Iterable[_One], key: Callable[[_One], Any], name: Callable[[Any], str]
) -> tuple[Figures, ...]:
    listed = sorted(rows, key=key)
    return tuple(_figures(name(value), list(some)) for value, some in groupby(listed, key))


def _figures(name: str, rows: list[_One]) -> Figures:
    waits = [one.waited for one in rows if one.was_called]
    services = [one.served for one in rows if one.state == SERVED and one.served]
    return Figures(
        name=name,
        taken=len(rows),
        served=sum(one.state == SERVED for one in rows),
        waiting=sum(one.state == WAITING for one in rows),
        no_show=sum(one.state == NO_SHOW for one in rows),
        left=sum(one.state == LEFT for one in rows),
        priority=sum(one.has_priority for one in rows),
        average_wait=_average(waits),
        longest_wait=max(waits, default=None),
        average_service=_average(services),
    )


def _average(numbers: list[int]) -> int | None:
    return round(sum(numbers) / len(numbers)) if numbers else None
