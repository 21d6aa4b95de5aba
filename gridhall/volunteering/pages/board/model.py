"""The board's cells in words: what a screen reader says, what the mouse is told."""

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QWidget

from gridhall.qt.labels import tip_text
from gridhall.volunteering.columns.board import cell_said, cell_tip, shift_title
from gridhall.volunteering.queries.board import Board, CellRow, PostRow, ShiftRow

Index = QModelIndex | QPersistentModelIndex
_ROLE = Qt.ItemDataRole


class BoardModel(QAbstractTableModel):
    """Cells in words, for screen readers; the delegate paints them from the board."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.board: Board | None = None

    def show_board(self, board: Board | None) -> None:
        """Replace everything on show."""
        self.beginResetModel()
        self.board = board
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """A row for each post."""
        return 0 if parent.isValid() or self.board is None else len(self.board.posts)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        """A column for each shift."""
        return 0 if parent.isValid() or self.board is None else len(self.board.shifts)

    def place(self, index: Index) -> tuple[PostRow, ShiftRow, CellRow | None]:
        """What is at an index."""
        assert self.board is not None
        post, shift = self.board.posts[index.row()], self.board.shifts[index.column()]
        return post, shift, self.board.cells.get((post.id, shift.id))

    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> str | None:
        """The cell as it is read out; the tool tip says what the post asks."""
        if not index.isValid() or self.board is None:
            return None
        if role in (_ROLE.DisplayRole, _ROLE.AccessibleTextRole):
            return cell_said(*self.place(index))
        if role == _ROLE.ToolTipRole:
            return tip_text(cell_tip(*self.place(index)))
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _ROLE.DisplayRole
    ) -> str | int | None:
        """Shifts above, posts at the left."""
        if self.board is None:
            return None
        across = orientation == Qt.Orientation.Horizontal
        if role == _ROLE.DisplayRole:
            if across:
                return shift_title(self.board.shifts[section])
            return self.board.posts[section].name
        if role == _ROLE.TextAlignmentRole and across:
            return int(Qt.AlignmentFlag.AlignCenter)
        return None
