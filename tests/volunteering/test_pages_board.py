"""日程排班 by its keys: a day rostered and published, gaps filled, call-offs, undo, empty days."""

from collections.abc import Iterator
from datetime import date
from typing import Any, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select

from gridhall.core.clerk import Clerk
from gridhall.qt.context import Context
from gridhall.qt.shell import Shell, Tab
from gridhall.qt.sub_views import SubViews, View
from gridhall.volunteering.dialogs.leave import LeaveSheet
from gridhall.volunteering.dialogs.publish import PublishSheet
from gridhall.volunteering.dialogs.why import WhySheet
from gridhall.volunteering.models import Assignment, Publication, Wish
from gridhall.volunteering.pages.board import BoardPage
from gridhall.volunteering.queries.board import Board
from gridhall.volunteering.service import roster
from tests.conftest import HALL
from tests.factories import FakeDesk
from tests.volunteering.board_hall import DAY, Plan, make_plan
from tests.volunteering.people import volunteer

pytestmark = pytest.mark.gui
CTRL, KEY = Qt.KeyboardModifier.ControlModifier, Qt.Key
POSTS = {"秩序引导": {"上午一": 1, "上午二": 1}, "便民服务台": {"上午一": 2, "下午一": 1}}
NAMES = ("陆萍", "吕志强", "罗秀芝", "孙鹏", "金立伟")


@pytest.fixture
def plan(context: Context) -> Plan:
    with context.db.write() as session:
        made = make_plan(session, POSTS)
        for name in NAMES:
            volunteer(session, name)
    return made


@pytest.fixture
def page(qtbot: QtBot, context: Context, plan: Plan, supervisor: Clerk) -> Iterator[BoardPage]:
    """The view on 25 November, the keys in the board."""
    context.clerk = supervisor
    made = BoardPage(context)
    qtbot.addWidget(made)
    made.resize(1366, 690)
    made.show_for_width(1366)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    made.table.setFocus()
    yield made
    qtbot.waitUntil(lambda: not made.solver.is_busy)


def press(key: Qt.Key, held: Any = Qt.KeyboardModifier.NoModifier) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key, held)


def _type(letters: str) -> None:
    for letter in letters:
        press(Qt.Key(ord(letter.upper())))


def board_of(page: BoardPage) -> Board:
    board = page.board()
    assert board is not None
    return board


def _names(page: BoardPage, plan: Plan, post: str, shift: str) -> list[str]:
    cell = board_of(page).cell_by_id(plan.cell(post, shift))
    assert cell is not None
    return [seat.name for seat in cell.seats]


def sheet_of(qtbot: QtBot, kind: type[Any]) -> Any:
    """The sheet that is open, once the keys go into it."""
    found = QApplication.activeModalWidget()
    assert isinstance(found, kind)
    found.activateWindow()
    qtbot.waitUntil(lambda: found.isAncestorOf(QApplication.focusWidget() or page_of(found)))
    return found


def page_of(sheet: QWidget) -> QWidget:
    """What the sheet stands over."""
    over = sheet.parentWidget()
    assert over is not None
    return over


def test_a_day_is_rostered_and_published_in_six_key_presses(
    qtbot: QtBot, context: Context, plan: Plan, supervisor: Clerk
) -> None:
    context.clerk = supervisor
    pages: list[BoardPage] = []

    def build() -> QWidget:
        pages.append(BoardPage(context))
        return pages[0]

    def volunteering() -> QWidget:
        return SubViews((View("日程排班", build), View("现场签到", QWidget)))

    others = [Tab(name, "home", QWidget) for name in ("今日", "一窗受理", "居民登记")]
    shell = Shell(HALL, supervisor, [*others, Tab("集中服务日", "event", volunteering)])
    qtbot.addWidget(shell)
    shell.resize(1366, 768)
    with qtbot.waitExposed(shell):
        shell.show()
    shell.start()
    shell.activateWindow()
    shell.setFocus()
    press(KEY.Key_4, CTRL)
    (page,) = pages
    qtbot.waitUntil(lambda: page.isVisible() and page.board() is not None)
    press(KEY.Key_F9)
    press(KEY.Key_Y, CTRL)  # as soon as the suggestions are there
    qtbot.waitUntil(lambda: board_of(page).filled == 5)
    press(KEY.Key_Return, CTRL)
    sheet_of(qtbot, PublishSheet)
    press(KEY.Key_Return)
    with context.db.read() as session:
        assert session.scalar(select(func.count(Publication.id))) == 1
        assert session.scalar(select(func.count(Assignment.id))) == 5
    assert board_of(page).day.published_at is not None
    assert cast(FakeDesk, context.desk).errors == []


def test_each_gap_is_filled_by_n_enter_initials_enter(
    qtbot: QtBot, page: BoardPage, plan: Plan, desk: FakeDesk
) -> None:
    assert page.foot.text() == ("秩序引导 · 上午一", "还缺 1 人")
    press(KEY.Key_N)
    assert page.foot.text()[0] == "秩序引导 · 上午二" or page.table.cell() is not None
    press(KEY.Key_Return)
    assert page.pool.edit.hasFocus()
    _type("lxz")
    press(KEY.Key_Return)
    assert _names(page, plan, "秩序引导", "上午二") == ["罗秀芝"]
    assert page.table.hasFocus()
    press(KEY.Key_N)
    assert page.table.cell() is not None
    press(KEY.Key_Return)
    press(KEY.Key_Return)  # the one who fits best
    assert len(_names(page, plan, "便民服务台", "上午一")) == 1
    desk.undos[-1]()
    assert _names(page, plan, "便民服务台", "上午一") == []
    assert desk.toasts[0] == "已排 罗秀芝：秩序引导 · 上午二"


def test_who_may_not_come_stays_out_and_why_is_said(
    qtbot: QtBot, page: BoardPage, plan: Plan, context: Context
) -> None:
    with context.db.write() as session:
        who = session.scalars(select(Assignment)).first()
        assert who is None
        refuser = volunteer(session, "陈桂英")
        session.add(
            Wish(volunteer_id=refuser, kind="refusal", target_kind="duty", target="秩序引导")
        )
    page.refresh()
    press(KEY.Key_Return)
    _type("cgy")
    press(KEY.Key_Return)
    assert _names(page, plan, "秩序引导", "上午一") == []
    assert "陈桂英说过不去" in page.pool.note.text()
    press(KEY.Key_Escape)
    press(KEY.Key_Escape)
    assert page.table.hasFocus()


def test_who_cannot_stay_gives_way_to_who_is_picked(
    qtbot: QtBot, page: BoardPage, plan: Plan, context: Context, supervisor: Clerk, desk: FakeDesk
) -> None:
    with context.db.write() as session:
        who = volunteer(session, "任静")
        roster.assign(session, supervisor, plan.cell("秩序引导", "上午二"), who)
        session.add(Wish(volunteer_id=who, kind="refusal", target_kind="duty", target="秩序引导"))
    page.refresh()
    page.table.choose_cell(plan.cell("秩序引导", "上午二"))
    page.table.setFocus()
    qtbot.waitUntil(lambda: "任静说过不去" in page.foot.text()[1])
    press(KEY.Key_Return)
    _type("lxz")
    press(KEY.Key_Return)
    assert _names(page, plan, "秩序引导", "上午二") == ["罗秀芝"]
    assert desk.toasts[-1] == "已排 罗秀芝，换下 任静：秩序引导 · 上午二"
    desk.undos[-1]()
    assert _names(page, plan, "秩序引导", "上午二") == ["任静"]


def test_suggestions_are_told_apart_and_go_with_escape(
    qtbot: QtBot, page: BoardPage, desk: FakeDesk
) -> None:
    press(KEY.Key_F9)
    qtbot.waitUntil(lambda: not page.solver.is_busy)
    assert board_of(page).suggestions == 5
    assert page.suggestions.text() == "自动排班给出 5 条建议（虚线）"
    assert page.suggestions.more().startswith("已证明没有更好的排法")
    filled = [one for one in (page.publish_button, page.suggestions.take)
              if one.property("kind") == "primary"]  # fmt: skip
    assert filled == [page.suggestions.take]
    press(KEY.Key_Escape)
    assert board_of(page).suggestions == 0
    assert page.suggestions.isHidden()
    desk.undos[-1]()
    assert board_of(page).suggestions == 5


def test_del_removes_and_a_call_off_is_replaced_in_two_keys(
    qtbot: QtBot, page: BoardPage, plan: Plan, context: Context, supervisor: Clerk
) -> None:
    with context.db.write() as session:
        who = volunteer(session, "任静")
        roster.assign(session, supervisor, plan.cell("秩序引导", "上午一"), who)
    page.table.choose_cell(plan.cell("秩序引导", "上午一"))
    page.table.setFocus()
    press(KEY.Key_Q)
    sheet_of(qtbot, LeaveSheet)
    press(KEY.Key_Return)
    (new,) = _names(page, plan, "秩序引导", "上午一")
    assert new != "任静"
    cell = board_of(page).cell_by_id(plan.cell("秩序引导", "上午一"))
    assert cell is not None
    assert cell.called_off == (("任静", "请假"),)
    page.activateWindow()
    page.table.setFocus()
    qtbot.waitUntil(page.table.hasFocus)
    press(KEY.Key_Delete)
    assert _names(page, plan, "秩序引导", "上午一") == []


def test_why_is_answered_for_anybody(
    qtbot: QtBot, page: BoardPage, plan: Plan, context: Context, supervisor: Clerk
) -> None:
    with context.db.write() as session:
        who = volunteer(session, "任静")
        roster.assign(session, supervisor, plan.cell("便民服务台", "上午一"), who)
    page.table.choose_cell(plan.cell("秩序引导", "上午一"))
    page.table.setFocus()
    press(KEY.Key_W)
    sheet = sheet_of(qtbot, WhySheet)
    _type("rj")
    assert sheet.sentence.text().startswith("任静这一班已在“便民服务台”")
    sheet.edit.clear()
    _type("lxz")
    assert "罗秀芝可以排" in sheet.sentence.text()
    press(KEY.Key_Escape)


def test_a_counter_clerk_sees_what_changed_but_does_not_publish(
    qtbot: QtBot, page: BoardPage, plan: Plan, context: Context, clerk: Clerk
) -> None:
    with context.db.write() as session:
        roster.assign(session, clerk, plan.cell("秩序引导", "上午一"), volunteer(session, "任静"))
    context.clerk = clerk
    page.table.setFocus()
    press(KEY.Key_Return, CTRL)
    sheet = sheet_of(qtbot, PublishSheet)
    assert [row.name for row in sheet.model.rows] == ["任静"]
    assert "要主管来办" in sheet.who.text()
    assert not sheet.save_button.isEnabled()
    press(KEY.Key_Escape)


def test_an_empty_day_offers_to_copy_and_to_solve(
    qtbot: QtBot, page: BoardPage, plan: Plan, context: Context, desk: FakeDesk, clerk: Clerk
) -> None:
    with context.db.write() as session:
        roster.assign(session, clerk, plan.cell("秩序引导", "上午一"), volunteer(session, "任静"))
    page.show_day(date(2026, 12, 15))
    assert page.empty.text() == "12月15日 还没排"
    assert page.copy_button.text() == "从 11月25日 复制"
    page.copy_button.click()
    board = board_of(page)
    assert (board.wanted, board.filled, board.day.nominal) == (5, 1, date(2026, 12, 15))
    assert desk.toasts[-1] == "已照 11月25日 排好 1 人次"
    desk.undos[-1]()
    assert page.board() is None
    page.begin_button.click()
    qtbot.waitUntil(lambda: page.board() is not None and board_of(page).suggestions == 5)


def test_the_month_is_walked_by_keys(qtbot: QtBot, page: BoardPage, context: Context) -> None:
    assert page.day == DAY
    page.month.setFocus()
    press(KEY.Key_PageUp)
    press(KEY.Key_PageDown)
    press(KEY.Key_Left)
    assert page.month.view.day == date(2026, 11, 24)
    qtbot.waitUntil(lambda: page.shown is not None and page.shown.day == date(2026, 11, 24))
    assert page.board() is None
    assert page.empty.text() == "11月24日 周二 没有服务日"
    for _step in range(9):
        press(KEY.Key_Left)
    qtbot.waitUntil(lambda: page.shown is not None and page.shown.day == date(2026, 11, 15))
    assert "改了日子" in page.empty.text()
    press(KEY.Key_Right)
    press(KEY.Key_Return)  # at once, without waiting for the arrows to rest
    assert page.day == date(2026, 11, 16)
    assert "原定 11月15日 周日" in page.facts.nominal.text()
    page.facts.next_button.click()
    assert page.day == DAY


def test_narrow_windows_keep_the_pool_and_the_month_in_reach(qtbot: QtBot, page: BoardPage) -> None:
    page.show_for_width(1100)
    assert page.pool.isHidden()
    press(KEY.Key_Return)
    assert page.pool.isVisible()
    assert page.pool.edit.hasFocus()
    press(KEY.Key_Escape)
    assert page.pool.isHidden()
    page.show_for_width(910)
    assert page.month.isHidden() or not page.month.isVisible()
    press(KEY.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert page.month.isVisible()
    assert not page.table.isVisible()
    press(KEY.Key_Return)
    assert page.table.isVisible()
