"""小分队与技能名单: the hall's own lists; a supervisor changes them, everybody may look."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from gridhall.clerks.rules import allowed
from gridhall.core.clerk import Role
from gridhall.core.errors import UserError
from gridhall.qt.buttons import button
from gridhall.qt.context import Context
from gridhall.qt.dialog import Sheet, foot_button
from gridhall.qt.frames import Banner, Line
from gridhall.qt.labels import label
from gridhall.qt.table import Column, RowsModel, Table
from gridhall.volunteering.queries.lists import ListRow, skills, squads
from gridhall.volunteering.service import lists as service

_NAME = 30
_KINDS = (("squad", "小分队"), ("skill", "专业技能"))


class _Half(QWidget):
    """One list with the fields of the chosen entry below it."""

    said = Signal(str, str)  # tone, words

    def __init__(self, context: Context, kind: str, words: str) -> None:
        super().__init__()
        self._context, self._kind, self._words = context, kind, words
        self._may = allowed(context.clerk, Role.SUPERVISOR)
        self.table, self.name = Table(), QLineEdit()
        self.needs_paper = QCheckBox("凭证件，有有效期")
        self.model = RowsModel(self._columns(), self)
        self.table.setModel(self.model)
        self.table.setAccessibleName(f"{words}名单")
        self.table.moved.connect(self._show)
        self.name.setMaxLength(_NAME)
        self.name.setAccessibleName(f"{words}的名称")
        self.add_button = button(f"加{words}", "", "", "add")
        self.save_button = button("保存", "", "", "check")
        self.end_button = button("停用", "", "text")
        self.up_button = button("上移", "", "text")
        for made, act in (
            (self.add_button, self._add),
            (self.save_button, self._save),
            (self.end_button, self._end),
            (self.up_button, self._up),
        ):
            made.setVisible(self._may)
            made.clicked.connect(lambda _=False, act=act: self._write(act))
        for field in (self.name, self.needs_paper):
            field.setEnabled(self._may)
        self._lay_out()
        self.refresh()

    def refresh(self) -> None:
        """Read the list anew."""
        with self._context.db.read() as session:
            rows = squads(session, True) if self._kind == "squad" else skills(session, True)
        self.model.show_rows(rows)
        if self.table.current() is None:
            self.table.choose_first()

    def _columns(self) -> tuple[Column[ListRow], ...]:
        paper: tuple[Column[ListRow], ...] = ()
        if self._kind == "skill":
            paper = (Column("凭证件", lambda row: "是" if row.needs_paper else "", 64),)
        return (
            Column("名称", lambda row: row.name, 110, "bold", stretch=True),
            *paper,
            Column("人数", lambda row: f"{row.people} 人", 62, right=True),
            Column(
                "",
                lambda row: "已停用" if row.ended_on else "",
                66,
                "chip",
                tone=lambda _: "grey",
            ),
        )

    def _lay_out(self) -> None:
        column, first, second = QVBoxLayout(self), QHBoxLayout(), QHBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(label(self._words, "b"))
        column.addWidget(self.table, 1)
        first.addWidget(self.name, 1)
        if self._kind == "skill":
            first.addWidget(self.needs_paper)
        for made in (self.save_button, self.add_button):
            second.addWidget(made)
        second.addStretch(1)
        for made in (self.up_button, self.end_button):
            second.addWidget(made)
        column.addLayout(first)
        column.addLayout(second)

    def _show(self, row: ListRow | None) -> None:
        if row is not None:
            self.name.setText(row.name)
            self.needs_paper.setChecked(row.needs_paper)
            self.end_button.setText("恢复" if row.ended_on else "停用")

    def _draft(self, version: int = 0) -> service.ListDraft:
        return service.ListDraft(self.name.text(), self.needs_paper.isChecked(), version)

    def _chosen(self) -> ListRow:
        row: ListRow | None = self.table.current()
        if row is None:
            raise UserError(f"请先选一个{self._words}")
        return row

    def _add(self, session: Any) -> str:
        self._saving()(session, self._context.clerk, self._draft())
        return f"已加{self._words}“{self.name.text().strip()}”"

    def _save(self, session: Any) -> str:
        row = self._chosen()
        if row.ended_on is not None:
            raise UserError(f"“{row.name}”已停用，请先按“恢复”")
        self._saving()(session, self._context.clerk, self._draft(row.version), row.id)
        return f"已保存“{self.name.text().strip()}”"

    def _end(self, session: Any) -> str:
        row, clerk = self._chosen(), self._context.clerk
        if row.ended_on is not None:
            self._saving()(session, clerk, self._draft(row.version), row.id)
            return f"已恢复“{row.name}”"
        end = service.end_squad if self._kind == "squad" else service.end_skill
        end(session, clerk, row.id, self._context.today())
        return f"已停用“{row.name}”，登记过的人仍保留"

    def _up(self, session: Any) -> str:
        row, rows = self._chosen(), list(self.model.rows)
        at = next(place for place, one in enumerate(rows) if one.id == row.id)
        if not at:
            raise UserError(f"“{row.name}”已经在最上面")
        rows[at - 1], rows[at] = rows[at], rows[at - 1]
        service.arrange(session, self._context.clerk, self._kind, [one.id for one in rows])
        return f"“{row.name}”已上移"

    def _saving(self) -> Callable[..., object]:
        return service.save_squad if self._kind == "squad" else service.save_skill

    def _write(self, act: Callable[[Any], str]) -> None:
        try:
            with self._context.db.write() as session:
                words = act(session)
        except UserError as error:
            self.said.emit("red", str(error))
            return
        self.refresh()
        self.said.emit("green", words)


class ListsSheet(Sheet):
    """Both lists beside each other."""

    def __init__(self, parent: QWidget, context: Context) -> None:
        super().__init__(parent, "小分队与技能名单", "rule", (980, 600))
        self.banner = Banner()
        self.halves = [_Half(context, *one) for one in _KINDS]
        body, row = QWidget(), QHBoxLayout()
        column = QVBoxLayout(body)
        column.setContentsMargins(20, 12, 20, 12)
        column.setSpacing(10)
        column.addWidget(self.banner)
        row.setSpacing(16)
        for half in self.halves:
            row.addWidget(half, 1)
            half.said.connect(self.banner.say)
        row.insertWidget(1, Line(upright=True))
        column.addLayout(row, 1)
        self.set_body(body)
        leave = foot_button("关闭", "Esc")
        leave.clicked.connect(self.reject)
        self.set_foot([], [leave])
        self.first_focus = self.halves[0].table
        if not allowed(context.clerk, Role.SUPERVISOR):
            self.banner.say("blue", "这里只能看；改名单要主管登录")
