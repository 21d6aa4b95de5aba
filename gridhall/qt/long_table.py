"""Long lists: all ids in an array, rows fetched by id, a screenful at a time, as they are painted.

A frame that needs new rows reads just these: what it costs is one statement of a few rows, whether
the clerk turns the wheel, drags the bar or jumps to the end. In an encrypted file of a million
people a row costs 0.15 ms, for each stands on another page.
"""

from array import array
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QModelIndex, QObject

from gridhall.qt.table_model import Column, Index, Row, TableModel

PAGE, NEXT = 20, 8  # rows read at once after a jump; and beside what is on show
KEPT = 4000  # rows held in memory

Fetch = Callable[[Sequence[int]], Mapping[int, Row]]


class PagedModel(TableModel[Row]):
    """A list of any length that holds its ids and at most 4,000 rows."""

    def __init__(
        self, columns: Sequence[Column[Row]], fetch: Fetch[Row], parent: QObject | None = None
    ) -> None:
        super().__init__(columns, parent)
        self._fetch = fetch
        self.ids = array("q")
        self._rows: OrderedDict[int, Row | None] = OrderedDict()  # by place

    def show_ids(self, ids: "array[int]") -> None:
        """Replace everything on show; the order is the ids' order."""
        self.beginResetModel()
        self.ids = ids
        self._rows.clear()
        self.endResetModel()

    def show_columns(self, columns: Sequence[Column[Row]]) -> None:
        """Show other columns of the same records; the table has to be given the model anew."""
        self.beginResetModel()
        self.columns = tuple(columns)
        self._rows.clear()
        self.endResetModel()

    def forget(self) -> None:
        """The records changed, the ids did not: fetch again what is on show."""
        self._rows.clear()
        if self.ids:
            corner = self.index(len(self.ids) - 1, len(self.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), corner)

    def row_at(self, place: int) -> Row | None:
        """The row at this place; None if the record is gone meanwhile."""
        if not 0 <= place < len(self.ids):
            return None
        if place not in self._rows:
            self._read(place)
        return self._rows[place]

    def find(self, key: object) -> int:
        """Where the record with this id stands; -1 if it is not in the list."""
        try:
            return self.ids.index(key)  # type: ignore[arg-type]  # any object may be asked for
        except (ValueError, TypeError):
            return -1

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """Qt override."""
        return 0 if parent.isValid() else len(self.ids)

    def _read(self, place: int) -> None:
        """Fetch the unknown rows round a place, those below it first: a list is read downwards."""
        rows = self._rows
        reach = NEXT if place - 1 in rows or place + 1 in rows else PAGE
        first = last = place
        while last < len(self.ids) and last - place < reach and last not in rows:
            last += 1
        while first > 0 and last - first < reach and first - 1 not in rows:
            first -= 1
        ids = self.ids[first:last]
        found = self._fetch(ids)
        for at, one in enumerate(ids, first):
            rows[at] = found.get(one)
        while len(rows) > KEPT:
            rows.popitem(last=False)
