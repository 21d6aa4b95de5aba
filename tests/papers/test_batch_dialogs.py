"""批量打印 as the clerk uses it."""

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.db.database import Database
from gridhall.papers import service
from gridhall.papers.dialogs import QueueSheet
from gridhall.papers.dialogs.batch import Maker, print_made, print_many
from gridhall.qt.context import Context
from gridhall.qt.printing import Order
from tests.audit import dressed
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


def test_many_papers_come_out_in_order_and_a_voided_one_is_said_first(
    qtbot: QtBot,
    context: Context,
    window: QWidget,
    db: Database,
    clerk: Clerk,
    printers: FakePrinters,
    desk: FakeDesk,
) -> None:
    papers = [make_paper(db, clerk) for _ in range(5)]
    with db.write() as session:
        service.void_paper(session, clerk, papers[2].id, "写错了")
    said = list[str]()

    def look(sheet: Any) -> None:
        assert sheet.outcome.isVisible()
        said.append(sheet.doubts.text())
        said.append(sheet.progress.text())
        sheet.good.click()

    answer(finish_when(qtbot, look))
    print_many(context, window, [paper.id for paper in papers], printers)
    assert said == [
        f"打不了的 1 份：\n办结通知书 {papers[2].number}：已作废：写错了",
        "正在打印到“HP M126”　第 5 / 5 份",
    ]
    printed = [order.name.split()[-1] for order in printers.orders]
    assert printed == [paper.number for at, paper in enumerate(papers) if at != 2]
    assert waiting(db) == []


def test_a_jam_in_a_batch_goes_on_where_the_clerk_says(
    qtbot: QtBot,
    context: Context,
    window: QWidget,
    db: Database,
    clerk: Clerk,
) -> None:
    printers = FakePrinters(refuses_after=3)
    papers = [make_paper(db, clerk, rows=rows) for rows in (1, 90, 1, 1)]

    def jam(sheet: Any) -> None:
        assert sheet.strip.text() == OUT_OF_PAPER
        assert [step.state for step in sheet.steps] == ["已送打印机"] * 3 + ["等待"]
        printers.refuses_after = None
        sheet.last.setValue(2)
        sheet.side.setValue(1)
        sheet.again.click()
        qtbot.waitUntil(lambda: not sheet._running)
        sheet.good.click()

    answer(finish_when(qtbot, jam))
    print_many(context, window, [paper.id for paper in papers], printers)
    after = printers.orders[3:]
    assert [order.name.split()[-1] for order in after] == [paper.number for paper in papers[1:]]
    assert [order.first_page for order in after] == [2, 1, 1]
    assert waiting(db) == []
    assert [outcomes(db, paper)[-1] for paper in papers] == ["came_out"] * 4


def test_stopped_what_is_printed_stays_and_the_rest_waits(
    qtbot: QtBot,
    context: Context,
    window: QWidget,
    db: Database,
    clerk: Clerk,
    desk: FakeDesk,
) -> None:
    papers = [make_paper(db, clerk) for _ in range(4)]
    sheets = list[Any]()

    class Stopping(FakePrinters):
        """Somebody presses Esc while the second is printed."""

        def print_order(self, order: Order) -> None:
            super().print_order(order)
            if len(self.orders) == 2:
                qtbot.keyClick(sheets[0], Qt.Key.Key_Escape)

    def stop(sheet: Any) -> None:
        sheets.append(sheet)
        finish_when(qtbot, lambda one: one.good.click())(sheet)
        assert sheet.begin_button.text() == "接着打 2 份"

    answer(stop)
    print_many(context, window, [paper.id for paper in papers], Stopping())
    assert [row.paper.id for row in waiting(db)] == [papers[2].id, papers[3].id]
    assert desk.toasts == ["还有 2 份在打印队列里，随时可以接着打"]


def test_makers_issue_as_their_turn_comes_and_the_lacking_are_listed(
    qtbot: QtBot,
    context: Context,
    window: QWidget,
    db: Database,
    clerk: Clerk,
    printers: FakePrinters,
) -> None:
    made = list[int]()

    def make() -> int:
        made.append(make_paper(db, clerk).id)
        return made[-1]

    def refuse() -> int:
        raise UserError("他没有服务记录")

    makers = [
        Maker("何海波", make),
        Maker("刘秀梅", make, lacks="缺证件号"),
        Maker("王建国", refuse),
    ]
    said = list[str]()

    def look(sheet: Any) -> None:
        said.append(sheet.doubts.text())
        sheet.good.click()

    answer(finish_when(qtbot, look))
    print_made(context, window, makers, printers)
    assert said == ["打不了的 2 份：\n刘秀梅：缺证件号\n王建国：他没有服务记录"]
    assert (len(made), len(printers.orders)) == (1, 1)


def test_without_a_printer_what_is_made_waits_in_the_queue(
    qtbot: QtBot, context: Context, window: QWidget, db: Database, clerk: Clerk, desk: FakeDesk
) -> None:
    makers = [Maker(name, lambda: make_paper(db, clerk).id) for name in ("何海波", "刘秀梅")]
    said = list[str]()

    def look(sheet: Any) -> None:
        said.append(sheet.strip.text())
        assert sheet.counted.text() == "共 2 份，2 份在打印队列里"
        shown = (sheet.begin_button, sheet.good, sheet.printer, sheet.copies)
        assert not any(one.isVisible() for one in shown)
        assert sheet.focusWidget() is sheet.leave

    answer(finish_when(qtbot, look))
    print_made(context, window, makers, FakePrinters([]))
    assert said == ["没有打印机，2 份都在打印队列里，接上打印机再打"]
    assert [row.why for row in waiting(db)] == ["这台电脑没有打印机"] * 2


def test_a_list_of_people_asks_why_before_it_is_printed_again(
    qtbot: QtBot,
    context: Context,
    window: QWidget,
    db: Database,
    clerk: Clerk,
    printers: FakePrinters,
) -> None:
    other = replace(clerk, id=9, name="李敏")
    roster = make_paper(db, other, kind="roster")
    queued(db, clerk, roster)
    sheet = opened(qtbot, QueueSheet(context, window, printers))
    answer(lambda asked: asked.reject())
    sheet.again.click()
    assert printers.orders == []
