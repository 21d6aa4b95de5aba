"""The ten working days stand on 今日, one press from the sign-in desk."""

from datetime import date

import pytest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from gridhall.core.clerk import Clerk
from gridhall.qt.context import Context
from gridhall.qt.labels import PlainLabel
from gridhall.today.pages import TodayPage
from gridhall.today.pages.hours import HoursTodo
from gridhall.volunteering.service.attendance import SheetLine, evaluate, type_sheet
from gridhall.volunteering.service.closing import close_day
from tests.factories import TODAY, FakeDesk
from tests.volunteering.people import volunteer
from tests.volunteering.served import make_day

pytestmark = [pytest.mark.gui, pytest.mark.qt_log_ignore("propagateSizeHints")]
DAY = date(2026, 11, 15)


def test_a_day_to_be_recorded_is_told_and_opened(
    qtbot: QtBot, context: Context, clerk: Clerk, supervisor: Clerk, desk: FakeDesk
) -> None:
    with context.db.write() as session:
        day = make_day(session, DAY)
        lines = [SheetLine(volunteer(session, name), 510, 600) for name in ("林晓梅", "曹莉")]
        ids = type_sheet(session, clerk, day, lines)
    page = TodayPage(context)
    qtbot.addWidget(page)
    page.show()
    todo = page.findChildren(HoursTodo)[0]
    qtbot.waitUntil(todo.isVisible)
    said = [one.text() for one in todo.findChildren(PlainLabel) if one.text()]
    assert said == ["11月15日 有 2 人的时长没记录、2 人没有评价，还剩 3 个工作日"]
    [act] = todo.findChildren(QAbstractButton)
    act.click()
    assert desk.opened == [("sign_in", (DAY, day))]
    with context.db.write() as session:
        close_day(session, supervisor, day, TODAY)
        evaluate(session, clerk, ids, "5")
    qtbot.waitUntil(lambda: not todo.isVisible())
