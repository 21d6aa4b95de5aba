"""叫号 by keyboard: take, call, serve, miss, put back, pass on; the board and what is read back."""

from typing import Any

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gridhall.core.clerk import Clerk
from gridhall.core.settings import load_geometry
from gridhall.papers.service.printers import PrinterDraft, store_printer
from gridhall.qt.context import Context
from gridhall.qt.printing import Order
from gridhall.tickets import service
from gridhall.tickets.dialogs.lanes import LanesSheet
from gridhall.tickets.dialogs.pass_on import PassOnSheet
from gridhall.tickets.dialogs.settle import SettleSheet
from gridhall.tickets.documents import queue_ticket
from gridhall.tickets.pages.board import BoardWindow
from gridhall.tickets.pages.page import DONE, MISSED, TicketsPage
from gridhall.tickets.pages.printing import print_ticket
from gridhall.tickets.pages.read_back import ReadBackWindow
from gridhall.tickets.queries.rows import tickets_of
from gridhall.tickets.service import Wish
from tests.audit import Dress, audit, dressed
from tests.factories import TODAY, FakeDesk
from tests.modal import answer
from tests.tickets.conftest import Queue

__all__ = ["dressed"]
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def page(qtbot: QtBot, context: Context, queue: Queue) -> Any:
    made = TicketsPage(context)
    qtbot.addWidget(made)
    made.resize(1366, 690)
    made.show_for_width(1366)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    return made


def press(page: Any, key: Qt.Key, held: Qt.KeyboardModifier = CTRL) -> None:
    """A key with the focus in the list; the guard against impatience is over."""
    page.acts._awake_at = 0.0
    active(page)
    page.table.setFocus()
    QTest.keyClick(page, key, held)


def active(window: Any) -> None:
    """Shortcuts are the active window's: after a sheet it takes a moment."""
    window.activateWindow()
    for _ in range(500):
        if QApplication.activeWindow() is window:
            return
        QTest.qWait(10)


def submit(sheet: Any) -> None:
    """Ctrl+Enter."""
    active(sheet)
    QTest.keyClick(sheet, Qt.Key.Key_Return, CTRL)


def take(page: Any, typed: str) -> None:
    page.take_row.edit.setText(typed)
    QTest.keyClick(page.take_row.edit, Qt.Key.Key_Return)


def listed(page: Any) -> list[str]:
    return [row.number for row in page.model.rows]


def test_a_visitor_by_keys_alone(page: Any, queue: Queue, desk: FakeDesk) -> None:
    press(page, Qt.Key.Key_Q, ALT)
    assert page.take_row.edit.hasFocus()
    for typed in ("a", "b", "a2"):
        take(page, typed)
    assert "A002 综合业务，前面 0 位" in page.take_row.note.text()
    assert listed(page) == ["A002", "A001", "B001"]
    press(page, Qt.Key.Key_Return)
    assert (page.number.number, page.state_chip.text()) == ("A002", "已叫号")
    assert desk.toasts[-1].startswith("请 A002 到2号窗口（老年人优先，等了")
    press(page, Qt.Key.Key_R, ALT)
    assert "第 2 遍" in desk.toasts[-1]
    press(page, Qt.Key.Key_K, ALT)
    assert desk.opened == [("new_case", None)]
    assert page.state_chip.text() == "办理中"
    press(page, Qt.Key.Key_B, ALT)
    assert desk.toasts[-1].startswith("A002 办完")
    assert page.number.number == ""
    page.pills.choose(DONE)
    page.refresh()
    assert listed(page) == ["A002"]
    assert page.side.numbers.text("办完") == "1 位"
    desk.undos[-1]()
    assert page.number.number == "A002"
    assert desk.errors == []


def test_what_is_typed_wrong_is_said_under_the_box(page: Any, queue: Queue) -> None:
    for typed, said in (
        ("", "请写队列的字母：A、B"),
        ("x", "请写队列的字母"),
        ("a7", "没有优先 7"),
    ):
        take(page, typed)
        assert said in page.take_row.note.text()
    assert queue.numbers() == []


def test_the_next_asks_what_became_of_who_is_here(page: Any, desk: FakeDesk) -> None:
    for typed in "aaaaa":
        take(page, typed)
    press(page, Qt.Key.Key_Return)
    answer(lambda sheet: QTest.keyClick(sheet, Qt.Key.Key_Escape))
    press(page, Qt.Key.Key_Return)
    assert page.number.number == "A001"

    def missed(sheet: SettleSheet) -> None:
        assert "A001 叫到了还没开始办理" in said(sheet)
        submit(sheet)

    answer(missed)
    press(page, Qt.Key.Key_Return)
    assert page.number.number == "A002"
    page.pills.choose(MISSED)
    page.refresh()
    assert listed(page) == ["A001"]
    press(page, Qt.Key.Key_F, ALT)
    page.pills.choose(0)
    page.refresh()
    assert listed(page) == ["A003", "A004", "A005", "A001"]
    press(page, Qt.Key.Key_K, ALT)

    def done(sheet: SettleSheet) -> None:
        assert "A002 还在办理" in said(sheet)
        submit(sheet)

    answer(done)
    press(page, Qt.Key.Key_Return)
    assert page.number.number == "A003"
    assert desk.errors == []


def said(sheet: QWidget) -> str:
    from gridhall.qt.labels import PlainLabel

    return " ".join(one.text() for one in sheet.findChildren(PlainLabel))


def test_impatience_does_not_send_anybody_away(page: Any, queue: Queue) -> None:
    take(page, "a")
    take(page, "a")
    press(page, Qt.Key.Key_Return)
    QTest.keyClick(page, Qt.Key.Key_Return, CTRL)  # at once
    assert page.number.number == "A001"
    assert queue.numbers() == ["A002"]


def test_passed_on_by_its_letter(page: Any, queue: Queue, desk: FakeDesk) -> None:
    take(page, "a")
    press(page, Qt.Key.Key_Return)

    def choose(sheet: PassOnSheet) -> None:
        QTest.keyClick(sheet.table, Qt.Key.Key_C)
        QTest.keyClick(sheet.table, Qt.Key.Key_Return)

    answer(choose)
    press(page, Qt.Key.Key_Z, ALT)
    assert desk.toasts[-1] == "A001 转到民政救助，按取号时间排队"
    assert page.model.rows[0].queue == "民政救助"


def test_out_of_turn_only_when_said_so(page: Any, queue: Queue) -> None:
    for _ in range(3):
        take(page, "a")
    page.acts._awake_at = 0.0
    page.table.choose(page.model.rows[2].id)
    answer(lambda sheet: QTest.keyClick(sheet, Qt.Key.Key_Escape))
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert page.number.number == ""
    answer(lambda sheet: submit(sheet))
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert page.number.number == "A003"


def test_nobody_here_is_a_sentence(page: Any, desk: FakeDesk) -> None:
    page.acts.recall()
    assert desk.errors[-1] == "2号窗口手上没有号。请先叫下一位"
    press(page, Qt.Key.Key_Return)
    assert desk.toasts[-1] == "没有人在等2号窗口的号"


def test_lanes_are_edited_by_a_supervisor(
    qtbot: QtBot, page: Any, context: Context, supervisor: Clerk
) -> None:
    sheet = LanesSheet(context, page)
    qtbot.addWidget(sheet)
    assert "要主管登录" in sheet.strip.text()
    context.clerk = supervisor
    other = LanesSheet(context, page)
    qtbot.addWidget(other)

    def fill(form: Any) -> None:
        form.fields["prefix"].edit.setText("A")
        form.fields["name"].edit.setText("养老服务")
        submit(form)
        assert "已经有了" in form.fields["prefix"].note.text()
        form.fields["prefix"].edit.setText("e")
        submit(form)

    other.show()
    active(other)
    answer(fill)
    QTest.keyClick(other, Qt.Key.Key_N, CTRL)
    assert [one.prefix for one in other.model.rows] == list("ABCDZE")


def test_the_board_says_the_number_and_nothing_else(
    qtbot: QtBot, page: Any, queue: Queue, monkeypatch: pytest.MonkeyPatch
) -> None:
    beeps: list[int] = []
    monkeypatch.setattr(QApplication, "beep", lambda: beeps.append(1))
    press(page, Qt.Key.Key_D, ALT)
    window = page.board_window
    assert isinstance(window, BoardWindow)
    assert window.words() == "请取号等候"
    take(page, "a")
    assert (beeps, window.board.lanes[0].waiting) == ([], 1)
    press(page, Qt.Key.Key_Return)
    assert window.words() == "请 A001 到 2号窗口"
    assert (len(beeps), window.flashes > 0) == (1, True)
    press(page, Qt.Key.Key_R, ALT)
    assert len(beeps) == 2
    picture = window.grab().toImage()
    assert picture.pixelColor(5, 5).name() == "#0c1219"
    page.hide()
    assert window.isVisible()  # locked or elsewhere, it goes on
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert not window.isVisible()
    assert "ticket_board" in load_geometry()


def test_what_is_read_back_goes_with_its_page(qtbot: QtBot) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    owner.show()
    window = ReadBackWindow(owner)
    window.show_facts(
        "请核对", [("申请人", "张<b>桂花</b>"), ("电话", "138****5678"), ("备注", " ")]
    )
    assert window.isVisible()
    assert window.facts == (("申请人", "张<b>桂花</b>"), ("电话", "138****5678"))
    assert "张" not in window.windowTitle()
    large = window.type_size(window.size())
    window.show_facts("请核对", [("情况", "长" * 900)])
    assert window.type_size(window.size()) < large
    window.grab()
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert not window.isVisible()
    window.show_facts("请核对", [("申请人", "李四")])
    owner.hide()
    assert not window.isVisible()


class Roll:
    """A printer of 80 mm beside an office printer."""

    def __init__(self) -> None:
        self.orders: list[Order] = []

    def names(self) -> list[str]:
        return ["Laser", "Roll"]

    def usual(self) -> str:
        return "Laser"

    def print_order(self, order: Order) -> None:
        self.orders.append(order)

    def print_by_dialog(self, order: Order, parent: QWidget) -> str:
        raise AssertionError


def test_a_ticket_goes_to_the_roll_and_never_to_the_office_printer(
    context: Context, queue: Queue, supervisor: Clerk
) -> None:
    row, roll = queue.take("A", "elderly"), Roll()
    assert print_ticket(context, row, 3, roll) == ""
    with queue.db.write() as session:
        store_printer(session, supervisor, PrinterDraft("Roll", is_ticket=True))
    assert print_ticket(context, row, 3, roll) == "Roll"
    assert [(one.printer, one.name) for one in roll.orders] == [("Roll", "排队号票 A001")]


def test_the_ticket_reads_back(context: Context, queue: Queue) -> None:
    import io

    import pdfplumber

    row = queue.take("B", "disabled")
    with pdfplumber.open(io.BytesIO(queue_ticket(row, 2, context.hall))) as pdf:
        sheet = pdf.pages[0]
        text = sheet.extract_text()
    assert len(pdf.pages) == 1
    assert round(float(sheet.width) * 25.4 / 72) == 80
    for words in ("B001", "社保医保", "残疾人优先", "前面还有 2 位", context.hall.name):
        assert words in text


@pytest.mark.parametrize(("mode", "percent"), [("light", 100), ("dark", 100), ("light", 150)])
def test_nothing_is_clipped(
    page: Any, queue: Queue, dressed: Dress, mode: str, percent: int
) -> None:
    for typed in ("a", "b2", "c"):
        take(page, typed)
    press(page, Qt.Key.Key_Return)
    dressed(mode, percent)
    page.show_for_width(1366 * 100 // percent)
    QApplication.processEvents()
    assert audit(page).problems == []


def test_a_restart_finds_the_day_as_it_was(
    qtbot: QtBot, context: Context, queue: Queue, page: Any
) -> None:
    take(page, "a")
    press(page, Qt.Key.Key_Return)
    other = TicketsPage(context)
    qtbot.addWidget(other)
    other.show()
    assert other.number.number == "A001"
    with queue.db.write() as session:
        service.take(session, queue.clerk, Wish(queue.lanes["A"]), queue.now)
    assert listed(other) == ["A002"]
    with queue.db.read() as session:
        assert len(tickets_of(session, TODAY)) == 2


def test_the_second_screen_is_filled_and_without_it_the_window_is_plain(
    qtbot: QtBot, page: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = QRect(1366, 0, 1920, 1080)
    monkeypatch.setattr("gridhall.qt.second_screen.second_screen", lambda _: screen)
    page.show_board()
    window = page.board_window
    assert window.isFullScreen()
    window.close()
    monkeypatch.setattr("gridhall.qt.second_screen.second_screen", lambda _: None)
    window.open_up()  # the second screen was taken away meanwhile
    assert not window.isFullScreen()
    window.resize(700, 500)
    window.close()
    other = BoardWindow(page.context, page)
    other.open_up()
    assert (other.width(), other.height()) == (700, 500)
    QTest.keyClick(other, Qt.Key.Key_F11)
    assert other.isFullScreen()
    other.close()
