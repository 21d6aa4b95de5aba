"""迁移类别与材料 on the screen: lines moved by keys, faults beside their fields, who was faster."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gridhall.core.clerk import Clerk
from gridhall.db.database import Database
from gridhall.qt.context import Context
from gridhall.registry.dialogs.transfer import CategoriesSheet
from gridhall.registry.pages.transfers import TransfersPage
from gridhall.registry.queries.transfers import category, transfer_card
from gridhall.registry.service import transfers as service
from gridhall.registry.service.transfers.catalogue import spec_of
from tests.modal import answer, window
from tests.registry.transfer_desk import Desk, family_in

__all__ = ["window"]
pytestmark = [pytest.mark.gui, pytest.mark.qt_log_ignore("propagateSizeHints")]
Key, ALT = Qt.Key, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def sheet(qtbot: QtBot, context: Context, administrator: Clerk, window: QWidget) -> CategoriesSheet:
    context.clerk = administrator
    made = CategoriesSheet(context, window)
    made.open()
    qtbot.waitUntil(lambda: made.isActiveWindow() and made.form.code.text() == "IN_PROPERTY")
    return made


def named(sheet: CategoriesSheet) -> list[str]:
    return [line.name.text() for line in sheet.form.lines]


def test_lines_are_moved_and_removed_by_keys(context: Context, sheet: CategoriesSheet) -> None:
    before, form = named(sheet), sheet.form
    form.lines[1].name.setFocus()
    QTest.keyClick(form.lines[1].name, Key.Key_Up, ALT)
    assert named(sheet)[:2] == [before[1], before[0]]
    assert form.lines[0].name.hasFocus()
    assert form.lines[0].name.accessibleName() == "第 1 样材料"
    QTest.keyClick(form.lines[0].name, Key.Key_Up, ALT)  # the first goes no higher
    QTest.keyClick(form.lines[0].name, Key.Key_Down, ALT)
    assert named(sheet) == before
    QTest.keyClick(form.lines[1].name, Key.Key_Delete, ALT)
    assert named(sheet) == [before[0], *before[2:]]
    sheet.save_button.click()
    with context.db.read() as session:
        kept = category(session, "IN_PROPERTY")
    assert [one.name for one in kept.materials] == named(sheet)
    assert "已存" in sheet.banner.text()


def test_what_is_wrong_stands_beside_its_field(sheet: CategoriesSheet) -> None:
    form = sheet.form
    sheet.start_new()
    form.code.setText("in_property")
    form.name.setText("新类别")
    form.lines[0].note.setText("原件")
    sheet.save_button.click()
    assert form.lines[0].wrong.text() == "这样材料没有名称，请填写，或删掉这一行"
    assert form.lines[0].name.hasFocus()
    form.lines[0].name.setText("户口簿")
    sheet.save_button.click()
    note = form._notes["code"][1]
    assert note.text() == "编号 IN_PROPERTY 已是“购房（合法稳定住所）落户”，请换一个编号"
    assert form.lines[0].wrong.text() == ""
    form.code.setText("IN_NEW")
    sheet.save_button.click()
    assert "已存“新类别”，1 样材料" in sheet.banner.text()
    row = sheet.table.current()
    assert row is not None
    assert row.code == "IN_NEW"


def test_a_number_is_only_seen_where_it_is_given(qtbot: QtBot, sheet: CategoriesSheet) -> None:
    form = sheet.form
    assert not form.code.isVisible()
    assert "IN_PROPERTY" in form.name.toolTip()
    column = sheet.model.columns[0]
    assert column.sub is not None
    assert column.sub(sheet.table.current()) == "迁入 · 5 样材料"
    sheet.start_new()
    assert form.code.isVisible()
    form.name.setText("投靠子女")
    form.name.textEdited.emit("投靠子女")
    assert form.code.text() == "IN_TKZN"
    form.code.setText("IN_CHILD")
    form.name.textEdited.emit("投靠子女落户")
    assert form.code.text() == "IN_CHILD"


def test_the_second_of_two_administrators_is_told_who_was_faster(
    context: Context, sheet: CategoriesSheet, administrator: Clerk
) -> None:
    other = replace(administrator, name="高明")
    with context.db.write() as session:
        now = category(session, "IN_PROPERTY")
        service.change_category(session, other, replace(spec_of(now), basis="新规定"), 0)
    sheet.form.name.setText("购房落户")
    sheet.save_button.click()
    assert "刚由 高明 " in sheet.banner.text()
    assert sheet.form.name.text() == "购房落户"
    QTest.keyClick(sheet, Key.Key_V, ALT)
    assert sheet.form.basis.text() == "新规定"
    sheet.form.name.setText("购房落户")
    sheet.save_button.click()
    assert "已存“购房落户”" in sheet.banner.text()


def test_what_was_typed_does_not_go_without_asking(qtbot: QtBot, sheet: CategoriesSheet) -> None:
    sheet.form.name.setText("改了一半")
    answer(lambda asked: asked.reject())
    sheet.table.choose("IN_SPOUSE")
    qtbot.waitUntil(lambda: getattr(sheet.table.current(), "code", "") == "IN_PROPERTY")
    assert sheet.form.name.text() == "改了一半"
    answer(lambda asked: asked.accept())
    sheet.table.choose("IN_SPOUSE")
    qtbot.waitUntil(lambda: sheet.form.code.text() == "IN_SPOUSE")
    QTest.keyClick(sheet, Key.Key_Escape)
    assert not sheet.isVisible()


def test_open_transfers_keep_their_materials(
    db: Database, clerk: Clerk, administrator: Clerk
) -> None:
    with db.write() as session:
        desk = Desk(session, clerk)
        card = desk.open(family_in(desk))
        now = category(session, "IN_PROPERTY")
        changed = replace(spec_of(now), materials=now.materials[:1])
        service.change_category(session, administrator, changed, now.version)
        after = transfer_card(session, card.id, desk.today)
    assert [one.name for one in after.materials] == [one.name for one in card.materials]


def test_it_opens_from_the_view(qtbot: QtBot, context: Context, window: QWidget) -> None:
    page = TransfersPage(context)
    qtbot.addWidget(page)
    page.categories_button.click()
    (made,) = page.findChildren(CategoriesSheet)
    assert not made.save_button.isVisible()
    assert "只有管理员能改" in made.banner.text()
    made.reject()
