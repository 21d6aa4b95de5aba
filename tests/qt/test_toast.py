import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from gridhall.qt.toast import SHOWN, WIDE, Toast
from tests.audit import Dress, audit, bring_up


@pytest.fixture
def window(qtbot: QtBot, dressed: Dress) -> QWidget:
    dressed()
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(1366, 697)
    bring_up(qtbot, made)
    return made


def test_a_note_offers_to_take_the_act_back_once(qtbot: QtBot, window: QWidget) -> None:
    toast, undone = Toast(window), []
    toast.say("已办结 SL20261124-002", lambda: undone.append(1))
    assert toast.text() == "已办结 SL20261124-002"
    button = toast.findChild(QPushButton)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert undone == [1]
    assert toast.text() == ""


def test_without_a_way_back_there_is_no_button(window: QWidget) -> None:
    toast = Toast(window)
    toast.say("没有可以撤销的操作")
    assert not toast.findChild(QPushButton).isVisible()


def test_it_goes_by_itself_after_ten_seconds(qtbot: QtBot, window: QWidget) -> None:
    toast = Toast(window)
    assert SHOWN == 10_000
    toast._timer.setInterval(30)
    toast.say("已存")
    qtbot.waitUntil(lambda: toast.text() == "")


@pytest.mark.parametrize("percent", [100, 125, 150, 200])
def test_it_covers_nothing_that_is_needed(window: QWidget, dressed: Dress, percent: int) -> None:
    """Above the list's foot where it is wide; on the status line and a page's margin if not."""
    dressed("light", percent)
    toast, scale = Toast(window), percent / 100
    toast.say("已办结 SL20261124-002 医保参保登记", lambda: None)
    below = window.height() - toast.geometry().bottom() - 1
    if window.width() / scale >= WIDE:
        assert below == 26 + 64
    else:
        assert toast.y() >= window.height() - (26 + 12) * scale
        assert below == 0
    assert window.rect().contains(toast.geometry())
    assert audit(toast).problems == []
