"""The page on a real hall, and hands that type into it."""

import sys
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select

from gridhall.qt.context import Context
from gridhall.service_desk.models import CaseDraft
from gridhall.service_desk.pages.cases import CasesPage
from gridhall.service_desk.queries import reads as queries
from gridhall.service_desk.queries.reads import CaseRow
from tests.service_desk.conftest import Desk

if sys.platform != "win32":
    pass


Key, Held = Qt.Key, Qt.KeyboardModifier


@pytest.fixture
def open_page(qtbot: QtBot, context: Context, hall_at_work: Desk) -> Callable[[], CasesPage]:
    """Opens the page as the window does, 1366 wide."""

    def opened() -> CasesPage:
        page = CasesPage(context)
        qtbot.addWidget(page)
        page.resize(1366, 690)
        with qtbot.waitActive(page):
            page.show()
            page.activateWindow()
        return page

    return opened


@pytest.fixture
def page(open_page: Callable[[], CasesPage]) -> CasesPage:
    return open_page()


def write(text: str) -> None:
    for char in text:
        QTest.keyClick(focus(), char)


def press(key: Qt.Key, held: Qt.KeyboardModifier = Held.NoModifier) -> None:
    QTest.keyClick(focus(), key, held)


def focus() -> QWidget:
    focus = QApplication.focusWidget()
    assert focus is not None
    return focus


def fill(page: CasesPage) -> None:
    page.new_case()
    write("hj")
    press(Key.Key_Return)
    write("zgh")
    press(Key.Key_Return)
    press(Key.Key_A, Held.ControlModifier)


def cases_of(desk: Desk) -> list[CaseRow]:
    with desk.db.read() as session:
        return queries.case_rows(session)


def draft_count(desk: Desk) -> int:
    with desk.db.read() as session:
        return session.scalar(select(func.count()).select_from(CaseDraft)) or 0
