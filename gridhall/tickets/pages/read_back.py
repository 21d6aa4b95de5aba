"""What the clerk typed, in large type, for the visitor to check: nothing is shown but that."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from gridhall.qt.second_screen import SecondScreen
from gridhall.qt.theme import current_theme

Facts = Sequence[tuple[str, str]]
_LARGEST, _SMALLEST = 64, 18  # px of the type; as large as everything fits
_LABEL = 0.28  # of the width
_WRAP = int(Qt.TextFlag.TextWrapAnywhere | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
_TALL = 100_000


class _Line(NamedTuple):
    """One fact with the height it takes."""

    label: str
    value: str
    height: int


class ReadBackWindow(SecondScreen):
    """请核对: facts for the visitor's eyes, on the second screen if there is one.

    Belongs to the page that owns it: it closes by Esc, by `close()` when the case is saved, and by
    itself when that page is no longer on show. Its title says nothing of anybody.
    """

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner, "read_back", "请核对")
        self.title = ""
        self.facts: tuple[tuple[str, str], ...] = ()

    def show_facts(self, title: str, facts: Facts) -> None:
        """Show these, or show them anew; facts without a value are left out."""
        self.title = title
        self.facts = tuple((label, value) for label, value in facts if value.strip())
        self.open_up()
        self.update()

    def type_size(self, room: QSize) -> int:
        """The largest type at which everything fits, in px."""
        low, high = _SMALLEST, _LARGEST
        while low < high:
            middle = (low + high + 1) // 2
            fits = self._height(room, middle) <= room.height()
            low, high = (middle, high) if fits else (low, middle - 1)
        return low

    def paintEvent(self, event: QPaintEvent) -> None:
        """Title, line, facts; text is text, never markup."""
        painter = QPainter(self)
        color = current_theme().color
        painter.fillRect(self.rect(), color("surface"))
        edge = max(24, self.width() // 24)
        box = self.rect().adjusted(edge, edge // 2, -edge, -edge // 2)
        size = self.type_size(box.size())
        head = QRect(box.topLeft(), QSize(box.width(), _head(size)))
        painter.setFont(_font(size, bold=True))
        painter.setPen(color("primary"))
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(head, int(middle), self.title)
        painter.fillRect(QRect(head.left(), head.bottom(), head.width(), 3), color("primary"))
        y = head.bottom() + size // 2
        for line in self._lines(box.width(), size):
            self._paint_line(painter, line, QRect(box.left(), y, box.width(), line.height), size)
            y += line.height + size // 2

    def _paint_line(self, painter: QPainter, line: _Line, box: QRect, size: int) -> None:
        wide, color = round(box.width() * _LABEL), current_theme().color
        painter.setFont(_font(size))
        self._say(painter, line.label, QRectF(box.adjusted(0, 0, wide - box.width(), 0)), "text2")
        painter.setFont(_font(size, bold=True))
        self._say(painter, line.value, QRectF(box.adjusted(wide, 0, 0, 0)), "text")
        under = QRect(box.left(), box.bottom() + size // 4, box.width(), 1)
        painter.fillRect(under, QColor(color("border")))

    def _say(self, painter: QPainter, text: str, box: QRectF, ink: str) -> None:
        painter.setPen(current_theme().color(ink))
        painter.drawText(box, _WRAP, text)

    def _height(self, room: QSize, size: int) -> int:
        lines = self._lines(room.width(), size)
        return _head(size) + size // 2 + sum(line.height + size // 2 for line in lines)

    def _lines(self, width: int, size: int) -> list[_Line]:
        wide = round(width * _LABEL)
        return [
            _Line(label, value, max(_tall(label, wide, size), _tall(value, width - wide, size)))
            for label, value in self.facts
        ]


def _tall(text: str, width: int, size: int) -> int:
    box = QRect(0, 0, max(1, width), _TALL)
    return QFontMetrics(_font(size, bold=True)).boundingRect(box, _WRAP, text).height()


def _head(size: int) -> int:
    return round(size * 1.8)


def _font(size: int, *, bold: bool = False) -> QFont:
    made = QFont(current_theme().font("base", bold))
    made.setPixelSize(size)
    return made
