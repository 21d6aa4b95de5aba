"""How a cell of the board is painted: a chip for everybody, dashed, framed or with an icon."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from gridhall.qt.icons import pixmap
from gridhall.qt.theme import current_theme
from gridhall.volunteering.columns.board import LEGEND, Chip

HIGH, GAP, LINE_GAP, EDGE = 22, 4, 3, 6  # px at 100 %
_PAD, _ICON, _RADIUS = 7, 16, 4
_CENTRE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
# What a look is painted with: ground, ink, line; "" is no line.
_TOKENS = {
    "confirmed": ("surface3", "text", ""),
    "suggested": ("primary_soft", "primary", "primary"),
    "gap": ("amber_bg", "amber_fg", "amber_bar"),
    "clash": ("red_bg", "red_fg", "red_bar"),
}


@dataclass(frozen=True, slots=True)
class Placed:
    """A chip and where it lies in the cell."""

    chip: Chip
    box: QRectF


def lay_out(chips: Sequence[Chip], box: QRectF) -> list[Placed]:
    """The chips in lines, the lines in the middle of the cell."""
    px = current_theme().px
    room, lines = box.width() - px(EDGE) - px(GAP), list[list[tuple[Chip, float]]]()
    for chip, wide in ((chip, min(chip_width(chip), room)) for chip in chips):
        used = sum(width + px(GAP) for _, width in lines[-1]) if lines else 0.0
        if not lines or used + wide > room:
            lines.append([])
        lines[-1].append((chip, wide))
    return list(_placed(lines, box))


def lines_wanted(chips: Sequence[Chip], width: float) -> int:
    """How many lines the chips take in a cell of this width."""
    boxes = lay_out(chips, QRectF(0, 0, width, 0))
    return len({one.box.top() for one in boxes})


def height_of(lines: int) -> int:
    """How high a row must be for so many lines."""
    px = current_theme().px
    return lines * px(HIGH) + (lines - 1) * px(LINE_GAP) + px(12)


def chip_width(chip: Chip) -> float:
    """How wide a chip is when nothing is cut."""
    px = current_theme().px
    icon = px(_ICON + 4) if chip.glyph else 0
    return _words_width(chip.words, current_theme().percent) + 2 * px(_PAD) + icon


@lru_cache(maxsize=4096)
def _words_width(words: str, _percent: int) -> float:
    return QFontMetricsF(current_theme().font("sm")).horizontalAdvance(words)


def _placed(lines: Sequence[Sequence[tuple[Chip, float]]], box: QRectF) -> Iterator[Placed]:
    px = current_theme().px
    whole = len(lines) * px(HIGH) + (len(lines) - 1) * px(LINE_GAP)
    top = box.center().y() - whole / 2
    for line in lines:
        left = box.left() + px(EDGE)
        for chip, wide in line:
            yield Placed(chip, QRectF(left, top, wide, px(HIGH)))
            left += wide + px(GAP)
        top += px(HIGH) + px(LINE_GAP)


def paint_chip(painter: QPainter, box: QRectF, chip: Chip, *, chosen: bool = False) -> None:
    """Ground, frame, icon and words; the chosen one of a cell has a ring."""
    theme, px = current_theme(), current_theme().px
    ground, ink, line = _TOKENS[chip.look]
    painter.setPen(_pen(line, dashed=chip.look == "suggested"))
    painter.setBrush(theme.color(ground))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)
    words = box.adjusted(px(_PAD), 0, -2, 0)
    if chip.glyph:
        side = px(_ICON)
        place = QPointF(box.left() + px(5), box.center().y() - side / 2)
        painter.drawPixmap(place, pixmap(chip.glyph, ink, side))
        words = words.adjusted(px(_ICON + 2), 0, 0, 0)
    font = theme.font("sm")
    painter.setFont(font)
    painter.setPen(theme.color(ink))
    shown = QFontMetricsF(font).elidedText(chip.words, Qt.TextElideMode.ElideRight, words.width())
    painter.drawText(words, _CENTRE, shown)
    if chosen:
        painter.setPen(QPen(theme.color("focus"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box.adjusted(-1, -1, 1, 1), _RADIUS + 1, _RADIUS + 1)


def _pen(token: str, *, dashed: bool) -> QPen:
    if not token:
        return QPen(Qt.PenStyle.NoPen)
    made = QPen(current_theme().color(token), 1.2)
    if dashed:
        made.setDashPattern([3, 2])
    return made


class Legend(QWidget):
    """What the chips mean (图例), painted as the board paints them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ownSize", True)
        said = "、".join(chip.words for line in LEGEND for chip in line)
        self.setAccessibleName(f"图例：{said}")
        current_theme().changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """Two lines."""
        px = current_theme().px
        return QSize(px(200), 2 * px(HIGH) + px(GAP) + 2)

    def minimumSizeHint(self) -> QSize:
        """As `sizeHint`."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Every look once."""
        px, painter = current_theme().px, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for place, line in enumerate(LEGEND):
            left = 1.0
            for chip in line:
                box = QRectF(left, 1 + place * px(HIGH + GAP), chip_width(chip), px(HIGH))
                paint_chip(painter, box, chip)
                left = box.right() + px(EDGE)
        painter.end()
