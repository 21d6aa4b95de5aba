"""A list at the left, the chosen line's fields at the right; a supervisor changes it."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from gridhall.clerks.rules import allowed
from gridhall.core.clerk import Clerk, Role
from gridhall.core.errors import UserError
from gridhall.issues.service.acts import Done
from gridhall.issues.service.taking_back import take_back
from gridhall.organisation.rules.drafts import DraftProblems
from gridhall.qt.buttons import Btn
from gridhall.qt.context import Context
from gridhall.qt.dialog import Sheet, foot_button
from gridhall.qt.fields import FormProblems, Problem
from gridhall.qt.frames import Banner
from gridhall.qt.labels import PlainLabel, label, titled
from gridhall.qt.table import Column, RowsModel, Table

Act = Callable[[Any, Clerk], Done]


class EditingSheet(Sheet):
    """Subclasses say the columns, add fields, read and fill; every act is taken back by Ctrl+Z."""

    def __init__(
        self, parent: QWidget, context: Context, title: str, columns: Sequence[Column[Any]]
    ) -> None:
        super().__init__(parent, title, "settings", (1100, 640))
        self.context, self.banner, self.table = context, Banner(), Table()
        self.model = RowsModel(columns, self)
        self.table.setModel(self.model)
        self.table.setAccessibleName(title)
        self.form, self._rows = QGridLayout(), 0
        self._marked: dict[str, tuple[QWidget, PlainLabel]] = {}
        self._problems: FormProblems | None = None
        self.may = allowed(context.clerk, Role.SUPERVISOR)
        self.new_id: int | None = None  # None: the chosen line is changed; 0: a new one is typed
        self.add_button = foot_button("新增", "Ctrl+N", "", "add")
        self.end_button = foot_button("停用", "Alt+T", "", "do_not_disturb_on")
        self.save_button = foot_button("保存", "Ctrl+Enter", "primary", "check")
        self.title_label = label("", "label")
        self._lay_out()
        self.table.moved.connect(lambda _: self.show_chosen())
        self.add_button.clicked.connect(self.begin)
        self.end_button.clicked.connect(self.end)
        self.save_button.clicked.connect(self.save)
        self.first_focus = self.table

    # What a subclass says

    def read(self, session: Any) -> list[Any]:
        """The lines."""
        raise NotImplementedError

    def fill(self, row: Any) -> None:
        """Show a line in the fields; None empties them."""
        raise NotImplementedError

    def write(self, row: Any) -> Act:
        """Change the chosen line, or add one if `row` is None."""
        raise NotImplementedError

    def stop(self, row: Any) -> Act:
        """Offer a line no more, or again."""
        raise NotImplementedError

    # What it does

    def ready(self) -> None:
        """At the end of a subclass's beginning."""
        for button in (self.add_button, self.end_button, self.save_button, *self.others()):
            button.setEnabled(self.may)
        if not self.may:
            self.banner.say("blue", "这里可以看；要改请找主管登录")
        self.refresh()
        self.table.choose_first()
        self.show_chosen()

    def others(self) -> Sequence[Btn]:
        """Further buttons of the foot."""
        return ()

    def refresh(self) -> None:
        """Read the list anew."""
        with self.context.db.read() as session:
            rows = self.read(session)
        self.model.show_rows(rows)
        standing = sum(row.ended_on is None for row in rows)
        self.say(f"{standing} 条在用")

    def begin(self) -> None:
        """Type a new line."""
        self.new_id = 0
        self._clear()
        self.fill(None)
        self.title_label.setText("新增")
        self.end_button.setEnabled(False)
        self.first_field().setFocus()

    def first_field(self) -> QWidget:
        """Where typing begins."""
        return next(field for field, _ in self._marked.values())

    def show_chosen(self) -> None:
        """The chosen line's fields."""
        row = self.table.current()
        self.new_id = None
        self._clear()
        self.fill(row)
        self.title_label.setText("修改" if row is not None else "")
        self.end_button.setText("恢复" if row is not None and row.ended_on else "停用")
        self.end_button.setEnabled(self.may and row is not None)

    def save(self) -> None:
        """Write what stands in the fields."""
        row = None if self.new_id == 0 else self.table.current()
        if row is None and self.new_id is None:
            return
        self.do(self.write(row), "已保存" if row is not None else "已新增")

    def end(self) -> None:
        """停用 or 恢复."""
        row = self.table.current()
        if row is not None:
            self.do(self.stop(row), "已恢复" if row.ended_on else "已停用")

    def do(self, act: Act, words: str) -> None:
        """Do it, say so, choose the line again; what is wrong stands beside its field."""
        self._clear()
        try:
            with self.context.db.write() as session:
                done = act(session, self.context.clerk)
        except DraftProblems as wrong:
            self._mark(wrong)
            return
        except UserError as error:
            self.banner.say("red", str(error))
            return
        self.banner.hide()
        self._again(done.row_id)
        self.context.desk.toast(words, partial(self._take_back, done.action_id))

    def _take_back(self, action_id: int) -> None:
        with self.context.db.write() as session:
            take_back(session, self.context.clerk, action_id)

    def _again(self, row_id: int) -> None:
        self.refresh()
        self.table.choose(row_id)
        self.show_chosen()

    # Fields

    def add_row(self, title: str, field: QWidget, key: str, *, needed: bool = False) -> None:
        """One line of the form; `key` is the draft's field, told of below it if it is wrong."""
        field.setAccessibleName(f"{title}，必填" if needed else title)
        field.setEnabled(self.may)
        note = label("", "err", wrap=True)
        note.hide()
        self.form.addWidget(titled(title, needed=needed), self._rows, 0)
        self.form.addWidget(field, self._rows, 1)
        self.form.addWidget(note, self._rows + 1, 1)
        self._rows += 2
        self._marked[key] = (field, note)

    def _clear(self) -> None:
        if self._problems is not None:
            self._problems.clear()
        if self.may:
            self.banner.hide()

    def _mark(self, wrong: DraftProblems) -> None:
        known = [one for one in wrong.problems if one.field in self._marked]
        if len(known) < len(wrong.problems):
            self.banner.say("red", str(wrong))
            return
        if self._problems is None:
            self._problems = FormProblems(self.banner, self._marked, self)
        self._problems.show([Problem(one.field, one.title, one.sentence) for one in known])

    def _lay_out(self) -> None:
        self.form.setHorizontalSpacing(12)
        self.form.setVerticalSpacing(8)
        self.form.setColumnStretch(1, 1)
        side = QVBoxLayout()
        side.setSpacing(10)
        side.addWidget(self.title_label)
        side.addLayout(self.form)
        side.addStretch(1)
        halves = QHBoxLayout()
        halves.setSpacing(16)
        halves.addWidget(self.table, 3)
        halves.addLayout(side, 2)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(20, 12, 20, 12)
        column.setSpacing(10)
        column.addWidget(self.banner)
        column.addLayout(halves, 1)
        self.set_body(body)

    def set_buttons(self) -> None:
        """The foot, once a subclass has made its further buttons."""
        leave = foot_button("关闭", "Esc")
        leave.clicked.connect(self.reject)
        left = [self.add_button, self.end_button, *self.others()]
        self.set_foot(left, [leave, self.save_button])
