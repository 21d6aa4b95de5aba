"""操作员: who works here, in which role, at which counter; taken on, changed, retired."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from gridhall.clerks import queries
from gridhall.clerks.labels import ROLES
from gridhall.clerks.queries import ClerkRow
from gridhall.clerks.service import change_clerk
from gridhall.core.clerk import Role
from gridhall.core.text import clean, clean_name
from gridhall.db.keyring import Cost
from gridhall.hall.columns import CLERKS
from gridhall.hall.dialogs.telling import TellingSheet, mend, side_by_side
from gridhall.hall.service.passwords import add_clerk, drop_clerk, reset_password
from gridhall.qt.ask import Question, ask
from gridhall.qt.context import Context
from gridhall.qt.dialog import foot_button
from gridhall.qt.entry import PASSWORD_LEAST, Field, password_problem
from gridhall.qt.password import PasswordEdit
from gridhall.qt.table import RowsModel, Table

_NOBODY = ClerkRow(0, "", Role.COUNTER, "", active=True)
Submit = Callable[["ClerkForm"], None]


class ClerkForm(TellingSheet):
    """One clerk: name, role, counter, a first password; a known clerk keeps name and password.

    `submit` does the act; the form closes itself when it is told that it was done.
    """

    def __init__(
        self, context: Context, parent: QWidget | None, row: ClerkRow, submit: Submit
    ) -> None:
        head = ("改操作员" if row.id else "加操作员", "person")
        super().__init__(context, parent, head, (560, 280 if row.id else 420))
        self.row, self._submit_to = row, submit
        self.name, self.counter = QLineEdit(row.name), QLineEdit(row.counter)
        self.role = QComboBox()
        self.password, self.again = PasswordEdit(), PasswordEdit()
        self.fields = {
            "name": Field("姓名", self.name, "真实姓名，印在文书上"),
            "password": Field("首个密码", self.password, f"至少 {PASSWORD_LEAST} 个字符"),
            "again": Field("再输一遍", self.again),
        }
        for role in Role:
            self.role.addItem(ROLES[role], role)
        self.role.setCurrentIndex(list(Role).index(row.role))
        self.counter.setPlaceholderText("如：3号窗口")
        self._lay_out()
        self.act = foot_button("保存" if row.id else "加操作员", "Ctrl+Enter", "primary")
        leave = foot_button("不改" if row.id else "不加", "Esc")
        self.set_foot([], [leave, self.act])
        self.act.clicked.connect(self._submit)
        leave.clicked.connect(self.reject)
        self.first_focus = self.role if row.id else self.name

    def clerk(self) -> ClerkRow:
        """The clerk as typed."""
        role = self.role.currentData()
        return replace(
            self.row,
            name=clean_name(self.name.text()),
            role=Role(role),
            counter=clean(self.counter.text()),
        )

    def show_busy(self) -> None:
        """While the key is being wrapped."""
        self.act.setEnabled(not self.busy)

    def _lay_out(self) -> None:
        if not self.row.id:
            self.body.addWidget(self.fields["name"])
        self.body.addLayout(
            side_by_side(Field("角色", self.role), Field("窗口", self.counter, "可不填"))
        )
        if not self.row.id:
            self.body.addLayout(side_by_side(self.fields["password"], self.fields["again"]))
        self.body.addStretch(1)
        change = f"{self.row.name}　改动下次登录起作用"
        self.say(change if self.row.id else "把首个密码当面告诉本人，登录后请本人换掉")

    def _submit(self) -> None:
        if self.busy or not (self.row.id or self._is_complete()):
            return
        self._submit_to(self)

    def _is_complete(self) -> bool:
        named = bool(clean_name(self.name.text()))
        good = {"name": mend(self.fields["name"], "" if named else "请填写姓名")}
        good |= check_passwords(self.fields["password"], self.fields["again"])
        for name, right in good.items():
            if not right:
                self.fields[name].edit.setFocus()
                return False
        return True


class ResetForm(TellingSheet):
    """重设密码: an administrator gives a clerk who forgot theirs a new first password."""

    def __init__(
        self, context: Context, parent: QWidget | None, row: ClerkRow, cost: Cost | None
    ) -> None:
        super().__init__(context, parent, ("重设密码", "key"), (480, 340))
        self._row, self._cost = row, cost
        self.password, self.again = PasswordEdit(), PasswordEdit()
        self._first = Field("新的首个密码", self.password, f"至少 {PASSWORD_LEAST} 个字符")
        self._second = Field("再输一遍", self.again)
        self.act = foot_button("重设密码", "Ctrl+Enter", "primary")
        leave = foot_button("不重设", "Esc")
        self.body.addWidget(self._first)
        self.body.addWidget(self._second)
        self.body.addStretch(1)
        self.say(f"{row.name}　原来的密码随即作废")
        self.set_foot([], [leave, self.act])
        self.act.clicked.connect(self._submit)
        leave.clicked.connect(self.reject)
        self.first_focus = self.password

    def show_busy(self) -> None:
        """While the key is being wrapped."""
        self.act.setEnabled(not self.busy)

    def _submit(self) -> None:
        if not all(check_passwords(self._first, self._second).values()):
            return
        context, row, password = self.context, self._row, self.password.text()
        self.start(
            lambda _: reset_password(context.db, context.clerk, row, password, self._cost),
            lambda _: self.accept(),
        )


class ClerksSheet(TellingSheet):
    """Ctrl+N adds, Enter changes, Alt+P gives a new first password, Alt+D retires."""

    def __init__(
        self, context: Context, parent: QWidget | None = None, cost: Cost | None = None
    ) -> None:
        super().__init__(context, parent, ("操作员", "group"), (860, 560))
        self._cost = cost
        self.model, self.table = RowsModel(CLERKS), Table()
        self.table.setModel(self.model)
        self.table.setAccessibleName("操作员")
        self.body.addWidget(self.table, 1)
        self.add = foot_button("加操作员", "Ctrl+N", "primary", "person_add")
        self.change = foot_button("改角色和窗口", "Enter", "", "edit")
        self.reset = foot_button("重设密码", "Alt+P", "", "key")
        self.retire = foot_button("停用", "Alt+D", "", "do_not_disturb_on")
        self._offer(context.clerk.role is Role.ADMINISTRATOR)
        self.first_focus = self.table
        self.refresh()
        self.table.choose_first()

    def refresh(self) -> None:
        """Read the clerks anew."""
        with self.context.db.read() as session:
            self.model.show_rows(queries.clerks(session))

    def _offer(self, may_change: bool) -> None:
        acts = (
            (self.retire, self._retire),
            (self.reset, self._reset),
            (self.change, self._change),
            (self.add, self._add),
        )
        for made, act in acts:
            made.setEnabled(may_change)
            made.setVisible(may_change)
            made.clicked.connect(act)
        if may_change:
            self.table.opened.connect(lambda _: self._change())
            self.set_foot([self.retire], [self.reset, self.change, self.add])
        else:
            self.strip.say("blue", "这里只能看。加人、改角色、停用要管理员登录来做。")
            keep = QVBoxLayout()  # the buttons stay owned, and out of sight
            for made, _ in acts:
                keep.addWidget(made)
            self.body.addLayout(keep)

    def _chosen(self) -> ClerkRow | None:
        row = self.table.current()
        return row if isinstance(row, ClerkRow) and not self.busy else None

    def _add(self) -> None:
        form = ClerkForm(self.context, self, _NOBODY, self._take_on)
        if form.exec():
            self._done(form.clerk().name, "已加操作员“{}”，可以登录了")

    def _take_on(self, form: ClerkForm) -> None:
        context, clerk, password = self.context, form.clerk(), form.password.text()
        form.start(
            lambda _: add_clerk(context.db, context.clerk, clerk, password, self._cost),
            lambda _: form.accept(),
        )

    def _change(self) -> None:
        row = self._chosen()
        if row is None:
            return
        form = ClerkForm(self.context, self, row, self._store)
        if form.exec():
            self._done(row.name, "已改操作员“{}”，下次登录起作用")

    def _store(self, form: ClerkForm) -> None:
        clerk = form.clerk()
        if clerk == form.row:
            form.reject()
            return
        after = {"role": clerk.role.value, "counter": clerk.counter}

        def act() -> None:
            with self.context.db.write() as session:
                change_clerk(session, self.context.clerk, clerk.id, after)

        if form.attempt(act):
            form.accept()

    def _reset(self) -> None:
        row = self._chosen()
        if row is not None and ResetForm(self.context, self, row, self._cost).exec():
            self._done(row.name, "已给“{}”重设密码，请当面告诉本人")

    def _retire(self) -> None:
        row = self._chosen()
        if row is None:
            return
        if row.id == self.context.clerk.id:
            self.strip.say("amber", "不能停用自己。请另一位管理员登录来做。")
            return
        if not row.active:
            self.strip.say("amber", f"“{row.name}”已经停用。要回来工作，请用区分的名字另加一位。")
            return
        if not ask(self, retire_question(row)):
            return
        if self.attempt(lambda: drop_clerk(self.context.db, self.context.clerk, row)):
            self._done(row.name, "已停用“{}”，办过的事仍记在名下")

    def _done(self, name: str, sentence: str) -> None:
        self.refresh()
        self.tell(sentence.format(name))


def retire_question(row: ClerkRow) -> Question:
    """停用操作员“李敏”？〔不停用｜停用〕."""
    return Question(
        "停用操作员",
        f"停用操作员“{row.name}”？",
        "停用",
        "不停用",
        "停用后不能再登录，密码随即作废；办过的事、出过的文书都留着，仍记在名下。",
        danger=True,
    )


def check_passwords(first: Field, second: Field) -> dict[str, bool]:
    """Mark what is wrong with a password typed twice; which of the two fields are in order."""
    one, two = first.edit, second.edit
    assert isinstance(one, QLineEdit)
    assert isinstance(two, QLineEdit)
    short = password_problem(one.text(), one.text())
    differs = "" if short else password_problem(one.text(), two.text())
    return {"password": mend(first, short), "again": mend(second, differs)}
