"""A hall's deadlines counted anew: a notice arrives, a notice clock runs out, a day begins."""

from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select

from gridhall.clerks.models import AuditEntry
from gridhall.core.clerk import Clerk
from gridhall.db import search
from gridhall.db.database import Database
from gridhall.hall.service import enter_holidays
from gridhall.service_desk import service
from gridhall.service_desk.models import CaseEvent, ServiceCase
from gridhall.service_desk.queries import reads as queries
from gridhall.service_desk.rules.clock import DeskDay
from gridhall.service_desk.rules.orders import Ending, ExtensionOrder, PauseOrder, Verdict
from tests.factories import FakeDesk
from tests.service_desk.life import Life

if TYPE_CHECKING:
    from gridhall.qt.context import Context

NEW_YEAR = [date(2027, 1, day) for day in (1, 2, 3)]


@pytest.fixture
def life(db: Database, clerk: Clerk, supervisor: Clerk) -> Life:
    """One matter, two clerks, an agency, on a Tuesday morning."""
    return Life.begin(db, clerk, supervisor)


def _rows(life: Life, table: type[CaseEvent] | type[AuditEntry]) -> int:
    with life.db.read() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def test_a_years_notice_moves_the_promises_it_touches_and_says_so(life: Life) -> None:
    near = life.accept()
    life.later(35)  # 2026-12-29
    far, done = life.accept(), life.accept()
    life.act(service.finish_as, done, Ending())
    assert (life.case(far).promised_on, life.case(far).provisional) == (date(2027, 1, 6), True)
    longer = life.calendar.with_notice(2027, [*NEW_YEAR, date(2027, 1, 4)], [date(2027, 1, 9)])
    assert life.recompute(longer) == 1
    row = life.case(far)
    assert (row.promised_on, row.due_on, row.provisional) == (
        date(2027, 1, 7), date(2027, 1, 7), False,
    )  # fmt: skip
    event = life.card(far).events[-1]
    assert (event.kind, event.clerk_name) == ("clock_changed", "系统")
    assert event.detail == "承诺期限 2027-01-06 → 2027-01-07"
    assert life.kinds(near) == ["accepted"]
    assert life.case(done).promised_on == date(2027, 1, 6)  # closed: what was promised stays
    assert life.faults() == []


def test_a_notice_that_moves_nothing_only_makes_the_promise_sure(life: Life) -> None:
    life.later(35)
    case = life.accept()
    assert life.recompute(life.calendar.with_notice(2027, NEW_YEAR, [])) == 1
    assert (life.kinds(case), life.case(case).provisional) == (["accepted"], False)


def test_where_nothing_changed_nothing_is_written(life: Life) -> None:
    life.accept()
    paused = life.accept()
    life.act(service.suspend, paused, PauseOrder("other", "核查"))
    before = (_rows(life, CaseEvent), _rows(life, AuditEntry), life.case(paused).version)
    assert life.recompute() == 0
    assert (_rows(life, CaseEvent), _rows(life, AuditEntry), life.case(paused).version) == before


def test_counting_anew_keeps_pauses_and_extensions(life: Life) -> None:
    case = life.accept()
    life.act(service.ask_extension, case, ExtensionOrder(2, "街道复核"))
    life.act(service.decide_extension, case, Verdict(approve=True), by=life.supervisor)
    life.act(service.suspend, case, PauseOrder("other", "核查"))
    life.later(2)
    promised = life.act(service.resume, case, "属实").promised_on
    with life.db.write() as session:
        session.get_one(ServiceCase, case).due_on = date(2026, 1, 1)  # as an older calendar said
    assert life.recompute() == 1
    assert life.case(case).due_on == promised == date(2026, 12, 4)


def test_a_screen_that_was_open_still_fits_after_the_count(life: Life) -> None:
    case = life.accept()
    version = life.case(case).version
    life.recompute(life.calendar.with_closures([date(2026, 11, 25)]))
    assert life.case(case).promised_on == date(2026, 12, 2)
    with life.db.write() as session:
        done = service.finish_case(session, life.clerk, case, life.when.now, version)
    assert done.state == "finished"


def test_whom_nobody_told_in_time_is_accepted_as_of_the_receipt(life: Life) -> None:
    case, told = life.receive(1), life.receive(1)
    life.later(7)  # 2026-12-01, the last day
    assert life.recompute() == 0
    life.later(1)
    with life.db.write() as session:
        service.accept_received(session, life.clerk, told, life.when)
    assert life.recompute() == 1
    row = life.case(case)
    assert (row.state, row.accepted_at) == ("accepted", row.received_at)
    assert row.promised_on == row.due_on == date(2026, 12, 1)
    event = life.card(case).events[-1]
    assert (event.kind, event.detail) == (
        "deemed", "告知期限 2026-12-01 已过，没有一次性告知，自收件之日起受理",
    )  # fmt: skip
    assert life.recompute() == 0
    assert life.faults() == []
    with life.db.read() as session:
        assert "已受理" in search.search(session, row.number, 5)[0].detail


def test_nothing_follows_from_a_deadline_that_is_only_estimated(life: Life) -> None:
    life.later(36)  # 2026-12-30: the fifth working day lies in a year without a notice
    case = life.receive(1)
    assert life.case(case).provisional
    life.later(30)
    assert life.recompute() == 0
    assert life.recompute(life.calendar.with_notice(2027, NEW_YEAR, [])) == 1
    assert life.kinds(case) == ["arrived", "deemed"]


def test_the_desk_counts_at_opening_and_when_a_notice_is_entered(
    context: "Context", desk: FakeDesk, supervisor: Clerk, qtbot: QtBot
) -> None:
    from gridhall.app.clocks import ClockWatch

    life = Life.begin(context.db, context.clerk, supervisor)
    life.later(35)
    case = life.accept()
    watch = ClockWatch(context)
    watch.look()
    with context.db.write() as session:
        off = [*NEW_YEAR, date(2027, 1, 4)]
        enter_holidays(session, supervisor, 2027, off, [date(2027, 1, 9)])
    qtbot.waitUntil(lambda: life.case(case).promised_on == date(2027, 1, 7))
    said = "期限重算完了，1 件工单的期限或状态有变化"
    qtbot.waitUntil(lambda: said in desk.toasts)


def test_a_case_entered_later_counts_from_the_day_it_came(life: Life) -> None:
    """补录: the paper form of Friday, typed in on Tuesday."""
    came = datetime(2026, 11, 20, 16, 0).astimezone()
    with life.db.write() as session:
        draft = life.draft(1)
        case = service.receive_case(session, life.clerk, draft, life.when.now, life.calendar).id
        stored = session.get_one(ServiceCase, case)
        stored.received_at = came
        service.recompute(session, life.calendar, life.when.today)
    assert life.case(case).due_on == date(2026, 11, 27)
    with life.db.read() as session:
        (row,) = queries.queue(session, DeskDay(life.when.today, life.calendar), "received")
    assert (row.is_backfilled, row.due.text) == (True, "告知 剩 3 天")


def test_a_matter_done_on_the_spot_is_due_when_the_desk_is_open_again(life: Life) -> None:
    life.later((date(2026, 10, 3) - life.when.today).days)  # in the holidays, at a service day
    with life.db.write() as session:
        draft = replace(life.draft(1, 2), limit_days=0)
        row = service.accept_case(session, life.clerk, draft, life.when.now, life.calendar)
    assert (row.promised_on, row.due_on) == (date(2026, 10, 8), date(2026, 10, 8))
    assert life.recompute() == 0
