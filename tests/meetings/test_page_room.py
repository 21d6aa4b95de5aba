"""The room's screen by real keys: one item after another, kept as typed, two at once."""

from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gridhall.issues.models import Issue
from gridhall.issues.rules.orders import Owner, RouteOrder
from gridhall.issues.service.steps import route
from gridhall.meetings.queries.agenda import AgendaRow, agenda
from gridhall.meetings.service.minuting import minute
from gridhall.qt.labels import PlainLabel
from tests.factories import TODAY, FakeDesk
from tests.meetings.halls import SECOND, Office, when
from tests.meetings.room_hall import CARRIED, TROUBLES, RoomHall
from tests.modal import answer

KEY, MODIFIER = Qt.Key, Qt.KeyboardModifier
WATER, MARKET = CARRIED[0][0], CARRIED[1][0]


def item(hall: RoomHall, title: str) -> AgendaRow:
    with hall.office.db.read() as session:
        rows = agenda(session, hall.meeting, TODAY)
    return next(row for row in rows if row.title == title)


def focus(qtbot: QtBot, made: Any) -> None:
    made.activateWindow()  # without a screen nobody gives it back
    qtbot.waitUntil(lambda: made.isAncestorOf(QApplication.focusWidget()))


def said(made: Any) -> str:
    return " ".join(one.text() for one in made.findChildren(PlainLabel) if one.isVisible())


def test_an_item_is_decided_by_a_key_initials_and_enter(
    qtbot: QtBot, enter_room: Any, press: Any, hall: RoomHall
) -> None:
    room = enter_room()
    assert room.row.title == WATER
    assert "结转 1 次" in said(room.head)
    assert "10月21日会上：没有定" in said(room.head)
    press(KEY.Key_Return, "2", "s", "g", "s", KEY.Key_Return)
    assert room.details.owner.text() == "市供水公司"
    assert room.details.due_on.value() == date(2026, 12, 8)  # ten working days from the meeting
    press(KEY.Key_Return)
    row = hall.office.row(hall.issues[WATER])
    assert (row.state, row.route, row.owner_name, row.due_on) == (
        "routed", 2, "市供水公司", date(2026, 12, 8),
    )  # fmt: skip
    assert room.row.title == MARKET
    assert QApplication.focusWidget() is room.said
    assert "已议 1 / 12 项" in room.subtitle.text()
    press("z", held=MODIFIER.ControlModifier)
    assert room.row.title == WATER
    assert hall.office.row(hall.issues[WATER]).state == "on_agenda"
    assert item(hall, WATER).decision == ""


def test_keys_with_alt_decide_while_typing(enter_room: Any, press: Any, hall: RoomHall) -> None:
    room = enter_room()
    press("o", "k")
    press("7", held=MODIFIER.AltModifier)
    press(KEY.Key_Return)
    now = item(hall, WATER)
    assert (now.said, now.decision) == ("ok", "later")
    press("8", held=MODIFIER.AltModifier)
    press("b", KEY.Key_Return)  # the first reason with that sound: 不属本社区职责
    assert hall.office.row(hall.issues[MARKET]).decline_kind == "not_ours"
    assert room.row.title not in (WATER, MARKET)


def test_what_is_said_is_kept_while_it_is_typed(
    qtbot: QtBot, enter_room: Any, press: Any, hall: RoomHall
) -> None:
    room = enter_room()
    press("g", "h")
    qtbot.waitUntil(lambda: item(hall, WATER).said == "gh")
    assert "写的都已存好" in room.subtitle.text()
    press("i", KEY.Key_PageDown)
    assert room.row.title == MARKET
    assert item(hall, WATER).said == "ghi"
    press("j", KEY.Key_Escape)
    assert not room.isVisible()
    assert item(hall, MARKET).said == "j"
    again = enter_room()
    assert again.said.words() == "ghi"


def test_enter_belongs_to_the_input_method_while_it_composes(
    enter_room: Any, press: Any, hall: RoomHall
) -> None:
    room = enter_room()
    QApplication.sendEvent(room.said, QInputMethodEvent("shui", []))
    press(KEY.Key_Return)
    assert QApplication.focusWidget() is room.said
    done = QInputMethodEvent("", [])
    done.setCommitString("水厂说下周来修")
    QApplication.sendEvent(room.said, done)
    press(KEY.Key_Return)
    assert QApplication.focusWidget() is room.pad
    press("7", KEY.Key_Return)
    assert item(hall, WATER).said.endswith("水厂说下周来修")


def test_two_secretaries_write_on_one_item_and_both_texts_stay(
    enter_room: Any, press: Any, hall: RoomHall
) -> None:
    room = enter_room()
    press("a", "b")
    with hall.office.db.write() as session:
        minute(session, SECOND, item(hall, WATER).on, "供水公司：管子要换", when(TODAY))
    press(KEY.Key_PageDown)
    assert item(hall, WATER).said == "供水公司：管子要换\nab"
    press(KEY.Key_PageUp)
    with hall.office.db.write() as session:
        minute(session, SECOND, item(hall, WATER).on, "供水公司：管子要换\nab\n再议", when(TODAY))
    room.said.moveCursor(room.said.textCursor().MoveOperation.End)
    press("c")
    room.keep()
    assert "高明刚才也写了这一项，两个人写的都留着" in room.banner.text()
    assert item(hall, WATER).said == "供水公司：管子要换\nab\n再议\nc"
    assert room.said.words() == item(hall, WATER).said


def test_the_other_secretarys_words_come_by_themselves(
    qtbot: QtBot, enter_room: Any, hall: RoomHall
) -> None:
    room = enter_room()
    with hall.office.db.write() as session:
        minute(session, SECOND, item(hall, WATER).on, "供水公司到会说明", when(TODAY))
    room.look()
    qtbot.waitUntil(lambda: room.said.words() == "供水公司到会说明")
    assert "高明刚写了这一项" in room.told.text()


def test_a_decision_of_the_other_is_told_and_ours_waits(
    enter_room: Any, press: Any, hall: RoomHall
) -> None:
    room = enter_room()
    press(KEY.Key_Return, "2", "s", "g", "s", KEY.Key_Return)
    Office(hall.office.db, SECOND).decide(
        hall.meeting, hall.issues[WATER], TODAY, "decline", refusal="no_basis"
    )
    press(KEY.Key_Return)
    assert "高明已经定了“不纳入”" in room.banner.text()
    assert "再按一次 Enter" in room.banner.text()
    assert hall.office.row(hall.issues[WATER]).state == "declined"
    assert room.details.owner.text() == "市供水公司"  # nothing typed is lost
    press(KEY.Key_Return)
    assert hall.office.row(hall.issues[WATER]).state == "routed"


def test_what_is_missing_is_said_beside_its_field(
    enter_room: Any, press: Any, hall: RoomHall
) -> None:
    room = enter_room()
    press(KEY.Key_Return, "1", KEY.Key_Return)
    assert "请选由谁承办" in said(room.details)
    assert QApplication.focusWidget() is room.details.owner
    press("y", "j", "w", KEY.Key_Return)
    room.details.due_on.set_value(date(2026, 11, 1))
    press(KEY.Key_Return)
    assert "早于开会的日子" in said(room.details)
    assert hall.office.row(hall.issues[WATER]).state == "on_agenda"
    room.details.due_on.set_value(date(2026, 12, 1))
    room.details.votes.setText("十二票")
    press(KEY.Key_Return)
    assert "票数看不懂" in said(room.details)
    room.details.votes.setText("12-1-0")
    press(KEY.Key_Return)
    now = item(hall, WATER)
    assert now.votes is not None
    assert (now.votes.yes, now.votes.no, now.due_on) == (12, 1, date(2026, 12, 1))


def test_a_choice_that_was_not_entered_waits(enter_room: Any, press: Any, hall: RoomHall) -> None:
    parked: dict[Any, Any] = {}
    room = enter_room(parked)
    press(KEY.Key_Return, "2", "s", "g", "s", KEY.Key_Return, KEY.Key_PageDown, KEY.Key_PageUp)
    assert (room.pad.value(), room.details.owner.text()) == (("route", 2), "市供水公司")
    press(KEY.Key_Escape)
    assert room.isVisible()
    assert "没有写进去" in room.banner.text()
    press(KEY.Key_Escape)
    assert not room.isVisible()
    again = enter_room(parked)
    assert again.pad.value() == ("route", 2)
    press(KEY.Key_Return, held=MODIFIER.ControlModifier)
    assert hall.office.row(hall.issues[WATER]).owner_name == "市供水公司"


def test_a_matter_that_is_no_issue_has_its_own_keys(
    qtbot: QtBot, enter_room: Any, press: Any, hall: RoomHall
) -> None:
    room = enter_room()
    press("x", held=MODIFIER.AltModifier)
    sheet = next(one for one in reversed(room.children()) if hasattr(one, "topic"))
    sheet.topic.setText("通报 <b>志愿服务</b>")
    sheet.save()
    assert room.model.rows[-1].title == "通报 <b>志愿服务</b>"
    focus(qtbot, room)
    room.go_to(("item", room.model.rows[-1].item_id))
    assert "通报 <b>志愿服务</b>" in said(room.head)
    room.said.setFocus()
    press(KEY.Key_Return, "1", KEY.Key_Return)
    assert item(hall, "通报 <b>志愿服务</b>").decision == "agree"
    press("z", held=MODIFIER.ControlModifier)
    press("d", held=MODIFIER.AltModifier)
    assert "通报 <b>志愿服务</b>" not in hall.office.titles(hall.meeting, TODAY)
    press("d", held=MODIFIER.AltModifier)
    assert "没办结的问题不能从议题里去掉" in room.banner.text()


def test_the_end_asks_and_what_is_open_is_carried(
    qtbot: QtBot, enter_room: Any, press: Any, hall: RoomHall, desk: FakeDesk
) -> None:
    room = enter_room()
    told: list[Any] = []
    room.closed.connect(told.append)
    asked: list[str] = []

    def go_on(question: Any) -> None:
        asked.append(said(question))
        question.reject()

    answer(go_on)
    press("e", held=MODIFIER.AltModifier)
    qtbot.waitUntil(lambda: bool(asked))
    assert "12 项还没有定" in asked[0]
    assert hall.office.card(hall.meeting, TODAY).row.state == "open"
    focus(qtbot, room)
    answer(lambda question: question.accept())
    press("e", held=MODIFIER.AltModifier)
    qtbot.waitUntil(lambda: bool(told))
    carried = [row.carried for row in hall.office.agenda(None, TODAY)]
    assert sorted(carried, reverse=True) == [2, 2, *([1] * len(TROUBLES))]
    hall.office.back(told[0].action_id)
    assert hall.office.card(hall.meeting, TODAY).row.state == "open"


def test_a_key_that_is_not_open_says_what_is(enter_room: Any, press: Any, hall: RoomHall) -> None:
    room = enter_room()
    press(KEY.Key_Return, "6")  # nobody has it yet: there is nothing to go on with
    assert "已上会，不能定“继续办理”。可以定：纳入吹哨、不纳入" in room.banner.text()
    assert room.pad.value() is None
    press(KEY.Key_Return)
    assert room.row.title == WATER  # nothing was decided: it does not go on
    press("0", held=MODIFIER.AltModifier)
    assert "不能定“同意销号”" in room.banner.text()
    press("7", KEY.Key_Return)
    assert item(hall, WATER).decision == "later"


def test_going_on_after_the_deadline_needs_a_new_one(
    enter_room: Any, press: Any, hall: RoomHall
) -> None:
    with hall.office.db.write() as session:
        issue, order = hall.issues[WATER], RouteOrder(2, Owner(name="市供水公司"))
        route(session, hall.office.clerk, issue, order, when(TODAY))
        session.get_one(Issue, issue).due_on = date(2026, 11, 2)
    room = enter_room()
    press("6", held=MODIFIER.AltModifier)
    assert room.details.due_on.value() == date(2026, 12, 8)  # its route's ten working days
    assert "原来的 11-02 已过，10 个工作日" in said(room.details)
    room.details.due_on.set_value(date(2026, 12, 20))
    assert "工作日" not in said(room.details)
    press("1", held=MODIFIER.AltModifier)  # a day chosen by hand is nobody's usual one
    assert room.details.due_on.value() == date(2026, 12, 20)
    assert "工作日" not in said(room.details)


def test_the_end_tells_what_was_chosen_and_not_entered(
    qtbot: QtBot, enter_room: Any, press: Any, hall: RoomHall
) -> None:
    enter_room()
    asked: list[str] = []

    def stay(question: Any) -> None:
        asked.append(said(question))
        question.reject()

    press("7", held=MODIFIER.AltModifier)
    answer(stay)
    press("e", held=MODIFIER.AltModifier)
    qtbot.waitUntil(lambda: bool(asked))
    assert f"“{WATER[:14]}”选了没有按 Enter，不会写进去" in asked[0]
