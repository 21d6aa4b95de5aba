"""日程排班: a month together, papers, settings, other activities of a date; what is in sight."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from gridhall.core.clerk import Clerk
from gridhall.qt.context import Context
from gridhall.qt.theme import current_theme
from gridhall.volunteering.columns.board import shift_title
from gridhall.volunteering.dialogs.days import DayCardSheet, MoveSheet
from gridhall.volunteering.dialogs.duties import DutiesSheet
from gridhall.volunteering.dialogs.plan import PlanSheet
from gridhall.volunteering.dialogs.publish import PublishSheet
from gridhall.volunteering.dialogs.volunteers.register import RegisterSheet
from gridhall.volunteering.models import ServiceDay, Shift, Wish
from gridhall.volunteering.pages.board import BoardPage
from gridhall.volunteering.pages.board.chips import height_of
from gridhall.volunteering.service import roster
from tests.audit import Dress, audit, dressed  # noqa: F401 - a fixture
from tests.factories import NOW, FakeDesk
from tests.volunteering.board_hall import Plan, make_day, make_plan
from tests.volunteering.people import skill_id, volunteer
from tests.volunteering.test_pages_board import (
    CTRL,
    KEY,
    POSTS,
    board_of,
    page,
    plan,
    press,
    sheet_of,
)

__all__ = ["page", "plan"]
pytestmark = pytest.mark.gui


def test_the_days_of_a_month_are_solved_together(
    qtbot: QtBot, page: BoardPage, context: Context, desk: FakeDesk
) -> None:
    with context.db.write() as session:
        make_plan(session, POSTS, date(2026, 11, 28))
    press(KEY.Key_F9, Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: not page.solver.is_busy)
    assert desk.errors == []
    assert board_of(page).suggestions == 5
    page.show_day(date(2026, 11, 28))
    assert board_of(page).suggestions == 5
    assert desk.toasts[-1] == "自动排班 2 天给出 10 条建议，已证明没有更好的排法"
    desk.undos[-1]()
    assert board_of(page).suggestions == 0


def test_the_days_of_the_rest_of_a_year_are_solved_together(
    qtbot: QtBot, page: BoardPage, context: Context, desk: FakeDesk
) -> None:
    with context.db.write() as session:
        make_plan(session, POSTS, date(2026, 12, 15))
        make_plan(session, POSTS, date(2027, 1, 15))
    press(KEY.Key_F9, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: not page.solver.is_busy)
    assert desk.errors == []
    assert desk.toasts[-1].startswith("自动排班 2 天给出 10 条建议")
    page.show_day(date(2026, 12, 15))
    assert board_of(page).suggestions == 5
    page.show_day(date(2027, 1, 15))
    assert board_of(page).suggestions == 0


def test_the_sign_in_sheet_is_printed_by_ctrl_p(
    qtbot: QtBot, page: BoardPage, plan: Plan, context: Context, clerk: Clerk, desk: FakeDesk
) -> None:
    with context.db.write() as session:
        roster.assign(session, clerk, plan.cell("秩序引导", "上午一"), volunteer(session, "任静"))
    press(KEY.Key_P, CTRL)
    qtbot.waitUntil(lambda: bool(desk.previewed or desk.errors))
    assert desk.errors == []
    assert len(desk.previewed) == 1
    page.show_day(date(2026, 12, 15))
    page.act_by_name("remove")
    page.print_button.click()
    assert "还没有排班" in desk.errors[0]
    assert "没有可以打印的" in desk.errors[1]


@pytest.mark.parametrize(
    ("keys", "held", "kind"),
    [
        (KEY.Key_P, Qt.KeyboardModifier.AltModifier, PlanSheet),
        (KEY.Key_E, CTRL, DayCardSheet),
        (KEY.Key_G, Qt.KeyboardModifier.AltModifier, MoveSheet),
        (KEY.Key_N, CTRL, DayCardSheet),
    ],
)
def test_the_sheets_of_a_day_open_by_their_keys(
    qtbot: QtBot,
    page: BoardPage,
    keys: Qt.Key,
    held: Qt.KeyboardModifier,
    kind: type,
) -> None:
    press(keys, held)
    sheet_of(qtbot, kind).reject()


def test_duties_and_newcomers_are_reached(qtbot: QtBot, page: BoardPage) -> None:
    page.settings.duties()
    sheet_of(qtbot, DutiesSheet).reject()
    page.pool.newcomer.click()
    sheet_of(qtbot, RegisterSheet).reject()


def test_another_activity_of_the_date_is_one_press_away(
    qtbot: QtBot, page: BoardPage, context: Context
) -> None:
    with context.db.write() as session:
        other = make_day(session, date(2026, 11, 25), nominal=None, name="敬老走访")
    assert page.facts.other.text() == "同一天还有 敬老走访"
    page.facts.other.click()
    row = page.shown_row()
    assert row is not None
    assert row.id == other
    assert page.facts.other.text() == "同一天还有 集中服务日"


@pytest.mark.parametrize(("mode", "percent"), [("light", 100), ("dark", 125), ("light", 150)])
def test_nothing_is_cut_nameless_or_too_small(
    qtbot: QtBot,
    page: BoardPage,
    dressed: Dress,  # noqa: F811
    mode: str,
    percent: int,
) -> None:
    dressed(mode, percent)
    page.resize(1366, 690)
    page.show_for_width(1366 * 100 // current_theme().percent)
    qtbot.wait(50)
    assert audit(page).problems == []
    page.show_day(date(2026, 12, 15))
    assert audit(page).problems == []


def test_what_nobody_can_fill_is_said_before_solving(
    qtbot: QtBot,
    page: BoardPage,
    context: Context,
) -> None:
    with context.db.write() as session:
        skilled = {"义诊测压": {"skill_id": skill_id(session, "医疗")}}
        make_plan(session, {"义诊测压": {"上午一": 2}}, date(2026, 11, 28), **skilled)
    page.show_day(date(2026, 11, 28))
    said: list[list[str]] = []
    page.solver.warned.connect(said.append)
    press(KEY.Key_F9)
    qtbot.waitUntil(lambda: bool(said))
    assert "医疗" in said[0][0]
    assert page.suggestions.text() == "有 1 格没有人能排满，其余照排"
    qtbot.waitUntil(lambda: not page.solver.is_busy)
    assert page.suggestions.text() == "没有人可以再排，还缺 2 人次"
    assert not page.suggestions.take.isVisible()


def test_what_changed_since_the_publication_and_who_called_off_is_in_sight(
    qtbot: QtBot,
    page: BoardPage,
    plan: Plan,
    context: Context,
    supervisor: Clerk,
) -> None:
    cell = plan.cell("秩序引导", "上午一")
    with context.db.write() as session:
        who = roster.assign(session, supervisor, cell, volunteer(session, "任静"))
        roster.publish(session, supervisor, plan.day_id)
    assert page.facts.published.text().endswith("发布过")
    with context.db.write() as session:
        roster.call_off(session, supervisor, who, "孩子发烧")
    page.table.choose_cell(cell)
    assert page.facts.published.text().endswith("发布过，又改了 1 处")
    qtbot.waitUntil(lambda: page.foot.text()[1] == "还缺 1 人（任静请假：孩子发烧）")


def test_a_right_click_offers_what_can_be_done_in_the_cell(
    qtbot: QtBot,
    page: BoardPage,
    plan: Plan,
    context: Context,
    clerk: Clerk,
) -> None:
    with context.db.write() as session:
        roster.assign(session, clerk, plan.cell("秩序引导", "上午一"), volunteer(session, "任静"))
    page.table.choose_cell(plan.cell("秩序引导", "上午一"))
    page.table.menu_wanted.emit(page.mapToGlobal(page.rect().center()))
    (menu,) = page.findChildren(QMenu)
    entries = {action.text().split("\t")[0]: action for action in menu.actions()}
    assert list(entries)[:2] == ["选人", "移除"]
    entries["移除"].trigger()
    assert board_of(page).filled == 0
    menu.close()


def test_a_day_that_is_over_is_only_looked_at(
    qtbot: QtBot,
    page: BoardPage,
    plan: Plan,
    context: Context,
    desk: FakeDesk,
) -> None:
    with context.db.write() as session:
        session.get_one(ServiceDay, plan.day_id).closed_at = NOW
    assert page.publish_button.isHidden()
    assert page.print_button.property("kind") == "primary"
    assert not page.pool.newcomer.isEnabled()
    assert page.pool.about.text() == "这一天已经结束，排班只能看"
    press(KEY.Key_Return)
    press(KEY.Key_F9)
    assert "已经结束并生成时长，排班只能看" in desk.errors[0]
    qtbot.waitUntil(lambda: len(desk.errors) == 2)
    assert "不能再自动排班" in desk.errors[1]
    assert board_of(page).seats == ()


def test_enter_on_what_an_empty_day_offers_does_it(
    qtbot: QtBot, page: BoardPage, plan: Plan, context: Context, clerk: Clerk
) -> None:
    with context.db.write() as session:
        roster.assign(session, clerk, plan.cell("秩序引导", "上午一"), volunteer(session, "任静"))
    page.show_day(date(2026, 12, 15))
    page.month.setFocus()
    press(KEY.Key_Return)
    qtbot.waitUntil(page.copy_button.hasFocus)
    press(KEY.Key_Return)
    assert board_of(page).filled == 1
    assert page.table.hasFocus()


def test_leaving_the_publication_by_enter_publishes_nothing(
    qtbot: QtBot, page: BoardPage, plan: Plan, context: Context, clerk: Clerk, supervisor: Clerk
) -> None:
    with context.db.write() as session:
        roster.assign(session, clerk, plan.cell("秩序引导", "上午一"), volunteer(session, "任静"))
    context.clerk = supervisor
    press(KEY.Key_Return, CTRL)
    sheet = sheet_of(qtbot, PublishSheet)
    sheet.focusNextPrevChild(False)
    press(KEY.Key_Return)
    page.refresh()
    assert board_of(page).day.published_at is None


def test_rows_give_way_a_little_where_every_post_fits_then(
    qtbot: QtBot,
    page: BoardPage,
    dressed: Dress,  # noqa: F811 - the fixture
) -> None:
    dressed()
    page.refresh()
    rows, table = page.table.verticalHeader(), page.table
    many = rows.count()
    usual = [rows.sectionSize(place) for place in range(many)]
    assert min(usual) >= current_theme().px(58)
    around = table.height() - table.viewport().height()
    table.setFixedHeight(around + sum(usual) - 2)
    assert sum(rows.sectionSize(place) for place in range(many)) <= table.viewport().height()
    table.setFixedHeight(around + usual[0] + 2)
    assert rows.sectionSize(0) == usual[0], "a lower row would show no more"


def test_everything_of_the_page_is_in_a_menu_that_has_a_key(qtbot: QtBot, page: BoardPage) -> None:
    press(KEY.Key_S, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: bool(page.findChildren(QMenu)))
    words = [one.text().split("\t")[0] for one in page.findChildren(QMenu)[0].actions()]
    assert {"照片…", "岗位目录…", "服务日规则…"} <= set(words)
    page.findChildren(QMenu)[0].close()


def test_after_a_move_the_month_follows_and_all_who_clash_go_at_once(
    qtbot: QtBot, page: BoardPage, plan: Plan, context: Context, desk: FakeDesk, supervisor: Clerk
) -> None:
    context.clerk = supervisor
    with context.db.write() as session:
        who = volunteer(session, "任静")
        roster.assign(session, supervisor, plan.cell("秩序引导", "上午一"), who)
        session.add(Wish(volunteer_id=who, kind="refusal", target_kind="duty", target="秩序引导"))
    press(KEY.Key_G, Qt.KeyboardModifier.AltModifier)
    sheet = sheet_of(qtbot, MoveSheet)
    sheet.to.set_value(date(2026, 11, 26))
    sheet.reason.setCurrentText("停电")
    press(KEY.Key_Return, CTRL)
    assert page.day == page.month.view.day == date(2026, 11, 26)
    assert board_of(page).clashes == 1
    page.act_by_name("remove_clashing")
    assert board_of(page).seats == ()
    assert desk.toasts[-1] == "已移除 1 处冲突，按 F9 补排"
    desk.undos[-1]()
    assert board_of(page).clashes == 1


def test_the_pool_does_not_stay_over_the_month(qtbot: QtBot, page: BoardPage) -> None:
    page.show_for_width(910)
    page.table.setFocus()
    press(KEY.Key_Return)
    assert page.pool.isVisible()
    press(KEY.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert page.pool.isHidden()


def test_where_the_month_is_stowed_the_keys_go_to_the_board(qtbot: QtBot, page: BoardPage) -> None:
    page.month.setFocus()
    page.show_for_width(910)
    assert page.table.hasFocus()


def test_a_shift_s_title_has_room_however_many_there_are(
    qtbot: QtBot,
    page: BoardPage,
    plan: Plan,
    context: Context,
    dressed: Dress,  # noqa: F811 - the fixture
) -> None:
    with context.db.write() as session:
        for place in range(3, 8):
            times = {"starts": 900 + place, "ends": 990 + place}
            session.add(Shift(day_id=plan.day_id, place=place, name=f"第{place}班", **times))
    dressed()
    page.resize(1366, 690)
    page.refresh()
    head = page.table.horizontalHeader()
    assert head.count() == 8
    measure = QFontMetrics(current_theme().font("base", bold=True))
    titles = [shift_title(one) for one in board_of(page).shifts]
    for place, title in enumerate(titles):
        assert head.sectionSize(place) > measure.horizontalAdvance(title)


def test_a_row_grows_when_its_columns_get_narrower(
    qtbot: QtBot,
    page: BoardPage,
    context: Context,
    clerk: Clerk,
    dressed: Dress,  # noqa: F811 - the fixture
) -> None:
    with context.db.write() as session:
        made = make_plan(
            session, {"义诊": {"上午一": 3, "上午二": 1, "下午一": 1}}, date(2026, 12, 3)
        )
        for name in ("任静", "陆萍", "吕志强"):
            roster.assign(session, clerk, made.cell("义诊", "上午一"), volunteer(session, name))
    dressed()
    page.resize(1366, 690)
    page.show_day(date(2026, 12, 3))
    rows, table = page.table.verticalHeader(), page.table
    one_line = rows.sectionSize(0)
    table.setFixedWidth(table.width() - table.viewport().width() + 3 * 130)
    qtbot.waitUntil(lambda: rows.sectionSize(0) > one_line or rows.sectionSize(0) >= height_of(2))


def test_a_low_window_scrolls_the_day_s_facts_not_the_page(
    qtbot: QtBot,
    page: BoardPage,
    dressed: Dress,  # noqa: F811 - the fixture
) -> None:
    dressed(percent=125)
    page.show_for_width(1366 * 100 // 125)
    page.suggestions.say("自动排班给出 2 条建议（虚线），1 处时间冲突要人工处理")
    page.show_banner()
    qtbot.wait(20)
    assert page.heightForWidth(1330) <= 560, "what a scroll area makes of it"
