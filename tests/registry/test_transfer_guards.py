"""What speaks against a transfer, and the one key that puts it right."""

from datetime import date, timedelta

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select

from gridhall.places.models import Dwelling
from gridhall.qt.context import Context
from gridhall.registry.columns.transfers import AFTER
from gridhall.registry.dialogs.transfer.sheet import Stage
from gridhall.registry.models import Household, HukouTransfer, Membership, Person
from gridhall.registry.rules.changes import NEW
from tests.audit import dressed
from tests.factories import TODAY, make_person
from tests.registry.transfer_hands import (
    ALT,
    Key,
    OpeningDesk,
    desk,
    ids,
    page,
    shown_dialog,
    strip,
    window,
)

__all__ = ["desk", "dressed", "ids", "page", "window"]
pytestmark = [pytest.mark.gui, pytest.mark.qt_log_ignore("propagateSizeHints")]


def test_a_child_left_out_needs_a_reason_or_is_ticked_by_one_key(
    qtbot: QtBot, context: Context, window: QMainWindow, ids: dict[str, int]
) -> None:
    dialog = shown_dialog(qtbot, window, context, ids["张桂花"])
    dialog.what.members.choose(ids["李思涵"])
    dialog.what.members.setFocus()
    QTest.keyClick(dialog.what.members, Key.Key_Space)
    told = "李思涵（9 岁）未勾选：未成年人一般随监护人一同迁移，确认不迁请填写原因"
    assert strip(dialog) == told
    dialog.go_on()
    assert dialog.stage is Stage.WHAT
    QTest.keyClick(dialog, Key.Key_U, ALT)
    assert strip(dialog) == ""
    assert len(dialog._form.party.movers) == 4


def test_a_head_who_leaves_is_followed_by_another(
    qtbot: QtBot, context: Context, window: QMainWindow, ids: dict[str, int]
) -> None:
    dialog = shown_dialog(qtbot, window, context, ids["张国辉"])
    assert dialog._form.direction == "out"
    lines = dialog.what.members.lines
    said = {lines.columns[AFTER].text(one) for one in lines.rows}
    assert said == {"迁出"}  # who leaves is nothing to a head here
    ui = dialog.what.ui
    rows = [ui.fieldsGrid.indexOf(field) for field in (ui.reasonEdit, ui.dateEdit)]
    assert len({ui.fieldsGrid.getItemPosition(at)[0] for at in rows}) == 1  # no hole for a head
    dialog.what.ui.placeEdit.setText("青岛市市南区")
    for name in ("刘凤英", "张淦涵"):
        dialog.what.members.ticked.emit(ids[name])
    assert "请选新户主" in strip(dialog)
    QTest.keyClick(dialog, Key.Key_U, ALT)
    assert strip(dialog) == ""
    assert dialog.what.ui.oldHeadCombo.currentData() == ids["刘凤英"]
    after = {line.member.name: line.relation for line in dialog._form.lines()}
    assert (after["刘凤英"], after["张淦涵"]) == ("02", "30")
    dialog.go_on()
    assert dialog.stage is Stage.MATERIALS
    assert dialog._form.draft().relations == {ids["刘凤英"]: "02"}


def test_a_day_to_come_and_an_occupied_door_are_put_right_by_the_key(
    qtbot: QtBot, context: Context, window: QMainWindow, ids: dict[str, int]
) -> None:
    dialog = shown_dialog(qtbot, window, context, ids["张国辉"])
    what = dialog.what
    what.ui.directionSegments.chosen.emit(2)
    what.ui.placeEdit.setText("3-2-501")
    what.ui.placeEdit.editingFinished.emit()
    assert "这套房里已有张桂花户" in strip(dialog)
    what.ui.dateEdit.set_value(TODAY + timedelta(days=3))
    assert "还没有到" in strip(dialog)
    QTest.keyClick(dialog, Key.Key_U, ALT)
    assert dialog._form.effective_on == TODAY
    QTest.keyClick(dialog, Key.Key_U, ALT)
    target = dialog._form.party.target
    assert target is not None
    assert target.household_id != NEW
    assert "张桂花（户主）" in what.ui.toNames.text()
    assert "请选张国辉与户主的关系" in strip(dialog)
    what.members.related.emit(ids["张国辉"], "20")
    assert dialog._form.draft().movers[ids["张国辉"]] == "20"


def test_an_address_nobody_knows_is_refused_with_its_sentence(
    qtbot: QtBot, context: Context, window: QMainWindow, ids: dict[str, int]
) -> None:
    dialog = shown_dialog(qtbot, window, context, ids["张国辉"])
    dialog.what.ui.directionSegments.chosen.emit(2)
    dialog.what.ui.placeEdit.setText("张家")
    dialog.go_on()
    assert dialog.stage is Stage.WHAT
    assert "楼" in strip(dialog)
    assert dialog.what.ui.placeEdit.property("state") == "error"


def test_a_split_goes_alone_and_a_merge_under_the_other_head(
    qtbot: QtBot, context: Context, window: QMainWindow, ids: dict[str, int]
) -> None:
    dialog = shown_dialog(qtbot, window, context, ids["李建军"])
    dialog.what.ui.directionSegments.chosen.emit(3)
    form = dialog._form
    assert [one.name for one in form.party.movers] == ["李建军"]
    assert dialog.what.ui.placeEdit.text() == "御景小区 3-2-501"
    assert form.draft().movers == {ids["李建军"]: "02"}
    dialog.what.ui.directionSegments.chosen.emit(4)
    assert len(form.party.movers) == 4
    with context.db.read() as session:
        there = session.scalars(
            select(Membership.household_id).where(Membership.person_id == ids["张国辉"])
        ).one()
    dialog.what._join(there)
    dialog.what.refresh()
    assert dialog.what.ui.headCombo.currentData() == ids["张国辉"]
    assert "请选" in strip(dialog)


def test_who_comes_back_is_the_same_person(
    qtbot: QtBot, context: Context, window: QMainWindow, ids: dict[str, int]
) -> None:
    with context.db.write() as session:
        gone = make_person(session, "赵贵和", sex="1", birth_date=date(1946, 1, 1), status="left")
        gone_id, number = gone.id, gone.id_number
    dialog = shown_dialog(qtbot, window, context)
    line = dialog.who.ui
    line.numberEdit.setText(str(number))
    line.numberEdit.setFocus()
    QTest.keyClick(line.numberEdit, Key.Key_Return)
    assert dialog._form.people == [gone_id]
    assert line.numberEdit.text() == ""
    line.numberEdit.setText("370686198803040012")
    QTest.keyClick(line.numberEdit, Key.Key_Return)
    assert "核对" in line.lineNote.text()


def test_the_dead_are_refused(
    qtbot: QtBot, context: Context, window: QMainWindow, ids: dict[str, int]
) -> None:
    with context.db.write() as session:
        session.get_one(Person, ids["张国辉"]).status = "died"
    dialog = shown_dialog(qtbot, window, context, ids["张国辉"])
    assert dialog.stage is Stage.WHO
    assert "已经去世" in dialog.who.ui.whoBanner.text()


def test_a_new_door_is_known_after_the_transfer(
    qtbot: QtBot, context: Context, desk: OpeningDesk, window: QMainWindow, ids: dict[str, int]
) -> None:
    dialog = shown_dialog(qtbot, window, context, ids["张国辉"])
    dialog.what.ui.directionSegments.chosen.emit(2)
    dialog.what.ui.placeEdit.setText("9-1-101")
    for _ in range(4):
        dialog.go_on()
    qtbot.waitUntil(lambda: bool(desk.previewed))
    with context.db.read() as session:
        kept = session.scalars(select(HukouTransfer)).one()
        assert kept.dwelling_id is not None
        assert session.get_one(Dwelling, kept.dwelling_id).room == "101"
        assert session.scalar(select(func.count()).select_from(Household)) == 2  # not settled yet


def test_a_new_head_and_a_death_ask_for_no_address(
    qtbot: QtBot, context: Context, window: QMainWindow, ids: dict[str, int]
) -> None:
    dialog = shown_dialog(qtbot, window, context, ids["张国辉"])
    combo = dialog.what.ui.categoryCombo
    combo.setCurrentIndex(combo.findData("OUT_DEATH"))
    assert not dialog.what.ui.placeEdit.isVisible()
    assert dialog.what.ui.toTitle.text() == "户口注销"
    dialog.what.ui.directionSegments.chosen.emit(2)
    combo.setCurrentIndex(combo.findData("HEAD_CHANGE"))
    heads = dialog.what.ui.headCombo
    heads.setCurrentIndex(heads.findData(ids["刘凤英"]))
    heads.activated.emit(heads.currentIndex())
    dialog.go_on()
    assert dialog.stage is Stage.MATERIALS
    draft = dialog._form.draft()
    assert (draft.movers, draft.target) == ({}, None)
    assert draft.relations == {ids["张国辉"]: "11", ids["刘凤英"]: "02"}
