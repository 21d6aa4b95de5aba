"""The item that is talked about, in large type: the table at the back reads it."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from gridhall.core.calendar import WorkCalendar
from gridhall.meetings.columns.agenda import head_chips, head_facts, owner_words
from gridhall.meetings.queries.agenda import AgendaRow
from gridhall.organisation.pages.side import fill
from gridhall.qt.labels import chip, label, set_look
from gridhall.qt.scaling import refit


class ItemHead(QFrame):
    """Which item it is, its title, where it comes from, what was written of it, whose it is."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", "true")
        self.chips, self.title = QHBoxLayout(), label("", "num", wrap=True)
        self.facts, self.owner = label("", "sub", wrap=True), label("", "md", wrap=True)
        self.past = label("", "read", wrap=True)
        self.content = label("", "read", wrap=True)
        self.content.setAlignment(Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(6)
        self.chips.setSpacing(8)
        column.addLayout(self.chips)
        for part in (self.title, self.facts, self.owner):
            column.addWidget(part)
        self.area = self._scrolled()
        column.addWidget(self.area, 1)

    def show_size(self, compact: bool, wide: bool) -> None:
        """As large as the room has place for."""
        set_look(self.title, role="xl" if compact else "clock" if wide else "num")
        self.area.setVisible(not compact)
        self.past.setVisible(not compact)

    def show_past(self, words: str) -> None:
        """What earlier meetings made of it."""
        self.past.setText(words)

    def show_row(
        self, row: AgendaRow, place: tuple[int, int], today: date, calendar: WorkCalendar
    ) -> None:
        """Another item."""
        shown = [chip(*one) for one in head_chips(row, place, today, calendar) if one[0]]
        fill(self.chips, shown)
        self.chips.addStretch(1)
        self.title.setText(row.title)
        self.facts.setText(head_facts(row, today))
        self.owner.setText(owner_words(row.row))
        self.owner.setVisible(bool(self.owner.text()))
        self.content.setText(row.row.content if row.row is not None else "")
        self.content.setVisible(bool(self.content.text()))
        refit(self)

    def show_nothing(self, words: str) -> None:
        """There is no item."""
        fill(self.chips, [])
        self.title.setText(words)
        for part in (self.facts, self.owner, self.content, self.past):
            part.setText("")

    def _scrolled(self) -> QScrollArea:
        """A long story scrolls; it does not push the keys off the screen."""
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setMinimumHeight(44)
        told = QWidget()
        column = QVBoxLayout(told)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for part in (self.content, self.past):
            column.addWidget(part)
        column.addStretch(1)
        area.setWidget(told)
        return area
