"""A workbook's cells as they are filled, for looking at: what we wrote stands out."""

from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    Qt,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from gridhall.qt.labels import label, tip_text
from gridhall.qt.theme import current_theme
from gridhall.reports.rules.workbook import Book, Cell, Sheet, Value, cell_name, open_book

_ROWS, _COLUMNS = 300, 40  # of a sheet that are shown
_WIDE, _HIGH = 92, 28  # px at 100 %
Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
_MIDDLE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class _Cells(QAbstractTableModel):
    """One sheet; a formula shows its result once the workbook is filled, else itself."""

    def __init__(
        self,
        book: Book,
        sheet: Sheet,
        written: dict[tuple[str, str], Value],
        *,
        results: bool,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._results = results
        self._book, self.sheet, self._written = book, sheet, written
        places = [place for place, cell in sheet.cells.items() if book.words(cell)]
        self._rows = min(max((row for row, _ in places), default=1), _ROWS)
        self._columns = min(max((column for _, column in places), default=1), _COLUMNS)

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """Qt override."""
        return 0 if parent.isValid() else self._rows

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        """Qt override."""
        return 0 if parent.isValid() else self._columns

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        """Words; a tint behind what we wrote."""
        place = (index.row() + 1, index.column() + 1)
        ours = (self.sheet.name, cell_name(place)) in self._written
        cell = self.sheet.cells.get(place)
        if role == Role.DisplayRole:
            return self._words(cell)
        if role == Role.ToolTipRole:
            return tip_text(self._words(cell))
        if role == Role.AccessibleTextRole:
            mark = "，填的数" if ours else ""
            return f"{cell_name(place)} {self._book.words(cell)}{mark}"
        if role == Role.BackgroundRole:
            return current_theme().color("primary_soft" if ours else "surface")
        if role == Role.ForegroundRole:
            formula = cell is not None and cell.has_formula
            return current_theme().color("text3" if formula else "text")
        if role == Role.FontRole:
            return current_theme().font("sm", ours)
        return None

    def _words(self, cell: Cell | None) -> str:
        """As Excel would say it: a fraction in a cell of percents is one."""
        words = self._book.words(cell)
        if cell is not None and cell.has_formula and cell.value and self._results:
            words = cell.value
        elif cell is not None and cell.has_formula:
            return words
        if cell is None or cell.style not in self._book.percents:
            return words
        try:
            return f"{float(words):.1%}"
        except ValueError:
            return words

    def headerData(self, at: int, way: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        """A, B, C; 1, 2, 3."""
        if role != Role.DisplayRole:
            return None
        across = way == Qt.Orientation.Horizontal
        return cell_name((1, at + 1)).rstrip("1") if across else str(at + 1)


class WorkbookView(QWidget):
    """Sheets by a choice above, cells below; arrows move, nothing can be changed."""

    def __init__(self) -> None:
        super().__init__()
        self.sheets, self.grid = QComboBox(), _Grid()
        self._book: Book | None = None
        self._written: dict[tuple[str, str], Value] = {}
        self._results = True
        self.sheets.setAccessibleName("工作表")
        head = QHBoxLayout()
        head.setContentsMargins(12, 6, 12, 6)
        head.setSpacing(8)
        head.addWidget(label("工作表", "label"))
        head.addWidget(self.sheets)
        head.addWidget(label("底色深的是填的；公式在 Excel 里会再算一遍", "sub", wrap=True), 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.grid, 1)
        self.sheets.currentIndexChanged.connect(lambda _: self._show())

    def show_book(
        self, data: bytes, written: dict[tuple[str, str], Value], *, results: bool = True
    ) -> None:
        """Show a workbook and mark the cells we wrote; unfilled, formulas stand as such."""
        self._book, self._written, self._results = open_book(data), written, results
        self.sheets.blockSignals(True)
        self.sheets.clear()
        self.sheets.addItems(list(self._book.paths))
        self.sheets.blockSignals(False)
        self._show()

    def clear(self) -> None:
        """Nothing to show."""
        self._book = None
        self.sheets.clear()
        self.grid.setModel(None)

    def place(self) -> tuple[str, str]:
        """The sheet and the cell the keys are on."""
        index = self.grid.currentIndex()
        cell = cell_name((index.row() + 1, index.column() + 1)) if index.isValid() else ""
        return self.sheets.currentText(), cell

    def _show(self) -> None:
        name = self.sheets.currentText()
        if self._book is None or not name:
            return
        sheet = self._book.sheet(name)
        model = _Cells(self._book, sheet, self._written, results=self._results, parent=self)
        self.grid.show_cells(model)
        for (top, left), (bottom, right) in sheet.merged:
            if top <= model.rowCount() and left <= model.columnCount():
                self.grid.setSpan(top - 1, left - 1, bottom - top + 1, right - left + 1)


class _Painter(QStyledItemDelegate):
    """The style sheet would paint over a cell's own ground."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, words, and a frame around the cell the keys are on."""
        theme, box = current_theme(), _box(option)
        painter.fillRect(box, index.data(Role.BackgroundRole))
        painter.setPen(index.data(Role.ForegroundRole))
        font = index.data(Role.FontRole)
        painter.setFont(font)
        inner = box.adjusted(theme.px(6), 0, -theme.px(6), 0)
        words = QFontMetrics(font).elidedText(
            str(index.data() or ""), Qt.TextElideMode.ElideRight, inner.width()
        )
        painter.drawText(inner, _MIDDLE, words)
        view = self.parent()
        if isinstance(view, QTableView) and view.currentIndex() == index:
            painter.setPen(QPen(theme.color("focus"), 2))
            painter.drawRect(box.adjusted(1, 1, -1, -1))


def _box(option: Any) -> QRect:
    """Qt's stubs do not know an option's fields."""
    box: QRect = option.rect
    return box


class _Grid(QTableView):
    def __init__(self) -> None:
        super().__init__()
        self.setItemDelegate(_Painter(self))
        self.setAccessibleName("填好的表")
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        current_theme().changed.connect(self._rescale)

    def show_cells(self, model: _Cells) -> None:
        """Another sheet."""
        self.clearSpans()
        self.setModel(model)
        self._rescale()
        self.setCurrentIndex(model.index(0, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter is the page's, not an edit."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
            return
        super().keyPressEvent(event)

    def _rescale(self) -> None:
        px, model = current_theme().px, self.model()
        self.horizontalHeader().setDefaultSectionSize(px(_WIDE))
        self.verticalHeader().setDefaultSectionSize(px(_HIGH))
        if model is not None and model.columnCount():
            self.setColumnWidth(0, px(int(_WIDE * 1.4)))
