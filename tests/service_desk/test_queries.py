"""The queue with its filters and counters."""

from datetime import date

import pytest
from sqlalchemy import text

from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.db import search
from gridhall.service_desk import service
from gridhall.service_desk.queries import reads as queries
from gridhall.service_desk.service.entries import all_entries
from gridhall.service_desk.sheets import catalogue as sheets
from tests.factories import TODAY
from tests.service_desk.conftest import MORNING, Desk


@pytest.fixture
def busy(hall_at_work: Desk) -> Desk:
    """One case overdue, one due today, one lacking a material, one finished, one revoked."""
    desk = hall_at_work
    desk.accept("HJ02", days_ago=11)  # 3 working days: overdue
    desk.accept("HJ03", days_ago=5)  # 3 working days from Thursday: due today
    desk.accept("HJ01", received=(1, 2))
    done = desk.accept("MZ01")
    gone = desk.accept("MZ02")
    with desk.db.write() as session:
        service.finish_case(session, desk.clerk, done.id, MORNING)
        service.revoke_case(session, desk.clerk, gone.id, MORNING, "重复")
    return desk


def _shown(desk: Desk, which: str = "open", typed: str = "") -> list[tuple[str, str, str]]:
    with desk.db.read() as session:
        rows = queries.queue(session, desk.on, which, typed)
    return [(row.item_name[:4], row.due.text, row.due.tone) for row in rows]


def test_the_queue_is_sorted_by_deadline(busy: Desk) -> None:
    assert _shown(busy) == [
        ("户籍迁出", "超期 4 天", "red"),
        ("新生儿落", "今天 17:00", "amber"),
        ("户籍迁入", "剩 5 天", "green"),
    ]


@pytest.mark.parametrize(
    ("which", "shown"),
    [
        ("overdue", ["户籍迁出"]),
        ("due_today", ["新生儿落"]),
        ("supplement", ["户籍迁入"]),
        ("finished", ["高龄津贴"]),
    ],
)
def test_filters(busy: Desk, which: str, shown: list[str]) -> None:
    assert [name for name, _, _ in _shown(busy, which)] == shown


def test_counters_agree_with_the_lists(busy: Desk) -> None:
    with busy.db.read() as session:
        counts = queries.counts(session, TODAY)
        for which in ("open", "overdue", "due_today", "supplement"):
            assert getattr(counts, which) == len(queries.queue(session, busy.on, which))
    assert (counts.accepted_today, counts.finished_today) == (2, 1)


@pytest.mark.parametrize(
    ("typed", "hits"),
    [("迁出", 1), ("张桂", 3), ("SL20261124", 1), ("sl20261124", 1), ("张 迁入", 1), ("%", 0)],
)
def test_the_text_filter_narrows(busy: Desk, typed: str, hits: int) -> None:
    assert len(_shown(busy, "open", typed)) == hits


def test_a_row_masks_the_phone_and_counts_what_is_missing(busy: Desk) -> None:
    with busy.db.read() as session:
        row = queries.queue(session, busy.on, "supplement")[0]
    assert (row.phone, row.missing) == ("137****5521", 2)


def test_an_unknown_number_is_told(busy: Desk) -> None:
    with busy.db.read() as session, pytest.raises(UserError, match="没有编号为“SL1”的工单"):
        queries.case_by_number(session, " sl１ ")


def test_cases_of_a_state_newest_first(busy: Desk) -> None:
    with busy.db.read() as session:
        states = [case.state for case in queries.case_rows(session)]
        finished = queries.case_rows(session, "finished")
    assert states == ["revoked", "finished", "accepted", "accepted", "accepted"]
    assert [case.item_name for case in finished] == ["高龄津贴初审"]


def test_a_sound_hall_has_no_problem(busy: Desk) -> None:
    with busy.db.read() as session:
        assert [problem for problem in queries.problems(session) if problem.count] == []


@pytest.mark.parametrize(
    ("damage", "rule"),
    [
        ("DELETE FROM case_event WHERE case_id = 3", "case.no_acceptance"),
        ("UPDATE service_case SET state = 'finished' WHERE id = 1", "case.state_against_events"),
        ("UPDATE number_series SET last_number = 9 WHERE kind = 'case'", "case.number_gap"),
        ("UPDATE service_case SET number = 'SL1' WHERE id = 1", "search.cases"),
        ("UPDATE item_version SET name = '别的' WHERE id = 1", "search.matters"),
        ("UPDATE item_version SET active = 0 WHERE id = 1", "search.matters"),
    ],
)
def test_a_damaged_hall_is_noticed(busy: Desk, damage: str, rule: str) -> None:
    with busy.db.write() as session:
        session.execute(text(damage))
    with busy.db.read() as session:
        broken = [problem.rule for problem in queries.problems(session) if problem.count]
    assert rule in broken


def test_a_rebuilt_index_is_the_same(busy: Desk) -> None:
    with busy.db.write() as session:
        before = search.search(session, "张桂花", 50)
        people = [hit for hit in before if hit.kind not in ("case", "matter")]
        search.rebuild(session, all_entries(session))
        after = search.search(session, "张桂花", 50)
    assert [hit for hit in before if hit not in people] == after


def test_cases_as_rows_of_a_workbook(busy: Desk) -> None:
    with busy.db.read() as session:
        rows = list(sheets.case_cells(session))
    assert len(rows) == 5
    assert {len(row) for row in rows} == {len(sheets.CASE_HEADINGS)}
    told = dict(zip(sheets.CASE_HEADINGS, rows[3], strict=True))
    assert (told["事项"], told["状态"]) == ("高龄津贴初审", "已办结")
    assert (told["受理时间"], told["承诺日期"]) == ("2026-11-24 09:41", "2026-12-08")


def test_typed_words_are_looked_for_in_the_last_year_of_what_is_finished(busy: Desk) -> None:
    assert len(_shown(busy, "finished", "高龄")) == 1
    with busy.db.write() as session:
        session.execute(
            text("UPDATE service_case SET finished_at = '2025-11-23 23:59:00' WHERE state = :done"),
            {"done": "finished"},
        )
    assert len(_shown(busy, "finished")) == 1
    assert _shown(busy, "finished", "高龄") == []
    assert queries.finished_since(TODAY) == date(2025, 11, 24)


def test_every_screen_counts_with_the_halls_own_warning_days(
    busy: Desk, administrator: Clerk
) -> None:
    with busy.db.write() as session:
        service.warn_before(session, administrator, 7)
    with busy.db.read() as session:
        on = queries.desk_day(session, TODAY, busy.on.calendar)
    ahead = busy.on.calendar.add_working_days(TODAY, 7).day
    assert (on.due(ahead, "accepted").tone, busy.on.due(ahead, "accepted").tone) == (
        "amber",
        "green",
    )
