"""The next service day, greetings, the days ahead."""

from datetime import date, time

import pytest

from gridhall.core.calendar import shipped_calendar
from gridhall.today import rules
from gridhall.today.rules import ServiceDay

CALENDAR = shipped_calendar()


@pytest.mark.parametrize(
    ("today", "nominal", "actual"),
    [
        (date(2026, 11, 24), date(2026, 11, 25), date(2026, 11, 25)),
        (date(2026, 11, 25), date(2026, 11, 25), date(2026, 11, 25)),  # today counts
        (date(2026, 11, 26), date(2026, 12, 15), date(2026, 12, 15)),
        (date(2026, 12, 26), date(2027, 1, 15), date(2027, 1, 15)),  # over the year's end
        (date(2026, 8, 11), date(2026, 8, 15), date(2026, 8, 17)),  # a Saturday moves to Monday
        (date(2026, 8, 16), date(2026, 8, 15), date(2026, 8, 17)),  # and is still ahead then
        # 2026-02-15 falls into the Spring Festival and would move to the 24th, next to the 25th
        (date(2026, 2, 10), date(2026, 2, 15), date(2026, 2, 25)),
        (date(2026, 9, 25), date(2026, 9, 25), date(2026, 9, 28)),  # Mid-Autumn
    ],
)
def test_the_next_service_day(today: date, nominal: date, actual: date) -> None:
    assert rules.next_service_day(today, CALENDAR) == ServiceDay(nominal, actual)


def test_the_card_says_how_near_it_is_and_why_it_moved() -> None:
    tomorrow = ServiceDay(date(2026, 11, 25), date(2026, 11, 25))
    assert rules.service_day_words(tomorrow, date(2026, 11, 24)) == (
        "明天 11月25日 集中服务日",
        "周三",
    )
    moved = ServiceDay(date(2026, 8, 15), date(2026, 8, 17))
    assert rules.service_day_words(moved, date(2026, 8, 11)) == (
        "8月17日 集中服务日",
        "周一 · 原定 8月15日，遇休息日顺延",
    )


@pytest.mark.parametrize(
    ("today", "line"),
    [
        (date(2026, 11, 24), "11月24日 星期二 · 明天是集中服务日"),
        (date(2026, 11, 25), "11月25日 星期三 · 今天是集中服务日"),
        (date(2026, 11, 26), "11月26日 星期四"),
    ],
)
def test_the_line_under_the_greeting(today: date, line: str) -> None:
    assert rules.day_words(today, rules.next_service_day(today, CALENDAR)) == line


@pytest.mark.parametrize(
    ("hour", "hello"), [(8, "上午好"), (11, "上午好"), (12, "下午好"), (18, "晚上好")]
)
def test_greetings(hour: int, hello: str) -> None:
    assert rules.greeting(time(hour, 30)) == hello


def test_the_days_ahead_leave_out_the_holidays() -> None:
    assert rules.working_days_ahead(date(2026, 9, 30), CALENDAR, 3) == [
        date(2026, 10, 8),
        date(2026, 10, 9),
        date(2026, 10, 10),  # a Saturday that works
    ]
