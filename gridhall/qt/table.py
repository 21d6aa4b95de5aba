"""One table widget for every list; give it a RowsModel or a PagedModel."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from gridhall.qt.cells import CellDelegate, RowPainter
from gridhall.qt.table_model import Column, RowsModel, TableModel, row_id
from gridhall.qt.theme import current_theme
from gridhall.qt.whole_rows import cover_cut, scroll_by_rows, unless_cut

__all__ = ["Column", "RowsModel", "Table", "TableModel", "row_id"]

_SPREAD = 1500  # effective window width from which more than one column takes what is left
_UNTOLD = 10_000  # nobody said how wide the window is: every column shows, none spreads
_WHOLE_ROW = (
    QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_FOR_A_WHILE = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
_BY_HAND = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.MouseFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)


class Table(QTableView):
    """A list whose rows are chosen whole; it keeps the chosen record over a refresh.

    In Designer promote a QTableView; the int property `rowPx` (34, 46, 50, 58) is the row height.
    """

    opened = Signal(object)  # the row: Enter or double click
    moved = Signal(object)  # the row now chosen, or None

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._effective = _UNTOLD
        self._kept: object = None
        self._bare = False  # no row was chosen when a menu or a sheet took the focus
        self._settle = QTimer(self, singleShot=True, interval=0)
        self._settle.timeout.connect(self._tell_move)
        self.setItemDelegate(CellDelegate(self))
        self._rows = RowPainter(self)
        self._dress()
        self.doubleClicked.connect(self._open)
        current_theme().changed.connect(self._rescale)

    def setModel(self, model: QAbstractItemModel | None) -> None:
        """Show a model of ours; widths and alignment come from its columns."""
        super().setModel(model)
        if isinstance(model, TableModel):
            model.modelAboutToBeReset.connect(self._remember)
            model.modelReset.connect(self._restore)
        selection = self.selectionModel()
        if selection:
            selection.currentRowChanged.connect(lambda *_: self._settle.start())
            selection.currentRowChanged.connect(self._follow_frame)
        self._rescale()

    def current(self) -> Any:
        """The row that is chosen, or None."""
        model = self.model()
        return model.row_at(self.currentIndex().row()) if isinstance(model, TableModel) else None

    def choose(self, key: object) -> bool:
        """Choose the record with this key; whether it is in the list."""
        model = self.model()
        place = model.find(key) if isinstance(model, TableModel) else -1
        if place >= 0:
            self._choose_place(place)
        return place >= 0

    def choose_first(self) -> None:
        """Choose the first row, if there is one."""
        self._choose_place(0)

    def show_for_width(self, effective: int) -> None:
        """Show the columns meant for this effective window width (px / font scale)."""
        self._effective = effective
        header, mode = self.horizontalHeader(), QHeaderView.ResizeMode
        for place, column in enumerate(self._columns()):
            self.setColumnHidden(place, effective < column.from_width)
            stretches = column.stretch or (column.spread and _SPREAD <= effective < _UNTOLD)
            header.setSectionResizeMode(place, mode.Stretch if stretches else mode.Interactive)
            if not stretches:
                self.setColumnWidth(place, current_theme().px(column.width))

    def _columns(self) -> Sequence[Column[Any]]:
        model = self.model()
        return model.columns if isinstance(model, TableModel) else ()

    def _dress(self) -> None:
        view = QAbstractItemView
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(view.SelectionBehavior.SelectRows)
        self.setSelectionMode(view.SelectionMode.SingleSelection)
        self.setEditTriggers(view.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(view.ScrollMode.ScrollPerPixel)
        scroll_by_rows(self)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setProperty("ownSize", True)
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def _rescale(self) -> None:
        px = current_theme().px
        rows, header = self.verticalHeader(), self.horizontalHeader()
        # In this order: the minimum first would leave the rows at the minimum.
        rows.setDefaultSectionSize(px(int(self.property("rowPx") or 34)))
        rows.setMinimumSectionSize(px(24))
        header.setFixedHeight(px(34))
        header.setMinimumSectionSize(px(30))
        self.show_for_width(self._effective)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Whole rows only."""
        self._rows.paint(event.rect())
        cover_cut(self, super().indexAt)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """At the end as everywhere, a row begins at the upper edge."""
        super().scrollContentsBy(dx, dy)
        self._align()

    def updateGeometries(self) -> None:
        """The same after a change of size."""
        super().updateGeometries()
        self._align()

    def _align(self) -> None:
        """Qt puts the last row to the lower edge, which cuts the first."""
        rows, first = self.verticalHeader(), self.verticalScrollBar().value()
        if 0 < first < rows.count() and rows.offset() != rows.sectionPosition(first):
            rows.setOffset(rows.sectionPosition(first))
            self.viewport().update()

    def indexAt(self, place: QPoint) -> QModelIndex:
        """A row that is not shown cannot be hit."""
        return unless_cut(self, super().indexAt(place))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """A menu or a sheet comes up: remember whether no row was chosen."""
        self._bare = event.reason() in _FOR_A_WHILE and not self.currentIndex().isValid()
        super().focusOutEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Qt goes to the first row without choosing it; what has the frame is what is chosen.

        Back from a menu or a sheet no row is chosen that was not before: a page may show a record
        that is not in the list, and the next key must not fall on another.
        """
        bare, self._bare = self._bare, False
        super().focusInEvent(event)
        if bare and event.reason() not in _BY_HAND:
            self.selectionModel().clear()
            return
        here, chosen = self.currentIndex(), self.selectionModel()
        if here.isValid() and not chosen.isSelected(here):
            chosen.setCurrentIndex(here, _WHOLE_ROW)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens; with Ctrl it is left to the page."""
        if event.key() in _ENTER and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._open()
            return
        if event.key() in _ENTER:
            event.ignore()
            return
        super().keyPressEvent(event)

    def _open(self) -> None:
        row = self.current()
        if row is not None:
            self.opened.emit(row)

    def _follow_frame(self, now: QModelIndex, before: QModelIndex) -> None:
        """The frame leaves a whole row; Qt repaints one cell of a row that was not selected."""
        for index in (now, before):
            if index.isValid():
                top, high = self.rowViewportPosition(index.row()), self.rowHeight(index.row())
                self.viewport().update(0, top, self.viewport().width(), high)

    def _tell_move(self) -> None:
        self.moved.emit(self.current())

    def _remember(self) -> None:
        model, row = self.model(), self.current()
        self._kept = model.key(row) if isinstance(model, TableModel) and row is not None else None

    def _restore(self) -> None:
        if self._kept is None or not self.choose(self._kept):
            self._settle.start()

    def _choose_place(self, place: int) -> None:
        """That row and no other, whatever keys are held: with Ctrl Qt would add it to the rest."""
        model = self.model()
        if model is not None and place < model.rowCount():
            self.selectionModel().setCurrentIndex(model.index(place, 0), _WHOLE_ROW)
