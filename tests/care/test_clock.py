"""The clock of visits against a slow walk over days, and on a real hall by random lives."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gridhall.care.labels import RHYTHMS
from gridhall.care.models import CareTarget
from gridhall.care.queries.checks import problems
from gridhall.care.rules.clock import Plan, ahead, first_due, last_day, next_slot
from gridhall.care.rules.drafts import TargetDraft
from gridhall.care.service import clock, targets
from gridhall.care.service.visits import Absence, note_absence
from gridhall.core.calendar import WorkCalendar, shipped_calendar
from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.db.database import Database
from gridhall.issues.service.taking_back import take_back
from tests.care.care_hall import CALENDAR, make_target, planned, rows, visited, when

_DAY = timedelta(days=1)
DAYS = st.dates(date(2024, 1, 1), date(2027, 12, 31))
RHYTHM = st.sampled_from(list(RHYTHMS))


def _slow(plan: Plan, calendar: WorkCalendar, until: date) -> list[date]:
    """Every due day by walking the calendar day by day."""
    found: list[date] = []
    nominal, step = plan.since, 0
    while nominal <= until:
        day = nominal
        while not calendar.is_working(day):
            day += _DAY
        if not found or day > found[-1]:
            found.append(day)
        step += 1
        nominal = _later(plan, step)
    return found


def _later(plan: Plan, step: int) -> date:
    if plan.rhythm in ("week", "two_weeks"):
        return plan.since + timedelta(weeks=step * (1 if plan.rhythm == "week" else 2))
    year, month = plan.since.year, plan.since.month
    for _ in range(step * (1 if plan.rhythm == "month" else 3)):
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    for day in range(plan.since.day, 0, -1):
        try:
            return date(year, month, day)
        except ValueError:
            continue
    raise AssertionError


@given(DAYS, RHYTHM, st.integers(-40, 900))
def test_slots_are_those_of_a_slow_walk(since: date, rhythm: str, ahead_by: int) -> None:
    plan, calendar = Plan(since, rhythm), shipped_calendar()
    after = since + timedelta(days=ahead_by)
    slow = [day for day in _slow(plan, calendar, after + timedelta(days=500)) if day > after]
    assert next_slot(plan, calendar, after) == slow[0]
    assert ahead(plan, calendar, slow[0], slow[3]) == slow[:4]


@given(DAYS, RHYTHM)
def test_a_closure_of_weeks_makes_one_visit_of_many(since: date, rhythm: str) -> None:
    closed = [since + timedelta(days=n) for n in range(10, 50)]
    calendar = shipped_calendar().with_closures(closed)
    plan = Plan(since, rhythm)
    slow = _slow(plan, calendar, since + timedelta(days=500))
    day = since - _DAY
    for expected in slow[:-3]:
        day = next_slot(plan, calendar, day)
        assert day == expected
        assert calendar.is_working(day)


@given(DAYS, RHYTHM)
def test_the_last_day_is_before_the_next_visit(since: date, rhythm: str) -> None:
    plan = Plan(since, rhythm)
    due = first_due(plan, CALENDAR, since)
    for _ in range(12):
        last, following = last_day(plan, CALENDAR, due), next_slot(plan, CALENDAR, due)
        assert due <= last < following
        due = following


@pytest.mark.parametrize("past", [0, 3, 400])
def test_somebody_written_down_late_is_not_due_in_the_past(past: int) -> None:
    today = date(2026, 11, 24)
    plan = Plan(today - timedelta(days=past), "week")
    assert first_due(plan, CALENDAR, today) >= today


ACT = st.sampled_from(["visit", "late", "absent", "put_off", "change", "back", "nothing"])
LIFE = st.lists(st.tuples(st.integers(0, 25), ACT, st.integers(0, 20)), max_size=14)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(RHYTHM, LIFE)
def test_always_exactly_one_visit_is_planned(
    db: Database, clerk: Clerk, rhythm: str, life: list[tuple[int, str, int]]
) -> None:
    with db.write() as session:
        begun = date(2026, 3, 2)
        target = make_target(session, clerk, rhythm=rhythm, today=begun)
        acts: list[int] = []
        today = begun
        for days, act, number in life:
            today += timedelta(days=days)
            try:
                with session.begin_nested():
                    done = _live(session, clerk, target, (today, act, number, acts))
            except UserError:
                continue
            acts += [done] if done else []
            _holds(session, target)
        clock.roll_all(session, today, CALENDAR)
        _holds(session, target)
        row = session.get_one(CareTarget, target)
        assert last_day(clock.plan_of(row), CALENDAR, planned(session, target).due_on) >= today
        assert {one.rule: one.count for one in problems(session) if one.count} == {}
        session.rollback()


def _live(session, clerk, target, told) -> int | None:  # type: ignore[no-untyped-def]
    today, act, number, acts = told
    at = when(today)
    if act == "visit":
        return visited(session, clerk, target, today, today=today).action_id
    if act == "late":
        day = max(date(2026, 3, 2), today - timedelta(days=number))
        return visited(session, clerk, target, day, today=today).action_id
    if act == "absent":
        return note_absence(session, clerk, Absence(target, today), at).action_id
    if act == "put_off":
        put_off = (today + timedelta(days=number), "住院")
        return targets.postpone(session, clerk, target, put_off, at).action_id
    if act == "change":
        row = session.get_one(CareTarget, target)
        rhythm = list(RHYTHMS)[number % 4]
        draft = TargetDraft(
            row.person_id, row.category, rhythm, since=row.since, target_id=row.id,
            version=row.version,
        )  # fmt: skip
        return targets.save_target(session, clerk, draft, at).action_id
    if act == "back" and acts:
        take_back(session, clerk, acts.pop())
    clock.roll_all(session, today, CALENDAR)
    return None


def _holds(session, target: int) -> None:  # type: ignore[no-untyped-def]
    assert sum(one.state == "planned" for one in rows(session, target)) == 1


WALK = st.lists(st.integers(0, 330), max_size=30, unique=True)


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(RHYTHM, WALK, st.booleans())
def test_visits_and_missed_are_a_recount(
    db: Database, clerk: Clerk, rhythm: str, offsets: list[int], in_order: bool
) -> None:
    """Whatever was visited, and in whichever order it was written down: no slot is lost."""
    begun = date(2026, 1, 5)
    today = begun + timedelta(days=331)
    made = [begun + timedelta(days=one) for one in (sorted(offsets) if in_order else offsets)]
    with db.write() as session:
        target = make_target(session, clerk, rhythm=rhythm, today=begun)
        for day in made:
            visited(session, clerk, target, day, today=day if in_order else today)
        clock.roll_all(session, today, CALENDAR)
        plan = Plan(begun, rhythm)
        done, missed = _recount(plan, made, today)
        found = rows(session, target)
        assert {one.due_on for one in found if one.state == "done"} == done
        assert {one.due_on for one in found if one.state == "missed"} == missed
        assert sum(one.state == "done" for one in found) == len(made)
        session.rollback()


def _recount(plan: Plan, made: list[date], today: date) -> tuple[set[date], set[date]]:
    """Which slots were visited and which missed, by walking from the first to today."""
    done, missed, before = set(), set(), plan.since - _DAY
    slot = next_slot(plan, CALENDAR, before)
    while True:
        last = last_day(plan, CALENDAR, slot)
        if any(before < day <= last for day in made):
            done.add(slot)
        elif last < today:
            missed.add(slot)
        if last >= today:
            return done, missed
        before, slot = last, next_slot(plan, CALENDAR, slot)
