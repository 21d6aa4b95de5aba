"""Signing in and unlocking: pure widgets, so that the first window is up at once (登录, 锁屏)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QDateTime, QLocale, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from gridhall.qt.buttons import Btn, button
from gridhall.qt.choice import Choice
from gridhall.qt.entry import EntryPage, Field
from gridhall.qt.focus import EnterNext, FocusRing
from gridhall.qt.frames import Avatar, Card
from gridhall.qt.labels import label, set_look
from gridhall.qt.password import PasswordEdit
from gridhall.qt.scaling import fit
from gridhall.qt.suggest import Suggest
from gridhall.qt.theme import current_theme

CAPS = "大写锁定已打开"


@dataclass(frozen=True)
class Operator:
    """A clerk as the sign-in page offers them; `key` is the caller's."""

    key: object
    name: str
    counter: str = ""
    initials: tuple[str, ...] = ()


class SignInPage(EntryPage):
    """Choose who you are (remembered), type the password, Enter."""

    submitted = Signal(object, str)  # the operator's key, the password
    forgotten = Signal()  # 忘记密码: recovery code and a new password
    restore_wanted = Signal()  # 从备份恢复

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._operators: Sequence[Operator] = ()
        self.operator, self.password = Suggest(), PasswordEdit()
        self.operator.set_find(self._find)
        self.operator.show_arrow()
        self.sub = label("", "sub")
        self._who = Field("操作员", self.operator, "输首字母可直接选人")
        self._secret = Field("密码", self.password)
        self.enter = button("登录", "Enter", "primary")
        self.forgot = button("忘记密码", "", "text")
        self.restore = button("从备份恢复", "", "text")
        self.restore.clicked.connect(self.restore_wanted)
        for widget in (label("登录", "xl"), self.sub, self._who, self._secret, self.enter):
            self.column.addWidget(widget)
        self.column.addLayout(self._other_ways())
        self._wait = _Wait(self.enter, "登录")
        self._connect()
        self.finish()

    def show_operators(self, operators: Sequence[Operator], last: object = None) -> None:
        """Who may sign in; the one who did so last is filled in."""
        self._operators = operators
        found = next((one for one in operators if one.key == last), None)
        if found is None and len(operators) == 1:
            found = operators[0]
        self.operator.choose(_offer(found) if found else None)
        self.take_focus()

    def learn_initials(self, initials: Mapping[object, tuple[str, ...]]) -> None:
        """How the names are typed, once the pinyin table is in; what was chosen stays."""
        self._operators = [
            replace(one, initials=initials.get(one.key, ())) for one in self._operators
        ]

    def take_focus(self) -> None:
        """To the password if it is known who signs in."""
        first = self.password if self.operator.choice else self.operator
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def refuse(self, sentence: str, wait: int = 0) -> None:
        """密码不对，还可以试 4 次; with `wait` seconds to go before the next try."""
        self.set_busy(False)
        self._secret.say(sentence)
        self.password.selectAll()
        self.password.setFocus()
        self._wait.start(wait)

    def set_busy(self, busy: bool) -> None:
        """While the hall file is being opened."""
        self._wait.busy = busy
        self.enter.setText("正在打开…" if busy else "登录")
        self.enter.setEnabled(not busy)

    def is_busy(self) -> bool:
        """Whether the hall file is being opened."""
        return self._wait.busy

    def forget_password(self) -> None:
        """Leave no password behind in the field."""
        self.password.clear()
        self.password.hide_text()

    def _connect(self) -> None:
        self.enter.clicked.connect(self._submit)
        self.password.setProperty("submits", True)
        self.password.returnPressed.connect(self._submit)
        self.password.caps_noticed.connect(lambda on: self._secret.say(CAPS if on else "", "warn"))
        self.operator.picked.connect(lambda _: self.password.setFocus())
        self.forgot.clicked.connect(self.forgotten)

    def _other_ways(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.forgot)
        row.addWidget(self.restore)
        row.addStretch(1)
        return row

    def _submit(self) -> None:
        if not self.enter.isEnabled():
            return
        choice = self.operator.choice
        self._who.say("" if choice else "请从名单里选一位操作员")
        if choice is None:
            self.operator.setFocus()
        elif not self.password.text():
            self._secret.say("请输入密码")
            self.password.setFocus()
        else:
            self.submitted.emit(choice.key, self.password.text())

    def _find(self, words: str) -> Sequence[Choice]:
        typed = words.lower()
        return [
            _offer(one)
            for one in self._operators
            if typed in one.name.lower() or any(key.startswith(typed) for key in one.initials)
        ]


class LockPage(QFrame):
    """What takes the desk's place while it is locked: the time, who, a password."""

    submitted = Signal(str)
    switch_wanted = Signal()  # 换人登录

    def __init__(self, name: str, counter: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("entry", "true")
        self.password, self.note = PasswordEdit(), label("", "err", wrap=True)
        self.why = label("", "sub", wrap=True)
        self.enter = button("解锁", "Enter", "primary")
        self.switch = button("换人登录", "Alt+U", "text")
        self.switch.bind_key()
        self._clock, self._day = label("", "clock"), label("", "sub")
        self._wait = _Wait(self.enter, "解锁")
        self._build(name, counter)
        self._connect()
        self._tick()
        fit(self)

    def start(self, why: str) -> None:
        """Empty the field and say since when and why, e.g. 09:42 离开时自动锁屏，草稿还在."""
        self.why.setText(why)
        self.password.clear()
        self.password.hide_text()
        self._say("")
        self.password.setFocus(Qt.FocusReason.OtherFocusReason)

    def refuse(self, sentence: str, wait: int = 0) -> None:
        """密码不对，还可以试 4 次; with `wait` seconds to go before the next try."""
        self._say(sentence)
        self.password.selectAll()
        self.password.setFocus()
        self._wait.start(wait)

    def _build(self, name: str, counter: str) -> None:
        card = Card()
        card.setFixedWidth(400)
        inner = QVBoxLayout(card)
        inner.setContentsMargins(32, 28, 32, 20)
        inner.setSpacing(8)
        avatar = Avatar(side=72)
        avatar.show_name(name)
        who = label(f"{name} · {counter}" if counter else name, "lg")
        for words in (who, self.why):
            words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.password.setPlaceholderText("输入密码解锁")
        self.password.setAccessibleName("密码")
        inner.addWidget(avatar, 0, Qt.AlignmentFlag.AlignHCenter)
        for widget in (who, self.why, self.password, self.note, self.enter):
            inner.addWidget(widget)
        inner.addWidget(self.switch, 0, Qt.AlignmentFlag.AlignHCenter)
        column = QVBoxLayout(self)
        column.setSpacing(2)
        column.addStretch(1)
        for line in (self._clock, self._day):
            column.addWidget(line, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(24)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(card)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(1)

    def _connect(self) -> None:
        self._enter, self._ring = EnterNext(self), FocusRing(self)
        self.enter.clicked.connect(self._submit)
        self.password.setProperty("submits", True)
        self.password.returnPressed.connect(self._submit)
        self.password.caps_noticed.connect(lambda on: self._say(CAPS if on else "", "warn"))
        self.switch.clicked.connect(self.switch_wanted)
        current_theme().changed.connect(self._rescale)
        timer = QTimer(self, interval=1000)
        timer.timeout.connect(self._tick)
        timer.start()

    def _rescale(self) -> None:
        fit(self)

    def _submit(self) -> None:
        if self.enter.isEnabled() and self.password.text():
            self.submitted.emit(self.password.text())

    def _say(self, sentence: str, tone: str = "err") -> None:
        set_look(self.note, role=tone)
        self.note.setText(sentence)
        set_look(self.password, state="error" if sentence and tone == "err" else "")

    def _tick(self) -> None:
        now = QDateTime.currentDateTime()
        self._clock.setText(now.toString("HH:mm"))
        self._day.setText(QLocale().toString(now, "M月d日 dddd"))


class _Wait:
    """Counts the seconds until the next try on the button itself."""

    def __init__(self, act: Btn, word: str) -> None:
        self._act, self._word, self._left = act, word, 0
        self.busy = False
        self._timer = QTimer(act, interval=1000)
        self._timer.timeout.connect(self._tick)

    def start(self, seconds: int) -> None:
        """Hold the button for so long; nothing for 0."""
        self._left = seconds
        if seconds:
            self._timer.start()
        self._show()

    def _tick(self) -> None:
        self._left -= 1
        if self._left <= 0:
            self._timer.stop()
        self._show()

    def _show(self) -> None:
        waiting = self._left > 0
        self._act.setEnabled(not waiting and not self.busy)
        self._act.setText(f"请等 {self._left} 秒再试" if waiting else self._word)


def _offer(one: Operator) -> Choice:
    return Choice(one.key, one.name, right=one.counter)
