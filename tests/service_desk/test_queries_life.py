"""The queue over the whole life of a case: filters, counters, what each line says, and how fast."""

from datetime import date, timedelta

import pytest
from sqlalchemy import event, text

from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.db.database import Database
from gridhall.service_desk import service
from gridhall.service_desk.models import CaseEvent, ServiceCase
from gridhall.service_desk.queries import queue as plain
from gridhall.service_desk.queries import reads as queries
from gridhall.service_desk.queries.queue import QueueRow
from gridhall.service_desk.rules.clock import DeskDay
from gridhall.service_desk.rules.orders import Ending, HandOver, Lack, NoticeOrder, PauseOrder
from tests.factories import make_case
from tests.service_desk.life import Life

FILTERS = (*plain.FILTERS, plain.ACCEPTED_TODAY, "finished_today")


@pytest.fixture
def busy(db: Database, clerk: Clerk, supervisor: Clerk) -> Life:
    """A case in every state that waits, and two that are finished; today is the Friday."""
    life = Life.begin(db, clerk, supervisor)
    received, supplement, paused = life.receive(1), life.receive(1), life.accept()
    life.act(service.notify, supplement, NoticeOrder((Lack(2),), 2))
    life.act(service.suspend, paused, PauseOrder("other", "核查"))
    life.later(3)
    given, plain_end, other = life.accept(), life.accept(), life.accept()
    life.act(service.finish_as, given, Ending("issued"))
    life.act(service.finish_as, plain_end, Ending())
    life.act(service.hand_over, [other], HandOver(supervisor.id))
    assert life.case(received).state == "received"
    return life


def _day(life: Life) -> DeskDay:
    return DeskDay(life.when.today, life.calendar)


def _rows(life: Life, which: str, holder: int | None = None) -> list[QueueRow]:
    with life.db.read() as session:
        return queries.queue(session, _day(life), which, holder=holder)


@pytest.mark.parametrize(
    ("which", "said"),
    [
        ("open", ["告知 剩 2 天", "剩 5 天", "补正 超期 1 天", "已暂停 3 天"]),
        ("received", ["告知 剩 2 天"]),
        ("supplement", ["补正 超期 1 天"]),
        ("suspended", ["已暂停 3 天"]),
        ("ending_soon", ["告知 剩 2 天"]),
        ("undelivered", ["已办结"]),
        ("finished", ["已办结", "已办结"]),
        ("consulting", []),
        ("deemed", []),
    ],
)
def test_each_filter_shows_its_cases_by_the_clock_that_runs(
    busy: Life, which: str, said: list[str]
) -> None:
    assert [row.due.text for row in _rows(busy, which)] == said


def test_mine_are_those_i_hold_whoever_received_them(busy: Life) -> None:
    mine = _rows(busy, "mine", busy.supervisor.id)
    assert [(row.clerk_name, row.holder_name) for row in mine] == [("王芳", "高明")]
    assert len(_rows(busy, "open", busy.clerk.id)) == 3  # narrows any filter


def test_a_line_tells_its_own_clock_and_its_pause(busy: Life) -> None:
    (paused,) = _rows(busy, "suspended")
    assert (paused.paused_days, paused.due_on) == (3, None)
    (waiting,) = _rows(busy, "supplement")
    assert (waiting.due_on, waiting.missing, waiting.promised_on) == (date(2026, 11, 26), 1, None)


def test_counters_agree_with_the_lists(busy: Life) -> None:
    busy.later(8)
    busy.recompute()
    with busy.db.read() as session:
        told = queries.counts(session, busy.when.today, busy.supervisor.id)
    for which in queries.Counts.__slots__:
        assert getattr(told, which) == len(
            _rows(busy, which, busy.supervisor.id if which == "mine" else None)
        ), which
    assert len(_rows(busy, "deemed")) == 1


def test_what_falls_due_ahead_counts_every_clock(busy: Life) -> None:
    with busy.db.read() as session:
        ahead = queries.due_ahead(session, busy.when.today, busy.when.today + timedelta(days=20))
    assert ahead == {date(2026, 12, 1): 1, date(2026, 12, 4): 1}


def test_an_administrator_says_how_early_a_deadline_is_amber(
    busy: Life, administrator: Clerk
) -> None:
    assert [row.due.tone for row in _rows(busy, "received")] == ["green"]
    with busy.db.write() as session:
        with pytest.raises(UserError, match="在 0 到 20 个工作日之间，现在是 21 个"):
            service.warn_before(session, administrator, 21)
        with pytest.raises(UserError, match="管理员"):
            service.warn_before(session, busy.clerk, 3)
        service.warn_before(session, administrator, 3)
    assert [row.due.tone for row in _rows(busy, "received")] == ["amber"]


def test_a_question_without_a_file_stands_in_the_queue(busy: Life) -> None:
    with busy.db.write() as session:
        asked = session.get_one(ServiceCase, 1)
        case = make_case(session, _who(busy), number="SL20261127-009", state="consulting")
        case.item_id, case.item_version_id = asked.item_id, asked.item_version_id
        case.applicant_id = case.accepted_at = case.due_on = case.promised_on = None
        session.add(
            CaseEvent(
                case_id=case.id, kind="consulted", happened_at=busy.when.now,
                recorded_at=busy.when.now, clerk_name="王芳",
            )
        )  # fmt: skip
    (row,) = _rows(busy, "consulting")
    assert (row.applicant_id, row.due.text, row.due.tone) == (None, "咨询中", "grey")


def _who(life: Life) -> object:
    from gridhall.registry.models import Person

    with life.db.read() as session:
        return session.get_one(Person, life.applicant_id)


@pytest.mark.parametrize("which", [*FILTERS, "counts", "ahead"])
def test_no_read_of_the_desk_goes_through_the_past_cases(busy: Life, which: str) -> None:
    """With years of finished cases only an index keeps the queue fast."""
    asked: list[tuple[str, object]] = []

    def hear(*given: object) -> None:
        asked.append((str(given[2]), given[3]))

    event.listen(busy.db.engine, "before_cursor_execute", hear)
    with busy.db.read() as session:
        if which == "counts":
            queries.counts(session, busy.when.today, 2)
        elif which == "ahead":
            queries.due_ahead(session, busy.when.today, busy.when.today)
        else:
            queries.queue(session, _day(busy), which, holder=2 if which == "mine" else None)
    event.remove(busy.db.engine, "before_cursor_execute", hear)
    assert asked
    with busy.db.engine.connect() as connection:
        for sql, values in asked:
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", values)  # type: ignore[arg-type]
            told = [row[3] for row in plan]
            assert [line for line in told if _scans_all(line)] == [], told


def _scans_all(line: str) -> bool:
    """A line of a plan that goes through the whole table of cases, or everything of one state."""
    if "ix_service_case_state" in line or "ix_service_case_holder" in line:
        return True
    return line.startswith("SCAN c") and "INDEX" not in line


@pytest.mark.parametrize(
    ("damage", "rule"),
    [
        ("UPDATE service_case SET closed_at = NULL WHERE state = 'finished'", "case.closing"),
        ("UPDATE service_case SET due_on = NULL WHERE state = 'accepted'", "case.due"),
        ("UPDATE service_case SET due_on = '2026-12-01' WHERE state = 'suspended'", "case.due"),
        ("UPDATE case_pause SET ended_on = '2026-11-26'", "case.pause"),
        (
            "INSERT INTO case_pause (case_id, kind, reason, began_on, ended_on, outcome, "
            "recorded_at, clerk_name, ended_by) SELECT case_id, kind, reason, began_on, "
            "'2026-11-30', '', recorded_at, clerk_name, '' FROM case_pause",
            "case.pause_overlap",
        ),
        ("DELETE FROM case_event WHERE kind = 'finished'", "case.state_against_events"),
        ("UPDATE service_case SET accepted_at = NULL", "case.no_acceptance"),
    ],
)  # fmt: skip
def test_a_case_that_contradicts_itself_is_noticed(busy: Life, damage: str, rule: str) -> None:
    assert busy.faults() == []
    with busy.db.write() as session:
        session.execute(text(damage))
    assert rule in busy.faults()
