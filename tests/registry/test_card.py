from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from gridhall.core.clerk import Clerk
from gridhall.db.database import Database
from gridhall.qt.context import Context
from gridhall.registry import queries, service
from gridhall.registry.dialogs import GuardianSheet, HistorySheet, ResidentDialog, TagKindsSheet
from gridhall.registry.dialogs.change.sheets import LeavingSheet
from gridhall.registry.dialogs.tags import TagsSheet
from gridhall.registry.models import Guardian, Person, PersonTag
from gridhall.registry.pages import ResidentsPage
from gridhall.registry.queries.changes import actions_of
from gridhall.registry.rules.changes import Change
from gridhall.registry.rules.tags import TagDraft
from gridhall.registry.service import tags
from tests.audit import audit, dressed
from tests.factories import TODAY, FakeDesk, id_number, make_family, make_grid
from tests.modal import answer

__all__ = ["dressed"]
pytestmark = [pytest.mark.gui, pytest.mark.qt_log_ignore("propagateSizeHints")]


@pytest.fixture
def family(db: Database) -> dict[str, int]:
    with db.write() as session:
        make_grid(session)
        make_family(session)
        return {p.name: p.id for p in session.scalars(select(Person))}


@pytest.fixture
def page(qtbot: QtBot, context: Context, family: dict[str, int]) -> ResidentsPage:
    made = ResidentsPage(context)
    qtbot.addWidget(made)
    made.resize(1366, 700)
    with qtbot.waitExposed(made):
        made.show()
    return made


def _sheet(page: QWidget, kind: type[Any]) -> Any:
    return next(found for found in page.findChildren(kind) if found.isVisible())


def _words(widget: QWidget) -> list[str]:
    """Every label on show, once the layouts have settled."""
    QApplication.processEvents()
    return [found.text() for found in widget.findChildren(QLabel) if found.isVisible()]


def _die(db: Database, clerk: Clerk, family: dict[str, int]) -> int:
    """张桂花 dies, 李建军 heads the household."""
    left = {"李建军": "02", "王晓燕": "12", "李思涵": "30"}
    relations = {family[name]: code for name, code in left.items()}
    change = Change("died", TODAY, TODAY, {family["张桂花"]: ""}, None, relations)
    with db.write() as session:
        return service.carry_out(session, clerk, change, TODAY).action_id


def test_a_new_head_is_no_new_arrival(db: Database, clerk: Clerk, family: dict[str, int]) -> None:
    """入住日期 stays the day they came; the relation alone has another one from today."""
    with db.read() as session:
        before = queries.resident_card(session, family["李建军"]).since
    _die(db, clerk, family)
    with db.read() as session:
        card = queries.resident_card(session, family["李建军"])
    assert card.person.relation == "02"
    assert card.since == before != TODAY


def test_an_act_from_the_menu_is_told_and_taken_back(
    qtbot: QtBot, page: ResidentsPage, family: dict[str, int], desk: FakeDesk, db: Database
) -> None:
    page.show_person(family["李建军"])
    page.panel.open_menu()
    titles = {entry.data(): entry.text() for entry in page.panel.menu.actions() if entry.text()}
    assert titles["died"] == "&2  去世"
    entry = next(entry for entry in page.panel.menu.actions() if entry.data() == "moved_out")
    page.panel.menu.close()
    entry.trigger()
    sheet = _sheet(page, LeavingSheet)
    qtbot.wait(5)
    sheet.save_button.click()
    assert desk.toasts[-1] == "已登记迁出：李建军"
    chips = _words(page.panel)
    assert "已迁出" in chips
    assert page.panel.ui.householdLabel.text() == "已迁出；回来的，按 Ctrl+J 办迁入"
    desk.undos[-1]()
    with db.read() as session:
        assert queries.person(session, family["李建军"]).status == "present"
    assert "已迁出" not in _words(page.panel)


def test_the_dead_can_be_looked_at_only(
    page: ResidentsPage, family: dict[str, int], db: Database, clerk: Clerk
) -> None:
    _die(db, clerk, family)
    page.show_person(family["张桂花"])
    ui = page.panel.ui
    assert f"张桂花已于 {TODAY} 去世，档案已冻结，只能查看" in ui.stateBanner.text()
    shut = (ui.editButton, ui.changeButton, ui.tagsButton, ui.addButton, ui.headButton)
    shut += (ui.caseButton,)
    assert "没有办过事" in _words(page.panel)
    assert not any(button.isVisible() for button in shut)
    page.panel.open_menu()
    assert not page.panel.menu.isVisible()


def test_a_day_of_the_past_shows_the_household_as_it_was(
    page: ResidentsPage, family: dict[str, int], db: Database, clerk: Clerk
) -> None:
    _die(db, clerk, family)
    page.show_person(family["李建军"])
    assert [row.name for row in page.panel.members.rows] == ["李建军", "王晓燕", "李思涵"]
    page.panel.ui.asAtButton.click()
    page.panel.ui.asAtEdit.set_value(TODAY - timedelta(days=1))
    assert page.panel.members.rows[0].name == "张桂花"
    assert f"这是 {TODAY - timedelta(days=1)} 登记的样子" in page.panel.ui.stateBanner.text()
    assert not page.panel.ui.editButton.isVisible()
    page.panel.ui.asAtEdit.set_value(date(2020, 1, 1))
    assert page.panel.ui.householdLabel.text() == "2020-01-01 不在册"
    page.panel.ui.asAtButton.click()
    assert page.panel.members.rows[0].name == "李建军"
    assert page.panel.ui.editButton.isVisible()


def test_what_was_taken_back_is_struck_through_and_says_so(
    qtbot: QtBot, page: ResidentsPage, family: dict[str, int], db: Database, clerk: Clerk
) -> None:
    _die(db, clerk, family)
    page.show_person(family["李建军"])
    page.panel.history_wanted.emit()
    sheet = _sheet(page, HistorySheet)
    death = next(row for row in sheet.rows if row.kind == "head_changed")

    def write(asked: Any) -> None:
        asked.reason.setText("登错了人")
        asked._act.click()

    answer(write)
    sheet.take_back(death)
    assert sheet.banner.text().startswith("已撤回")
    qtbot.wait(5)
    struck = [
        found.text()
        for found in sheet.findChildren(QLabel)
        if "line-through" in found.styleSheet() and found.isVisible()
    ]
    assert "与户主关系改为户主" in struck
    assert "已撤回" in _words(sheet)
    sheet.views.chosen.emit(1)
    with db.read() as session:
        assert session.get_one(Person, family["张桂花"]).status == "present"
        undone = [row for row in actions_of(session, family["张桂花"]) if row.is_undone]
    assert undone


def test_tags_are_set_ended_and_taken_back(
    qtbot: QtBot, page: ResidentsPage, family: dict[str, int], db: Database, desk: FakeDesk
) -> None:
    page.show_person(family["张桂花"])
    page.panel.ui.tagsButton.click()
    sheet = _sheet(page, TagsSheet)
    sheet.kind.setText("kclr")
    assert [choice.title for choice in sheet._find("kclr")] == ["空巢老人"]
    sheet.unknown.setChecked(True)
    sheet.add_button.click()
    assert desk.toasts[-1] == "已加标签“空巢老人”"
    assert "不清楚从哪天起 · 王芳" in _words(sheet)
    sheet.kind.setText("没有这种")
    sheet.add_button.click()
    assert "没有这种标签" in sheet.banner.text()
    sheet.reject()
    assert "空巢老人" in _words(page.panel)
    desk.undos[-1]()
    with db.read() as session:
        assert session.scalars(select(PersonTag)).all() == []
    assert "空巢老人" not in _words(page.panel)


def test_a_sensitive_tag_of_somebody_else_is_not_on_the_counters_card(
    page: ResidentsPage, family: dict[str, int], db: Database, supervisor: Clerk
) -> None:
    with db.write() as session:
        tags.set_tag(session, supervisor, family["张桂花"], TagDraft("disabled"), TODAY)
    page.show_person(family["张桂花"])
    assert not any("残疾" in words for words in _words(page))
    page._open_history()
    sheet = _sheet(page, HistorySheet)
    assert not any("残疾" in words for words in _words(sheet))
    assert "敏感标签" in _words(sheet)
    assert not [b for b in sheet.findChildren(QWidget) if b.accessibleName().startswith("撤回 ")]


def test_the_administrator_keeps_the_halls_tags(
    qtbot: QtBot, context: Context, administrator: Clerk, family: dict[str, int]
) -> None:
    context.clerk = administrator
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    sheet = TagKindsSheet(window, context)
    sheet.open()
    sheet.name.setText("养犬户")
    sheet._add()
    assert sheet.banner.text() == "已添加标签“养犬户”"
    assert "养犬户" in _words(sheet)


def test_a_child_just_registered_is_asked_for_a_guardian(
    page: ResidentsPage, family: dict[str, int], db: Database, desk: FakeDesk
) -> None:
    page.show_person(family["张桂花"])
    page.panel.ui.addButton.click()
    dialog = _sheet(page, ResidentDialog)
    dialog.ui.idNumberEdit.setText(id_number(date(2020, 5, 6), "1", 9))
    dialog.ui.nameEdit.setText("李思源")
    dialog.ui.relationEdit.setText("孙子")
    dialog.save_button.click()
    sheet = _sheet(page, GuardianSheet)
    assert "不满 14 周岁" in sheet.subtitle.text()
    assert (sheet.resident.text(), sheet.relation.currentText()) == ("李建军", "父亲")
    assert page.panel.ui.guardianBanner.text() == "不满 14 岁，还没有在世的监护人登记在案"
    sheet.save_button.click()
    assert desk.toasts[-1] == "已登记监护人：李建军"
    assert page.panel.ui.guardianLabel.text() == "父亲 李建军 137****5521"
    assert not page.panel.ui.guardianBanner.isVisible()
    with db.read() as session:
        assert session.scalars(select(Guardian.guardian_id)).one() == family["李建军"]


def test_an_outside_guardian_needs_a_phone(
    page: ResidentsPage, family: dict[str, int], db: Database
) -> None:
    page.show_person(family["李思涵"])
    page.panel.ui.guardianButton.click()
    sheet = _sheet(page, GuardianSheet)
    sheet.resident.choose(None)
    sheet.name.setText("李大山")
    sheet.save_button.click()
    assert "请填写联系电话" in sheet.banner.text()
    sheet.phone.setText("0536-8888888")
    sheet.relation.setCurrentText("祖父")
    sheet.save_button.click()
    assert page.panel.ui.guardianLabel.text() == "祖父 李大山 0536-****888"


@pytest.mark.parametrize(("mode", "percent"), [("light", 100), ("dark", 150)])
def test_nothing_is_clipped_or_nameless(
    qtbot: QtBot,
    page: ResidentsPage,
    family: dict[str, int],
    db: Database,
    clerk: Clerk,
    dressed: Any,
    mode: str,
    percent: int,
) -> None:
    dressed(mode, percent)
    with db.write() as session:
        for code in ("veteran", "disabled", "minimum_income"):
            tags.set_tag(session, clerk, family["李思涵"], TagDraft(code), TODAY)
    page.show_person(family["李思涵"])
    qtbot.wait(20)
    assert audit(page).problems == []
    assert page.panel.card is not None
    for sheet in (
        TagsSheet(page, page._context, family["李思涵"], "李思涵"),
        GuardianSheet(page, page._context, family["李思涵"], "李思涵", asked=True),
        HistorySheet(page, page._context, page.panel.card),
    ):
        sheet.open()
        qtbot.wait(20)
        assert audit(sheet).problems == []
        sheet.reject()


def test_ctrl_j_and_a_digit_open_an_act(
    qtbot: QtBot, page: ResidentsPage, family: dict[str, int]
) -> None:
    page.show_person(family["李建军"])
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    qtbot.keyClick(page.ui.searchBox.edit, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(page.panel.menu.isVisible)
    qtbot.keyClick(page.panel.menu, Qt.Key.Key_2)
    sheet = _sheet(page, LeavingSheet)
    assert sheet.title.text() == "去世登记 · 李建军"
    sheet.reject()
