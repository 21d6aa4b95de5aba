"""Bars drawn by ourselves, on one side or two: by mouse or keys each of them can be opened.

One series grows to the right; two grow to both sides of the labels, as in an age pyramid.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from gridhall.qt.labels import tip_text
from gridhall.qt.theme import current_theme

ROW, HEAD, EDGE, GAP = 24, 30, 16, 10  # px at 100 %
_TALLEST = 40  # a few bars share the room, up to this
_MOST_LABEL = 0.45  # of the width
_INKS = ("blue_bar", "purple_bar")
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


@dataclass(frozen=True, slots=True)
class Bar:
    """A label and one value for each series."""

    label: str
    values: tuple[int, ...]


class BarChart(QWidget):
    """Arrows move from bar to bar, Enter or a click opens one."""

    picked = Signal(int, int)  # the bar's place, the series
    moved = Signal(QRect)  # what should be in view

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._series: tuple[str, ...] = ("",)
        self._unit = ""
        self.bars: Sequence[Bar] = ()
        self._row, self._side, self._hovered = 0, 0, -1
        self._painter = QPainter()
        self.setProperty("ownSize", True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.MinimumExpanding)
        current_theme().changed.connect(self._rescale)

    def show_bars(self, title: str, series: Sequence[str], bars: Sequence[Bar], unit: str) -> None:
        """Show these bars; `series` has one name or two."""
        self._series, self._unit, self.bars = tuple(series), unit, tuple(bars)
        self._row, self._side = 0, len(self._series) - 1
        self.setAccessibleName(f"{title}，{len(bars)} 条，上下键移动，Enter 看名单")
        self._rescale()
        self._describe()

    def current(self) -> tuple[int, int]:
        """The bar and series the keys act on."""
        return self._row, self._side

    def choose(self, row: int, side: int = 0) -> None:
        """Move to a bar."""
        self._row = max(0, min(row, len(self.bars) - 1))
        self._side = max(0, min(side, len(self._series) - 1))
        self._describe()
        self.moved.emit(self._strip(self._row).toRect())
        self.update()

    def words(self, row: int, side: int) -> str:
        """A bar as a screen reader and the tip say it: 60–64 岁 女 1,204 人."""
        bar = self.bars[row]
        name = f"{self._series[side]} " if len(self._series) > 1 else ""
        return f"{bar.label} {name}{bar.values[side]:,} {self._unit}".strip()

    def sizeHint(self) -> QSize:
        """Room for every bar."""
        return QSize(400, self.minimumHeight())

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Names above, then bar under bar; those outside the visible part are left out."""
        painter = self._painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_heads()
        for row in range(len(self.bars)):
            strip = self._strip(row)
            if strip.intersects(QRectF(event.rect())):
                self._paint_row(row, strip)
        painter.end()

    def _paint_heads(self) -> None:
        theme = current_theme()
        self._painter.setFont(theme.font("sm", True))
        middle = Qt.AlignmentFlag.AlignVCenter
        if len(self._series) == 1:
            return
        left, _, right = self._columns()
        for box, name, ink, side in (
            (left, self._series[0], _INKS[0], Qt.AlignmentFlag.AlignRight),
            (right, self._series[1], _INKS[1], Qt.AlignmentFlag.AlignLeft),
        ):
            head = QRectF(box.left(), 0, box.width(), theme.px(HEAD))
            self._painter.setPen(theme.color(ink.replace("_bar", "_fg")))
            self._painter.drawText(head, middle | side, name)

    def _paint_row(self, row: int, strip: QRectF) -> None:
        theme, painter = current_theme(), self._painter
        chosen = row == self._row and self.hasFocus()
        if chosen or row == self._hovered:
            painter.fillRect(strip, theme.color("sel" if chosen else "hover"))
        _, words, _ = self._columns()
        box = QRectF(words.left(), strip.top(), words.width(), strip.height())
        side = Qt.AlignmentFlag.AlignHCenter if len(self._series) > 1 else _LEFT
        font = theme.font("sm")
        painter.setFont(font)
        painter.setPen(theme.color("text"))
        shown = QFontMetrics(font).elidedText(self.bars[row].label, _ELIDE, int(box.width()))
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | side, shown)
        for at in range(len(self._series)):
            self._paint_bar(row, at, chosen=chosen and at == self._side)

    def _paint_bar(self, row: int, side: int, *, chosen: bool) -> None:
        theme, painter = current_theme(), self._painter
        bar, value = self._bar(row, side), self.bars[row].values[side]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color(_INKS[side]))
        if value:
            painter.drawRoundedRect(bar, 2, 2)
        if chosen:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(theme.color("focus"))
            painter.drawRoundedRect(bar.adjusted(-3, -3, 3, 3), 4, 4)
        painter.setPen(theme.color("text2" if value else "text3"))
        painter.setFont(theme.font("sm"))
        room, gap = theme.px(90), theme.px(6)
        if self._grows_left(side):
            box, align = QRectF(bar.left() - gap - room, bar.top(), room, bar.height()), _RIGHT
        else:
            box, align = QRectF(bar.right() + gap, bar.top(), room, bar.height()), _LEFT
        painter.drawText(box, align | Qt.AlignmentFlag.AlignVCenter, f"{value:,}")

    # Geometry

    def _columns(self) -> tuple[QRectF, QRectF, QRectF]:
        """Where left bars, labels and right bars stand; one series has no left bars."""
        px = current_theme().px
        metrics = QFontMetrics(current_theme().font("sm"))
        widest = max((metrics.horizontalAdvance(bar.label) for bar in self.bars), default=0)
        wide = min(widest + 2, self.width() * _MOST_LABEL)
        edge, gap, high = px(EDGE), px(GAP), self.height()
        if len(self._series) == 1:
            words = QRectF(edge, 0, wide, high)
            return QRectF(), words, QRectF(words.right() + gap, 0, self.width() - 0, high)
        words = QRectF((self.width() - wide) / 2, 0, wide, high)
        left = QRectF(edge, 0, words.left() - gap - edge, high)
        right = QRectF(words.right() + gap, 0, self.width() - edge - words.right() - gap, high)
        return left, words, right

    def _strip(self, row: int) -> QRectF:
        px = current_theme().px
        head = px(HEAD) if len(self._series) > 1 else px(8)
        room = (self.height() - head - px(8)) / max(1, len(self.bars))
        tall = min(max(room, px(ROW)), px(_TALLEST))
        return QRectF(0, head + row * tall, self.width(), tall)

    def _bar(self, row: int, side: int) -> QRectF:
        left, _, right = self._columns()
        place = left if self._grows_left(side) else right
        if len(self._series) == 1:
            place.setWidth(self.width() - place.left() - current_theme().px(EDGE))
        most = max((max(bar.values) for bar in self.bars), default=0) or 1
        room = place.width() - current_theme().px(70)  # the figure stands beside the bar
        wide = max(room * self.bars[row].values[side] / most, 1.0)
        strip = self._strip(row)
        thin = strip.height() * 0.18
        start = place.right() - wide if self._grows_left(side) else place.left()
        return QRectF(start, strip.top() + thin, wide, strip.height() - 2 * thin)

    def _grows_left(self, side: int) -> bool:
        return len(self._series) > 1 and side == 0

    def _rescale(self) -> None:
        px = current_theme().px
        self.setMinimumHeight(px(HEAD + 8) + px(ROW) * len(self.bars))
        self.updateGeometry()
        self.update()

    # Mouse and keys

    def _at(self, place: QPointF) -> tuple[int, int]:
        """The bar and series at a place; -1 for none."""
        found = (r for r in range(len(self.bars)) if self._strip(r).contains(place))
        row = next(found, -1)
        return row, int(len(self._series) > 1 and place.x() > self.width() / 2)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The bar under the mouse says its number."""
        row, side = self._at(event.position())
        if row != self._hovered:
            self._hovered = row
            self.update()
        known = row >= 0
        self.setCursor(Qt.CursorShape.PointingHandCursor if known else Qt.CursorShape.ArrowCursor)
        said = tip_text(f"{self.words(row, side)}，点开看名单") if known else ""
        QToolTip.showText(event.globalPosition().toPoint(), said, self)

    def leaveEvent(self, event: QEvent) -> None:
        """No bar is under the mouse any more."""
        self._hovered = -1
        self.update()
        super().leaveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click opens the bar."""
        row, side = self._at(event.position())
        if row >= 0 and event.button() == Qt.MouseButton.LeftButton:
            self.choose(row, side)
            self.picked.emit(row, side)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """↑↓ Home End between bars, ←→ between the sides, Enter opens."""
        row, side = self._row, self._side
        steps = {
            Qt.Key.Key_Up: (row - 1, side), Qt.Key.Key_Down: (row + 1, side),
            Qt.Key.Key_Left: (row, 0), Qt.Key.Key_Right: (row, 1),
            Qt.Key.Key_Home: (0, side), Qt.Key.Key_End: (len(self.bars) - 1, side),
        }  # fmt: skip
        key = Qt.Key(event.key())
        if key in steps and self.bars:
            self.choose(*steps[key])
        elif key in _ENTER and self.bars and not event.modifiers():
            self.picked.emit(row, side)
        else:
            super().keyPressEvent(event)

    def _describe(self) -> None:
        if not self.bars:
            self.setAccessibleDescription("")
            return
        said = self.words(self._row, self._side)
        self.setAccessibleDescription(said)
        if self.hasFocus():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, said))


_LEFT, _RIGHT = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
_ELIDE = Qt.TextElideMode.ElideRight
