"""今日 on a real hall: counters that filter, keys that act, nothing that is not there."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea
from pytestqt.qtbot import QtBot

from gridhall.core.clerk import Clerk
from gridhall.qt.context import Context
from gridhall.qt.scaling import fit
from gridhall.service_desk import service
from gridhall.service_desk.queries import reads as queries
from gridhall.service_desk.queries.reads import ACCEPTED_TODAY
from gridhall.service_desk.rules.clock import DeskMoment
from gridhall.today.pages import TodayPage
from tests.audit import Dress, audit, dressed
from tests.factories import FakeDesk
from tests.service_desk.conftest import MORNING, Desk, hall_at_work

__all__ = ["dressed", "hall_at_work"]
pytestmark = [pytest.mark.gui, pytest.mark.qt_log_ignore("propagateSizeHints")]
Held = Qt.KeyboardModifier


@pytest.fixture
def busy(hall_at_work: Desk) -> Desk:
    """One overdue, one due today, one that lacks materials."""
    hall_at_work.accept("HJ02", days_ago=11)
    hall_at_work.accept("HJ03", days_ago=5)
    hall_at_work.accept("HJ01", received=(1, 2))
    return hall_at_work


def _open(qtbot: QtBot, context: Context) -> TodayPage:
    page = TodayPage(context)
    qtbot.addWidget(page)
    page.resize(1366, 690)
    page.show_for_width(1366)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    page.setFocus()
    return page


def _names(page: TodayPage) -> list[str]:
    return [row.item_name for row in page.queue.rows]


def _press(key: Qt.Key, held: Qt.KeyboardModifier = Held.NoModifier) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key, held)


def test_the_counters_say_and_filter(qtbot: QtBot, context: Context, busy: Desk) -> None:
    page = _open(qtbot, context)
    assert {which: tile.count() for which, tile in page.tiles.items()} == {
        "overdue": 1,
        "due_today": 1,
        "supplement": 1,
        ACCEPTED_TODAY: 1,
    }
    assert page.tiles["overdue"].accessibleName() == "已超期 1 件，先处理这 1 件"
    assert _names(page) == ["户籍迁出材料初审", "新生儿落户材料初审", "户籍迁入材料初审"]
    page.tiles["supplement"].click()
    assert (_names(page), page.ui.queueTitle.text()) == (["户籍迁入材料初审"], "待补正")
    page.tiles["supplement"].click()
    assert len(page.queue.rows) == 3


def test_the_first_row_has_the_focus_and_enter_opens_it(
    qtbot: QtBot, context: Context, busy: Desk, desk: FakeDesk
) -> None:
    page = _open(qtbot, context)
    assert QApplication.focusWidget() is page.ui.caseTable
    _press(Qt.Key.Key_Return)
    assert desk.opened == [("case", page.queue.rows[0].id)]


def test_two_keys_close_the_third_case_and_impatience_closes_no_other(
    qtbot: QtBot, context: Context, busy: Desk, desk: FakeDesk
) -> None:
    page = _open(qtbot, context)
    _press(Qt.Key.Key_Down)
    _press(Qt.Key.Key_Down)
    for _ in range(3):
        _press(Qt.Key.Key_Return, Held.ControlModifier)
    with busy.db.read() as session:
        finished = [case.item_name for case in queries.case_rows(session, "finished")]
    assert finished == ["户籍迁入材料初审"]
    assert len(desk.toasts) == 1
    assert _names(page) == ["户籍迁出材料初审", "新生儿落户材料初审"]
    desk.undos[0]()
    assert len(page.queue.rows) == 3


def test_closing_a_case_from_today_takes_at_most_five_keys(
    qtbot: QtBot, context: Context, busy: Desk, desk: FakeDesk
) -> None:
    """Keystroke count 5 of ux.md 3: ↓ ↓ Ctrl+Enter, and nothing more is asked."""
    page = _open(qtbot, context)
    wanted = page.queue.rows[2].item_name
    keys = [(Qt.Key.Key_Down, Held.NoModifier)] * 2 + [(Qt.Key.Key_Return, Held.ControlModifier)]
    for key, held in keys:
        _press(key, held)
    with busy.db.read() as session:
        finished = [case.item_name for case in queries.case_rows(session, "finished")]
    assert finished == [wanted]
    assert QApplication.activeModalWidget() is None
    assert len(keys) <= 5


def test_what_cannot_be_closed_yet_is_opened(
    qtbot: QtBot, context: Context, hall_at_work: Desk, desk: FakeDesk
) -> None:
    with hall_at_work.db.write() as session:
        draft = hall_at_work.draft("HJ01", received=(1,))
        case = service.receive_case(
            session, hall_at_work.clerk, draft, MORNING, hall_at_work.on.calendar
        )
    _open(qtbot, context)
    _press(Qt.Key.Key_Return, Held.ControlModifier)
    assert desk.opened == [("case", case.id)]
    assert desk.errors == []


def test_a_clerks_own_work_stands_first(
    qtbot: QtBot, context: Context, busy: Desk, supervisor: Clerk
) -> None:
    with busy.db.read() as session:
        overdue = queries.queue(session, busy.on, "overdue")[0].id
    with busy.db.write() as session:
        when = DeskMoment(MORNING, busy.on.calendar)
        order = service.HandOver(supervisor.id)
        service.hand_over(session, busy.clerk, [overdue], order, when)
    page = _open(qtbot, context)
    assert _names(page) == ["新生儿落户材料初审", "户籍迁入材料初审", "户籍迁出材料初审"]
    context.clerk = supervisor
    page.refresh()
    assert _names(page)[0] == "户籍迁出材料初审", "a supervisor sees everybody's by deadline"


def test_a_supervisor_is_told_what_waits_for_a_word(
    qtbot: QtBot, context: Context, busy: Desk, supervisor: Clerk
) -> None:
    when = DeskMoment(MORNING, busy.on.calendar)
    with busy.db.write() as session:
        case = queries.queue(session, busy.on, "due_today")[0]
        order = service.ExtensionOrder(3, "需要向民政局核实")
        service.ask_extension(session, busy.clerk, case.id, order, when)
    own = _open(qtbot, context)
    assert own.approvals.isHidden(), "it is nothing to a counter clerk"
    context.clerk = supervisor
    page = _open(qtbot, context)
    qtbot.waitUntil(lambda: page.approvals.isVisible())
    assert page.approvals.accessibleName() == "待批延期 1 快捷键 Alt+Y"


def test_printing_from_the_list(qtbot: QtBot, context: Context, busy: Desk, desk: FakeDesk) -> None:
    _open(qtbot, context)
    _press(Qt.Key.Key_P, Held.ControlModifier)
    qtbot.waitUntil(lambda: len(desk.previewed) == 1)


def test_an_empty_day_offers_one_step(
    qtbot: QtBot, context: Context, hall_at_work: Desk, desk: FakeDesk
) -> None:
    page = _open(qtbot, context)
    assert page.ui.emptyState.isVisible()
    page.ui.emptyState.acted.emit()
    assert desk.opened == [("new_case", None)]


def test_a_case_taken_in_elsewhere_appears(
    qtbot: QtBot, context: Context, hall_at_work: Desk
) -> None:
    page = _open(qtbot, context)
    hall_at_work.accept("MZ01")
    assert _names(page) == ["高龄津贴初审"]
    assert page.tiles[ACCEPTED_TODAY].count() == 1


def test_the_days_ahead_show_what_falls_due(qtbot: QtBot, context: Context, busy: Desk) -> None:
    page = _open(qtbot, context)
    with busy.db.read() as session:
        (last,) = queries.queue(session, busy.on, "supplement")
    column = page.ui.aheadColumn
    assert column.count() == 5
    assert f"{last.promised_on:%m-%d}" == "12-01"


@pytest.mark.parametrize(("mode", "percent"), [("light", 100), ("dark", 125), ("light", 150)])
def test_nothing_is_clipped_or_nameless(
    qtbot: QtBot, context: Context, busy: Desk, dressed: Dress, mode: str, percent: int
) -> None:
    dressed(mode, percent)
    page = TodayPage(context)
    area = QScrollArea()  # the window gives every page one, so that it can always shrink
    qtbot.addWidget(area)
    area.setWidgetResizable(True)
    area.setWidget(page)
    area.resize(1366, 690)
    area.show()
    fit(page)
    for shown in (page, page.ui.caseTable):  # as the window tells both
        shown.show_for_width(1366 * 100 // percent)
    qtbot.wait(50)
    assert audit(page).problems == []
