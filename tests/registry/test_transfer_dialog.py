"""户籍迁移 taken in: presses counted, drafts kept, what is missing told on paper."""

from typing import Any

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select

from gridhall.papers import queries as papers
from gridhall.qt.context import Context
from gridhall.registry.dialogs.transfer import TransferDialog
from gridhall.registry.dialogs.transfer.sheet import Stage
from gridhall.registry.models import Person
from gridhall.registry.models import TransferDraft as KeptDraft
from gridhall.registry.pages.transfers import TransfersPage
from gridhall.registry.queries import transfers
from tests.audit import bring_up, dressed
from tests.factories import TODAY, id_number
from tests.modal import answer
from tests.registry.transfer_hands import (
    ALT,
    CHILD,
    CTRL,
    FATHER,
    MOTHER,
    Key,
    Keyboard,
    OpeningDesk,
    count,
    desk,
    ids,
    page,
    put,
    shown_dialog,
    window,
)

__all__ = ["desk", "dressed", "ids", "page", "window"]
pytestmark = [pytest.mark.gui, pytest.mark.qt_log_ignore("propagateSizeHints")]


def test_a_household_that_lives_here_moves_its_hukou_in_ten_presses(
    qtbot: QtBot, context: Context, desk: OpeningDesk, window: QMainWindow, ids: dict[str, int]
) -> None:
    from gridhall.app.rest import registry_tab

    views: Any = registry_tab(context)
    put(window, views)
    bring_up(qtbot, window)
    views.start()
    page = views.page("查居民")
    qtbot.waitUntil(page.isVisible)
    keys = Keyboard(window)
    page.start_search()
    keys.presses += 1  # F3 is the shell's
    keys.type("zgh")
    keys.press(Key.Key_Return)
    page.show_person(ids["张桂花"])  # a namesake by initials may come first
    keys.press(Key.Key_M, CTRL)
    dialog = desk.dialogs[0]
    qtbot.waitUntil(dialog.isActiveWindow)
    assert dialog.stage is Stage.WHAT
    assert dialog.what.ui.placeEdit.text() == "御景小区 3-2-501"
    keys.press(Key.Key_Return, CTRL)
    keys.press(Key.Key_A, CTRL)
    keys.press(Key.Key_Return, CTRL)
    keys.press(Key.Key_Return)
    qtbot.waitUntil(lambda: bool(desk.previewed))
    assert keys.presses + keys.typed == 10
    with context.db.read() as session:
        card = transfers.transfer_card(session, desk.transfers[0], TODAY)
        (paper,) = papers.papers_about(session, "hukou_transfer", card.id)
    assert [one.name for one in card.people] == ["张桂花", "李建军", "王晓燕", "李思涵"]
    assert (card.row.direction, card.state, card.missing) == ("in", "received", ())
    assert (paper.kind, desk.previewed) == ("transfer-receipt", [paper.id])


def test_a_family_of_three_from_elsewhere_moves_in_with_at_most_eighteen_presses(
    qtbot: QtBot, context: Context, desk: OpeningDesk, window: QMainWindow, ids: dict[str, int]
) -> None:
    page = TransfersPage(context)
    put(window, page)
    bring_up(qtbot, window)
    keys = Keyboard(window)
    page.ui.transferTable.setFocus()
    keys.press(Key.Key_N, CTRL)
    dialog = page.findChildren(TransferDialog)[0]
    qtbot.waitUntil(dialog.isActiveWindow)
    # the first number goes into the search, as the card reader types it
    family = (("周强", "1", FATHER, ""), ("吴敏", "2", MOTHER, "q"), ("周小雨", "2", CHILD, "n"))
    for place, (name, sex, born, relation) in enumerate(family):
        keys.type(id_number(born, sex, 300 + place))
        keys.press(Key.Key_Return)
        keys.write(name)
        keys.press(Key.Key_Return)
        if relation:
            keys.type(relation)
            keys.press(Key.Key_Return)
        if place == 0:
            keys.type("13800000046")
        if place < 2:
            keys.press(Key.Key_Return)
    keys.press(Key.Key_Return, CTRL)
    assert dialog.stage is Stage.WHAT
    keys.type("3-2-502")
    keys.press(Key.Key_Return, CTRL)
    keys.press(Key.Key_A, CTRL)
    keys.press(Key.Key_Return, CTRL)
    keys.press(Key.Key_Return)
    qtbot.waitUntil(lambda: bool(desk.previewed))
    assert keys.presses <= 18, keys.presses
    with context.db.read() as session:
        (row,) = transfers.transfers(session, transfers.Stage.OPEN, TODAY)
        card = transfers.transfer_card(session, row.id, TODAY)
        relations = {one.name: one.relation for one in card.people}
    assert relations["周强"] == "02"
    assert set(relations) == {"周强", "吴敏", "周小雨"}
    assert all(relations.values())


def test_nobody_chosen_is_told_at_the_field(
    context: Context, window: QMainWindow, ids: dict[str, int]
) -> None:
    dialog = TransferDialog(window, context, None)
    dialog.open()
    dialog.go_on()
    ui = dialog.who.ui
    assert ui.whoBanner.text() == "请选一位居民，或在下面输入要迁入的人"
    assert ui.findEdit.property("state") == "error"
    assert dialog.focusWidget() is ui.findEdit
    dialog.who.add_person(ids["张桂花"])
    assert ui.findEdit.property("state") == ""
    assert not ui.whoBanner.isVisible()
    dialog.reject()


def test_three_impatient_presses_make_one_transfer(
    qtbot: QtBot, context: Context, desk: OpeningDesk, window: QMainWindow, ids: dict[str, int]
) -> None:
    dialog = shown_dialog(qtbot, window, context, ids["张桂花"])
    for _ in range(2):
        dialog.go_on()
    assert dialog.stage is Stage.CONFIRM
    assert count(context.db) == 0  # nothing is written before the last step
    for _ in range(3):
        dialog.act.click()
    qtbot.waitUntil(lambda: bool(desk.previewed))
    assert count(context.db) == 1


def test_a_draft_is_there_again_after_a_crash(
    qtbot: QtBot, context: Context, window: QMainWindow, ids: dict[str, int]
) -> None:
    dialog = shown_dialog(qtbot, window, context, ids["张桂花"])
    dialog.what.members.ticked.emit(ids["李思涵"])
    dialog.what.ui.reasonEdit.setText("随母亲在原籍上学")
    dialog.what.ui.reasonEdit.textEdited.emit("随母亲在原籍上学")
    dialog.go_on()
    dialog.materials.boxes[0].setChecked(True)
    dialog.keep()
    dialog.deleteLater()  # the program is gone, nothing was closed
    again = shown_dialog(qtbot, window, context)
    assert "没填完" in again.who.ui.resumeBanner.text()
    QTest.keyClick(again, Key.Key_R, ALT)
    assert again.stage is Stage.WHAT
    names = {one.name for one in again._form.party.movers}
    assert names == {"张桂花", "李建军", "王晓燕"}
    assert again.what.ui.reasonEdit.text() == "随母亲在原籍上学"
    again.go_on()
    assert again.materials.boxes[0].isChecked()
    with context.db.read() as session:
        assert session.scalar(select(func.count()).select_from(KeptDraft)) == 1
    assert count(context.db) == 0


def test_only_looking_leaves_the_older_draft_alone(
    qtbot: QtBot, context: Context, window: QMainWindow, ids: dict[str, int]
) -> None:
    first = shown_dialog(qtbot, window, context)
    first.who.add_person(ids["张国辉"])
    first.reject()
    looked = shown_dialog(qtbot, window, context, ids["张桂花"])
    assert "接着填" in looked.hint.text()
    looked.reject()
    with context.db.read() as session:
        draft = transfers.stored_draft(session, context.clerk)
    assert draft is not None
    assert draft.applicant_id == ids["张国辉"]


def test_a_draft_can_be_thrown_away(
    qtbot: QtBot, context: Context, window: QMainWindow, ids: dict[str, int]
) -> None:
    dialog = shown_dialog(qtbot, window, context, ids["张桂花"])
    dialog.what.members.ticked.emit(ids["李思涵"])
    dialog.keep()
    answer(lambda sheet: sheet.accept())
    dialog.drop()
    with context.db.read() as session:
        assert transfers.stored_draft(session, context.clerk) is None


def test_the_lock_keeps_what_was_typed(
    qtbot: QtBot, context: Context, window: QMainWindow, ids: dict[str, int]
) -> None:
    from gridhall.qt.dialog import reject_dialogs

    dialog = shown_dialog(qtbot, window, context)
    dialog.who.add_person(ids["张国辉"])
    reject_dialogs(window)
    page = TransfersPage(context)
    qtbot.addWidget(page)
    page.refresh()
    assert page.draft_button.isVisibleTo(page)
    assert count(context.db) == 0


def test_what_is_missing_is_told_on_paper_by_f8(
    qtbot: QtBot, context: Context, desk: OpeningDesk, window: QMainWindow, ids: dict[str, int]
) -> None:
    dialog = shown_dialog(qtbot, window, context, ids["张桂花"])
    dialog.opened.connect(desk.transfers.append)
    dialog.go_on()
    QTest.keyClick(dialog.materials.boxes[0], Key.Key_2)
    assert [box.isChecked() for box in dialog.materials.boxes[:2]] == [False, True]
    assert "缺 3 项" in dialog.materials.banner.text()
    QTest.keyClick(dialog, Key.Key_F8)
    qtbot.waitUntil(lambda: bool(desk.previewed))
    with context.db.read() as session:
        card = transfers.transfer_card(session, desk.transfers[0], TODAY)
    assert (card.state, card.papers[0].kind) == ("material_notice", "transfer-notice")


def test_typed_people_are_in_the_draft_before_the_first_step_is_left(
    qtbot: QtBot, context: Context, window: QMainWindow, ids: dict[str, int]
) -> None:
    dialog = shown_dialog(qtbot, window, context)
    ui = dialog.who.ui
    for place, (name, relation) in enumerate((("周强", "户主"), ("吴敏", "妻"))):
        ui.numberEdit.setText(id_number(FATHER if place == 0 else MOTHER, "12"[place], 400))
        ui.nameEdit.setText(name)
        ui.relationEdit.setText(relation)
        ui.addButton.click()
    dialog.keep()
    dialog.deleteLater()
    again = shown_dialog(qtbot, window, context)
    again.resume()
    assert [one.name for one in again._form.party.movers] == ["周强", "吴敏"]
    with context.db.read() as session:
        assert session.scalar(select(func.count()).select_from(Person)) == len(ids)


def test_a_relation_is_typed_in_its_line_and_enter_alone_keeps_it(
    qtbot: QtBot, context: Context, window: QMainWindow, ids: dict[str, int]
) -> None:
    dialog = shown_dialog(qtbot, window, context, ids["李建军"])
    members, keys = dialog.what.members, Keyboard(dialog)
    members.choose(ids["王晓燕"])
    members.setFocus()
    for _ in range(2):
        keys.press(Key.Key_Return)
    assert not members.is_editing()
    assert dialog._form.draft().movers[ids["王晓燕"]] == "38"
    keys.press(Key.Key_Return)
    keys.type("nv")
    keys.press(Key.Key_Return)
    assert dialog._form.party.said[ids["王晓燕"]] != "38"
    assert members.hasFocus()


def test_the_preview_counts_the_grid_and_alt_with_a_digit_turns_the_way(
    qtbot: QtBot, context: Context, window: QMainWindow, ids: dict[str, int]
) -> None:
    dialog = shown_dialog(qtbot, window, context, ids["张桂花"])
    assert dialog.what.ui.gridLabel.text() == "第1网格 仍为 1 户"
    QTest.keyClick(dialog.what.members, Key.Key_4, ALT)
    assert dialog._form.direction == "split"
    dialog.what.ui.placeEdit.setText("3-2-502")
    dialog.what.ui.placeEdit.editingFinished.emit()
    assert dialog.what.ui.gridLabel.text() == "第1网格 1 → 2 户"
