"""变动记录: what was done to an organisation, and taking it back; 任职经过 of a seat."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from gridhall.clerks.rules import allowed
from gridhall.core.errors import UserError
from gridhall.organisation.columns.tree import short
from gridhall.organisation.dialogs.line_act import LineAct
from gridhall.organisation.labels import doer
from gridhall.organisation.queries.tree import ActRow, history
from gridhall.organisation.service.tree import take_back
from gridhall.qt.ask import Question, ask
from gridhall.qt.context import Context
from gridhall.qt.dialog import Sheet, foot_button
from gridhall.qt.frames import Banner, Line
from gridhall.qt.labels import PlainLabel, chip, label
from gridhall.qt.scaling import refit

MOST = 200  # acts shown; older ones are in 操作记录
UNDONE = "已撤回"


class HistorySheet(Sheet):
    """Acts, the latest first; what was taken back is struck through and says so."""

    taken_back = Signal(str)

    def __init__(self, parent: QWidget, context: Context, organisation: tuple[int, str]) -> None:
        super().__init__(parent, f"变动记录 · {short(organisation[1])}", "history", (860, 580))
        self._context, self._id = context, organisation[0]
        self.banner, self.grid = Banner(), QGridLayout()
        self.rows: Sequence[ActRow] = ()
        self.set_body(self._body())
        leave = foot_button("关闭", "Esc")
        leave.clicked.connect(self.reject)
        self.set_foot([], [leave])
        self.first_focus = leave
        self.refresh()

    def read(self, session: Any, record_id: int) -> Sequence[ActRow]:
        """The acts of an organisation; a subclass reads those of something else."""
        return history(session, record_id)

    def refresh(self) -> None:
        """Read the acts anew."""
        with self._context.db.read() as session:
            self.rows = self.read(session, self._id)[:MOST]
        while item := self.grid.takeAt(0):
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for line, row in enumerate(self.rows):
            self._add(2 * line, row)
        if not self.rows:
            self.grid.addWidget(label("还没有记录", "sub"), 0, 0, 1, 4)
        refit(self)

    def _body(self) -> QWidget:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(20, 12, 20, 12)
        column.setSpacing(10)
        column.addWidget(self.banner)
        self.grid.setHorizontalSpacing(14)
        self.grid.setVerticalSpacing(6)
        self.grid.setColumnStretch(2, 1)
        column.addLayout(self.grid)
        column.addStretch(1)
        return body

    def _add(self, line: int, row: ActRow) -> None:
        cell = QWidget()
        column = QVBoxLayout(cell)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(_struck(label(row.detail, wrap=True), row))
        when = f"{row.recorded_at.astimezone():%Y-%m-%d %H:%M}"
        about = filter(None, (row.clerk_name, f"{when} 登记", row.number))
        column.addWidget(label(" · ".join(about), "meta"))
        self.grid.addWidget(_struck(label(str(row.happened_on), "sub"), row), line, 0)
        self.grid.addWidget(_struck(label(row.words, "b"), row), line, 1)
        self.grid.addWidget(cell, line, 2)
        self.grid.addWidget(self._end(row), line, 3)
        self.grid.addWidget(Line(), line + 1, 0, 1, 4)

    def _end(self, row: ActRow) -> QWidget:
        if row.is_undone:
            return chip(UNDONE, "grey")
        if row.undo_of is not None or not allowed(self._context.clerk, doer(row.kind)):
            return QWidget()
        back = LineAct("撤回", "undo")
        back.setAccessibleName(f"撤回 {row.happened_on} {row.words} {row.detail}")
        back.clicked.connect(partial(self.take_back, row))
        return back

    def take_back(self, row: ActRow) -> None:
        """Ask, and take the act back; what was done since is named."""
        question = Question(
            f"撤回“{row.words}”？",
            f"{row.happened_on} {row.detail}。组织架构会恢复到办这一项以前。",
            "撤回",
            "不撤",
            "记录不会删除，会标上“已撤回”。",
            danger=True,
        )
        if not ask(self, question):
            return
        context = self._context
        try:
            with context.db.write() as session:
                take_back(session, context.clerk, row.id, context.today())
        except UserError as error:
            self.banner.say("red", str(error))
            return
        self.banner.say("green", f"已撤回：{row.detail}")
        self.taken_back.emit(row.detail)
        self.refresh()


def _struck(words: PlainLabel, row: ActRow) -> PlainLabel:
    """Struck through when taken back; the chip says it in words too."""
    if row.is_undone:
        words.setStyleSheet("text-decoration: line-through;")
        words.setAccessibleName(f"{UNDONE}：{words.text()}")
    return words
