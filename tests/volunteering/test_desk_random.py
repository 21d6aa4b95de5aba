"""Whatever is pressed at the desk in whatever order: nobody is credited twice, no row changes."""

from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.db.database import Database
from gridhall.volunteering.models import Attendance, ServiceAction, ServiceDay
from gridhall.volunteering.queries.hours import entries, total_minutes, totals
from gridhall.volunteering.queries.ledger import problems
from gridhall.volunteering.rules.attendance import PAUSE, Seat, stints
from gridhall.volunteering.service.attendance import (
    Mark,
    SheetLine,
    excuse,
    no_show,
    sign_in,
    sign_out,
    substitute,
    type_sheet,
    void,
    walk_in,
)
from gridhall.volunteering.service.closing import close_day
from gridhall.volunteering.service.hours import Correction, append, correct, reverse
from gridhall.volunteering.service.taking_back import take_back
from tests.factories import TODAY
from tests.volunteering.people import volunteer
from tests.volunteering.served import DAY, draft, make_day, roster

PEOPLE, SEATS = 4, 12
ACTS = ("in", "in", "in", "out", "out", "walk", "sheet", "excuse", "none", "sub", "void")
ACTS += ("close", "close", "undo", "reverse", "correct", "append")
whole = st.integers
Step = tuple[str, int, int, int]
STEPS = st.lists(
    st.tuples(
        st.sampled_from(ACTS),
        whole(1, PEOPLE),
        whole(15, 36),  # half hours of the day
        whole(1, 12),
    ),
    min_size=6,
    max_size=30,
)


@pytest.fixture
def hall(db: Database) -> Database:
    """Two activities of the same day and one of the next, four people on their rosters."""
    with db.write() as session:
        for name in ("甲", "乙", "丙", "丁"):
            volunteer(session, f"林{name}")
        make_day(session)
        other = make_day(session, DAY + timedelta(days=1))
        held = session.get_one(ServiceDay, other)
        held.held_on, held.nominal = DAY, None
        make_day(session, DAY + timedelta(days=1))
        roster(session, 1, 1, ("义诊测压", "上午一"), ("义诊测压", "上午二"))
        roster(session, 1, 2, ("义诊测压", "下午一"))
        roster(session, 2, 1, ("义诊测压", "上午二"))
        roster(session, 2, 3, ("义诊测压", "上午一"), ("义诊测压", "下午二"))
        for one in (2, 3, 4):
            roster(session, 3, one, ("义诊测压", "上午一"), ("义诊测压", "上午二"))
    return db


class Undone(Exception):
    """Ends an example: everything is as it was."""


@settings(
    max_examples=50,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(STEPS)
def test_nobody_is_credited_twice(
    hall: Database, clerk: Clerk, supervisor: Clerk, steps: list[Step]
) -> None:
    with suppress(Undone), hall.write() as session:
        kept: dict[int, Any] = {}
        for step in steps:
            with suppress(UserError), session.begin_nested():
                _do(session, clerk, supervisor, step)
            _holds(session, kept)
        raise Undone


def _do(session: Session, clerk: Clerk, supervisor: Clerk, step: Step) -> None:
    act, who, half, long = step
    day, at = long % 3 + 1, half * 30
    came = [one.id for one in session.query(Attendance).order_by(Attendance.id)]
    one = came[half % len(came)] if came else 0
    seq = long % 4 + 1
    acts: dict[str, Any] = {
        "in": lambda: sign_in(session, clerk, Mark(day, who, at)),
        "walk": lambda: walk_in(session, clerk, Mark(day, who, at)),
        "out": lambda: sign_out(session, clerk, one, at + 30 * long),
        "sheet": lambda: type_sheet(session, supervisor, day, [SheetLine(who, at, at + 30 * long)]),
        "excuse": lambda: excuse(session, clerk, half % SEATS + 1, "有事"),
        "none": lambda: no_show(session, clerk, half % SEATS + 1),
        "sub": lambda: substitute(session, clerk, half % SEATS + 1, Mark(day, who, at)),
        "void": lambda: void(session, clerk, one, "错"),
        "close": lambda: close_day(session, supervisor, day, TODAY),
        "undo": lambda: take_back(
            session, clerk, max(row[0] for row in session.query(ServiceAction.id))
        ),
        "reverse": lambda: reverse(session, supervisor, seq, "错", TODAY),
        "correct": lambda: correct(
            session, supervisor, seq, Correction("错", (at, at + 30 * long)), TODAY
        ),
        "append": lambda: append(session, clerk, draft(who, at, at + 30 * long)),
    }
    if act == "undo" and not session.query(ServiceAction).count():
        return
    acts[act]()


def _holds(session: Session, kept: dict[int, Any]) -> None:
    """The chain and every rule of the ledger; rows as they were; totals by a slow count."""
    assert {one.rule: one.count for one in problems(session) if one.count} == {}
    sums = totals(session)
    for who in range(1, PEOPLE + 1):
        rows = entries(session, who)
        for row in rows:
            told = (row.minutes, row.starts, row.ends, row.served_on, row.reverses_seq)
            assert kept.setdefault(row.seq, told) == told
        standing = sum(row.minutes for row in rows if row.is_standing)
        assert total_minutes(session, who) == standing == sums.get(who, 0)


@given(
    st.lists(
        st.tuples(whole(1, 3), whole(1, 2), st.sampled_from(range(0, 600, 15)), st.booleans()),
        unique_by=lambda one: one[:3],
        max_size=14,
    ),
    st.sets(whole(0, 13)),
)
def test_turns_are_the_seats_in_unbroken_runs(
    given_seats: list[tuple[int, int, int, bool]], attended: set[int]
) -> None:
    seats = [
        Seat(place, who, place, post, f"岗{post}", at, f"{at}", at, at + 15, is_off)
        for place, (who, post, at, is_off) in enumerate(given_seats)
    ]
    turns = stints(seats, attended)
    assert sorted(s.assignment_id for t in turns for s in t.seats) == list(range(len(seats)))
    for turn in turns:
        about = {(s.volunteer_id, s.post_id, s.is_off) for s in turn.seats}
        assert len(about) == 1
        for before, after in zip(turn.seats, turn.seats[1:], strict=False):
            assert 0 <= after.starts - before.ends <= PAUSE
            assert after.assignment_id not in attended
