"""When a service day is held: nominal days, what a day off does to them, days that collide."""

import calendar as months
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from gridhall.core.calendar import WorkCalendar
from gridhall.core.errors import UserError
from gridhall.core.text import clean, clean_lines
from gridhall.volunteering.rules.drafts import DraftProblems, FieldProblem

POLICIES = ("keep", "next_workday", "previous_workday", "next_weekend", "skip", "by_hand")
_DAY = timedelta(days=1)
_FARTHEST = 62  # days a day may be moved; beyond that nobody would call it the same day
_PADDING = 3  # months looked at before and after, for days that meet across the end of a year
_WEEKDAYS = "一二三四五六日"
_MOST_NOMINAL = 8  # nominal days a month


@dataclass(frozen=True, slots=True)
class Policy:
    """What a hall does with its nominal days; the default is a new hall's."""

    nominal_days: tuple[int, ...] = (15, 25)  # of every month; 31 is the last day of a shorter one
    code: str = "next_workday"  # POLICIES
    merge_closer_than: int = 3  # days; two days on one date are one day whatever it says
    same_month: bool = False  # a moved day stays in its month
    only_holidays: bool = False  # an ordinary weekend moves nothing


@dataclass(frozen=True, slots=True)
class PlannedDay:
    """A nominal day and the day it is held on (None: skipped), by the policy alone."""

    nominal: date
    actual: date | None
    reason: str
    provisional: bool  # a year it touches has no holiday notice yet (暂估)
    merged_into: date | None = None  # the nominal day of the service day it is held with
    is_undecided: bool = False  # by hand, and nobody has decided yet


@dataclass(frozen=True, slots=True)
class Span:
    """What to plan: the nominal days from `first` to `last`, both included."""

    first: date
    last: date
    fixed: Mapping[date, date | None] = field(default_factory=dict)  # stored: nominal -> held on


PolicyOn = Callable[[date], Policy]


def plan_days(year: int, policy: Policy, calendar: WorkCalendar) -> list[PlannedDay]:
    """Every nominal day of a year under one policy, in order."""
    span = Span(date(year, 1, 1), date(year, 12, 31))
    return plan_span(span, lambda _: policy, calendar)


def plan_span(span: Span, policy_on: PolicyOn, calendar: WorkCalendar) -> list[PlannedDay]:
    """The nominal days of a span, each under the policy of its own day; fixed days stay.

    A moved day that comes too near to one that stands gives way and is held with it: moved days
    give way to days that were not moved, and among themselves the earlier to the later.
    """
    known = set(span.fixed)
    nominal = sorted(known | set(_nominals(span.first, span.last, policy_on)))
    placed = [_fixed(day, span.fixed[day], calendar) if day in known else
              place(day, policy_on(day), calendar) for day in nominal]  # fmt: skip
    merged = _merge(placed, known, policy_on)
    return [one for one in merged if span.first <= one.nominal <= span.last]


def place(nominal: date, policy: Policy, calendar: WorkCalendar) -> PlannedDay:
    """Where one nominal day comes to lie, other days not looked at."""
    cause = why_off(nominal, policy, calendar)
    guess = not calendar.is_published(nominal.year)
    if not cause:
        return PlannedDay(nominal, nominal, "", guess)
    said = f"逢{cause}"
    if policy.code == "skip":
        return PlannedDay(nominal, None, f"{said}，本次不办", guess)
    if policy.code == "by_hand":
        return PlannedDay(nominal, nominal, f"{said}，日期待定", guess, is_undecided=True)
    if policy.code == "keep":
        return PlannedDay(nominal, nominal, f"{said}，照常举行", guess)
    return _moved(nominal, policy, calendar, said)


def why_off(nominal: date, policy: Policy, calendar: WorkCalendar) -> str:
    """What stands against holding the nominal day as it is: 春节假期, 周日; "" for nothing."""
    if calendar.is_working(nominal):
        return ""
    if calendar.is_holiday(nominal):
        return holiday_name(nominal, calendar)
    if policy.only_holidays or policy.code == "next_weekend":
        return ""
    return f"周{_WEEKDAYS[nominal.weekday()]}"


def holiday_name(day: date, calendar: WorkCalendar) -> str:
    """The holiday that a day off belongs to, told by its block: 春节假期; else 放假."""
    block = {(one.month, one.day) for one in _block(day, calendar)}
    for dates, name in _SOLAR:
        if block & dates:
            return f"{name}假期"
    month = day.month
    moon = {1: "春节", 2: "春节", 5: "端午节", 6: "端午节", 9: "中秋节", 10: "中秋节"}
    return f"{moon[month]}假期" if month in moon else "放假"


_SOLAR = (
    (frozenset({(1, 1)}), "元旦"),
    (frozenset({(4, 4), (4, 5), (4, 6)}), "清明节"),
    (frozenset({(5, 1)}), "劳动节"),
    (frozenset({(9, 3)}), "纪念日"),
    (frozenset({(10, 1), (10, 2), (10, 3)}), "国庆节"),
)


def check_policy(policy: Policy) -> Policy:
    """The policy as it is kept, its nominal days in order; refuses what cannot be."""
    days = tuple(sorted(set(policy.nominal_days)))
    if not days or len(days) > _MOST_NOMINAL:
        raise UserError(f"每月的服务日要写 1 到 {_MOST_NOMINAL} 天，例如 15、25")
    wrong = [day for day in days if not 1 <= day <= 31]
    if wrong:
        raise UserError(f"每月没有 {wrong[0]} 日，请写 1 到 31；31 表示当月最后一天")
    if policy.code not in POLICIES:
        raise UserError("没有这种顺延办法，请在列表里选一种")
    if not 0 <= policy.merge_closer_than <= 10:
        raise UserError("合并的天数要在 0 到 10 之间，0 表示不合并")
    return replace(policy, nominal_days=days)


def nominal_days_in(year: int, month: int, policy: Policy) -> list[date]:
    """The nominal days of a month; 29, 30 and 31 are the last day of a shorter one."""
    last = months.monthrange(year, month)[1]
    return sorted({date(year, month, min(day, last)) for day in policy.nominal_days})


def _nominals(first: date, last: date, policy_on: PolicyOn) -> Iterator[date]:
    start = first.year * 12 + first.month - 1 - _PADDING
    stop = last.year * 12 + last.month - 1 + _PADDING
    for count in range(start, stop + 1):
        year, month = divmod(count, 12)
        month += 1
        for day in range(1, months.monthrange(year, month)[1] + 1):
            one = date(year, month, day)
            if one in nominal_days_in(year, month, policy_on(one)):
                yield one


def _fixed(nominal: date, held_on: date | None, calendar: WorkCalendar) -> PlannedDay:
    return PlannedDay(nominal, held_on, "", not calendar.is_published(nominal.year))


def _moved(nominal: date, policy: Policy, calendar: WorkCalendar, said: str) -> PlannedDay:
    ahead = -1 if policy.code == "previous_workday" else 1
    fits = _weekend if policy.code == "next_weekend" else WorkCalendar.is_working
    ways = (ahead, -ahead) if policy.same_month else (ahead,)
    for way in ways:
        found = _search(nominal, way, lambda day: fits(calendar, day))
        if found and (found.month == nominal.month or not policy.same_month):
            guess = _is_guess(calendar, nominal, found)
            return PlannedDay(nominal, found, f"{said}，{_word(way)}{_said(found)}", guess)
    guess = not calendar.is_published(nominal.year)
    return PlannedDay(nominal, nominal, f"{said}，没有可改的日子，照常举行", guess)


def _search(nominal: date, way: int, fits: Callable[[date], bool]) -> date | None:
    days = (nominal + _DAY * way * step for step in range(1, _FARTHEST + 1))
    return next((day for day in days if fits(day)), None)


def _weekend(calendar: WorkCalendar, day: date) -> bool:
    """A Saturday or Sunday that is neither of a holiday nor worked (补班)."""
    return day.weekday() > 4 and not calendar.is_holiday(day) and not calendar.is_working(day)


def _is_guess(calendar: WorkCalendar, *days: date) -> bool:
    years = [day.year for day in days]
    return not all(map(calendar.is_published, range(min(years), max(years) + 1)))


def _merge(placed: list[PlannedDay], known: set[date], policy_on: PolicyOn) -> list[PlannedDay]:
    """Held together: every moved day that lies too near to one that stands."""
    stands = [one for one in placed if one.nominal in known or one.actual == one.nominal]
    final = {one.nominal: one for one in stands}
    for one in reversed(placed):
        if one.nominal in final:
            continue
        near = _nearest(one, stands, policy_on(one.nominal).merge_closer_than)
        final[one.nominal] = one if near is None else _held_with(one, near)
        if near is None:
            stands.append(one)
    return [final[one.nominal] for one in placed]


def _nearest(one: PlannedDay, stands: list[PlannedDay], closer: int) -> PlannedDay | None:
    """The standing day less than `closer` days away; of two equally near ones the later."""
    if one.actual is None:
        return None
    near = [
        (abs((other.actual - one.actual).days), -other.actual.toordinal(), place)
        for place, other in enumerate(stands)
        if other.actual is not None and abs((other.actual - one.actual).days) < max(closer, 1)
    ]
    return stands[min(near)[2]] if near else None


def _held_with(one: PlannedDay, other: PlannedDay) -> PlannedDay:
    assert one.actual is not None
    assert other.actual is not None
    apart = abs((other.actual - one.actual).days)
    why = f"与{_said(other.actual)}只隔 {apart} 天，" if apart else ""
    return replace(
        one,
        actual=other.actual,
        reason=f"{one.reason}，{why}并入{_said(other.actual)}",
        provisional=one.provisional or other.provisional,
        merged_into=other.nominal,
    )


def _block(day: date, calendar: WorkCalendar) -> Iterator[date]:
    """The days off in a row that a day belongs to."""
    yield day
    for way in (-1, 1):
        one = day + _DAY * way
        while calendar.is_holiday(one):
            yield one
            one += _DAY * way


def _word(way: int) -> str:
    return "顺延到" if way > 0 else "提前到"


def _said(day: date) -> str:
    return f"{day.month}月{day.day}日"


_LIMITS = {
    "name": ("活动名称", 60),
    "spot": ("地点", 100),
    "leader": ("活动负责人", 50),
    "organiser": ("组织单位", 100),
    "rain_plan": ("雨天预案", 200),
    "risks": ("风险告知", 400),
    "summary": ("小结", 4000),
}


@dataclass(frozen=True, slots=True)
class DayDraft:
    """What a clerk writes about a service day; `organiser` "" is the hall itself."""

    name: str = "集中服务日"
    spot: str = ""
    leader: str = ""
    organiser: str = ""
    rain_plan: str = ""  # 雨天预案
    risks: str = ""  # 风险告知 (志愿服务条例 §12)
    summary: str = ""


def check_day(draft: DayDraft) -> DayDraft:
    """The draft with clean texts; every field that is wrong is named at once."""
    lines = ("rain_plan", "risks", "summary")
    kept = {
        name: (clean_lines if name in lines else clean)(getattr(draft, name)) for name in _LIMITS
    }
    wrong = [
        FieldProblem(name, f"{title}最多 {most} 个字，现在是 {len(kept[name])} 个")
        for name, (title, most) in _LIMITS.items()
        if len(kept[name]) > most
    ]
    if not kept["name"]:
        wrong.insert(0, FieldProblem("name", "请写活动名称，例如 集中服务日"))
    if wrong:
        raise DraftProblems(wrong)
    return DayDraft(**kept)
