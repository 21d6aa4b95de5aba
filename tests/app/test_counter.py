"""一窗受理 in the whole window: F4 leads to the box, F2 to a ticket, a scan to whom it concerns."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from gridhall.app.counter import LENDING, TICKETS
from gridhall.app.finding import Finder
from gridhall.app.window import Window
from gridhall.lending.models import Loan, Thing
from gridhall.service_desk.pages.cases import CasesPage
from tests.app.test_window import sign_in

pytestmark = pytest.mark.gui


def counter(window: Window) -> Any:
    assert window.desk is not None
    return window.desk.shell.built("一窗受理")


def test_f4_opens_the_box_and_a_scan_takes_a_thing_back(qtbot: QtBot, window: Window) -> None:
    sign_in(qtbot, window)
    assert window.desk is not None
    qtbot.keyClick(window, Qt.Key.Key_F4)
    page = counter(window).page(LENDING)
    assert counter(window).current() is page
    qtbot.waitUntil(lambda: bool(page.is_read and page.model.rows))
    with window.desk.context.db.read() as session:
        out = (Loan.closed_on.is_(None), Loan.thing_id == Thing.id)
        loan_id, code = session.execute(select(Loan.id, Thing.code).where(*out)).first() or (0, "")
    window.desk.scans.route(code)
    with window.desk.context.db.read() as session:
        assert session.get_one(Loan, loan_id).closed_on is not None
    window.desk.shell.undo()
    with window.desk.context.db.read() as session:
        assert session.get_one(Loan, loan_id).closed_on is None


def test_tickets_keep_their_ways(qtbot: QtBot, window: Window) -> None:
    sign_in(qtbot, window)
    desk = window.desk
    assert desk is not None
    desk.lend()
    qtbot.keyClick(window, Qt.Key.Key_F2)
    assert isinstance(counter(window).current(), CasesPage)
    desk.lend()
    desk.go("一窗受理")
    assert counter(window).current() is counter(window).page(TICKETS)


def test_ctrl_k_leads_to_a_thing(qtbot: QtBot, window: Window) -> None:
    sign_in(qtbot, window)
    assert window.desk is not None
    finder = Finder(window.desk.context)
    hit = next(one for one in finder.find("HJ-001") if one.group == "借用物品")
    finder.open(hit.key)
    page = counter(window).page(LENDING)
    qtbot.waitUntil(lambda: page.panel.card is not None)
    assert page.panel.card.row.code == "HJ-001"
