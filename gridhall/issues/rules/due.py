"""How far an issue's deadline is, as a list paints it."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from gridhall.core.calendar import WorkCalendar
from gridhall.issues.labels import STATES
from gridhall.issues.rules.states import OWED

SOON: Final = 2  # working days before its deadline it turns amber
_FAR: Final = timedelta(days=400)  # beyond it every day is counted


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline as a list paints it: words and tone (red, amber, green, grey)."""

    text: str
    tone: str


def is_overdue(state: str, due_on: date | None, today: date) -> bool:
    """Whether somebody owes an answer since before today."""
    return state in OWED and due_on is not None and due_on < today


def due(state: str, due_on: date | None, today: date, calendar: WorkCalendar) -> Due:
    """超期 2 天, 今天到期, 剩 3 天, in working days; the state's word where nothing is owed."""
    if state not in OWED or due_on is None:
        return Due(STATES.get(state, state), "grey")
    if due_on < today:
        return Due(f"超期 {_days(calendar, due_on, today)} 天", "red")
    if due_on == today:
        return Due("今天到期", "amber")
    left = _days(calendar, today, due_on)
    return Due(f"剩 {left} 天", "amber" if left <= SOON else "green")


def _days(calendar: WorkCalendar, first: date, last: date) -> int:
    """Working days between two different days, at least one."""
    if last - first > _FAR:
        return (last - first).days
    return max(1, calendar.working_days_until(first, last))
