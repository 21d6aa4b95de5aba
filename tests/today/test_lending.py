"""What is overdue and which kit is to be seen to stand on 今日, behind the queue."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from gridhall.lending.service.kits import Packed, check_kit, pack
from gridhall.qt.context import Context
from gridhall.qt.labels import PlainLabel
from gridhall.qt.scaling import fit
from gridhall.today.pages import TodayPage
from gridhall.today.pages.lending import LendingTodo
from tests.audit import Dress, audit, dressed  # noqa: F401 - a fixture
from tests.factories import TODAY, FakeDesk
from tests.lending.conftest import Counter, counter  # noqa: F401 - a fixture

pytestmark = [pytest.mark.gui, pytest.mark.qt_log_ignore("propagateSizeHints")]
DAY = timedelta(days=1)


def late(counter: Counter, code: str, days: int, **more: object) -> int:  # noqa: F811
    """Lent a month ago, so many days overdue."""
    lent_on, due_on = TODAY - 30 * DAY, TODAY - days * DAY
    done: int = counter.lend(code, lent_on=lent_on, due_on=due_on, **more).row_id
    return done


@pytest.fixture
def page(qtbot: QtBot, context: Context, counter: Counter) -> TodayPage:  # noqa: F811
    """今日 while nothing is out and no kit was filled; the kit's first look is a todo."""
    counter.do(check_kit, counter.things["YX-001"], TODAY)
    made = TodayPage(context)
    qtbot.addWidget(made)
    made.resize(1366, 760)
    made.show()
    return made


def said(todo: LendingTodo) -> list[str]:
    shown = (one for one in todo.findChildren(PlainLabel) if one.isVisible())
    return [one.text() for one in shown if one.text()]


def test_the_three_oldest_are_told_and_opened(
    qtbot: QtBot,
    page: TodayPage,
    counter: Counter,  # noqa: F811
    desk: FakeDesk,
) -> None:
    todo = page.findChildren(LendingTodo)[0]
    for code, days in (("YS-001", 4), ("YS-002", 11), ("LY-001", 5)):
        late(counter, code, days)
    oldest = late(counter, "MJ-ZY", 18, borrower="赵六", phone="13900001111", quantity=2)
    qtbot.waitUntil(lambda: todo.isVisible() and len(said(todo)) > 3)  # lines show after the title
    assert said(todo) == ["借用超期 4", "志愿者马甲 18 天", "雨伞 11 天", "轮椅 5 天"]
    names = [one.text() for one in todo.findChildren(QAbstractButton) if one.isVisible()]
    assert names == ["看名单", "赵六 139****1111", "李四 138****5678", "李四 138****5678"]
    next(one for one in todo.findChildren(QAbstractButton) if "赵六" in one.text()).click()
    qtbot.keyClick(page, Qt.Key.Key_J, Qt.KeyboardModifier.AltModifier)
    assert desk.opened == [("loan", oldest), ("loan", None)]


def test_it_goes_when_everything_is_back(
    qtbot: QtBot,
    page: TodayPage,
    counter: Counter,  # noqa: F811
) -> None:
    todo = page.findChildren(LendingTodo)[0]
    row = late(counter, "YS-001", 4)
    qtbot.waitUntil(todo.isVisible)
    counter.take_in(row)
    qtbot.waitUntil(lambda: not todo.isVisible())


def test_a_kit_is_told_and_opened(
    qtbot: QtBot,
    page: TodayPage,
    counter: Counter,  # noqa: F811
    desk: FakeDesk,
) -> None:
    todo, kit = page.findChildren(LendingTodo)[0], counter.things["YX-001"]
    for name, days in (("烫伤膏", -5), ("创可贴", 9)):
        item = Packed(name, 1, "支", TODAY + days * DAY)
        counter.do(pack, kit, item, TODAY - 30 * DAY)
    told = ["急救药箱", "YX-001 烫伤膏已过期，还有 1 项"]
    qtbot.waitUntil(lambda: todo.isVisible() and said(todo) == told)
    [act] = [one for one in todo.findChildren(QAbstractButton) if one.text() == "去看"]
    act.click()
    assert desk.opened == [("thing", kit)]


@pytest.mark.parametrize(("mode", "percent"), [("light", 100), ("dark", 100), ("light", 150)])
def test_the_page_keeps_its_height_and_clips_nothing(
    qtbot: QtBot,
    dressed: Dress,  # noqa: F811
    mode: str,
    percent: int,
    context: Context,
    counter: Counter,  # noqa: F811
) -> None:
    dressed(mode, percent)
    for code, days in (("YS-001", 4), ("YS-002", 11), ("LY-001", 5)):
        late(counter, code, days, borrower="阿依古丽·买买提")
    made = TodayPage(context)
    qtbot.addWidget(made)
    made.resize(1366, 690)
    made.show_for_width(1366 * 100 // percent)
    made.show()
    todo = made.findChildren(LendingTodo)[0]
    qtbot.waitUntil(todo.isVisible)
    qtbot.wait(50)
    assert audit(todo).problems == []
    look = next(one for one in todo.findChildren(QAbstractButton) if "阿依" in one.text())
    assert look.height() == 28 * percent // 100
    dressed(mode, 100)
    fit(made)
    assert look.maximumHeight() == 28, "lines follow another scale"
    assert percent > 100 or made.minimumSizeHint().height() <= 690


def test_on_a_low_screen_the_oldest_loan_stands_alone(
    qtbot: QtBot,
    page: TodayPage,
    counter: Counter,  # noqa: F811
) -> None:
    todo = page.findChildren(LendingTodo)[0]
    page.resize(1366, 620)
    for code, days in (("YS-001", 4), ("YS-002", 11), ("LY-001", 5)):
        late(counter, code, days)
    qtbot.waitUntil(lambda: said(todo) == ["借用超期 3", "雨伞 11 天"])
    page.resize(1366, 900)
    page.show_for_width(1366)
    assert said(todo) == ["借用超期 3", "雨伞 11 天", "轮椅 5 天", "雨伞 4 天"]
