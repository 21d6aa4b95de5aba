"""全部记录: what happened to a person or in the household, and taking a change back."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from gridhall.core.clerk import Role
from gridhall.core.errors import UserError
from gridhall.qt.ask import Question, ask_reason
from gridhall.qt.buttons import Segments, button
from gridhall.qt.context import Context
from gridhall.qt.dialog import Sheet, foot_button
from gridhall.qt.frames import Banner, Line
from gridhall.qt.labels import PlainLabel, chip, label
from gridhall.qt.layouts import empty
from gridhall.qt.scaling import refit
from gridhall.registry import service
from gridhall.registry.queries import ResidentCard
from gridhall.registry.queries.changes import ActionRow, actions_of, household_actions
from gridhall.registry.rules.tags import HIDDEN_WORD, may_see

MOST = 200  # rows shown; older ones are in 操作记录
UNDONE = "已撤回"


class HistorySheet(Sheet):
    """Undone changes are struck through and say so; what can be taken back has its button."""

    person_wanted = Signal(int)

    def __init__(self, parent: QWidget, context: Context, card: ResidentCard) -> None:
        super().__init__(parent, f"全部记录 · {card.person.name}", "history", (900, 600))
        self._context, self._card = context, card
        self.views, self.banner, self.grid = Segments(), Banner(), QGridLayout()
        home = card.household
        self.views.set_items(["本人", f"本户 {home.number}"] if home else ["本人"])
        self.views.setAccessibleName("看谁的记录")
        self.views.chosen.connect(lambda _: self.refresh())
        self.rows: Sequence[ActionRow] = ()
        self.set_body(self._body())
        leave = foot_button("关闭", "Esc")
        leave.clicked.connect(self.reject)
        self.set_foot([], [leave])
        self.first_focus = self.views
        self.refresh()

    def refresh(self) -> None:
        """Read the history anew."""
        whole = self.views.current() == 1 and self._card.household is not None
        with self._context.db.read() as session:
            if whole and self._card.household is not None:
                found = household_actions(session, self._card.household.id)
            else:
                found = actions_of(session, self._card.person.id)
        self.rows = found[:MOST]
        empty(self.grid)
        offered: set[int] = set()
        for line, row in enumerate(self.rows):
            self._add(2 * line, row, with_name=whole, offer=row.id not in offered)
            if row.id is not None:
                offered.add(row.id)
        if not self.rows:
            self.grid.addWidget(label("还没有记录", "sub"), 0, 0, 1, 4)
        refit(self)

    def _body(self) -> QWidget:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(20, 12, 20, 12)
        column.setSpacing(10)
        column.addWidget(self.views)
        column.addWidget(self.banner)
        self.grid.setHorizontalSpacing(14)
        self.grid.setVerticalSpacing(6)
        self.grid.setColumnStretch(2, 1)
        column.addLayout(self.grid)
        column.addStretch(1)
        return body

    def _add(self, line: int, row: ActionRow, *, with_name: bool, offer: bool) -> None:
        self.grid.addWidget(_struck(label(str(row.happened_on), "sub"), row), line, 0)
        self.grid.addWidget(_struck(label(row.label, "b"), row), line, 1)
        self.grid.addWidget(self._words(row, with_name), line, 2)
        self.grid.addWidget(self._end(row, offer), line, 3)
        self.grid.addWidget(Line(), line + 1, 0, 1, 4)

    def _words(self, row: ActionRow, with_name: bool) -> QWidget:
        cell = QWidget()
        column = QVBoxLayout(cell)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        told = f"{row.person_name}：{row.detail}" if with_name else row.detail
        if told:
            column.addWidget(_struck(label(told, wrap=True), row))
        reported = row.reported_on if row.reported_on != row.happened_on else None
        about = (
            f"{row.clerk_name} {row.recorded_at.astimezone():%Y-%m-%d %H:%M}",
            f"{reported} 申报" if reported else "",
            f"原因：{row.reason}" if row.reason and row.kind != "undone" else "",
            f"凭证：{row.paper}" if row.paper else "",
        )
        column.addWidget(label(" · ".join(filter(None, about)), "meta", wrap=True))
        return cell

    def _end(self, row: ActionRow, offer: bool) -> QWidget:
        if row.is_undone:
            return chip(UNDONE, "grey")
        if not (row.can_be_undone and offer and self._may_undo(row)):
            return QWidget()
        back = button("撤回", "", "text", "undo")
        back.setAccessibleName(f"撤回 {row.happened_on} {row.label}")
        back.clicked.connect(partial(self.take_back, row))
        return back

    def _may_undo(self, row: ActionRow) -> bool:
        """A sensitive tag is for those who may see it (个人信息保护法 §28)."""
        clerk = self._context.clerk
        hidden = row.kind in ("tagged", "untagged") and row.detail == HIDDEN_WORD
        return not hidden or may_see(clerk, Role.SUPERVISOR, row.clerk_name)

    def take_back(self, row: ActionRow) -> None:
        """Ask why, and take the change back for everybody concerned."""
        assert row.id is not None
        question = Question(
            f"撤回“{row.label}”？",
            f"{row.happened_on} 的“{row.label}”会撤回，和它同时变动的人也一起恢复原样。",
            "撤回",
            "不撤",
            "记录不会删除，会标上“已撤回”。",
            danger=True,
            reason="撤回原因",
        )
        reason = ask_reason(self, question)
        if reason is None:
            return
        context = self._context
        try:
            with context.db.write() as session:
                service.undo(session, context.clerk, row.id, reason, context.today())
        except UserError as error:
            self.banner.say("red", str(error))
            return
        self.banner.say("green", f"已撤回“{row.label}”")
        self.refresh()


def _struck(words: PlainLabel, row: ActionRow) -> PlainLabel:
    """Struck through when taken back; the chip says it in words too."""
    if row.is_undone:
        words.setStyleSheet("text-decoration: line-through;")
        words.setAccessibleName(f"{UNDONE}：{words.text()}")
    return words
