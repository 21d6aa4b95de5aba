"""Hands that scan, choose and press on the counter's page."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot


def sheet(page: Any, kind: type) -> Any:
    return page.findChildren(kind)[-1]


def enter(page: Any, text: str) -> None:
    page.ui.filterEdit.setText(text)
    QTest.keyClick(page.ui.filterEdit, Qt.Key.Key_Return)


def ctrl_enter(qtbot: QtBot, page: Any, made: Any) -> None:
    """Ctrl+Enter once the sheet has the focus; it closes when its act is written."""
    told = page.context.desk.toasts
    before = len(told)
    made.activateWindow()
    qtbot.waitUntil(lambda: made.isAncestorOf(QApplication.focusWidget()))
    QTest.keyClick(made, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(told) > before)
