"""Greetings, and the next 集中服务日 as far as the calendar tells it."""

from collections.abc import Iterator
from datetime import date, time, timedelta
from typing import NamedTuple

from gridhall.core.calendar import WorkCalendar

SERVICE_DAYS = (15, 25)  # of each month
_TOO_CLOSE = timedelta(days=3)  # two service days nearer than this are held as one
WEEKDAYS = "一二三四五六日"


class ServiceDay(NamedTuple):
    """A service day: the one in the plan, and the one on which it is held."""

    nominal: date
    actual: date


def greeting(now: time) -> str:
    """上午好, 下午好, 晚上好."""
    if now.hour < 12:
        return "上午好"
    return "下午好" if now.hour < 18 else "晚上好"


def next_service_day(today: date, calendar: WorkCalendar) -> ServiceDay:
    """The next service day, today included; on a day off it moves to the next working day.

    Moved so close to the following one that it is less than three days away, it merges into it.
    """
    days = _service_days(today, calendar)
    held, following = next(days), next(days)
    while held.actual < today:
        held, following = following, next(days)
    if following.actual - held.actual < _TOO_CLOSE:
        return ServiceDay(held.nominal, following.actual)
    return held


def _service_days(today: date, calendar: WorkCalendar) -> Iterator[ServiceDay]:
    """Service days from last month on, for one of those may have moved into this month."""
    month = (today.replace(day=1) - timedelta(days=1)).replace(day=1)
    while True:
        for number in SERVICE_DAYS:
            nominal = month.replace(day=number)
            yield ServiceDay(nominal, calendar.add_working_days(nominal, 0).day)
        month = (month + timedelta(days=31)).replace(day=1)


def service_day_words(found: ServiceDay, today: date) -> tuple[str, str]:
    """The card's title and note: 明天 11月25日 集中服务日, and why it moved."""
    note = f"周{WEEKDAYS[found.actual.weekday()]}"
    if found.nominal != found.actual:
        note += f" · 原定 {found.nominal.month}月{found.nominal.day}日，遇休息日顺延"
    return f"{near_words(found, today)} 集中服务日", note


def near_words(found: ServiceDay, today: date) -> str:
    """明天 11月25日."""
    near = {0: "今天 ", 1: "明天 ", 2: "后天 "}.get((found.actual - today).days, "")
    return f"{near}{found.actual.month}月{found.actual.day}日"


def day_words(today: date, found: ServiceDay) -> str:
    """The line under the greeting: 11月24日 星期二 · 明天是集中服务日."""
    line = f"{today.month}月{today.day}日 星期{WEEKDAYS[today.weekday()]}"
    near = {0: "今天", 1: "明天", 2: "后天"}.get((found.actual - today).days)
    return f"{line} · {near}是集中服务日" if near else line


def waiting_words(received_on: date, today: date) -> str:
    """等材料 6 天."""
    days = (today - received_on).days
    return f"等材料 {days} 天" if days > 0 else "等材料"


def working_days_ahead(today: date, calendar: WorkCalendar, count: int) -> list[date]:
    """The next working days, today left out."""
    days = [calendar.next_working_day(today)]
    while len(days) < count:
        days.append(calendar.next_working_day(days[-1]))
    return days
