"""为什么: why this person is in a cell, why that one is not; for any cell and anybody."""

from collections.abc import Sequence
from typing import cast

from PySide6.QtWidgets import QVBoxLayout, QWidget

from gridhall.qt.dialog import Sheet, foot_button
from gridhall.qt.labels import label
from gridhall.volunteering.dialogs.people import PeopleEdit, PersonList, choices
from gridhall.volunteering.queries.pool import PoolRow

HERE = "在这一格"


class WhySheet(Sheet):
    """Those in the cell first, then everybody else; the sentence follows the choice."""

    def __init__(
        self, parent: QWidget, where: str, rows: Sequence[PoolRow], first: int | None = None
    ) -> None:
        super().__init__(parent, f"为什么：{where}", "help", (520, 600))
        self._rows = rows
        self.list = PersonList(self)
        self.edit = PeopleEdit(self.list, self)
        self.sentence = label("", "md", wrap=True)
        self.say("选一个人，看为什么排、为什么不排")
        self.edit.setAccessibleName("看谁的原因，输首字母找人")
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(20, 12, 20, 12)
        column.setSpacing(8)
        column.addWidget(self.edit)
        column.addWidget(self.list, 1)
        column.addWidget(self.sentence)
        self.set_body(body)
        leave = foot_button("看完了", "Enter", "primary")
        leave.clicked.connect(self.accept)
        self.set_foot([], [leave])
        self.first_focus = self.edit
        self.edit.textChanged.connect(self._filter)
        self.edit.taken.connect(self.accept)
        self.edit.left.connect(self.reject)
        self.list.selectionModel().currentChanged.connect(lambda *_: self._explain())
        self._filter()
        self._choose(first)

    def _filter(self) -> None:
        self.list.show_choices(choices(self._rows, self.edit.text()))
        self._explain()

    def _choose(self, volunteer_id: int | None) -> None:
        ids = [row.volunteer_id for row in self._rows]
        if volunteer_id in ids:
            self.list.setCurrentIndex(self.list.offers.index(ids.index(volunteer_id)))

    def _explain(self) -> None:
        choice = self.list.current()
        said = cast(PoolRow, choice.key).why if choice is not None else ""
        typed = self.edit.text().strip()
        self.sentence.setText(said or f"没有找到“{typed}”，换首字母再找")
        self.sentence.setAccessibleName(said)
