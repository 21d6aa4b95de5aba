"""Keystroke 7: F4, scan, zgh, Enter, Ctrl+Enter lends (6); F4 and a scan takes back (1)."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from gridhall.app.counter import LENDING
from gridhall.app.window import Window
from gridhall.lending.dialogs.lend import LendSheet
from gridhall.lending.models import Loan, Thing
from gridhall.registry.dialogs.who import ResidentOrWords
from gridhall.registry.models import Person
from tests.app.test_counter import counter
from tests.app.test_scanned import scan
from tests.app.test_window import sign_in

pytestmark = pytest.mark.gui


class Hands:
    """Presses keys on whatever has the focus, never on a widget of its choice; counts them."""

    def __init__(self, qtbot: QtBot) -> None:
        self._qtbot, self.presses = qtbot, 0

    def press(self, *keys: str | Qt.Key, ctrl: bool = False) -> None:
        """One after the other, as slowly as a hand."""
        held = Qt.KeyboardModifier.ControlModifier if ctrl else Qt.KeyboardModifier.NoModifier
        for key in keys:
            self.presses += 1
            pressed = QApplication.focusWidget()
            assert pressed is not None
            self._qtbot.keyPress(pressed, key, held, 80)
            left = QApplication.focusWidget()  # the sheet may be gone by now
            if left is not None:
                self._qtbot.keyRelease(left, key, held)


def test_lend_is_six_keys_and_taking_back_one(qtbot: QtBot, window: Window) -> None:
    sign_in(qtbot, window)
    window.activateWindow()
    assert window.desk is not None
    db = window.desk.context.db
    with db.read() as session:
        person = session.scalars(select(Person.id).where(Person.name == "张桂花")).one()
        out = select(Loan.thing_id).where(Loan.closed_on.is_(None), Loan.thing_id.is_not(None))
        lent = select(Thing.code).where(Thing.code.like("YS-%"), Thing.state == "ready")
        code = session.scalars(lent.where(Thing.id.not_in(out))).first() or ""
    hands = Hands(qtbot)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    hands.press(Qt.Key.Key_F4)
    page = counter(window).page(LENDING)
    qtbot.waitUntil(lambda: bool(page.is_read))
    scan(window, code)
    sheet = page.findChildren(LendSheet)[-1]
    qtbot.waitUntil(lambda: QApplication.focusWidget() is sheet.borrower)
    assert isinstance(sheet.borrower, ResidentOrWords)
    hands.press("z", "g", "h")
    qtbot.waitUntil(lambda: bool(sheet.borrower.offers()))
    hands.press(Qt.Key.Key_Return)
    assert sheet.borrower.person_id() == person
    hands.press(Qt.Key.Key_Return, ctrl=True)
    qtbot.waitUntil(lambda: not sheet.isVisible())
    with db.read() as session:
        mine = (Loan.person_id == person, Loan.closed_on.is_(None))
        row = session.scalars(select(Loan).join(Thing).where(*mine, Thing.code == code)).one()
        assert (row.borrower, row.closed_on) == ("张桂花", None)
    assert hands.presses == 6
    window.activateWindow()  # what a window manager does when the sheet is gone
    qtbot.waitUntil(lambda: QApplication.focusWidget() is page.ui.filterEdit)
    hands.presses = 0
    hands.press(Qt.Key.Key_F4)
    scan(window, code, 20_000)
    with db.read() as session:
        assert session.get_one(Loan, row.id).closed_on is not None
    assert hands.presses == 1
