"""换密码, and for administrators a new recovery code."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from gridhall.core.clerk import Role
from gridhall.db.keyring import Cost, WrongPassword
from gridhall.hall.dialogs.recovery import RecoveryCodeSheet
from gridhall.hall.dialogs.telling import TellingSheet, mend
from gridhall.hall.service.passwords import change_password, new_recovery_code
from gridhall.qt.ask import Question, ask
from gridhall.qt.buttons import button
from gridhall.qt.context import Context
from gridhall.qt.dialog import foot_button
from gridhall.qt.entry import PASSWORD_LEAST, Field, password_problem
from gridhall.qt.frames import Line
from gridhall.qt.labels import label
from gridhall.qt.password import PasswordEdit

_NEW_CODE = Question(
    "另制恢复码",
    "另制恢复码？",
    "另制恢复码",
    "不另制",
    "现在那张恢复码马上失效，要当场销毁。新的只显示一次，请先把打印机准备好。",
    danger=True,
)


class PasswordSheet(TellingSheet):
    """Old, new, new again; wrapping the key takes about a second, so it runs on the worker."""

    def __init__(
        self, context: Context, parent: QWidget | None = None, cost: Cost | None = None
    ) -> None:
        super().__init__(context, parent, ("换密码", "key"), (560, 510))
        self._cost = cost
        self.old, self.new, self.again = PasswordEdit(), PasswordEdit(), PasswordEdit()
        self._old = Field("现在的密码", self.old)
        self._new = Field("新密码", self.new, f"至少 {PASSWORD_LEAST} 个字符")
        self._again = Field("再输一遍", self.again)
        self.change = foot_button("换密码", "Ctrl+Enter", "primary")
        leave = foot_button("不换", "Esc")
        self._caps = label("", "warn")
        for widget in (self._old, self._new, self._again, self._caps):
            self.body.addWidget(widget)
        if context.clerk.role is Role.ADMINISTRATOR:
            self._offer_code()
        self.body.addStretch(1)
        self.say(f"操作员：{context.clerk.name}")
        self.set_foot([], [leave, self.change])
        self._connect()
        leave.clicked.connect(self.reject)
        self.first_focus = self.old

    def show_busy(self) -> None:
        """While the key is being wrapped."""
        self.change.setEnabled(not self.busy)
        self.change.setText("正在换…" if self.busy else "换密码")

    def _connect(self) -> None:
        self.change.clicked.connect(self._submit)
        for edit, field in (
            (self.old, self._old),
            (self.new, self._new),
            (self.again, self._again),
        ):
            edit.textEdited.connect(lambda _, field=field: field.say(""))
            edit.caps_noticed.connect(lambda on: self._caps.setText("大写锁定开着" if on else ""))

    def _submit(self) -> None:
        problem = password_problem(self.new.text(), self.again.text())
        short = len(self.new.text()) < PASSWORD_LEAST
        good = [
            mend(self._old, "" if self.old.text() else "请输入现在的密码"),
            mend(self._new, problem if short else ""),
            mend(self._again, "" if short else problem),
        ]
        if not all(good):
            (self.old, self.new, self.again)[good.index(False)].setFocus()
            return
        old, new, context = self.old.text(), self.new.text(), self.context
        self.start(
            lambda _: change_password(context.db, context.clerk, old, new, self._cost),
            self._changed,
        )

    def _changed(self, _: None) -> None:
        self.context.desk.toast("已换密码，下次登录用新的")
        if not self.gone:
            self.accept()

    def refuse(self, error: Exception) -> None:
        """A wrong password is said where it was typed."""
        if isinstance(error, WrongPassword) and not self.gone:
            self._old.say(str(error))
            self.old.setFocus()
            self.old.selectAll()
            return
        super().refuse(error)

    def _offer_code(self) -> None:
        made = button("另制恢复码…", "Alt+H", "", "key").bind_key()
        made.clicked.connect(self._new_code)
        row = QHBoxLayout()
        sentence = "恢复码丢了或被人看过，管理员可以另制一份。"
        row.addWidget(label(sentence, "sub", wrap=True), 1)
        row.addWidget(made)
        self.body.addWidget(Line())
        self.body.addLayout(row)

    def _new_code(self) -> None:
        if self.busy or not ask(self, _NEW_CODE):
            return
        context = self.context
        self.start(lambda _: new_recovery_code(context.db, context.clerk), self._show_code)

    def _show_code(self, code: str) -> None:
        over = None if self.gone else self
        RecoveryCodeSheet(over, self.context.db.path, self.context.hall.name, code).exec()
