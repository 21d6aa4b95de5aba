"""A resident page with a family on it, and whoever presses its keys."""

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.db.database import Database
from gridhall.qt.context import Context
from gridhall.registry.models import Person
from gridhall.registry.pages import ResidentsPage
from gridhall.registry.queries import MatterRow
from tests.factories import make_family, make_grid, make_household, make_person

Key = Qt.Key


class Typist:
    """Presses keys where the focus is, and counts them."""

    def __init__(self, qtbot: QtBot, window: QWidget) -> None:
        self._qtbot, self._window, self.presses = qtbot, window, 0

    def press(self, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
        combined = Qt.KeyboardModifier.NoModifier
        for modifier in modifiers:
            combined |= modifier
        self._qtbot.keyClick(self._target(), key, combined)
        self.presses += 1

    def type(self, text: str) -> None:
        for char in text:
            self._qtbot.keyClicks(self._target(), char)
            self.presses += 1

    def _target(self) -> QWidget:
        return self._window.focusWidget() or self._window


@pytest.fixture
def family(db: Database) -> dict[str, int]:
    """张桂花's family, 张国辉 nearby, and their ids by name."""
    with db.write() as session:
        make_grid(session)
        make_family(session)
        man = make_person(session, "张国辉", sex="1", birth_date=date(1985, 1, 2))
        make_household(session, [(man, "02")], "御景小区 5-1-1202")
        return {p.name: p.id for p in session.scalars(select(Person))}


@pytest.fixture
def page(qtbot: QtBot, context: Context, family: dict[str, int]) -> ResidentsPage:
    made = ResidentsPage(context, [matters])
    qtbot.addWidget(made)
    made.resize(1366, 700)
    with qtbot.waitExposed(made):
        made.show()
    return made


def matters(session: Session, person_id: int) -> list[MatterRow]:
    case = "户籍迁入材料初审", "处理中", "amber", "王芳", "case", 7, "SL20261124-012", True
    return [MatterRow(date(2026, 11, 23), *case)]


def shown(page: QWidget, kind: type[Any]) -> Any:
    return next(found for found in page.findChildren(kind) if found.isVisible())


def titles(page: ResidentsPage) -> list[str]:
    return [choice.title for choice in page.ui.searchBox.list.offers.choices]
