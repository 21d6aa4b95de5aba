"""组织架构·党组织: walked, narrowed down, moved by drag, cut and paste, seen as it was."""

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from gridhall.core.clerk import Clerk
from gridhall.db.database import Database
from gridhall.organisation.pages.tree import PartyPage
from gridhall.organisation.queries.seats import seats_of
from gridhall.organisation.queries.tree import tree
from gridhall.qt.context import Context
from tests.factories import TODAY, FakeDesk
from tests.modal import answer
from tests.organisation.tree_hall import (
    TreeHall,
    appoint_outsider,
    appoint_resident,
    found_one,
    make_tree,
)

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def hall(db: Database) -> TreeHall:
    with db.write() as session:
        made = make_tree(session)
        appoint_outsider(session, made.branch, 0, "柳建平")
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
    qtbot.waitUntil(lambda: bool(made.outline.typed or context.desk.errors))
    assert not context.desk.errors
    return made


def choose(qtbot: QtBot, page: PartyPage, organisation_id: int) -> None:
    page.show_organisation(organisation_id)
    qtbot.waitUntil(lambda: page.card() is not None and page.card().row.id == organisation_id)


def settled(qtbot: QtBot, page: PartyPage) -> None:
    """What an act changed has been read anew."""
    before = page.outline.outline
    qtbot.waitUntil(lambda: page.outline.outline is not before)
    qtbot.waitUntil(lambda: page.outline.figures is not None)


def words(page: PartyPage, organisation_id: int, column: int = 0) -> str:
    return str(page.outline.model.place(organisation_id, column).data())


def test_the_tree_names_holders_and_gaps(page: PartyPage, hall: TreeHall) -> None:
    assert words(page, hall.home) == "刘凤英 中心户 3-1-202"
    assert page.outline.model.line(hall.branch).mark == "warning-fill"
    assert page.ui.countLabel.text() == "5 级 · 6 个组织 · 19 个岗位空缺"


def test_the_card_shows_seats_with_masked_phones(
    qtbot: QtBot, page: PartyPage, hall: TreeHall
) -> None:
    choose(qtbot, page, hall.branch)
    rows = page.panel.seats.rows
    assert (rows[0].holder_name, rows[0].phone_masked) == ("柳建平", "138****7740")
    assert page.panel.seats.index(1, 1).data() == "空缺"
    assert page.panel.ui.pathLabel.text() == "翠屏街道党工委  ›  龙腾社区党委"
    assert page.panel.seat() is not None
    assert page.panel.seat().is_vacant  # what is to be filled is chosen first


def test_typing_narrows_by_initials_and_by_who_holds_a_seat(
    qtbot: QtBot, page: PartyPage, hall: TreeHall
) -> None:
    box, model = page.ui.filterEdit, page.outline.model
    box.setFocus()
    box.setText("lfy")
    assert page.outline.hits == [hall.home]
    assert model.place(hall.street).isValid()  # ancestors stay
    assert not model.place(hall.sunset).isValid()
    box.setText("sq")
    assert page.outline.hits == [hall.dragon, hall.sunset]
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert page.ui.tree.current() == hall.sunset
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert page.ui.tree.current() == hall.dragon  # round the end
    QTest.keyClick(box, Qt.Key.Key_Escape)
    assert box.text() == ""
    assert model.place(hall.home).isValid()
    box.setText("zzz")
    assert page.ui.treeStack.currentWidget() is page.ui.emptyPage


def test_a_letter_struck_in_the_tree_searches(page: PartyPage, hall: TreeHall) -> None:
    page.ui.tree.setFocus()
    QTest.keyClick(page.ui.tree, Qt.Key.Key_X)
    assert page.ui.filterEdit.text() == "x"
    assert hall.sunset in page.outline.hits


def test_arrows_close_and_open(page: PartyPage, hall: TreeHall) -> None:
    view, model = page.ui.tree, page.outline.model
    view.choose(hall.branch)
    QTest.keyClick(view, Qt.Key.Key_Left)
    assert not view.isExpanded(model.place(hall.branch))
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert view.isExpanded(model.place(hall.branch))


def test_cut_and_paste_moves_after_showing_what_moves(
    qtbot: QtBot, page: PartyPage, hall: TreeHall, db: Database, desk: FakeDesk
) -> None:
    page.ui.tree.choose(hall.branch)
    QTest.keyClick(page.ui.tree, Qt.Key.Key_X, CTRL)
    assert page.ui.tree.cut_keys == {hall.branch}
    page.ui.tree.choose(hall.sunset)
    seen: list[str] = []

    def carry(sheet: Any) -> None:
        qtbot.waitUntil(lambda: bool(sheet.preview.moves.text()))
        seen.append(sheet.preview.moves.text())
        sheet.save_button.click()

    answer(carry)
    QTest.keyClick(page.ui.tree, Qt.Key.Key_V, CTRL)
    settled(qtbot, page)
    assert seen == ["御景小区党支部 → 霞光社区党委"]
    with db.read() as session:
        assert tree(session).nodes[hall.branch].parent_id == hall.sunset
    assert "移到" in desk.toasts[-1]
    desk.undos[-1]()
    with db.read() as session:
        assert tree(session).nodes[hall.branch].parent_id == hall.dragon


def test_a_circle_by_drag_is_refused_with_a_sentence(
    qtbot: QtBot, page: PartyPage, hall: TreeHall, db: Database
) -> None:
    told: list[str] = []

    def look(sheet: Any) -> None:
        qtbot.waitUntil(lambda: sheet.preview.refusal.isVisible())
        told.append(sheet.preview.refusal.text())
        sheet.save_button.click()
        told.append(sheet.banner.text())

    answer(look)
    page.ui.tree.dropped.emit([hall.dragon], hall.group)
    qtbot.waitUntil(lambda: len(told) == 2)
    assert "不能把“龙腾社区党委”移到它的下级“御景 3号楼党小组”下面" in told[0]
    assert told[0] == told[1]
    with db.read() as session:
        assert tree(session).nodes[hall.dragon].parent_id == hall.street


def test_a_past_day_is_only_looked_at(
    qtbot: QtBot, page: PartyPage, hall: TreeHall, desk: FakeDesk
) -> None:
    page.day_button.click()
    settled(qtbot, page)
    page.ui.asAtEdit.set_value(date(2019, 1, 1))
    qtbot.waitUntil(lambda: page.outline.outline.as_at == date(2019, 1, 1))
    assert page.ui.asAtStrip.isVisible()
    assert not page.outline.outline.tree.nodes
    assert not page.new_button.isVisibleTo(page)
    page._act(page.acts.found)
    assert "只能看" in desk.errors[-1]
    page.ui.todayButton.click()
    qtbot.waitUntil(lambda: bool(page.outline.outline.tree.nodes))
    assert page.as_at is None
    assert not page.ui.asAtStrip.isVisible()


def test_enter_on_a_holder_opens_the_resident(
    qtbot: QtBot, page: PartyPage, hall: TreeHall, desk: FakeDesk
) -> None:
    choose(qtbot, page, hall.home)
    QTest.keyClick(page.ui.tree, Qt.Key.Key_Return)
    assert page.panel.ui.seatsTable.hasFocus()
    QTest.keyClick(page.panel.ui.seatsTable, Qt.Key.Key_Return)
    assert desk.opened == [("resident", page.panel.seats.rows[0].person_id)]


def test_a_counter_clerk_is_told_who_may(
    qtbot: QtBot, context: Context, hall: TreeHall, db: Database
) -> None:
    page = shown(qtbot, context)
    choose(qtbot, page, hall.branch)
    told: list[str] = []

    def look(sheet: Any) -> None:
        told.append(sheet.who.text())
        assert not sheet.save_button.isEnabled()

    answer(look)
    page.new_button.click()
    qtbot.waitUntil(lambda: bool(told))
    assert told == ["这里可以看，成立要主管来办。请找主管登录"]
    with db.read() as session:
        assert len(tree(session).nodes) == 6


def test_an_empty_hall_says_where_to_begin(
    qtbot: QtBot, context: Context, supervisor: Clerk
) -> None:
    context.clerk = supervisor
    page = PartyPage(context)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: page.ui.countLabel.text() == "还没有组织")
    qtbot.waitUntil(lambda: page.new_button.text() == "新建组织")
    assert page.ui.treeStack.currentWidget() is page.ui.emptyPage


def test_what_was_open_stays_open_over_an_act(
    qtbot: QtBot, page: PartyPage, hall: TreeHall, db: Database
) -> None:
    choose(qtbot, page, hall.group)
    page.refresh()
    settled(qtbot, page)
    assert page.ui.tree.current() == hall.group
    assert page.ui.tree.isExpanded(page.outline.model.place(hall.branch))
    with db.read() as session:
        assert seats_of(session, hall.group, TODAY)[0].is_vacant


def test_the_menus_say_what_can_be_done(page: PartyPage, hall: TreeHall) -> None:
    menu = page.open_menu(QPoint(0, 0))
    texts = [entry.text().partition("\t")[0] for entry in menu.actions() if entry.text()]
    assert {"新建下级…", "合并到…", "撤销组织…", "变动记录…"} <= set(texts)
    menu.close()
    page.ui.tree.choose(hall.branch)
    page._show_card()
    seats = page.panel.open_menu(QPoint(0, 0))
    able = {entry.text(): entry.isEnabled() for entry in seats.actions() if entry.text()}
    assert able["任命…"]
    assert not able["留任"]
    seats.close()


def test_two_hundred_levels_and_long_names_leave_the_page_its_width(
    qtbot: QtBot, page: PartyPage, hall: TreeHall, db: Database
) -> None:
    with db.write() as session:
        last = hall.home
        for place in range(195):
            last = found_one(session, f"第{place}层" + "很长的名称" * 14, "other", last, 5)
    qtbot.waitUntil(lambda: last in page.outline.outline.tree.nodes)
    choose(qtbot, page, last)
    qtbot.waitUntil(lambda: page.minimumSizeHint().width() < 1366)
    assert page.panel.ui.nameLabel.text().endswith("…")
    assert page.panel.ui.pathLabel.text().startswith("翠屏街道党工委  ›  龙腾社区党委  ›  …")
    assert page.ui.countLabel.text().startswith("200 级 · 201 个组织")


def test_a_refresh_leaves_the_list_where_it_was_scrolled_to(
    qtbot: QtBot, page: PartyPage, hall: TreeHall, db: Database
) -> None:
    with db.write() as session:
        for place in range(40):
            last = found_one(session, f"第{place}网格党支部", "branch", hall.sunset, 3)
    qtbot.waitUntil(lambda: last in page.outline.outline.tree.nodes)
    choose(qtbot, page, last)
    bar = page.ui.tree.verticalScrollBar()
    bar.setValue(bar.maximum())
    before = bar.value()
    assert before > 0
    page.refresh()
    settled(qtbot, page)
    assert bar.value() == before
