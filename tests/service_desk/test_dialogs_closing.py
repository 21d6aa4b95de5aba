"""The end of a shift and of a month: who gets what, what is final, what bad input is told."""

from io import BytesIO

import pdfplumber
import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gridhall.core.clerk import Clerk
from gridhall.papers.queries import papers, pdf_of
from gridhall.qt.context import Context
from gridhall.service_desk.dialogs.day_end import DayEndSheet
from gridhall.service_desk.dialogs.months import MonthsSheet
from gridhall.service_desk.pages.acts_day_end import end_day
from gridhall.service_desk.queries.handovers import handovers
from gridhall.service_desk.queries.months import is_closed
from tests.factories import FakeDesk
from tests.modal import answer, opened, window
from tests.service_desk.cards import card_of
from tests.service_desk.conftest import Desk

__all__ = ["window"]
pytestmark = [pytest.mark.gui, pytest.mark.qt_log_ignore("propagateSizeHints")]


def test_a_shift_ends_with_a_sheet_that_both_sign(
    qtbot: QtBot, window: QWidget, context: Context, hall_at_work: Desk, desk: FakeDesk
) -> None:
    goes, stays = hall_at_work.accept("HJ01"), hall_at_work.accept("HJ02")
    sheet = end_day(context, window)
    assert isinstance(sheet, DayEndSheet)
    sheet.save()
    assert "请选择交给哪位同事" in sheet._marked["to"][1].text()
    sheet.to.setCurrentIndex(sheet.to.findText("高明 1号窗口"))
    by_number = {one.case.number: one for one in sheet.lines}
    by_number[stays.number].box.setChecked(False)
    by_number[goes.number].word.setText("<b>房产证</b>明天送来")
    sheet.note.setPlainText("印章在 2 号抽屉")
    sheet.save()
    qtbot.waitUntil(lambda: len(desk.previewed) == 1)
    assert desk.toasts == ["已把 1 件交接给高明"]
    assert card_of(hall_at_work, goes.id).case.holder_name == "高明"
    assert card_of(hall_at_work, stays.id).case.holder_name == "王芳"
    with context.db.read() as session:
        (row,) = handovers(session)
        (paper,) = papers(session)
        pdf = pdf_of(session, paper.id)
    assert (row.to_name, row.note, len(row.cases)) == ("高明", "印章在 2 号抽屉", 1)
    with pdfplumber.open(BytesIO(pdf)) as read:
        text = (
            "".join(page.extract_text() for page in read.pages).replace("\n", "").replace(" ", "")
        )
    for words in (goes.number, "<b>房产证</b>", "印章在2号抽屉", "高明"):
        assert words in text
    assert stays.number not in text


def test_nothing_to_hand_over_is_told_beside_the_words(
    qtbot: QtBot, window: QWidget, context: Context, hall_at_work: Desk
) -> None:
    sheet = end_day(context, window)
    sheet.to.setCurrentIndex(0)
    sheet.save()
    assert sheet.isVisible()
    assert "没有要交接的" in sheet._marked["note"][1].text()
    sheet.reject()


def test_a_month_is_closed_and_opened_again_with_a_reason(
    qtbot: QtBot, window: QWidget, context: Context, hall_at_work: Desk, supervisor: Clerk
) -> None:
    hall_at_work.accept("HJ01", days_ago=40)
    context.clerk = supervisor
    sheet = opened(qtbot, MonthsSheet(context, window))
    assert [row.id for row in sheet.model.rows][:2] == ["2026-11", "2026-10"]
    assert not sheet.close_month_button.isEnabled(), "November is not over"
    sheet.table.choose("2026-10")
    qtbot.waitUntil(sheet.close_month_button.isEnabled)
    assert sheet.table.current().figures["received"] == 1
    sheet.close_month_button.click()
    with context.db.read() as session:
        assert is_closed(session, "2026-10")
    qtbot.waitUntil(sheet.reopen_button.isEnabled)

    def give_reason(asked: object) -> None:
        asked.reason.setText("补录停电那天的纸质单")  # type: ignore[attr-defined]
        asked._act.click()  # type: ignore[attr-defined]

    answer(give_reason)
    sheet.reopen_button.click()
    with context.db.read() as session:
        assert not is_closed(session, "2026-10")
    assert "补录停电那天的纸质单" in sheet.model.columns[-1].text(sheet.model.rows[1])
    sheet.reject()


def test_a_counter_clerk_looks_at_months_and_closes_none(
    qtbot: QtBot, window: QWidget, context: Context, hall_at_work: Desk
) -> None:
    sheet = opened(qtbot, MonthsSheet(context, window))
    sheet.table.choose("2026-10")
    qtbot.wait(20)
    assert not sheet.close_month_button.isEnabled()
    assert "主管" in sheet.strip.text()
    sheet.reject()
