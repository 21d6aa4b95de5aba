from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from gridhall.qt.dialog import Sheet
from tests.audit import Dress


def _open(qtbot: QtBot, buttons: int) -> tuple[QWidget, Sheet]:
    window = QWidget()
    window.resize(1366, 720)
    qtbot.addWidget(window)
    window.show()
    sheet = Sheet(window, "新事项", "description", (1040, 700))
    sheet.set_body(QLabel("正文"))
    sheet.set_foot([QPushButton("查看以前的版本") for _ in range(buttons)], [QPushButton("存")])
    sheet.show()
    qtbot.waitExposed(sheet)
    return window, sheet


def test_a_wide_foot_is_scaled_once(qtbot: QtBot, dressed: Dress) -> None:
    dressed("light", 150)
    window, sheet = _open(qtbot, 6)
    layout = sheet.layout()
    assert layout is not None
    least = layout.totalMinimumSize().width()
    assert least * 1.5 > window.width() > least  # scaled twice it would not fit
    assert sheet.minimumWidth() == least
    assert sheet.width() <= window.width()
    assert sheet.height() <= window.height()


def test_a_sheet_follows_the_scale_both_ways(qtbot: QtBot, dressed: Dress) -> None:
    dressed("light", 150)
    window, sheet = _open(qtbot, 6)
    dressed("light", 100)
    assert sheet.width() == 1040
    dressed("light", 150)
    assert sheet.width() <= window.width()
