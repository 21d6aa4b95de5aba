"""The clocks against a slow day-by-day count; deadlines as lists show them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridhall.core.calendar import Deadline, WorkCalendar, shipped_calendar
from gridhall.core.errors import UserError
from gridhall.service_desk.rules import clock
from gridhall.service_desk.rules.clock import (
    ClockFacts,
    Clocks,
    DeskDay,
    Due,
    Pause,
    Thresholds,
    WorkingDays,
    clocks,
    counted_deadline,
)
from tests.factories import TODAY

CALENDAR = shipped_calendar()
DAY = timedelta(days=1)
_FIRST_PAUSE = Pause(date(2026, 11, 25), date(2026, 11, 27))
_SECOND_PAUSE = Pause(date(2026, 11, 30), date(2026, 12, 2))
days = st.dates(date(2025, 12, 20), date(2027, 2, 20))


def _slow(
    calendar: WorkCalendar, start: date, limit: int, pauses: tuple[Pause, ...]
) -> Deadline | None:
    """A calendar on the wall, a day struck off after the other; None: not within four years."""
    day, left = start, limit
    for _ in range(1500):
        paused = any(p.began_on <= day and (not p.ended_on or day < p.ended_on) for p in pauses)
        counts = calendar.is_working(day) and not paused
        if limit == 0 and counts:
            break
        if limit and day > start and counts:
            left -= 1
            if not left:
                break
        day += DAY
    else:
        return None
    known = all(calendar.is_published(year) for year in range(start.year, day.year + 1))
    return Deadline(day, not known)


@st.composite
def _pauses(draw: st.DrawFn) -> tuple[Pause, ...]:
    """Some pauses, overlapping or not, empty ones and one that never ends among them."""
    found = []
    for began in draw(st.lists(days, max_size=4)):
        length = draw(st.one_of(st.none(), st.integers(0, 40)))
        found.append(Pause(began, None if length is None else began + DAY * length))
    return tuple(found)


@given(days, st.integers(0, 45), _pauses())
def test_a_deadline_with_pauses_is_what_a_wall_calendar_says(
    start: date, limit: int, pauses: tuple[Pause, ...]
) -> None:
    expected = _slow(CALENDAR, start, limit, pauses)
    assert counted_deadline(CALENDAR, start, limit, pauses) == expected


@given(days, st.integers(0, 45), _pauses())
def test_the_table_of_working_days_gives_the_same_answer(
    start: date, limit: int, pauses: tuple[Pause, ...]
) -> None:
    table = WorkingDays(CALENDAR, date(2025, 12, 1), date(2026, 6, 1))  # grows by itself
    assert table.deadline(start, limit, pauses) == counted_deadline(CALENDAR, start, limit, pauses)


@pytest.mark.parametrize(
    ("start", "limit", "end"),
    [
        (date(2026, 2, 13), 5, date(2026, 2, 27)),
        (date(2026, 2, 13), 20, date(2026, 3, 19)),
        (date(2026, 9, 18), 5, date(2026, 9, 24)),
        (date(2026, 9, 30), 5, date(2026, 10, 13)),
        (date(2026, 11, 24), 0, date(2026, 11, 24)),  # 即办件: 17:00 of the same day
        (date(2026, 10, 1), 0, date(2026, 10, 8)),  # in the holidays: when the desk opens again
        (date(2026, 2, 14), 0, date(2026, 2, 14)),  # a Saturday that works
        (date(2026, 9, 24), 1, date(2026, 9, 28)),  # over the Moon Festival's three days
    ],
)
def test_the_handbooks_days(start: date, limit: int, end: date) -> None:
    assert counted_deadline(CALENDAR, start, limit) == (end, False)
    table = WorkingDays(CALENDAR, start, start)
    assert table.deadline(start, limit) == (end, False)


def test_a_limit_of_less_than_nothing_is_a_bug() -> None:
    with pytest.raises(ValueError, match="-1"):
        counted_deadline(CALENDAR, TODAY, -1)


@pytest.mark.parametrize(
    ("pauses", "end"),
    [
        ((), date(2026, 12, 1)),
        ((Pause(date(2026, 11, 24), date(2026, 11, 26)),), date(2026, 12, 2)),  # from receipt on
        ((Pause(date(2026, 11, 27), date(2026, 11, 30)),), date(2026, 12, 2)),  # a weekend in it
        ((Pause(date(2026, 11, 28), date(2026, 11, 30)),), date(2026, 12, 1)),  # only the weekend
        ((Pause(date(2026, 11, 25), date(2026, 11, 25)),), date(2026, 12, 1)),  # ended at once
        ((Pause(date(2026, 12, 2), None),), date(2026, 12, 1)),  # began when it was over
        ((_FIRST_PAUSE, _SECOND_PAUSE), date(2026, 12, 7)),
    ],
)  # fmt: skip
def test_paused_days_do_not_count(pauses: tuple[Pause, ...], end: date) -> None:
    assert clock.promised_day(CALENDAR, TODAY, 5, pauses).day == end


def test_a_pause_that_never_ends_keeps_the_deadline_away() -> None:
    never = (Pause(date(2026, 11, 26), None),)
    assert counted_deadline(CALENDAR, TODAY, 5, never) is None
    with pytest.raises(ValueError, match="paused"):
        clock.promised_day(CALENDAR, TODAY, 5, never)


def _facts(state: str = "accepted", **given: object) -> ClockFacts:
    known = {"received_on": TODAY, "accepted_on": TODAY, "limit_days": 5, "legal_days": 20}
    return ClockFacts(state=state, **(known | given))  # type: ignore[arg-type]  # by name


def _clocks(facts: ClockFacts, before: Clocks | None = None) -> Clocks:
    return clocks(facts, WorkingDays(CALENDAR, date(2026, 1, 1), TODAY).deadline, before)


def test_each_state_has_its_clock() -> None:
    waiting = {"accepted_on": None}
    assert _clocks(_facts("consulting", **waiting)) == Clocks(None, None, None, None, False)
    told = date(2026, 12, 1)  # five working days to the one-time notice
    assert _clocks(_facts("received", **waiting)) == Clocks(told, None, None, told, False)
    assert _clocks(_facts("supplement", **waiting)) == Clocks(told, None, None, None, False)
    promised, legal = date(2026, 12, 1), date(2026, 12, 22)
    running = Clocks(None, promised, legal, promised, False)
    assert _clocks(_facts()) == running == _clocks(_facts("decided"))
    paused = _facts("suspended", pauses=(Pause(date(2026, 11, 26), None),))
    assert _clocks(paused, running) == Clocks(None, promised, legal, None, False)


def test_an_extension_moves_promise_and_legal_limit() -> None:
    extended = _clocks(_facts(extension_days=3))
    assert (extended.promised_on, extended.legal_on) == (date(2026, 12, 4), date(2026, 12, 25))


def test_a_year_without_a_notice_makes_the_promise_provisional() -> None:
    facts = _facts(accepted_on=date(2026, 12, 30))
    assert (_clocks(facts).promised_on, _clocks(facts).provisional) == (date(2027, 1, 7), True)
    published = CALENDAR.with_notice(2027, [date(2027, 1, d) for d in (1, 2, 3, 4)], [])
    known = clocks(facts, WorkingDays(published, date(2026, 1, 1), TODAY).deadline)
    assert (known.promised_on, known.provisional) == (date(2027, 1, 8), False)


@pytest.mark.parametrize(
    ("day", "state", "due"),
    [
        (date(2026, 11, 23), "received", Due("告知 超期 1 天", "red")),
        (date(2026, 11, 24), "received", Due("告知 今天 17:00", "amber")),
        (date(2026, 12, 8), "supplement", Due("补正 剩 10 天", "green")),
        (date(2026, 11, 20), "suspended", Due("已暂停 4 天", "grey")),
        (date(2026, 11, 24), "suspended", Due("今天暂停", "grey")),
        (None, "consulting", Due("咨询中", "grey")),
        (date(2026, 11, 26), "decided", Due("剩 2 天", "green")),
        (None, "withdrawn", Due("已撤回", "grey")),
        (date(2026, 11, 20), "delivered", Due("已送达", "grey")),
    ],
)
def test_lists_say_which_clock_it_is(day: date | None, state: str, due: Due) -> None:
    assert DeskDay(TODAY, CALENDAR).due(day, state) == due


def test_the_hall_may_be_warned_earlier() -> None:
    careful = DeskDay(TODAY, CALENDAR, Thresholds(soon=3))
    tones = [careful.due(date(2026, 11, d), "accepted").tone for d in (25, 26, 27, 30)]
    assert tones == ["amber", "amber", "amber", "green"]


@pytest.mark.parametrize(
    ("asked", "legal", "said"),
    [
        (0, 20, "延期至少 1 个工作日"),
        (11, 20, "这个事项最多延期 10 个工作日，现在是 11 个"),
        (31, 60, "最多延期 30 个"),
    ],
)
def test_an_extension_stays_within_the_law(asked: int, legal: int, said: str) -> None:
    with pytest.raises(UserError, match=said):
        clock.check_extension(asked, legal)
    clock.check_extension(10, 0)
