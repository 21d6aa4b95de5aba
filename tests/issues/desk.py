"""A ledger with two compounds and four units on the screen; hands that press real keys."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gridhall.core.calendar import WorkCalendar, shipped_calendar
from gridhall.core.clerk import Clerk
from gridhall.db.database import Database
from gridhall.issues.dialogs.step import IssueSheet
from gridhall.issues.pages.page import IssuesPage
from gridhall.issues.queries.cards import IssueCard, issue_card
from gridhall.issues.queries.categories import leaves
from gridhall.issues.queries.places import place_rows
from gridhall.issues.rules.drafts import IssueDraft
from gridhall.issues.rules.orders import Owner, Reporting, RouteOrder, Sorting, Whistling, Word
from gridhall.issues.rules.when import When
from gridhall.issues.service import steps
from gridhall.issues.service.install import install_governance
from gridhall.issues.service.intake import add_issue
from gridhall.organisation.models import PartnerUnit
from gridhall.qt.context import Context
from tests.audit import bring_up
from tests.factories import TODAY, make_dwelling, make_family, make_grid

DAY = timedelta(days=1)
NONE = Qt.KeyboardModifier.NoModifier
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
_UNITS = (("十堰市供电公司", "供电所"), ("街道城管中队", "城管中队"), ("御景物业", "物业"))


@dataclass
class Ledger:
    """The ledger of a test."""

    db: Database
    clerk: Clerk
    calendar: WorkCalendar
    units: dict[str, int]
    categories: dict[str, int]

    def when(self, on: date | None = None) -> When:
        """Today, or an earlier day."""
        return When(TODAY, self.calendar, on)

    def do(self, act: Callable[..., Any], *given: Any, on: date | None = None) -> Any:
        """One act in a transaction of its own."""
        with self.db.write() as session:
            return act(session, self.clerk, *given, self.when(on))

    def card(self, issue_id: int) -> IssueCard:
        """The issue as it stands."""
        with self.db.read() as session:
            return issue_card(session, issue_id, TODAY)

    def ids(self) -> list[int]:
        """Every issue there is."""
        from gridhall.issues.queries.issues import IssueFilter, issues

        with self.db.read() as session:
            return [row.id for row in issues(session, IssueFilter())]

    def add(self, title: str, place: str = "", on: date = TODAY, **more: Any) -> int:
        """An issue at a place that the hall knows."""
        with self.db.read() as session:
            at = next((one for one in place_rows(session) if one.words == place), None)
        ids = (at.grid_id, at.compound_id, at.building_id) if at else (None, None, None)
        draft = IssueDraft(
            title, grid_id=ids[0], compound_id=ids[1], building_id=ids[2], received_on=on, **more
        )
        done = self.do(add_issue, draft)
        issue_id: int = done.row_id
        return issue_id

    def carry(self, issue_id: int, far: str, on: date = TODAY, due: date | None = None) -> int:
        """As far as a state on the usual way: sorted, admitted, routed, whistled ..."""
        row = self.card(issue_id).row
        place = (row.grid_id, row.compound_id, row.building_id)
        sorting = Sorting(self.categories["楼道照明"], "minor", "", *place)
        owner = Owner(unit_id=self.units["供电所"])
        way: list[tuple[str, Callable[..., Any], tuple[Any, ...]]] = [
            ("sorted", steps.sort_issue, (sorting,)),
            ("admitted", steps.admit, ("联席会议议定",)),
            ("routed", steps.route, (RouteOrder(2, owner, due),)),
            ("whistled", steps.whistle, (Whistling(words="请派人查看"),)),
            ("reported_in", steps.report_in, (Reporting("供电所 李强"),)),
            ("in_progress", steps.start, ("",)),
            ("resolved", steps.resolve, ("换了灯具",)),
            ("verified", steps.verify, (Word("satisfied", "反映人本人"),)),
        ]
        for state, act, given in way:
            self.do(act, issue_id, *given, on=on)
            if state == far:
                return issue_id
        raise AssertionError(far)

    def overdue(self, title: str = "3号楼楼道灯不亮") -> int:
        """In progress since three weeks, due ten days ago."""
        since = TODAY - 21 * DAY
        issue_id = self.add(title, "御景小区 3号楼", since)
        return self.carry(issue_id, "in_progress", since, TODAY - 10 * DAY)


@pytest.fixture
def ledger(db: Database, clerk: Clerk) -> Ledger:
    """御景小区 1-5 and 金叶花园 1-2 in two grids, three units, what ships."""
    with db.write() as session:
        for number in range(1, 6):
            make_dwelling(session, f"御景小区 {number}-2-501", make_grid(session))
        for number in range(1, 3):
            grid = make_grid(session, "G02", "第2网格")
            make_dwelling(session, f"金叶花园 {number}-1-101", grid)
        make_family(session)
        known = [
            PartnerUnit(name=name, short_name=short, kind="enterprise") for name, short in _UNITS
        ]
        session.add_all(known)
        session.flush()
        install_governance(session, clerk)
        units = {one.short_name: one.id for one in known}
        categories = {one.name: one.id for one in leaves(session)}
    return Ledger(db, clerk, shipped_calendar(), units, categories)


class Hands:
    """Presses keys on whatever has the focus, and counts them."""

    def __init__(self, qtbot: QtBot, page: IssuesPage) -> None:
        self._qtbot, self.page, self.presses = qtbot, page, 0

    def press(self, *keys: str | Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
        """One after the other."""
        for key in keys:
            self.presses += 1
            code = Qt.Key(ord(key.upper())) if isinstance(key, str) else key
            QTest.keyClick(self._focus(), code, held)

    def write(self, words: str) -> None:
        """What an input method brings; the letters before it are not counted."""
        field: Any = self._focus()
        if hasattr(field, "insertPlainText"):
            field.insertPlainText(words)
            return
        edit: Any = field if hasattr(field, "textEdited") else field.lineEdit()
        edit.setText(words)
        edit.textEdited.emit(words)

    def ctrl_enter(self) -> None:
        """Ctrl+Enter."""
        self.press(Qt.Key.Key_Return, held=CTRL)

    def sheet(self) -> Any:
        """The sheet that has come up, once it has the keys."""
        self._qtbot.waitUntil(lambda: bool(self._sheets()))
        sheet = self._sheets()[-1]
        sheet.activateWindow()
        self._qtbot.waitUntil(lambda: self._has_keys(sheet))
        return sheet

    def gone(self) -> None:
        """The sheet is gone; the page has the keys again."""
        self._qtbot.waitUntil(lambda: not self._sheets())
        self.page.window().activateWindow()
        self._qtbot.waitUntil(lambda: self._has_keys(self.page))

    def shown(self, issue_id: int, state: str = "") -> None:
        """The card of this issue is on show, in this state, its keys awake."""
        page = self.page

        def there() -> bool:
            card = page.panel.card
            on_show = page.ui.sideStack.currentWidget() is page.panel
            fits = card is not None and card.row.id == issue_id
            awake = page.panel.foot.first.isEnabled()
            return bool(on_show and fits and awake and (not state or card.row.state == state))

        self._qtbot.waitUntil(there)

    def _sheets(self) -> list[Any]:
        return [one for one in self.page.findChildren(IssueSheet) if one.isVisible()]

    def _has_keys(self, root: QWidget) -> bool:
        focused = QApplication.focusWidget()
        return focused is not None and (root is focused or root.isAncestorOf(focused))

    def _focus(self) -> QWidget:
        focused = QApplication.focusWidget()
        assert focused is not None
        return focused


@pytest.fixture
def page(qtbot: QtBot, context: Context, ledger: Ledger) -> Any:
    """吹哨台账 on the screen, read."""
    made = IssuesPage(context)
    qtbot.addWidget(made)
    for action in made.actions_above():
        action.setParent(made)
    made.resize(1366, 690)
    bring_up(qtbot, made)
    made.setFocus()
    qtbot.waitUntil(lambda: made.is_read and made._begun)
    return made


@pytest.fixture
def hands(qtbot: QtBot, page: Any) -> Hands:
    """Hands on the page."""
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    return Hands(qtbot, page)
