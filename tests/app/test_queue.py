"""The queue in the whole window: Ctrl+T anywhere, 开始办理 leads to the form, leaving ends it."""

from datetime import UTC, datetime
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gridhall.app.counter import QUEUE
from gridhall.app.window import Window
from gridhall.tickets import service
from gridhall.tickets.pages.board import BoardWindow
from gridhall.tickets.queries.rows import lane_named, present
from gridhall.tickets.service import Wish
from tests.app.test_window import sign_in

pytestmark = pytest.mark.gui
CTRL = Qt.KeyboardModifier.ControlModifier


def take(desk: Any, priority: str = "") -> str:
    with desk.context.db.write() as session:
        lane = lane_named(session, "Z")
        wish = Wish(lane.id, priority)
        return service.take(session, desk.context.clerk, wish, datetime.now(UTC)).number


def here(desk: Any) -> Any:
    with desk.context.db.read() as session:
        return present(session, "服务台", desk.context.today())


def test_ctrl_t_calls_from_any_page_and_the_form_knows_the_ticket(
    qtbot: QtBot, window: Window
) -> None:
    sign_in(qtbot, window)
    desk = window.desk
    assert desk is not None
    number = take(desk, "elderly")
    desk.go("居民登记")
    qtbot.keyClick(window, Qt.Key.Key_T, CTRL)
    called = here(desk)
    assert called is not None
    assert called.state == "called"  # whose turn it is hangs on the hour: the queue's own tests
    notes = desk.shell.status.notes
    assert notes()["ticket"] == f"服务台 {called.number} 已叫号"
    page = desk.queue_view()
    qtbot.waitUntil(lambda: page.number.number == called.number)
    page.acts.start()
    assert here(desk).state == "serving"
    views: Any = desk.shell.built("一窗受理")
    assert views.current() is not page
    page.acts.finish()
    assert here(desk) is None
    assert "ticket" not in notes()
    desk.shell.undo()
    assert here(desk).number == called.number
    assert number.startswith("Z")


def test_the_board_goes_when_the_clerk_signs_out(qtbot: QtBot, window: Window) -> None:
    sign_in(qtbot, window)
    desk = window.desk
    assert desk is not None
    take(desk)
    desk.queue_view().show_board()
    board = desk.queue_view().board_window
    assert isinstance(board, BoardWindow)
    assert board.isVisible()
    window.lock()
    assert board.isVisible()  # the hall goes on reading it while the clerk is away
    window.sign_out()
    qtbot.waitUntil(
        lambda: not any(isinstance(one, BoardWindow) for one in QApplication.topLevelWidgets())
    )
    assert QUEUE == "叫号"
