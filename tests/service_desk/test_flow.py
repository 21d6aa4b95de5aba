"""Ten key presses from F2 to the issued notice; a rise of the count fails the build."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from gridhall.papers import queries as papers
from gridhall.qt.context import Context
from gridhall.service_desk.pages.cases import CasesPage
from gridhall.service_desk.queries import reads as queries
from tests.factories import FakeDesk
from tests.service_desk.conftest import Desk

Key = Qt.Key


class Keyboard:
    """Types into the window, never into a widget: focus and shortcuts must do the rest.

    Counts its presses; a chord is one.
    """

    def __init__(self, window: QMainWindow) -> None:
        handle = window.windowHandle()
        assert handle is not None
        self._window, self.presses = handle, 0

    def type(self, text: str) -> None:
        for char in text:
            self.presses += 1
            QTest.keyClick(self._window, char)

    def press(
        self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        self.presses += 1
        QTest.keyClick(self._window, key, held)


@pytest.mark.gui
@pytest.mark.flow
@pytest.mark.qt_log_ignore("propagateSizeHints")
def test_a_known_resident_with_all_materials_takes_ten_keys(
    qtbot: QtBot, context: Context, hall_at_work: Desk, desk: FakeDesk
) -> None:
    window, page = QMainWindow(), CasesPage(context)
    qtbot.addWidget(window)
    window.setCentralWidget(page)
    new = QAction(window, shortcut="F2")  # the window's key, as the shell binds it
    new.triggered.connect(lambda: page.new_case())
    window.addAction(new)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    keys = Keyboard(window)
    keys.press(Key.Key_F2)
    keys.type("hj")
    keys.press(Key.Key_Return)
    keys.type("zgh")
    keys.press(Key.Key_Return)
    keys.press(Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    keys.press(Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(desk.previewed))
    assert keys.presses == 10
    with hall_at_work.db.read() as session:
        (case,) = queries.case_rows(session)
        card = queries.case_card(session, case.id)
        (paper,) = papers.papers_about(session, "service_case", case.id)
    assert (case.item_name, case.applicant_name) == ("户籍迁入材料初审", "张桂花")
    assert all(material.received_at for material in card.materials)
    assert (paper.kind, desk.previewed) == ("acceptance", [paper.id])
