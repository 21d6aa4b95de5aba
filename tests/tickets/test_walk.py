"""Random days at three counters: every refusal is a sentence, and the books stay right."""

from contextlib import suppress
from dataclasses import replace
from random import Random

import pytest

from gridhall.clerks.queries import trail
from gridhall.clerks.rules import chain_faults
from gridhall.core.errors import UserError
from gridhall.tickets import service
from gridhall.tickets.queries.checks import problems
from gridhall.tickets.queries.figures import figures
from gridhall.tickets.queries.rows import TicketRow, tickets_of
from gridhall.tickets.queries.waiting import waiting
from gridhall.tickets.rules.life import OVER, PRESENT
from gridhall.tickets.rules.order import PRIORITY_RUN
from gridhall.tickets.service import Wish
from tests.factories import TODAY
from tests.tickets.conftest import Queue

COUNTERS = ("1号窗口", "2号窗口", "3号窗口")
STEPS = (
    service.recall, service.start, service.no_show, service.put_back, service.finish,
    service.leave, service.reopen, service.call_one,
)  # fmt: skip


def one_act(queue: Queue, rng: Random, known: list[TicketRow]) -> None:
    """Anything anybody could press, possible or not."""
    clerk = replace(queue.clerk, counter=rng.choice(COUNTERS))
    what = rng.random()
    with queue.db.write() as session:
        if what < 0.3 or not known:
            wish = Wish(rng.choice(list(queue.lanes.values())), rng.choice(("", "", "elderly")))
            known.append(service.take(session, clerk, wish, queue.now))
        elif what < 0.6:
            service.call_next(session, clerk, queue.now, rng.choice(("", "finish", "no_show")))
        elif what < 0.7:
            target = rng.choice(list(queue.lanes.values()))
            service.pass_on(session, clerk, rng.choice(known).id, target, queue.now)
        else:
            rng.choice(STEPS)(session, clerk, rng.choice(known).id, queue.now)


@pytest.mark.parametrize("seed", range(3))
def test_whatever_is_pressed_the_books_stay_right(queue: Queue, seed: int) -> None:
    rng, known = Random(seed), list[TicketRow]()
    for _ in range(250):
        with suppress(UserError):
            one_act(queue, rng, known)
        queue.later(rng.choice((1, 20, 60, 300, -900)))
        queue.now = max(queue.now, known[0].taken_at) if known else queue.now
    with queue.db.read() as session:
        rows = tickets_of(session, TODAY)
        told = figures(session, TODAY, TODAY)
        assert [one for one in problems(session) if one.count] == []
        assert chain_faults(list(trail(session))) == []
    here = [row.counter for row in rows if row.state in PRESENT]
    assert len(here) == len(set(here))
    parts = (told.total.served, told.total.waiting, told.total.no_show, told.total.left)
    assert sum(parts) + len(here) == told.total.taken == len(rows)
    for split in (told.lanes, told.hours, told.days):
        assert sum(one.taken for one in split) == len(rows)
    _end_the_day(queue)


def _end_the_day(queue: Queue) -> None:
    """From wherever the walk has led, calling on ends it: nobody is left without a way out."""
    for counter in COUNTERS:
        while queue.call(counter) is not None:
            queue.later(1)
        queue.call(counter)
    with queue.db.read() as session:
        assert waiting(session, TODAY) == []
        assert all(row.state in OVER for row in tickets_of(session, TODAY))


@pytest.mark.parametrize("seed", range(3))
def test_no_ordinary_visitor_is_passed_by_more_than_two_at_any_counter(
    queue: Queue, seed: int
) -> None:
    """The hall keeps filling with priority visitors; the ordinary ones still get their turn."""
    rng = Random(seed)
    passed = dict.fromkeys(COUNTERS, 0)
    for _ in range(12):
        queue.take("A")
    for _ in range(60):
        if rng.random() < 0.7:
            queue.take("A", "veteran")
        counter = rng.choice(COUNTERS)
        with queue.db.read() as session:
            ordinary = any(not one.priority for one in waiting(session, TODAY))
        row = queue.call(counter)
        if row is None:
            continue
        passed[counter] = passed[counter] + 1 if row.priority and ordinary else 0
        assert passed[counter] <= PRIORITY_RUN
        queue.later(rng.randint(0, 120))
