"""The form in every state, at the scales and faces it is used in: nothing clipped, all named."""

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from gridhall.core.clerk import Clerk
from gridhall.qt.context import Context
from gridhall.qt.scaling import fit
from gridhall.service_desk.dialogs.parked import ParkedSheet
from gridhall.service_desk.pages.cases import CasesPage
from gridhall.service_desk.queries import reads as queries
from tests.audit import Dress, audit, bring_up, dressed
from tests.service_desk.conftest import Desk
from tests.service_desk.hands import fill, write

__all__ = ["dressed"]
pytestmark = [pytest.mark.gui, pytest.mark.qt_log_ignore("propagateSizeHints")]
Opened = Callable[[str, int], CasesPage]


@pytest.fixture
def opened(qtbot: QtBot, context: Context, hall_at_work: Desk, dressed: Dress) -> Opened:
    """The page as the window shows it on the desks' screens."""

    def make(mode: str, percent: int) -> CasesPage:
        dressed(mode, percent)
        for code in ("HJ01", "HJ02", "HJ03", "MZ01"):
            hall_at_work.accept(code, days_ago=8)
        page = CasesPage(context)
        qtbot.addWidget(page)
        fit(page)
        page.resize(1366, 640)
        page.show_for_width(1366 * 100 // percent)
        bring_up(qtbot, page)
        qtbot.waitUntil(lambda: bool(page.form.pins.row.chips))
        return page

    return make


@pytest.mark.parametrize(("mode", "percent"), [("light", 100), ("dark", 100), ("light", 150)])
def test_nothing_is_clipped_and_everything_has_a_name(
    opened: Opened, context: Context, mode: str, percent: int
) -> None:
    page = opened(mode, percent)
    page.new_case()
    assert audit(page.form).problems == []
    page.form.notice_wanted.emit()  # nothing chosen yet: three fields in red, the chips between
    assert audit(page.form).problems == []
    fill(page)
    write("3")
    more = page.form.more
    more.toggle()
    more.agent_box.setCurrentIndex(1)
    more.late_box.setChecked(True)
    assert audit(page.form).problems == []
    page.form.accept_wanted.emit(False)  # the agent has neither name nor number
    assert audit(page.form).problems == []
    more.consult_box.setChecked(True)
    assert audit(page.form).problems == []


def test_the_negative_list_and_the_parked_drafts(
    opened: Opened, context: Context, clerk: Clerk, qtbot: QtBot
) -> None:
    page = opened("light", 100)
    page.new_case()
    edit = page.form.ui.matterEdit
    edit.setText("亲属关系证明")
    edit.textEdited.emit(edit.text())
    assert audit(page.form).problems == []
    page.keep_draft()
    with context.db.read() as session:
        rows = queries.drafts(session, clerk.id)
    sheet = ParkedSheet(page, context, rows)
    sheet.open()
    qtbot.waitUntil(sheet.isVisible)
    assert audit(sheet).problems == []
    sheet.reject()


def test_a_form_with_five_materials_is_seen_whole(opened: Opened) -> None:
    page = opened("light", 100)
    fill(page)
    write("3")
    assert page.form.ui.formArea.verticalScrollBar().maximum() == 0
