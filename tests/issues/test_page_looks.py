"""The ledger and its sheets light, dark and large: nothing clipped, nameless or tiny."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gridhall.issues.dialogs import deciding, ending, handling, measures
from gridhall.issues.dialogs.people import PeopleSheet
from gridhall.issues.pages.page import IssuesPage
from gridhall.issues.rules.orders import MeasureOrder, Refusal
from gridhall.issues.service.measures import take_measure
from gridhall.issues.service.steps import decline
from gridhall.qt.context import Context
from gridhall.qt.scaling import refit
from tests.audit import Dress, audit, dressed  # noqa: F401 - a fixture
from tests.factories import TODAY
from tests.issues.desk import DAY, Ledger, ledger  # noqa: F401

pytestmark = [pytest.mark.gui, pytest.mark.qt_log_ignore("propagateSizeHints")]
LOOKS = [("light", 100), ("dark", 100), ("light", 125), ("light", 150)]
_SHEETS: tuple[Callable[..., Any], ...] = (
    deciding.SortSheet,
    deciding.AgendaSheet,
    deciding.AdmitSheet,
    deciding.DeclineSheet,
    handling.RouteSheet,
    handling.TakeUpSheet,
    handling.WhistleSheet,
    handling.ReportSheet,
    handling.DueSheet,
    ending.ResolveSheet,
    ending.VerifySheet,
    ending.RejectSheet,
    ending.EscalateSheet,
    ending.NoteSheet,
    measures.SuperviseSheet,
    measures.ConsultSheet,
    measures.EndConsultSheet,
    measures.MeasureSheet,
    PeopleSheet,
)


@pytest.fixture
def full(ledger: Ledger) -> dict[str, int]:  # noqa: F811
    """An issue under every pill; ids by state."""
    ids = {"collected": ledger.add("楼道堆物占了通道", "御景小区 3号楼", raiser="李大爷")}
    since = TODAY - 9 * DAY
    for state in ("sorted", "admitted", "routed", "whistled", "resolved", "verified"):
        made = ledger.add(f"路口没有红绿灯，学生过马路很危险{state}", "金叶花园 2号楼", since)
        ids[state] = ledger.carry(made, state, since)
    ids["late"] = ledger.overdue()
    for kind in ("supervision", "consultation"):
        ledger.do(take_measure, ids["late"], MeasureOrder(kind, "供电所、城管中队", "尽快办理"))
    ids["declined"] = ledger.add("要求提高养老金")
    ledger.do(decline, ids["declined"], Refusal("petition", "请到信访窗口"))
    return ids


@pytest.fixture
def show(qtbot: QtBot, dressed: Dress, context: Context) -> Callable[..., IssuesPage]:  # noqa: F811
    """The page in a theme, as wide as a desk's screen."""

    def shown(mode: str, percent: int) -> IssuesPage:
        dressed(mode, percent)
        made = IssuesPage(context)
        qtbot.addWidget(made)
        for action in made.actions_above():
            action.setParent(made)
            action.hide()  # it stands beside the views' switch
        made.resize(1366, 690)
        made.show_for_width(1366 * 100 // percent)
        refit(made)
        made.show()
        qtbot.waitUntil(lambda: made.is_read and made._begun)
        return made

    return shown


@pytest.mark.parametrize(("mode", "percent"), LOOKS)
def test_every_card(
    qtbot: QtBot,
    show: Callable[..., IssuesPage],
    full: dict[str, int],
    mode: str,
    percent: int,
) -> None:
    made = show(mode, percent)
    for state, issue_id in full.items():
        made.show_issue(issue_id)
        qtbot.waitUntil(
            lambda one=issue_id: made.panel.card is not None and made.panel.card.row.id == one
        )
        made._side_wanted = True  # where only one pane fits, the card's turn
        made._lay_out()
        assert audit(made).problems == [], state
        made._side_wanted = False
        made._lay_out()
        assert audit(made).problems == [], state


@pytest.mark.parametrize(("mode", "percent"), LOOKS)
def test_the_form_with_all_that_may_stand_in_it(
    qtbot: QtBot,
    show: Callable[..., IssuesPage],
    full: dict[str, int],
    mode: str,
    percent: int,
) -> None:
    made = show(mode, percent)
    made.new_issue()
    refit(made)
    made.form.title.setText("御景3号楼楼道灯坏了")
    made.form.title.textEdited.emit("")
    qtbot.waitUntil(lambda: made.form.alike.isVisible())
    assert audit(made).problems == []
    made.form.title.setText("")
    made.filler.save(False)
    assert made.form.problems.is_open()
    assert audit(made).problems == []


@pytest.mark.parametrize(("mode", "percent"), LOOKS)
def test_every_sheet(
    show: Callable[..., IssuesPage],
    ledger: Ledger,  # noqa: F811
    full: dict[str, int],
    mode: str,
    percent: int,
) -> None:
    made = show(mode, percent)
    card = ledger.card(full["late"])
    sheets = [one(made, made.context, card) for one in _SHEETS]
    sheets.append(measures.ReplySheet(made, made.context, card, card.measures[-1]))
    for sheet in sheets:
        refit(sheet)
        sheet.open()
        assert _looked(sheet) == [], type(sheet).__name__
        sheet.reject()


def _looked(sheet: QWidget) -> list[str]:
    for _ in range(3):
        QApplication.processEvents()
    return audit(sheet).problems
