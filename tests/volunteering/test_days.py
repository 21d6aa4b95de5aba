"""The service days of 2015 to 2026 under every policy; days that meet; years without a notice."""

import json
from calendar import monthrange
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gridhall.core.calendar import WorkCalendar, shipped_calendar
from gridhall.core.errors import UserError
from gridhall.volunteering.rules.days import (
    POLICIES,
    DayDraft,
    PlannedDay,
    Policy,
    Span,
    check_day,
    check_policy,
    holiday_name,
    nominal_days_in,
    plan_days,
    plan_span,
)
from gridhall.volunteering.rules.drafts import DraftProblems

CALENDAR = shipped_calendar()
DEFAULT = Policy()
YEARS = range(2015, 2027)
D = date.fromisoformat

# domain.md 7: the eleven nominal days inside a statutory block, and where the default puts them.
IN_A_BLOCK = {
    "2016-09-15": "2016-09-18", "2018-02-15": "2018-02-22", "2019-09-15": "2019-09-16",
    "2020-01-25": "2020-02-03", "2020-06-25": "2020-06-28", "2021-02-15": "2021-02-18",
    "2023-01-25": "2023-01-28", "2024-02-15": "2024-02-18", "2024-09-15": "2024-09-18",
    "2026-02-15": "2026-02-25", "2026-09-25": "2026-09-28",
}  # fmt: skip
MAKE_UP = ("2015-02-15", "2021-04-25", "2023-06-25")


def every(policy: Policy) -> list[PlannedDay]:
    """All 288 nominal days of 2015-2026."""
    return [one for year in YEARS for one in plan_days(year, policy, CALENDAR)]


def one(nominal: str, policy: Policy = DEFAULT) -> PlannedDay:
    """A nominal day as its year's plan has it."""
    day = D(nominal)
    return next(row for row in plan_days(day.year, policy, CALENDAR) if row.nominal == day)


def test_there_are_288_nominal_days_and_87_of_them_are_off() -> None:
    rows = every(DEFAULT)
    assert len(rows) == 288
    assert sum(not CALENDAR.is_working(row.nominal) for row in rows) == 87
    inside = {row.nominal.isoformat() for row in rows if CALENDAR.is_holiday(row.nominal)}
    assert inside == set(IN_A_BLOCK)
    weekends = [row.nominal for row in rows if row.nominal.weekday() > 4]
    assert tuple(str(day) for day in weekends if CALENDAR.is_working(day)) == MAKE_UP


@pytest.mark.parametrize(("nominal", "actual"), IN_A_BLOCK.items())
def test_a_day_inside_a_holiday_moves_to_the_next_working_day(nominal: str, actual: str) -> None:
    row = one(nominal)
    assert row.actual == D(actual)
    assert "假期" in row.reason
    assert one(nominal, Policy(code="keep")).actual == D(nominal)
    assert one(nominal, Policy(code="skip")).actual is None
    decided = one(nominal, Policy(code="by_hand"))
    assert (decided.actual, decided.is_undecided) == (D(nominal), True)
    alone = one(nominal, Policy(only_holidays=True))
    assert alone.actual == D(actual)


@pytest.mark.parametrize("nominal", MAKE_UP)
@pytest.mark.parametrize("code", POLICIES)
def test_a_day_on_a_worked_weekend_stays_under_every_policy(nominal: str, code: str) -> None:
    row = one(nominal, Policy(code=code))
    assert (row.actual, row.reason) == (D(nominal), "")


def test_15_february_2026_is_held_with_the_25th() -> None:
    row = one("2026-02-15")
    assert (row.actual, row.merged_into) == (D("2026-02-25"), D("2026-02-25"))
    assert row.reason == "逢春节假期，顺延到2月24日，与2月25日只隔 1 天，并入2月25日"
    apart = one("2026-02-15", Policy(merge_closer_than=1))
    assert (apart.actual, apart.merged_into) == (D("2026-02-24"), None)
    before = one("2026-02-15", Policy(code="previous_workday"))
    assert before.actual == D("2026-02-14"), "14 February 2026 is a worked Saturday"
    weekend = one("2026-02-15", Policy(code="next_weekend"))
    assert weekend.actual == D("2026-03-01"), "the 28th is worked, the 1st is the next Sunday"


def test_25_september_2026_is_the_mid_autumn_holiday() -> None:
    assert one("2026-09-25").actual == D("2026-09-28")
    assert one("2026-09-25").reason == "逢中秋节假期，顺延到9月28日"
    assert one("2026-09-25", Policy(code="previous_workday")).actual == D("2026-09-24")
    weekend = one("2026-09-25", Policy(code="next_weekend"))
    assert weekend.actual == D("2026-10-11"), "not in the holidays, nor on the worked 10 October"
    inside = one("2026-09-25", Policy(code="next_weekend", same_month=True))
    assert inside.actual == D("2026-09-19"), "the other way, as no weekend is left in September"


def test_the_same_month_rule_turns_back() -> None:
    assert one("2020-01-25").actual == D("2020-02-03")
    row = one("2020-01-25", Policy(same_month=True))
    assert (row.actual, row.reason) == (D("2020-01-23"), "逢春节假期，提前到1月23日")


def test_an_ordinary_weekend_moves_a_day_unless_only_holidays_count() -> None:
    assert one("2026-11-15").reason == "逢周日，顺延到11月16日"
    stays = one("2026-11-15", Policy(only_holidays=True))
    assert (stays.actual, stays.reason) == (D("2026-11-15"), "")
    assert one("2026-11-15", Policy(code="next_weekend")).actual == D("2026-11-15")


@pytest.mark.parametrize("code", POLICIES)
@pytest.mark.parametrize("same_month", [False, True])
@pytest.mark.parametrize("only_holidays", [False, True])
def test_every_nominal_day_of_twelve_years(
    code: str, *, same_month: bool, only_holidays: bool
) -> None:
    policy = Policy(code=code, same_month=same_month, only_holidays=only_holidays)
    rows = every(policy)
    assert rows == [row for year in YEARS for row in slow(year, policy)]
    for row in rows:
        assert not row.provisional
        assert (row.actual == row.nominal and row.merged_into is None) or row.reason
        if code in ("next_workday", "previous_workday") and not only_holidays:
            assert row.actual is not None
            assert row.merged_into or CALENDAR.is_working(row.actual)
        if same_month and row.actual is not None and row.merged_into is None:
            assert row.actual.month == row.nominal.month
    held = sorted({row.actual for row in rows if row.actual})
    moved = {row.actual for row in rows if row.actual != row.nominal and not row.merged_into}
    near = [(a, b) for a, b in pairwise(held) if (b - a).days < 3]
    assert not [pair for pair in near if moved & set(pair)]


@settings(max_examples=150, deadline=None)
@given(
    year=st.sampled_from(YEARS),
    days=st.lists(st.integers(1, 31), min_size=1, max_size=4, unique=True),
    code=st.sampled_from(POLICIES),
    merge=st.integers(0, 6),
    same_month=st.booleans(),
    only_holidays=st.booleans(),
    closed=st.sets(st.integers(0, 365), max_size=40),
)
def test_any_policy_agrees_with_the_slow_reading_of_the_rule(
    year: int, days: list[int], code: str, merge: int, same_month: bool, only_holidays: bool,
    closed: set[int],
) -> None:  # fmt: skip
    policy = Policy(tuple(sorted(days)), code, merge, same_month, only_holidays)
    known = CALENDAR.with_closures(date(year, 1, 1) + timedelta(days=at) for at in closed)
    rows = plan_days(year, policy, known)
    assert [(r.nominal, r.actual, r.merged_into) for r in rows] == [
        (r.nominal, r.actual, r.merged_into) for r in slow(year, policy, known)
    ]
    standing = {row.nominal for row in rows if row.merged_into is None}
    into = [row.merged_into for row in rows if row.merged_into and row.merged_into.year == year]
    assert set(into) <= standing, "no day is held with one that is itself held with another"


def slow(year: int, policy: Policy, calendar: WorkCalendar = CALENDAR) -> list[PlannedDay]:
    """The rule read aloud: day by day, pair by pair, with no cleverness."""
    nominal = [
        day
        for at in range((year - 1) * 12 + 9, (year + 1) * 12 + 3)
        for day in nominal_days_in(at // 12, at % 12 + 1, policy)
    ]
    alone = {day: plan_alone(day, policy, calendar) for day in nominal}
    final = {day: row for day, row in alone.items() if row.actual == day}
    for day in sorted(alone, reverse=True):
        row = alone[day]
        if day in final:
            continue
        rivals = []
        for other in final.values():
            if row.actual and other.actual and not other.merged_into:
                distance = abs((row.actual - other.actual).days)
                if distance == 0 or distance < policy.merge_closer_than:
                    rivals.append((distance, -other.actual.toordinal(), other))
        if rivals:
            other = min(rivals, key=lambda rival: rival[:2])[2]
            why = f"，并入{other.actual.month}月{other.actual.day}日"
            if rivals_distance := abs((row.actual - other.actual).days):
                there = f"{other.actual.month}月{other.actual.day}日"
                why = f"，与{there}只隔 {rivals_distance} 天{why}"
            row = PlannedDay(day, other.actual, row.reason + why, row.provisional, other.nominal)
        final[day] = row
    return [final[day] for day in sorted(final) if day.year == year]


def plan_alone(day: date, policy: Policy, calendar: WorkCalendar) -> PlannedDay:
    """One day by its definition."""
    weekend = day.weekday() > 4
    off = not calendar.is_working(day)
    holiday = off and calendar.is_holiday(day)
    if not off or (not holiday and (policy.only_holidays or policy.code == "next_weekend")):
        return PlannedDay(day, day, "", False)
    said = (
        f"逢{holiday_name(day, calendar)}" if holiday else f"逢周{'一二三四五六日'[day.weekday()]}"
    )
    assert holiday or weekend
    if policy.code == "skip":
        return PlannedDay(day, None, f"{said}，本次不办", False)
    if policy.code == "by_hand":
        return PlannedDay(day, day, f"{said}，日期待定", False, is_undecided=True)
    if policy.code == "keep":
        return PlannedDay(day, day, f"{said}，照常举行", False)
    good = (
        (lambda d: d.weekday() > 4 and not calendar.is_holiday(d) and not calendar.is_working(d))
        if policy.code == "next_weekend"
        else calendar.is_working
    )
    later = [d for d in (day + timedelta(days=n) for n in range(1, 63)) if good(d)]
    earlier = [d for d in (day - timedelta(days=n) for n in range(1, 63)) if good(d)]
    first, second = (earlier, later) if policy.code == "previous_workday" else (later, earlier)
    choices = [*first[:1], *(second[:1] if policy.same_month else [])]
    if policy.same_month:
        choices = [d for d in choices if d.month == day.month]
    if not choices:
        return PlannedDay(day, day, f"{said}，没有可改的日子，照常举行", False)
    found = choices[0]
    word = "顺延到" if found > day else "提前到"
    return PlannedDay(day, found, f"{said}，{word}{found.month}月{found.day}日", False)


def test_the_last_day_of_a_short_month_is_its_31st() -> None:
    policy = Policy((30, 31))
    assert nominal_days_in(2026, 2, policy) == [D("2026-02-28")]
    assert nominal_days_in(2026, 4, policy) == [D("2026-04-30")]
    assert len(nominal_days_in(2026, 5, policy)) == 2
    assert monthrange(2028, 2)[1] == nominal_days_in(2028, 2, policy)[0].day


def test_a_year_without_a_notice_is_an_estimate() -> None:
    rows = plan_days(2027, DEFAULT, CALENDAR)
    assert all(row.provisional for row in rows)
    late = plan_span(Span(D("2026-12-31"), D("2026-12-31")), lambda _: Policy((31,)), CALENDAR)
    assert not late[0].provisional, "a Thursday that is worked, whatever comes after"
    closed = CALENDAR.with_closures([D("2026-12-31")])
    across = plan_span(Span(D("2026-12-31"), D("2026-12-31")), lambda _: Policy((31,)), closed)
    assert across[0].actual == D("2027-01-04")
    assert across[0].provisional, "the first days of 2027 are a guess"


def test_the_notice_of_the_year_decides_when_it_comes() -> None:
    before = plan_days(2027, DEFAULT, CALENDAR)
    off = [D("2027-02-05") + timedelta(days=n) for n in range(11)]
    known = CALENDAR.with_notice(2027, off, [D("2027-02-20")])
    after = plan_days(2027, DEFAULT, known)
    changed = [
        new.nominal for old, new in zip(before, after, strict=True) if old.actual != new.actual
    ]
    assert changed == [D("2027-02-15")]
    assert next(row for row in after if row.nominal == changed[0]).actual == D("2027-02-16")


def test_a_stored_day_stands_where_it_was_put() -> None:
    fixed = {D("2026-02-25"): D("2026-02-28"), D("2026-03-15"): None}
    span = Span(D("2026-02-01"), D("2026-03-31"), fixed)
    rows = {row.nominal: row for row in plan_span(span, lambda _: DEFAULT, CALENDAR)}
    assert rows[D("2026-02-25")].actual == D("2026-02-28")
    assert rows[D("2026-02-15")].actual == D("2026-02-24"), "four days from the 28th: it stands"
    assert rows[D("2026-03-15")].actual is None
    near = Span(D("2026-02-01"), D("2026-03-31"), {D("2026-02-25"): D("2026-02-26")})
    rows = {row.nominal: row for row in plan_span(near, lambda _: DEFAULT, CALENDAR)}
    assert rows[D("2026-02-15")].merged_into == D("2026-02-25")
    assert rows[D("2026-02-15")].actual == D("2026-02-26")


def test_a_policy_holds_from_its_day_on() -> None:
    def on(day: date) -> Policy:
        return Policy() if day < D("2026-06-01") else Policy((10, 20), "skip")

    rows = plan_span(Span(D("2026-05-01"), D("2026-06-30")), on, CALENDAR)
    assert [row.nominal.isoformat() for row in rows] == [
        "2026-05-15", "2026-05-25", "2026-06-10", "2026-06-20",
    ]  # fmt: skip
    assert rows[-1].actual is None, "20 June 2026 is of the 端午 holiday"


@pytest.mark.parametrize(
    ("policy", "words"),
    [
        (Policy(()), "要写 1 到 8 天"),
        (Policy((0, 15)), "每月没有 0 日"),
        (Policy((15, 32)), "每月没有 32 日"),
        (Policy(code="whenever"), "没有这种顺延办法"),
        (Policy(merge_closer_than=11), "0 到 10"),
    ],
)
def test_a_policy_that_cannot_be_is_refused(policy: Policy, words: str) -> None:
    with pytest.raises(UserError, match=words):
        check_policy(policy)
    assert check_policy(Policy((25, 15, 15))).nominal_days == (15, 25)


def test_every_wrong_field_of_a_day_is_named() -> None:
    with pytest.raises(DraftProblems) as caught:
        check_day(DayDraft(" ", leader="长" * 51, spot="厅" * 101))
    assert [problem.field for problem in caught.value.problems] == ["name", "spot", "leader"]
    assert check_day(DayDraft(" 集中服务日 ", rain_plan="改到室内\n\n")).rain_plan == "改到室内"


def test_the_names_of_holidays() -> None:
    told = {
        "2026-01-02": "元旦假期", "2026-02-17": "春节假期", "2026-04-05": "清明节假期",
        "2026-05-04": "劳动节假期", "2026-06-19": "端午节假期", "2026-09-26": "中秋节假期",
        "2026-10-05": "国庆节假期", "2015-09-04": "纪念日假期",
    }  # fmt: skip
    for day, name in told.items():
        assert holiday_name(D(day), CALENDAR) == name
    assert holiday_name(D("2026-11-25"), CALENDAR.with_closures([D("2026-11-25")])) == "放假"


def test_the_shipped_table_has_the_notice_the_days_rest_on() -> None:
    path = Path(__file__).parents[2] / "resources" / "calendar" / "notices.json"
    years = json.loads(path.read_text("utf-8"))["years"]
    assert set(map(str, YEARS)) <= set(years)
