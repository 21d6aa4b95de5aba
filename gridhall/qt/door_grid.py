"""Cells in rows and blocks, drawn like a house front: colour, icon and word; arrows move."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from gridhall.qt.icons import pixmap
from gridhall.qt.theme import current_theme

WIDE, HIGH, GAP, BETWEEN, SIDE, HEAD = 86, 44, 6, 14, 46, 42  # px at 100 %
_LEAST, _PAD, _LEAST_PAD = 72, 7, 3  # px at 100 %: a door where there is little room
_TIGHT = 4, 12  # px at 100 %: GAP and BETWEEN where there is little room
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_MIDDLE = Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class Cell:
    """One door: its key, two lines, its icon, its tone ("" for a plain one)."""

    key: int
    title: str
    word: str
    glyph: str
    tone: str = ""
    right: str = ""  # beside the title

    @property
    def spoken(self) -> str:
        """As a screen reader says it."""
        return " ".join(filter(None, (self.title, self.word, self.right)))


@dataclass(frozen=True, slots=True)
class Block:
    """Cells that stand together under a heading; as many rows as the grid has."""

    title: str
    note: str
    rows: Sequence[Sequence[Cell]]

    @property
    def across(self) -> int:
        """The widest row."""
        return max((len(row) for row in self.rows), default=0)


class DoorGrid(QAbstractScrollArea):
    """Shows blocks side by side; `moved` tells the key under the frame, `opened` Enter or click."""

    moved = Signal(int)
    opened = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names: Sequence[str] = ()
        self._blocks: Sequence[Block] = ()
        self._places: dict[int, tuple[int, int]] = {}  # key: column over all blocks, row
        self._boxes: dict[int, tuple[QRect, Cell]] = {}
        self._current = -1
        self._door, self._gap, self._between = WIDE, GAP, BETWEEN  # px of the screen
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("ownSize", True)
        self.setCornerWidget(QWidget())  # else a piece of the frame shows between the bars
        current_theme().changed.connect(self._rescale)

    def show_blocks(self, names: Sequence[str], blocks: Sequence[Block]) -> None:
        """Replace everything on show; the chosen cell stays if it is still there."""
        self._names, self._blocks = tuple(names), tuple(blocks)
        self._rescale()
        if self._current not in self._boxes:
            self._current = next(iter(self._in_order()), -1)
            self.verticalScrollBar().setValue(0)
            self.horizontalScrollBar().setValue(0)
        self._name_current()

    def current(self) -> int:
        """The key of the chosen cell; -1 when there is none."""
        return self._current

    def choose(self, key: int) -> bool:
        """Choose a cell without telling; whether it is there."""
        if key not in self._boxes:
            return False
        self._current = key
        self._reveal()
        self._name_current()
        self.viewport().update()
        return True

    def cells(self) -> list[Cell]:
        """Every cell on show, block by block from the top."""
        return [cell for _, cell in self._boxes.values()]

    def box(self, key: int) -> QRect:
        """Where a cell stands in the viewport."""
        return self._boxes[key][0].translated(-self._across(), -self._down())

    def _rescale(self) -> None:
        self._boxes, self._places = {}, {}
        self._measure()
        px = current_theme().px
        left, column = px(SIDE), 0
        for block in self._blocks:
            for at, row in enumerate(block.rows):
                for place, cell in enumerate(row):
                    box = QRect(
                        left + place * (self._door + self._gap),
                        px(HEAD) + at * px(HIGH + GAP),
                        self._door,
                        px(HIGH),
                    )
                    self._boxes[cell.key] = (box, cell)
                    self._places[cell.key] = (column + place, at)
            left += self._width_of(block) + self._between
            column += max(1, block.across)
        self._range()
        self.viewport().update()

    def _measure(self) -> None:
        """Doors as wide as the whole front finds room, within limits."""
        px, across = current_theme().px, [max(1, block.across) for block in self._blocks]
        self._door, self._gap, self._between = px(WIDE), px(GAP), px(BETWEEN)
        if not across or self._extent().width() <= self.viewport().width():
            return
        self._gap, self._between = (px(one) for one in _TIGHT)
        gaps = (sum(across) - len(across)) * self._gap + (len(across) - 1) * self._between
        room = self.viewport().width() - px(SIDE) - gaps - 1  # a frame's width at the edge
        self._door = min(max(room // sum(across), px(_LEAST)), px(WIDE))

    def _width_of(self, block: Block) -> int:
        return max(1, block.across) * (self._door + self._gap) - self._gap

    def _extent(self) -> QSize:
        px = current_theme().px
        wide = sum(self._width_of(block) + self._between for block in self._blocks)
        wide -= self._between - 1 if self._blocks else 0
        return QSize(px(SIDE) + wide, px(HEAD) + len(self._names) * px(HIGH + GAP) + px(8))

    def _range(self) -> None:
        whole, seen = self._extent(), self.viewport().size()
        for bar, length, shown in (
            (self.horizontalScrollBar(), whole.width(), seen.width()),
            (self.verticalScrollBar(), whole.height(), seen.height()),
        ):
            bar.setRange(0, max(0, length - shown))
            bar.setPageStep(shown)
            bar.setSingleStep(current_theme().px(HIGH + GAP))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The doors and the bars follow."""
        super().resizeEvent(event)
        self._rescale()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Qt override."""
        self.viewport().update()

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Headings, the names of the rows, the cells in sight."""
        theme, painter = current_theme(), QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(event.rect(), theme.color("surface"))
        painter.translate(-self._across(), -self._down())
        seen = event.rect().translated(self._across(), self._down())
        self._paint_heads(painter)
        for box, cell in self._boxes.values():
            if box.intersects(seen):
                self._paint_cell(painter, QRectF(box), cell)
        self._paint_names(painter)
        painter.end()

    def _paint_heads(self, painter: QPainter) -> None:
        theme, left = current_theme(), current_theme().px(SIDE)
        for block in self._blocks:
            wide = self._width_of(block)
            upper = QRectF(left, 0, wide, theme.px(22))
            lower = QRectF(left, theme.px(20), wide, theme.px(18))
            _write(painter, upper, block.title, ("base", True, "text"))
            _write(painter, lower, block.note, ("xs", False, "text3"))
            left += wide + self._between

    def _paint_names(self, painter: QPainter) -> None:
        """The rows' names stay at the left edge while one scrolls sideways."""
        theme, left = current_theme(), self._across()
        strip = QRectF(left, 0, theme.px(SIDE) - theme.px(4), self._extent().height())
        painter.fillRect(strip, theme.color("surface"))
        for at, name in enumerate(self._names):
            top = theme.px(HEAD) + at * theme.px(HIGH + GAP)
            box = QRectF(left, top, theme.px(SIDE - 8), theme.px(HIGH))
            _write(painter, box, name, ("sm", False, "text2"), Qt.AlignmentFlag.AlignRight)

    def _paint_cell(self, painter: QPainter, box: QRectF, cell: Cell) -> None:
        theme, tone = current_theme(), cell.tone
        chosen = cell.key == self._current
        painter.setBrush(theme.color(f"{tone}_bg" if tone else "surface"))
        painter.setPen(QPen(theme.color(f"{tone}_line" if tone else "border"), 1))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        if chosen:
            ink = theme.color("focus" if self.hasFocus() else "primary_line")
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(ink, 2.5))
            painter.drawRoundedRect(box.adjusted(-1, -1, 1, 1), 7, 7)
        ink_name = f"{tone}_fg" if tone else "text3"
        pad = theme.px(_PAD if self._door >= theme.px(WIDE) else _LEAST_PAD)
        half = box.height() / 2
        upper = QRectF(box.left() + pad, box.top() + theme.px(2), box.width() - 2 * pad, half)
        _write(painter, upper, cell.title, ("sm", True, "text"))
        _write(painter, upper, cell.right, ("xs", False, ink_name), Qt.AlignmentFlag.AlignRight)
        side = theme.px(14)
        lower = upper.translated(0, half - theme.px(3))
        art = pixmap(cell.glyph, ink_name, side)
        painter.drawPixmap(QPointF(lower.left(), lower.center().y() - side / 2), art)
        words = lower.adjusted(side + theme.px(3), 0, 0, 0)
        _write(painter, words, cell.word, ("xs", False, ink_name))

    def focusInEvent(self, event: object) -> None:
        """The frame shows that keys act here."""
        self.viewport().update()

    def focusOutEvent(self, event: object) -> None:
        """The frame fades."""
        self.viewport().update()

    # Keys and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move, Home and End go along the row, Enter opens."""
        key = Qt.Key(event.key())
        if key in _ARROWS and self._boxes:
            self._go(self._neighbour(*_ARROWS[key]))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and self._boxes:
            row = self._row_of(self._places[self._current][1])
            self._go(row[0] if key == Qt.Key.Key_Home else row[-1])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._current in self._boxes:
            self.opened.emit(self._current)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click chooses and opens."""
        at = event.position().toPoint()
        key = next((one for one in self._boxes if self.box(one).contains(at)), None)
        if key is not None:
            self._go(key)
            self.opened.emit(key)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The press has done it."""
        event.accept()

    def _go(self, key: int) -> None:
        if key != self._current:
            self.choose(key)
            self.moved.emit(key)

    def _neighbour(self, across: int, down: int) -> int:
        column, row = self._places[self._current]
        if across:
            line = self._row_of(row)
            return line[min(max(line.index(self._current) + across, 0), len(line) - 1)]
        rows = sorted({at for _, at in self._places.values()})
        beyond = [at for at in rows if (at > row) == (down > 0) and at != row]
        if not beyond:
            return self._current
        target = min(beyond) if down > 0 else max(beyond)
        return min(self._row_of(target), key=lambda one: abs(self._places[one][0] - column))

    def _row_of(self, row: int) -> list[int]:
        line = [key for key, (_, at) in self._places.items() if at == row]
        return sorted(line, key=lambda one: self._places[one][0])

    def _in_order(self) -> Iterator[int]:
        yield from sorted(
            self._places, key=lambda one: (self._places[one][1], self._places[one][0])
        )

    def _reveal(self) -> None:
        """Scroll so that the chosen cell is in sight."""
        px, box = current_theme().px, self.box(self._current)
        view = self.viewport().rect()
        for bar, low, high, first, last in (
            (self.horizontalScrollBar(), box.left(), box.right(), px(SIDE), view.right()),
            (self.verticalScrollBar(), box.top(), box.bottom(), px(4), view.bottom()),
        ):
            if low < first:
                bar.setValue(bar.value() - (first - low))
            elif high > last:
                bar.setValue(bar.value() + (high - last) + px(4))

    def _name_current(self) -> None:
        found = self._boxes.get(self._current)
        words = found[1].spoken if found else ""
        self.setAccessibleDescription(words)
        if words and self.hasFocus():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def _across(self) -> int:
        return self.horizontalScrollBar().value()

    def _down(self) -> int:
        return self.verticalScrollBar().value()


def _write(
    painter: QPainter,
    box: QRectF,
    words: str,
    look: tuple[str, bool, str],
    side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> None:
    theme, (size, bold, ink) = current_theme(), look
    font = theme.font(size, bold)
    painter.setFont(font)
    painter.setPen(theme.color(ink))
    shown = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, int(box.width()))
    painter.drawText(box, _MIDDLE | side, shown)
