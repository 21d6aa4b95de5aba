"""Working days (工作日): the State Council's yearly notices, the hall's closures, deadlines."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from gridhall.core.holiday_notice import Notice as Notice
from gridhall.core.holiday_notice import parse_notice as parse_notice
from gridhall.core.holiday_notice import refuse_odd
from gridhall.core.resources import resource

_DAY = timedelta(days=1)
# The public holidays that the law itself dates (全国年节及纪念日放假办法 §2): what is known of a
# year before its notice. The others follow the moon.
_DATED_BY_LAW = frozenset({(1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3)})


class Deadline(NamedTuple):
    """The last day of a limit; provisional (暂估) if it crosses a year without a notice."""

    day: date
    provisional: bool


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """Which days count; a year without a notice is estimated and says so."""

    notices: tuple[Notice, ...] = ()
    closures: frozenset[date] = frozenset()
    _years: frozenset[int] = field(init=False, repr=False)
    _off: frozenset[date] = field(init=False, repr=False)
    _work: frozenset[date] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        off = self.closures.union(*(notice.off_days for notice in self.notices))
        work = frozenset[date]().union(*(notice.work_days for notice in self.notices))
        object.__setattr__(self, "_years", frozenset(notice.year for notice in self.notices))
        object.__setattr__(self, "_off", off)
        object.__setattr__(self, "_work", work - self.closures)

    def is_published(self, year: int) -> bool:
        """Whether this year's notice is known."""
        return year in self._years

    def is_working(self, day: date) -> bool:
        """Whether the desk is open that day; a day of an unpublished year is only a guess."""
        if day in self._work:
            return True
        if day.weekday() > 4 or day in self._off:
            return False
        return day.year in self._years or (day.month, day.day) not in _DATED_BY_LAW

    def is_holiday(self, day: date) -> bool:
        """Whether a notice, the law or a closure frees the day; a mere weekend is no holiday."""
        if day in self._off:
            return True
        return day.year not in self._years and (day.month, day.day) in _DATED_BY_LAW

    def add_working_days(self, start: date, count: int) -> Deadline:
        """The last day of a limit of `count` working days, the first not counted (民法典 §201).

        A limit of 0 ends on the start itself, or on the next working day (§203).
        """
        if count < 0:
            raise ValueError(f"a limit cannot be {count} working days")
        day = start
        for _ in range(count):
            day = self.next_working_day(day)
        if not count and not self.is_working(day):
            day = self.next_working_day(day)
        return Deadline(day, not all(map(self.is_published, range(start.year, day.year + 1))))

    def next_working_day(self, day: date) -> date:
        """The first working day after this one."""
        day += _DAY
        while not self.is_working(day):
            day += _DAY
        return day

    def working_days_until(self, start: date, end: date) -> int:
        """Working days after `start` up to `end`; negative if the end has passed."""
        first, last = sorted((start, end))
        days = (first + _DAY * step for step in range(1, (last - first).days + 1))
        count = sum(map(self.is_working, days))
        return count if end >= start else -count

    def with_notice(
        self, year: int, off_days: Iterable[date], work_days: Iterable[date]
    ) -> "WorkCalendar":
        """The calendar with this year's notice, in place of an earlier one for the same year."""
        notice = Notice(year, frozenset(off_days), frozenset(work_days))
        refuse_odd(notice)
        kept = (other for other in self.notices if other.year != year)
        return WorkCalendar((*kept, notice), self.closures)

    def with_closures(self, days: Iterable[date]) -> "WorkCalendar":
        """The calendar with days on which this hall alone is closed; they win over make-up days."""
        return WorkCalendar(self.notices, self.closures | frozenset(days))


@cache
def shipped_calendar() -> WorkCalendar:
    """The notices of 2004 to the last one known when this version was made."""
    text = resource("calendar", "notices.json").read_text("utf-8")
    years = json.loads(text)["years"].items()
    return WorkCalendar(tuple(_notice(int(year), days) for year, days in years))


def _notice(year: int, days: dict[str, list[list[str]]]) -> Notice:
    return Notice(year, _days(days["off"]), _days(days["work"]))


def _days(spans: list[list[str]]) -> frozenset[date]:
    """Every day of the spans, each given by its first and its last day."""
    ends = ([date.fromisoformat(end) for end in span] for span in spans)
    return frozenset(
        first + _DAY * step for first, last in ends for step in range((last - first).days + 1)
    )
