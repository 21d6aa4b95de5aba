"""登记与修改居民: the form, its errors, known people, two clerks at one card, a new head."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from gridhall.core.clerk import Clerk
from gridhall.db.database import Database
from gridhall.registry import queries, service
from gridhall.registry.dialogs import ConflictSheet, ResidentDialog
from gridhall.registry.dialogs.change.head import HeadSheet
from gridhall.registry.models import Person
from gridhall.registry.pages import ResidentsPage
from tests.audit import dressed
from tests.factories import TODAY, FakeDesk, id_number
from tests.registry.resident_hands import Typist, family, page, shown

__all__ = ["dressed", "family", "page"]
pytestmark = [pytest.mark.gui, pytest.mark.qt_log_ignore("propagateSizeHints")]
Key = Qt.Key


def test_registering_click_to_sql(
    qtbot: QtBot, page: ResidentsPage, db: Database, desk: FakeDesk
) -> None:
    number = id_number(date(2001, 5, 6), "1", 3)
    page.register()
    dialog = shown(page, ResidentDialog)
    qtbot.waitUntil(dialog.ui.idNumberEdit.hasFocus)
    typist = Typist(qtbot, dialog)
    typist.type(number)
    assert dialog.ui.birthEdit.text() == "2001-05-06　25 岁"
    assert not dialog.ui.sexCombo.isEnabled()
    typist.press(Key.Key_Return)
    typist.type("wcf")
    typist.press(Key.Key_Return)
    typist.type("13912345678")
    typist.press(Key.Key_Return)
    typist.type("9-1-101")
    typist.press(Key.Key_Return)
    assert dialog.ui.relationEdit.text() == "户主"  # nobody lives there yet
    typist.press(Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert not dialog.isVisible()
    assert page.panel.ui.nameLabel.text() == "wcf"
    assert desk.toasts == ["已登记 wcf，户号 000001"]
    with db.read() as session:
        row = queries.find_people(session, number, queries.Which.ALL, TODAY)[0]
    assert (row.home, row.sex, row.relation_label) == ("御景小区 9-1-101", "1", "户主")


def test_errors_stand_beside_their_fields(qtbot: QtBot, page: ResidentsPage) -> None:
    page.register()
    dialog = shown(page, ResidentDialog)
    dialog.ui.idNumberEdit.setText("370686195903120020")
    dialog.ui.phoneEdit.setText("1371234")
    dialog.save_button.click()
    ui = dialog.ui
    assert ui.problemBanner.text() == "还有 4 处要改：证件号、姓名、住址、与户主关系"
    assert ui.idNumberNote.text() == "证件号最后一位对不上，请再核对原件"
    assert ui.phoneDoubt.text() == "手机号要 11 位，现在是 7 位；也可以照样保存"
    assert ui.phoneDoubt.isVisible()
    assert ui.addressNote.isVisible()
    assert dialog.isVisible()
    qtbot.waitUntil(ui.idNumberEdit.hasFocus)


def test_a_known_number_offers_the_card(
    qtbot: QtBot, page: ResidentsPage, family: dict[str, int], db: Database
) -> None:
    with db.read() as session:
        number = session.get_one(Person, family["张国辉"]).id_number or ""
    page.register()
    dialog = shown(page, ResidentDialog)
    qtbot.waitUntil(dialog.ui.idNumberEdit.hasFocus)
    Typist(qtbot, dialog).type(number)
    assert "已登记在“张国辉”" in dialog.ui.idNumberNote.text()
    dialog.ui.problemBanner.acted.emit()
    assert page.panel.ui.nameLabel.text() == "张国辉"


def test_odd_relations_are_asked_once(
    qtbot: QtBot, page: ResidentsPage, family: dict[str, int]
) -> None:
    page.show_person(family["张桂花"])
    qtbot.mouseClick(page.panel.ui.addButton, Qt.MouseButton.LeftButton)
    dialog = shown(page, ResidentDialog)
    assert "张桂花户 4 人" in dialog.ui.homeLabel.text()
    dialog.ui.idNumberEdit.setText(id_number(date(1962, 1, 1), "2", 5))
    dialog.ui.nameEdit.setText("李老太")
    dialog.ui.relationEdit.setText("儿子")
    dialog.save_button.click()
    said = dialog.ui.doubtBanner.text()
    assert "性别是女，关系却是“子”" in said
    assert "只比户主小 2 岁" in said
    assert dialog.isVisible()
    dialog.save_button.click()
    assert page.panel.ui.nameLabel.text() == "李老太"
    assert len(page.panel.members.rows) == 5


def test_a_change_keeps_masked_numbers(
    page: ResidentsPage, family: dict[str, int], db: Database, desk: FakeDesk
) -> None:
    page.edit(family["李建军"])
    dialog = shown(page, ResidentDialog)
    assert dialog.ui.idNumberEdit.text() == ""
    assert "********" in dialog.ui.idNumberEdit.placeholderText()
    dialog.ui.nameEdit.setText("李建国")
    dialog.ui.partyEdit.setText("党员")
    dialog.save_button.click()
    assert desk.toasts == ["已修改 李建国"]
    with db.read() as session:
        kept = session.get_one(Person, family["李建军"])
    assert (kept.name, kept.political_status, kept.phone) == ("李建国", "01", "13712345521")
    assert kept.id_number is not None


def _edited_by(db: Database, clerk: Clerk, person_id: int, **changed: Any) -> queries.ResidentRow:
    """Somebody at another counter saves a change."""
    with db.write() as session:
        draft = queries.stored_draft(session, person_id)
        version = queries.resident_card(session, person_id).version
        change = (replace(draft, **changed), version)
        return service.change_person(session, clerk, person_id, change, TODAY)


def test_changes_of_two_clerks_are_merged_where_the_fields_differ(
    page: ResidentsPage, family: dict[str, int], db: Database, supervisor: Clerk
) -> None:
    page.edit(family["李建军"])
    dialog = shown(page, ResidentDialog)
    _edited_by(db, supervisor, family["李建军"], note="独居", phone="13900002200")
    dialog.ui.nameEdit.setText("李建国")
    dialog.save_button.click()
    sheet = shown(page, ConflictSheet)
    said = sheet.sentence()
    assert said.startswith("高明 ")
    assert "“备注”改成 独居" in said
    assert "“电话”改成 139****2200" in said
    assert said.endswith("你改的是“姓名”，两处不冲突，可以合并。")
    assert not sheet.table.isVisible()
    sheet.merge.click()
    with db.read() as session:
        kept = session.get_one(Person, family["李建军"])
        assert (kept.name, kept.note, kept.phone) == ("李建国", "独居", "13900002200")
    assert not dialog.isVisible()


@pytest.mark.parametrize(("choice", "name"), [("留对方的", "李建"), ("留我的", "李建国")])
def test_a_field_both_changed_is_chosen_side_by_side(
    page: ResidentsPage,
    family: dict[str, int],
    db: Database,
    supervisor: Clerk,
    choice: str,
    name: str,
) -> None:
    page.edit(family["李建军"])
    dialog = shown(page, ResidentDialog)
    _edited_by(db, supervisor, family["李建军"], name="李建")
    dialog.ui.nameEdit.setText("李建国")
    dialog.ui.partyEdit.setText("党员")
    dialog.save_button.click()
    sheet = shown(page, ConflictSheet)
    assert sheet.table.isVisible()
    assert sheet.merge.text() == "按所选保存"
    assert sheet.picks["name"].currentText() == "留对方的"  # nothing of the other's is lost unseen
    sheet.picks["name"].setCurrentText(choice)
    sheet.merge.click()
    with db.read() as session:
        kept = session.get_one(Person, family["李建军"])
        assert (kept.name, kept.political_status) == (name, "01")


def test_the_rest_of_the_card_is_unfolded_and_stored(
    page: ResidentsPage, family: dict[str, int], db: Database
) -> None:
    page.edit(family["李建军"])
    dialog = shown(page, ResidentDialog)
    assert not dialog.ui.morePart.isVisible()
    dialog.ui.moreButton.click()
    dialog.ui.occupationEdit.setText("教师")
    dialog.ui.cameHereEdit.setText("2019-08 由栖霞市庄园街道迁来")
    dialog.save_button.click()
    with db.read() as session:
        kept = session.get_one(Person, family["李建军"])
        assert (kept.occupation, kept.came_here) == ("教师", "2019-08 由栖霞市庄园街道迁来")
    page.edit(family["李建军"])
    assert shown(page, ResidentDialog).ui.morePart.isVisible()  # something is written there


def test_whoever_has_no_paper_needs_no_number(
    page: ResidentsPage, db: Database, desk: FakeDesk
) -> None:
    page.register()
    ui = (dialog := shown(page, ResidentDialog)).ui
    ui.idKindCombo.setCurrentIndex(ui.idKindCombo.findData("temporary"))
    assert not ui.idNumberEdit.isEnabled()
    assert ui.idNumberEdit.placeholderText() == "保存时由本厅编临时编号"
    ui.sexCombo.setCurrentIndex(2)
    ui.birthEdit.setText("1950-1-1")
    ui.nameEdit.setText("赵氏")
    ui.addressEdit.setText("御景小区 9-1-102")
    ui.relationEdit.setText("户主")
    dialog.save_button.click()
    assert page.panel.ui.factsLabel.text().endswith("证件 临2026000001")


def test_a_new_head_is_proposed_with_all_relations(
    page: ResidentsPage, family: dict[str, int], desk: FakeDesk
) -> None:
    page.show_person(family["张桂花"])
    page.panel.ui.headButton.click()
    sheet = shown(page, HeadSheet)
    words = {who: edit.text() for who, edit in sheet.heir.relations.items()}
    assert words == {
        family["张桂花"]: "母亲", family["李建军"]: "户主",
        family["王晓燕"]: "妻", family["李思涵"]: "女",
    }  # fmt: skip
    sheet.save_button.click()
    assert desk.toasts[-1].startswith("已换户主：李建军户")
    assert page.panel.members.rows[0].name == "李建军"
