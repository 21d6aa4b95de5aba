"""The page of the joint meetings in a hall with twelve problems, and hands that press its keys."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from gridhall.db.database import Database
from gridhall.meetings.dialogs.room.screen import RoomSheet
from gridhall.meetings.pages import MeetingsPage
from gridhall.qt.context import Context
from tests.meetings.room_hall import RoomHall, build

Press = Callable[..., None]


@pytest.fixture
def hall(db: Database) -> RoomHall:
    """A meeting that is being held today."""
    return build(db)


@pytest.fixture
def press(qtbot: QtBot) -> Press:
    """Real keys: a letter, a digit or a Qt key, to whatever has the focus."""

    def click(*keys: Any, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        for key in keys:
            code = Qt.Key(ord(key.upper())) if isinstance(key, str) else key
            target = QApplication.focusWidget()
            assert target is not None, "nothing has the focus"
            QTest.keyClick(target, code, held)
            QApplication.processEvents()

    return click


@pytest.fixture
def enter_room(qtbot: QtBot, context: Context, hall: RoomHall) -> Iterator[Callable[..., Any]]:
    """Open the room over a window, its text box focused; it is left before its window goes."""
    rooms: list[Any] = []
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()

    def enter(parked: Any = None) -> Any:
        kept = {} if parked is None else parked
        room = RoomSheet(window, context, hall.meeting, kept)
        rooms.append(room)
        with qtbot.waitExposed(room):
            room.open()
        room.activateWindow()
        qtbot.waitUntil(lambda: room.isAncestorOf(QApplication.focusWidget()))
        return room

    yield enter
    for room in rooms:
        if isValid(room):
            room.done(0)


@pytest.fixture
def page(qtbot: QtBot, context: Context) -> Any:
    """The page, read and shown."""
    made = MeetingsPage(context)
    qtbot.addWidget(made)
    made.resize(1366, 640)
    made.show_for_width(1366)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    qtbot.waitUntil(lambda: made.is_read)
    return made
