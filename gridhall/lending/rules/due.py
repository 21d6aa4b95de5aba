"""When a thing is due back, how late it is; the desk takes nothing back on a day it is closed."""

from calendar import monthrange
from datetime import date, timedelta

from gridhall.core.calendar import WorkCalendar
from gridhall.lending.rules.drafts import refusal

LONGEST = 366  # days


def due_day(calendar: WorkCalendar, lent_on: date, usual_days: int) -> date:
    """The usual day: so many days later, or the next day the hall is open."""
    day = lent_on + timedelta(days=usual_days)
    return day if calendar.is_working(day) else calendar.next_working_day(day)


def check_due(calendar: WorkCalendar, lent_on: date, due_on: date) -> None:
    """Refuse a day before the loan, too far off, or on which nobody could bring it back."""
    if due_on < lent_on:
        raise refusal("due_on", f"应还日期不能早于借出的日子（{lent_on}），请往后改")
    if (due_on - lent_on).days > LONGEST:
        raise refusal("due_on", f"最长借一年，{due_on} 太远了，请改近一些；要长期用请办领用")
    if not calendar.is_working(due_on):
        opens = calendar.next_working_day(due_on)
        raise refusal("due_on", f"{due_on} 大厅不开门，还不了。请改到 {opens}，或别的工作日")


def days_late(due_on: date, today: date) -> int:
    """How many days a thing that is out is late; 0 while it is not."""
    return max((today - due_on).days, 0)


def year_after(day: date) -> date:
    """The same day of the next year: a year of keeping (民法典 §318)."""
    last = monthrange(day.year + 1, day.month)[1]
    return day.replace(year=day.year + 1, day=min(day.day, last))
