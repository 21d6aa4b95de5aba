"""Counting working days with pauses taken out (特别程序不计入期限, 行政许可法 §45)."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from gridhall.core.calendar import Deadline, WorkCalendar

_DAY = timedelta(days=1)
_AHEAD = 366  # days a table grows by when a limit runs beyond its end


class Pause(NamedTuple):
    """Days that do not count: from one day, until another (not included); None: still lasting."""

    began_on: date
    ended_on: date | None


def counted_deadline(
    calendar: WorkCalendar, start: date, days: int, pauses: Sequence[Pause] = ()
) -> Deadline | None:
    """The last day of `days` working days after `start`, paused days not counted.

    None while a pause that has not ended keeps it from coming. A limit of 0 ends on the start
    itself, or on the next day that counts (民法典 §201, §203).
    """
    if days < 0:
        raise ValueError(f"a limit cannot be {days} working days")
    day, left = (start, 1) if days == 0 else (start + _DAY, days)
    while True:
        pause = next((p for p in pauses if _holds(p, day)), None)
        if pause is not None and pause.ended_on is None:
            return None
        if pause is not None and pause.ended_on is not None:
            day = pause.ended_on
            continue
        left -= calendar.is_working(day)
        if not left:
            return _deadline(calendar, start, day)
        day += _DAY


def _holds(pause: Pause, day: date) -> bool:
    return pause.began_on <= day and (pause.ended_on is None or day < pause.ended_on)


def _deadline(calendar: WorkCalendar, start: date, day: date) -> Deadline:
    years = range(start.year, day.year + 1)
    return Deadline(day, not all(map(calendar.is_published, years)))


class WorkingDays:
    """A calendar's working days counted once, for thousands of deadlines; same answers."""

    def __init__(self, calendar: WorkCalendar, first: date, last: date) -> None:
        self._calendar = calendar
        self._first, self._end = first, first
        self._days: list[int] = []  # ordinals of the working days, ascending
        self._published: dict[int, bool] = {}
        self._plain: dict[tuple[date, int], Deadline | None] = {}  # without pauses
        self._grow(last)

    def deadline(self, start: date, days: int, pauses: Sequence[Pause] = ()) -> Deadline | None:
        """As `counted_deadline`; `start` not before the first day of the table."""
        if pauses:
            return self._paused(start, days, pauses)
        known = self._plain.get((start, days))
        if known is None:
            known = self._plain[start, days] = self._paused(start, days, ())
        return known

    def _paused(self, start: date, days: int, pauses: Sequence[Pause]) -> Deadline | None:
        since = start.toordinal() + (days > 0)
        wanted = self._before(since) + max(days, 1)  # so many of the table's days
        for began, ended in _merged(pauses, since):
            before = self._before(began)
            if wanted <= before:
                break
            if ended is None:
                return None
            wanted += self._before(ended) - before
        day = self._nth(wanted)
        return Deadline(day, not self._is_known(start.year, day.year))

    def _before(self, ordinal: int) -> int:
        """How many of the table's working days lie before a day."""
        if ordinal > self._end.toordinal():
            self._grow(date.fromordinal(ordinal))
        return bisect_left(self._days, ordinal)

    def _nth(self, wanted: int) -> date:
        while len(self._days) < wanted:
            self._grow(self._end + _DAY * _AHEAD)
        return date.fromordinal(self._days[wanted - 1])

    def _grow(self, last: date) -> None:
        while self._end <= last:
            if self._calendar.is_working(self._end):
                self._days.append(self._end.toordinal())
            self._end += _DAY

    def _is_known(self, first: int, last: int) -> bool:
        for year in range(first, last + 1):
            if year not in self._published:
                self._published[year] = self._calendar.is_published(year)
        return all(self._published[year] for year in range(first, last + 1))


def _merged(pauses: Iterable[Pause], since: int) -> list[tuple[int, int | None]]:
    """The pauses as ordinals from `since` on, in order, none overlapping another."""
    merged: list[tuple[int, int | None]] = []
    for pause in sorted(pauses, key=lambda p: p.began_on):
        began = max(pause.began_on.toordinal(), since)
        ended = None if pause.ended_on is None else pause.ended_on.toordinal()
        if ended is not None and ended <= began:
            continue
        last = merged[-1] if merged else None
        if last is None or (last[1] is not None and last[1] < began):
            merged.append((began, ended))
        elif last[1] is not None and (ended is None or ended > last[1]):
            merged[-1] = (last[0], ended)
    return merged
