"""The tree widget: arrows open and close, Enter opens a record, branches are dragged or pasted."""

from collections.abc import Iterable

from PySide6.QtCore import (
    QAbstractItemModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QDragMoveEvent,
    QDropEvent,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from gridhall.qt.icons import pixmap
from gridhall.qt.theme import current_theme
from gridhall.qt.tree_model import BRANCH, TreeLine, TreeModel
from gridhall.qt.whole_rows import cover_cut, scroll_by_rows, unless_cut

__all__ = ["TreeLine", "TreeModel", "TreeView"]

Index = QModelIndex | QPersistentModelIndex
ROW, STEP, FIGURE = 34, 20, 70  # px at 100 %: a row, one level, the figure's column
_DEEPEST = 200  # px at 100 % for all levels together: what is deeper stands closer
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_HELD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class _RowHeight(QStyledItemDelegate):
    """What Qt still asks of a single line; the view paints whole rows."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """All rows are of one height."""
        return QSize(60, current_theme().px(ROW))


class TreeView(QTreeView):
    """Records in a tree; give it a TreeModel. It keeps what is open over a change of the tree."""

    opened = Signal(int)  # Enter or double click
    moved = Signal(object)  # the record now current, or None
    typed = Signal(str)  # a letter that belongs into the page's filter
    cut = Signal(list)  # Ctrl+X: ids
    pasted = Signal(int)  # Ctrl+V onto this record
    dropped = Signal(list, int)  # ids, onto
    menu_wanted = Signal(QPoint)  # in global px

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.open_keys: set[int] = set()
        self.cut_keys: frozenset[int] = frozenset()
        self._levels = 1
        self._follows = True  # whether opening and closing is the clerk's
        self.setItemDelegate(_RowHeight(self))
        self._dress()
        self.doubleClicked.connect(self._open)
        self.expanded.connect(lambda index: self._note(index, is_open=True))
        self.collapsed.connect(lambda index: self._note(index, is_open=False))
        self.customContextMenuRequested.connect(self._ask_menu)
        current_theme().changed.connect(self._rescale)
        self._rescale()

    def setModel(self, model: QAbstractItemModel | None) -> None:
        """Show a model of ours."""
        super().setModel(model)
        header, mode = self.header(), QHeaderView.ResizeMode
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, mode.Stretch)
        header.setSectionResizeMode(1, mode.Fixed)
        header.resizeSection(1, current_theme().px(FIGURE))
        self.selectionModel().currentChanged.connect(lambda *_: self.moved.emit(self.current()))

    # What a page asks

    def current(self) -> int | None:
        """The record that is chosen."""
        return self._tree().key(self.currentIndex()) if self.model() else None

    def chosen(self) -> list[int]:
        """Every record that is selected, from top to bottom."""
        rows = sorted(
            self.selectionModel().selectedRows(), key=lambda one: self.visualRect(one).y()
        )
        return [int(one.internalId()) for one in rows]

    def choose(self, key: int) -> bool:
        """Choose a record, opening what it stands under; whether it is on show."""
        index = self._tree().place(key)
        if not index.isValid():
            return False
        for above in reversed(self._tree().ancestors(key)):
            self.setExpanded(self._tree().place(above), True)
        # Not setCurrentIndex: while Ctrl of Ctrl+Enter is still held, Qt would add to the choice.
        flags = QItemSelectionModel.SelectionFlag
        only = flags.ClearAndSelect | flags.Rows
        self.selectionModel().setCurrentIndex(index, only)
        hints = self.ScrollHint
        self.scrollTo(
            index, hints.EnsureVisible if self.shows_current() else hints.PositionAtCenter
        )
        return True

    def shows_current(self) -> bool:
        """Whether the chosen record is in sight."""
        return self.viewport().rect().contains(self.visualRect(self.currentIndex()).center())

    def show_open(self, keys: Iterable[int], *, own: bool = True) -> None:
        """Open these records; with `own` False the clerk's own state is kept for later."""
        self._follows = own
        tree = self._tree()
        for key in keys:
            index = tree.place(key)
            if index.isValid():
                self.setExpanded(index, True)
        self._follows = True

    def fit_depth(self, levels: int) -> None:
        """Make room for the words of the deepest of so many levels."""
        self._levels = max(1, levels)
        self.setIndentation(self._step())

    def mark_cut(self, keys: Iterable[int]) -> None:
        """Paint what was cut quieter until it is put somewhere."""
        self.cut_keys = frozenset(keys)
        self.viewport().update()

    # How it looks

    def _dress(self) -> None:
        view = QAbstractItemView
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setEditTriggers(view.EditTrigger.NoEditTriggers)
        self.setSelectionMode(view.SelectionMode.ExtendedSelection)
        self.setSelectionBehavior(view.SelectionBehavior.SelectRows)
        self.setExpandsOnDoubleClick(False)
        self.setAnimated(False)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDragDropMode(view.DragDropMode.DragDrop)
        self.setDragDropOverwriteMode(True)  # onto a line, never between two
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll_by_rows(self)
        header = self.header()
        header.setProperty("ownSize", True)
        header.setSectionsClickable(False)
        header.setSectionsMovable(False)

    def _rescale(self) -> None:
        px = current_theme().px
        self.setIndentation(self._step())
        self.header().setFixedHeight(px(32))
        if self.model():
            self.header().resizeSection(1, px(FIGURE))
        self.scheduleDelayedItemsLayout()

    def _step(self) -> int:
        """How far one level stands in, px."""
        return current_theme().px(max(1, min(STEP, _DEEPEST // self._levels)))

    def _left(self, index: QModelIndex) -> int:
        """Where a line's words begin: before them there is always room for the arrow."""
        return self.visualRect(index).left() + current_theme().px(STEP) - self.indentation()

    def drawRow(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The whole row at once: ground, arrow, icon, words, mark, figure, focus frame."""
        theme, line = current_theme(), self._tree().line(index.internalId())
        row = QRect(option.rect)  # type: ignore[attr-defined]  # Qt's stubs leave fields out
        row.setLeft(0)
        row.setWidth(self.viewport().width())
        first = self._tree().place(index.internalId())
        selected = self.selectionModel().isSelected(first)
        painter.save()
        painter.fillRect(row, theme.color("sel" if selected else "surface"))
        painter.setOpacity(0.5 if index.internalId() in self.cut_keys or line.dim else 1.0)
        left = self._draw_arrow(painter, row, first)
        self._draw_words(painter, row.adjusted(left, 0, 0, 0), line, selected=selected)
        painter.setOpacity(1.0)
        if self.hasFocus() and index.internalId() == self.current():
            _frame(painter, row)
        painter.restore()

    def _draw_arrow(self, painter: QPainter, row: QRect, index: QModelIndex) -> int:
        """The arrow of a line that can be opened; where its words begin."""
        px = current_theme().px
        left, side = self._left(index), px(18)
        if self._tree().hasChildren(index):
            glyph = "keyboard_arrow_down" if self.isExpanded(index) else "keyboard_arrow_right"
            place = QPointF(left - px(19), row.center().y() - side / 2 + 1)
            painter.drawPixmap(place, pixmap(glyph, "text2", side))
        return left

    def _draw_words(self, painter: QPainter, box: QRect, line: TreeLine, *, selected: bool) -> None:
        theme = current_theme()
        px, side = theme.px, theme.px(18)
        ink = f"{line.tone}_fg" if line.tone else "text"
        art = ink if line.tone else ("primary" if selected else "text2")
        if line.glyph:
            place = QPointF(box.left() + px(4), box.center().y() - side / 2 + 1)
            painter.drawPixmap(place, pixmap(line.glyph, art, side))
        wide = self._draw_figure(painter, box, line.figure)
        room = box.width() - px(28) - wide - (px(24) if line.mark else 0)
        font = theme.font("base", line.bold)
        metrics = QFontMetrics(font)
        words = metrics.elidedText(line.title, Qt.TextElideMode.ElideRight, room)
        painter.setFont(font)
        painter.setPen(theme.color(ink))
        painter.drawText(QRectF(box.adjusted(px(28), 0, 0, 0)), _MIDDLE, words)
        if line.mark:
            at = box.left() + px(28) + metrics.horizontalAdvance(words) + px(6)
            tone, small = "amber_fg", px(16)
            place = QPointF(at, box.center().y() - small / 2 + 1)
            painter.drawPixmap(place, pixmap(line.mark, tone, small))

    def _draw_figure(self, painter: QPainter, box: QRect, figure: str) -> int:
        """The figure at the right edge; how much room it takes, px."""
        theme = current_theme()
        if not figure:
            return theme.px(12)
        font = theme.font("sm")
        painter.setFont(font)
        painter.setPen(theme.color("text2"))
        inner = QRectF(box).adjusted(0, 0, -theme.px(12), 0)
        painter.drawText(inner, _MIDDLE | Qt.AlignmentFlag.AlignRight, figure)
        return QFontMetrics(font).horizontalAdvance(figure) + theme.px(24)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Whole rows only."""
        super().paintEvent(event)
        cover_cut(self, super().indexAt)

    def indexAt(self, place: QPoint) -> QModelIndex:
        """A row that is not shown cannot be hit."""
        return unless_cut(self, super().indexAt(place))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The chosen line stays in sight."""
        super().resizeEvent(event)
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    # Keys and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens; letters go to the filter; cut and paste are branches."""
        if event.key() in _ENTER and not event.modifiers() & _HELD:
            self._open(self.currentIndex())
        elif event.matches(QKeySequence.StandardKey.Cut):
            self.cut.emit(self.chosen())
        elif event.matches(QKeySequence.StandardKey.Paste):
            if (here := self.current()) is not None:
                self.pasted.emit(here)
        elif event.key() == Qt.Key.Key_Menu:
            self._ask_menu(self.visualRect(self.currentIndex()).bottomLeft())
        elif _is_letter(event):
            self.typed.emit(event.text())
        else:
            self._leave(event)

    def _leave(self, event: QKeyEvent) -> None:
        """Qt's own keys; with Ctrl, Enter is the page's, and so is Esc."""
        if event.key() in (*_ENTER, Qt.Key.Key_Escape):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Where levels stand close, Qt would look for the arrow in a pixel or two."""
        place = event.position().toPoint()
        index = self.indexAt(place)
        index = index.siblingAtColumn(0) if index.isValid() else index
        close = index.isValid() and self.indentation() < current_theme().px(STEP)
        if close and 0 <= self._left(index) - place.x() <= current_theme().px(STEP):
            self.setExpanded(index, not self.isExpanded(index))
            return
        super().mousePressEvent(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Only onto another line."""
        super().dragMoveEvent(event)
        onto = self._tree().key(self.indexAt(event.position().toPoint()))
        if onto is None or onto in _dragged(event):
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell the page, which asks and moves; the model is left as it is."""
        onto, keys = self._tree().key(self.indexAt(event.position().toPoint())), _dragged(event)
        event.setDropAction(Qt.DropAction.CopyAction)  # Qt would take the lines away itself
        event.accept()
        if onto is not None and keys:
            self.dropped.emit(keys, onto)

    def _open(self, index: QModelIndex) -> None:
        key = self._tree().key(index)
        if key is not None:
            self.opened.emit(key)

    def _ask_menu(self, place: QPoint) -> None:
        if self.currentIndex().isValid():
            self.menu_wanted.emit(self.viewport().mapToGlobal(place))

    def _note(self, index: QModelIndex, *, is_open: bool) -> None:
        if self._follows:
            change = self.open_keys.add if is_open else self.open_keys.discard
            change(int(index.internalId()))

    def _tree(self) -> TreeModel:
        model = self.model()
        assert isinstance(model, TreeModel)
        return model


def _frame(painter: QPainter, row: QRect) -> None:
    """2 px round the row that the keys act on."""
    ink, edge = current_theme().color("focus"), 2
    left, top, wide, high = row.left(), row.top(), row.width(), row.height()
    for side in (
        QRect(left, top, wide, edge),
        QRect(left, top + high - edge, wide, edge),
        QRect(left, top, edge, high),
        QRect(left + wide - edge, top, edge, high),
    ):
        painter.fillRect(side, ink)


def _dragged(event: QDropEvent) -> list[int]:
    data = event.mimeData()
    if not data.hasFormat(BRANCH):
        return []
    return [int(one) for one in bytes(data.data(BRANCH).data()).decode().split(",") if one]


def _is_letter(event: QKeyEvent) -> bool:
    text = event.text()
    plain = not event.modifiers() & _HELD
    return plain and bool(text.strip()) and text.isprintable() and text not in "+-*"
