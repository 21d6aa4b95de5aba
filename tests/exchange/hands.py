"""Hands on the keyboard of the import window, and the ledgers they bring."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid
from sqlalchemy import func, select

from gridhall.db.database import Database
from gridhall.db.keyring import keyring_path
from gridhall.exchange.dialogs import ImportSheet
from gridhall.exchange.dialogs.files import AskFiles
from gridhall.qt.context import Context
from gridhall.qt.dialog import Sheet
from gridhall.registry.sheets import RESIDENTS
from tests.exchange.workbooks import make_xlsx
from tests.factories import id_number
from tests.modal import answer

DATA = Path(__file__).parents[1] / "data"
HEADINGS = ["户号", "姓名", "与户主关系", "性别", "身份证号", "手机号"]
Key, Held = Qt.Key, Qt.KeyboardModifier


class FakeFiles(AskFiles):
    """The system's file dialogs: answers with what the test says."""

    def __init__(self) -> None:
        self.opens: Path | None = None
        self.saves: Path | None = None
        self.proposed: list[Path] = []

    def to_open(self, parent: QWidget, folder: Path) -> Path | None:
        return self.opens

    def to_save(self, parent: QWidget, proposed: Path) -> Path | None:
        self.proposed.append(proposed)
        return self.saves


class Workbench:
    """The window over a desk, and hands on its keyboard."""

    def __init__(self, qtbot: QtBot, context: Context, over: QMainWindow) -> None:
        self.qtbot, self.context, self.files, self._over = qtbot, context, FakeFiles(), over
        self.sheet = self.open()

    def open(self) -> ImportSheet:
        self.sheet = ImportSheet(self.context, RESIDENTS, self._over, self.files)
        with self.qtbot.waitActive(self.sheet):
            self.sheet.show()
            self.sheet.activateWindow()
        return self.sheet

    def close(self) -> None:
        """As exec() ends: what was shown is gone."""
        if isValid(self.sheet):
            self.sheet.close()
            self.sheet.deleteLater()
        self.qtbot.wait(1)

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = Held.NoModifier) -> None:
        window = self.sheet.windowHandle()
        assert window is not None
        QTest.keyClick(window, key, held)

    def write(self, text: str) -> None:
        """As an input method gives it: QTest cannot press Chinese keys."""
        editor = QApplication.focusWidget()
        assert isinstance(editor, QLineEdit)
        editor.setText(text)

    def settle(self) -> None:
        self.qtbot.wait(1)  # what was typed is handed over once its cell is closed
        self.qtbot.waitUntil(lambda: not self.sheet.busy)

    def choose(self, path: Path) -> None:
        self.files.opens = path
        self.press(Key.Key_O, Held.ControlModifier)
        self.settle()

    def go_on(self) -> None:
        self.press(Key.Key_Return, Held.ControlModifier)
        self.settle()

    def check(self, path: Path) -> None:
        self.choose(path)
        self.go_on()

    def select(self, row: int) -> None:
        """Down the list to the sheet's own row."""
        for _ in self.sheet.check_pane.model.rows:
            if self.sheet.check_pane.table.current().row == row:
                return
            self.press(Key.Key_Down)
        raise AssertionError(f"row {row} is not in the list")

    def mend(self, row: int, text: str) -> None:
        self.select(row)
        self.press(Key.Key_Return)
        self.write(text)
        self.press(Key.Key_Return)
        self.settle()

    def errors(self) -> int:
        assert self.sheet.verdict is not None
        return self.sheet.verdict.wrong

    def count(self, table: type[Any]) -> int:
        with self.context.db.read() as session:
            return session.scalars(select(func.count()).select_from(table)).one()


@pytest.fixture
def workbench(qtbot: QtBot, context: Context, db: Database) -> Iterator[Workbench]:
    keyring_path(db.path).write_bytes(b"{}")  # a backup takes it along
    over = QMainWindow()
    qtbot.addWidget(over)
    over.resize(1366, 768)
    over.show()
    made = Workbench(qtbot, context, over)
    yield made
    made.close()


def answer_with(key: Qt.Key, held: Qt.KeyboardModifier = Held.NoModifier) -> list[str]:
    """Press a key on the question that is about to be asked; its title ends up in the list."""
    asked: list[str] = []

    def press(sheet: Sheet) -> None:
        asked.append(sheet.accessibleName())
        wait_active(sheet)
        QTest.keyClick(sheet.focusWidget(), key, held)

    answer(press)
    return asked


def wait_active(sheet: Sheet) -> None:
    """Until the keyboard is the sheet's: shortcuts want an active window."""
    sheet.activateWindow()
    while not sheet.isActiveWindow() or QApplication.focusWidget() is None:
        QTest.qWait(5)


def held_up(context: Context) -> Event:
    """Keep the one worker busy until the event is set."""
    gate = Event()
    context.jobs.start(lambda _: gate.wait(20), done=lambda _: None, failed=lambda _: None)
    return gate


def relatives(path: Path, relation: str = "女婿的弟") -> Path:
    """A ledger in which three people have the same unknown relation."""
    numbers = [id_number(date(1985, 2, 3), serial=serial) for serial in (1, 2, 3)]
    people = [
        ["1", "张桂花", "户主", "女", "370686195903120027", "13712345521"],
        *(["1", f"李{number[-4:]}", relation, "男", number, "13800000001"] for number in numbers),
    ]
    return make_xlsx(path, [HEADINGS, *people])
