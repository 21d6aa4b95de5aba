"""The service days of a span: stored ones as they are, the others as the policy has them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from gridhall.core.calendar import WorkCalendar
from gridhall.core.errors import UserError
from gridhall.hall.queries import calendar as known_calendar
from gridhall.volunteering.models import DayPolicy, Post, ServiceDay, Shift
from gridhall.volunteering.queries.filling import NOTHING, Filling, fillings
from gridhall.volunteering.rules.days import PlannedDay, Policy, PolicyOn, Span, plan_span

_REACH = timedelta(days=70)  # no day is moved farther
_FIRST_YEAR, _LAST_YEAR = 1949, 2199
_NOT_YET = ("unplanned", "planned", "published")


@dataclass(frozen=True, slots=True)
class DayRow:
    """A service day as the month shows it; `id` is None while nobody has touched it."""

    id: int | None
    nominal: date | None  # None: an activity on a day of its own
    held_on: date | None  # None: skipped
    reason: str
    provisional: bool
    merged_into: date | None  # the nominal day it is held with
    state: str  # unplanned, planned, published, closed, skipped, merged
    name: str
    spot: str
    wanted: int  # places to fill (人次)
    filled: int  # confirmed and without a clash
    gaps: int  # wanted, not filled
    clashes: int  # confirmed, but in two posts at once
    suggested: int = 0
    posts: int = 0
    shifts: int = 0
    is_by_hand: bool = False
    is_undecided: bool = False  # by the policy a person has to set the date
    policy_says: date | None = None  # where the policy would have it now, if that is elsewhere
    policy_note: str = ""  # the same in words; also that it would not be held at all
    version: int = 0

    @property
    def is_moved(self) -> bool:
        """Whether it is not held on its nominal day."""
        return self.nominal is not None and self.held_on != self.nominal


@dataclass(frozen=True, slots=True)
class Merged:
    """A nominal day that is held together with another."""

    nominal: date
    reason: str


@dataclass(frozen=True, slots=True)
class DayCard:
    """Everything written about a stored day."""

    id: int
    version: int
    nominal: date | None
    held_on: date | None  # None: skipped
    reason: str
    is_by_hand: bool
    name: str
    spot: str
    leader: str
    organiser: str  # "" the hall itself
    rain_plan: str
    risks: str
    summary: str
    is_closed: bool
    merged: tuple[Merged, ...] = ()  # the days held with it

    @property
    def is_adjusted(self) -> bool:
        """Whether people who know the nominal days have to be told another date."""
        return bool(self.merged) or (self.nominal is not None and self.nominal != self.held_on)


@dataclass(frozen=True, slots=True)
class PolicyRow:
    """A policy with the day it begins to hold, and who set it."""

    since: date
    policy: Policy
    clerk_name: str


def policies(session: Session) -> list[PolicyRow]:
    """Every policy the hall has set, the oldest first; before the first the default holds."""
    rows = session.scalars(select(DayPolicy).order_by(DayPolicy.since, DayPolicy.id))
    return [PolicyRow(row.since, _policy(row), row.clerk_name) for row in rows]


def policy(session: Session, day: date) -> Policy:
    """The policy that holds on a day."""
    return policy_on(session)(day)


def policy_on(session: Session) -> PolicyOn:
    """The policies by day, read once."""
    rows = policies(session)

    def on(day: date) -> Policy:
        return next((row.policy for row in reversed(rows) if row.since <= day), Policy())

    return on


def days(session: Session, calendar: WorkCalendar, first: date, last: date) -> list[DayRow]:
    """Every service day whose nominal or own date lies in the span, by date."""
    if first.year < _FIRST_YEAR or last.year > _LAST_YEAR:
        raise UserError(f"请写 {_FIRST_YEAR} 年到 {_LAST_YEAR} 年之间的日期")
    stored = _stored(session, first - _REACH, last + _REACH)
    fixed = {day.nominal: day.held_on for day in stored if day.nominal is not None}
    on = policy_on(session)
    wide = (first - _REACH, last + _REACH)
    planned = plan_span(Span(*wide, fixed), on, calendar)
    pure = {one.nominal: one for one in plan_span(Span(*wide), on, calendar)} if fixed else {}
    filled = fillings(session, [day.id for day in stored])
    counts = _counts(session, [day.id for day in stored])
    known = {day.nominal: day for day in stored if day.nominal is not None}
    rows = [
        _row(known[one.nominal], filled, counts, (one, pure.get(one.nominal)))
        if one.nominal in known
        else _derived(one)
        for one in planned
    ]
    rows += [_row(day, filled, counts) for day in stored if day.nominal is None]
    inside = [row for row in rows if _touches(row, first, last)]
    return sorted(inside, key=lambda row: (row.held_on or row.nominal or first, row.id or 0))


def preview(session: Session, calendar: WorkCalendar, new: Policy, since: date) -> list[PlannedDay]:
    """The year that follows if another policy held from a day on; stored days stay."""
    last = since + timedelta(days=365)
    stored = _stored(session, since - _REACH, last + _REACH)
    fixed = {day.nominal: day.held_on for day in stored if day.nominal is not None}
    known = policy_on(session)

    def on(day: date) -> Policy:
        return new if day >= since else known(day)

    return plan_span(Span(since, last, fixed), on, calendar)


def year_days(session: Session, calendar: WorkCalendar, year: int) -> list[DayRow]:
    """One row for each nominal day of a year, then the hall's other activities of that year."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    rows = days(session, calendar, first, last)
    nominal = [row for row in rows if row.nominal is not None and row.nominal.year == year]
    other = [row for row in rows if row.nominal is None]
    return sorted(nominal, key=lambda row: row.nominal or first) + other


def day_row(session: Session, day_id: int) -> DayRow:
    """One stored day."""
    day = stored_day(session, day_id)
    return _row(day, fillings(session, [day.id]), _counts(session, [day.id]))


def day_card(session: Session, day_id: int) -> DayCard:
    """What is written about a day, with the days held together with it."""
    day = stored_day(session, day_id)
    return DayCard(
        day.id, day.version, day.nominal, day.held_on, day.reason, day.is_by_hand, day.name,
        day.spot, day.leader, day.organiser, day.rain_plan, day.risks, day.summary,
        day.closed_at is not None, _merged_into(session, day),
    )  # fmt: skip


def adjustment(session: Session, day_id: int) -> DayCard:
    """What 调整通知 says of a day: the nominal dates, the new date, the reasons.

    UserError for a day that is held as everybody expects.
    """
    card = day_card(session, day_id)
    if not card.is_adjusted:
        raise UserError("这一天没有改期，不用出调整通知")
    return card


def _merged_into(session: Session, day: ServiceDay) -> tuple[Merged, ...]:
    if day.nominal is None:
        return ()
    rows = days(session, known_calendar(session), day.nominal - _REACH, day.nominal + _REACH)
    return tuple(
        Merged(row.nominal, row.reason)
        for row in rows
        if row.merged_into == day.nominal and row.nominal is not None
    )


def stored_day(session: Session, day_id: int) -> ServiceDay:
    """The stored day, for services; UserError if it is gone."""
    day = session.get(ServiceDay, day_id)
    if day is None:
        raise UserError("没有这个服务日，可能刚被撤回。请按 F5 看最新内容")
    return day


def day_id_of(session: Session, calendar: WorkCalendar, day: date) -> int | None:
    """The stored service day held on a date, else the one whose nominal date it is."""
    row = day_on(session, calendar, day)
    return row.id if row else None


def day_on(session: Session, calendar: WorkCalendar, day: date) -> DayRow | None:
    """The service day held on a date, stored or not; by its nominal date if none is held then.

    A merged day's nominal date leads to the day it is held with.
    """
    rows = [row for row in days(session, calendar, day, day) if row.state != "merged"]
    rows.sort(key=lambda row: (row.nominal is None, row.id is None))
    held = next((row for row in rows if row.held_on == day), None)
    if held is not None:
        return held
    for row in days(session, calendar, day, day):
        if row.nominal == day and row.held_on not in (None, day):
            return day_on(session, calendar, row.held_on) if row.state == "merged" else row
    return next(iter(rows), None)


def next_day(session: Session, calendar: WorkCalendar, after: date) -> DayRow | None:
    """The first service day held after a date (下一个); None if none is in sight."""
    rows = days(session, calendar, after + timedelta(days=1), after + _REACH)
    held = [row for row in rows if row.held_on is not None and row.held_on > after]
    held = [row for row in held if row.state in _NOT_YET]
    return min(held, key=lambda row: row.held_on or after, default=None)


def days_between(session: Session, first: date, last: date) -> list[DayRow]:
    """The stored days held in a span, by date: what a month's or year's rota is solved for."""
    query = (
        select(ServiceDay)
        .where(ServiceDay.held_on.between(first, last))
        .order_by(ServiceDay.held_on, ServiceDay.id)
    )
    stored = list(session.scalars(query))
    ids = [day.id for day in stored]
    filled, counts = fillings(session, ids), _counts(session, ids)
    return [_row(day, filled, counts) for day in stored]


def _policy(row: DayPolicy) -> Policy:
    return Policy(
        tuple(int(day) for day in row.nominal_days.split(",")),
        row.policy,
        row.merge_closer_than,
        row.same_month,
        row.only_holidays,
    )


def _stored(session: Session, first: date, last: date) -> list[ServiceDay]:
    query = select(ServiceDay).where(
        or_(ServiceDay.held_on.between(first, last), ServiceDay.nominal.between(first, last))
    )
    return list(session.scalars(query.order_by(ServiceDay.id)))


def _row(
    day: ServiceDay,
    filled: Mapping[int, Filling],
    counts: Mapping[int, tuple[int, int]],
    planned: tuple[PlannedDay, PlannedDay | None] | None = None,
) -> DayRow:
    """A stored day; `planned` is it as fixed, and as the policy alone would have it."""
    fixed, pure = planned or (None, None)
    guess = fixed is not None and fixed.provisional and not day.is_by_hand
    note = _elsewhere(day, fixed, pure)
    full, (posts, shifts) = filled.get(day.id, NOTHING), counts.get(day.id, (0, 0))
    return DayRow(
        day.id, day.nominal, day.held_on, day.reason, guess, None, _state(day, posts),
        day.name, day.spot, full.wanted, full.filled, full.gaps, full.clashes, full.suggested,
        posts, shifts, day.is_by_hand,
        policy_says=pure.actual if note and pure else None, policy_note=note, version=day.version,
    )  # fmt: skip


def _elsewhere(day: ServiceDay, fixed: PlannedDay | None, pure: PlannedDay | None) -> str:
    """What the policy says of a day nobody moved by hand that is not over, if it is not this."""
    if fixed is None or day.is_by_hand or day.closed_at is not None:
        return ""
    if pure is None:
        return "按现在的规则不是服务日"
    if pure.actual == day.held_on:
        return ""
    to = pure.actual
    return f"按现在的规则应在{to.month}月{to.day}日" if to else "按现在的规则这一次不办"


def _state(day: ServiceDay, posts: int) -> str:
    if day.held_on is None:
        return "skipped"
    if day.closed_at is not None:
        return "closed"
    if day.published_at is not None:
        return "published"
    return "planned" if posts else "unplanned"


def _derived(one: PlannedDay) -> DayRow:
    state = "merged" if one.merged_into else "skipped" if one.actual is None else "unplanned"
    return DayRow(
        None, one.nominal, one.actual, one.reason, one.provisional, one.merged_into, state,
        "集中服务日", "", 0, 0, 0, 0, is_undecided=one.is_undecided,
    )  # fmt: skip


def _touches(row: DayRow, first: date, last: date) -> bool:
    return any(day is not None and first <= day <= last for day in (row.nominal, row.held_on))


def _counts(session: Session, day_ids: Sequence[int]) -> dict[int, tuple[int, int]]:
    """How many posts and shifts each day has."""
    posts = _count(session, Post, day_ids)
    shifts = _count(session, Shift, day_ids)
    return {day: (posts.get(day, 0), shifts.get(day, 0)) for day in day_ids}


def _count(
    session: Session, model: type[Post] | type[Shift], day_ids: Sequence[int]
) -> dict[int, int]:
    query = select(model.day_id, func.count()).where(model.day_id.in_(day_ids))
    return {day: count for day, count in session.execute(query.group_by(model.day_id))}
