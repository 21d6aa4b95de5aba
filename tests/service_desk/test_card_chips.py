"""What the card says of a case, no longer says, and whose case stays on it."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gridhall.service_desk import service
from gridhall.service_desk.pages.card_parts import chips_of
from gridhall.service_desk.pages.cases import CasesPage
from gridhall.service_desk.rules.orders import ExtensionOrder
from tests.service_desk.cards import card_of, moment
from tests.service_desk.conftest import MORNING, Desk
from tests.service_desk.hands import Held, Key, open_page, page, press

__all__ = ["open_page", "page"]
pytestmark = [pytest.mark.gui, pytest.mark.qt_log_ignore("propagateSizeHints")]


def test_an_extension_nobody_decided_is_not_told_of_a_finished_case(hall_at_work: Desk) -> None:
    case = hall_at_work.accept("HJ01")
    with hall_at_work.db.write() as session:
        order = ExtensionOrder(3, "等上级回函")
        service.ask_extension(session, hall_at_work.clerk, case.id, order, moment(hall_at_work))
    assert ("待批延期", "amber") in list(chips_of(card_of(hall_at_work, case.id)))
    with hall_at_work.db.write() as session:
        service.finish_case(session, hall_at_work.clerk, case.id, MORNING)
    assert "待批延期" not in [words for words, _ in chips_of(card_of(hall_at_work, case.id))]


@pytest.mark.parametrize("why", ["PopupFocusReason", "ActiveWindowFocusReason"])
def test_a_finished_case_stays_on_the_card_when_a_menu_or_a_sheet_closes(
    qtbot: QtBot, page: CasesPage, hall_at_work: Desk, why: str
) -> None:
    """It is no longer listed: the next Ctrl+Enter must not fall on the first row's case."""
    other, mine = hall_at_work.accept("HJ01", days_ago=3), hall_at_work.accept("HJ02")
    page.refresh()
    page.show_case(mine.id)
    press(Key.Key_Return, Held.ControlModifier)
    assert card_of(hall_at_work, mine.id).case.state == "finished"
    table, reason = page.ui.caseTable, Qt.FocusReason[why]
    table.setFocus()
    table.selectionModel().clear()
    for kind in (QEvent.Type.FocusOut, QEvent.Type.FocusIn):
        QApplication.sendEvent(table, QFocusEvent(kind, reason))
    qtbot.wait(50)
    assert page.panel.card is not None
    assert page.panel.card.case.id == mine.id
    assert table.current() is None
    assert card_of(hall_at_work, other.id).case.state == "accepted"
    table.setFocus(Qt.FocusReason.OtherFocusReason)
    press(Key.Key_Down)
    qtbot.waitUntil(lambda: page.panel.card is not None and page.panel.card.case.id == other.id)
