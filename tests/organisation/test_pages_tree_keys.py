"""Keys of 党组织: on past days, in an empty hall, order, and what is chosen after an act."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from gridhall.core.clerk import Clerk
from gridhall.db.database import Database
from gridhall.organisation.columns.seats import _without
from gridhall.organisation.dialogs.merging import MergeSheet
from gridhall.organisation.dialogs.organisation import FoundSheet
from gridhall.organisation.dialogs.seat_holder import HolderPart
from gridhall.organisation.dialogs.todo import TodoSheet
from gridhall.organisation.models import Organisation
from gridhall.organisation.pages.tree import PartyPage
from gridhall.organisation.queries.seats import seats_of, todo
from gridhall.organisation.queries.tree import tree
from gridhall.organisation.service.tree import merge, shift, take_back
from gridhall.qt.context import Context
from gridhall.registry.models import Person
from tests.factories import TODAY, FakeDesk
from tests.organisation.tree_hall import TreeHall, appoint_resident, make_tree

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def hall(db: Database) -> TreeHall:
    with db.write() as session:
        made = make_tree(session)
        appoint_resident(session, made.home, 0, "刘凤英")
    return made


@pytest.fixture
def page(qtbot: QtBot, context: Context, hall: TreeHall, supervisor: Clerk) -> PartyPage:
    context.clerk = supervisor
    return shown(qtbot, context)


def shown(qtbot: QtBot, context: Context) -> PartyPage:
    made = PartyPage(context)
    qtbot.addWidget(made)
    for action in made.actions_above():
        action.setParent(made)
    made.resize(1366, 690)
    made.show()
    qtbot.waitUntil(lambda: made.outline.figures is not None)
    made.activateWindow()
    return made


def choose(qtbot: QtBot, page: PartyPage, organisation_id: int) -> None:
    page.show_organisation(organisation_id)
    qtbot.waitUntil(lambda: page.card() is not None and page.card().row.id == organisation_id)


def test_alt_d_leads_to_a_past_day_and_back(qtbot: QtBot, page: PartyPage, hall: TreeHall) -> None:
    page.ui.tree.setFocus()
    QTest.keyClick(page.ui.tree, Qt.Key.Key_D, ALT)
    assert page.as_at == TODAY
    assert page.ui.asAtStrip.isVisible()
    QTest.keyClick(page.ui.asAtEdit, Qt.Key.Key_D, ALT)
    assert page.as_at is None
    assert not page.ui.asAtStrip.isVisible()


def test_keys_of_acts_say_why_on_a_past_day(
    qtbot: QtBot, page: PartyPage, hall: TreeHall, desk: FakeDesk
) -> None:
    choose(qtbot, page, hall.branch)
    page.toggle_day()
    qtbot.waitUntil(lambda: not page.panel.ui.editButton.isVisible())
    for key, held in (
        (Qt.Key.Key_N, CTRL), (Qt.Key.Key_E, CTRL), (Qt.Key.Key_R, ALT), (Qt.Key.Key_H, ALT),
    ):  # fmt: skip
        desk.errors.clear()
        QTest.keyClick(page, key, held)
        assert "请先回到今天（Alt+D）再办" in str(desk.errors[0])


def test_an_empty_hall_offers_its_workbook_and_says_that_nothing_can_be_printed(
    qtbot: QtBot, context: Context, supervisor: Clerk, desk: FakeDesk
) -> None:
    context.clerk = supervisor
    page = shown(qtbot, context)
    qtbot.waitUntil(lambda: page.new_button.text() == "新建组织")
    offered = [one for one in page.ui.treeEmpty.findChildren(QPushButton) if one.isVisible()]
    with qtbot.waitSignal(page.import_wanted):
        offered[0].click()
    QTest.keyClick(page, Qt.Key.Key_P, CTRL)
    assert str(desk.errors[-1]) == "还没有组织，没有可以打印的。请先按 Ctrl+N 新建组织"
    QTest.keyClick(page, Qt.Key.Key_H, CTRL)
    assert str(desk.errors[-1]) == "请先在左边选一个组织"


def test_one_place_up_and_down_among_siblings(
    qtbot: QtBot, page: PartyPage, hall: TreeHall, db: Database, desk: FakeDesk
) -> None:
    choose(qtbot, page, hall.sunset)
    QTest.keyClick(page.ui.tree, Qt.Key.Key_Up, ALT)
    with db.read() as session:
        assert list(tree(session).children(hall.street)) == [hall.sunset, hall.dragon]
    assert "上移" in desk.toasts[-1]
    QTest.keyClick(page.ui.tree, Qt.Key.Key_Up, ALT)
    assert "已经排在最前" in str(desk.errors[-1])
    QTest.keyClick(page.ui.tree, Qt.Key.Key_Down, ALT)
    with db.read() as session:
        assert list(tree(session).children(hall.street)) == [hall.dragon, hall.sunset]


def test_moving_up_is_taken_back(db: Database, hall: TreeHall, supervisor: Clerk) -> None:
    with db.write() as session:
        act = shift(session, supervisor, hall.sunset, -1, TODAY)
        take_back(session, supervisor, act, TODAY)
    with db.read() as session:
        assert list(tree(session).children(hall.street)) == [hall.dragon, hall.sunset]


def test_a_merger_is_not_held_up_by_an_older_fault(
    db: Database, hall: TreeHall, supervisor: Clerk
) -> None:
    with db.write() as session:
        session.get_one(Organisation, hall.home).founded_on = date(2020, 1, 1)
        session.get_one(Organisation, hall.group).founded_on = date(2021, 1, 1)
        merge(session, supervisor, [hall.branch], hall.sunset, TODAY, TODAY)
    with db.read() as session:
        assert hall.group in tree(session).children(hall.sunset)


def test_a_preview_goes_when_its_target_is_typed_over(
    qtbot: QtBot, page: PartyPage, hall: TreeHall, context: Context
) -> None:
    outline = page.outline.outline
    assert outline is not None
    sheet = MergeSheet(page, context, outline.tree, ([hall.branch], hall.sunset))
    qtbot.waitUntil(lambda: "→" in sheet.preview.moves.text())
    sheet.target.setText("")
    QTest.keyClicks(sheet.target, "zz")
    sheet.target.emptied.emit()
    assert sheet.preview.moves.text() == ""
    sheet.save()
    assert sheet.banner.text() == "没有找到组织“zz”，请换首字母或名称里的字再找"


def test_what_is_to_be_done_begins_at_its_first_line(
    qtbot: QtBot, page: PartyPage, hall: TreeHall, db: Database, desk: FakeDesk, context: Context
) -> None:
    QTest.keyClick(page, Qt.Key.Key_J, ALT)
    assert desk.toasts[-1].startswith("没有要处理的")
    with db.write() as session:
        person = session.get_one(Person, seats_of(session, hall.home, TODAY)[0].person_id)
        person.status, person.died_on = "died", date(2026, 11, 1)
        rows = todo(session, TODAY)
    sheet = TodoSheet(page, context, rows)
    assert sheet.first_focus.accessibleName().startswith("去看")
    with qtbot.waitSignal(sheet.wanted):
        QTest.keyClick(sheet.first_focus, Qt.Key.Key_Return)


def test_who_stays_in_an_election_keeps_where_they_come_from(
    qtbot: QtBot, page: PartyPage, context: Context
) -> None:
    part = HolderPart(context)
    qtbot.addWidget(part)
    part.show_person(7, None, "刘凤英", "社区专职")
    assert part.source() == "社区专职"
    part.who.choose(None)
    assert part.source() == ""


def test_cutting_names_what_was_cut(
    qtbot: QtBot, page: PartyPage, hall: TreeHall, desk: FakeDesk
) -> None:
    choose(qtbot, page, hall.branch)
    QTest.keyClick(page.ui.tree, Qt.Key.Key_X, CTRL)
    assert "御景小区党支部" in desk.toasts[-1]


def test_one_pane_where_the_card_would_be_cut(page: PartyPage) -> None:
    page.show_for_width(1092)  # 1366 px at 125 %
    assert not page.ui.sideCard.isVisible()
    page.show_for_width(1366)
    assert page.ui.sideCard.isVisible()
    assert page.ui.listCard.isVisible()


def test_below_a_governing_body_nothing_of_the_party_is_suggested(
    qtbot: QtBot, page: PartyPage, hall: TreeHall, context: Context
) -> None:
    outline = page.outline.outline
    assert outline is not None
    sheet = FoundSheet(page, context, outline.tree, hall.home)  # the last level
    qtbot.addWidget(sheet)
    assert sheet.kind.currentData() == "other"
    sheet = FoundSheet(page, context, outline.tree, hall.branch)
    qtbot.addWidget(sheet)
    assert sheet.kind.currentData() == "group"


@pytest.mark.parametrize(
    ("where", "name", "said"),
    [
        ("金叶小区 1号楼1单元", "1单元楼口长", "金叶小区 1号楼"),
        ("和平1巷", "和平1巷街巷长", ""),
        ("金叶小区 1号楼", "楼栋长", "金叶小区 1号楼"),
        ("", "书记", ""),
    ],
)
def test_a_seat_does_not_say_its_place_twice(where: str, name: str, said: str) -> None:
    assert _without(where, name) == said
