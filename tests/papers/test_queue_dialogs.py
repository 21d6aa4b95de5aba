"""打印队列 and 打印机与校准 as the clerk uses them."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from gridhall.core.clerk import Clerk
from gridhall.db.database import Database
from gridhall.papers import queries, service
from gridhall.papers.dialogs import PaperSheet, PrintersSheet, QueueSheet
from gridhall.papers.dialogs.batch import print_many
from gridhall.papers.queries import PaperRow
from gridhall.papers.rules import PaperOrder, PrintWay
from gridhall.papers.service import PrinterDraft
from gridhall.pdf.form_layer import has_form_layer, without_form
from gridhall.pdf.ticket import Ticket
from gridhall.qt.context import Context
from gridhall.qt.rendering import Pages
from tests.audit import Dress, audit, dressed
from tests.factories import FakeDesk
from tests.garbage import quiet_garbage
from tests.modal import answer, opened, window
from tests.papers.printing import OUT_OF_PAPER, FakePrinters, make_paper
from tests.papers.queue_hands import (
    finish_when,
    outcomes,
    own_settings,
    paper,
    printers,
    queued,
    waiting,
)

__all__ = ["dressed", "own_settings", "paper", "printers", "quiet_garbage", "window"]
pytestmark = [pytest.mark.gui, pytest.mark.qt_log_ignore("propagateSizeHints")]


def test_a_preview_that_fails_puts_the_paper_into_the_queue_with_its_reason(
    qtbot: QtBot, context: Context, window: QWidget, db: Database, paper: PaperRow
) -> None:
    failing = FakePrinters(refuses_after=0)
    sheet = opened(qtbot, PaperSheet(context, window, paper.id, failing))
    answer(lambda asked: asked._act.click())
    sheet.print_it.click()
    assert [(row.state, row.why) for row in waiting(db)] == [("waiting", "“HP M126”缺纸")]
    assert sheet.warning.text() == f"{paper.number} 在打印队列里，不会丢"
    failing.refuses_after = None
    answer(lambda asked: asked.good.click())
    sheet.print_it.click()
    assert waiting(db) == [], "the paper that waited is the one that was printed"


def test_without_a_printer_enter_puts_it_into_the_queue(
    qtbot: QtBot, context: Context, window: QWidget, db: Database, paper: PaperRow, desk: FakeDesk
) -> None:
    sheet = opened(qtbot, PaperSheet(context, window, paper.id, FakePrinters([])))
    assert sheet.print_it.text() == "放进打印队列"
    qtbot.keyClick(sheet, Qt.Key.Key_Return)
    assert [(row.printer, row.why) for row in waiting(db)] == [("", "这台电脑没有打印机")]
    assert desk.toasts == [f"这台电脑没有打印机，{paper.number} 已放进打印队列"]


def test_enter_prints_again_and_what_came_out_leaves_the_queue(
    qtbot: QtBot,
    context: Context,
    window: QWidget,
    db: Database,
    clerk: Clerk,
    paper: PaperRow,
    printers: FakePrinters,
) -> None:
    queued(db, clerk, paper)
    sheet = opened(qtbot, QueueSheet(context, window, printers))
    QAbstractItemModelTester(sheet.model)
    printers.refuses_after = 0
    qtbot.keyClick(sheet.table, Qt.Key.Key_Return)
    assert sheet.strip.text() == OUT_OF_PAPER
    printers.refuses_after = None
    answer(lambda asked: asked.good.click())
    qtbot.keyClick(sheet.table, Qt.Key.Key_Return)
    assert (len(printers.orders), waiting(db)) == (1, [])
    assert outcomes(db, paper) == ["did_not", "came_out"]
    assert sheet.strip.text() == f"已打印 {paper.number}"
    assert not sheet.table.isVisible()


def test_what_was_sent_before_a_crash_is_asked_about_and_not_repeated(
    qtbot: QtBot,
    context: Context,
    window: QWidget,
    db: Database,
    clerk: Clerk,
    paper: PaperRow,
    printers: FakePrinters,
) -> None:
    queued(db, clerk, paper)
    with db.write() as session:
        service.begin_job(session, clerk, queries.jobs_in_queue(session)[0].id, "HP M126")
    sheet = opened(qtbot, QueueSheet(context, window, printers))
    sheet.every.click()
    assert "没有等着打的" in sheet.strip.text()
    answer(lambda asked: asked.good.click())
    sheet.again.click()
    assert (printers.orders, waiting(db)) == ([], [])
    assert outcomes(db, paper) == ["came_out"]


@pytest.mark.parametrize("known", [[], ["惠普新名字"]])
def test_a_printer_gone_or_renamed_is_told_and_another_takes_over(
    qtbot: QtBot,
    context: Context,
    window: QWidget,
    db: Database,
    clerk: Clerk,
    paper: PaperRow,
    known: list[str],
) -> None:
    printers = FakePrinters(known)
    queued(db, clerk, paper)
    sheet = opened(qtbot, QueueSheet(context, window, printers))
    sheet.again.click()
    assert "“HP M126”没有连上，或者改了名字" in sheet.strip.text()
    assert [row.state for row in waiting(db)] == ["waiting"]
    assert outcomes(db, paper) == [], "nothing was tried"
    if not known:
        sheet.move_it.click()
        assert "没有别的打印机" in sheet.strip.text()
        return
    answer(lambda asked: asked.change.click())
    sheet.move_it.click()
    answer(lambda asked: asked.good.click())
    sheet.again.click()
    assert [order.printer for order in printers.orders] == known


def test_it_goes_on_after_the_page_that_came_out_last(
    qtbot: QtBot,
    context: Context,
    window: QWidget,
    db: Database,
    clerk: Clerk,
    printers: FakePrinters,
) -> None:
    long = make_paper(db, clerk, rows=90)
    with db.write() as session:
        service.ask_prints(session, clerk, [long.id], PrintWay("HP M126", 2))
    sheet = opened(qtbot, QueueSheet(context, window, printers))

    def second_page(asked: Any) -> None:
        assert asked.side.maximum() == long.pages * 2
        asked.side.setValue(2)
        assert asked.go_on.text() == "从第 3 页接着打"
        asked.go_on.click()

    answer(second_page, lambda asked: asked.good.click())
    sheet.resume.click()
    assert [(order.first_page, order.copies) for order in printers.orders] == [(3, 1), (1, 1)]
    assert waiting(db) == []


def test_saved_or_taken_out_it_leaves_the_queue_and_the_paper_stays(
    qtbot: QtBot,
    context: Context,
    window: QWidget,
    db: Database,
    clerk: Clerk,
    printers: FakePrinters,
    tmp_path: Path,
) -> None:
    first, second = make_paper(db, clerk), make_paper(db, clerk)
    queued(db, clerk, first, second)
    target = tmp_path / "文书.pdf"
    sheet = opened(qtbot, QueueSheet(context, window, printers, lambda _, __: str(target)))
    sheet.save.click()
    with db.read() as session:
        assert target.read_bytes() == queries.pdf_of(session, first.id)
    sheet.drop.click()
    assert waiting(db) == []
    assert sheet.strip.text() == f"已移出 {second.number}；文书还在“已出文书”里"
    sheet = opened(
        qtbot, QueueSheet(context, window, printers, lambda _, __: str(tmp_path / "no" / "x"))
    )
    queued(db, clerk, first)
    sheet.refresh()
    sheet.save.click()
    assert "这里存不了文件" in sheet.strip.text()
    assert len(waiting(db)) == 1


def test_two_windows_drop_the_same_job_and_the_second_is_told(
    qtbot: QtBot, context: Context, window: QWidget, db: Database, clerk: Clerk, paper: PaperRow
) -> None:
    queued(db, clerk, paper)
    one = opened(qtbot, QueueSheet(context, window, FakePrinters()))
    other = opened(qtbot, QueueSheet(context, window, FakePrinters()))
    one.drop_chosen()
    other.drop_chosen()
    assert "已经不在打印队列里了" in other.strip.text()
    other.print_again()
    assert "已经不在打印队列里了" in other.strip.text()


def test_every_print_is_moved_by_what_its_printer_is_off(
    qtbot: QtBot,
    context: Context,
    window: QWidget,
    db: Database,
    clerk: Clerk,
    paper: PaperRow,
    printers: FakePrinters,
) -> None:
    with db.write() as session:
        service.store_printer(session, clerk, PrinterDraft("HP M126", 40, -30))
    sheet = opened(qtbot, PaperSheet(context, window, paper.id, printers))
    assert sheet.printer_said.text() == "已校准：向左 4 毫米、向下 3 毫米"
    sheet.printer.setCurrentText("得力针打")
    assert sheet.printer_said.text() == ""
    sheet.printer.setCurrentText("HP M126")
    answer(lambda asked: asked.good.click())
    sheet.print_it.click()
    with db.read() as session:
        stored = queries.pdf_of(session, paper.id)
    (x, y), (moved_x, moved_y) = _first_ink(stored), _first_ink(printers.orders[0].pdf)
    assert (moved_x - x, moved_y - y) == (-40, 30), "tenths of a mm at 254 dpi"


def _first_ink(pdf: bytes) -> tuple[int, int]:
    """The left and top edges of what is drawn, in tenths of a mm."""
    with Pages(pdf) as pages:
        image = pages.image(0, 254)
    dark = [
        (x, y)
        for y in range(0, image.height(), 1)
        for x in range(0, image.width() // 4, 1)
        if image.pixelColor(x, y).lightness() < 90
    ]
    return min(x for x, _ in dark), min(y for _, y in dark)


def test_preprinted_sheets_get_the_content_only_and_the_preview_shows_it(
    qtbot: QtBot,
    context: Context,
    window: QWidget,
    db: Database,
    clerk: Clerk,
    paper: PaperRow,
    printers: FakePrinters,
) -> None:
    with db.write() as session:
        service.store_printer(session, clerk, PrinterDraft("HP M126", preprinted=["completion"]))
        stored = queries.pdf_of(session, paper.id)
    assert has_form_layer(stored)
    sheet = opened(qtbot, PaperSheet(context, window, paper.id, printers))
    assert sheet.printer_said.text().endswith("套打：抬头、表格线不印，请放预印好的纸")
    assert sheet.leaves.pages.image(0, 30) == Pages(without_form(stored)).image(0, 30)
    answer(lambda asked: asked.good.click())
    sheet.print_it.click()
    assert printers.orders[0].pdf == without_form(stored)
    with db.read() as session:
        assert queries.pdf_of(session, paper.id) == stored


def test_slips_go_to_the_roll_by_themselves(
    qtbot: QtBot, context: Context, window: QWidget, db: Database, clerk: Clerk, paper: PaperRow
) -> None:
    printers = FakePrinters(["HP M126", "热敏小票"])
    with db.write() as session:
        service.store_printer(session, clerk, PrinterDraft("热敏小票", is_ticket=True))
    slip = make_slip(db, clerk)
    for one, printer in ((slip, "热敏小票"), (paper, "HP M126")):
        sheet = opened(qtbot, PaperSheet(context, window, one.id, printers))
        assert sheet.printer.currentText() == printer
    answer(finish_when(qtbot, lambda sheet: sheet.good.click()))
    print_many(context, window, [paper.id, slip.id], printers)
    assert [order.printer for order in printers.orders] == ["HP M126", "热敏小票"]


def make_slip(db: Database, clerk: Clerk) -> PaperRow:
    """A ticket of 80 mm."""
    order = PaperOrder("visitor-slip", "service_case", 1, {"says": "slip"}, "slip")
    return service.issue(
        db, clerk, order, lambda number, _: Ticket("龙腾社区", "办事回执", number).finish()
    )


def test_a_printer_is_calibrated_by_its_page(
    qtbot: QtBot, context: Context, window: QWidget, db: Database, printers: FakePrinters
) -> None:
    sheet = opened(qtbot, PrintersSheet(context, window, printers))
    sheet.page.click()
    assert printers.orders[-1].name == "打印校准页"
    plain = _cross(printers.orders[-1].pdf)
    assert plain == pytest.approx((200, 200), abs=1), "tenths of a mm from the edges"
    sheet.right.setValue(25)
    sheet.save.click()
    assert "最多 20 毫米" in sheet.off[0].note.text()
    sheet.right.setValue(1.5)
    sheet.down.setValue(-0.8)
    sheet.save.click()
    assert sheet.said.text() == "打印时向左 1.5 毫米、向下 0.8 毫米"
    sheet.check.click()
    assert _cross(printers.orders[-1].pdf) == (plain[0] - 15, plain[1] + 8)
    with db.read() as session:
        assert queries.papers(session) == [], "it takes no number"
    printers.known.clear()
    sheet.page.click()
    assert "没有连上" in sheet.strip.text()


def _cross(pdf: bytes) -> tuple[int, int]:
    """Where the middle of the top left cross lies, in tenths of a mm."""
    with Pages(pdf) as pages:
        image = pages.image(0, 254)
    rows, columns = range(100, 310), range(100, 310)
    dark = {(x, y) for y in rows for x in columns if image.pixelColor(x, y).lightness() < 160}
    line = max(rows, key=lambda y: sum((x, y) in dark for x in columns))
    upright = max(columns, key=lambda x: sum((x, y) in dark for y in rows))
    return upright, line


@pytest.mark.parametrize(("mode", "percent"), [("light", 100), ("dark", 150)])
def test_nothing_is_clipped_or_nameless(
    qtbot: QtBot,
    context: Context,
    window: QWidget,
    db: Database,
    clerk: Clerk,
    paper: PaperRow,
    printers: FakePrinters,
    dressed: Dress,
    mode: str,
    percent: int,
) -> None:
    dressed(mode, percent)
    queued(db, clerk, paper, make_paper(db, clerk, rows=90))
    for made in (QueueSheet(context, window, printers), PrintersSheet(context, window, printers)):
        shown = opened(qtbot, made)
        assert (audit(shown).problems, type(made).__name__) == ([], type(made).__name__)
        assert shown.focusWidget() is shown.first_focus
        delete(shown)
