"""户籍迁移 on the screen: presses counted, drafts kept, guards with one key, steps and lists."""

from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMainWindow, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select

from gridhall.core.clerk import Clerk
from gridhall.db.database import Database
from gridhall.papers import queries as papers
from gridhall.places.models import Dwelling
from gridhall.qt.context import Context
from gridhall.registry.dialogs.transfer import AmendDialog, CategoriesSheet, TransferDialog
from gridhall.registry.dialogs.transfer.sheet import Stage
from gridhall.registry.dialogs.transfer.step import StepSheet
from gridhall.registry.models import Household, HukouTransfer, Membership, Person
from gridhall.registry.models import TransferDraft as KeptDraft
from gridhall.registry.pages.transfers import TransfersPage
from gridhall.registry.queries import transfers
from gridhall.registry.rules.changes import NEW, Target
from gridhall.registry.rules.transfers import Step, TransferDraft
from gridhall.registry.service import transfers as service
from tests.audit import audit, bring_up, dressed
from tests.factories import (
    TODAY,
    FakeDesk,
    id_number,
    make_dwelling,
    make_family,
    make_grid,
    make_household,
    make_person,
)
from tests.modal import answer

__all__ = ["dressed"]
pytestmark = [pytest.mark.gui, pytest.mark.qt_log_ignore("propagateSizeHints")]
Key, Mod = Qt.Key, Qt.KeyboardModifier
CTRL, ALT = Mod.ControlModifier, Mod.AltModifier
FATHER, MOTHER, CHILD = date(1988, 3, 4), date(1990, 5, 6), date(2018, 7, 8)


class Keyboard:
    """Types where the focus is; chords count one, letters of typed words apart."""

    def __init__(self, window: QWidget) -> None:
        self._window, self.presses, self.typed = window, 0, 0

    def type(self, words: str) -> None:
        for char in words:
            self.typed += 1
            QTest.keyClick(self._target(), char)

    def write(self, words: str) -> None:
        """Chinese comes from the input method, which no test can press."""
        field: Any = self._target()
        field.setText(words)
        field.textEdited.emit(words)

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = Mod.NoModifier) -> None:
        self.presses += 1
        QTest.keyClick(self._target(), key, held)

    def _target(self) -> QWidget:
        from PySide6.QtWidgets import QApplication

        return QApplication.focusWidget() or self._window


class OpeningDesk(FakeDesk):
    """A desk that opens the dialog as the window does."""

    def __init__(self) -> None:
        super().__init__()
        self.window: QWidget | None = None
        self.context: Context | None = None
        self.dialogs: list[TransferDialog] = []
        self.transfers: list[int] = []

    def open_transfer(self, person_id: int | None) -> None:
        assert self.context is not None
        dialog = TransferDialog(self.window, self.context, person_id)
        dialog.opened.connect(self.transfers.append)
        self.dialogs.append(dialog)
        dialog.open()


@pytest.fixture
def desk() -> OpeningDesk:
    return OpeningDesk()


@pytest.fixture
def ids(db: Database) -> dict[str, int]:
    """张桂花's family of four who live here with an outside hukou, and a local family of three."""
    with db.write() as session:
        grid = make_grid(session)
        make_family(session)
        man = make_person(session, "张国辉", sex="1", birth_date=date(1985, 1, 2))
        wife = make_person(session, "刘凤英", birth_date=date(1987, 1, 2))
        child = make_person(session, "张淦涵", birth_date=date(2020, 1, 2))
        make_household(session, [(man, "02"), (wife, "12"), (child, "30")], "御景小区 5-1-1202")
        make_dwelling(session, "御景小区 3-2-502", grid)
        return {person.name: person.id for person in session.scalars(select(Person))}


@pytest.fixture
def window(qtbot: QtBot, context: Context, desk: OpeningDesk) -> QMainWindow:
    made = QMainWindow()
    qtbot.addWidget(made)
    made.resize(1366, 768)
    desk.window, desk.context = made, context
    return made


def put(window: QMainWindow, page: QWidget) -> None:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.addWidget(page)
    window.setCentralWidget(holder)


def shown_dialog(
    qtbot: QtBot, window: QMainWindow, context: Context, person_id: int | None = None
) -> TransferDialog:
    bring_up(qtbot, window)
    dialog = TransferDialog(window, context, person_id)
    dialog.open()
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def count(db: Database) -> int:
    with db.read() as session:
        return session.scalar(select(func.count()).select_from(HukouTransfer)) or 0


# Presses


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


# Nothing twice, nothing lost, nothing too early


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


# Guards with their one key


def strip(dialog: TransferDialog) -> str:
    return dialog.what.ui.guardBanner.text() if dialog.what.ui.guardBanner.isVisible() else ""


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


# Newcomers


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


# Materials


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


# The view


def opened(db: Database, clerk: Clerk, who: int, day: date = TODAY, **given: Any) -> int:
    """A transfer of somebody who lives here with an outside hukou."""
    with db.write() as session:
        home = session.scalars(
            select(Membership.household_id).where(Membership.person_id == who)
        ).one()
        draft = TransferDraft(
            "in",
            "IN_PROPERTY",
            who,
            day,
            movers={who: ""},  # whoever lives there keeps the relation
            target=Target(home),
            to_place="御景小区",
            received=frozenset(range(1, 6)),
            reason="先迁一人",
            **given,
        )
        return service.open_transfer(session, clerk, draft, day).id


def take(db: Database, clerk: Clerk, transfer_id: int, *steps: tuple[str, date]) -> None:
    for state, day in steps:
        with db.write() as session:
            service.step_transfer(session, clerk, transfer_id, Step(state, day), TODAY)


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


@pytest.fixture
def page(qtbot: QtBot, context: Context, window: QMainWindow, ids: dict[str, int]) -> TransfersPage:
    made = TransfersPage(context)
    put(window, made)
    bring_up(qtbot, window)
    return made


def test_an_expired_permit_is_red_and_first_among_those_that_run_out(
    context: Context, clerk: Clerk, page: TransfersPage, ids: dict[str, int]
) -> None:
    late = opened(context.db, clerk, ids["张桂花"], ago(50))
    way = [("accepted", ago(50)), ("checking", ago(50)), ("submitted", ago(49))]
    take(context.db, clerk, late, *way, ("permit_issued", ago(45)))
    page.refresh()
    assert page.ui.stagePills.titles()[:4] == ["在办 1", "待补材料 0", "派出所在办 1", "快到期 1"]
    (row,) = page.list.rows
    column = page.list.columns[1]
    assert column.tone is not None
    assert (column.text(row), column.tone(row)) == ("准迁证已过期 5 天", "red")
    page.show_transfer(late)
    assert page.panel.ui.clockLabel.text() == "准迁证已过期 5 天"


def test_steps_are_buttons_up_to_the_settlement_and_its_way_back(
    qtbot: QtBot, context: Context, desk: OpeningDesk, page: TransfersPage, ids: dict[str, int]
) -> None:
    transfer_id = opened(context.db, context.clerk, ids["张桂花"], one_stop=True)
    page.refresh()
    page.show_transfer(transfer_id)
    for words in ("受理", "开始核验"):
        assert page.panel.steps[0].text() == words
        page.panel.steps[0].click()
    assert page.panel.steps[0].text() == "移交派出所"
    answer(lambda sheet: sheet.accept())
    page.panel.steps[0].click()
    qtbot.waitUntil(lambda: bool(desk.previewed))
    qtbot.waitUntil(lambda: page.panel.steps[0].text() == "办结落户")
    page.panel.steps[0].click()
    sheet = page.findChildren(StepSheet)[0]
    qtbot.waitUntil(sheet.isActiveWindow)
    QTest.keyClick(sheet, Key.Key_Return, CTRL)
    with context.db.read() as session:
        assert session.get_one(Person, ids["张桂花"]).hukou_kind == "local"
    assert page.panel.card is not None
    assert page.panel.ui.stateChip.text() == "已落户"

    def write(sheet: Any) -> None:
        sheet.reason.setText("派出所退回，户口未迁成")
        sheet._accept()

    answer(write)
    page.panel.reverse_wanted.emit()
    with context.db.read() as session:
        assert session.get_one(Person, ids["张桂花"]).hukou_kind == "outside"
    assert "已撤回" in desk.toasts[-1]
    page.show_transfer(transfer_id)
    assert "撤回" in page.panel.ui.cardBanner.text()


def test_an_open_transfer_is_changed_and_no_second_one_begun(
    qtbot: QtBot, context: Context, desk: OpeningDesk, page: TransfersPage, ids: dict[str, int]
) -> None:
    one = opened(context.db, context.clerk, ids["张桂花"])
    page.refresh()
    page.show_transfer(one)
    page.panel.amend.click()
    sheet = page.findChildren(AmendDialog)[0]
    sheet.what.members.ticked.emit(ids["李思涵"])
    sheet.act.click()
    with context.db.read() as session:
        card = transfers.transfer_card(session, one, TODAY)
    assert [person.name for person in card.people] == ["张桂花", "李思涵"]
    assert "已改" in desk.toasts[-1]
    desk.open_transfer(ids["李思涵"])
    second = desk.dialogs[-1]
    second.opened.connect(desk.transfers.append)
    qtbot.waitUntil(second.isActiveWindow)
    assert "已有在办的迁移" in strip(second)
    QTest.keyClick(second, Key.Key_U, ALT)
    assert desk.transfers[-1] == one


def test_several_ticked_go_to_the_police_on_one_list(
    qtbot: QtBot, context: Context, desk: OpeningDesk, page: TransfersPage, ids: dict[str, int]
) -> None:
    ready = [opened(context.db, context.clerk, ids[name]) for name in ("张桂花", "王晓燕")]
    for one in ready:
        take(context.db, context.clerk, one, ("accepted", TODAY), ("checking", TODAY))
    page.refresh()
    page.ui.transferTable.setFocus()
    for one in ready:
        page.ui.transferTable.choose(one)
        QTest.keyClick(page.ui.transferTable, Key.Key_Space)
    assert page.ui.handoverButton.text() == "移交派出所（2 件）"
    answer(lambda sheet: sheet.accept())
    page.ui.handoverButton.click()
    qtbot.waitUntil(lambda: bool(desk.previewed))
    with context.db.read() as session:
        cards = [transfers.transfer_card(session, one, TODAY) for one in ready]
    assert [card.state for card in cards] == ["submitted", "submitted"]
    assert cards[0].handover_number == cards[1].handover_number != ""


def test_a_month_shows_the_transfers_behind_its_figure(
    context: Context, page: TransfersPage, ids: dict[str, int]
) -> None:
    one = opened(context.db, context.clerk, ids["张桂花"], ago(60), one_stop=True)
    way = [(state, ago(50)) for state in ("accepted", "checking", "submitted", "settled")]
    take(context.db, context.clerk, one, *way)
    page.refresh()
    assert page.ui.totalsLabel.text() == "本月迁入 0 户 0 人 · 今年累计 1 户 1 人"
    page.ui.totalsButton.click()
    month = ago(50).month
    page.totals.table.choose(month)
    page.totals.table.setFocus()
    QTest.keyClick(page.totals.table, Key.Key_Return)
    assert [listed.id for listed in page.list.rows] == [one]
    assert f"{month} 月迁入落户的 1 件" in page.ui.monthBanner.text()
    page.ui.monthBanner.acted.emit()
    assert page.list.rows == []


def test_an_empty_list_offers_the_next_step(page: TransfersPage, desk: OpeningDesk) -> None:
    assert page.ui.listStack.currentWidget() is page.ui.emptyPage
    page.ui.listEmpty.acted.emit()
    assert page.findChildren(TransferDialog)[0].isVisible()


@pytest.mark.parametrize(("mode", "percent"), [("light", 100), ("dark", 125), ("light", 150)])
def test_nothing_is_clipped_nameless_or_tiny(
    qtbot: QtBot,
    context: Context,
    window: QMainWindow,
    ids: dict[str, int],
    dressed: Any,
    mode: str,
    percent: int,
) -> None:
    dressed(mode, percent)
    one = opened(context.db, context.clerk, ids["王晓燕"])
    page = TransfersPage(context)
    put(window, page)
    page.show_for_width(1366 * 100 // percent)
    bring_up(qtbot, window)
    page.show_transfer(one)
    assert audit(page).problems == []
    dialog = shown_dialog(qtbot, window, context, ids["张国辉"])
    for stage in Stage:
        dialog._go(stage)
        assert audit(dialog).problems == [], stage


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


# The catalogue


def test_an_administrator_changes_what_a_category_asks_for(
    qtbot: QtBot, context: Context, administrator: Clerk, window: QMainWindow
) -> None:
    context.clerk = administrator
    sheet = CategoriesSheet(context, window)
    sheet.show()
    qtbot.waitUntil(lambda: sheet.form.code.text() == "IN_PROPERTY")
    sheet.form.add_button.click()
    sheet.form.lines[-1].name.setText("物业证明")
    sheet.form.lines[-1].required.setChecked(False)
    sheet.save_button.click()
    with context.db.read() as session:
        kept = transfers.category(session, "IN_PROPERTY")
    assert (kept.materials[-1].name, kept.materials[-1].required) == ("物业证明", False)
    sheet.start_new()
    sheet.save_button.click()
    assert sheet.banner.text() == "有 2 处要改，改好再保存"
    sheet.reject()


def test_a_counter_only_looks_at_the_catalogue(
    qtbot: QtBot, context: Context, window: QMainWindow
) -> None:
    sheet = CategoriesSheet(context, window)
    sheet.show()
    assert not sheet.save_button.isVisible()
    assert not sheet.form.isEnabled()
    assert "只有管理员" in sheet.banner.text()
    sheet.reject()


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


def test_a_transfer_is_found_by_its_number(
    context: Context, desk: OpeningDesk, page: TransfersPage, ids: dict[str, int]
) -> None:
    from gridhall.app.finding import Finder

    one = opened(context.db, context.clerk, ids["张桂花"])
    finder = Finder(context)
    (hit,) = [choice for choice in finder.find("qy2026") if choice.group == "户籍迁移"]
    assert hit.right.startswith("QY20261124")
    finder.open(hit.key)
    assert desk.opened[-1] == ("show_transfer", one)


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
