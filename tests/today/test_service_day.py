"""今日 tells the next service day as this hall has planned it, not as the calendar alone does."""

from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from gridhall.core.calendar import shipped_calendar
from gridhall.core.clerk import Clerk
from gridhall.qt.context import Context
from gridhall.today.pages import TodayPage
from gridhall.volunteering.rules.days import Policy
from gridhall.volunteering.service.days import move_day, open_day, set_policy
from gridhall.volunteering.service.plan import set_plan
from tests.factories import TODAY
from tests.volunteering.test_plan import PLAN

pytestmark = [pytest.mark.gui, pytest.mark.qt_log_ignore("propagateSizeHints")]


def test_a_moved_day_with_its_gaps(
    qtbot: QtBot, context: Context, clerk: Clerk, supervisor: Clerk, administrator: Clerk
) -> None:
    with context.db.write() as session:
        day = open_day(session, clerk, date(2026, 11, 25), shipped_calendar())
        set_plan(session, clerk, day, PLAN)
    page = TodayPage(context)
    qtbot.addWidget(page)
    page.show()
    title, note = page.ui.serviceDayLabel, page.ui.serviceDayNote
    assert title.text() == "明天 11月25日 集中服务日"
    qtbot.waitUntil(lambda: note.text() == "周三 · 已排 0 / 5 人次，缺 5")
    with context.db.write() as session:
        move_day(session, supervisor, day, date(2026, 11, 26), "停电，推迟")
    qtbot.waitUntil(lambda: title.text() == "后天 11月26日 集中服务日")
    assert note.text() == "周四 · 原定 11月25日，停电 · 已排 0 / 5 人次，缺 5"
    page.refresh()
    assert title.text() == "后天 11月26日 集中服务日", "a refresh does not say the old date"
    assert page.ui.dayLabel.text() == "11月24日 星期二 · 后天是集中服务日"
    with context.db.write() as session:
        move_day(session, supervisor, day, None, "停电")
        set_policy(session, administrator, Policy((5,)), TODAY, TODAY)
    qtbot.waitUntil(lambda: title.text() == "12月7日 集中服务日")
    assert note.text() == "周一 · 原定 12月5日，逢周六"


def test_a_year_without_a_notice_says_so(qtbot: QtBot, context: Context) -> None:
    context.today = lambda: date(2027, 1, 10)
    page = TodayPage(context)
    qtbot.addWidget(page)
    page.show()
    note = page.ui.serviceDayNote
    qtbot.waitUntil(lambda: note.text() == "周五 · 当年放假通知还没有，暂估")
