"""What a decision needs besides its key: who, until when, why, the vote."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from gridhall.issues.dialogs.fields import OwnerPick, choices
from gridhall.issues.labels import DECLINES
from gridhall.issues.rules.orders import Owner
from gridhall.meetings.dialogs.room.notes import Mark, Notes
from gridhall.meetings.dialogs.room.votes import VotesEdit
from gridhall.qt.choice import Choice
from gridhall.qt.dates import DateEdit
from gridhall.qt.labels import PlainLabel, label
from gridhall.qt.suggest import Suggest

# Which fields a decision shows; everything may have words and a vote.
_SHOWN = {
    "route": ("owner", "due_on"),
    "take_up": ("owner", "due_on"),
    "go_on": ("due_on",),
    "supervise": ("due_on",),
    "decline": ("refusal", "duplicate_of"),
}
_FIRST = {"route": "owner", "take_up": "owner", "decline": "refusal", "escalate": "words"}
_HINTS = {"escalate": "为什么上报，必填", "decline": "说明，原因选其他时必填"}
_DUE_WORDS = {"supervise": "回复期限"}


class _Note(PlainLabel):
    """What is wrong with a field; it takes the lines it needs, also where the screen is low."""

    def __init__(self) -> None:
        super().__init__(role="err")
        self.setWordWrap(True)
        self.setProperty("ownSize", True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt override."""
        super().resizeEvent(event)
        self.setMinimumHeight(self.heightForWidth(self.width()))


class Details(QWidget):
    """The fields below the keys; those that a decision does not need are away."""

    def __init__(self, find_issue: Callable[[str], Sequence[Choice]]) -> None:
        """`find_issue` offers the issues that another may be a duplicate of."""
        super().__init__()
        self.owner, self.due_on = OwnerPick("承办"), DateEdit()
        self.refusal, self.duplicate_of = choices(DECLINES), Suggest()
        self.words, self.votes, self.due_note = QLineEdit(), VotesEdit(), label("", "sub")
        self.duplicate_of.set_find(find_issue)
        self.marked = dict[str, tuple[QWidget, PlainLabel]]()
        self._cells, self._titles = dict[str, QWidget](), dict[str, PlainLabel]()
        self._mark: Mark | None = None
        self._dress()
        self._lay_out()
        self.due_by_hand = False
        self.due_on.dateChanged.connect(self._due_chosen)
        self.refusal.currentIndexChanged.connect(lambda _: self._follow())

    def fields(self) -> tuple[QWidget, ...]:
        """Every field, in their order."""
        return (
            self.owner, self.due_on, self.refusal, self.duplicate_of, self.words, self.votes,
        )  # fmt: skip

    def set_mark(self, mark: Mark | None) -> None:
        """Show what this decision needs."""
        self._mark = mark
        self._follow()

    def show_compact(self, compact: bool) -> None:
        """Where the screen is low everything stands in one row."""
        for name in ("words", "votes"):
            self._rows[not compact].addWidget(self._cells[name], 3 if name == "words" else 2)
        self.due_note.setVisible(not compact)

    def first(self) -> QWidget | None:
        """Where typing goes on after the key; None: nothing more is needed."""
        name = _FIRST.get(self._mark[0]) if self._mark else None
        return None if name is None else self.marked[name][0]

    def show_due(self, day: date, note: str) -> None:
        """A deadline as usual, and why that day; one that was chosen by hand stays."""
        if not self.due_by_hand:
            self._set_due(day)
        self.due_note.setText("" if self.due_by_hand else note)

    def show_notes(self, notes: Notes) -> None:
        """Fill the fields without telling."""
        owner = notes.owner or Owner()
        self.owner.show_owner(owner.key, owner.name)
        self.due_by_hand = notes.due_on is not None
        if notes.due_on is not None:
            self._set_due(notes.due_on)
        self.refusal.setCurrentIndex(max(0, self.refusal.findData(notes.refusal)))
        if notes.duplicate_of is None:
            self.duplicate_of.choose(None)
        self.words.setText(notes.words)
        self.votes.setText(notes.votes)

    def shown(self, name: str) -> bool:
        """Whether the decision has this field."""
        return name in ("words", "votes") or name in self._needed()

    def needed_owner(self) -> Owner | None:
        """Who is to do it, where that is asked."""
        return self.owner.meant() if self.shown("owner") else None

    def needed_due(self) -> date | None:
        """Until when, where that is asked."""
        return self.due_on.value() if self.shown("due_on") else None

    def needed_refusal(self) -> str:
        """Why it is declined, where it is."""
        return str(self.refusal.currentData()) if self.shown("refusal") else ""

    def duplicate(self) -> int | None:
        """The issue it is the same as."""
        key: Any = self.duplicate_of.choice.key if self.duplicate_of.choice else None
        return key if isinstance(key, int) and self.shown("duplicate_of") else None

    def _needed(self) -> Sequence[str]:
        names = _SHOWN.get(self._mark[0], ()) if self._mark else ()
        merges = self.refusal.currentData() == "duplicate"
        return [one for one in names if one != "duplicate_of" or merges]

    def _follow(self) -> None:
        kind = self._mark[0] if self._mark else ""
        for name, cell in self._cells.items():
            cell.setVisible(self.shown(name))
        self._titles["due_on"].setText(_DUE_WORDS.get(kind, "期限"))
        self.words.setPlaceholderText(_HINTS.get(kind, "说明，可以不写"))

    def _due_chosen(self) -> None:
        self.due_by_hand = True
        self.due_note.setText("")

    def _set_due(self, day: date) -> None:
        self.due_on.blockSignals(True)
        self.due_on.set_value(day)
        self.due_on.blockSignals(False)

    def _dress(self) -> None:
        lines: tuple[QLineEdit, ...] = (self.owner, self.words, self.votes, self.duplicate_of)
        for line in lines:
            line.setProperty("big", "true")
        for field in self.fields():
            field.setProperty("submits", True)
        self.words.setMaxLength(200)
        self.words.setAccessibleName("决定说明")
        self.due_on.setAccessibleName("期限")
        self.refusal.setAccessibleName("不纳入的原因")
        self.duplicate_of.setAccessibleName("与哪一件重复")
        self.duplicate_of.setPlaceholderText("编号或标题里的字")

    def _lay_out(self) -> None:
        column, upper, lower = QVBoxLayout(self), QHBoxLayout(), QHBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self._rows = upper, lower
        for row in self._rows:
            row.setSpacing(12)
        for name, title, field, stretch in (
            ("owner", "承办", self.owner, 3),
            ("refusal", "原因", self.refusal, 2),
            ("duplicate_of", "并入", self.duplicate_of, 3),
            ("due_on", "期限", self._due(), 2),
        ):
            upper.addWidget(self._cell(name, title, field), stretch)
        lower.addWidget(self._cell("words", "说明", self.words), 3)
        lower.addWidget(self._cell("votes", "表决", self.votes), 2)
        column.addLayout(upper)
        column.addLayout(lower)
        self._follow()

    def _due(self) -> QWidget:
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.due_on.setFixedWidth(150)
        row.addWidget(self.due_on)
        row.addWidget(self.due_note, 1)
        both.setFocusProxy(self.due_on)
        return both

    def _cell(self, name: str, title: str, field: QWidget) -> QWidget:
        cell, row, note = QWidget(), QHBoxLayout(), _Note()
        column = QVBoxLayout(cell)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        self._titles[name] = label(title, "label")
        row.setSpacing(8)
        row.addWidget(self._titles[name])
        row.addWidget(field, 1)
        column.addLayout(row)
        column.addWidget(note)
        note.hide()
        marked: QWidget = getattr(self, name)
        self._cells[name], self.marked[name] = cell, (marked, note)
        return cell
