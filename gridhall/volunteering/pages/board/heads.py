"""The posts at the left of the board: name, and how many each shift wants."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHeaderView, QTableView

from gridhall.qt.theme import current_theme
from gridhall.qt.tokens import ROW_ROSTER
from gridhall.volunteering.columns.board import post_counts
from gridhall.volunteering.queries.board import Board

_NARROW, _WIDE, _EDGE = 112, 170, 14  # px at 100 %
ROW_LOW = 50  # px at 100 %: the least of a row, two lines of a post


class PostHead(QHeaderView):
    """As wide as the longest name needs, within bounds; a longer one is cut, its tip is whole."""

    def __init__(self, table: QTableView) -> None:
        super().__init__(Qt.Orientation.Vertical, table)
        self._board: Board | None = None
        self.setProperty("ownSize", True)
        self.setSectionsClickable(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def fit_names(self, board: Board | None) -> None:
        """Take the posts of a board, and the scale in force."""
        self._board, theme = board, current_theme()
        longest = max(
            (self._wide(post.name, bold=True) for post in board.posts) if board else (), default=0
        )
        room = longest + 2 * theme.px(_EDGE)
        self.setFixedWidth(round(min(max(room, theme.px(_NARROW)), theme.px(_WIDE))))
        # In this order: the minimum first would leave the rows at the minimum.
        self.setDefaultSectionSize(theme.px(ROW_ROSTER))
        self.setMinimumSectionSize(theme.px(ROW_LOW))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Below the last post the ground goes on."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), current_theme().color("surface"))
        painter.end()
        super().paintEvent(event)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Name above, count below."""
        cut = rect.bottom() >= self.viewport().height() and rect.top() > 0
        if self._board is None or section >= len(self._board.posts) or cut:
            return
        theme, box = current_theme(), QRectF(rect)
        post = self._board.posts[section]
        painter.save()
        painter.fillRect(box, theme.color("surface"))
        painter.setPen(QPen(theme.color("border"), 1))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        painter.drawLine(box.topRight(), box.bottomRight())
        middle, room = box.center().y(), box.width() - theme.px(_EDGE) - theme.px(4)
        left, high = box.left() + theme.px(_EDGE), theme.px(20)
        upper = QRectF(left, middle - high, room, high)
        lower = QRectF(left, middle, room, high)
        _line(painter, upper, post.name, ("base", "text"), bold=True)
        _line(painter, lower, post_counts(self._board, post), ("xs", "text3"), bold=False)
        painter.restore()

    def _wide(self, words: str, *, bold: bool) -> float:
        return QFontMetricsF(current_theme().font("base", bold=bold)).horizontalAdvance(words)


def _line(painter: QPainter, box: QRectF, words: str, look: tuple[str, str], *, bold: bool) -> None:
    font: QFont = current_theme().font(look[0], bold=bold)
    painter.setFont(font)
    painter.setPen(current_theme().color(look[1]))
    shown = QFontMetricsF(font).elidedText(words, Qt.TextElideMode.ElideRight, box.width())
    painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, shown)
