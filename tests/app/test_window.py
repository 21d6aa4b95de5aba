from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gridhall.app.finding import Finder
from gridhall.app.window import Window
from gridhall.clerks import queries as clerk_queries
from gridhall.core.settings import load_settings
from gridhall.db.database import Database
from gridhall.db.lock import HallInUse, HallLock
from gridhall.db.unlock import unlock
from gridhall.hall.service.backup import stamped_backups
from gridhall.qt.first_run import NewHallPage, RecoverPage, RecoveryCodePage
from gridhall.qt.sign_in import LockPage, SignInPage

pytestmark = pytest.mark.gui
PASSWORD = "gridhall-demo"
WRONG = "不是这个密码不是这个"


def shown(window: Window) -> QWidget:
    page: Any = window.centralWidget()
    widget: QWidget = page.currentWidget()
    return widget


def sign_in(qtbot: QtBot, window: Window, name: str = "demo", password: str = PASSWORD) -> None:
    page = shown(window)
    assert isinstance(page, SignInPage)
    page.submitted.emit(name, password)
    qtbot.waitUntil(lambda: window.desk is not None, timeout=60_000)


def type_password(qtbot: QtBot, window: Window, password: str) -> None:
    page: Any = shown(window)
    page.password.setText(password)
    qtbot.keyClick(page.password, Qt.Key.Key_Return)


def test_the_right_password_opens_the_desk_at_today(qtbot: QtBot, window: Window) -> None:
    sign_in(qtbot, window)
    assert window.desk is not None
    tabs = ["今日", "一窗受理", "居民登记", "集中服务日", "组织架构"]
    assert window.desk.shell.header.titles() == tabs
    assert window.desk.context.clerk.name == "demo"
    assert load_settings().settings.last_clerk == "demo"


def test_a_wrong_password_says_how_many_tries_are_left(qtbot: QtBot, window: Window) -> None:
    page: Any = shown(window)
    page.submitted.emit("demo", WRONG)
    qtbot.waitUntil(lambda: "还可以试 4 次" in page._secret.note.text())
    for _ in range(4):
        page.submitted.emit("demo", WRONG)
    qtbot.waitUntil(lambda: "请等" in page.enter.text())
    assert not page.enter.isEnabled()
    assert window.desk is None


def test_nothing_behind_the_lock_page_can_be_reached(qtbot: QtBot, window: Window) -> None:
    sign_in(qtbot, window)
    assert window.desk is not None
    shell = window.desk.shell
    qtbot.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    page = shown(window)
    assert isinstance(page, LockPage)
    assert not shell.isVisible()
    reachable = [w for w in window.findChildren(QWidget) if w.isVisibleTo(window)]
    focusable = [w for w in reachable if w.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert focusable
    assert all(page.isAncestorOf(w) for w in focusable)
    qtbot.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(window, Qt.Key.Key_F2)
    assert shown(window) is page
    assert shell.header.currentIndex() == 0


def test_the_lock_opens_only_for_the_password(qtbot: QtBot, window: Window) -> None:
    sign_in(qtbot, window)
    assert window.desk is not None
    window.lock()
    page: Any = shown(window)
    type_password(qtbot, window, WRONG)
    qtbot.waitUntil(lambda: "密码不对" in page.note.text())
    assert shown(window) is page
    type_password(qtbot, window, PASSWORD)
    qtbot.waitUntil(lambda: shown(window) is window.desk.shell)


def test_the_desk_locks_itself_when_nobody_is_there(qtbot: QtBot, window: Window) -> None:
    sign_in(qtbot, window)
    window._idle._timer.setInterval(1)
    window._idle.used()
    qtbot.waitUntil(lambda: isinstance(shown(window), LockPage))


def test_a_key_pressed_in_any_window_counts_as_use(qtbot: QtBot, window: Window) -> None:
    sign_in(qtbot, window)
    handle = window.windowHandle()
    window._idle._listen(handle)
    window._idle._timer.stop()
    QTest.keyClick(handle, Qt.Key.Key_Shift)
    assert window._idle._timer.isActive()


def test_a_draft_survives_locking(qtbot: QtBot, window: Window) -> None:
    sign_in(qtbot, window)
    assert window.desk is not None
    window.desk.new_case(None)
    edit: Any = QApplication.focusWidget()
    edit.setText("高龄")
    window.lock()
    type_password(qtbot, window, PASSWORD)
    qtbot.waitUntil(lambda: shown(window) is window.desk.shell)
    assert edit.text() == "高龄"


def test_another_clerk_signs_in_and_the_trail_knows(
    qtbot: QtBot, window: Window, demo: Path
) -> None:
    sign_in(qtbot, window)
    window.lock()
    page: Any = shown(window)
    page.switch_wanted.emit()
    assert window.desk is None
    sign_in(qtbot, window, "王芳")
    assert window.desk is not None
    assert window.desk.context.clerk.name == "王芳"
    with window.desk.context.db.read() as session:
        said = [
            r.clerk_name for r in clerk_queries.audit_rows(session) if r.action == "clerk.sign_in"
        ]
    assert said[:2] == ["王芳", "demo"]


def test_closing_backs_up_and_lets_the_next_one_in(
    qtbot: QtBot, window: Window, demo: Path
) -> None:
    sign_in(qtbot, window)
    with pytest.raises(HallInUse, match="demo"):
        HallLock(demo).take()
    window.close()
    assert stamped_backups(demo)
    with HallLock(demo):
        db = Database(demo, unlock(demo, "demo", PASSWORD, datetime.now()))
        db.close()
    assert not Path(f"{demo}-wal").exists()


def test_a_hall_open_elsewhere_is_told_and_left_alone(
    qtbot: QtBot, window: Window, demo: Path
) -> None:
    with HallLock(demo, "李敏"):
        page: Any = shown(window)
        page.submitted.emit("demo", PASSWORD)
        qtbot.waitUntil(lambda: "李敏" in page._secret.note.text(), timeout=60_000)
    assert window.desk is None


def test_a_new_hall_from_the_first_page_to_the_desk(qtbot: QtBot, tmp_path: Path) -> None:
    hall = tmp_path / "own" / "hall.gridhall"
    window = Window(hall, lambda _: None)
    qtbot.addWidget(window)
    window.show_first()
    page: Any = shown(window)
    assert isinstance(page, NewHallPage)
    for edit, text in (
        (page.name, "龙腾社区党群服务中心"),
        (page.community, "龙腾社区"),
        (page.administrator, "王芳"),
        (page.password, "一句好记的长密码就行"),
        (page.again, "一句好记的长密码就行"),
    ):
        edit.setText(text)
    qtbot.mouseClick(page.found, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: isinstance(shown(window), RecoveryCodePage), timeout=60_000)
    code_page: Any = shown(window)
    code = code_page.code.text()
    code_page.check.setChecked(True)
    qtbot.mouseClick(code_page.go_on, Qt.MouseButton.LeftButton)
    sign_in(qtbot, window, "王芳", "一句好记的长密码就行")
    window.sign_out()
    asked: Any = shown(window)
    qtbot.waitUntil(lambda: asked.forgot.height() > 0)  # the page has just come
    qtbot.mouseClick(asked.forgot, Qt.MouseButton.LeftButton)
    recover: Any = shown(window)
    assert isinstance(recover, RecoverPage)
    recover.code.setText(code)
    recover.password.setText("忘了以后另换的新密码")
    recover.again.setText("忘了以后另换的新密码")
    qtbot.mouseClick(recover.change, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.desk is not None, timeout=60_000)
    window.close()


def test_a_damaged_hall_offers_the_last_backup(
    qtbot: QtBot, window: Window, demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sign_in(qtbot, window)
    window.sign_out()
    content = bytearray(demo.read_bytes())
    content[40] ^= 1
    demo.write_bytes(content)
    asked: list[Any] = []

    def yes(_parent: QWidget, question: Any) -> bool:
        asked.append(question)
        return True

    monkeypatch.setattr("gridhall.qt.ask.ask", yes)
    monkeypatch.setattr("gridhall.qt.ask.say", lambda *_: None)
    page: Any = shown(window)
    page.submitted.emit("demo", PASSWORD)
    qtbot.waitUntil(lambda: bool(asked), timeout=60_000)
    assert "损坏" in asked[0].text
    again: Any = shown(window)
    again.submitted.emit("demo", PASSWORD)
    qtbot.waitUntil(lambda: shown(window) is not again, timeout=60_000)
    sign_in(qtbot, window)


@pytest.mark.parametrize(("key", "opened"), [("F1", "ShortcutSheet"), ("Ctrl+K", "Palette")])
def test_the_sheets_open_by_key(qtbot: QtBot, window: Window, key: str, opened: str) -> None:
    from PySide6.QtCore import QTimer

    sign_in(qtbot, window)
    seen: list[str] = []

    def look() -> None:
        sheet = QApplication.activeModalWidget()
        seen.append(type(sheet).__name__)
        if sheet:
            sheet.close()

    QTimer.singleShot(300, look)
    if key == "F1":
        qtbot.keyClick(window, Qt.Key.Key_F1)
    else:
        qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == [opened]


def test_ctrl_k_finds_people_cases_and_commands(qtbot: QtBot, window: Window) -> None:
    sign_in(qtbot, window)
    assert window.desk is not None
    finder = Finder(window.desk.context)
    choices = finder.find("SL20")
    assert {choice.group for choice in choices} == {"工单"}
    person = next(c for c in finder.find("z") if c.group == "居民")
    finder.handle(person.key)
    assert window.desk.shell.header.currentIndex() == 1
    finder.open(person.key)
    assert window.desk.shell.header.currentIndex() == 2
