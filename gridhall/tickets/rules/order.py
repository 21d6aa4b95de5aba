"""Who is called next (叫号规则).

1. A counter calls from its own lanes, all together as one queue.
2. Whoever has a priority (军人、老年人、残疾人、孕妇) comes before those who have none; among
   equals the one who has waited longest.
3. After two priority visitors in a row a counter calls one without priority, if one waits there:
   an ordinary visitor has never more than two priority visitors before each ordinary one.
4. A number passed on to another lane keeps the time it was taken, and so its seniority.
5. A number that nobody answered may be put back once: behind the next three of its own kind.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

PRIORITY_RUN = 2  # priority calls in a row, then an ordinary one
BEHIND = 3  # how many come before a number that is put back
_INSTANT = timedelta(microseconds=1)


class Waiting(NamedTuple):
    """A number that waits, as far as its turn depends on it."""

    id: int
    has_priority: bool
    waiting_since: datetime


def turn(one: Waiting) -> tuple[datetime, int]:
    """What decides among equals: who came first."""
    return one.waiting_since, one.id


def next_one(waiting: Iterable[Waiting], run: int) -> Waiting | None:
    """Who is called now by a counter whose last `run` calls were all priority ones."""
    listed = list(waiting)
    first = min((one for one in listed if one.has_priority), key=turn, default=None)
    ordinary = min((one for one in listed if not one.has_priority), key=turn, default=None)
    if first is None or (ordinary is not None and run >= PRIORITY_RUN):
        return ordinary
    return first


def in_order(waiting: Iterable[Waiting], run: int) -> list[Waiting]:
    """All of them as they would be called if nobody else came."""
    left, called = list(waiting), list[Waiting]()
    while (one := next_one(left, run)) is not None:
        left.remove(one)
        called.append(one)
        run = run + 1 if one.has_priority else 0
    return called


def run_of(calls: Iterable[bool]) -> int:
    """How many of a counter's last calls in a row were priority ones; the newest comes first."""
    run = 0
    for had_priority in calls:
        if not had_priority:
            break
        run += 1
    return run


def since_behind(peers: Sequence[datetime], now: datetime) -> datetime:
    """The time a number put back counts from; `peers` are those of its kind who wait."""
    before = sorted(peers)[:BEHIND]
    if len(before) == BEHIND:
        return before[-1] + _INSTANT
    return after_all(before, now)


def after_all(peers: Iterable[datetime], now: datetime) -> datetime:
    """A time after everybody who waits already, though the clock was set back meanwhile."""
    latest = max(peers, default=None)
    return now if latest is None or now > latest else latest + _INSTANT


def seconds(start: datetime | None, end: datetime) -> int:
    """Whole seconds between two moments; a clock set back makes it none, never less."""
    return 0 if start is None else max(0, int((end - start).total_seconds()))


def not_before(now: datetime, *marks: datetime | None) -> datetime:
    """Now, or the latest of what has happened already if the clock was set back."""
    return max([now, *(one for one in marks if one is not None)])
