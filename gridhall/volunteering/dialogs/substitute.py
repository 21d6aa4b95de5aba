"""从候补顶岗: who takes the turn of somebody who did not come."""

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gridhall.qt.dialog import Sheet, foot_button
from gridhall.qt.frames import Banner
from gridhall.qt.labels import label
from gridhall.volunteering.dialogs.people import PeopleEdit, PersonList, choices
from gridhall.volunteering.queries.pool import PoolRow


class SubstituteSheet(Sheet):
    """The pool of the turn's post, the best first; Enter signs the chosen one in."""

    picked = Signal(int)  # the volunteer

    def __init__(self, parent: QWidget, who: tuple[str, str], rows: Sequence[PoolRow]) -> None:
        name, where = who
        super().__init__(parent, f"谁来顶{name}的岗", "swap_horiz", (480, 580))
        self.say(f"{where}。回车：选中的人顶岗并签到")
        self._rows, self.banner = rows, Banner()
        self.list = PersonList(self)
        self.edit, self.note = PeopleEdit(self.list, self), label("", "meta", wrap=True)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(20, 12, 20, 12)
        column.setSpacing(8)
        for widget in (self.banner, self.edit):
            column.addWidget(widget)
        column.addWidget(self.list, 1)
        column.addWidget(self.note)
        self.set_body(body)
        leave = foot_button("不顶", "Esc")
        leave.clicked.connect(self.reject)
        take = foot_button("顶岗并签到", "", "primary", "swap_horiz")
        take.setProperty("hint", "Enter")
        take.clicked.connect(self.take)
        self.set_foot([], [leave, take])
        self.first_focus = self.edit
        self.edit.textChanged.connect(self._filter)
        self.edit.taken.connect(self.take)
        self.edit.left.connect(self.reject)
        self.list.doubleClicked.connect(lambda _: self.take())
        self.list.selectionModel().currentChanged.connect(lambda *_: self._explain())
        self._filter()

    def take(self) -> None:
        """The chosen one; who is there in person may be free although the plan says no."""
        row = self._current()
        if row is None:
            self.banner.say("amber", "没有找到。新来的人请按 Esc，在签到框里输入姓名按 Ctrl+Enter")
            return
        self.accept()
        self.picked.emit(row.volunteer_id)

    def _current(self) -> PoolRow | None:
        choice = self.list.current()
        return cast(PoolRow, choice.key) if choice is not None else None

    def _filter(self) -> None:
        self.list.show_choices(choices(self._rows, self.edit.text()))
        self._explain()

    def _explain(self) -> None:
        row = self._current()
        self.note.setText(row.why if row is not None else "")
