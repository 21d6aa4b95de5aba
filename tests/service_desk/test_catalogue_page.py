"""材料与时限: find a matter, read it, change it by keyboard, print its guide."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gridhall.core.clerk import Clerk
from gridhall.qt.context import Context
from gridhall.service_desk.dialogs.catalogue_day import StandingSheet
from gridhall.service_desk.dialogs.catalogue_editor import EMPTY, MatterEditor
from gridhall.service_desk.dialogs.catalogue_history import VersionSheet
from gridhall.service_desk.dialogs.catalogue_pin import PinSheet
from gridhall.service_desk.pages.catalogue import CataloguePage
from gridhall.service_desk.queries.catalogue import MatterRow, find_matter, matter_by_id
from gridhall.service_desk.queries.catalogue_history import versions
from gridhall.service_desk.queries.pins import pinned
from gridhall.service_desk.service.catalogue_versions import MatterChange, save_matter
from gridhall.service_desk.sheets.catalogue import install_catalogue
from tests.factories import TODAY, FakeDesk
from tests.modal import answer, opened, window

__all__ = ["window"]
NEXT = TODAY + timedelta(days=7)
Ctrl = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def boss(context: Context, administrator: Clerk) -> Context:
    """The hall's administrator, with the shipped catalogue."""
    with context.db.write() as session:
        install_catalogue(session, administrator)
    context.clerk = administrator
    return context


@pytest.fixture
def page(qtbot: QtBot, boss: Context) -> CataloguePage:
    class Files:
        def to_save(self, _parent: QWidget, proposed: str) -> Path | None:
            return None

    made = CataloguePage(boss, Files())  # type: ignore[arg-type]  # asks nobody
    made.resize(1366, 700)
    made.show_for_width(1366)
    made.actions_above()[0].setParent(None)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: made.is_read)
    return made


def matter(context: Context, code: str = "MZ01", on: date = TODAY) -> MatterRow:
    with context.db.read() as session:
        return find_matter(session, code, on)


def choose(qtbot: QtBot, page: CataloguePage, code: str) -> MatterRow:
    row = matter(page.context, code)
    page.show_item(row.id)
    panel = page.panel
    qtbot.waitUntil(lambda: panel.card is not None and panel.card.row.id == row.id)
    return row


def editor(context: Context, over: QWidget, row: MatterRow, since: date = TODAY) -> MatterEditor:
    start = MatterChange(row.said, since, row.id, row.version)
    return MatterEditor(over, context, start, ["养老服务"])


def text(one: Any) -> str:
    return str(one.text())


def test_initials_find_it_and_the_card_says_everything(qtbot: QtBot, page: CataloguePage) -> None:
    page.ui.filterEdit.setText("gljt")
    qtbot.waitUntil(lambda: page.ui.table.current() is not None)
    names = [row.matter.name for row in page.model.rows]
    assert "高龄津贴初审" in names
    row = choose(qtbot, page, "MZ01")
    assert text(page.panel.ui.nameLabel) == row.name
    assert len(page.panel.materials.rows_model.rows) == len(row.materials)
    assert len(page.panel.versions.rows_model.rows) == 1


def test_pills_and_categories_narrow_the_list(qtbot: QtBot, page: CataloguePage) -> None:
    whole = len(page.model.rows)
    page.ui.pills.choose(1)
    page.relist()
    assert 0 < len(page.model.rows) < whole
    assert {row.matter.kind for row in page.model.rows} == {"instant"}
    page.ui.pills.choose(0)
    page.groups.setCurrentIndex(1)
    assert {row.matter.category for row in page.model.rows} == {page.groups.currentText()}


def test_a_clerk_looks_and_is_told_who_changes_it(
    qtbot: QtBot, page: CataloguePage, clerk: Clerk, desk: FakeDesk
) -> None:
    choose(qtbot, page, "MZ01")
    page.context.clerk = clerk
    page.panel.edit_button.click()
    assert "改事项目录要管理员来做" in desk.errors[-1]
    page.refresh()
    qtbot.waitUntil(lambda: "请管理员登录" in page.ui.keysLabel.text())


def test_ctrl_p_issues_the_guide(qtbot: QtBot, page: CataloguePage, desk: FakeDesk) -> None:
    choose(qtbot, page, "MZ01")
    page.panel.guide_button.click()
    qtbot.waitUntil(lambda: bool(desk.previewed))
    page.acts.booklet()
    qtbot.waitUntil(lambda: len(desk.previewed) == 2)


def test_saving_in_the_editor_makes_a_version_of_that_day(
    qtbot: QtBot, boss: Context, window: QWidget
) -> None:
    row = matter(boss)
    sheet = opened(qtbot, editor(boss, window, row))
    told: list[str] = []
    sheet.saved.connect(lambda _id, words: told.append(words))
    sheet.day.set_value(NEXT)
    sheet.fields.limit.setValue(row.limit_days + 2)
    sheet.fields.made["conditions"].setPlainText("年满 80 周岁\n本地户籍")
    sheet.save()
    assert told == [f"“{row.name}”已保存，{NEXT} 起按新的办"]
    assert matter(boss).limit_days == row.limit_days
    assert matter(boss, on=NEXT).said.conditions == "年满 80 周岁\n本地户籍"


def test_materials_are_added_moved_and_removed_by_keyboard(
    qtbot: QtBot, boss: Context, window: QWidget
) -> None:
    row = matter(boss)
    sheet = opened(qtbot, editor(boss, window, row))
    sheet.go(3)
    pane = sheet.materials
    QTest.keyClick(sheet, Qt.Key.Key_A, Qt.KeyboardModifier.AltModifier)
    pane.texts["name"].setText("委托书")
    pane.texts["name"].textEdited.emit("委托书")
    assert pane.entries()[1]["name"] == "委托书"
    QTest.keyClick(sheet, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert pane.entries()[0]["name"] == "委托书"
    QTest.keyClick(sheet, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    pane.choose(1)
    QTest.keyClick(sheet, Qt.Key.Key_D, Qt.KeyboardModifier.AltModifier)
    sheet.save()
    expected = ["委托书", *(one.name for one in row.materials[1:])]
    assert [one.name for one in matter(boss).materials] == expected


@pytest.mark.parametrize(
    ("break_it", "key", "section", "said"),
    [
        (lambda s: s.fields.made["name"].setText(""), "name", 0, "名称是空的"),
        (lambda s: s.fields.limit.setValue(0), "limit_days", 1, "承诺件至少 1 个工作日"),
        (lambda s: s.fields.made["legal_days"].setValue(1), "limit_days", 1, "还长"),
        (lambda s: s.fields.made["authority_code"].setText("1"), "authority_code", 0, "校验码"),
        (lambda s: s.fields.made["audience"].show_codes(""), "audience", 0, "是空的"),
        (lambda s: s.materials.add_one(), "material.name", 3, "份材料的名称是空的"),
    ],
)
def test_what_is_wrong_stands_at_its_field_and_what_was_typed_stays(
    qtbot: QtBot, boss: Context, window: QWidget, break_it: Callable[[Any], None], key: str,
    section: int, said: str,
) -> None:  # fmt: skip
    row = matter(boss)
    sheet = opened(qtbot, editor(boss, window, row))
    sheet.fields.made["quota"].setText("每人一次")
    break_it(sheet)
    sheet.save()
    note = sheet._marked()[key][1]
    assert sheet.isVisible()
    assert said in note.text()
    assert (sheet._stack.currentIndex(), note.isVisible()) == (section, True)
    assert "1 处要改" in sheet.segments.titles()[section]
    assert sheet.fields.made["quota"].text() == "每人一次"
    assert matter(boss).said == row.said
    sheet._shown = sheet._said()  # nothing is asked when it closes


def test_a_new_matter_and_a_taken_code(qtbot: QtBot, boss: Context, window: QWidget) -> None:
    sheet = opened(qtbot, MatterEditor(window, boss, MatterChange(EMPTY, TODAY), ["养老服务"]))
    made = sheet.fields.made
    for name, words in (("code", "MZ01"), ("name", "陪诊预约")):
        made[name].setText(words)
    made["category"].setCurrentText("养老服务")
    sheet.save()
    assert "已有别的事项在用" in sheet._marked()["code"][1].text()
    made["code"].setText("QQ01")
    sheet.save()
    assert matter(boss, "QQ01").name == "陪诊预约"


def test_esc_asks_before_anything_typed_is_lost(
    qtbot: QtBot, boss: Context, window: QWidget
) -> None:
    sheet = opened(qtbot, editor(boss, window, matter(boss)))
    sheet.fields.made["quota"].setText("每人一次")
    answer(lambda asked: asked.reject())
    sheet.reject()
    assert sheet.isVisible()
    answer(lambda asked: asked.accept())
    sheet.reject()
    assert not sheet.isVisible()


def test_who_changed_it_meanwhile_is_told_of_and_nothing_is_lost(
    qtbot: QtBot, boss: Context, window: QWidget
) -> None:
    row = matter(boss)
    sheet = opened(qtbot, editor(boss, window, row))
    with boss.db.write() as session:
        said = replace(row.said, quota="不限")
        change = MatterChange(said, TODAY, row.id, row.version)
        save_matter(session, boss.clerk, change, TODAY)
    sheet.fields.limit.setValue(row.limit_days + 1)
    sheet.save()
    assert "刚才被别人改过了" in sheet.banner.text()
    assert sheet.fields.limit.value() == row.limit_days + 1
    sheet._shown = sheet._said()


def test_retired_from_a_day_and_shown_under_its_pill(
    qtbot: QtBot, page: CataloguePage, window: QWidget
) -> None:
    row = choose(qtbot, page, "MZ01")
    sheet = opened(qtbot, StandingSheet(window, page.context, row))
    assert "没有在办的" in text(sheet.told)
    sheet.save()
    page.show_item(row.id)
    qtbot.waitUntil(lambda: page.ui.pills.current() == 4 and page.ui.table.current() is not None)
    assert page.ui.table.current().id == row.id


def test_a_coming_version_is_read_and_withdrawn(
    qtbot: QtBot, boss: Context, window: QWidget
) -> None:
    row = matter(boss)
    with boss.db.write() as session:
        said = replace(row.said, limit_days=row.limit_days + 1)
        save_matter(session, boss.clerk, MatterChange(said, NEXT, row.id, row.version), TODAY)
    with boss.db.read() as session:
        coming = versions(session, row.id, TODAY)[0]
    sheet = opened(qtbot, VersionSheet(window, boss, row.name, coming))
    assert sheet.model.rows[0].title == "承诺时限"
    sheet.back.click()
    assert matter(boss, on=NEXT).said == row.said


def test_a_digit_fixes_it_to_a_key(qtbot: QtBot, boss: Context, window: QWidget) -> None:
    row = matter(boss)
    sheet = opened(qtbot, PinSheet(window, boss, row))
    QTest.keyClick(sheet.table, Qt.Key.Key_4)
    QTest.keyClick(sheet, Qt.Key.Key_Return, Ctrl)
    with boss.db.read() as session:
        place = pinned(session, TODAY)[3]
    assert place is not None
    assert place.id == row.id
    again = opened(qtbot, PinSheet(window, boss, row))
    again.free()
    with boss.db.read() as session:
        assert pinned(session, TODAY)[3] is None


def test_the_editor_tells_what_is_under_way(qtbot: QtBot, boss: Context, window: QWidget) -> None:
    row = matter(boss)
    with boss.db.write() as session:
        said = replace(row.said, limit_days=row.limit_days + 1)
        save_matter(session, boss.clerk, MatterChange(said, NEXT, row.id, row.version), TODAY)
        row = matter_by_id(session, row.id, TODAY)
    sheet = opened(qtbot, editor(boss, window, row))
    assert f"{NEXT} 起另有版本" in text(sheet.told)


def test_each_section_opens_at_its_first_field(
    qtbot: QtBot, boss: Context, window: QWidget
) -> None:
    sheet = opened(qtbot, editor(boss, window, matter(boss)))
    seen = []
    for _ in range(6):
        QTest.keyClick(sheet, Qt.Key.Key_PageDown, Ctrl)
        focused = sheet.focusWidget()
        assert focused is not None
        assert focused.focusPolicy() & Qt.FocusPolicy.TabFocus
        seen.append(focused)
    assert seen[0] is sheet.fields.made["limit_days"]
    assert len(set(seen)) == 6
