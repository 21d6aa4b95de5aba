"""Lists that only say: 任职经过 of a seat, a person's seats, the party members of a branch."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from gridhall.core.pinyin import name_keys
from gridhall.qt.context import Context
from gridhall.qt.dialog import Sheet, foot_button
from gridhall.qt.field_icon import FieldIcon
from gridhall.qt.frames import EmptyState
from gridhall.qt.table import Column, RowsModel, Table

_ROW = 34  # px at 100 %


@dataclass(frozen=True, slots=True)
class Listing:
    """A list in a sheet: title, icon, columns, rows, what it says when there are none."""

    title: str
    glyph: str
    columns: Sequence[Column[Any]]
    rows: Sequence[Any]
    nothing: tuple[str, str]
    said: str = ""
    name: Any = None  # how a row's name is read: it can then be filtered by initials


class ListSheet(Sheet):
    """Enter on a row tells it to the page, and closes."""

    row_wanted = Signal(object)

    def __init__(self, parent: QWidget, _context: Context, listing: Listing) -> None:
        super().__init__(parent, listing.title, listing.glyph, (860, 560))
        self._listing = listing
        self.filter, self.table, self.empty = QLineEdit(), Table(), EmptyState()
        self.model = RowsModel(listing.columns, self)
        self.table.setModel(self.model)
        self.table.setAccessibleName(listing.title)
        self.table.opened.connect(self._open)
        self.empty.say(*listing.nothing, listing.glyph)
        self.empty.offer("")
        self.filter.setPlaceholderText("姓名或首字母")
        self.filter.setAccessibleName("筛选")
        self.filter.setProperty("submits", True)
        FieldIcon(self.filter, "search", leading=True)
        self.filter.textChanged.connect(self._narrow)
        self.filter.setVisible(listing.name is not None and bool(listing.rows))
        self.say(listing.said)
        self.set_body(self._body())
        leave = foot_button("关闭", "Esc")
        leave.clicked.connect(self.reject)
        self.set_foot([], [leave])
        self.first_focus = self.table if listing.rows else leave
        self._narrow()
        self.table.choose_first()

    def _body(self) -> QWidget:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(20, 12, 20, 12)
        column.setSpacing(8)
        for widget in (self.filter, self.table, self.empty):
            column.addWidget(widget)
        self.table.setVisible(bool(self._listing.rows))
        self.empty.setVisible(not self._listing.rows)
        return body

    def _narrow(self) -> None:
        typed, named = self.filter.text().strip().lower(), self._listing.name
        rows = self._listing.rows
        if typed and named is not None:
            rows = [one for one in rows if _fits(str(named(one)), typed)]
        self.model.show_rows(rows)
        if self.table.current() is None:
            self.table.choose_first()

    def _open(self, row: object) -> None:
        self.accept()
        self.row_wanted.emit(row)


def _fits(name: str, typed: str) -> bool:
    return typed in name.lower() or any(key.startswith(typed) for key in name_keys(name).initials)
