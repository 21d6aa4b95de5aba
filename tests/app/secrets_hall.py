"""A hall whose numbers stand nowhere else, and what a screen shows or says of them."""

import re
from collections.abc import Iterator
from datetime import date

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)
from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.core.clerk import Clerk
from gridhall.db.database import Database
from gridhall.registry import service
from gridhall.registry.models import Person
from gridhall.registry.rules.changes import Change
from gridhall.registry.rules.guardians import GuardianDraft
from gridhall.registry.rules.privacy import Asker, RequestDraft
from gridhall.registry.service.guardians import set_guardian
from gridhall.registry.service.privacy import open_request
from tests.factories import TODAY, id_number, make_household, make_person

_TOP = QModelIndex()
ROLES = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.StatusTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.AccessibleDescriptionRole,
    Qt.ItemDataRole.EditRole,
)
PEOPLE = (
    ("张桂花", "2", date(1959, 3, 12), "02", "13711110001"),
    ("李建军", "1", date(1984, 5, 2), "20", "13711110002"),
    ("王晓燕", "2", date(1986, 8, 9), "38", "13711110003"),
    ("李思涵", "2", date(2017, 4, 1), "42", "13711110004"),
    ("陈桂兰", "2", date(1950, 6, 6), "97", "13711110005"),
)


class Secrets:
    """The numbers and phones of everybody in the hall."""

    def __init__(self) -> None:
        self.known: list[str] = []

    def add(self, *numbers: str | None) -> None:
        self.known += [one for one in numbers if one]

    def in_text(self, text: str) -> list[str]:
        plain = re.sub(r"[\s\-‑]", "", text)
        return [one for one in self.known if one in text or one in plain]


def hall_of_secrets(db: Database, clerk: Clerk) -> Secrets:
    """A hall with a past: a change of number, a move, a death, a guardian, a request, a look."""
    found = Secrets()
    with db.write() as session:
        people = []
        for at, (name, sex, born, _, phone) in enumerate(PEOPLE):
            number = id_number(born, sex, 400 + at)
            people.append(
                make_person(session, name, sex=sex, birth_date=born, id_number=number, phone=phone)
            )
            found.add(number, phone)
        make_household(session, [(one, row[3]) for one, row in zip(people, PEOPLE, strict=True)])
        _past(session, clerk, people, found)
    return found


def _past(session: Session, clerk: Clerk, people: list[Person], found: Secrets) -> None:
    first = people[0]
    number = id_number(date(1959, 3, 12), "2", 499)
    found.add(number, "13711119999")
    fixed = {"id_number": number, "phone": "13711119999"}
    change = Change("corrected", date(2026, 5, 1), TODAY, facts={first.id: fixed})
    service.carry_out(session, clerk, change, TODAY)
    died = Change("died", date(2026, 6, 1), TODAY, {people[4].id: ""})
    service.carry_out(session, clerk, died, TODAY)
    outside = GuardianDraft("祖母", None, "刘素英", "13711118888")
    found.add("13711118888")
    set_guardian(session, clerk, people[3].id, outside, TODAY)
    service.reveal(session, clerk, first.id, f"核对 {number} 和 13711119999")
    draft = RequestDraft("correct", TODAY, Asker("self"), f"电话改成 13711119999，证件 {number}")
    open_request(session, clerk, first.id, draft, TODAY)


def texts_of(root: QWidget) -> Iterator[tuple[str, str]]:
    """Every text a widget and all below it show or say, with where it stands."""
    for widget in (root, *root.findChildren(QWidget)):
        name = f"{type(widget).__name__} {widget.objectName()}"
        for text in (
            widget.windowTitle(),
            widget.toolTip(),
            widget.statusTip(),
            widget.whatsThis(),
            widget.accessibleName(),
            widget.accessibleDescription(),
        ):
            yield name, text
        yield from ((name, text) for text in _own_texts(widget))
    for action in root.findChildren(QAction):
        yield "QAction", f"{action.text()} {action.toolTip()}"


def _own_texts(widget: QWidget) -> Iterator[str]:
    if isinstance(widget, QLabel | QAbstractButton):
        yield widget.text()
    elif isinstance(widget, QLineEdit):
        yield from (widget.text(), widget.placeholderText())
    elif isinstance(widget, QPlainTextEdit):
        yield from (widget.toPlainText(), widget.placeholderText())
    elif isinstance(widget, QComboBox):
        yield from (widget.itemText(at) for at in range(widget.count()))
    elif isinstance(widget, QAbstractItemView) and widget.model() is not None:
        yield from model_texts(widget.model())


def model_texts(model: QAbstractItemModel) -> Iterator[str]:
    """Every text of a model, as a table or a list would show it."""
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(_TOP)
    for row in range(min(model.rowCount(_TOP), 500)):
        for column in range(columns):
            index = model.index(row, column, _TOP)
            for role in ROLES:
                yield str(index.data(role) or "")
            yield str(index.data(Qt.ItemDataRole.UserRole) or "")


def found_in(secrets: Secrets, root: QWidget) -> list[str]:
    """Where a secret stands on a screen; what is found is not repeated here either."""
    return [f"{where}: {text[:6]}…" for where, text in texts_of(root) if secrets.in_text(text)]


def person_named(db: Database, name: str) -> int:
    with db.read() as session:
        return session.scalars(select(Person.id).where(Person.name == name)).one()
