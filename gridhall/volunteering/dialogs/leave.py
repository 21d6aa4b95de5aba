"""请假: somebody calls off; the best who can take the place is offered first (顶岗)."""

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QVBoxLayout, QWidget

from gridhall.core.errors import UserError
from gridhall.qt.context import Context
from gridhall.qt.dialog import Sheet, foot_button
from gridhall.qt.frames import Banner
from gridhall.qt.labels import label
from gridhall.volunteering.dialogs.people import PeopleEdit, PersonList, choices
from gridhall.volunteering.queries.board import SeatRow
from gridhall.volunteering.queries.pool import PoolRow
from gridhall.volunteering.service import roster


class LeaveSheet(Sheet):
    """Enter calls off and puts the chosen one in; Ctrl+Enter calls off alone."""

    done_with = Signal(int, str)  # the act, what to say

    def __init__(
        self,
        parent: QWidget,
        context: Context,
        who: tuple[SeatRow, str],
        rows: Sequence[PoolRow],
    ) -> None:
        seat, where = who
        super().__init__(parent, f"请假：{seat.name}", "event_busy", (520, 600))
        self.tint("swap_horiz", "primary")
        self._context, self._seat, self._rows, self._where = context, seat, rows, where
        self.banner, self.reason = Banner(), QLineEdit()
        self.list = PersonList(self)
        self.edit, self.note = PeopleEdit(self.list, self), label("", "meta", wrap=True)
        self.say(f"{where}。回车：请假并由选中的人顶岗")
        self.reason.setPlaceholderText(roster.ON_LEAVE)
        self.reason.setAccessibleName("请假原因，可以不填")
        self.edit.setPlaceholderText("谁来顶岗：首字母找人")
        self.edit.setAccessibleName("谁来顶岗，输首字母")
        self.set_body(self._body())
        back = foot_button("先不办", "Esc")
        back.clicked.connect(self.reject)
        self.alone = foot_button("只登记请假", "Ctrl+Enter")
        self.alone.clicked.connect(self.call_off)
        self.take_button = foot_button("请假并顶岗", "", "primary", "swap_horiz")
        self.take_button.setProperty("hint", "Enter")
        self.take_button.clicked.connect(self.replace)
        self.set_foot([], [back, self.alone, self.take_button])
        self.first_focus = self.edit
        self.edit.textChanged.connect(self._filter)
        self.edit.taken.connect(self.replace)
        self.edit.left.connect(self.reject)
        self.list.doubleClicked.connect(self.replace)
        self.list.selectionModel().currentChanged.connect(lambda *_: self._explain())
        self._filter()

    def replace(self) -> None:
        """Call off and put the chosen one into the place, in one act."""
        choice = self.list.current()
        row = cast(PoolRow, choice.key) if choice is not None else None
        if row is None:
            self.banner.say("amber", "没有人可以顶岗。按 Ctrl+Enter 只登记请假，空出来的岗以后再补")
            return
        if not row.is_allowed:
            self.banner.say("red", row.why)
            return
        seat, context = self._seat, self._context
        try:
            with context.db.write() as session:
                new = roster.replace(
                    session, context.clerk, seat.assignment_id, row.volunteer_id, self.reason.text()
                )
                act = roster.latest_act(session, "assignment", new)
        except UserError as error:
            self.banner.say("red", str(error))
            return
        self._finish(act, f"{seat.name}请假，{row.name}顶岗：{self._where}")

    def call_off(self) -> None:
        """The place is free again."""
        seat, context = self._seat, self._context
        try:
            with context.db.write() as session:
                act = roster.call_off(
                    session, context.clerk, seat.assignment_id, self.reason.text()
                )
        except UserError as error:
            self.banner.say("red", str(error))
            return
        self._finish(act, f"已登记 {seat.name} 请假，{self._where}空出来了")

    def _finish(self, act: int, words: str) -> None:
        self.accept()
        self.done_with.emit(act, words)

    def _body(self) -> QWidget:
        body, form = QWidget(), QGridLayout()
        column = QVBoxLayout(body)
        column.setContentsMargins(20, 12, 20, 12)
        column.setSpacing(8)
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(8)
        form.addWidget(label("请假原因", "label"), 0, 0)
        form.addWidget(self.reason, 0, 1)
        form.addWidget(label("谁来顶岗", "label"), 1, 0)
        form.addWidget(self.edit, 1, 1)
        column.addWidget(self.banner)
        column.addLayout(form)
        column.addWidget(self.list, 1)
        column.addWidget(self.note)
        return body

    def _filter(self) -> None:
        self.list.show_choices(choices(self._rows, self.edit.text()))
        self._explain()

    def _explain(self) -> None:
        choice = self.list.current()
        self.note.setText(cast(PoolRow, choice.key).why if choice is not None else "没有找到")
