"""When somebody is free, minors' rules, what a ledger's words mean: against slow references."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gridhall.volunteering.rules.availability import FreeTime, is_free, pieces, refusal_of
from gridhall.volunteering.rules.telling import (
    halves_of,
    several,
    times_in_words,
    weekly_times,
    yes_or_no,
)
from gridhall.volunteering.rules.volunteers import (
    Minor,
    danger_refusal,
    expires_soon,
    is_minor,
    minors_refusal,
    missing,
    skill_holds,
    years_on,
)

MONDAY = date(2026, 11, 23)
DAYS = st.integers(0, 13).map(lambda ahead: MONDAY + timedelta(days=ahead))
CLOCKS = st.integers(0, 24).map(lambda hour: hour * 60)


@st.composite
def times(draw: st.DrawFn) -> FreeTime:
    starts, ends = sorted(draw(st.lists(CLOCKS, min_size=2, max_size=2, unique=True)))
    free = draw(st.booleans())
    if draw(st.booleans()):
        return FreeTime(draw(st.integers(0, 6)), None, None, starts, ends, free)
    since = draw(DAYS)
    until = draw(st.none() | st.integers(0, 5).map(lambda n: since + timedelta(days=n)))
    return FreeTime(None, since, until, starts, ends, free)


def slow(rows: list[FreeTime], day: date, span: tuple[int, int]) -> bool:
    """Minute by minute, each asked of its own day."""
    by_day: dict[date, list[int]] = {}
    for minute in range(span[0], span[1], 60):  # every time is on the hour
        by_day.setdefault(day + timedelta(days=minute // 1440), []).append(minute % 1440)
    return all(_slow_day(rows, on, minutes) for on, minutes in by_day.items())


def _slow_day(rows: list[FreeTime], day: date, minutes: list[int]) -> bool:
    dated = [r for r in rows if r.weekday is None and r.since is not None and r.since <= day
             and (r.until is None or day <= r.until)]  # fmt: skip
    if any(not r.is_free and any(r.starts <= m < r.ends for m in minutes) for r in dated):
        return False
    if any(r.is_free for r in dated):
        return any(r.is_free and all(r.starts <= m < r.ends for m in minutes) for r in dated)
    weekly = [r for r in rows if r.weekday is not None]
    mine = [r for r in weekly if r.weekday == day.weekday()]
    if any(not r.is_free and any(r.starts <= m < r.ends for m in minutes) for r in mine):
        return False
    if any(r.is_free for r in weekly):
        return any(r.is_free and all(r.starts <= m < r.ends for m in minutes) for r in mine)
    return True


@settings(max_examples=400, deadline=None)
@given(st.lists(times(), max_size=5), DAYS, st.integers(0, 23), st.integers(1, 12))
def test_free_is_what_every_minute_says(
    rows: list[FreeTime], day: date, starts: int, hours: int
) -> None:
    span = (starts * 60, (starts + hours) * 60)
    assert is_free(rows, day, span) == slow(rows, day, span)
    assert bool(refusal_of(rows, day, span)) != is_free(rows, day, span)


def test_a_shift_is_asked_in_the_pieces_of_its_days() -> None:
    assert list(pieces(MONDAY, (1380, 1500))) == [
        (MONDAY, (1380, 1440)),
        (MONDAY + timedelta(days=1), (0, 60)),
    ]
    tuesday_away = FreeTime(1, None, None, 0, 1440, False)
    assert refusal_of([tuesday_away], MONDAY, (1380, 1500)) == "周二 00:00–24:00 没空"
    assert is_free([tuesday_away], MONDAY, (1380, 1440))


def test_dated_times_decide_before_weekly_ones() -> None:
    saturdays = FreeTime(5, None, None, 0, 1440, True)
    holiday = FreeTime(None, MONDAY, MONDAY + timedelta(days=4), 480, 720, True)
    assert is_free([saturdays, holiday], MONDAY, (510, 600))
    assert refusal_of([saturdays, holiday], MONDAY, (840, 900)) == "11-23 只在08:00–12:00有空"
    away = FreeTime(None, MONDAY, None, 0, 1440, False)
    assert refusal_of([saturdays, away], MONDAY + timedelta(days=5), (510, 600)) == "11-28 没空"
    assert refusal_of([saturdays], MONDAY, (510, 600)) == "周一没空"


BORN = date(2010, 2, 28)


@pytest.mark.parametrize(
    ("who", "day", "ends", "said"),
    [
        (Minor(BORN, has_guardians_consent=True), MONDAY, 1200, ""),
        (Minor(BORN, accompanied=True), MONDAY, 1200, ""),
        (Minor(BORN), MONDAY, 600, "未成年，还没有监护人同意，也没有监护人陪同"),
        (Minor(BORN, has_guardians_consent=True), MONDAY, 1201, "未成年，20:00 以后不排班"),
        (Minor(date(2019, 1, 1), accompanied=True), MONDAY, 600, "不满 8 周岁，不能排班"),
        (Minor(BORN), date(2028, 2, 28), 1300, ""),
        (Minor(None), MONDAY, 1300, ""),
    ],
)
def test_minors_serve_with_consent_and_before_eight_in_the_evening(
    who: Minor, day: date, ends: int, said: str
) -> None:
    assert minors_refusal(who, day, ends) == said


@given(st.dates(date(1940, 1, 1), date(2026, 12, 31)), st.integers(0, 40_000))
def test_years_are_whole_years(born: date, days: int) -> None:
    day = born + timedelta(days=days)
    years = years_on(born, day)
    birthdays = 0
    for year in range(born.year + 1, day.year + 1):
        leap = (born.month, born.day) == (2, 29)
        usual = date(year, 3, 1) if leap and not _leaps(year) else date(year, born.month, born.day)
        birthdays += usual <= day
    assert years == birthdays
    assert is_minor(born, day) == (years < 18)


def _leaps(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def test_a_dangerous_post_wants_an_insured_adult() -> None:
    grown = date(1980, 1, 1)
    assert danger_refusal(Minor(BORN), MONDAY) == "未成年，不能上有危险的岗位"
    assert "还没有登记保险" in danger_refusal(Minor(grown), MONDAY)
    assert "2026-11-22 到期" in danger_refusal(
        Minor(grown, insured_until=MONDAY - timedelta(days=1)), MONDAY
    )
    assert danger_refusal(Minor(grown, insured_until=MONDAY), MONDAY) == ""


def test_a_skill_holds_through_its_last_day() -> None:
    assert skill_holds(MONDAY, True, MONDAY)
    assert not skill_holds(MONDAY - timedelta(days=1), True, MONDAY)
    assert skill_holds(None, False, MONDAY)
    assert not skill_holds(None, True, MONDAY)
    assert expires_soon(MONDAY + timedelta(days=30), MONDAY)
    assert not expires_soon(MONDAY + timedelta(days=31), MONDAY)


def test_the_eight_basics_are_told_in_the_order_of_the_clause() -> None:
    known = {"name": "甲", "sex": "0", "born_on": None, "id_number": "", "area": "御景小区",
             "phone": "1", "skills": [], "category": "助老"}  # fmt: skip
    assert missing(known) == ("sex", "born_on", "id_number")
    assert missing(known | {"skills": ()}) == ("sex", "born_on", "id_number", "skills")


@pytest.mark.parametrize(
    ("typed", "days", "span"),
    [
        ("上午", range(7), (0, 720)),
        ("周末", (5, 6), (0, 1440)),
        ("工作日下午", range(5), (720, 1080)),
        ("周日晚上", (6,), (1080, 1440)),
        ("随时", range(7), (0, 1440)),
    ],
)
def test_times_of_a_ledger_are_read(typed: str, days: list[int], span: tuple[int, int]) -> None:
    found = weekly_times(typed)
    assert found is not None
    assert [row.weekday for row in found] == list(days)
    assert {(row.starts, row.ends) for row in found} == {span}
    assert weekly_times(times_in_words(found)) == found


def test_times_that_touch_are_one_and_are_told_by_their_halves() -> None:
    found = weekly_times("周三下午、周三上午、周五晚上")
    assert found == (
        FreeTime(2, None, None, 0, 1080, True),
        FreeTime(4, None, None, 1080, 1440, True),
    )
    assert is_free(found, MONDAY + timedelta(days=2), (690, 780))  # over noon
    assert times_in_words(found) == "周三上午、周三下午、周五晚上"
    assert halves_of(FreeTime(2, None, None, 480, 600, True)) == ()


def test_what_is_no_time_is_told_from_nothing() -> None:
    assert weekly_times("看情况") is None
    assert weekly_times("无") == ()
    assert several("书画、无") == ("书画",)
    assert several("家电，维修/家电") == ("家电", "维修")
    answers = [yes_or_no(word) for word in ("√", "是", "中共党员", "", "否", "群众", "也许")]
    assert answers == [True, True, True, False, False, False, None]
