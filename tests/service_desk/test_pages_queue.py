"""The queue and the card of a case on a real hall; nothing on the page clipped or nameless."""

import sys

import pytest
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gridhall.qt.scaling import refit
from gridhall.service_desk import service
from gridhall.service_desk.pages.cases import CasesPage
from gridhall.service_desk.queries import reads as queries
from tests.audit import Dress, audit, dressed
from tests.factories import FakeDesk
from tests.service_desk.conftest import MORNING, Desk

if sys.platform != "win32":
    pass

from tests.service_desk.cards import words_on
from tests.service_desk.hands import cases_of, fill, open_page, page, press

__all__ = ["dressed", "open_page", "page"]
Key, Held = Qt.Key, Qt.KeyboardModifier
pytestmark = [pytest.mark.gui, pytest.mark.qt_log_ignore("propagateSizeHints")]


def test_filters_counts_and_the_empty_queue(page: CasesPage, hall_at_work: Desk) -> None:
    hall_at_work.accept("HJ02", days_ago=11)
    hall_at_work.accept("HJ01", received=(1,))
    pills = page.ui.filterPills
    assert pills.titles()[:4] == ["待办 2", "超期 1", "今天到期 0", "待补正 1"]
    pills.chosen.emit(2)
    assert page.queue.rows == []
    assert page.ui.queueEmpty.isVisible()
    pills.chosen.emit(1)
    assert [row.due.text for row in page.queue.rows] == ["超期 4 天"]


def test_the_text_filter(qtbot: QtBot, page: CasesPage, hall_at_work: Desk) -> None:
    hall_at_work.accept("HJ02")
    hall_at_work.accept("MZ01")
    page.ui.filterEdit.setText("高龄")
    qtbot.waitUntil(lambda: [r.item_name for r in page.queue.rows] == ["高龄津贴初审"])
    page.ui.filterEdit.setText("<b>没有</b>")
    qtbot.waitUntil(lambda: page.ui.queueEmpty.isVisible())


def test_the_queue_obeys_the_model_tester(page: CasesPage, hall_at_work: Desk) -> None:
    mode = QAbstractItemModelTester.FailureReportingMode.Fatal
    model: QAbstractItemModel = page.queue
    tester = QAbstractItemModelTester(model, mode)
    hall_at_work.accept("HJ02")
    hall_at_work.accept("MZ01")
    assert tester.model() is page.queue
    assert len(page.queue.rows) == 2


def test_closing_a_case_and_taking_it_back(
    page: CasesPage, hall_at_work: Desk, desk: FakeDesk
) -> None:
    case = hall_at_work.accept("HJ02")
    page.ui.caseTable.setFocus()
    page.ui.caseTable.choose_first()
    press(Key.Key_Return)
    press(Key.Key_Return, Held.ControlModifier)
    assert cases_of(hall_at_work)[0].state == "finished"
    assert desk.toasts == [f"已办结 {case.number} 户籍迁出材料初审"]
    assert page.queue.rows == []
    desk.undos[0]()
    assert cases_of(hall_at_work)[0].state == "accepted"
    assert len(page.queue.rows) == 1


def test_missing_materials_are_received_on_the_card(page: CasesPage, hall_at_work: Desk) -> None:
    case = hall_at_work.accept("HJ01", received=(1, 2))
    page.show_case(case.id)
    panel = page.panel
    assert "容缺 2 项" in words_on(panel.ui.chipsArea)
    assert [box.isEnabled() for box in panel.ticks.boxes] == [False, False, True, True, True]
    panel.ticks.boxes[2].click()
    panel.ticks.boxes[3].click()
    panel.ui.receiveButton.click()
    assert "容缺 2 项" not in words_on(panel.ui.chipsArea)
    with hall_at_work.db.read() as session:
        assert queries.case_card(session, case.id).missing == ()


def test_markup_in_a_case_is_shown_as_typed(page: CasesPage, hall_at_work: Desk) -> None:
    case = hall_at_work.accept("HJ01", note='<span style="font-size:80pt">大</span>')
    page.show_case(case.id)
    label = page.panel.ui.noteLabel
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert label.sizeHint().height() < 80


def test_printing_again_gives_the_same_paper(
    qtbot: QtBot, page: CasesPage, hall_at_work: Desk, desk: FakeDesk
) -> None:
    case = hall_at_work.accept("HJ01")
    page.show_case(case.id)
    page.panel.ui.printButton.click()
    qtbot.waitUntil(lambda: len(desk.previewed) == 1)
    page.panel.ui.printButton.click()
    qtbot.waitUntil(lambda: len(desk.previewed) == 2)
    assert desk.previewed[0] == desk.previewed[1]


def test_somebody_elses_change_is_told(page: CasesPage, hall_at_work: Desk, desk: FakeDesk) -> None:
    case = hall_at_work.accept("HJ01")
    page.show_case(case.id)
    page.hide()
    with hall_at_work.db.write() as session:
        service.finish_case(session, hall_at_work.clerk, case.id, MORNING)
    page.panel.step_wanted.emit("finish")
    assert "刚动过" in desk.errors[0]
    page.show()
    assert page.panel.ui.stateChip.text() == "已办结"


def test_a_narrow_window_shows_one_pane(page: CasesPage, hall_at_work: Desk) -> None:
    case = hall_at_work.accept("HJ01")
    page.show_for_width(910)
    assert page.ui.queueCard.isVisible()
    assert not page.ui.sideCard.isVisible()
    page.show_case(case.id)
    assert page.panel.isVisible()
    assert page.panel.ui.printButton.hasFocus(), "what had it is hidden; Space must do no harm"
    assert not page.ui.queueCard.isVisible()
    page.close_side()
    assert page.ui.queueCard.isVisible()


def test_every_field_and_button_has_a_name(page: CasesPage, hall_at_work: Desk) -> None:
    fill(page)
    named = [
        widget
        for widget in page.findChildren(QWidget)
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    unnamed = [w.objectName() for w in named if not w.accessibleName() and not _text(w)]
    assert unnamed == []


def _text(widget: QWidget) -> str:
    text = getattr(widget, "text", None)
    return str(text()) if callable(text) else ""


@pytest.mark.parametrize(("mode", "percent"), [("light", 100), ("dark", 125), ("light", 150)])
@pytest.mark.parametrize("scene", ["form", "refused", "card"])
def test_nothing_is_clipped_or_nameless(
    qtbot: QtBot,
    page: CasesPage,
    hall_at_work: Desk,
    dressed: Dress,
    mode: str,
    percent: int,
    scene: str,
) -> None:
    case = hall_at_work.accept("HJ01", received=(1, 2), note="一家三口，购房落户")
    dressed(mode, percent)
    if scene == "card":
        page.show_case(case.id)
    else:
        fill(page)
    if scene == "refused":
        page.form.ui.phoneEdit.setText("")
        page.form.accept_wanted.emit(False)
    refit(page)
    page.show_for_width(1366 * 100 // percent)
    qtbot.wait(50)
    assert audit(page).problems == []


def test_closing_the_form_shows_the_chosen_case_again(page: CasesPage, hall_at_work: Desk) -> None:
    case = hall_at_work.accept("HJ01")
    page.new_case()
    page.ui.caseTable.choose_first()
    page.close_side()
    assert page.panel.isVisible()
    assert page.panel.ui.numberLabel.text() == case.number


def test_a_case_that_is_not_listed_stays_beside_the_list(
    qtbot: QtBot, page: CasesPage, hall_at_work: Desk
) -> None:
    """Brought by a slip while another filter is on, and finished: no other case takes its place."""
    case = hall_at_work.accept("HJ01")
    hall_at_work.accept("HJ02", days_ago=11)
    page.cases.filters.choose("overdue")
    qtbot.waitUntil(page.panel.isVisible)
    qtbot.wait(20)
    page.show_case(case.id)
    qtbot.wait(20)
    page.refresh()
    qtbot.wait(20)
    assert page.panel.ui.numberLabel.text() == case.number
    press(Key.Key_Return, Held.ControlModifier)
    qtbot.wait(20)
    assert page.panel.ui.numberLabel.text() == case.number
    assert {c.number: c.state for c in cases_of(hall_at_work)}[case.number] == "finished"
    page.ui.caseTable.setFocus()
    press(Key.Key_Down)
    qtbot.waitUntil(lambda: page.panel.ui.numberLabel.text() != case.number)
