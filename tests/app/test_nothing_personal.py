"""No full number anywhere it was not asked for: screens, titles, toasts, logs, names, errors.

Everybody in this hall has a number and a phone that stand nowhere else; whatever the program shows,
says or writes is looked through for them.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QWidget,
)
from pytestqt.qtbot import QtBot

from gridhall import parts
from gridhall.app.finding import Finder
from gridhall.app.rest import registry_tab
from gridhall.clerks.dialogs import AuditSheet
from gridhall.core.clerk import Clerk
from gridhall.core.mask import HIDDEN, Level, list_level, lists_show
from gridhall.db.database import Database
from gridhall.papers.dialogs import PapersSheet
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
from gridhall.registry.rules.privacy import Asker
from gridhall.service_desk.pages.cases import CasesPage
from gridhall.today.pages import TodayPage
from tests.app.secrets_hall import (
    PEOPLE,
    Secrets,
    found_in,
    hall_of_secrets,
    model_texts,
    person_named,
    texts_of,
)
from tests.audit import Dress, dressed
from tests.conftest import HALL
from tests.factories import TODAY
from tests.modal import window

__all__ = ["dressed", "window"]
pytestmark = [
    pytest.mark.gui,
    pytest.mark.qt_log_ignore("propagateSizeHints", extend=True),
]


@pytest.fixture
def secrets(db: Database, dressed: Dress, clerk: Clerk) -> Secrets:
    """The hall, and every number in it."""
    dressed()
    return hall_of_secrets(db, clerk)


def _has_rows(rolls: Any) -> bool:
    """The list is read behind the page: until its rows have come."""
    _settle()
    texts = list(model_texts(rolls.lists.model))
    return any("张桂花" in text for text in texts)


def _settle() -> None:
    for _ in range(10):
        QApplication.processEvents()


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
        residents.show_person(person_named(context.db, name))
        _settle()
        assert name in " ".join(text for _, text in texts_of(residents))
        assert found_in(secrets, residents) == [], name


def test_a_strict_hall_shows_not_one_digit(
    qtbot: QtBot, context: Context, secrets: Secrets
) -> None:
    lists_show(Level.NONE)
    try:
        with context.db.read() as session:
            row = queries.person(session, person_named(context.db, "张桂花"))
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
    page.new_case(person_named(context.db, "张桂花"))
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
    person = person_named(context.db, "李思涵" if name == "guardian" else "张桂花")
    issue_copy(
        context.db, administrator, HALL,
        CopyWish(person_named(context.db, "张桂花"), Asker("self"), "本人要求", TODAY), "copy",
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
    who = person_named(context.db, "李建军")
    page.show_person(who)
    with context.db.write() as session:
        full = service.reveal(session, context.clerk, who, "核对原件")
    page.panel.show_numbers(full)
    assert found_in(secrets, page.panel)
    page.panel.hide_numbers()
    assert found_in(secrets, page.panel) == []
