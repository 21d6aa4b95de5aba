"""The card beside a list of the organisation: head, sections that scroll, a foot of buttons."""

from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from gridhall.forms.ui_organisation_side import Ui_OrganisationSide
from gridhall.qt.frames import Line
from gridhall.qt.labels import PlainLabel, chip, label
from gridhall.qt.layouts import empty
from gridhall.qt.scaling import refit
from gridhall.qt.table import Column, RowsModel, Table
from gridhall.qt.theme import current_theme

_ROW, _LEAST = 34, 1  # px at 100 %; rows of a table in a card


class SidePanel(QWidget):
    """Subclasses build their sections once and fill them anew for every record."""

    back_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ui = Ui_OrganisationSide()
        self.ui.setupUi(self)
        self.ui.nameLabel.setWordWrap(True)
        self.ui.pathLabel.setWordWrap(True)
        self.ui.backButton.bind_key().clicked.connect(self.back_wanted)
        self.ui.backButton.hide()

    def show_back(self, shown: bool) -> None:
        """The way back to the list, where only one pane fits."""
        self.ui.backButton.setVisible(shown)

    def show_head(self, path: str, name: str, chips: Iterable[tuple[str, str]]) -> None:
        """What stands above, the name, and its chips: words and tone, "" is none."""
        self.ui.pathLabel.setText(path)
        self.ui.pathLabel.setVisible(bool(path))
        self.ui.nameLabel.setText(name)
        fill(self.ui.chipRow, [chip(*one) for one in chips if one[0]])
        self.ui.chipRow.addStretch(1)

    def add_section(self, title: str, parts: Sequence[QWidget | QLayout]) -> "Section":
        """A titled part of the card."""
        made = Section(title, parts)
        if self.ui.column.count():
            self.ui.column.addWidget(Line())
        self.ui.column.addWidget(made)
        return made

    def set_foot(self, left: Sequence[QWidget], right: Sequence[QWidget]) -> None:
        """The row of buttons below."""
        for widget in left:
            self.ui.footRow.addWidget(widget)
        self.ui.footRow.addStretch(1)
        for widget in right:
            self.ui.footRow.addWidget(widget)

    def settle(self) -> None:
        """What was added is brought to the scale in force."""
        refit(self)


class Section(QFrame):
    """A heading with a note beside it, and what belongs to it."""

    def __init__(self, title: str, parts: Sequence[QWidget | QLayout]) -> None:
        super().__init__()
        self.title, self.note = label(title, "b"), label("", "sub")
        row, column = QHBoxLayout(), QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        row.setSpacing(8)
        row.addWidget(self.title)
        row.addWidget(self.note, 1)
        self.row = row
        if title:
            column.addLayout(row)
        for part in parts:
            if isinstance(part, QLayout):
                column.addLayout(part)
            else:
                column.addWidget(part)

    def say(self, note: str) -> None:
        """The quieter words beside the heading."""
        self.note.setText(note)


class FactsPart(QWidget):
    """Lines of a title and what is known; what is not known is left out."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)

    def show_facts(self, facts: Iterable[tuple[str, str]]) -> None:
        """Replace them."""
        empty(self._grid)
        for line, (title, said) in enumerate(one for one in facts if one[1]):
            shown = label(title, "label")
            self._grid.addWidget(shown, line, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(label(said, wrap=True), line, 1)


class ShortTable(Table):
    """A table in a card: as high as its rows, up to `most`; then it scrolls."""

    def __init__(self, columns: Sequence[Column[Any]], name: str, most: int = 8) -> None:
        super().__init__()
        self._most = most
        self.rows_model = RowsModel(columns, self)
        self.setModel(self.rows_model)
        self.setAccessibleName(name)
        self.setProperty("ownSize", True)
        current_theme().changed.connect(self._fit)

    def show_rows(self, rows: Sequence[Any]) -> None:
        """Replace the rows."""
        self.rows_model.show_rows(rows)
        if self.current() is None:
            self.choose_first()
        self._fit()

    def _fit(self) -> None:
        many = len(self.rows_model.rows)
        shown, policy = min(max(many, _LEAST), self._most), Qt.ScrollBarPolicy
        self.setFixedHeight(current_theme().px(_ROW) * (shown + 1) + 2)
        over = many > self._most
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAsNeeded if over else policy.ScrollBarAlwaysOff
        )
        self.setHorizontalScrollBarPolicy(policy.ScrollBarAlwaysOff)
        self.setVisible(bool(many))


def fill(row: QLayout, widgets: Iterable[QWidget]) -> None:
    """A row with these and no others."""
    empty(row)
    for widget in widgets:
        row.addWidget(widget)


def buttons(*made: QWidget) -> QHBoxLayout:
    """Buttons in a row, from the left."""
    row = QHBoxLayout()
    row.setSpacing(8)
    for one in made:
        row.addWidget(one)
    row.addStretch(1)
    return row


def said(words: str = "", role: str = "sub") -> PlainLabel:
    """A sentence that may take several lines."""
    return label(words, role, wrap=True)
