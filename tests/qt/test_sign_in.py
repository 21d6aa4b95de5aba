import subprocess
import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gridhall.qt.sign_in import CAPS, LockPage, Operator, SignInPage
from tests.audit import Dress, audit, bring_up, tab_chain

CLERKS = [
    Operator(1, "王芳", "2号窗口", ("wf",)),
    Operator(2, "高明", "网格员", ("gm",)),
    Operator(3, "高敏", "1号窗口", ("gm",)),
]


def _shown(qtbot: QtBot, page: QWidget) -> None:
    qtbot.addWidget(page)
    page.resize(1366, 697)
    bring_up(qtbot, page)


@pytest.fixture
def page(qtbot: QtBot, dressed: Dress) -> SignInPage:
    dressed()
    made = SignInPage()
    _shown(qtbot, made)
    made.show_operators(CLERKS, last=1)
    return made


def test_the_last_clerk_only_types_the_password(qtbot: QtBot, page: SignInPage) -> None:
    assert page.password.hasFocus()
    qtbot.keyClicks(page.password, "correct horse")
    with qtbot.waitSignal(page.submitted) as told:
        qtbot.keyClick(page.password, Qt.Key.Key_Return)
    assert told.args == [1, "correct horse"]


def test_another_clerk_is_found_by_initials(qtbot: QtBot, page: SignInPage) -> None:
    page.operator.clear()
    page.operator.setFocus()
    qtbot.keyClicks(page.operator, "gm")
    assert [one.title for one in page.operator.offers()] == ["高明", "高敏"]
    qtbot.keyClick(page.operator, Qt.Key.Key_Down)
    qtbot.keyClick(page.operator, Qt.Key.Key_Return)
    assert page.operator.choice.key == 3
    assert page.password.hasFocus()


def test_a_wrong_password_says_so_and_waits(qtbot: QtBot, page: SignInPage) -> None:
    page.refuse("密码不对，还可以试 4 次")
    assert page._secret.note.text() == "密码不对，还可以试 4 次"
    assert page.enter.isEnabled()
    page.refuse("密码错了 5 次", wait=2)
    assert page.enter.text() == "请等 2 秒再试"
    qtbot.keyClicks(page.password, "again")
    with qtbot.assertNotEmitted(page.submitted):
        qtbot.keyClick(page.password, Qt.Key.Key_Return)
    qtbot.waitUntil(page.enter.isEnabled, timeout=4000)
    assert page.enter.text() == "登录"


def test_what_is_missing_is_named_and_focused(qtbot: QtBot, page: SignInPage) -> None:
    page.enter.click()
    assert page._secret.note.text() == "请输入密码"
    page.operator.choose(None)
    page.enter.click()
    assert page._who.note.text() == "请从名单里选一位操作员"
    assert page.operator.hasFocus()


def test_caps_lock_is_noticed(qtbot: QtBot, page: SignInPage) -> None:
    qtbot.keyClick(page.password, "A")
    assert page._secret.note.text() == CAPS
    qtbot.keyClick(page.password, "a")
    assert page._secret.note.text() == ""
    qtbot.keyClick(page.password, "A", Qt.KeyboardModifier.ShiftModifier)
    assert page._secret.note.text() == ""


def test_the_eye_shows_and_hides_the_password(qtbot: QtBot, page: SignInPage) -> None:
    page.password.setText("secret")
    eye = page.password._eye
    eye.click()
    assert page.password.displayText() == "secret"
    assert eye.accessibleName() == "隐藏密码"
    page.forget_password()
    assert page.password.text() == ""
    assert page.password.echoMode() == page.password.EchoMode.Password


@pytest.mark.parametrize("percent", [100, 150, 200])
def test_nothing_is_clipped_or_nameless(qtbot: QtBot, dressed: Dress, percent: int) -> None:
    dressed("light", percent)
    page = SignInPage()
    _shown(qtbot, page)
    page.show_hall("龙腾社区党群服务中心", "版本 0.1.0")
    page.show_operators(CLERKS, last=1)
    page.refuse("密码不对，还可以试 4 次")
    assert audit(page).problems == []
    assert {"操作员", "密码", "登录 快捷键 Enter", "忘记密码"} <= set(tab_chain(page))


def test_unlocking_asks_the_password_of_who_locked(qtbot: QtBot, dressed: Dress) -> None:
    dressed()
    page = LockPage("王芳", "2号窗口")
    _shown(qtbot, page)
    page.start("09:42 离开时自动锁屏，草稿还在")
    assert page.password.hasFocus()
    qtbot.keyClicks(page.password, "correct horse")
    with qtbot.waitSignal(page.submitted) as told:
        qtbot.keyClick(page.password, Qt.Key.Key_Return)
    assert told.args == ["correct horse"]
    page.refuse("密码不对，还可以试 4 次", wait=0)
    assert page.note.text() == "密码不对，还可以试 4 次"
    with qtbot.waitSignal(page.switch_wanted):
        qtbot.keyClick(page, Qt.Key.Key_U, Qt.KeyboardModifier.AltModifier)
    assert audit(page).problems == []


def test_the_first_page_needs_no_data_layer() -> None:
    heavy = ["sqlalchemy", "reportlab", "pypdfium2", "jinja2", "PySide6.QtPrintSupport"]
    asked = "import gridhall.qt.sign_in, gridhall.qt.first_run, sys"
    run = subprocess.run(
        [
            sys.executable,
            "-c",
            f"{asked}; print(set({heavy}) & set(sys.modules))",
        ],
        capture_output=True,
        text=True,
    )
    assert run.stdout.strip() == "set()", run.stderr
