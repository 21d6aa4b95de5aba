"""Long lists: all ids in an array, rows fetched by id in pages when they are painted."""

from array import array
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QModelIndex, QObject

from gridhall.qt.table_model import Column, Index, Row, TableModel

PAGE, KEPT = 100, 40  # rows in a page; pages held in memory

Fetch = Callable[[Sequence[int]], Mapping[int, Row]]


class PagedModel(TableModel[Row]):
    """A list of any length that holds its ids and about 4,000 rows."""

    def __init__(
        self, columns: Sequence[Column[Row]], fetch: Fetch[Row], parent: QObject | None = None
    ) -> None:
        super().__init__(columns, parent)
        self._fetch = fetch
        self.ids = array("q")
        self._pages: OrderedDict[int, Mapping[int, Row]] = OrderedDict()

    def show_ids(self, ids: "array[int]") -> None:
        """Replace everything on show; the order is the ids' order."""
        self.beginResetModel()
        self.ids = ids
        self._pages.clear()
        self.endResetModel()

    def forget(self) -> None:
        """The records changed, the ids did not: fetch again what is on show."""
        self._pages.clear()
        if self.ids:
            corner = self.index(len(self.ids) - 1, len(self.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), corner)

    def row_at(self, place: int) -> Row | None:
        """The row at this place; None if the record is gone meanwhile."""
        if not 0 <= place < len(self.ids):
            return None
        return self._page(place // PAGE).get(self.ids[place])

    def find(self, key: object) -> int:
        """Where the record with this id stands; -1 if it is not in the list."""
        try:
            return self.ids.index(key)  # type: ignore[arg-type]  # any object may be asked for
        except (ValueError, TypeError):
            return -1

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Qt override."""
        return 0 if parent.isValid() else len(self.ids)

    def _page(self, number: int) -> Mapping[int, Row]:
        found = self._pages.get(number)
        if found is None:
            found = self._fetch(self.ids[number * PAGE : (number + 1) * PAGE])
            self._pages[number] = found
            if len(self._pages) > KEPT:
                self._pages.popitem(last=False)
        self._pages.move_to_end(number)
        return found
