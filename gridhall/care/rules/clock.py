"""When visits are due: a grid of days from the first one on, each moved to a working day.

A visit of any day counts for the slot it falls in: after the last day of the slot before, up to
this one's own last day. A slot whose last day has passed unvisited is missed, for ever.
"""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count, takewhile
from typing import Final

from gridhall.core.calendar import WorkCalendar

DAYS: Final = {"week": 7, "two_weeks": 14}
MONTHS: Final = {"month": 1, "quarter": 3}
GRACE: Final = {"week": 2, "two_weeks": 3, "month": 5, "quarter": 10}  # working days
_DAY: Final = timedelta(days=1)
_REACH: Final = timedelta(days=92)  # the longest a holiday or closure moves a day


@dataclass(frozen=True, slots=True)
class Plan:
    """The rhythm of one person's visits, counted from the first day."""

    since: date
    rhythm: str


def slots(plan: Plan, calendar: WorkCalendar, after: date) -> Iterator[date]:
    """The days on which visits are due after a day, without end; never two on one day."""
    last = after
    for step in count(_first_step(plan, after)):
        day = working(nominal(plan, step), calendar)
        if day > last:
            yield day
            last = day


def next_slot(plan: Plan, calendar: WorkCalendar, after: date) -> date:
    """The first due day after a day."""
    return next(slots(plan, calendar, after))


def first_due(plan: Plan, calendar: WorkCalendar, today: date) -> date:
    """The first visit of somebody written down today: never in the past."""
    return next_slot(plan, calendar, max(plan.since, today) - _DAY)


def last_day(plan: Plan, calendar: WorkCalendar, due_on: date) -> date:
    """The last day on which the visit is not missed: some working days later, before the next."""
    grace = calendar.add_working_days(due_on, GRACE[plan.rhythm]).day
    return min(grace, next_slot(plan, calendar, due_on) - _DAY)


def ahead(plan: Plan, calendar: WorkCalendar, due_on: date, until: date) -> list[date]:
    """The visit that is planned and those after it, up to a day."""
    if due_on > until:
        return []
    later = takewhile(lambda day: day <= until, slots(plan, calendar, due_on))
    return [due_on, *later]


def nominal(plan: Plan, step: int) -> date:
    """The day so many steps on, holiday or not; a month that is too short ends it."""
    if plan.rhythm in DAYS:
        return plan.since + step * DAYS[plan.rhythm] * _DAY
    months = plan.since.year * 12 + plan.since.month - 1 + step * MONTHS[plan.rhythm]
    year, month = months // 12, months % 12 + 1
    return date(year, month, min(plan.since.day, monthrange(year, month)[1]))


def working(day: date, calendar: WorkCalendar) -> date:
    """This day, or the next working day."""
    return day if calendar.is_working(day) else calendar.next_working_day(day)


def _first_step(plan: Plan, after: date) -> int:
    """A step that is surely not after the day."""
    day = after - _REACH
    if day <= plan.since:
        return 0
    if plan.rhythm in DAYS:
        return (day - plan.since).days // DAYS[plan.rhythm]
    months = (day.year - plan.since.year) * 12 + day.month - plan.since.month - 1
    return max(0, months // MONTHS[plan.rhythm])
