"""A tree of any size as Qt asks for it: who stands under whom, each line made when it is shown."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
BRANCH = "application/x-gridhall-branch"  # what is dragged: record ids
_TOP = 0  # the parent of the roots; records count from 1
_RIGHT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)


@dataclass(frozen=True, slots=True)
class TreeLine:
    """How a record is shown: icon, words, a figure at the right; a `tone` colours icon and words.

    `mark` is a second icon behind the words, in amber: something under this name is missing.
    """

    title: str
    glyph: str = ""
    figure: str = ""
    tone: str = ""
    mark: str = ""
    bold: bool = False
    dim: bool = False


class TreeModel(QAbstractItemModel):
    """Records by id under their parents; only what a view lays out is ever looked at.

    `line(id)` says how a record is shown. `keep_only` narrows the tree down without losing it.
    """

    def __init__(
        self,
        headings: tuple[str, str],
        line: Callable[[int], TreeLine],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._headings, self.line = headings, line
        self._all: dict[int, list[int]] = {}
        self._kids: Mapping[int, Sequence[int]] = {}
        self._parents: Mapping[int, int | None] = {}
        self._places: dict[int, dict[int, int]] = {}  # of those that were asked for

    # What a page says

    def show_tree(self, parents: Mapping[int, int | None]) -> None:
        """Replace everything on show: each record's parent, siblings in their order."""
        self.beginResetModel()
        kids: dict[int, list[int]] = {}
        for key, above in parents.items():
            kids.setdefault(above or _TOP, []).append(key)
        self._parents, self._all, self._kids, self._places = parents, kids, kids, {}
        self.endResetModel()

    def keep_only(self, wanted: Collection[int] | None) -> None:
        """Show these records alone, which must hold their ancestors; None shows all."""
        self.beginResetModel()
        self._kids, self._places = self._all, {}
        if wanted is not None:
            kept = {
                above: [one for one in some if one in wanted] for above, some in self._all.items()
            }
            self._kids = {above: some for above, some in kept.items() if some}
        self.endResetModel()

    def tell_changed(self) -> None:
        """Figures came in: what is on show is painted anew."""
        if self._kids:
            last = self.index(len(self._kids[_TOP]) - 1, 1, QModelIndex())
            self.dataChanged.emit(self.index(0, 0, QModelIndex()), last)

    def key(self, index: Index) -> int | None:
        """The record an index stands for."""
        return int(index.internalId()) if index.isValid() else None

    def place(self, key: int, column: int = 0) -> QModelIndex:
        """The index of a record; an invalid one if it is not on show."""
        if key not in self._parents:
            return QModelIndex()
        row = self._row(key)
        return QModelIndex() if row is None else self.createIndex(row, column, key)

    def ancestors(self, key: int) -> list[int]:
        """Who stands above a record, the nearest first."""
        found, above = [], self._parents.get(key)
        while above is not None:
            found.append(above)
            above = self._parents.get(above)
        return found

    # What Qt asks

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:
        """Qt override."""
        kids = self._kids.get(parent.internalId() if parent.isValid() else _TOP, ())
        if not 0 <= row < len(kids):
            return QModelIndex()
        return self.createIndex(row, column, kids[row])

    def parent(self, index: Index | None = None) -> Any:
        """Qt override; without an index, the QObject's own parent."""
        if index is None:
            return super().parent()
        above = self._parents.get(index.internalId()) if index.isValid() else None
        if above is None:
            return QModelIndex()
        row = self._row(above)
        return QModelIndex() if row is None else self.createIndex(row, 0, above)

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """Qt override."""
        if parent.column() > 0:
            return 0
        return len(self._kids.get(parent.internalId() if parent.isValid() else _TOP, ()))

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        """Qt override."""
        return 2

    def hasChildren(self, parent: Index = QModelIndex()) -> bool:
        """Qt override."""
        return (parent.internalId() if parent.isValid() else _TOP) in self._kids

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        """Words and figure; the view paints the rest."""
        if not index.isValid() or role not in (Role.DisplayRole, Role.AccessibleTextRole):
            return None
        line = self.line(index.internalId())
        if role == Role.AccessibleTextRole and index.column() == 0:
            figure = f"，{self._headings[1]} {line.figure}" if line.figure else ""
            return f"{line.title}{figure}"
        return line.figure if index.column() else line.title

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> Any:
        """Qt override."""
        if role == Role.DisplayRole and 0 <= section < len(self._headings):
            return self._headings[section]
        return (_RIGHT if section else _LEFT) if role == Role.TextAlignmentRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Every line can be taken and dropped on; who may is the page's affair."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flag = Qt.ItemFlag
        moving = flag.ItemIsDragEnabled | flag.ItemIsDropEnabled
        return flag.ItemIsSelectable | flag.ItemIsEnabled | moving

    def mimeTypes(self) -> list[str]:
        """Qt override."""
        return [BRANCH]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """The ids of what is dragged."""
        data = QMimeData()
        keys = dict.fromkeys(str(one.internalId()) for one in indexes)
        data.setData(BRANCH, ",".join(keys).encode())
        return data

    def _row(self, key: int) -> int | None:
        above = self._parents[key] or _TOP
        if above not in self._places:
            kids = self._kids.get(above, ())
            self._places[above] = {one: row for row, one in enumerate(kids)}
        return self._places[above].get(key)
