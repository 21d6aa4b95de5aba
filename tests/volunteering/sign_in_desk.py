"""The view 现场签到 on a held day, and a clerk's hand: what its tests work with."""

from datetime import date, datetime, time
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gridhall.db.database import Database
from gridhall.qt.context import Context
from gridhall.volunteering.pages.sign_in import SignInPage
from tests.factories import TODAY
from tests.volunteering.people import volunteer
from tests.volunteering.served import make_day, roster

MORNING = (("义诊测压", "上午一"), ("义诊测压", "上午二"))
CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
NO = Qt.KeyboardModifier.NoModifier


class Hand:
    """One clerk's hand: every key press is counted, and goes where the focus is."""

    def __init__(self) -> None:
        self.presses = 0

    def __call__(self, *keys: Qt.Key, held: Qt.KeyboardModifier = NO) -> None:
        for key in keys:
            self.presses += 1
            focus = QApplication.focusWidget()
            assert focus is not None
            QTest.keyClick(focus, key, held)

    def types(self, letters: str) -> None:
        self(*(Qt.Key(ord(one.upper())) for one in letters))


@pytest.fixture
def hand() -> Hand:
    return Hand()


@pytest.fixture
def hall(db: Database) -> Database:
    """Four on today's roster, 曹莉 and 吴霞 who are not; 徐桂兰 and 徐国良 sound alike."""
    with db.write() as session:
        for name, phone in (
            ("林晓梅", "13812346602"),
            ("徐桂兰", "18812343357"),
            ("徐国良", "18812343358"),
            ("马超", "15012347719"),
            ("曹莉", "13512342216"),
            ("吴霞", "13512342217"),
        ):
            volunteer(session, name, phone=phone)
        day = make_day(session, TODAY, ("义诊测压", "理发修面"))
        roster(session, day, 1, *MORNING)
        roster(session, day, 2, ("理发修面", "上午一"))
        roster(session, day, 3, ("理发修面", "上午一"))
        roster(session, day, 4, ("义诊测压", "下午一"))
    return db


@pytest.fixture
def page(qtbot: QtBot, hall: Database, context: Context) -> SignInPage:
    """The page at twenty-six past eight."""
    made = SignInPage(context)
    made.now = lambda: datetime.combine(TODAY, time(8, 26))
    qtbot.addWidget(made)
    made.resize(1366, 700)
    for action in made.actions_above():
        action.setParent(made)
    made.show()
    made.activateWindow()
    made.setFocus()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is made.box)
    return made


def at(page: SignInPage, hour: int, minute: int = 0, day: date = TODAY) -> None:
    page.now = lambda: datetime.combine(day, time(hour, minute))


def shown(page: SignInPage) -> list[str]:
    return [row.name for row in page.model.rows]


def sheet_of(page: SignInPage, kind: type) -> Any:
    found = [one for one in page.findChildren(kind) if one.isVisible()]
    assert len(found) == 1
    return found[0]
