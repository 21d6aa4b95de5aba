from datetime import date, timedelta

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridhall.core.calendar import Deadline, WorkCalendar, shipped_calendar
from gridhall.core.errors import UserError

CALENDAR = shipped_calendar()
DAY = timedelta(days=1)
FIRST, LAST = date(2004, 1, 1), date(2026, 12, 31)
DAYS = st.dates(FIRST, date(2029, 12, 31))


def test_every_day_agrees_with_the_published_calendar() -> None:
    days = [FIRST + DAY * step for step in range((LAST - FIRST).days + 1)]
    odd = [day for day in days if CALENDAR.is_working(day) != chinese_calendar.is_workday(day)]
    assert odd == []
    assert {day.year for day in days if CALENDAR.is_published(day.year)} == set(range(2004, 2027))
    assert not CALENDAR.is_published(2027)


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        ("2026-02-13", 5, "2026-02-27"),
        ("2026-02-13", 20, "2026-03-19"),
        ("2026-09-18", 5, "2026-09-24"),
        ("2026-09-30", 5, "2026-10-13"),
        ("2026-09-19", 1, "2026-09-20"),  # a Sunday that is worked
        ("2026-11-25", 0, "2026-11-25"),
        ("2026-10-01", 0, "2026-10-08"),
    ],
)
def test_limits_run_by_the_notice(start: str, count: int, end: str) -> None:
    found = CALENDAR.add_working_days(date.fromisoformat(start), count)
    assert found == Deadline(date.fromisoformat(end), provisional=False)


def test_a_limit_across_an_unpublished_year_is_provisional() -> None:
    assert CALENDAR.add_working_days(date(2026, 12, 28), 3) == (date(2026, 12, 31), False)
    assert CALENDAR.add_working_days(date(2026, 12, 28), 4) == (date(2027, 1, 4), True)
    assert CALENDAR.add_working_days(date(2027, 3, 1), 1).provisional
    assert CALENDAR.add_working_days(date(2003, 12, 30), 5).provisional


def test_an_unpublished_year_keeps_the_days_the_law_dates_itself() -> None:
    assert not CALENDAR.is_working(date(2027, 1, 1))
    assert not CALENDAR.is_working(date(2027, 10, 1))
    assert CALENDAR.is_working(date(2027, 10, 4))


def test_a_typed_notice_settles_the_year() -> None:
    off = [date(2027, 1, 1), date(2027, 1, 2), date(2027, 1, 3), date(2026, 12, 31)]
    settled = CALENDAR.with_notice(2027, off, [date(2026, 12, 26)])
    assert settled.add_working_days(date(2026, 12, 25), 3) == (date(2026, 12, 29), False)
    assert settled.add_working_days(date(2026, 12, 30), 1) == (date(2027, 1, 4), False)
    assert not CALENDAR.is_published(2027)  # the shipped one is untouched
    again = settled.with_notice(2027, [date(2027, 1, 1)], [])
    assert again.is_working(date(2026, 12, 31))
    assert not again.is_working(date(2026, 12, 26))


def test_a_closed_hall_does_not_work_even_on_a_make_up_day() -> None:
    closed = CALENDAR.with_closures([date(2026, 11, 26), date(2026, 2, 28)])
    assert closed.add_working_days(date(2026, 11, 25), 1).day == date(2026, 11, 27)
    assert not closed.is_working(date(2026, 2, 28))
    both = closed.with_closures([date(2026, 11, 27)]).with_notice(2027, [date(2027, 1, 1)], [])
    assert both.add_working_days(date(2026, 11, 25), 1).day == date(2026, 11, 30)


@pytest.mark.parametrize(
    ("off", "work", "sentence"),
    [
        ([date(2026, 5, 1)], [], "2026年5月1日（周五）不属于 2027 年的放假安排，请核对年份"),
        ([], [date(2027, 5, 7)], "2027年5月7日（周五）本来就上班"),
        ([date(2027, 5, 8)], [date(2027, 5, 8)], "既写了放假又写了上班"),
    ],
)
def test_what_cannot_be_a_notice_is_refused(
    off: list[date], work: list[date], sentence: str
) -> None:
    with pytest.raises(UserError, match=sentence):
        CALENDAR.with_notice(2027, off, work)


def test_a_limit_is_never_negative() -> None:
    with pytest.raises(ValueError, match="-1 working days"):
        CALENDAR.add_working_days(LAST, -1)


def slow_end(calendar: WorkCalendar, start: date, count: int) -> date:
    """One day after the other, counting."""
    day, left = start, count
    while left:
        day += DAY
        left -= calendar.is_working(day)
    return day


@given(DAYS, st.integers(1, 130))
def test_limits_agree_with_counting_day_by_day(start: date, count: int) -> None:
    found = CALENDAR.add_working_days(start, count)
    assert found.day == slow_end(CALENDAR, start, count)
    assert CALENDAR.is_working(found.day)
    assert CALENDAR.working_days_until(start, found.day) == count
    assert CALENDAR.working_days_until(found.day, start) == -count
    assert found.provisional == (found.day.year > 2026)


@given(DAYS, DAYS, DAYS)
def test_days_left_add_up(one: date, other: date, third: date) -> None:
    first, middle, last = sorted((one, other, third))
    whole = CALENDAR.working_days_until(first, last)
    parts = CALENDAR.working_days_until(first, middle) + CALENDAR.working_days_until(middle, last)
    assert whole == parts
    assert CALENDAR.working_days_until(first, first) == 0
