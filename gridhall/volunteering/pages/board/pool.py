"""Who may be put into the chosen cell, sorted by fit; Enter puts them in (可排志愿者)."""

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from gridhall.qt.buttons import button
from gridhall.qt.labels import label, set_look
from gridhall.volunteering.dialogs.people import PeopleEdit, PersonList, choices
from gridhall.volunteering.queries.pool import PoolRow


class PoolPane(QFrame):
    """The pool of one cell."""

    picked = Signal(int)  # the volunteer
    left = Signal()  # Esc: back to the board
    newcomer_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", "true")
        self._rows: Sequence[PoolRow] = ()
        self._empty = ""
        self.title, self.about = label("可排志愿者", "md"), label("", "meta", wrap=True)
        self.list = PersonList(self)
        self.edit, self.note = PeopleEdit(self.list, self), label("", "meta", wrap=True)
        self.newcomer = button("临时志愿者", "Alt+N", "", "person_add").bind_key()
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(6)
        for widget in (self.title, self.about, self.edit):
            column.addWidget(widget)
        column.addWidget(self.list, 1)
        column.addWidget(self.note)
        column.addWidget(self.newcomer)
        self.setFocusProxy(self.edit)
        self.edit.textChanged.connect(self._filter)
        self.edit.taken.connect(self.take)
        self.edit.left.connect(self.left)
        self.list.clicked.connect(self.take)
        self.list.selectionModel().currentChanged.connect(lambda *_: self._explain())
        self.newcomer.clicked.connect(self.newcomer_wanted)
        self.list.setAccessibleName("可排的志愿者，按匹配度")

    def show_pool(self, about: str, rows: Sequence[PoolRow], empty: str = "") -> None:
        """Those for a cell; `empty` says why there are none."""
        kept = self.current()
        self._rows, self._empty = rows, empty
        self.about.setText(about)
        self._filter()
        if kept is not None and self.edit.text():
            offers = self.list.offers.choices
            ids = [cast(PoolRow, choice.key).volunteer_id for choice in offers]
            if kept.volunteer_id in ids:
                self.list.setCurrentIndex(self.list.offers.index(ids.index(kept.volunteer_id)))

    def start(self) -> None:
        """Into the box; what was typed for another cell is gone."""
        self.edit.clear()
        self.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def current(self) -> PoolRow | None:
        """Who is chosen."""
        choice = self.list.current()
        return cast(PoolRow, choice.key) if choice is not None else None

    def take(self) -> None:
        """Put the chosen one in; who may not come stays out, and why is said."""
        row = self.current()
        if row is None:
            return
        if row.is_allowed:
            self.picked.emit(row.volunteer_id)
        else:
            self.say(row.why)

    def say(self, refusal: str) -> None:
        """Why the last press put nobody in."""
        set_look(self.note, tone="red")
        self.note.setText(refusal)

    def _filter(self) -> None:
        shown = choices(self._rows, self.edit.text())
        self.list.show_choices(shown)
        if not shown:
            typed = self.edit.text().strip()
            said = f"没有找到“{typed}”，换首字母，或按 Alt+N 登记" if typed else self._empty
            self._tell(said)

    def _explain(self) -> None:
        row = self.current()
        self._tell(row.why if row is not None else "")

    def _tell(self, words: str) -> None:
        set_look(self.note, tone="")
        self.note.setText(words)
