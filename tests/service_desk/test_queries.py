"""The queue with its filters and counters."""

import pytest

from gridhall.core.errors import UserError
from gridhall.service_desk import queries, service
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


def _shown(desk: Desk, which: str = "open", text: str = "") -> list[tuple[str, str, str]]:
    with desk.db.read() as session:
        rows = queries.queue(session, desk.on, which, text)
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
