"""Key presses from F2 to the issued notice; a rise of the count fails the build."""

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

Key, Ctrl = Qt.Key, Qt.KeyboardModifier.ControlModifier
pytestmark = [
    pytest.mark.gui,
    pytest.mark.flow,
    pytest.mark.qt_log_ignore("propagateSizeHints"),
]


class Keyboard:
    """Types into the window, never into a widget: focus and shortcuts must do the rest.

    Counts its presses; a chord is one.
    """

    def __init__(self, window: QMainWindow) -> None:
        handle = window.windowHandle()
        assert handle is not None
        self._window, self._owner, self.presses = handle, window, 0

    def type(self, text: str) -> None:
        for char in text:
            self.presses += 1
            QTest.keyClick(self._window, char)

    def press(
        self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        self.presses += 1
        QTest.keyClick(self._window, key, held)


@pytest.fixture
def keys(qtbot: QtBot, context: Context, hall_at_work: Desk) -> Keyboard:
    """The keyboard of a window that has the page in it and F2 as the shell binds it."""
    window, page = QMainWindow(), CasesPage(context)
    qtbot.addWidget(window)
    window.setCentralWidget(page)
    new = QAction(window, shortcut="F2")
    new.triggered.connect(lambda: page.new_case())
    window.addAction(new)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    return Keyboard(window)


def test_a_known_resident_with_all_materials_takes_ten_keys(
    qtbot: QtBot, keys: Keyboard, hall_at_work: Desk, desk: FakeDesk
) -> None:
    keys.press(Key.Key_F2)
    keys.type("hj")
    keys.press(Key.Key_Return)
    keys.type("zgh")
    keys.press(Key.Key_Return)
    keys.press(Key.Key_A, Ctrl)
    keys.press(Key.Key_Return, Ctrl)
    qtbot.waitUntil(lambda: bool(desk.previewed))
    assert keys.presses == 10
    with hall_at_work.db.read() as session:
        (case,) = queries.case_rows(session)
        card = queries.case_card(session, case.id)
        (paper,) = papers.papers_about(session, "service_case", case.id)
    assert (case.item_name, case.applicant_name) == ("户籍迁入材料初审", "张桂花")
    assert all(material.received_at for material in card.materials)
    assert (paper.kind, desk.previewed) == ("acceptance", [paper.id])


def test_one_material_missing_takes_eleven_keys_to_the_one_time_notice(
    qtbot: QtBot, keys: Keyboard, hall_at_work: Desk, desk: FakeDesk
) -> None:
    keys.press(Key.Key_F2)
    keys.type("hj")
    keys.press(Key.Key_Return)
    keys.type("zgh")
    keys.press(Key.Key_Return)
    keys.press(Key.Key_A, Ctrl)
    keys.type("5")
    keys.press(Key.Key_F8)
    qtbot.waitUntil(lambda: bool(desk.previewed))
    assert keys.presses == 11  # Enter in the preview prints: the twelfth
    with hall_at_work.db.read() as session:
        (case,) = queries.case_rows(session)
        card = queries.case_card(session, case.id)
        (paper,) = papers.papers_about(session, "service_case", case.id)
        (notice,) = card.notices
    assert case.state == "supplement"
    assert [m.position for m in card.materials if m.received_at] == [1, 2, 3, 4]
    assert [one.name for one in notice.lacking] == ["随迁亲属关系材料"]
    assert (paper.kind, desk.previewed) == ("one-time-notice", [paper.id])


def test_a_common_matter_needs_one_key(
    qtbot: QtBot, context: Context, hall_at_work: Desk, desk: FakeDesk
) -> None:
    hall_at_work.accept("HJ01")
    window, page = QMainWindow(), CasesPage(context)
    qtbot.addWidget(window)
    window.setCentralWidget(page)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    qtbot.waitUntil(lambda: bool(page.form.pins.row.chips))
    page.new_case()
    keys = Keyboard(window)
    keys.press(Key.Key_1, Ctrl)
    keys.type("zgh")
    keys.press(Key.Key_Return)
    keys.press(Key.Key_A, Ctrl)
    keys.press(Key.Key_Return, Ctrl)
    qtbot.waitUntil(lambda: bool(desk.previewed))
    assert keys.presses == 7
