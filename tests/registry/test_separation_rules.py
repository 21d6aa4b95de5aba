"""人户分离 follows from dated facts: the rule against a reference that looks at every day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridhall.registry.rules import separation
from gridhall.registry.rules.separation import Facts, Span, Stay, judge, lasted, months_after

FIRST = date(2026, 1, 1)
DAY = timedelta(days=1)
DAYS = [FIRST + DAY * n for n in range(24)]
BEFORE = FIRST - DAY * 3  # nothing begins or ends this early: what holds here held always

days = st.sampled_from(DAYS)


@st.composite
def spans(draw: st.DrawFn) -> Span:
    since = draw(st.none() | days)
    until = draw(st.none() | days)
    if since and until and until < since:
        since, until = until, since
    return Span(since, until)


@st.composite
def many_facts(draw: st.DrawFn) -> Facts:
    kinds = st.sampled_from(["local", "outside", "unknown"])
    return Facts(
        hukou_kind=draw(kinds),
        past_kinds=tuple(draw(st.lists(st.tuples(kinds, days), max_size=3))),
        memberships=tuple(draw(st.lists(spans(), max_size=3))),
        stays=tuple(
            Stay(span, draw(st.booleans())) for span in draw(st.lists(spans(), max_size=3))
        ),
        homes=tuple(draw(st.lists(spans(), max_size=2))),
        died_on=draw(st.none() | st.none() | days),
    )


def slow_state(facts: Facts, day: date) -> str:
    """The state on one day, told from the facts as they are read on paper."""

    def within(span: Span) -> bool:
        return (span.since or date.min) <= day < (span.until or date.max)

    if facts.died_on and day >= facts.died_on:
        return ""
    kind = facts.hukou_kind
    latest_first = sorted(enumerate(facts.past_kinds), key=lambda at: (at[1][1], at[0]))
    for _, (said, until) in reversed(latest_first):
        if day < until:
            kind = said
    member = any(map(within, facts.memberships))
    owns = any(map(within, facts.homes))
    open_stays = [stay for stay in facts.stays if within(stay.span)]
    lives = member
    for stay in sorted(open_stays, key=lambda one: one.span.since or date.min, reverse=True)[:1]:
        lives = stay.here
    if not member and not owns and not lives:
        return ""
    if kind == "unknown":
        return "unknown"
    here = kind == "local" and member
    table = {
        (True, True): "consistent",
        (True, False): "hukou_not_resident",
        (False, True): "property_no_hukou" if owns else "resident_no_hukou",
        (False, False): "property_only" if owns else "elsewhere",
    }
    return table[here, lives]


@given(many_facts(), days)
def test_the_state_and_its_start_are_those_of_a_walk_over_every_day(
    facts: Facts, today: date
) -> None:
    verdict = judge(facts, today)
    state = slow_state(facts, today)
    assert (verdict.state if verdict else "") == state
    if verdict is None:
        return
    day = today
    while day > BEFORE and slow_state(facts, day - DAY) == state:
        day -= DAY
    assert verdict.since == (None if day <= BEFORE else day)


@given(many_facts(), days)
def test_a_separation_began_with_the_latest_of_the_facts_that_make_it(
    facts: Facts, today: date
) -> None:
    verdict = judge(facts, today)
    if verdict is None or not verdict.apart or verdict.hukou.holds:
        return
    if facts.past_kinds or facts.died_on:
        return  # an unknown hukou in between begins the state anew as well
    parts = {
        "resident_no_hukou": (verdict.hukou, verdict.living, verdict.owning),
        "property_no_hukou": (verdict.hukou, verdict.living, verdict.owning),
        "property_only": (verdict.hukou, verdict.living, verdict.owning),
    }[verdict.state]
    assert verdict.since == max((one.since for one in parts if one.since), default=None)


@given(st.dates(date(1950, 1, 1), date(2090, 1, 1)), st.integers(0, 60))
def test_months_are_whole_months(day: date, months: int) -> None:
    end = months_after(day, months)
    assert (end.year - day.year) * 12 + end.month - day.month == months
    assert end.day == day.day or (end + DAY).day == 1
    assert lasted(day, end, months)
    assert not lasted(day, end - DAY, months) or months == 0


def test_half_a_year_from_the_last_of_august_ends_in_february() -> None:
    assert months_after(date(2026, 8, 31), 6) == date(2027, 2, 28)


def test_six_months_less_a_day_does_not_count() -> None:
    away = Facts(
        "local", memberships=(Span(None),), stays=(Stay(Span(date(2026, 3, 10)), here=False),)
    )
    for day, counted in ((date(2026, 9, 9), False), (date(2026, 9, 10), True)):
        verdict = judge(away, day)
        assert verdict is not None
        assert verdict.state == "hukou_not_resident"
        assert verdict.counts(day, 6) is counted


def test_a_move_from_one_place_elsewhere_to_another_does_not_begin_anew() -> None:
    stays = (
        Stay(Span(date(2025, 1, 1), date(2026, 6, 1)), here=False),
        Stay(Span(date(2026, 6, 1)), here=False),
    )
    verdict = judge(Facts("local", memberships=(Span(None),), stays=stays), date(2026, 7, 1))
    assert verdict is not None
    assert verdict.since == date(2025, 1, 1)


@pytest.mark.parametrize(
    ("states", "state"),
    [
        (["hukou_not_resident", "hukou_not_resident"], "hukou_not_resident"),
        (["consistent", "hukou_not_resident"], "partly"),
        (["consistent", "unknown"], "consistent"),
        (["unknown"], "unknown"),
        ([], "unknown"),
    ],
)
def test_a_household_is_what_its_members_have_in_common(states: list[str], state: str) -> None:
    assert separation.household_state(states) == state
