"""户籍迁移 as a view: clocks, steps up to the settlement, lists to the police, the catalogue."""

from typing import Any

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from gridhall.core.clerk import Clerk
from gridhall.qt.context import Context
from gridhall.registry.dialogs.transfer import AmendDialog, CategoriesSheet, TransferDialog
from gridhall.registry.dialogs.transfer.sheet import Stage
from gridhall.registry.dialogs.transfer.step import StepSheet
from gridhall.registry.models import Person
from gridhall.registry.pages.transfers import TransfersPage
from gridhall.registry.queries import transfers
from tests.audit import audit, bring_up, dressed
from tests.factories import TODAY
from tests.modal import answer
from tests.registry.transfer_hands import (
    ALT,
    CTRL,
    Key,
    OpeningDesk,
    ago,
    desk,
    ids,
    opened,
    page,
    put,
    shown_dialog,
    strip,
    take,
    window,
)

__all__ = ["desk", "dressed", "ids", "page", "window"]
pytestmark = [pytest.mark.gui, pytest.mark.qt_log_ignore("propagateSizeHints")]


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
    assert page.ui.transferTable.hasFocus()  # arrows go on from here
    assert page.panel.steps[0].text() == "记为过期"
    answer(lambda sheet: sheet.reject())
    page.panel.steps[0].click()
    assert page.panel.ui.stateChip.text() != "证件过期"
    answer(lambda sheet: sheet.accept())
    page.panel.steps[0].click()
    assert page.panel.ui.stateChip.text() == "证件过期"


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
    page.refresh()
    assert [one.id for one in page.list.rows] == [transfer_id]  # its notice is next
    assert page.ui.stagePills.titles()[0] == "在办 0"
    page._choose_stage(0)
    assert page.list.rows == []
    page.show_transfer(transfer_id)

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


def test_what_cannot_be_handed_over_is_refused_before_it_is_asked(
    context: Context, desk: OpeningDesk, page: TransfersPage, ids: dict[str, int]
) -> None:
    one = opened(context.db, context.clerk, ids["张桂花"])
    page.refresh()
    page.show_transfer(one)
    page._on_card(lambda card: page._acts.hand_over([card]))
    assert "现在是“已收件”，核验过的才能移交" in str(desk.errors[-1])


def test_what_a_step_lacks_is_told_beside_its_field(
    context: Context, page: TransfersPage, window: QMainWindow, ids: dict[str, int]
) -> None:
    one = opened(context.db, context.clerk, ids["张桂花"])
    with context.db.read() as session:
        card = transfers.transfer_card(session, one, TODAY)
    sheet = StepSheet(window, context, card, "withdrawn")
    sheet.open()
    sheet._write()
    said = {key: note.text() for key, (_, note) in sheet._marked.items() if note.isVisible()}
    assert said == {"note": "“已撤回”要写明原因，方便以后查"}
    assert sheet.note.property("state") == "error"
    assert sheet.banner.text() == "还有 1 处要改：原因"
    sheet.note.setText("不迁了")
    sheet.day.set_value(ago(400))
    sheet._write()
    said = {key: note.text() for key, (_, note) in sheet._marked.items() if note.isVisible()}
    assert list(said) == ["day"]
    assert "这一步的日期不能更早" in said["day"]
    sheet.day.set_value(TODAY)
    sheet._write()
    assert not sheet.isVisible()


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
    (hit,) = [choice for choice in finder.find("zhangguihua") if choice.group == "户籍迁移"]
    assert "张桂花 · 已收件" in hit.sub
