"""The item that is talked about, in large type: the table at the back reads it."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from gridhall.core.calendar import WorkCalendar
from gridhall.meetings.columns.agenda import head_chips, head_facts, owner_words
from gridhall.meetings.queries.agenda import AgendaRow
from gridhall.organisation.pages.side import fill
from gridhall.qt.labels import chip, label, set_look
from gridhall.qt.scaling import refit
from gridhall.qt.theme import current_theme

_MARGIN = 16  # px at 100 %


class ItemHead(QFrame):
    """Which item it is, its title, where it comes from, what was written of it, whose it is."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", "true")
        self.chips, self.title = QHBoxLayout(), label("", "num", wrap=True)
        self.facts, self.owner = label("", "sub", wrap=True), label("", "md", wrap=True)
        self.past = label("", "read", wrap=True)
        self.title.setProperty("ownSize", True)
        self.content = label("", "read", wrap=True)
        self.content.setAlignment(Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(_MARGIN, 12, _MARGIN, 12)
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
        self._hold_title()
        self.area.setVisible(not compact)
        self.past.setVisible(not compact)

    def show_little(self, little: bool) -> None:
        """The title alone, while a low screen has a sentence to say."""
        self.facts.setVisible(not little)
        self.owner.setVisible(not little and bool(self.owner.text()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The title is never cut: what has no room scrolls."""
        super().resizeEvent(event)
        self._hold_title()

    def _hold_title(self) -> None:
        wide = self.width() - 2 * current_theme().px(_MARGIN)
        self.title.setMinimumHeight(self.title.heightForWidth(max(1, wide)))

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
        self._hold_title()

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
