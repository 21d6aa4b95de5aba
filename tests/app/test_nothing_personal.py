"""No full number anywhere it was not asked for: screens, titles, toasts, logs, names, errors.

Everybody in this hall has a number and a phone that stand nowhere else; whatever the program shows,
says or writes is looked through for them.
"""

import logging
import re
from collections.abc import Callable, Iterator
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot
from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall import parts
from gridhall.app.finding import Finder
from gridhall.app.rest import registry_tab
from gridhall.clerks.dialogs import AuditSheet
from gridhall.core.clerk import Clerk
from gridhall.core.mask import HIDDEN, Level, list_level, lists_show
from gridhall.db.database import Database
from gridhall.hall.service import daily_backup
from gridhall.papers.dialogs import PapersSheet
from gridhall.papers.queries import papers
from gridhall.qt.bug_report import report_text
from gridhall.qt.context import Context
from gridhall.registry import queries, service
from gridhall.registry.dialogs import (
    GuardianSheet,
    HistorySheet,
    ResidentDialog,
    RevealSheet,
    TagsSheet,
)
from gridhall.registry.dialogs.privacy import (
    AccessSheet,
    PrivacySheet,
    RequestsSheet,
    RetentionSheet,
)
from gridhall.registry.documents.privacy_issue import CopyWish, issue_copy
from gridhall.registry.models import Person
from gridhall.registry.rules import ResidentDraft
from gridhall.registry.rules.changes import Change
from gridhall.registry.rules.guardians import GuardianDraft
from gridhall.registry.rules.privacy import Asker, RequestDraft
from gridhall.registry.service.guardians import set_guardian
from gridhall.registry.service.people import DuplicatePerson
from gridhall.registry.service.privacy import open_request
from gridhall.service_desk.pages.cases import CasesPage
from gridhall.today.pages import TodayPage
from tests.audit import Dress, dressed
from tests.conftest import HALL
from tests.factories import TODAY, FakeDesk, id_number, make_household, make_person
from tests.modal import window

__all__ = ["dressed", "window"]
pytestmark = [
    pytest.mark.gui,
    pytest.mark.qt_log_ignore("propagateSizeHints", extend=True),
]
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


@pytest.fixture
def secrets(db: Database, dressed: Dress, clerk: Clerk) -> Secrets:
    """A hall with a past: a change of number, a move, a death, a guardian, a request, a look."""
    dressed()
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
        yield from _model_texts(widget.model())


def _model_texts(model: QAbstractItemModel) -> Iterator[str]:
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


def _has_rows(rolls: Any) -> bool:
    """The list is read behind the page: until its rows have come."""
    _settle()
    texts = list(_model_texts(rolls.lists.model))
    return any("张桂花" in text for text in texts)


def _settle() -> None:
    for _ in range(10):
        QApplication.processEvents()


def _backed_up(db: Database) -> None:
    Path(f"{db.path}.keys").write_text("{}", "utf-8")
    daily_backup(db, datetime(2026, 11, 24, 12, 0))


def _person(db: Database, name: str) -> int:
    with db.read() as session:
        return session.scalars(select(Person.id).where(Person.name == name)).one()


def test_the_search_finds_by_what_it_does_not_show(
    qtbot: QtBot, context: Context, secrets: Secrets
) -> None:
    """The net must catch something, or this whole file proves nothing."""
    probe = QLabel(f"证件 {secrets.known[0]}")
    qtbot.addWidget(probe)
    assert found_in(secrets, probe)
    found = Finder(context).find(secrets.known[2])
    assert found
    for choice in found:
        said = (choice.title, choice.sub, choice.right, choice.code)
        assert not any(secrets.in_text(text) for text in said)


@pytest.mark.parametrize("level", [Level.LIST, Level.NONE])
def test_no_view_of_the_register_shows_a_full_number(
    qtbot: QtBot, context: Context, secrets: Secrets, level: Level
) -> None:
    lists_show(level)
    try:
        _walk_the_register(qtbot, context, secrets)
    finally:
        lists_show(Level.LIST)


def _walk_the_register(qtbot: QtBot, context: Context, secrets: Secrets) -> None:
    tab: Any = registry_tab(context)
    qtbot.addWidget(tab)
    tab.resize(1366, 700)
    tab.show()
    seen = []
    for view in ("查居民", "户籍迁移", "人户分离", "户与房屋", "名单统计"):
        page = tab.go(view)
        _settle()
        if view == "名单统计":
            qtbot.waitUntil(partial(_has_rows, page))
        assert found_in(secrets, tab) == [], view
        seen.append(type(page).__name__)
    assert len(set(seen)) == 5
    shown = " ".join(text for _, text in texts_of(tab))
    assert ("370686********" if list_level() is Level.LIST else HIDDEN) in shown
    residents = tab.go("查居民")
    for name, *_ in PEOPLE:
        residents.show_person(_person(context.db, name))
        _settle()
        assert name in " ".join(text for _, text in texts_of(residents))
        assert found_in(secrets, residents) == [], name


def test_a_strict_hall_shows_not_one_digit(
    qtbot: QtBot, context: Context, secrets: Secrets
) -> None:
    lists_show(Level.NONE)
    try:
        with context.db.read() as session:
            row = queries.person(session, _person(context.db, "张桂花"))
        assert (row.masked_id, row.masked_phone) == (HIDDEN, HIDDEN)
    finally:
        lists_show(Level.LIST)


def test_neither_today_nor_the_desk_shows_one(
    qtbot: QtBot, context: Context, secrets: Secrets
) -> None:
    for made in (TodayPage(context), CasesPage(context)):
        qtbot.addWidget(made)
        made.resize(1366, 700)
        made.show()
        _settle()
        assert found_in(secrets, made) == []
    page: Any = made
    page.new_case(_person(context.db, "张桂花"))
    _settle()
    shown = [one for one in found_in(secrets, page) if "phone" not in one.lower()]
    assert shown == []


Make = Callable[[Context, QWidget, int], QWidget]


def _history(context: Context, parent: QWidget, person_id: int) -> QWidget:
    with context.db.read() as session:
        card = queries.resident_card(session, person_id)
    return HistorySheet(parent, context, card)


def _edit(context: Context, parent: QWidget, person_id: int) -> QWidget:
    dialog = ResidentDialog(parent, context)
    dialog.edit(person_id)
    return dialog


SHEETS: dict[str, Make] = {
    "reveal": lambda _c, parent, _id: RevealSheet(parent, "张桂花", "SL20261124-012"),
    "history": _history,
    "edit": _edit,
    "tags": lambda context, parent, who: TagsSheet(parent, context, who, "张桂花"),
    "guardian": lambda context, parent, who: GuardianSheet(parent, context, who, "张桂花"),
    "trail": lambda context, parent, _id: AuditSheet(context, parent),
    "papers": lambda context, parent, _id: PapersSheet(context, parent),
    "privacy": lambda c, parent, who: PrivacySheet(c, parent, who, parts.PERSONAL),
    "looks": lambda context, parent, _id: AccessSheet(context, parent),
    "requests": lambda context, parent, _id: RequestsSheet(context, parent),
    "terms": lambda context, parent, _id: RetentionSheet(context, parent, parts.KEEPERS),
}


@pytest.mark.parametrize("name", list(SHEETS))
def test_no_sheet_shows_a_full_number(
    qtbot: QtBot, context: Context, window: QWidget, secrets: Secrets, administrator: Clerk,
    name: str,
) -> None:  # fmt: skip
    context.clerk = administrator
    person = _person(context.db, "李思涵" if name == "guardian" else "张桂花")
    issue_copy(
        context.db, administrator, HALL,
        CopyWish(_person(context.db, "张桂花"), Asker("self"), "本人要求", TODAY), "copy",
    )  # fmt: skip
    sheet = SHEETS[name](context, window, person)
    sheet.show()
    _settle()
    assert any(text for _, text in texts_of(sheet))
    assert found_in(secrets, sheet) == []
    views = getattr(sheet, "views", None)
    for place in range(4 if name == "privacy" else 0):
        views.chosen.emit(place)  # type: ignore[union-attr]
        _settle()
        assert found_in(secrets, sheet) == []
    sheet.close()


def test_a_number_is_shown_for_ten_seconds_after_a_reason_and_hidden_again(
    qtbot: QtBot, context: Context, secrets: Secrets
) -> None:
    from gridhall.registry.pages import ResidentsPage

    page = ResidentsPage(context)
    qtbot.addWidget(page)
    page.show()
    who = _person(context.db, "李建军")
    page.show_person(who)
    with context.db.write() as session:
        full = service.reveal(session, context.clerk, who, "核对原件")
    page.panel.show_numbers(full)
    assert found_in(secrets, page.panel)
    page.panel.hide_numbers()
    assert found_in(secrets, page.panel) == []


def test_toasts_errors_and_what_a_second_registration_says_hold_none(
    context: Context, desk: FakeDesk, secrets: Secrets
) -> None:
    draft = ResidentDraft(
        "张桂花",
        secrets.known[2],
        birth_date=date(1984, 5, 2),
        sex="1",
        address="御景小区 3-2-501",
        relation="20",
    )
    with pytest.raises(DuplicatePerson) as caught, context.db.write() as session:
        service.register_person(session, context.clerk, draft, TODAY)
    assert not secrets.in_text(str(caught.value))
    assert not secrets.in_text(" ".join([*desk.toasts, *desk.errors]))


def test_what_breaks_in_the_file_is_reported_without_the_values(
    db: Database, secrets: Secrets, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    other = secrets.known[2]
    with pytest.raises(Exception, match="UNIQUE") as caught, db.write() as session:
        person = session.scalars(select(Person).where(Person.id_number == other)).one()
        taken = session.scalars(select(Person).where(Person.id != person.id)).first()
        assert taken is not None
        person.id_number = taken.id_number
        session.flush()
    told = report_text(caught.value)
    assert "UNIQUE" in told
    assert not secrets.in_text(told)
    assert not secrets.in_text(caplog.text)


def test_no_file_is_named_after_anybody(
    db: Database, secrets: Secrets, clerk: Clerk, tmp_path: Path
) -> None:
    wish = CopyWish(_person(db, "张桂花"), Asker("self"), "本人要求", TODAY, parts.PERSONAL)
    issue_copy(db, clerk, HALL, wish, "copy")
    _backed_up(db)
    names = [one.name for one in tmp_path.rglob("*")]
    with db.read() as session:
        names += [f"{one.title} {one.number}.pdf" for one in papers(session)]
    assert len(names) > 2
    said = " ".join(names)
    assert not secrets.in_text(said)
    assert not any(row[0] in said for row in PEOPLE)


def test_no_manifest_beside_a_backup_tells_one(db: Database, secrets: Secrets) -> None:
    _backed_up(db)
    files = [one for one in db.path.parent.rglob("*") if one.is_file()]
    assert files
    for one in files:
        raw = one.read_bytes()
        assert not any(secret.encode() in raw for secret in secrets.known), one.name
