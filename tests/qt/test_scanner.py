"""Bursts of a wedge scanner and people who type, as the window gets both."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QKeySequence, QShortcut, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from gridhall.qt.scanner import GAP_MS, LEAST, TAKES_SCANS, Scanner

CODE = "ZY00012"


class Typist:
    """Sends keys to the window as the platform does, at times of its own clock."""

    def __init__(self, window: QWindow) -> None:
        self.window, self.now = window, 1_000_000

    def key(self, key: Qt.Key, text: str = "", *, repeat: bool = False, wait: int = 4) -> None:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text, repeat)
            event.setTimestamp(self.now)
            QCoreApplication.sendEvent(self.window, event)
        self.now += wait

    def keys(self, text: str, wait: int = 4) -> None:
        for char in text:
            self.key(Qt.Key(ord(char.upper())), char, wait=wait)

    def enter(self) -> None:
        self.key(Qt.Key.Key_Return, "\r")


class Form(QWidget):
    """Two fields and a button, as any page has them."""

    def __init__(self) -> None:
        super().__init__()
        self.field, self.other, self.button = QLineEdit(), QLineEdit(), QPushButton("存")
        column = QVBoxLayout(self)
        for one in (self.field, self.other, self.button):
            column.addWidget(one)


@pytest.fixture
def form(qtbot: QtBot) -> Form:
    made = Form()
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    made.field.setFocus()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is made.field)
    return made


@pytest.fixture
def heard(form: Form) -> Iterator[list[str]]:
    scanner, found = Scanner(form), list[str]()
    scanner.scanned.connect(found.append)
    yield found
    assert scanner is not None


@pytest.fixture
def typist(form: Form) -> Typist:
    window = form.windowHandle()
    assert window is not None
    return Typist(window)


def test_a_burst_with_enter_is_a_scan_and_lands_in_no_field(
    form: Form, typist: Typist, heard: list[str], qtbot: QtBot
) -> None:
    entered: list[bool] = []
    form.field.returnPressed.connect(lambda: entered.append(True))
    typist.keys(CODE)
    typist.enter()
    QTest.qWait(GAP_MS * 3)
    assert heard == [CODE]
    assert (form.field.text(), entered) == ("", [])


def test_a_scanner_that_ends_with_tab(form: Form, typist: Typist, heard: list[str]) -> None:
    typist.keys(CODE)
    typist.key(Qt.Key.Key_Tab, "\t")
    assert (heard, form.field.text()) == ([CODE], "")
    assert form.field.hasFocus()


def test_two_scans_and_a_line_feed_behind_each(
    form: Form, typist: Typist, heard: list[str]
) -> None:
    for code in (CODE, "6BF5WX*T5.M4"):
        typist.keys(code)
        typist.enter()
        typist.key(Qt.Key.Key_Enter, "\n", wait=300)
    assert heard == [CODE, "6BF5WX*T5.M4"]
    assert form.field.text() == ""


def test_what_is_typed_arrives_in_order_and_enter_after_it(
    form: Form, typist: Typist, heard: list[str], qtbot: QtBot
) -> None:
    said: list[str] = []
    form.field.returnPressed.connect(lambda: said.append(form.field.text()))
    typist.keys("zhangguihua", wait=90)
    typist.enter()
    assert said == ["zhangguihua"]
    assert heard == []


def test_three_initials_typed_at_once_are_no_scan(
    form: Form, typist: Typist, heard: list[str]
) -> None:
    said: list[str] = []
    form.field.returnPressed.connect(lambda: said.append(form.field.text()))
    typist.keys("lxm"[: LEAST - 1])
    typist.enter()
    assert (said, heard) == (["lxm"], [])


def test_a_key_is_let_go_on_when_no_other_follows(
    form: Form, typist: Typist, heard: list[str], qtbot: QtBot
) -> None:
    typist.keys("a")
    assert form.field.text() == ""
    qtbot.waitUntil(lambda: form.field.text() == "a")
    typist.now += 500
    typist.keys("b")
    typist.key(Qt.Key.Key_Backspace, "\b")
    assert form.field.text() == "a"  # the b came first, then it was taken away


def test_a_burst_without_enter_was_typed(
    form: Form, typist: Typist, heard: list[str], qtbot: QtBot
) -> None:
    typist.keys("13812346602")
    qtbot.waitUntil(lambda: form.field.text() == "13812346602")
    typist.now += 500
    typist.enter()
    assert heard == []


def test_keys_of_a_busy_while_are_told_by_their_own_times(
    form: Form, typist: Typist, heard: list[str]
) -> None:
    """The program was busy for a second: everything typed meanwhile arrives at once."""
    typist.keys("wangfang", wait=120)
    typist.enter()
    assert (form.field.text(), heard) == ("wangfang", [])


def test_a_key_held_down_repeats_at_once(form: Form, typist: Typist, heard: list[str]) -> None:
    typist.key(Qt.Key.Key_A, "a", wait=400)
    for _ in range(9):
        typist.key(Qt.Key.Key_A, "a", repeat=True, wait=30)
    typist.enter()
    assert (form.field.text(), heard) == ("a" * 10, [])


def test_chinese_input_is_left_alone(form: Form, typist: Typist, heard: list[str]) -> None:
    typist.keys("x")
    QCoreApplication.sendEvent(form.field, QInputMethodEvent("zhang", []))
    assert form.field.text() == "x"  # what was held back stands before the composed word
    typist.keys("zhangsan")  # a key that the input method lets through while it composes
    done = QInputMethodEvent("", [])
    done.setCommitString("张三")
    QCoreApplication.sendEvent(form.field, done)
    assert form.field.text().replace("zhangsan", "") == "x张三"
    typist.enter()
    assert heard == []


def test_a_button_is_pressed_by_the_space_that_was_held_back(
    form: Form, typist: Typist, heard: list[str], qtbot: QtBot
) -> None:
    form.button.setFocus()
    with qtbot.waitSignal(form.button.clicked):
        typist.key(Qt.Key.Key_Space, " ")


def test_keys_with_ctrl_pass_at_once(form: Form, typist: Typist, heard: list[str]) -> None:
    typist.keys("abc", wait=90)
    event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    event.setTimestamp(typist.now)
    QCoreApplication.sendEvent(typist.window, event)
    assert form.field.selectedText() == "abc"


def test_a_field_may_want_the_code_itself(form: Form, typist: Typist, heard: list[str]) -> None:
    form.field.setProperty(TAKES_SCANS, True)
    typist.keys("370686195903120027")
    typist.enter()
    assert (form.field.text(), heard) == ("370686195903120027", [])


def test_capitals_come_with_shift_between(form: Form, typist: Typist, heard: list[str]) -> None:
    for char in "Ab3DeF":
        if char.isupper():
            typist.key(Qt.Key.Key_Shift, wait=1)
        typist.keys(char)
    typist.enter()
    assert heard == ["Ab3DeF"]


def test_a_shortcut_does_not_overtake_what_was_typed_before_it(
    form: Form, typist: Typist, heard: list[str], qtbot: QtBot
) -> None:
    seen: list[str] = []
    shortcut = QShortcut(QKeySequence("Return"), form)
    shortcut.activated.connect(lambda: seen.append(form.field.text()))
    for key in "124":
        QTest.keyClick(typist.window, key)
    QTest.keyClick(typist.window, Qt.Key.Key_Return)
    assert (seen, heard) == (["124"], [])
