from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QMainWindow,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from gridhall.core.clerk import Clerk, Role
from gridhall.core.errors import UserError
from gridhall.core.hall import Hall
from gridhall.qt.bug_report import BugSheet
from gridhall.qt.buttons import button
from gridhall.qt.dialog import Sheet
from gridhall.qt.header import MenuItem
from gridhall.qt.shell import Shell, Tab
from gridhall.qt.shortcuts import KeyRow, ShortcutSheet
from gridhall.qt.sign_in import LockPage
from gridhall.qt.theme import current_theme
from gridhall.qt.tokens import Mode
from tests.audit import Dress, audit, bring_up

HALL = Hall("龙腾社区党群服务中心", "龙腾社区", "龙腾")
CLERK = Clerk(2, "王芳", Role.COUNTER, "2号窗口")
SIZE = (1366, 697)  # what is left of 1366 x 768


class Page(QWidget):
    """A page with one field and two buttons."""

    built: list[str]

    def __init__(self, name: str) -> None:
        super().__init__()
        Page.built.append(name)
        self.edit, self.widths = QLineEdit(), list[int]()
        self.edit.setAccessibleName(f"{name}的框")
        self.more = button("导出", "Alt+E")
        self.more.setProperty("secondary", True)
        column = QVBoxLayout(self)
        column.addWidget(self.edit)
        column.addWidget(self.more)
        column.addWidget(button("新建工单", "F2", "primary", "add"))
        column.addStretch(1)
        self.setFocusProxy(self.edit)

    def show_for_width(self, effective: int) -> None:
        self.widths.append(effective)


class Window(QMainWindow):
    """The program's window: the desk and whatever takes its place."""

    def __init__(self) -> None:
        super().__init__()
        tabs = [
            Tab(title, glyph, lambda title=title: Page(title))
            for title, glyph in (
                ("今日", "home"), ("一窗受理", "inbox"), ("居民登记", "group"),
            )
        ]  # fmt: skip
        self.stack, self.shell = QStackedWidget(), Shell(HALL, CLERK, tabs)
        self.setCentralWidget(self.stack)
        self.stack.addWidget(self.shell)


@pytest.fixture
def window(qtbot: QtBot, dressed: Dress) -> Window:
    dressed()
    Page.built = []
    made = Window()
    qtbot.addWidget(made)
    made.resize(*SIZE)
    bring_up(qtbot, made)
    made.shell.start()
    return made


def _when_open(act: Callable[[Sheet], None]) -> None:
    def go() -> None:
        sheet = QApplication.activeModalWidget()
        assert isinstance(sheet, Sheet)
        act(sheet)
        sheet.reject()

    QTimer.singleShot(50, go)


def test_a_page_is_built_when_it_is_first_shown(window: Window) -> None:
    assert Page.built == ["今日"]
    window.shell.go("居民登记")
    window.shell.go("今日")
    window.shell.go("居民登记")
    assert Page.built == ["今日", "居民登记"]


def test_keys_switch_tabs_and_work_begins_in_the_page(qtbot: QtBot, window: Window) -> None:
    with qtbot.waitSignal(window.shell.shown) as told:
        qtbot.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert told.args == ["一窗受理"]
    assert window.focusWidget().accessibleName() == "一窗受理的框"


def test_f6_goes_to_the_header_and_back(qtbot: QtBot, window: Window) -> None:
    assert window.focusWidget().accessibleName() == "今日的框"
    qtbot.keyClick(window, Qt.Key.Key_F6)
    assert window.focusWidget() is window.shell.header.tabBar()
    for _ in range(2):
        qtbot.keyClick(window, Qt.Key.Key_F6)
    assert window.focusWidget().accessibleName() == "今日的框"


def test_a_badge_counts_overdue_and_nothing_else(window: Window) -> None:
    window.shell.set_badge("一窗受理", 2)
    bar = window.shell.header.tabBar()
    badge = bar.tabButton(1, bar.ButtonPosition.RightSide)
    assert badge.accessibleName() == "2 件超期"
    window.shell.set_badge("一窗受理", 0)
    assert bar.tabButton(1, bar.ButtonPosition.RightSide) is None


def test_what_was_done_can_be_taken_back_by_ctrl_z(qtbot: QtBot, window: Window) -> None:
    undone: list[int] = []
    window.shell.toast("已办结 SL20261124-002", lambda: undone.append(1))
    qtbot.keyClick(window.shell, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert undone == [1]
    assert window.shell._toast.text() == "已撤销：已办结 SL20261124-002"
    window.shell.undo()
    assert window.shell._toast.text() == "没有可以撤销的操作"


def test_ctrl_z_is_the_acts_while_it_is_offered_even_in_a_field_that_was_typed_in(
    qtbot: QtBot, window: Window
) -> None:
    """Who has looked somebody up and acted stands in the search box; its letters must not go."""
    undone: list[int] = []
    field = window.focusWidget()
    assert isinstance(field, QLineEdit)
    qtbot.keyClicks(field, "zgh")
    window.shell.toast("已登记去世：赵贵和", lambda: undone.append(1))
    qtbot.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert (undone, field.text()) == ([1], "zgh")


def test_who_types_on_gets_the_fields_own_undo(qtbot: QtBot, window: Window) -> None:
    undone: list[int] = []
    field = window.focusWidget()
    assert isinstance(field, QLineEdit)
    window.shell.toast("已登记去世：赵贵和", lambda: undone.append(1))
    qtbot.keyClicks(field, "w")
    qtbot.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert (undone, field.text()) == ([], "")


def test_a_refused_undo_is_a_sentence(window: Window) -> None:
    said: list[str] = []

    def refuse() -> None:
        raise UserError("这件工单已经归档，不能撤销")

    window.shell.toast("已办结", refuse)
    _when_open(lambda sheet: said.append(sheet.accessibleName()))
    window.shell.undo()
    assert said == ["请留意"]


def test_a_bug_is_a_report_and_the_program_lives_on(window: Window) -> None:
    seen: list[str] = []

    def look(sheet: Sheet) -> None:
        assert isinstance(sheet, BugSheet)
        seen.append(sheet.report.toPlainText())
        assert audit(sheet).problems == []

    _when_open(look)
    try:
        int("张三 13812345678")
    except ValueError as error:
        window.shell.show_error(error)
    assert "ValueError" in seen[0]
    assert "张三" not in seen[0]
    assert "13812345678" not in seen[0]


def test_while_another_page_is_in_its_place_nothing_behind_can_be_reached(
    qtbot: QtBot, window: Window
) -> None:
    lock = LockPage("王芳", "2号窗口")
    window.stack.addWidget(lock)
    window.shell.toast("已办结 SL20261124-002", lambda: None)
    window.stack.setCurrentWidget(lock)
    lock.start("")
    seen = set()
    for _ in range(40):
        seen.add(window.focusWidget())
        window.focusNextPrevChild(True)
    assert all(lock.isAncestorOf(one) for one in seen if one is not None)
    with qtbot.assertNotEmitted(window.shell.shown):
        qtbot.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert window.shell._toast.isHidden()


def test_hiding_the_desk_ends_its_dialogs(window: Window) -> None:
    sheet = ShortcutSheet(window.shell)
    sheet.show()
    window.stack.addWidget(QWidget())
    window.stack.setCurrentIndex(1)
    assert not sheet.isVisible()


def test_pages_hear_the_effective_width(window: Window, dressed: Dress) -> None:
    page = window.shell.page("今日")
    assert isinstance(page, Page)
    assert page.widths[-1] == 1366
    assert page.more.isVisible()
    window.shell.set_look(percent=150)
    assert page.widths[-1] == 1366 * 100 // 150
    assert not page.more.isVisible(), "lesser buttons give way below 1000"


def test_the_scale_steps_by_keys_and_stops_at_its_ends(qtbot: QtBot, window: Window) -> None:
    for _ in range(6):
        qtbot.keyClick(window, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert current_theme().percent == 200
    with qtbot.waitSignal(window.shell.look_changed) as told:
        qtbot.keyClick(window, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert told.args == ["light", 100]


def test_f1_shows_every_key(qtbot: QtBot, window: Window) -> None:
    seen: list[list[str]] = []
    _when_open(lambda sheet: seen.append(audit(sheet).problems))
    qtbot.keyClick(window, Qt.Key.Key_F1)
    assert seen == [[]]


def test_the_menu_does_what_it_says(qtbot: QtBot, window: Window) -> None:
    done: list[str] = []
    window.shell.set_menu(
        [MenuItem("导入 & 导出", lambda: done.append("x")), None, MenuItem("退出", lambda: None)]
    )
    actions = window.shell.header.tools.menu.actions()
    assert actions[0].text() == "导入 && 导出"
    actions[0].trigger()
    assert done == ["x"]


@pytest.mark.parametrize("mode", list(Mode))
@pytest.mark.parametrize("percent", [100, 125, 150, 200])
def test_the_frame_clips_nothing(window: Window, dressed: Dress, mode: Mode, percent: int) -> None:
    window.shell.status.note("db", "数据已加密保存", "green", "database")
    window.shell.status.note("queue", "1 份文书排队打印", "amber")
    window.shell.set_badge("一窗受理", 2)
    window.shell.set_look(mode, percent)
    assert audit(window).problems == []
    assert window.width() == SIZE[0], "the window can always shrink to the screen"


def test_a_note_is_taken_away_by_an_empty_one(window: Window) -> None:
    window.shell.status.note("queue", "1 份文书排队打印")
    window.shell.status.note("queue", "")
    assert "queue" not in window.shell.status.notes()


@pytest.mark.parametrize("percent", [100, 150, 200])
def test_however_many_keys_f1_never_scrolls_sideways_and_the_keyboard_reaches_the_last(
    qtbot: QtBot, dressed: Dress, window: Window, percent: int
) -> None:
    dressed(percent=percent)
    more = [
        KeyRow(f"视图{n}", "Shift+F9", "临时志愿者签到；空着是结束并生成时长") for n in range(60)
    ]
    sheet = ShortcutSheet(window.shell, more)
    bring_up(qtbot, sheet)
    area = sheet.findChild(QScrollArea)
    assert isinstance(area, QScrollArea)
    assert area.widget().width() <= area.viewport().width()
    down = area.verticalScrollBar()
    assert down.maximum() > 0
    qtbot.keyClick(sheet, Qt.Key.Key_End)
    assert down.value() == down.maximum()
    qtbot.keyClick(sheet, Qt.Key.Key_Up)
    assert down.value() < down.maximum()
    assert audit(sheet).problems == []
    sheet.reject()
