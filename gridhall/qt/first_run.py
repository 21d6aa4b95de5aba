"""The first time: found a hall, keep its recovery code; and later, use that code (建大厅)."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QWidget

from gridhall.qt.buttons import Btn, button
from gridhall.qt.entry import PASSWORD_LEAST, EntryPage, Field, password_problem
from gridhall.qt.labels import label, set_look
from gridhall.qt.password import PasswordEdit


@dataclass(frozen=True)
class NewHall:
    """What the first administrator typed."""

    name: str
    community: str
    administrator: str
    password: str


class NewHallPage(EntryPage):
    """建大厅: the hall's name, its community, the first administrator."""

    submitted = Signal(object)  # NewHall
    open_wanted = Signal()  # 打开已有的大厅文件
    restore_wanted = Signal()  # 从备份恢复

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, width=460)
        self.name, self.community, self.administrator = QLineEdit(), QLineEdit(), QLineEdit()
        self.name.setPlaceholderText("如：龙腾社区党群服务中心")
        self.community.setPlaceholderText("如：龙腾社区")
        self.password, self.again = PasswordEdit(), PasswordEdit()
        rule = f"至少 {PASSWORD_LEAST} 个字符"
        self._fields = (
            Field("大厅名称", self.name, "印在文书上"),
            Field("社区", self.community),
            Field("首位管理员", self.administrator, "真实姓名"),
            Field("密码", self.password, rule),
            Field("再输一遍", self.again),
        )
        self.found = button("建大厅", "Enter", "primary")
        self.column.addWidget(label("建大厅", "xl"))
        self.column.addWidget(label("数据会加密存在这台电脑上，不联网。", "sub", wrap=True))
        for widget in (*self._fields, self.found):
            self.column.addWidget(widget)
        self.column.addLayout(self._other_ways())
        self.found.clicked.connect(self._submit)
        self.again.setProperty("submits", True)
        self.again.returnPressed.connect(self._submit)
        self.finish()

    def refuse(self, sentence: str) -> None:
        """What the program could not do, under the hall's name."""
        self.set_busy(False)
        self._fields[0].say(sentence)

    def set_busy(self, busy: bool) -> None:
        """While the hall file is being made."""
        self.found.setEnabled(not busy)
        self.found.setText("正在建…" if busy else "建大厅")

    def _other_ways(self) -> QHBoxLayout:
        row = QHBoxLayout()
        for text, signal in (
            ("打开已有的大厅", self.open_wanted),
            ("从备份恢复", self.restore_wanted),
        ):
            made = button(text, "", "text")
            made.clicked.connect(signal)
            row.addWidget(made)
        row.addStretch(1)
        return row

    def _submit(self) -> None:
        if not self.found.isEnabled():
            return
        wrong = [field for field in self._fields if not _mend(field, self._problem(field))]
        if wrong:
            wrong[0].edit.setFocus()
            return
        self.submitted.emit(
            NewHall(
                self.name.text().strip(),
                self.community.text().strip(),
                self.administrator.text().strip(),
                self.password.text(),
            )
        )

    def _problem(self, field: Field) -> str:
        if field.edit is self.password:
            return password_problem(self.password.text(), self.password.text())
        if field.edit is self.again:
            long_enough = len(self.password.text()) >= PASSWORD_LEAST
            return password_problem(self.password.text(), self.again.text()) if long_enough else ""
        assert isinstance(field.edit, QLineEdit)
        return "" if field.edit.text().strip() else f"请填写{field.edit.accessibleName()}"


class RecoveryCodePage(EntryPage):
    """恢复码: shown once; whoever has it can give a clerk a new password."""

    print_wanted = Signal()
    kept = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, width=520)
        self.code = label("", "code", wrap=True)
        self.code.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.code.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.check, self._note = QCheckBox("我已抄好，并放进上锁的柜子"), label("", "err")
        self.print_it = button("打印恢复码", "Ctrl+P", "", "print")
        self.print_it.bind_key()
        self.go_on = button("继续", "Ctrl+Enter", "primary")
        self.go_on.bind_key()
        sentence = "所有人都忘了密码时，只有它能打开大厅。它只显示这一次，丢了没有人能补。"
        for widget in (label("恢复码", "xl"), label(sentence, "sub", wrap=True), self.code):
            self.column.addWidget(widget)
        self.column.addWidget(self.print_it)
        self.column.addWidget(self.check)
        self.column.addWidget(self._note)
        self.column.addWidget(self.go_on)
        self.print_it.clicked.connect(self.print_wanted)
        self.go_on.clicked.connect(self._submit)
        self.check.toggled.connect(lambda _: self._note.setText(""))
        self.finish()

    def show_code(self, code: str) -> None:
        """The code, in groups as it is to be written down."""
        self.code.setText(code)
        self.check.setChecked(False)

    def _submit(self) -> None:
        if self.check.isChecked():
            self.code.setText("")
            self.kept.emit()
            return
        self._note.setText("请先抄好或打印，再勾选“我已抄好”")
        self.check.setFocus(Qt.FocusReason.TabFocusReason)


@dataclass(frozen=True)
class Recovery:
    """A recovery code and the password it is to give."""

    code: str
    password: str


class RecoverPage(EntryPage):
    """忘记密码: the recovery code and a new password."""

    submitted = Signal(object)  # Recovery
    back_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, width=460)
        self.code, self.password, self.again = QLineEdit(), PasswordEdit(), PasswordEdit()
        self._who = label("", "sub", wrap=True)
        self._code = Field("恢复码", self.code, "建大厅时抄下的那一串")
        self._first = Field("新密码", self.password, f"至少 {PASSWORD_LEAST} 个字符")
        self._again = Field("再输一遍", self.again)
        self.change: Btn = button("换成新密码", "Enter", "primary")
        back = button("返回登录", "Esc", "text")
        back.bind_key()
        self.column.addWidget(label("忘记密码", "xl"))
        for widget in (self._who, self._code, self._first, self._again, self.change):
            self.column.addWidget(widget)
        self.column.addWidget(back, 0, Qt.AlignmentFlag.AlignLeft)
        back.clicked.connect(self.back_wanted)
        self.change.clicked.connect(self._submit)
        self.again.setProperty("submits", True)
        self.again.returnPressed.connect(self._submit)
        self.finish()

    def start(self, name: str) -> None:
        """Begin anew for this clerk."""
        self._who.setText(f"给“{name}”换一个新密码，资料不会变。")
        for edit in (self.code, self.password, self.again):
            edit.clear()
        self.code.setFocus()

    def refuse(self, sentence: str) -> None:
        """What is wrong with the code."""
        self._code.say(sentence)
        self.code.setFocus()

    def _submit(self) -> None:
        problem = password_problem(self.password.text(), self.again.text())
        code_ok = _mend(self._code, "" if self.code.text().strip() else "请输入恢复码")
        _mend(self._first, problem)
        set_look(self.again, state="error" if problem else "")
        if code_ok and not problem:
            self.submitted.emit(Recovery(self.code.text().strip(), self.password.text()))


def _mend(field: Field, sentence: str) -> bool:
    """Show or clear a field's sentence; whether the field is in order."""
    field.say(sentence)
    return not sentence
