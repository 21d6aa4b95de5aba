"""The desk's clock: promised days, deadlines as lists show them, case numbers."""

from dataclasses import dataclass
from datetime import date, timedelta

from gridhall.core.calendar import Deadline, WorkCalendar
from gridhall.service_desk.rules.states import FINISHED, OPEN

CLOSING = "17:00"  # the desk closes, and with it the day's deadlines (民法典 §203)
WEEKDAYS = "一二三四五六日"
_FAR = 400  # days beyond which nobody counts working days one by one


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline as a list paints it: words and tone (red, amber, green, grey)."""

    text: str
    tone: str


def promised_day(calendar: WorkCalendar, accepted_on: date, limit_days: int) -> Deadline:
    """The day promised (承诺办结): `limit_days` working days, the first day not counted."""
    return calendar.add_working_days(accepted_on, limit_days)


def due(promised_on: date, state: str, today: date, calendar: WorkCalendar) -> Due:
    """How far the deadline is: 超期 2 天, 今天 17:00, 剩 3 天; days are working days."""
    if state != OPEN:
        return Due("已办结" if state == FINISHED else "已撤销", "grey")
    if promised_on < today:
        return Due(f"超期 {_days(calendar, promised_on, today)} 天", "red")
    if promised_on == today:
        return Due(f"今天 {CLOSING}", "amber")
    left = _days(calendar, today, promised_on)
    return Due(f"剩 {left} 天", "amber" if left == 1 else "green")


def _days(calendar: WorkCalendar, first: date, last: date) -> int:
    """Working days between two different days, at least one."""
    if last - first > timedelta(days=_FAR):
        return (last - first).days
    return max(1, calendar.working_days_until(first, last))


def case_number(day: date, ordinal: int) -> str:
    """受理编号, counted anew each day: SL20261124-012."""
    return f"SL{day:%Y%m%d}-{ordinal:03d}"


def number_period(day: date) -> str:
    """The period of the case number's series: one day."""
    return f"{day:%Y%m%d}"


def spoken_day(day: date) -> str:
    """A day in prose: 11月24日 周二."""
    return f"{day.month}月{day.day}日 周{WEEKDAYS[day.weekday()]}"


def promise_words(promised: Deadline, limit_days: int) -> tuple[str, str]:
    """The promise in the form: 12月1日 周二 17:00 前, and 5 个工作日 with 暂估 if so."""
    sub = f"{limit_days} 个工作日" if limit_days else "当日办结"
    if promised.provisional:
        sub += f" · 暂估：{promised.day.year} 年放假安排还没有录入"
    return f"{spoken_day(promised.day)} {CLOSING} 前", sub


@dataclass(frozen=True, slots=True)
class DeskDay:
    """The day a list is read on, and the calendar that counts its working days."""

    today: date
    calendar: WorkCalendar

    def due(self, promised_on: date, state: str) -> Due:
        """A deadline as seen on this day."""
        return due(promised_on, state, self.today, self.calendar)
