"""What every list shows: columns that read frozen rows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
Row = TypeVar("Row")
_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
_RIGHT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)


@dataclass(frozen=True)
class Column(Generic[Row]):
    """A heading, how to read its text off a row, and how it is painted.

    kind: plain, bold, dim, two (two lines, the second from `sub`; two-plain is not bold), large and
    two-large (the same for a screen that a room reads), chip,
    due (deadline with bar and icon), check (text "1" or "0"), bar (a bar of `part`, 0 to 1, behind
    the words). `tone` gives red amber green purple blue grey, or nothing.
    Widths are px at 100 %; the column shows from the effective window width `from_width` up. What
    is left over goes to the columns that `stretch`, and from 1500 on those that `spread` share it.
    """

    heading: str
    text: Callable[[Row], str]
    width: int = 120
    kind: str = "plain"
    sub: Callable[[Row], str] | None = None
    tone: Callable[[Row], str] | None = None
    part: Callable[[Row], float] | None = None
    right: bool = False
    stretch: bool = False
    spread: bool = False
    from_width: int = 0


def row_id(row: Any) -> object:
    """What tells rows apart across a refresh: the record's id, else the row itself."""
    return getattr(row, "id", row)


class TableModel(QAbstractTableModel, Generic[Row]):
    """What both models share; `row_at` may return None for a row that is gone meanwhile."""

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        parent: QObject | None = None,
        *,
        key: Callable[[Row], object] = row_id,
    ) -> None:
        super().__init__(parent)
        self.columns, self.key = tuple(columns), key

    def row_at(self, place: int) -> Row | None:
        """The row on show at this place."""
        raise NotImplementedError

    def find(self, key: object) -> int:
        """Where the row with this key stands; -1 if it is not on show."""
        raise NotImplementedError

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        """Qt override."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        """The text first: it is asked for far more often than anything else."""
        if role == Role.DisplayRole:
            row = self.row_at(index.row()) if index.isValid() else None
            return "" if row is None else self.columns[index.column()].text(row)
        if role == Role.TextAlignmentRole and index.isValid():
            return _RIGHT if self.columns[index.column()].right else _LEFT
        if role == Role.AccessibleTextRole and index.isValid():
            return self.spoken(index.row(), index.column())
        return None

    def spoken(self, place: int, column: int) -> str:
        """A cell for screen readers: 期限 超期 2 天."""
        row, shown = self.row_at(place), self.columns[column]
        if row is None:
            return ""
        sub = f" {shown.sub(row)}" if shown.sub else ""
        return f"{shown.heading} {shown.text(row)}{sub}"

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> Any:
        """Headings on top, nothing at the side."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role == Role.DisplayRole:
            return self.columns[section].heading
        if role == Role.TextAlignmentRole:
            return _RIGHT if self.columns[section].right else _LEFT
        return None


class RowsModel(TableModel[Row]):
    """Rows held in memory, each a frozen dataclass made by some queries.py."""

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        parent: QObject | None = None,
        *,
        key: Callable[[Row], object] = row_id,
    ) -> None:
        super().__init__(columns, parent, key=key)
        self.rows: Sequence[Row] = ()

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Replace everything on show."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def row_at(self, place: int) -> Row | None:
        """The row at this place, None beyond the end."""
        return self.rows[place] if 0 <= place < len(self.rows) else None

    def find(self, key: object) -> int:
        """Where the row with this key stands; -1 if it is not on show."""
        return next((at for at, row in enumerate(self.rows) if self.key(row) == key), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """Qt override."""
        return 0 if parent.isValid() else len(self.rows)
