"""Categories, whistle matrix and settings on the screen: changed by a supervisor, taken back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gridhall.core.clerk import Clerk
from gridhall.db.database import Database
from gridhall.issues.dialogs.settings import CategoriesSheet, GovernanceSheet, WhistleSheet
from gridhall.issues.queries.categories import leaves, standing_rules
from gridhall.issues.queries.settings import governance
from gridhall.issues.rules.categories import suggested
from gridhall.issues.rules.settings import Governance
from gridhall.qt.context import Context
from tests.factories import FakeDesk
from tests.modal import opened, window

__all__ = ["window"]
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def above(context: Context, supervisor: Clerk) -> Context:
    context.clerk = supervisor
    return context


def press(qtbot: QtBot, sheet: CategoriesSheet | WhistleSheet) -> None:
    qtbot.mouseClick(sheet.save_button, Qt.MouseButton.LeftButton)


def choose(qtbot: QtBot, sheet: CategoriesSheet, name: str) -> None:
    row = next(row for row in sheet.model.rows if row.name == name)
    sheet.table.choose(row.id)
    qtbot.waitUntil(lambda: sheet.name.text() == name)


def test_a_new_category_is_found_by_what_residents_say(
    qtbot: QtBot, window: QWidget, above: Context, desk: FakeDesk
) -> None:
    sheet = opened(qtbot, CategoriesSheet(window, above))
    choose(qtbot, sheet, "路灯照明")
    qtbot.keyClick(sheet, Qt.Key.Key_N, CTRL)
    sheet.name.setText("校车停靠")
    sheet.words.setPlainText("校车 接送")
    qtbot.keyClick(sheet, Qt.Key.Key_Return, CTRL)
    assert desk.toasts == ["已新增"]
    assert sheet.table.current().label == "道路交通·校车停靠"  # the group of the chosen one
    with above.db.read() as session:
        assert [one.name for one in suggested("接送", leaves(session))] == ["校车停靠"]
    desk.undos[0]()
    with above.db.read() as session:
        assert len(leaves(session)) == 69


def test_a_wrong_name_is_said_beside_its_field_and_what_was_typed_stays(
    qtbot: QtBot, window: QWidget, above: Context
) -> None:
    sheet = opened(qtbot, CategoriesSheet(window, above))
    choose(qtbot, sheet, "路灯照明")
    sheet.name.setText("养犬")
    press(qtbot, sheet)
    assert "已经有“养犬”" in sheet.name.accessibleDescription()
    assert sheet.name.text() == "养犬"


def test_ended_moved_and_a_group_has_no_words(
    qtbot: QtBot, window: QWidget, above: Context, db: Database
) -> None:
    sheet = opened(qtbot, CategoriesSheet(window, above))
    choose(qtbot, sheet, "道路交通")
    assert not sheet.words.isEnabled()
    assert not sheet.group.isEnabled()
    choose(qtbot, sheet, "路灯照明")
    assert sheet.words.isEnabled()
    qtbot.mouseClick(sheet.up_button, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(sheet.end_button, Qt.MouseButton.LeftButton)
    assert sheet.end_button.text() == "恢复"
    with db.read() as session:
        roads = [one.name for one in leaves(session) if one.group == "道路交通"]
    assert len(roads) == 6
    assert "68 个类别在用" in sheet.subtitle.text()


def test_a_line_of_the_matrix_is_changed(
    qtbot: QtBot, window: QWidget, above: Context, desk: FakeDesk
) -> None:
    sheet = opened(qtbot, WhistleSheet(window, above))
    sheet.table.choose_first()
    qtbot.waitUntil(lambda: sheet.blower.text() == "群众")
    sheet.days.setValue(3)
    press(qtbot, sheet)
    with above.db.read() as session:
        assert standing_rules(session)[0].report_days == 3
    assert desk.toasts == ["已保存"]


def test_a_counter_clerk_looks_only(qtbot: QtBot, window: QWidget, context: Context) -> None:
    for sheet in (
        opened(qtbot, CategoriesSheet(window, context)),
        opened(qtbot, WhistleSheet(window, context)),
        opened(qtbot, GovernanceSheet(window, context)),
    ):
        assert not sheet.save_button.isEnabled()
        sheet.reject()


def test_deadlines_points_and_rhythm_are_kept(
    qtbot: QtBot, window: QWidget, above: Context
) -> None:
    sheet = opened(qtbot, GovernanceSheet(window, above))
    assert sheet.chosen() == Governance()
    sheet.rhythm.setCurrentIndex(sheet.rhythm.findData("quarter"))
    sheet.routes[2].setValue(12)
    sheet.scores["supervised"].setValue(-8)
    sheet.manners.setPlainText("大事共议\n\n难事共助 ")
    qtbot.mouseClick(sheet.save_button, Qt.MouseButton.LeftButton)
    with above.db.read() as session:
        kept = governance(session)
    assert (kept.rhythm, kept.route_days[2], kept.scores["supervised"]) == ("quarter", 12, -8)
    assert kept.manners == ("大事共议", "难事共助")


def test_no_manner_at_all_is_refused(qtbot: QtBot, window: QWidget, above: Context) -> None:
    sheet = opened(qtbot, GovernanceSheet(window, above))
    sheet.manners.setPlainText("")
    qtbot.mouseClick(sheet.save_button, Qt.MouseButton.LeftButton)
    assert "议事规则至少写一条" in sheet.banner.text()
    assert sheet.isVisible()
