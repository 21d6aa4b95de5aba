"""Whose turn it is, against a slow reference; nobody is starved, equals come in their order."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridhall.core.errors import UserError
from gridhall.tickets.rules.lanes import LaneDraft, checked_lane, read_number, serves, split
from gridhall.tickets.rules.order import (
    BEHIND,
    PRIORITY_RUN,
    Waiting,
    after_all,
    in_order,
    next_one,
    since_behind,
)

START = datetime(2026, 11, 24, 0, 0, tzinfo=UTC)


def at(minutes: int) -> datetime:
    return START + timedelta(minutes=minutes)


SOME = st.lists(
    st.builds(
        Waiting,
        st.integers(1, 10_000),
        st.booleans(),
        st.integers(0, 480).map(at),
    ),
    max_size=40,
    unique_by=lambda one: one.id,
)
ARRIVALS = st.lists(st.sampled_from(["ordinary", "priority", "call"]), max_size=120)


def by_hand(waiting: list[Waiting], run: int) -> list[int]:
    """The rule read aloud: two sorted queues, and a count of priority calls."""
    queues = {
        kind: sorted(
            (one for one in waiting if one.has_priority == kind),
            key=lambda one: (one.waiting_since, one.id),
        )
        for kind in (True, False)
    }
    called = []
    while queues[True] or queues[False]:
        ordinary_is_due = not queues[True] or (run >= PRIORITY_RUN and queues[False])
        called.append(queues[not ordinary_is_due].pop(0).id)
        run = 0 if ordinary_is_due else run + 1
    return called


@given(SOME, st.integers(0, 5))
def test_the_order_is_the_rule_read_aloud(waiting: list[Waiting], run: int) -> None:
    assert [one.id for one in in_order(waiting, run)] == by_hand(waiting, run)


@given(SOME, st.integers(0, PRIORITY_RUN))
def test_nobody_ordinary_waits_behind_more_than_two_priority_visitors_per_ordinary_one(
    waiting: list[Waiting], run: int
) -> None:
    order = in_order(waiting, run)
    for place, one in enumerate(order):
        if one.has_priority:
            continue
        before = order[:place]
        ordinary = sum(not other.has_priority for other in before)
        assert sum(other.has_priority for other in before) <= PRIORITY_RUN * (ordinary + 1)
    for kind in (True, False):
        same = [(one.waiting_since, one.id) for one in order if one.has_priority == kind]
        assert same == sorted(same)


@given(ARRIVALS)
def test_people_who_go_on_coming_starve_nobody(happenings: list[str]) -> None:
    """Priority visitors may come for ever: at most two are called while an ordinary one waits."""
    waiting: list[Waiting] = []
    run, passed = 0, 0
    for minute, what in enumerate(happenings):
        if what != "call":
            waiting.append(Waiting(minute, what == "priority", at(minute)))
            continue
        one = next_one(waiting, run)
        if one is None:
            assert not waiting
            continue
        ordinary_waits = any(not other.has_priority for other in waiting)
        waiting.remove(one)
        run = run + 1 if one.has_priority else 0
        passed = passed + 1 if one.has_priority and ordinary_waits else 0
        assert passed <= PRIORITY_RUN


@given(st.lists(st.integers(0, 480), unique=True, max_size=12), st.integers(480, 600))
def test_put_back_comes_after_the_next_three_and_before_the_fourth(
    peers: list[int], now: int
) -> None:
    times = [at(minute) for minute in peers]
    since = since_behind(times, at(now))
    before = sum(time < since for time in times)
    assert before == min(BEHIND, len(times))
    assert since not in times


def test_a_clock_set_back_overtakes_nobody() -> None:
    assert after_all([at(30)], at(10)) > at(30)
    assert after_all([at(30)], at(40)) == at(40)
    assert after_all([], at(5)) == at(5)


@pytest.mark.parametrize(
    ("typed", "number"),
    [("a12", "A012"), ("Ａ０１２", "A012"), (" B 7 ", "B007"), ("AB999", "AB999"),
     ("012", ""), ("A1234", ""), ("=A1+1", ""), ("", "")],
)  # fmt: skip
def test_numbers_are_read_as_people_type_them(typed: str, number: str) -> None:
    assert read_number(typed) == number


def test_a_lane_is_checked_field_by_field() -> None:
    kept = checked_lane(LaneDraft(None, "ａ", "  综合 业务 ", "1号窗口，2号窗口、1号窗口", ""))
    assert (kept.prefix, kept.counters) == ("A", "1号窗口、2号窗口")
    assert split(kept.counters) == ("1号窗口", "2号窗口")
    assert serves(kept.counters, "2号窗口")
    assert not serves(kept.counters, "3号窗口")
    assert serves("", "3号窗口")
    for draft, said in (
        (LaneDraft(None, "1", "综合"), "字母"),
        (LaneDraft(None, "ABC", "综合"), "字母"),
        (LaneDraft(None, "A", " "), "请写名称"),
        (LaneDraft(None, "A", "字" * 31), "30"),
        (LaneDraft(None, "A", "综合", "窗" * 21), "20"),
        (LaneDraft(None, "A", "综合", "", "事" * 201), "200"),
    ):
        with pytest.raises(UserError, match=said):
            checked_lane(draft)
