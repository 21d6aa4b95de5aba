"""联席会议, the view: arranged by keys, signed in by initials, papers, the way into the room."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gridhall.core.clerk import Clerk
from gridhall.db.database import Database
from gridhall.meetings.dialogs.attending import AttendSheet
from gridhall.meetings.dialogs.debrief import DebriefSheet
from gridhall.meetings.dialogs.invite import MemberSheet
from gridhall.meetings.dialogs.plan import PlanSheet
from gridhall.meetings.dialogs.room.screen import RoomSheet
from gridhall.meetings.queries.attending import members
from gridhall.meetings.queries.meetings import MeetingFilter, meetings
from gridhall.papers.models import Paper
from gridhall.qt.context import Context
from gridhall.qt.labels import PlainLabel
from tests.factories import TODAY, FakeDesk
from tests.meetings.room_hall import RoomHall, build
from tests.modal import answer

KEY, MODIFIER = Qt.Key, Qt.KeyboardModifier


def sheet(page: Any, kind: type) -> Any:
    return page.findChildren(kind)[-1]


def focus(qtbot: QtBot, made: Any) -> None:
    made.activateWindow()
    qtbot.waitUntil(lambda: made.isAncestorOf(QApplication.focusWidget()))


def came(db: Database, meeting: int) -> dict[str, str]:
    with db.read() as session:
        return {one.name: one.came_words for one in members(session, meeting)}


def kinds(db: Database) -> list[str]:
    with db.read() as session:
        return [row.kind for row in session.query(Paper).order_by(Paper.id)]


def test_a_month_without_a_meeting_is_told_and_one_key_arranges_it(
    qtbot: QtBot, db: Database, page: Any, press: Any, desk: FakeDesk
) -> None:
    assert "2026年11月还没有开联席会议" in page.ui.notice.text()
    press("n", held=MODIFIER.ControlModifier)
    plan = sheet(page, PlanSheet)
    focus(qtbot, plan)
    plan.starts.setText("二十五点")
    press(KEY.Key_Return, held=MODIFIER.ControlModifier)
    assert "开始时间请写成" in " ".join(one.text() for one in plan.findChildren(PlainLabel))
    plan.starts.setText("9点30")
    press(KEY.Key_Return, held=MODIFIER.ControlModifier)
    qtbot.waitUntil(lambda: bool(desk.toasts))
    with db.read() as session:
        (row,) = meetings(session)
    assert (row.held_on, row.starts, row.secretary) == (TODAY, "09:30", "王芳")
    qtbot.waitUntil(lambda: page.panel.told is not None)
    assert page.panel.manner() == "planned"
    desk.undos[-1]()
    qtbot.waitUntil(lambda: not page.model.rows)


def test_the_notice_goes_out_and_the_meeting_is_noticed(
    qtbot: QtBot, db: Database, page: Any, press: Any, desk: FakeDesk
) -> None:
    hall = build(db, opened=False)
    qtbot.waitUntil(lambda: page.panel.told is not None)
    page.choose_meeting(hall.meeting)
    qtbot.waitUntil(lambda: page.panel.told.row.id == hall.meeting)
    focus(qtbot, page)
    press("t", held=MODIFIER.AltModifier)
    qtbot.waitUntil(lambda: bool(desk.previewed))
    qtbot.waitUntil(lambda: page.panel.manner() == "noticed")
    assert page.panel.agenda.rows_model.rows[0].carried == 1
    press("p", held=MODIFIER.ControlModifier)
    qtbot.waitUntil(lambda: len(desk.previewed) == 2)
    assert kinds(db) == ["meeting-notice", "meeting-agenda"]
    assert desk.errors == []


def test_who_comes_is_signed_in_by_initials(
    qtbot: QtBot, db: Database, hall: RoomHall, page: Any, press: Any
) -> None:
    qtbot.waitUntil(lambda: page.panel.told is not None)
    focus(qtbot, page)
    press("q", held=MODIFIER.AltModifier)
    door = sheet(page, AttendSheet)
    focus(qtbot, door)
    press("z", "z", "g", KEY.Key_Return)
    press("h", "b", KEY.Key_Return)
    assert (came(db, hall.meeting)["张志国"], came(db, hall.meeting)["韩冰"]) == ("到会", "到会")
    assert "实到 2 人" in door.subtitle.text()
    press("z", "z", "g", KEY.Key_Return)
    assert "已经签到" in door.banner.text()
    door.box.setText("周丽华")
    answer(lambda asked: (asked.reason.setText("出差"), asked._accept()))
    press(KEY.Key_Return, held=MODIFIER.ShiftModifier)
    assert came(db, hall.meeting)["周丽华"] == "请假（出差）"
    focus(qtbot, door)
    door.box.setText("李街道")
    press(KEY.Key_Return, held=MODIFIER.ControlModifier)
    assert came(db, hall.meeting)["李街道"] == "到会"
    press("z", held=MODIFIER.ControlModifier)
    press("z", held=MODIFIER.ControlModifier)
    assert "李街道" not in came(db, hall.meeting)


def test_enter_goes_into_the_room_and_what_was_decided_can_be_taken_back(
    qtbot: QtBot, db: Database, page: Any, press: Any, desk: FakeDesk
) -> None:
    hall = build(db, opened=False)
    qtbot.waitUntil(lambda: page.panel.told is not None)
    page.choose_meeting(hall.meeting)
    qtbot.waitUntil(lambda: page.panel.told.row.id == hall.meeting)
    focus(qtbot, page.ui.table.window())
    page.ui.table.setFocus()
    press(KEY.Key_Return)
    room = sheet(page, RoomSheet)
    focus(qtbot, room)
    press("7", held=MODIFIER.AltModifier)
    press(KEY.Key_Return, KEY.Key_Escape)
    assert desk.toasts[0].endswith("开始")
    assert desk.toasts[-1].startswith("已定：供水管网老化")
    desk.undos[-1]()
    assert not any(row.is_decided for row in hall.office.agenda(hall.meeting, TODAY))


def test_minutes_once_it_was_held_and_a_cancelled_one_prints_nothing(
    qtbot: QtBot, context: Context, hall: RoomHall, page: Any, press: Any, supervisor: Clerk
) -> None:
    desk: Any = context.desk
    hall.office.end(hall.meeting, TODAY)
    qtbot.waitUntil(lambda: page.panel.manner() == "held")
    focus(qtbot, page)
    press("r", held=MODIFIER.AltModifier)
    qtbot.waitUntil(lambda: bool(desk.previewed))
    assert kinds(context.db) == ["meeting-minutes"]
    qtbot.waitUntil(lambda: page.panel.manner() == "minuted")
    page.act(page.acts.cancel)
    assert "不能取消会议" in desk.errors[-1]


def test_a_meeting_cancelled_half_way_says_what_stays(
    qtbot: QtBot, context: Context, hall: RoomHall, page: Any, supervisor: Clerk
) -> None:
    desk: Any = context.desk
    first = next(iter(hall.issues.values()))
    hall.office.decide(hall.meeting, first, TODAY, "route")
    qtbot.waitUntil(lambda: page.panel.told is not None)
    page.act(page.acts.cancel)
    assert "要主管" in desk.errors[-1] or "主管" in desk.errors[-1]
    context.clerk = supervisor
    answer(lambda asked: (asked.reason.setText("停电"), asked._accept()))
    page.act(page.acts.cancel)
    assert "已议定的 1 项照办，其余的转下次会议" in desk.toasts[-1]
    assert desk.undos[-1] is None  # a legal act
    assert hall.office.row(first).state == "routed"
    with context.db.read() as session:
        (row,) = meetings(session, MeetingFilter(states=("cancelled",)))
    assert row.why == "停电"


def test_a_debrief_is_written_down_and_stands_under_its_pill(
    qtbot: QtBot, hall: RoomHall, page: Any, press: Any, desk: FakeDesk
) -> None:
    qtbot.waitUntil(lambda: page.panel.told is not None)
    focus(qtbot, page)
    press("j", held=MODIFIER.AltModifier)
    made = sheet(page, DebriefSheet)
    focus(qtbot, made)
    press("h", "b", KEY.Key_Return)
    assert (made.whom.text(), made.duty.text()) == ("韩冰", "兼职委员")
    made.score.setValue(92)
    made.votes["good"].setValue(12)
    press(KEY.Key_Return, held=MODIFIER.ControlModifier)
    qtbot.waitUntil(lambda: bool(desk.toasts))
    qtbot.waitUntil(lambda: "述职 1" in page.ui.pills.titles())
    page.choose_debrief(1)
    qtbot.waitUntil(lambda: page.panel.manner() == "debrief")
    assert "92 分 · 优秀 12" in page.model.rows[0].when
    focus(qtbot, page)
    press("p", held=MODIFIER.ControlModifier)
    qtbot.waitUntil(lambda: bool(desk.previewed or desk.errors))
    assert desk.errors == []


def test_who_is_invited_can_be_changed_and_left_out(
    qtbot: QtBot, db: Database, hall: RoomHall, page: Any, press: Any
) -> None:
    qtbot.waitUntil(lambda: page.panel.told is not None)
    focus(qtbot, page)
    press("q", held=MODIFIER.AltModifier)
    door = sheet(page, AttendSheet)
    focus(qtbot, door)
    press("h", "b")
    press("e", held=MODIFIER.ControlModifier)
    member = sheet(door, MemberSheet)
    member.role.setCurrentIndex(member.role.findData("secretary"))
    member.save()
    with db.read() as session:
        roles = {one.name: one.role for one in members(session, hall.meeting)}
    assert roles["韩冰"] == "secretary"
    focus(qtbot, door)
    press("y", "h", "t")
    press("d", held=MODIFIER.AltModifier)
    assert "于海涛" not in came(db, hall.meeting)
    press("z", held=MODIFIER.ControlModifier)
    assert "于海涛" in came(db, hall.meeting)
