"""A counter that is a button: pressed, it filters the queue."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from gridhall.qt.icons import pixmap
from gridhall.qt.theme import current_theme

_MIDDLE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_NUMBER_SPACE = 56  # px at 100 %


class CounterTile(QAbstractButton):
    """Number, word, a line under it, icon: 2 已超期 先处理这 2 件."""

    def __init__(self, word: str, glyph: str, ink: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._word, self._glyph, self._ink = word, glyph, ink
        self._number, self._sub, self._shows_sub = 0, "", True
        self.setProperty("ownSize", True)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        current_theme().changed.connect(self.updateGeometry)

    def show_count(self, number: int, sub: str) -> None:
        """Another number, and what to do about it."""
        self._number, self._sub = number, sub
        self.setAccessibleName(f"{self._word} {number} 件，{sub}")
        self.update()

    def count(self) -> int:
        """The number on show."""
        return self._number

    def show_sub(self, shown: bool) -> None:
        """The second line goes where it is narrow."""
        self._shows_sub = shown
        self.update()

    def sizeHint(self) -> QSize:
        """66 px tall, wide enough for its words."""
        px = current_theme().px
        wide = QFontMetrics(current_theme().font("base", True)).horizontalAdvance(self._word)
        return QSize(px(16 + _NUMBER_SPACE + 14) + wide, px(66))

    def minimumSizeHint(self) -> QSize:
        """Never narrower than number and word."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The card, and what is in it."""
        theme, painter = current_theme(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        lit = self.isChecked() or self.underMouse()
        painter.setPen(theme.color("primary" if lit else "border"))
        painter.setBrush(theme.color("primary_soft" if self.isChecked() else "surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        self._paint_words(painter)
        side = theme.px(22)
        if self.width() > self.sizeHint().width() + side + theme.px(20):
            art = pixmap(self._glyph, self._ink, side)
            painter.drawPixmap(self.width() - side - theme.px(14), (self.height() - side) // 2, art)

    def _paint_words(self, painter: QPainter) -> None:
        theme, high = current_theme(), self.height()
        px = theme.px
        number = QRectF(px(16), 0, px(_NUMBER_SPACE), high)
        quiet = self._number == 0
        ink = theme.color("text3" if quiet else self._ink)
        digits = QFontMetrics(theme.font("num", True)).horizontalAdvance(str(self._number))
        _text(painter, number, str(self._number), theme.font("num", True), ink)
        left = px(16) + max(digits, px(18)) + px(10)
        words = QRectF(left, 0, self.width() - left - px(8), high)
        bold, small = theme.font("base", True), theme.font("xs")
        if not (self._shows_sub and self._sub):
            _text(painter, words, self._word, bold, theme.color("text"))
            return
        upper = QRectF(words.left(), high * 0.16, words.width(), high * 0.38)
        lower = QRectF(words.left(), high * 0.52, words.width(), high * 0.32)
        _text(painter, upper, self._word, bold, theme.color("text"))
        room = int(lower.width()) - px(30)
        shown = QFontMetrics(small).elidedText(self._sub, Qt.TextElideMode.ElideRight, room)
        _text(painter, lower, shown, small, theme.color("text3"))


def _text(painter: QPainter, box: QRectF, words: str, font: QFont, ink: QColor) -> None:
    painter.setFont(font)
    painter.setPen(ink)
    painter.drawText(box, _MIDDLE, words)
