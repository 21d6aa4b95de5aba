"""Times of day and spans as people write and read them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridhall.core.clock import (
    number_of_hours,
    overlap,
    parse_clock,
    say_clock,
    say_hours,
    say_span,
)
from gridhall.core.errors import UserError


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("8:30", 510),
        ("08:30", 510),
        ("８：３０", 510),
        ("0830", 510),
        ("830", 510),
        ("8点30分", 510),
        ("8点半", 510),
        ("8时半", 510),
        ("8点", 480),
        ("8", 480),
        ("8.30", 510),
        (" 8 : 30 ", 510),
        ("08:30:00", 510),
        ("0:00", 0),
        ("24:00", 1440),
        ("次日1:30", 1530),
        ("次日 01:30", 1530),
    ],
)
def test_a_time_as_people_write_it(text: str, minutes: int) -> None:
    assert parse_clock(text) == minutes


@pytest.mark.parametrize(
    "text", ["25:00", "24:01", "8:60", "", "早上", "8:30-10:00", "-1", "12345", "8:3x", "8:30 AM"]
)
def test_what_is_no_time_of_day(text: str) -> None:
    with pytest.raises(UserError, match="不是钟点"):
        parse_clock(text)


def test_twenty_five_hours_says_how_to_write_after_midnight() -> None:
    with pytest.raises(UserError, match="过了半夜请写 次日1:30"):
        parse_clock("25:00")


@given(st.integers(0, 2880))
def test_what_is_said_is_read_back(minutes: int) -> None:
    assert parse_clock(say_clock(minutes)) == minutes


def test_a_span_and_hours_in_words() -> None:
    assert say_span(510, 600) == "08:30–10:00"
    assert say_span(1320, 1530) == "22:00–次日01:30"
    said = [number_of_hours(m) for m in (90, 120, 15, -60, 0, 600, 50)]
    assert said == ["1.5", "2", "0.25", "-1", "0", "10", "0.83"]
    assert say_hours(90) == "1.5 小时"


@given(
    st.tuples(st.integers(0, 200), st.integers(1, 60)),
    st.tuples(st.integers(0, 200), st.integers(1, 60)),
    st.integers(0, 20),
)
def test_overlap_is_sharing_a_minute_or_being_too_near(
    one: tuple[int, int], other: tuple[int, int], gap: int
) -> None:
    a, b = (one[0], sum(one)), (other[0], sum(other))
    shared = set(range(*a)) & set(range(*b))
    between = max(a[0], b[0]) - min(a[1], b[1])
    assert overlap(a, b) == bool(shared)
    assert overlap(a, b, gap) == (bool(shared) or between < gap)
    assert overlap(a, b, gap) == overlap(b, a, gap)
