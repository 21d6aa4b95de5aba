"""Circles and gaps on any day, against every day walked one by one."""

from contextlib import suppress
from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from gridhall.core.errors import UserError
from gridhall.organisation.rules.past import Life, Past

FIRST = date(2026, 1, 1)
SPAN = 12
DAYS = [FIRST + timedelta(days=step) for step in range(-1, SPAN + 1)]


def _day(step: int | None) -> date | None:
    return None if step is None else FIRST + timedelta(days=step)


@st.composite
def _pasts(draw: Any) -> Past:
    """Any lives and parents at all, sound or not."""
    count = draw(st.integers(1, 5))
    parents = st.one_of(st.none(), st.integers(1, count))
    lives, changes = {}, []
    for one in range(1, count + 1):
        founded = draw(st.one_of(st.none(), st.integers(0, SPAN)))
        ended = draw(st.one_of(st.none(), st.integers((founded or 0) + 1, SPAN + 2)))
        lives[one] = Life(f"组织{one}", draw(parents), _day(founded), _day(ended))
        for until in draw(st.lists(st.integers(1, SPAN), max_size=3, unique=True)):
            changes.append((one, FIRST + timedelta(days=until), draw(parents)))
    return Past(lives, changes)


def _circle(past: Past, day: date) -> bool:
    """Whether anybody is above itself on a day."""
    for one in past.lives:
        above = past.parent_on(one, day)
        for _ in past.lives:
            if above == one:
                return True
            above = None if above is None else past.parent_on(above, day)
    return False


def _gap(past: Past, day: date) -> bool:
    """Whether somebody of known age is there on a day, and its parent is not."""
    for one, life in past.lives.items():
        there = (life.founded_on is None or life.founded_on <= day) and (
            life.ended_on is None or day < life.ended_on
        )
        parent = past.parent_on(one, day)
        if there and life.founded_on is not None and not past.exists_on(parent, day):
            return True
    return False


@given(_pasts())
def test_what_is_not_refused_holds_on_every_day(past: Past) -> None:
    with suppress(UserError):
        past.refuse_faults(sorted(past.lives))
        for day in DAYS:
            assert not _circle(past, day)
            assert not _gap(past, day)


@given(_pasts(), st.integers(1, 5), st.one_of(st.none(), st.integers(1, 5)), st.integers(0, SPAN))
def test_a_move_is_refused_for_a_circle_from_its_day_on(
    past: Past, one: int, parent: int | None, step: int
) -> None:
    day = FIRST + timedelta(days=step)
    last = past.last_change(min(one, len(past.lives)))
    if any(_circle(past, each) for each in DAYS) or (last is not None and last > day):
        return
    one = min(one, len(past.lives))
    then = past.moved([one], parent and min(parent, len(past.lives)), day)
    circles = [each for each in DAYS if _circle(then, each)]
    assert all(each >= day for each in circles)
    said = ""
    try:
        then.refuse_faults([one], day)
    except UserError as error:
        said = str(error)
    assert bool(said) >= bool(circles)
    assert "不能又作它的上级" not in said or circles
