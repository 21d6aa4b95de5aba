"""The periods joint meetings are held in: months or quarters, as the hall has set it."""

import re
from datetime import date, timedelta

from gridhall.core.calendar import WorkCalendar
from gridhall.meetings.labels import QUARTERS

_WEEK = "一二三四五六日"
_QUARTER = re.compile(r"(\d{4})Q([1-4])")


def period_of(day: date, rhythm: str) -> str:
    """2026-05, or 2026Q2 where the rhythm is quarterly."""
    if rhythm == "quarter":
        return f"{day.year}Q{(day.month + 2) // 3}"
    return f"{day:%Y-%m}"


def first_day(period: str) -> date:
    """The first day of a period."""
    quarter = _QUARTER.fullmatch(period)
    if quarter:
        return date(int(quarter[1]), int(quarter[2]) * 3 - 2, 1)
    return date.fromisoformat(f"{period}-01")


def last_day(period: str) -> date:
    """The last day of a period."""
    months = 3 if "Q" in period else 1
    first = first_day(period)
    month = first.month + months
    return date(first.year + (month > 12), (month - 1) % 12 + 1, 1) - timedelta(days=1)


def period_words(period: str) -> str:
    """2026年5月, 2026年第二季度."""
    first = first_day(period)
    if "Q" in period:
        return f"{first.year}年第{QUARTERS[(first.month - 1) // 3]}季度"
    return f"{first.year}年{first.month}月"


def meeting_words(period: str) -> str:
    """As people name a meeting: 5月联席会议, 第二季度联席会议."""
    return f"{period_words(period).split('年', 1)[1]}联席会议"


def usual_title(owner: str, period: str, nth: int = 1) -> str:
    """办头堰社区大党委2026年5月份联席会议; 5月份第2次联席会议 of one more in the period."""
    part = "" if "Q" in period else "份"
    again = f"第{nth}次" if nth > 1 else ""
    return f"{owner}{period_words(period)}{part}{again}联席会议"


def day_doubt(day: date, calendar: WorkCalendar) -> str:
    """What speaks against meeting on this day; "" for a working day."""
    if calendar.is_working(day):
        return ""
    return f"{day.month}月{day.day}日是星期{_WEEK[day.weekday()]}，不是工作日"


def weekday(day: date) -> str:
    """星期三."""
    return f"星期{_WEEK[day.weekday()]}"
