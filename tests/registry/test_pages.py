from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.clerks import queries as trail
from gridhall.core.clerk import Clerk
from gridhall.db.database import Database
from gridhall.qt.context import Context
from gridhall.qt.shell import Shell, Tab
from gridhall.registry import queries, service
from gridhall.registry.dialogs import ConflictSheet, ResidentDialog, RevealSheet
from gridhall.registry.dialogs.change.head import HeadSheet
from gridhall.registry.models import Person
from gridhall.registry.pages import ResidentsPage
from gridhall.registry.queries import MatterRow, Which
from tests.audit import audit, dressed
from tests.factories import (
    TODAY,
    FakeDesk,
    id_number,
    make_family,
    make_grid,
    make_household,
    make_person,
)

__all__ = ["dressed"]
pytestmark = [pytest.mark.gui, pytest.mark.qt_log_ignore("propagateSizeHints")]
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
    made = ResidentsPage(context, [_matters])
    qtbot.addWidget(made)
    made.resize(1366, 700)
    with qtbot.waitExposed(made):
        made.show()
    return made


def _matters(session: Session, person_id: int) -> list[MatterRow]:
    case = "户籍迁入材料初审", "处理中", "amber", "王芳", "case", 7, "SL20261124-012", True
    return [MatterRow(date(2026, 11, 23), *case)]


def _dialog(page: QWidget, kind: type[Any]) -> Any:
    return next(found for found in page.findChildren(kind) if found.isVisible())


def _titles(page: ResidentsPage) -> list[str]:
    return [choice.title for choice in page.ui.searchBox.list.offers.choices]


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
    assert page.panel.ui.nameLabel.text() == _titles(page)[0].partition("　")[0]
    assert page.ui.searchBox.edit.hasFocus()  # typing again goes to the box
    typist.type("x")
    assert page.ui.searchBox.edit.text() == "zghx"


def test_results_narrow_and_a_single_one_opens_at_once(page: ResidentsPage) -> None:
    edit = page.ui.searchBox.edit
    edit.setText("zgh")
    assert sorted(_titles(page)) == ["张国辉　男 41", "张桂花　女 67"]
    assert page.panel.card is None
    edit.setText("zgh 3-2-501")
    assert _titles(page) == ["张桂花　女 67"]
    assert page.panel.ui.nameLabel.text() == "张桂花"
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
    sheet = _dialog(page, RevealSheet)
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
    dialog = _dialog(page, ResidentDialog)
    assert dialog.ui.nameEdit.text() == "欧阳<b>"
    dialog.reject()
    page.register()
    again = _dialog(page, ResidentDialog)
    assert again.ui.nameEdit.text() == "欧阳<b>"  # put away, not lost


def test_registering_click_to_sql(
    qtbot: QtBot, page: ResidentsPage, db: Database, desk: FakeDesk
) -> None:
    number = id_number(date(2001, 5, 6), "1", 3)
    page.register()
    dialog = _dialog(page, ResidentDialog)
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
    dialog = _dialog(page, ResidentDialog)
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
    dialog = _dialog(page, ResidentDialog)
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
    dialog = _dialog(page, ResidentDialog)
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
    dialog = _dialog(page, ResidentDialog)
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
    dialog = _dialog(page, ResidentDialog)
    _edited_by(db, supervisor, family["李建军"], note="独居", phone="13900002200")
    dialog.ui.nameEdit.setText("李建国")
    dialog.save_button.click()
    sheet = _dialog(page, ConflictSheet)
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
    dialog = _dialog(page, ResidentDialog)
    _edited_by(db, supervisor, family["李建军"], name="李建")
    dialog.ui.nameEdit.setText("李建国")
    dialog.ui.partyEdit.setText("党员")
    dialog.save_button.click()
    sheet = _dialog(page, ConflictSheet)
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
    dialog = _dialog(page, ResidentDialog)
    assert not dialog.ui.morePart.isVisible()
    dialog.ui.moreButton.click()
    dialog.ui.occupationEdit.setText("教师")
    dialog.ui.cameHereEdit.setText("2019-08 由栖霞市庄园街道迁来")
    dialog.save_button.click()
    with db.read() as session:
        kept = session.get_one(Person, family["李建军"])
        assert (kept.occupation, kept.came_here) == ("教师", "2019-08 由栖霞市庄园街道迁来")
    page.edit(family["李建军"])
    assert _dialog(page, ResidentDialog).ui.morePart.isVisible()  # something is written there


def test_whoever_has_no_paper_needs_no_number(
    page: ResidentsPage, db: Database, desk: FakeDesk
) -> None:
    page.register()
    ui = (dialog := _dialog(page, ResidentDialog)).ui
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
    sheet = _dialog(page, HeadSheet)
    words = {who: edit.text() for who, edit in sheet.heir.relations.items()}
    assert words == {
        family["张桂花"]: "母亲", family["李建军"]: "户主",
        family["王晓燕"]: "妻", family["李思涵"]: "女",
    }  # fmt: skip
    sheet.save_button.click()
    assert desk.toasts[-1].startswith("已换户主：李建军户")
    assert page.panel.members.rows[0].name == "李建军"


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
    assert len(_titles(page)) == 4
    page.ui.searchBox.edit.setText("zgh")
    assert _titles(page) == ["张桂花　女 67"]


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
    from gridhall.registry import service

    with db.write() as session:
        service.reveal(session, clerk, family["张桂花"], "核对原件")
    with db.read() as session:
        seen = queries.reveals(session, family["张桂花"])
    assert [(row.clerk_name, row.reason) for row in seen] == [("王芳", "核对原件")]
    assert isinstance(seen[0].recorded_at, datetime)
