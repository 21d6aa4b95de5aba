"""Answer the dialogs that a page runs: `answer(act, …)` before the click that opens them."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from gridhall.qt.dialog import Sheet

Act = Callable[[Any], object]


def answer(*acts: Act) -> None:
    """Do these, one after the other, each to the next dialog that runs.

    A dialog that its act leaves open is closed, so that a failing test ends; one that is busy
    closes itself.
    """
    known = [one for one in QApplication.topLevelWidgets() if isinstance(one, Sheet)]
    left = list(acts)

    def go() -> None:
        asked = QApplication.activeModalWidget()
        if not isinstance(asked, Sheet) or any(asked is one for one in known):
            QTimer.singleShot(10, go)
            return
        known.append(asked)
        act = left.pop(0)
        if left:
            QTimer.singleShot(10, go)
        try:
            act(asked)
        finally:
            if isValid(asked) and asked.isVisible() and not getattr(asked, "busy", False):
                asked.reject()

    QTimer.singleShot(10, go)


def opened(qtbot: QtBot, sheet: Any) -> Any:
    """The sheet, shown."""
    with qtbot.waitExposed(sheet):
        sheet.show()
    return sheet


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """What the sheets stand over."""
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    return made
