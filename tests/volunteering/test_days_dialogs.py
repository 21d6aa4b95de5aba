"""The sheets of rule, date, day and duties: what follows is seen first, what is wrong is said."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gridhall.core.calendar import shipped_calendar
from gridhall.core.clerk import Clerk
from gridhall.db.database import Database
from gridhall.qt.context import Context
from gridhall.volunteering.dialogs.days import DayCardSheet, MoveSheet
from gridhall.volunteering.dialogs.days_act import Carried
from gridhall.volunteering.dialogs.days_policy import PolicySheet, read_days
from gridhall.volunteering.dialogs.duties import DutiesSheet
from gridhall.volunteering.models import Availability, Volunteer
from gridhall.volunteering.queries.days import DayRow, day_card, day_id_of, days, policy
from gridhall.volunteering.queries.plan import duties
from gridhall.volunteering.service.days import open_day
from gridhall.volunteering.service.duties import install_duties
from gridhall.volunteering.service.lists import install_lists
from gridhall.volunteering.service.plan import set_plan
from gridhall.volunteering.service.taking_back import take_back
from tests.factories import TODAY
from tests.modal import opened, window  # noqa: F401 - a fixture
from tests.volunteering.test_plan import PLAN, sit

CALENDAR = shipped_calendar()
D = date.fromisoformat


@pytest.fixture
def lead(context: Context, supervisor: Clerk) -> Context:
    """The context of somebody who may move days."""
    context.clerk = supervisor
    return context


def nominal(db: Database, day: str) -> DayRow:
    """The row of a nominal day."""
    with db.read() as session:
        rows = days(session, CALENDAR, D(day), D(day))
    return next(row for row in rows if row.nominal == D(day))


def saved(sheet: PolicySheet | MoveSheet | DayCardSheet) -> list[Carried]:
    """Press the act; what was carried out."""
    told: list[Carried] = []
    sheet.carried.connect(told.append)
    sheet.save()
    return told


def test_the_rule_shows_the_year_it_leads_to(
    qtbot: QtBot,
    db: Database,
    context: Context,
    administrator: Clerk,
    window: QWidget,  # noqa: F811
) -> None:
    context.clerk = administrator
    sheet: PolicySheet = opened(qtbot, PolicySheet(window, context))
    assert sheet.head.text() == "2026-11-24 起一年：24 个服务日，改期 5 个"
    assert "2027 年的放假通知还没有" in sheet.told.text()
    sheet.nominal.setText("10 日，20 日")
    sheet.only_holidays.setChecked(True)
    assert {row.nominal.day for row in sheet.model.rows} == {10, 20}
    sheet.nominal.setText("十五")
    assert sheet.told.text() == "每月几日请写成 15、25 这样"
    assert saved(sheet) == []
    assert sheet.isVisible()
    sheet.nominal.setText("10、20")
    (done,) = saved(sheet)
    assert (done.action_id, "按新规则" in done.words) == (None, True)
    with db.read() as session:
        assert policy(session, TODAY).nominal_days == (10, 20)
        assert policy(session, D("2026-11-23")).nominal_days == (15, 25)


def test_a_counter_clerk_may_look_at_the_rule(
    qtbot: QtBot,
    context: Context,
    window: QWidget,  # noqa: F811
) -> None:
    sheet = opened(qtbot, PolicySheet(window, context))
    assert not sheet.save_button.isEnabled()
    assert "请找管理员登录" in sheet.who.text()
    assert read_days("1，5;20 31日") == (1, 5, 20, 31)


def test_a_day_is_moved_with_a_look_at_the_date(
    qtbot: QtBot,
    db: Database,
    lead: Context,
    window: QWidget,  # noqa: F811
) -> None:
    sheet: MoveSheet = opened(qtbot, MoveSheet(window, lead, nominal(db, "2026-12-15")))
    assert saved(sheet) == []
    assert "日期没有改" in sheet.banner.text()
    for day, words in (
        ("2026-12-25", "已经有“集中服务日”"), ("2026-12-19", "双休日"),
        ("2026-11-20", "已经过去了"), ("2027-01-04", "2027 年的放假通知还没有"),
        ("2026-12-17", "12月17日 周四，工作日"),
    ):  # fmt: skip
        sheet.to.set_value(D(day))
        assert words in sheet.told.text()
    assert saved(sheet) == []
    assert "请写改期的原因" in sheet.banner.text()
    sheet.reason.setCurrentText("暴雪预警")
    (done,) = saved(sheet)
    assert done.words == "已改到 12月17日 周四。可以出调整通知"
    row = nominal(db, "2026-12-15")
    assert (row.held_on, row.reason) == (D("2026-12-17"), "暴雪预警")
    again: MoveSheet = opened(qtbot, MoveSheet(window, lead, row))
    assert again.subtitle.text() == "原定 12月15日 周二 · 改到 12月17日 周四 · 暴雪预警"
    again.off.setChecked(True)
    assert not again.to.isEnabled()
    again.reason.setCurrentText("换届")
    (done,) = saved(again)
    assert nominal(db, "2026-12-15").state == "skipped"
    with db.write() as session:
        assert done.action_id is not None
        take_back(session, lead.clerk, done.action_id)
    assert nominal(db, "2026-12-15").held_on == D("2026-12-17")


def test_who_cannot_come_on_the_new_date_is_named(
    qtbot: QtBot,
    db: Database,
    lead: Context,
    clerk: Clerk,
    window: QWidget,  # noqa: F811
) -> None:
    with db.write() as session:
        day_id = open_day(session, clerk, D("2026-11-25"), CALENDAR)
        set_plan(session, clerk, day_id, PLAN)
    sit(db, clerk, day_id)
    with db.write() as session:
        who = session.query(Volunteer).one().id
        session.add(Availability(volunteer_id=who, weekday=2, is_free=True))
    sheet: MoveSheet = opened(qtbot, MoveSheet(window, lead, nominal(db, "2026-11-25")))
    assert "已排 1 人次" in sheet.people.text()
    sheet.to.set_value(D("2026-11-27"))
    sheet.reason.setCurrentText("停电")
    (done,) = saved(sheet)
    assert "有 1 人次这一天不能来：罗秀芝" in done.words


def test_what_is_written_about_a_day(
    qtbot: QtBot,
    db: Database,
    context: Context,
    clerk: Clerk,
    window: QWidget,  # noqa: F811
) -> None:
    with db.write() as session:
        day_id = open_day(session, clerk, D("2026-11-25"), CALENDAR)
        card = day_card(session, day_id)
    sheet: DayCardSheet = opened(qtbot, DayCardSheet(window, context, card))
    sheet.name.clear()
    sheet.leader.setText("长" * 51)
    assert saved(sheet) == []
    assert sheet.banner.text() == "还有 2 处要改：活动名称、活动负责人"
    sheet.name.setText("冬日暖阳服务日")
    sheet.leader.setText("高明")
    sheet.summary.setPlainText("来了 120 位居民")
    assert len(saved(sheet)) == 1
    with db.read() as session:
        after = day_card(session, day_id)
    assert (after.name, after.leader, after.summary) == (
        "冬日暖阳服务日", "高明", "来了 120 位居民",
    )  # fmt: skip
    new: DayCardSheet = opened(qtbot, DayCardSheet(window, context))
    new.held_on.set_value(D("2026-12-05"))
    new.name.setText("国际志愿者日活动")
    (done,) = saved(new)
    with db.read() as session:
        assert day_id_of(session, CALENDAR, D("2026-12-05")) is not None
    with db.write() as session:
        assert done.action_id is not None
        take_back(session, clerk, done.action_id)
        assert day_id_of(session, CALENDAR, D("2026-12-05")) is None


def test_the_duties_are_kept_below_their_list(
    qtbot: QtBot,
    db: Database,
    lead: Context,
    administrator: Clerk,
    window: QWidget,  # noqa: F811
) -> None:
    with db.write() as session:
        install_lists(session, administrator)
    sheet: DutiesSheet = opened(qtbot, DutiesSheet(window, lead))
    assert sheet.fill_button.isVisible()
    with db.write() as session:
        install_duties(session, administrator)
    sheet.refresh()
    assert sheet.name.text() == "义诊测压"
    sheet.add()
    assert "请先把名称改成新岗位的名称" in sheet.banner.text()
    sheet.name.setText("测血糖")
    sheet.wanted.setValue(2)
    sheet.add()
    sheet.name.setText("义诊量压")
    sheet.save()
    with db.read() as session:
        names = [row.name for row in duties(session)]
    assert (names[0], names[-1]) == ("义诊量压", "测血糖")
    qtbot.keyClick(sheet, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    sheet.end()
    with db.read() as session:
        names = [row.name for row in duties(session)]
    assert "义诊量压" not in names
    assert "已停用“义诊量压”" in sheet.banner.text()


def test_a_counter_clerk_may_look_at_the_duties(
    qtbot: QtBot,
    db: Database,
    context: Context,
    administrator: Clerk,
    window: QWidget,  # noqa: F811
) -> None:
    with db.write() as session:
        install_duties(session, administrator)
    sheet = opened(qtbot, DutiesSheet(window, context))
    assert "要改请找主管登录" in sheet.banner.text()
    assert not sheet.end_button.isEnabled()
