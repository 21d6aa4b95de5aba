"""A window at which 户籍迁移 is taken in, its keyboard, people who may move, the view."""

from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMainWindow, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select

from gridhall.core.clerk import Clerk
from gridhall.db.database import Database
from gridhall.qt.context import Context
from gridhall.registry.dialogs.transfer import TransferDialog
from gridhall.registry.models import HukouTransfer, Membership, Person
from gridhall.registry.pages.transfers import TransfersPage
from gridhall.registry.rules.changes import Target
from gridhall.registry.rules.transfers import Step, TransferDraft
from gridhall.registry.service import transfers as service
from tests.audit import bring_up
from tests.factories import (
    TODAY,
    FakeDesk,
    make_dwelling,
    make_family,
    make_grid,
    make_household,
    make_person,
)

Key, Mod = Qt.Key, Qt.KeyboardModifier
CTRL, ALT = Mod.ControlModifier, Mod.AltModifier
FATHER, MOTHER, CHILD = date(1988, 3, 4), date(1990, 5, 6), date(2018, 7, 8)


class Keyboard:
    """Types where the focus is; chords count one, letters of typed words apart."""

    def __init__(self, window: QWidget) -> None:
        self._window, self.presses, self.typed = window, 0, 0

    def type(self, words: str) -> None:
        for char in words:
            self.typed += 1
            QTest.keyClick(self._target(), char)

    def write(self, words: str) -> None:
        """Chinese comes from the input method, which no test can press."""
        field: Any = self._target()
        field.setText(words)
        field.textEdited.emit(words)

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = Mod.NoModifier) -> None:
        self.presses += 1
        QTest.keyClick(self._target(), key, held)

    def _target(self) -> QWidget:
        from PySide6.QtWidgets import QApplication

        return QApplication.focusWidget() or self._window


class OpeningDesk(FakeDesk):
    """A desk that opens the dialog as the window does."""

    def __init__(self) -> None:
        super().__init__()
        self.window: QWidget | None = None
        self.context: Context | None = None
        self.dialogs: list[TransferDialog] = []
        self.transfers: list[int] = []

    def open_transfer(self, person_id: int | None) -> None:
        assert self.context is not None
        dialog = TransferDialog(self.window, self.context, person_id)
        dialog.opened.connect(self.transfers.append)
        self.dialogs.append(dialog)
        dialog.open()


@pytest.fixture
def desk() -> OpeningDesk:
    return OpeningDesk()


@pytest.fixture
def ids(db: Database) -> dict[str, int]:
    """张桂花's family of four who live here with an outside hukou, and a local family of three."""
    with db.write() as session:
        grid = make_grid(session)
        make_family(session)
        man = make_person(session, "张国辉", sex="1", birth_date=date(1985, 1, 2))
        wife = make_person(session, "刘凤英", birth_date=date(1987, 1, 2))
        child = make_person(session, "张淦涵", birth_date=date(2020, 1, 2))
        make_household(session, [(man, "02"), (wife, "12"), (child, "30")], "御景小区 5-1-1202")
        make_dwelling(session, "御景小区 3-2-502", grid)
        return {person.name: person.id for person in session.scalars(select(Person))}


@pytest.fixture
def window(qtbot: QtBot, context: Context, desk: OpeningDesk) -> QMainWindow:
    made = QMainWindow()
    qtbot.addWidget(made)
    made.resize(1366, 768)
    desk.window, desk.context = made, context
    return made


def put(window: QMainWindow, page: QWidget) -> None:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.addWidget(page)
    window.setCentralWidget(holder)


def shown_dialog(
    qtbot: QtBot, window: QMainWindow, context: Context, person_id: int | None = None
) -> TransferDialog:
    bring_up(qtbot, window)
    dialog = TransferDialog(window, context, person_id)
    dialog.open()
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def count(db: Database) -> int:
    with db.read() as session:
        return session.scalar(select(func.count()).select_from(HukouTransfer)) or 0


def opened(db: Database, clerk: Clerk, who: int, day: date = TODAY, **given: Any) -> int:
    """A transfer of somebody who lives here with an outside hukou."""
    with db.write() as session:
        home = session.scalars(
            select(Membership.household_id).where(Membership.person_id == who)
        ).one()
        draft = TransferDraft(
            "in",
            "IN_PROPERTY",
            who,
            day,
            movers={who: ""},  # whoever lives there keeps the relation
            target=Target(home),
            to_place="御景小区",
            received=frozenset(range(1, 6)),
            reason="先迁一人",
            **given,
        )
        return service.open_transfer(session, clerk, draft, day).id


def take(db: Database, clerk: Clerk, transfer_id: int, *steps: tuple[str, date]) -> None:
    for state, day in steps:
        with db.write() as session:
            service.step_transfer(session, clerk, transfer_id, Step(state, day), TODAY)


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


@pytest.fixture
def page(qtbot: QtBot, context: Context, window: QMainWindow, ids: dict[str, int]) -> TransfersPage:
    made = TransfersPage(context)
    put(window, made)
    bring_up(qtbot, window)
    return made


def strip(dialog: TransferDialog) -> str:
    return dialog.what.ui.guardBanner.text() if dialog.what.ui.guardBanner.isVisible() else ""
