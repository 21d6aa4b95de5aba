"""查居民: search, card, the number shown for ten seconds, filters, one pane or two."""

from datetime import datetime
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from gridhall.clerks import queries as trail
from gridhall.core.clerk import Clerk
from gridhall.db.database import Database
from gridhall.qt.context import Context
from gridhall.qt.shell import Shell, Tab
from gridhall.registry import queries, service
from gridhall.registry.dialogs import ResidentDialog, RevealSheet
from gridhall.registry.models import Person
from gridhall.registry.pages import ResidentsPage
from gridhall.registry.queries import Which
from tests.audit import audit, dressed
from tests.factories import FakeDesk
from tests.registry.resident_hands import Typist, family, page, shown, titles

__all__ = ["dressed", "family", "page"]
pytestmark = [pytest.mark.gui, pytest.mark.qt_log_ignore("propagateSizeHints")]
Key = Qt.Key


def test_f3_three_letters_enter_shows_the_card(
    qtbot: QtBot, context: Context, family: dict[str, int]
) -> None:
    shell = Shell(
        context.hall, context.clerk, [Tab("居民登记", "group", lambda: ResidentsPage(context))]
    )
    qtbot.addWidget(shell)
    shell.resize(1366, 768)
    shell.show()
    shell.start()
    page: Any = shell.page("居民登记")
    shell.add_key("F3", page.start_search)
    shell.activateWindow()
    qtbot.waitUntil(shell.isActiveWindow)
    typist = Typist(qtbot, shell)
    typist.press(Key.Key_F3)
    typist.type("zgh")
    typist.press(Key.Key_Return)
    assert typist.presses == 5
    assert page.panel.ui.nameLabel.text() == titles(page)[0].partition("　")[0]
    assert page.ui.searchBox.edit.hasFocus()  # typing again goes to the box
    typist.type("x")
    assert page.ui.searchBox.edit.text() == "zghx"


def test_results_narrow_and_a_single_one_opens_at_once(page: ResidentsPage) -> None:
    edit = page.ui.searchBox.edit
    edit.setText("zgh")
    assert sorted(titles(page)) == ["张国辉　男 41", "张桂花　女 67"]
    assert page.panel.card is None
    edit.setText("zgh 3-2-501")
    assert titles(page) == ["张桂花　女 67"]
    assert page.panel.ui.nameLabel.text() == "张桂花"
    assert page.register_button.property("kind") == ""  # one filled button: the card's
    assert page.ui.countLabel.text() == "1 人符合 · 共 2 户 5 人"


def test_the_card_says_who_where_and_with_whom(page: ResidentsPage, family: dict[str, int]) -> None:
    page.show_person(family["张桂花"])
    ui = page.panel.ui
    QAbstractItemModelTester(page.panel.members)
    assert ui.homeLabel.text() == "御景小区 3号楼2单元501"
    assert ui.phoneLabel.text() == "137****5521"
    assert "********" in ui.factsLabel.text()
    assert "女 67 岁" in ui.factsLabel.text()
    members = [(row.relation_label, row.name) for row in page.panel.members.rows]
    assert members == [
        ("户主", "张桂花"), ("子", "李建军"), ("儿媳", "王晓燕"), ("孙女", "李思涵"),
    ]  # fmt: skip
    page.panel.ui.membersTable.opened.emit(page.panel.members.rows[3])
    assert ui.nameLabel.text() == "李思涵"


def test_f7_asks_why_shows_for_ten_seconds_and_writes_it_down(
    qtbot: QtBot, page: ResidentsPage, family: dict[str, int], db: Database
) -> None:
    page.show_person(family["张桂花"])
    qtbot.mouseClick(page.panel.ui.revealButton, Qt.MouseButton.LeftButton)
    sheet = shown(page, RevealSheet)
    assert sheet.reason.text() == "SL20261124-012"  # the open case's number
    sheet.reason.setText("")
    sheet.reasoned.emit(sheet.reason.text())
    assert not page.panel.numbers_are_shown()
    sheet.reasoned.emit("SL20261124-012")
    with db.read() as session:
        number = session.scalars(
            select(Person.id_number).where(Person.id == family["张桂花"])
        ).one()
        entry = trail.audit_rows(session, limit=1)[0]
    assert number is not None
    assert number in page.panel.ui.factsLabel.text()
    assert (entry.action, entry.record_id) == ("person.reveal", family["张桂花"])
    assert entry.after["reason"] == "SL20261124-012"
    page.panel._shown.timeout.emit()  # ten seconds later
    assert number not in page.panel.ui.factsLabel.text()


def test_a_hidden_page_hides_the_number(
    page: ResidentsPage, family: dict[str, int], db: Database
) -> None:
    page.show_person(family["张桂花"])
    page.panel.show_numbers(queries.Revealed("370686195903120027", "13712345521"))
    page.hide()
    assert "370686195903120027" not in page.panel.ui.factsLabel.text()
    assert page.panel.ui.phoneLabel.text() == "137****5521"


def test_nobody_found_offers_to_register_with_what_was_typed(
    qtbot: QtBot, page: ResidentsPage
) -> None:
    page.ui.searchBox.edit.setText("欧阳<b>")
    empty = page.ui.searchBox.empty
    assert empty._title.text() == "没有找到“欧阳<b>”"
    empty.acted.emit()
    dialog = shown(page, ResidentDialog)
    assert dialog.ui.nameEdit.text() == "欧阳<b>"
    dialog.reject()
    page.register()
    again = shown(page, ResidentDialog)
    assert again.ui.nameEdit.text() == "欧阳<b>"  # put away, not lost


def test_f2_means_the_resident_on_show(
    qtbot: QtBot, context: Context, family: dict[str, int], desk: FakeDesk
) -> None:
    tab = Tab("居民登记", "group", lambda: ResidentsPage(context))
    shell = Shell(context.hall, context.clerk, [tab])
    qtbot.addWidget(shell)
    shell.add_key("F2", lambda: desk.new_case(None))
    shell.show()
    shell.start()
    page: Any = shell.page("居民登记")
    shell.activateWindow()
    qtbot.waitUntil(shell.isActiveWindow)
    qtbot.keyClick(shell.focusWidget(), Key.Key_F2)
    page.show_person(family["张桂花"])
    qtbot.keyClick(shell.focusWidget(), Key.Key_F2)
    assert desk.opened == [("new_case", None), ("new_case", family["张桂花"])]


def test_filters_narrow_what_is_found(page: ResidentsPage) -> None:
    page.picks.choose(Which.OUTSIDE)
    assert len(titles(page)) == 4
    page.ui.searchBox.edit.setText("zgh")
    assert titles(page) == ["张桂花　女 67"]


def test_below_1100_there_is_one_pane(page: ResidentsPage, family: dict[str, int]) -> None:
    page.show_for_width(910)
    assert not page.ui.sideCard.isVisible()
    page.show_person(family["张桂花"])
    assert page.ui.sideCard.isVisible()
    assert not page.ui.listCard.isVisible()
    assert page.panel.ui.caseButton.hasFocus()
    page.panel.ui.backButton.click()
    assert page.ui.listCard.isVisible()
    assert page.ui.searchBox.edit.hasFocus()


@pytest.mark.parametrize(("mode", "percent"), [("light", 100), ("dark", 125), ("light", 150)])
def test_nothing_is_clipped_or_nameless(
    qtbot: QtBot, context: Context, family: dict[str, int], dressed: Any, mode: str, percent: int
) -> None:
    dressed(mode, percent)
    tab = Tab("居民登记", "group", lambda: ResidentsPage(context))
    shell = Shell(context.hall, context.clerk, [tab])
    qtbot.addWidget(shell)
    shell.resize(1366, 768)
    shell.show()
    shell.start()
    page: Any = shell.page("居民登记")
    qtbot.wait(20)
    assert audit(page).problems == []
    page.show_person(family["张桂花"])
    qtbot.wait(20)
    assert audit(page).problems == []
    page.register()
    dialog = next(found for found in page.findChildren(QDialog) if found.isVisible())
    qtbot.wait(20)
    assert audit(dialog).problems == []
    dialog.reject()


def test_the_access_record_is_on_the_card(
    page: ResidentsPage, family: dict[str, int], db: Database, clerk: Clerk
) -> None:

    with db.write() as session:
        service.reveal(session, clerk, family["张桂花"], "核对原件")
    with db.read() as session:
        seen = queries.reveals(session, family["张桂花"])
    assert [(row.clerk_name, row.reason) for row in seen] == [("王芳", "核对原件")]
    assert isinstance(seen[0].recorded_at, datetime)
