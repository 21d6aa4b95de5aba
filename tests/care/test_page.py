"""关爱走访 by keys: a visit in six of them, missed ones, people taken on, papers."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gridhall.care.columns import lines as pills
from gridhall.care.columns.lines import ALL, LATE, MADE
from gridhall.care.dialogs.target import EndSheet, PlanSheet, TargetSheet
from gridhall.care.dialogs.visit import AbsenceSheet, ChangeVisitSheet, PostponeSheet, VisitSheet
from gridhall.care.pages.matters import care_matters
from gridhall.care.pages.page import CarePage
from gridhall.care.queries.targets import target
from gridhall.care.queries.visits import visits_of
from gridhall.care.service import clock
from gridhall.qt.context import Context
from tests.care.care_hall import CALENDAR, make_target, make_volunteer, planned, rows, visited
from tests.factories import TODAY, make_person

pytestmark = pytest.mark.gui
BEGUN = date(2026, 11, 2)


@pytest.fixture
def page(qtbot: QtBot, context: Context) -> CarePage:
    with context.db.write() as session:
        make_target(session, context.clerk, rhythm="week")
        lost = make_target(
            session, context.clerk, "李长海", rhythm="week", today=BEGUN,
            address="御景小区 3-2-502", visitor="社工小王", category="alone_old",
        )  # fmt: skip
        clock.roll_all(session, TODAY, CALENDAR)
        assert lost
    made = CarePage(context)
    qtbot.addWidget(made)
    made.resize(1366, 700)
    made.show()
    qtbot.waitUntil(lambda: made.is_read and made.ui.table.current() is not None)
    qtbot.waitUntil(lambda: made.panel.card is not None)
    return made


def _sheet(page: CarePage, kind: type) -> object:
    (found,) = [one for one in page.findChildren(kind) if one.isVisible()]
    return found


def _names(page: CarePage) -> list[str]:
    return [line.what for line in page.rows()]


def _go(page: CarePage, pill: int) -> None:
    page.ui.pills.choose(pill)
    page.relist()


def test_a_visit_is_written_down_in_six_keys(
    qtbot: QtBot, page: CarePage, context: Context
) -> None:
    assert _names(page) == ["李长海", "张桂花"]
    page.choose(("target", 1))
    page.ui.table.setFocus()
    keys = 0

    def press(key: Qt.Key) -> None:
        nonlocal keys
        focus = QApplication.focusWidget() or page.ui.table
        qtbot.keyClick(focus, key)
        keys += 1

    press(Qt.Key.Key_Return)
    sheet = _sheet(page, VisitSheet)
    assert isinstance(sheet, VisitSheet)
    qtbot.waitUntil(sheet.pad.hasFocus)
    for key in (Qt.Key.Key_1, Qt.Key.Key_6, Qt.Key.Key_Up, Qt.Key.Key_Return):
        press(key)
    qtbot.waitUntil(lambda: context.desk.toasts == ["已登记对张桂花的走访"])
    assert keys < 6
    with context.db.read() as session:
        made = visits_of(session, 1)[0]
        assert (made.done_words, made.stars, made.visited_on) == ("血压、聊天", 10, TODAY)
    qtbot.waitUntil(lambda: _names(page) == ["李长海"])
    context.desk.undos[-1]()
    qtbot.waitUntil(lambda: len(_names(page)) == 2)


def test_who_was_missed_stands_until_somebody_goes(
    qtbot: QtBot, page: CarePage, context: Context
) -> None:
    _go(page, LATE)
    assert [(line.what, line.when, line.tone) for line in page.rows()] == [
        ("李长海", "漏访 3 次", "red")
    ]
    qtbot.waitUntil(lambda: page.panel.card is not None and page.panel.card.row.name == "李长海")
    page.acts.explain()
    sheet = next(one for one in page.findChildren(object) if type(one).__name__ == "MissedSheet")
    sheet.why.setCurrentText("志愿者请假")
    sheet.save()
    assert context.desk.toasts[-1] == "已记 2026-11-16 漏访的原因"
    qtbot.waitUntil(lambda: page.rows()[0].when == "漏访 3 次")
    with context.db.write() as session:
        visited(session, context.clerk, 2)
    qtbot.waitUntil(lambda: page.rows() == [])
    assert page.ui.empty.isVisible()


def test_absent_postponed_ended(qtbot: QtBot, page: CarePage, context: Context) -> None:
    page.choose(("target", 1))
    page.acts.absent()
    absent = _sheet(page, AbsenceSheet)
    assert isinstance(absent, AbsenceSheet)
    qtbot.waitUntil(absent.why.hasFocus)
    qtbot.keyClick(absent.why, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert context.desk.toasts[-1] == "已记张桂花没人应门，还要再去"
    page.acts.postpone()
    put_off = _sheet(page, PostponeSheet)
    assert isinstance(put_off, PostponeSheet)
    put_off.save()
    assert "还有 1 处要改：原因" in put_off.banner.text()
    put_off.why.setCurrentText("住院")
    put_off.day.set_value(date(2026, 11, 26))
    put_off.save()
    with context.db.read() as session:
        assert planned(session, 1).due_on == date(2026, 11, 26)
    page.acts.end()
    end = _sheet(page, EndSheet)
    assert isinstance(end, EndSheet)
    end.why.setCurrentText("家人接走照料")
    end.save()
    _go(page, ALL)
    qtbot.waitUntil(lambda: "已停止" in [line.when for line in page.rows()])
    page.choose(("target", 1))
    page.act(page.acts.visit)
    assert "起不再走访（家人接走照料）" in context.desk.errors[-1]


def test_somebody_new_with_a_volunteer(qtbot: QtBot, page: CarePage, context: Context) -> None:
    with context.db.write() as session:
        make_person(session, "王秀英")
        make_volunteer(session)
    page.acts.add()
    sheet = _sheet(page, TargetSheet)
    assert isinstance(sheet, TargetSheet)
    assert "11月24日、12月1日" in sheet.told.text()
    sheet.save()
    assert "还有 1 处要改：对象" in sheet.banner.text()
    qtbot.keyClicks(sheet.person, "wxy")
    qtbot.keyClick(sheet.person, Qt.Key.Key_Return)
    qtbot.keyClicks(sheet.visitor, "lxm")
    qtbot.keyClick(sheet.visitor, Qt.Key.Key_Return)
    assert sheet.visitor.volunteer_id() is not None
    sheet.note.setPlainText("糖尿病")
    sheet.save()
    assert "还有 1 处要改：备注" in sheet.banner.text()
    sheet.consents.setChecked(True)
    sheet.save()
    assert context.desk.toasts[-1] == "已登记关爱对象"
    qtbot.waitUntil(lambda: "王秀英" in _names(page))
    with context.db.read() as session:
        row = target(session, 3)
        assert (row.who, row.consent_on) == ("林晓梅", TODAY)
        assert [one.state for one in rows(session, 3)] == ["planned"]


def test_visits_of_the_past_are_put_right(qtbot: QtBot, page: CarePage, context: Context) -> None:
    with context.db.write() as session:
        visited(session, context.clerk, 1, stars=7)
    _go(page, MADE)
    qtbot.waitUntil(lambda: any(line.when == "已走访 7 星" for line in page.rows()))
    with context.db.read() as session:
        made = visits_of(session, 1)[0]
    page.choose(("visit", made.id))
    page.acts.change()
    sheet = _sheet(page, ChangeVisitSheet)
    assert isinstance(sheet, ChangeVisitSheet)
    assert not sheet.day.isEnabled()
    qtbot.keyClick(sheet.pad, Qt.Key.Key_3)
    qtbot.keyClick(sheet.pad, Qt.Key.Key_Up)
    sheet.save()
    qtbot.waitUntil(lambda: any(line.when == "已走访 8 星" for line in page.rows()))
    assert any("理发" in line.below for line in page.rows())


def test_the_plan_of_a_month_is_printed(qtbot: QtBot, page: CarePage, context: Context) -> None:
    page.acts.plan()
    sheet = _sheet(page, PlanSheet)
    assert isinstance(sheet, PlanSheet)
    sheet.month.setCurrentIndex(1)
    qtbot.waitUntil(sheet.month.hasFocus)
    qtbot.keyClick(sheet.month, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(context.desk.previewed) == 1)
    _go(page, pills.TODAY)
    page.choose(("target", 2))
    page.acts.print_record()
    qtbot.waitUntil(lambda: len(context.desk.previewed) == 2)


def test_the_residents_card_says_that_somebody_goes_there(page: CarePage, context: Context) -> None:
    with context.db.read() as session:
        (matter,) = care_matters(context, session, target(session, 2).person_id)
        assert (matter.title, matter.state) == ("关爱走访 孤寡老人，每周", "漏访 3 次")
        assert care_matters(context, session, 999) == []
