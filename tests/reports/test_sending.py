"""上报: frozen as it was sent, corrected with a reason, compared with what is counted now."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from gridhall import parts
from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.db.database import Database
from gridhall.reports.queries import layouts as queries
from gridhall.reports.queries.due import agenda, due_reports
from gridhall.reports.service.layouts import LayoutDraft, import_layout, save_receiver
from gridhall.reports.service.sending import (
    SendMoment,
    SendOrder,
    differences,
    prepare,
    send,
)
from tests.conftest import HALL
from tests.factories import make_case, make_matter, make_person
from tests.reports.books import monthly, rows
from tests.reports.desk_days import ON, TODAY

OCTOBER = datetime(2026, 10, 14, 2, 0, tzinfo=UTC)
WHEN = SendMoment(datetime(2026, 11, 25, 2, 0, tzinfo=UTC), ON)


@pytest.fixture
def layout_id(db: Database, supervisor: Clerk, tmp_path: Path) -> int:
    with db.write() as session:
        make_matter(session, "T01", name="老年优待证")
        receiver = save_receiver(session, supervisor, "街道")
        data = monthly(tmp_path / "上级.xlsx").read_bytes()
        return import_layout(session, supervisor, LayoutDraft(receiver, "月报"), data)


def _case(db: Database, number: str, **facts: object) -> int:
    with db.write() as session:
        who = make_person(session, f"申请人{number}")
        times = {"received_at": OCTOBER, "recorded_at": OCTOBER, "accepted_at": OCTOBER}
        return make_case(session, who, number=number, **(times | facts)).id


def _send(db: Database, clerk: Clerk, layout_id: int, **more: str) -> int:
    with db.write() as session:
        return send(session, clerk, SendOrder(layout_id, "2026-10", **more), HALL, WHEN)


def test_what_was_sent_stays_bit_for_bit(db: Database, supervisor: Clerk, layout_id: int) -> None:
    _case(db, "1")
    with db.read() as session:
        made = prepare(session, supervisor, (layout_id, "2026-10"), HALL, ON)
    sent = _send(db, supervisor, layout_id, sha256=made.sha256)
    late = _case(db, "2")
    with db.read() as session:
        row = queries.sending(session, sent)
        assert queries.sent_book(session, sent) == made.filled.data
        changed = differences(session, supervisor, sent, ON)
    assert (row.nth, row.is_zero, row.sha256, row.span.label) == (
        1, False, made.sha256, "2026年10月"
    )  # fmt: skip
    told = {one.used.cell: (one.words, one.came, one.gone) for one in changed}
    assert told["B3"] == ("收件：报的 1，现在 2", (late,), ())
    assert "B7" not in told  # nobody telephoned, then and now


def test_a_second_sending_is_a_correction_with_its_reason(
    db: Database, supervisor: Clerk, layout_id: int
) -> None:
    first = _send(db, supervisor, layout_id)
    _case(db, "1")
    with pytest.raises(UserError, match="已经报过 1 次。再报是更正"):
        _send(db, supervisor, layout_id)
    second = _send(db, supervisor, layout_id, reason="补录了停电那天的一件")
    with db.read() as session:
        rows_ = queries.sendings(session, layout_id)
        assert [(one.id, one.nth, one.reason) for one in rows_] == [
            (second, 2, "补录了停电那天的一件"),
            (first, 1, ""),
        ]
        assert differences(session, supervisor, second, ON) == []
        assert differences(session, supervisor, first, ON) != []


def test_a_period_with_nothing_is_a_zero_report(
    db: Database, supervisor: Clerk, layout_id: int
) -> None:
    sent = _send(db, supervisor, layout_id)
    with db.read() as session:
        assert queries.sending(session, sent).is_zero
        told = rows(queries.sent_book(session, sent), "月报")
    assert told[2][1:4] == [0.0, 0.0, 0.0]  # zeros, not blanks
    assert [row[1] for row in told[5:8]] == [0.0, 0.0, 0.0]


def test_what_cannot_be_sent_is_told(
    db: Database, clerk: Clerk, supervisor: Clerk, layout_id: int
) -> None:
    with db.read() as session:
        made = prepare(session, supervisor, (layout_id, "2026-10"), HALL, ON)
    _case(db, "1")
    with pytest.raises(UserError, match="预览以后有数变了"):
        _send(db, supervisor, layout_id, sha256=made.sha256)
    with pytest.raises(UserError, match="上报要主管"):
        _send(db, clerk, layout_id)
    with db.write() as session:
        running = SendOrder(layout_id, "2026-11")
        with pytest.raises(UserError, match="2026年11月还没有过完"):
            send(session, supervisor, running, HALL, WHEN)
        with pytest.raises(UserError, match="是月报，不能填 2026年第3季度"):
            prepare(session, supervisor, (layout_id, "2026-Q3"), HALL, ON)


def test_due_reports_wait_until_they_are_sent(
    db: Database, supervisor: Clerk, layout_id: int
) -> None:
    early = date(2026, 11, 3)
    with db.read() as session:
        (one,) = due_reports(session, ON.calendar, early)
        assert (one.span.code, one.due_on) == ("2026-10", date(2026, 11, 6))
        assert (one.days_left, one.is_overdue) == (3, False)
        (one,) = due_reports(session, ON.calendar, TODAY)
        assert one.is_overdue
    _send(db, supervisor, layout_id)
    with db.read() as session:
        assert due_reports(session, ON.calendar, TODAY) == []
        assert agenda(session, ON.calendar, TODAY)[0].is_sent
        later = date(2027, 1, 4)  # November was left out: both wait
        found = [one.span.code for one in due_reports(session, ON.calendar, later)]
    assert found == ["2026-11", "2026-12"]


def test_a_damaged_copy_is_noticed(db: Database, supervisor: Clerk, layout_id: int) -> None:
    sent = _send(db, supervisor, layout_id)
    assert _broken(db) == {}
    with db.write() as session:
        session.execute(text("UPDATE report_sending SET workbook = x'00', nth = 3"))
    with db.read() as session, pytest.raises(UserError, match="和上报时不一样"):
        queries.sent_book(session, sent)
    assert _broken(db) == {"report.frozen": 1, "report.nth": 1}


def _broken(db: Database) -> dict[str, int]:
    with db.read() as session:
        found = [one for check in parts.CHECKS for one in check(session)]
    return {one.rule: one.count for one in found if one.count and one.rule.startswith("report.")}


def test_a_mapping_kept_from_before_still_has_to_fit(
    db: Database, supervisor: Clerk, layout_id: int
) -> None:
    with db.write() as session:
        session.execute(
            text("UPDATE report_layout SET mapping = replace(mapping, '\"received\"', '\"old\"')")
        )
    with db.read() as session, pytest.raises(UserError, match="要的“old”没有这个数"):
        prepare(session, supervisor, (layout_id, "2026-10"), HALL, ON)
