"""The board itself: posts by shifts, moved about in with the arrow keys (排班表)."""

from collections.abc import Callable, Sequence
from functools import partial
from itertools import accumulate
from typing import Any, cast

from PySide6.QtCore import (
    QModelIndex,
    QPoint,
    QPointF,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from gridhall.qt.theme import current_theme
from gridhall.qt.tokens import ROW_ROSTER
from gridhall.qt.whole_rows import cover_cut, scroll_by_rows, unless_cut
from gridhall.volunteering.columns.board import (
    CLOSED_CELL,
    chips,
    shift_title,
)
from gridhall.volunteering.pages.board.chips import height_of, lay_out, lines_wanted, paint_chip
from gridhall.volunteering.pages.board.heads import ROW_LOW, PostHead
from gridhall.volunteering.pages.board.model import BoardModel, Index
from gridhall.volunteering.queries.board import (
    SUGGESTED,
    Board,
    CellRow,
    PostRow,
    SeatRow,
    ShiftRow,
)

Place = tuple[int, int]  # post, shift
_LEAST, _MOST, _HEAD = 124, 240, 34  # px at 100 %: a column, what its title may ask; the head
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class BoardDelegate(QStyledItemDelegate):
    """Paints the chips of a cell, and the frame of the one the keys act on."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground and lines, chips, frame."""
        table = cast(BoardTable, self.parent())
        model = table.board_model
        if model.board is None or index.row() >= model.rowCount():
            return
        cell = model.place(index)[2]
        box = QRectF(cast(Any, option).rect)  # Qt's stubs leave fields out
        current = table.currentIndex() == index
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _ground(painter, box, is_open=cell is not None)
        if cell is not None:
            for place, one in enumerate(lay_out(chips(cell), box)):
                chosen = current and place == table.seat_place and len(cell.seats) > 1
                paint_chip(painter, one.box, one.chip, chosen=chosen and table.hasFocus())
        if current:
            painter.setPen(QPen(current_theme().color("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            painter.drawRect(box.adjusted(1, 1, -2, -2))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """The table sets heights and widths."""
        return QSize(_LEAST, ROW_ROSTER)


class BoardTable(QTableView):
    """Arrows move; what the other keys mean is told by signals."""

    moved = Signal()  # another cell, or another person in it
    picked = Signal()  # Enter
    removed = Signal()  # Del
    why_wanted = Signal()  # W
    leave_wanted = Signal()  # Q
    escaped = Signal()
    menu_wanted = Signal(QPoint)  # the right button or the menu key, on the screen

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.board_model, self.seat_place = BoardModel(self), -1
        self._kept: Place | None = None
        self.setModel(self.board_model)
        self.setItemDelegate(BoardDelegate(self))
        self.setVerticalHeader(PostHead(self))
        self._dress()
        self._settle = QTimer(self, singleShot=True, interval=0)
        self._settle.timeout.connect(self.moved)
        self._tidy = QTimer(self, singleShot=True, interval=0)  # once the rows have their heights
        self._tidy.timeout.connect(self._align)
        self._refit = QTimer(self, singleShot=True, interval=0)
        self._refit.timeout.connect(self._fit_rows)
        self.horizontalHeader().sectionResized.connect(lambda *_: self._refit.start())
        self.selectionModel().currentChanged.connect(lambda *_: self._enter_cell())
        self.doubleClicked.connect(lambda _: self.picked.emit())
        current_theme().changed.connect(self._rescale)
        self._keys: dict[int, Callable[[], None]] = {
            Qt.Key.Key_N: self.next_gap,
            Qt.Key.Key_Delete: self.removed.emit,
            Qt.Key.Key_Backspace: self.removed.emit,
            Qt.Key.Key_W: self.why_wanted.emit,
            Qt.Key.Key_Q: self.leave_wanted.emit,
            Qt.Key.Key_Escape: self.escaped.emit,
        }
        self._keys |= {key: self.picked.emit for key in _ENTER}
        digits = range(Qt.Key.Key_1, Qt.Key.Key_9 + 1)
        self._keys |= {key: partial(self.choose_seat, place) for place, key in enumerate(digits)}
        self._rescale()

    def show_board(self, board: Board | None) -> None:
        """Show a board; of the same day the chosen cell stays, else the first gap is chosen."""
        before, kept = self.board_model.board, self._kept
        same = before is not None and board is not None and before.day.id == board.day.id
        person = self.seat() if same else None
        self.board_model.show_board(board)
        self._rescale()
        if board is None:
            return
        if not (same and kept is not None and self._choose(kept)):
            self._kept = None
            self.setCurrentIndex(self._first())
        elif person is not None:
            self._choose_person(person.volunteer_id)

    def cell(self) -> CellRow | None:
        """The chosen cell; None where the post is not open."""
        here = self.place()
        return here[2] if here else None

    def place(self) -> tuple[PostRow, ShiftRow, CellRow | None] | None:
        """The post, shift and cell that are chosen."""
        index = self.currentIndex()
        if self.board_model.board is None or not index.isValid():
            return None
        return self.board_model.place(index)

    def seat(self) -> SeatRow | None:
        """The person in the cell that Del and the like act on."""
        cell = self.cell()
        if cell is None or not 0 <= self.seat_place < len(cell.seats):
            return None
        return cell.seats[self.seat_place]

    def choose_cell(self, cell_id: int) -> bool:
        """Choose a cell by its id; whether it is on the board."""
        board = self.board_model.board
        cell = board.cell_by_id(cell_id) if board else None
        return cell is not None and self._choose((cell.post_id, cell.shift_id))

    def choose_seat(self, place: int) -> None:
        """Choose somebody in the cell, by their place."""
        cell = self.cell()
        if cell is not None and 0 <= place < len(cell.seats):
            self.seat_place = place
            self.viewport().update()
            self._settle.start()

    def next_gap(self) -> None:
        """N: to the next cell where somebody is missing or cannot stay, round the end."""
        found = self._gap_after(self.currentIndex())
        if found is not None:
            self.setCurrentIndex(found)
            self.scrollTo(found)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters are acts here, not a search; Shift with an arrow goes along those in the cell."""
        key, held = Qt.Key(event.key()), event.modifiers()
        side = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(key, 0)
        plain = not held & ~Qt.KeyboardModifier.KeypadModifier
        if plain and key in self._keys:
            self._keys[key]()
        elif side and held & Qt.KeyboardModifier.ShiftModifier:
            self._step_seat(side)
        elif held & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
            event.ignore()
        elif not event.text().isprintable() or not event.text():
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on a chip chooses the person."""
        super().mousePressEvent(event)
        index, cell = self.indexAt(event.position().toPoint()), self.cell()
        if index != self.currentIndex() or cell is None:
            return
        box = QRectF(self.visualRect(index))
        for place, one in enumerate(lay_out(chips(cell), box)):
            if one.box.contains(QPointF(event.position())):
                self.choose_seat(place)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """On the cell under the mouse, which the press has chosen."""
        if self.place() is not None:
            self.menu_wanted.emit(event.globalPos())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Narrower columns may want more lines."""
        super().resizeEvent(event)
        self._fit_rows()
        self.scrollTo(self.currentIndex())  # a banner came above, or went

    def paintEvent(self, event: QPaintEvent) -> None:
        """Whole rows only."""
        super().paintEvent(event)
        cover_cut(self, super().indexAt)

    def indexAt(self, place: QPoint) -> QModelIndex:
        """A row that is not shown cannot be hit."""
        return unless_cut(self, super().indexAt(place))

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

    def _dress(self) -> None:
        view = QAbstractItemView
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionMode(view.SelectionMode.SingleSelection)
        self.setEditTriggers(view.EditTrigger.NoEditTriggers)
        scroll_by_rows(self)
        self.setHorizontalScrollMode(view.ScrollMode.ScrollPerPixel)
        self.setAccessibleName("排班表：岗位 × 班次")
        head = self.horizontalHeader()
        head.setProperty("ownSize", True)
        head.setHighlightSections(False)
        head.setSectionsClickable(False)
        head.setTextElideMode(Qt.TextElideMode.ElideRight)

    def _rescale(self) -> None:
        px, head = current_theme().px, self.horizontalHeader()
        head.setFixedHeight(px(_HEAD))
        head.setMinimumSectionSize(max(px(_LEAST), self._widest_title()))
        head.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        posts = self.verticalHeader()
        assert isinstance(posts, PostHead)
        posts.fit_names(self.board_model.board)
        self._fit_rows()

    def _widest_title(self) -> int:
        """What the longest name of a shift with its time wants; one beyond reason is cut."""
        board, theme = self.board_model.board, current_theme()
        measure = QFontMetrics(theme.font("base", bold=True))
        titles = [shift_title(one) for one in board.shifts] if board else []
        widest = max((measure.horizontalAdvance(one) for one in titles), default=0)
        return min(widest + theme.px(16), theme.px(_MOST))

    def _fit_rows(self) -> None:
        """58 px, or more where a cell has many people; a little less if more fit then."""
        board, rows = self.board_model.board, self.verticalHeader()
        if board is None:
            return
        wide, px, wanted = self.columnWidth(0), current_theme().px, list[int]()
        for post in board.posts:
            cells = (board.cells.get((post.id, shift.id)) for shift in board.shifts)
            lines = max((lines_wanted(chips(cell), wide) for cell in cells if cell), default=1)
            wanted.append(height_of(lines))
        usual, low = ([max(px(least), one) for one in wanted] for least in (ROW_ROSTER, ROW_LOW))
        room = self.viewport().height()
        fits = _whole(low, room) > _whole(usual, room)
        for place, high in enumerate(low if fits else usual):
            rows.resizeSection(place, high)
        self._tidy.start()

    def _enter_cell(self) -> None:
        here = self.place()
        if here is None:
            return
        post, shift, cell = here
        self._kept, self.seat_place = (post.id, shift.id), _first_seat(cell)
        self._settle.start()

    def _step_seat(self, by: int) -> None:
        cell = self.cell()
        if cell is not None and cell.seats:
            self.choose_seat((self.seat_place + by) % len(cell.seats))

    def _choose(self, wanted: Place) -> bool:
        board = self.board_model.board
        assert board is not None
        rows = [post.id for post in board.posts]
        columns = [shift.id for shift in board.shifts]
        if wanted[0] not in rows or wanted[1] not in columns:
            return False
        at = self.board_model.index(rows.index(wanted[0]), columns.index(wanted[1]))
        self.setCurrentIndex(at)
        return True

    def _choose_person(self, volunteer_id: int) -> None:
        cell = self.cell()
        ids = [seat.volunteer_id for seat in cell.seats] if cell else []
        if volunteer_id in ids:
            self.choose_seat(ids.index(volunteer_id))

    def _first(self) -> QModelIndex:
        """The first gap; without one the first cell."""
        nowhere = self.board_model.index(0, 0)
        cell = self.board_model.place(nowhere)[2] if nowhere.isValid() else None
        if cell is not None and wants(cell):
            return nowhere
        return self._gap_after(nowhere) or nowhere

    def _gap_after(self, index: QModelIndex) -> QModelIndex | None:
        model = self.board_model
        rows, columns = model.rowCount(), model.columnCount()
        many = rows * columns
        start = index.row() * columns + index.column() if index.isValid() else -1
        for step in range(1, many + 1):
            row, column = divmod((start + step) % many, columns)
            at = model.index(row, column)
            cell = model.place(at)[2]
            if cell is not None and wants(cell):
                return at
        return None


def _whole(heights: Sequence[int], room: int) -> int:
    """How many rows are shown from the first on."""
    return sum(end <= room for end in accumulate(heights))


def wants(cell: CellRow) -> bool:
    """Whether a cell wants the clerk: somebody is missing, or cannot stay."""
    return bool(cell.gap) or any(seat.fault for seat in cell.seats)


def _first_seat(cell: CellRow | None) -> int:
    """Whom the keys act on at first: who cannot stay, who is only suggested, the last."""
    seats = cell.seats if cell else ()
    for told in (lambda seat: seat.fault is not None, lambda seat: seat.state == SUGGESTED):
        for place, seat in enumerate(seats):
            if told(seat):
                return place
    return len(seats) - 1


def _ground(painter: QPainter, box: QRectF, *, is_open: bool) -> None:
    theme = current_theme()
    painter.fillRect(box, theme.color("surface" if is_open else "surface2"))
    painter.setPen(QPen(theme.color("border"), 1))
    painter.drawLine(box.bottomLeft(), box.bottomRight())
    painter.drawLine(box.topRight(), box.bottomRight())
    if not is_open:
        painter.setPen(theme.color("text3"))
        painter.setFont(theme.font("sm"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, CLOSED_CELL)
