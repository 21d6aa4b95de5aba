"""A list of boxes to tick: Space or a click ticks, Ctrl+A ticks all, the order can be changed."""

from collections.abc import Collection, Hashable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from gridhall.qt.table import Column, RowsModel, Table


@dataclass(frozen=True, slots=True)
class TickRow:
    """A line with its box."""

    key: Hashable
    words: str
    ticked: bool = False


_COLUMNS = (
    Column[TickRow]("选", lambda row: "1" if row.ticked else "0", width=42, kind="check"),
    Column[TickRow]("名称", lambda row: row.words, width=200, stretch=True),
)


class TickTable(Table):
    """Rows with boxes; `ticked` gives the keys of those ticked, from top to bottom."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows_model = RowsModel(_COLUMNS, self, key=lambda row: row.key)
        self.setModel(self.rows_model)
        self.horizontalHeader().hide()
        self.clicked.connect(self._toggle)
        self.opened.connect(lambda _: self._toggle(self.currentIndex()))

    def show_choices(
        self, choices: Sequence[tuple[Hashable, str]], ticked: Collection[Hashable]
    ) -> None:
        """Replace the rows."""
        rows = [TickRow(key, words, key in ticked) for key, words in choices]
        self.rows_model.show_rows(rows)
        self.choose_first()

    def ticked(self) -> list[Hashable]:
        """The ticked rows' keys."""
        return [row.key for row in self.rows_model.rows if row.ticked]

    def tick(self, keys: Collection[Hashable]) -> None:
        """Tick these and no others."""
        self._show([replace(row, ticked=row.key in keys) for row in self.rows_model.rows])

    def shift(self, by: int) -> None:
        """Move the chosen row up or down."""
        at, rows = self.currentIndex().row(), list(self.rows_model.rows)
        if 0 <= at < len(rows) and 0 <= at + by < len(rows):
            rows.insert(at + by, rows.pop(at))
            self._show(rows)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space ticks; Ctrl+A ticks all, or none when all are."""
        held = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_Space and not held:
            self._toggle(self.currentIndex())
        elif event.key() == Qt.Key.Key_A and held:
            every = [row.key for row in self.rows_model.rows]
            self.tick([] if len(self.ticked()) == len(every) else every)
        else:
            super().keyPressEvent(event)

    def _toggle(self, index: QModelIndex) -> None:
        rows = list(self.rows_model.rows)
        at = index.row()
        if 0 <= at < len(rows):
            rows[at] = replace(rows[at], ticked=not rows[at].ticked)
            self._show(rows)

    def _show(self, rows: Sequence[TickRow]) -> None:
        """Show changed rows; the list stays where it is scrolled to."""
        bar = self.verticalScrollBar()
        place = bar.value()
        self.rows_model.show_rows(rows)
        bar.setValue(place)
        self.changed.emit()
