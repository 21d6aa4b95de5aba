"""What governance waits for stands on 今日, one click from its page; else nothing stands."""

from datetime import date, timedelta

import pytest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from gridhall.core.calendar import shipped_calendar
from gridhall.core.clerk import Clerk
from gridhall.db.database import Database
from gridhall.issues.rules.orders import Owner, RouteOrder
from gridhall.issues.rules.when import When
from gridhall.issues.service import steps
from gridhall.meetings.rules.drafts import MeetingDraft
from gridhall.meetings.service import meetings
from gridhall.opinions.models import PublicNotice, ReceptionDay
from gridhall.qt.context import Context
from gridhall.qt.labels import PlainLabel
from gridhall.today.pages import TodayPage
from gridhall.today.pages.governance import GovernanceTodo
from gridhall.today.queries.governance import GovernanceTodos, Pressing, governance_todos
from tests.audit import Dress, audit, dressed
from tests.factories import TODAY, FakeDesk, make_issue

__all__ = ["dressed"]
pytestmark = [pytest.mark.gui, pytest.mark.qt_log_ignore("propagateSizeHints")]
DAY = timedelta(days=1)


def when(day: date = TODAY) -> When:
    return When(day, shipped_calendar())


def owed(db: Database, clerk: Clerk, days: int) -> int:
    """An issue whose owner is so many days late."""
    began = TODAY - (days + 3) * DAY
    with db.write() as session:
        issue = make_issue(session, today=began, received_on=began).id
        order = RouteOrder(None, Owner(name="翠屏物业"), TODAY - days * DAY)
        steps.take_up(session, clerk, issue, order, when(began))
    return issue


def held(db: Database, clerk: Clerk, day: date) -> None:
    """A meeting from its plan to its end; nothing is decided."""
    with db.write() as session:
        row = meetings.plan_meeting(session, clerk, MeetingDraft(day), when(day)).row_id
        meetings.open_meeting(session, clerk, row, when(day))
        meetings.close_meeting(session, clerk, row, when(day))


def lines(db: Database) -> list[tuple[str, str]]:
    with db.read() as session:
        return [(one.words, one.tone) for one in governance_todos(session, TODAY).lines]


def test_a_month_without_a_meeting_is_told_and_red_in_its_last_week(
    db: Database, clerk: Clerk
) -> None:
    assert date(2026, 11, 24) == TODAY
    assert lines(db) == [("2026年11月还没有开联席会议，11月30日前要开一次", "red")]
    with db.write() as session:
        meetings.plan_meeting(session, clerk, MeetingDraft(date(2026, 11, 26)), when())
    assert lines(db) == [("11月26日 开联席会议", "amber")]


def test_what_is_owed_and_what_was_carried_over_are_counted(db: Database, clerk: Clerk) -> None:
    owed(db, clerk, 2)
    owed(db, clerk, 9)
    held(db, clerk, TODAY - DAY)
    with db.read() as session:
        told = governance_todos(session, TODAY)
    assert [one.words for one in told.lines] == ["吹哨超期 2 件，可出督办函"]
    assert told.carried == 2


def test_the_card_leads_to_each_page_and_the_tile_to_the_agenda(
    qtbot: QtBot, context: Context, desk: FakeDesk, clerk: Clerk
) -> None:
    page = shown(qtbot, context)
    card = page.findChildren(GovernanceTodo)[0]
    qtbot.waitUntil(card.isVisible)
    owed(context.db, clerk, 2)
    held(context.db, clerk, TODAY - DAY)
    qtbot.waitUntil(lambda: page.carried.count() == 1)
    qtbot.waitUntil(lambda: said(card) == ["吹哨超期 1 件，可出督办函"])
    (act,) = card.findChildren(QAbstractButton)
    assert act.accessibleName() == "去办：吹哨超期 1 件，可出督办函"
    act.click()
    page.carried.click()
    assert desk.opened == [("issue", None), ("meeting", None)]


def test_nothing_waits_nothing_stands(
    qtbot: QtBot, context: Context, db: Database, clerk: Clerk
) -> None:
    held(db, clerk, TODAY - DAY)
    page = shown(qtbot, context)
    qtbot.wait(500)
    assert page.findChildren(GovernanceTodo)[0].isHidden()
    assert page.carried.count() == 0


@pytest.mark.parametrize(("mode", "percent"), [("light", 100), ("dark", 150)])
def test_five_counters_and_the_card_fit(
    qtbot: QtBot, context: Context, clerk: Clerk, dressed: Dress, mode: str, percent: int
) -> None:
    dressed(mode, percent)
    owed(context.db, clerk, 2)
    page = shown(qtbot, context)
    page.show_for_width(1366 * 100 // percent)
    card = page.findChildren(GovernanceTodo)[0]
    qtbot.waitUntil(card.isVisible)
    qtbot.wait(50)
    assert audit(card).problems == []
    tiles = [*page.tiles.values(), page.carried]
    assert all(one.width() >= one.sizeHint().width() for one in tiles)


def shown(qtbot: QtBot, context: Context) -> TodayPage:
    made = TodayPage(context)
    qtbot.addWidget(made)
    made.resize(1366, 690)
    made.show()
    return made


def said(card: GovernanceTodo) -> list[str]:
    return [one.text() for one in card.findChildren(PlainLabel) if one.isVisible() and one.text()]


def test_on_a_low_screen_two_lines_stand_and_the_rest_is_one_click_away(
    qtbot: QtBot, context: Context
) -> None:
    page = shown(qtbot, context)
    page.resize(1366, 620)
    card = page.governance
    qtbot.waitUntil(card.isVisible)
    told = GovernanceTodos(0, tuple(Pressing("issue", f"第 {n} 项", "red") for n in range(1, 6)))
    card._show(told)
    qtbot.waitUntil(lambda: said(card) == ["第 1 项", "第 2 项"])
    more = next(one for one in card.findChildren(QAbstractButton) if "还有" in one.text())
    assert more.text() == "还有 3 项"
    more.click()
    qtbot.waitUntil(lambda: said(card) == [f"第 {n} 项" for n in range(1, 6)])


def test_who_receives_today_and_what_hangs_too_long_is_told(db: Database, clerk: Clerk) -> None:
    held(db, clerk, TODAY - DAY)
    with db.write() as session:
        session.add(
            ReceptionDay(
                day=TODAY, place="小区活动室", hosts="李书记", state="planned", clerk_name="王芳"
            )
        )
        session.add(
            PublicNotice(
                number="示〔2026〕001", kind="other", title="路灯维修", body="路灯维修。",
                place="公告栏", posted_from=TODAY - 9 * DAY, posted_to=TODAY - 2 * DAY,
                state="posted", posted_on=TODAY - 9 * DAY, clerk_name="王芳",
            )
        )  # fmt: skip
    assert lines(db) == [
        ("今天接待日 09:00-11:30 小区活动室", "amber"),
        ("公示到期 1 份，要撤下来", "amber"),
    ]
