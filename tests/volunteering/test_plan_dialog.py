"""岗位与班次 by keyboard: cells, posts, shifts, templates; only 保存 stores what was typed."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from gridhall.core.calendar import shipped_calendar
from gridhall.core.clerk import Clerk
from gridhall.db.database import Database
from gridhall.qt.context import Context
from gridhall.volunteering.dialogs.days_act import Carried
from gridhall.volunteering.dialogs.plan import PlanSheet
from gridhall.volunteering.dialogs.plan_source import (
    EarlierSheet,
    SaveTemplateSheet,
    TemplateSheet,
)
from gridhall.volunteering.models import Cell
from gridhall.volunteering.queries.plan import plan, seated, templates
from gridhall.volunteering.rules.plan import PlanDraft, unnumbered
from gridhall.volunteering.service.days import open_day
from gridhall.volunteering.service.duties import install_duties
from gridhall.volunteering.service.lists import install_lists
from gridhall.volunteering.service.plan import from_template
from gridhall.volunteering.service.roster import assign
from gridhall.volunteering.service.taking_back import take_back
from tests.modal import answer, opened, window  # noqa: F401 - a fixture
from tests.volunteering.people import volunteer

CALENDAR = shipped_calendar()
KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def day(db: Database, administrator: Clerk, clerk: Clerk) -> int:
    """25 November with the shipped template's posts."""
    with db.write() as session:
        install_lists(session, administrator)
        install_duties(session, administrator)
        day_id = open_day(session, clerk, date(2026, 11, 25), CALENDAR)
        from_template(session, clerk, day_id, templates(session)[0].id)
    return day_id


@pytest.fixture
def sheet(qtbot: QtBot, context: Context, window: QWidget, day: int) -> PlanSheet:  # noqa: F811
    """The sheet over a window."""
    made: PlanSheet = opened(qtbot, PlanSheet(window, context, day))
    made.told: list[Carried] = []  # type: ignore[attr-defined, misc]
    made.carried.connect(made.told.append)  # type: ignore[attr-defined]
    return made


def stored(db: Database, day_id: int) -> PlanDraft:
    with db.read() as session:
        return plan(session, day_id)


def type_here(qtbot: QtBot, sheet: PlanSheet, keys: str) -> None:
    """Type into the chosen cell, and Enter."""
    qtbot.keyClick(sheet.table, keys[0])
    edit = QApplication.focusWidget()
    assert isinstance(edit, QLineEdit)
    qtbot.keyClicks(edit, keys[1:])
    qtbot.keyClick(edit, KEY.Key_Return)
    qtbot.waitUntil(lambda: sheet.table.state() != sheet.table.State.EditingState)


def test_digits_open_a_cell_and_delete_closes_it(
    qtbot: QtBot, db: Database, sheet: PlanSheet, day: int, clerk: Clerk
) -> None:
    before = stored(db, day)
    sheet.table.setFocus()
    sheet.table.choose(0, 3)
    assert sheet.table.plan_model.data(sheet.table.currentIndex()) == "不开"
    type_here(qtbot, sheet, "4/2")
    assert sheet.plan.posts[0].cells[3] == (4, 2)
    assert sheet.total.text() == "8 岗 · 4 班 · 50 人次"
    sheet.table.setFocus()
    qtbot.keyClick(sheet.table, KEY.Key_Left)
    qtbot.keyClick(sheet.table, KEY.Key_Delete)
    assert 2 not in sheet.plan.posts[0].cells
    assert stored(db, day) == before, "nothing is stored yet"
    qtbot.keyClick(sheet, KEY.Key_Return, CTRL)
    after = stored(db, day)
    assert after.posts[0].cells == {0: (3, 2), 1: (3, 2), 3: (4, 2)}
    (done,) = sheet.told  # type: ignore[attr-defined]
    assert done.words == "已保存：8 个岗位、4 个班次、47 人次"
    with db.write() as session:
        take_back(session, clerk, done.action_id)
    assert stored(db, day) == before


def test_a_shift_that_nobody_opens_is_named(qtbot: QtBot, sheet: PlanSheet) -> None:
    sheet.add_shift()
    assert "第5班还没有岗位开" in sheet.total.text()
    sheet.table.setFocus()
    sheet.table.choose(0, 4)
    type_here(qtbot, sheet, "1")
    assert sheet.total.text() == "8 岗 · 5 班 · 47 人次"


def test_a_number_that_cannot_be_is_said(qtbot: QtBot, sheet: PlanSheet) -> None:
    sheet.table.setFocus()
    sheet.table.choose(0, 0)
    type_here(qtbot, sheet, "2/3")
    assert sheet.banner.text() == "最少 3 人，不能多过要的 2 人"
    assert sheet.plan.posts[0].cells[0] == (3, 2)
    sheet.table.setFocus()
    type_here(qtbot, sheet, "1")
    assert sheet.plan.posts[0].cells[0] == (1, 1)
    assert sheet.banner.isHidden()


def test_a_duty_is_added_by_initials_and_moved(qtbot: QtBot, sheet: PlanSheet) -> None:
    sheet.post_edit.setFocus()
    qtbot.keyClicks(sheet.post_edit, "mqzf")
    qtbot.waitUntil(lambda: bool(sheet.post_edit.offers()))
    qtbot.keyClick(sheet.post_edit, KEY.Key_Return)
    added = sheet.plan.posts[-1]
    assert (added.name, added.needs_party) == ("民情走访", True)
    assert added.cells == dict.fromkeys(range(4), (2, 2))
    assert sheet.table.place()[0] == 8
    qtbot.keyClick(sheet.table, KEY.Key_Up, ALT)
    assert [post.name for post in sheet.plan.posts[-2:]] == ["民情走访", "便民服务台"]
    sheet.remove_post()
    assert "民情走访" not in {post.name for post in sheet.plan.posts}
    sheet.add_post("便民服务台")
    assert "已经有岗位" in sheet.banner.text()


def test_a_shift_is_added_named_timed_and_put_in_order(
    qtbot: QtBot, db: Database, sheet: PlanSheet, day: int
) -> None:
    sheet.add_shift()
    pane = sheet.details.shift
    assert pane.name.text() == "第5班"
    pane.name.setText("中午")
    pane.starts.setText("12点半")
    pane.ends.setText("13:45")
    pane.ends.editingFinished.emit()
    assert [one.name for one in sheet.plan.shifts][2] == "中午"
    assert sheet.plan.posts[0].cells.keys() == {0, 1, 3}
    pane.ends.setText("25:00")
    pane.ends.setFocus()
    sheet.save()
    assert "25:00" in sheet.banner.text()
    assert sheet.isVisible()
    pane.ends.setFocus()
    pane.ends.setText("13:30")
    sheet.save()
    assert [(one.name, one.starts, one.ends) for one in stored(db, day).shifts][2] == (
        "中午", 750, 810,
    )  # fmt: skip


def test_what_a_post_asks_is_changed_beside_the_table(
    qtbot: QtBot, db: Database, sheet: PlanSheet, day: int
) -> None:
    sheet.table.choose(6, 0)
    pane = sheet.details.post
    assert pane.title.text() == "秩序引导"
    pane.party.click()
    pane.spot.setText("御景北门")
    pane.spot.setFocus()
    qtbot.keyClick(sheet, KEY.Key_Return, CTRL)
    guide = stored(db, day).posts[6]
    assert (guide.needs_party, guide.spot) == (True, "御景北门")


def test_people_who_would_lose_their_place_are_asked_about(
    qtbot: QtBot, db: Database, sheet: PlanSheet, day: int, clerk: Clerk
) -> None:
    with db.write() as session:
        post = plan(session, day).posts[6]
        cell = session.scalars(select(Cell.id).where(Cell.post_id == post.id)).first()
        assert cell is not None
        assign(session, clerk, cell, volunteer(session, "罗秀芝"))
    again = opened(qtbot, PlanSheet(sheet.parentWidget(), sheet.context, day))
    again.table.choose(6, 0)
    again.remove_post()
    answer(lambda asked: asked.reject())
    again.save()
    assert again.isVisible()
    answer(lambda asked: asked.accept())
    again.save()
    assert len(stored(db, day).posts) == 7
    with db.read() as session:
        assert not seated(session, day)
    again.reject()


def test_a_plan_begins_from_a_template_or_an_earlier_day(
    qtbot: QtBot, db: Database, context: Context, sheet: PlanSheet, day: int, clerk: Clerk
) -> None:
    with db.write() as session:
        empty = open_day(session, clerk, date(2026, 12, 15), CALENDAR)
    later = opened(qtbot, PlanSheet(sheet.parentWidget(), context, empty))
    assert "从模板开始" in later.total.text()

    def take_half(asked: TemplateSheet) -> None:
        asked.table.choose(2)
        asked.take()

    answer(take_half)
    later.take_template()
    assert later.plan.wanted == 19
    answer(lambda asked: asked.take() if isinstance(asked, EarlierSheet) else None)
    later.take_earlier()
    assert later.plan == unnumbered(stored(db, day))
    later.save()
    assert unnumbered(stored(db, empty)) == unnumbered(stored(db, day))


def test_a_template_is_kept_by_a_supervisor(
    qtbot: QtBot, db: Database, context: Context, sheet: PlanSheet, supervisor: Clerk
) -> None:
    counter = opened(qtbot, SaveTemplateSheet(sheet, context, sheet.plan))
    assert "请找主管登录" in counter.banner.text()
    counter.reject()
    context.clerk = supervisor

    def keep(asked: SaveTemplateSheet) -> None:
        asked.name.setCurrentText("夏天的服务日")
        asked.save()

    answer(keep)
    sheet.keep_template()
    assert "夏天的服务日" in sheet.banner.text()
    with db.read() as session:
        assert "夏天的服务日" in {row.name for row in templates(session)}
