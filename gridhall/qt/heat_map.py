"""Tiles in rows, the darker the more (热力图); each says its number, arrows move, Enter opens."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from gridhall.qt.icons import pixmap
from gridhall.qt.labels import tip_text
from gridhall.qt.theme import current_theme

TILE, HIGH, GAP, EDGE, NAME = 92, 44, 6, 16, 150  # px at 100 %
_BETWEEN = 10  # px at 100 %: from one row's tiles to the next row's
_STRENGTH = (0.0, 0.15, 0.32, 0.52, 0.86, 1.0)  # of the primary colour, by shade
_WHITE_FROM = 4  # shades so dark that their words are light
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
_MIDDLE, _CENTRE = Qt.AlignmentFlag.AlignVCenter, Qt.AlignmentFlag.AlignCenter


@dataclass(frozen=True, slots=True)
class Tile:
    """A name and its number; `shade` is 0 to 5, `late` marks what is overdue there."""

    label: str
    number: int
    shade: int
    said: str  # as a screen reader and the tip say it
    late: bool = False


@dataclass(frozen=True, slots=True)
class TileRow:
    """Tiles that belong together, with their name."""

    name: str
    tiles: tuple[Tile, ...]


class HeatMap(QWidget):
    """Rows of tiles that wrap where the room ends; to be put into a scroll area."""

    picked = Signal(int, int)  # the row, the tile
    moved = Signal(QRect)  # what should be in view

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: Sequence[TileRow] = ()
        self._row, self._tile, self._hovered = 0, 0, (-1, -1)
        self.setProperty("ownSize", True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.MinimumExpanding)
        current_theme().changed.connect(self._rescale)

    def show_rows(self, title: str, rows: Sequence[TileRow]) -> None:
        """Show these; the frame goes to the first tile."""
        self.rows = tuple(row for row in rows if row.tiles)
        self._row, self._tile = 0, 0
        count = sum(len(row.tiles) for row in self.rows)
        self.setAccessibleName(f"{title}，{count} 格，方向键移动，Enter 看名单")
        self._rescale()
        self._describe()

    def current(self) -> tuple[int, int]:
        """The row and tile the keys act on."""
        return self._row, self._tile

    def choose(self, row: int, tile: int) -> None:
        """Move to a tile; beyond the last of a row is its last."""
        if not self.rows:
            return
        self._row = max(0, min(row, len(self.rows) - 1))
        self._tile = max(0, min(tile, len(self.rows[self._row].tiles) - 1))
        self._describe()
        self.moved.emit(self._box(self._row, self._tile).toRect())
        self.update()

    def sizeHint(self) -> QSize:
        """Room for every tile."""
        return QSize(600, self.minimumHeight())

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Names at the left, tiles beside them; what is out of sight is left out."""
        painter, theme = QPainter(self), current_theme()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for row, line in enumerate(self.rows):
            first = self._box(row, 0)
            name = QRectF(theme.px(EDGE), first.top(), theme.px(NAME - 12), first.height())
            painter.setPen(theme.color("text"))
            painter.setFont(theme.font("sm", True))
            shown = QFontMetrics(painter.font()).elidedText(line.name, _ELIDE, int(name.width()))
            painter.drawText(name, _MIDDLE | Qt.AlignmentFlag.AlignLeft, shown)
            for place, tile in enumerate(line.tiles):
                box = self._box(row, place)
                if box.intersects(QRectF(event.rect())):
                    self._paint_tile(painter, box, tile, (row, place))
        painter.end()

    def _paint_tile(
        self, painter: QPainter, box: QRectF, tile: Tile, place: tuple[int, int]
    ) -> None:
        theme = current_theme()
        painter.setPen(theme.color("border_strong" if place == self._hovered else "border"))
        painter.setBrush(_shaded(tile.shade))
        painter.drawRoundedRect(box, 4, 4)
        painter.setPen(theme.color("on_primary" if tile.shade >= _WHITE_FROM else "text"))
        half = box.height() / 2
        label = QRectF(box.left() + 3, box.top() + 2, box.width() - 6, half)
        painter.setFont(theme.font("xs"))
        shown = QFontMetrics(painter.font()).elidedText(tile.label, _ELIDE, int(label.width()))
        painter.drawText(label, _CENTRE, shown)
        painter.setFont(theme.font("sm", True))
        painter.drawText(label.translated(0, half - 3), _CENTRE, f"{tile.number:,}")
        if tile.late:
            side = theme.px(14)
            ink = "on_primary" if tile.shade >= _WHITE_FROM else "red_fg"
            corner = QPointF(box.right() - side - 3, box.bottom() - side - 3)
            painter.drawPixmap(corner, pixmap("warning", ink, 14))
        if place == (self._row, self._tile) and self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(theme.color("focus"))
            painter.drawRoundedRect(box.adjusted(-2, -2, 2, 2), 5, 5)
            painter.drawRoundedRect(box.adjusted(-1, -1, 1, 1), 5, 5)

    # Geometry

    def _across(self) -> int:
        px = current_theme().px
        room = self.width() - px(EDGE) * 2 - px(NAME) + px(GAP)
        return max(1, int(room // (px(TILE) + px(GAP))))

    def _lines(self, row: int) -> int:
        return -(-len(self.rows[row].tiles) // self._across())

    def _top(self, row: int) -> float:
        px = current_theme().px
        above = sum(self._lines(before) for before in range(row))
        return px(8) + above * (px(HIGH) + px(GAP)) + row * px(_BETWEEN)

    def _box(self, row: int, tile: int) -> QRectF:
        px = current_theme().px
        line, place = divmod(tile, self._across())
        left = px(EDGE) + px(NAME) + place * (px(TILE) + px(GAP))
        return QRectF(left, self._top(row) + line * (px(HIGH) + px(GAP)), px(TILE), px(HIGH))

    def _places(self) -> Iterator[tuple[int, int]]:
        for row, line in enumerate(self.rows):
            yield from ((row, place) for place in range(len(line.tiles)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tiles wrap anew."""
        super().resizeEvent(event)
        self._rescale()

    def _rescale(self) -> None:
        self.setMinimumHeight(int(self._top(len(self.rows))) + current_theme().px(8))
        self.updateGeometry()
        self.update()

    # Mouse and keys

    def _at(self, point: QPointF) -> tuple[int, int]:
        found = (place for place in self._places() if self._box(*place).contains(point))
        return next(found, (-1, -1))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The tile under the mouse says its numbers."""
        place = self._at(event.position())
        if place != self._hovered:
            self._hovered = place
            self.update()
        known = place[0] >= 0
        self.setCursor(Qt.CursorShape.PointingHandCursor if known else Qt.CursorShape.ArrowCursor)
        said = tip_text(f"{self._words(*place)}，点开看名单") if known else ""
        QToolTip.showText(event.globalPosition().toPoint(), said, self)

    def leaveEvent(self, event: QEvent) -> None:
        """No tile is under the mouse any more."""
        self._hovered = (-1, -1)
        self.update()
        super().leaveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click opens the tile."""
        row, tile = self._at(event.position())
        if row >= 0 and event.button() == Qt.MouseButton.LeftButton:
            self.choose(row, tile)
            self.picked.emit(row, tile)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """←→ in a row, ↑↓ between rows, Home End, Enter opens."""
        steps = {
            Qt.Key.Key_Left: (self._row, self._tile - 1),
            Qt.Key.Key_Right: (self._row, self._tile + 1),
            Qt.Key.Key_Up: (self._row - 1, self._tile),
            Qt.Key.Key_Down: (self._row + 1, self._tile),
            Qt.Key.Key_Home: (0, 0),
            Qt.Key.Key_End: (len(self.rows) - 1, self._tile),
        }
        key = Qt.Key(event.key())
        if key in steps and self.rows:
            self.choose(*steps[key])
        elif key in _ENTER and self.rows and not event.modifiers():
            self.picked.emit(self._row, self._tile)
        else:
            super().keyPressEvent(event)

    def _words(self, row: int, tile: int) -> str:
        line = self.rows[row]
        return f"{line.name} {line.tiles[tile].said}"

    def _describe(self) -> None:
        said = self._words(self._row, self._tile) if self.rows else ""
        self.setAccessibleDescription(said)
        if said and self.hasFocus():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, said))


def _shaded(shade: int) -> QColor:
    """The surface, more and more of the primary colour in it."""
    theme, part = current_theme(), _STRENGTH[max(0, min(shade, len(_STRENGTH) - 1))]
    low, high = theme.color("surface2"), theme.color("primary")
    return QColor(*(round(a + (b - a) * part) for a, b in zip(_rgb(low), _rgb(high), strict=True)))


def _rgb(ink: QColor) -> tuple[int, int, int]:
    return ink.red(), ink.green(), ink.blue()


_ELIDE = Qt.TextElideMode.ElideRight
