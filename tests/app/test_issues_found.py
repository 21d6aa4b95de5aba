"""吹哨台账 in the whole window: by its key, from Ctrl+K by number or sound, by a scan."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from gridhall.app.counter import ISSUES
from gridhall.app.finding import Finder
from gridhall.app.window import Window
from gridhall.core.clerk import Clerk
from gridhall.issues.pages.page import IssuesPage
from gridhall.issues.rules.drafts import IssueDraft
from gridhall.issues.rules.when import When
from gridhall.issues.service.intake import add_issue
from tests.app.test_counter import counter
from tests.app.test_window import sign_in

pytestmark = pytest.mark.gui


def written(window: Window, title: str) -> tuple[int, str]:
    """An issue of today; its id and number."""
    assert window.desk is not None
    context = window.desk.context
    clerk: Clerk = context.clerk
    with context.db.write() as session:
        draft = IssueDraft(title)
        done = add_issue(session, clerk, draft, When(context.today(), context.calendar))
        from gridhall.issues.queries.issues import issue_row

        return done.row_id, issue_row(session, done.row_id).number


def shown(window: Window) -> Any:
    page: Any = counter(window).page(ISSUES)
    return page


@pytest.mark.parametrize("typed", ["whole", "short", "sound"])
def test_ctrl_k_leads_to_an_issue(qtbot: QtBot, window: Window, typed: str) -> None:
    sign_in(qtbot, window)
    assert window.desk is not None
    issue_id, number = written(window, "地砖松动绊倒老人")
    year, serial = number[2:6], int(number[7:])
    words = {"whole": number, "short": f"{year}-{serial}", "sound": "dzsdbd"}[typed]
    finder = Finder(window.desk.context)
    hit = next(one for one in finder.find(words) if one.group == "吹哨台账")
    finder.open(hit.key)
    page = shown(window)
    qtbot.waitUntil(lambda: page.panel.card is not None and page.panel.card.row.id == issue_id)
    assert counter(window).current() is page


def test_a_number_that_was_scanned_leads_there(qtbot: QtBot, window: Window) -> None:
    sign_in(qtbot, window)
    assert window.desk is not None
    issue_id, number = written(window, "窨井盖破损")
    window.desk.scans.route(number)
    page = shown(window)
    qtbot.waitUntil(lambda: page.panel.card is not None and page.panel.card.row.id == issue_id)


def test_its_key_and_the_form_from_anywhere(qtbot: QtBot, window: Window) -> None:
    sign_in(qtbot, window)
    assert window.desk is not None
    window.desk.go("一窗受理")
    qtbot.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert isinstance(counter(window).current(), IssuesPage)
    window.desk.go("今日")
    window.desk.new_issue()
    page = shown(window)
    assert page.filling()
    assert counter(window).current() is page
