"""How a list's rows are painted: plain, bold, dim, two lines, chip, deadline, bar, tick box."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTableView

from gridhall.qt.choices import paint_pill
from gridhall.qt.icons import pixmap
from gridhall.qt.table_model import Column, TableModel
from gridhall.qt.theme import current_theme

Index = QModelIndex | QPersistentModelIndex
_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
_RIGHT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
_ELIDE = Qt.TextElideMode.ElideRight
_SMOOTH = QPainter.RenderHint.Antialiasing
_FRAME = 2  # px, whatever the scale
_BAR_WORDS, _BAR_LEAST = 54, 16  # px at 100 %: 1,296 户; a shorter bar says nothing
_LARGE = ("large", "two-large")
_DUE_GLYPHS = {
    "red": "error-fill", "amber": "schedule-fill", "green": "schedule", "blue": "schedule",
    "purple": "assignment_return", "grey": "check_circle",
}  # fmt: skip


class CellDelegate(QStyledItemDelegate):
    """What Qt still asks of a single cell; painting is the `RowPainter`'s."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Heights are the table's, widths the columns'."""
        return QSize(80, 24)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a column stands in the viewport, px."""

    column: Column[Any]
    left: int
    width: int


class RowPainter:
    """Paints a table's rows one after the other; asking Qt for each cell would cost the most."""

    def __init__(self, table: QTableView) -> None:
        self._table = table
        self._pen = _Pen()

    def paint(self, rect: QRect) -> None:
        """Every whole row that this part of the viewport shows."""
        model, places = self._table.model(), self._places()
        if not isinstance(model, TableModel) or not places:
            return
        painter = QPainter(self._table.viewport())
        try:  # a column or the file may fail: a painter left open would take the program with it
            self._paint(painter, rect, (model, places))
        finally:
            painter.end()

    def _paint(
        self, painter: QPainter, rect: QRect, what: tuple[TableModel[Any], list[_Place]]
    ) -> None:
        model, places = what
        shown = [one for one in places if _within(one, rect)]
        left, right = places[0].left, places[-1].left + places[-1].width
        framed = self._table.currentIndex().row() if self._table.hasFocus() else -1
        chosen = self._table.selectionModel()
        self._pen.begin(painter)
        for row, top, high in self._rows(rect):
            box = QRectF(left, top, right - left, high)
            selected = chosen.isSelected(model.index(row, 0))
            self._pen.row(box, shown, model.row_at(row), selected=selected)
            if row == framed:
                self._pen.frame(box)

    def _places(self) -> list[_Place]:
        """The columns on show from left to right."""
        model, header = self._table.model(), self._table.horizontalHeader()
        if not isinstance(model, TableModel):
            return []
        order = (header.logicalIndex(place) for place in range(header.count()))
        return [
            _Place(model.columns[one], header.sectionViewportPosition(one), header.sectionSize(one))
            for one in order
            if not header.isSectionHidden(one)
        ]

    def _rows(self, rect: QRect) -> Iterator[tuple[int, int, int]]:
        """Row, upper edge, height; what the lower edge cuts is left out."""
        rows, floor = self._table.verticalHeader(), self._table.viewport().height()
        first = rows.visualIndexAt(rect.top())
        for row in range(max(first, 0), rows.count() if first >= 0 else 0):
            top, high = rows.sectionViewportPosition(row), rows.sectionSize(row)
            if top > rect.bottom() or (top + high > floor and top > 0):
                return
            yield row, top, high


class _Pen:
    """Paints a row and the cells in it; words are measured and shortened once."""

    def __init__(self) -> None:
        self._theme = current_theme()  # one object, whatever face is in force
        self._shortened = lru_cache(maxsize=2048)(_shortened)
        self._wide = lru_cache(maxsize=256)(_wide)

    def begin(self, painter: QPainter) -> None:
        """Take the painter of this event and the scale in force."""
        px = self._theme.px
        self._painter, self._percent = painter, self._theme.percent
        self._before, self._behind = px(10), px(6)

    def row(
        self, box: QRectF, places: Sequence[_Place], row: object | None, *, selected: bool
    ) -> None:
        """Ground, lower line and every cell; a row that is gone meanwhile stays empty."""
        self._quiet = "text2" if selected else "text3"
        self._ground = self._theme.color("sel" if selected else "surface")
        self._lay_ground(box)
        if row is None:
            return
        top, high = box.top(), box.height()
        for place in places:
            cell = QRectF(place.left, top, place.width, high)
            over = self._cell(cell, place.column, row)
            if cell.right() < over and cell.right() < box.right():
                self._lay_ground(box.adjusted(cell.right() - box.left(), 0, 0, 0))

    def frame(self, box: QRectF) -> None:
        """The frame of the row that the keys act on."""
        ink = self._theme.color("focus")
        left, top, wide, high = box.left(), box.top(), box.width(), box.height()
        for side in (
            QRectF(left, top, wide, _FRAME),
            QRectF(left, box.bottom() - _FRAME, wide, _FRAME),
            QRectF(left, top, _FRAME, high),
            QRectF(box.right() - _FRAME, top, _FRAME, high),
        ):
            self._painter.fillRect(side, ink)

    def _lay_ground(self, box: QRectF) -> None:
        painter, below = self._painter, box.bottom() - 0.5
        painter.fillRect(box, self._ground)
        painter.setPen(self._theme.color("border"))
        painter.drawLine(QPointF(box.left(), below), QPointF(box.right(), below))

    def _cell(self, box: QRectF, column: Column[Any], row: object) -> float:
        """Paint by the column's kind; how far to the right the paint may have gone."""
        tone = column.tone(row) if column.tone else ""
        text, kind = column.text(row), column.kind
        if kind == "chip":
            return self._chip(box, text, tone or "grey")
        if kind in ("two", "two-plain"):
            lines = (text, column.sub(row) if column.sub else "")
            self._two(box, lines, tone, bold=kind == "two")
        elif kind in _LARGE:
            self._large(box, (text, column.sub(row) if column.sub else ""), tone, column.right)
        elif kind == "due":
            self._due(box, text, tone or "grey")
        elif kind == "check":
            self._check(box, text == "1")
        elif kind == "bar":
            self._bar(box, text, (column.part(row) if column.part else 0.0, tone or "grey"))
        else:
            self._line(box, text, column, tone)
        return 0.0

    def _line(self, box: QRectF, text: str, column: Column[Any], tone: str) -> None:
        ink = f"{tone}_fg" if tone else self._quiet if column.kind == "dim" else "text"
        font = ("base", column.kind == "bold" or bool(tone))
        inner = box.adjusted(self._before, 0, -self._behind, 0)
        self._text(inner, text, font, ink, _RIGHT if column.right else _LEFT)

    def _two(self, box: QRectF, lines: tuple[str, str], tone: str, *, bold: bool) -> None:
        inner, high = box.adjusted(self._before, 0, -self._behind, 0), box.height()
        upper = QRectF(inner.left(), inner.top() + high * 0.10, inner.width(), high * 0.42)
        lower = QRectF(inner.left(), inner.top() + high * 0.50, inner.width(), high * 0.40)
        self._text(upper, lines[0], ("base", bold), f"{tone}_fg" if tone else "text")
        self._text(lower, lines[1], ("xs", False), self._quiet)

    def _large(self, box: QRectF, lines: tuple[str, str], tone: str, right: bool) -> None:
        """What a room reads from a screen: one line in large type, or two."""
        inner, high = box.adjusted(self._before, 0, -self._behind, 0), box.height()
        ink, side = f"{tone}_fg" if tone else "text", _RIGHT if right else _LEFT
        if not lines[1]:
            self._text(inner, lines[0], ("xl", True), ink, side)
            return
        upper = QRectF(inner.left(), inner.top() + high * 0.10, inner.width(), high * 0.44)
        lower = QRectF(inner.left(), inner.top() + high * 0.53, inner.width(), high * 0.37)
        self._text(upper, lines[0], ("xl", True), ink, side)
        self._text(lower, lines[1], ("md", False), self._quiet, side)

    def _chip(self, box: QRectF, text: str, tone: str) -> float:
        if not text:
            return 0.0
        px, painter = self._theme.px, self._painter
        wide = self._wide(text, self._percent) + px(16)
        pill = QRectF(box.left() + px(8), box.center().y() - px(10), wide, px(20))
        painter.setRenderHint(_SMOOTH)
        paint_pill(painter, pill, text, tone)
        painter.setRenderHint(_SMOOTH, False)
        return pill.right()

    def _due(self, box: QRectF, text: str, tone: str) -> None:
        px, side = self._theme.px, self._theme.px(16)
        bar = QRectF(box.left(), box.top(), px(4), box.height() - 1)
        self._painter.fillRect(bar, self._theme.color(f"{tone}_bar"))
        art = pixmap(_DUE_GLYPHS[tone], f"{tone}_fg", side)
        place = QPointF(box.left() + px(12), box.center().y() - side / 2)
        self._painter.drawPixmap(place, art)
        ink = "text" if tone == "green" else f"{tone}_fg"
        words = box.adjusted(px(33), 0, -px(4), 0)
        self._text(words, text, ("base", tone in ("red", "amber")), ink)

    def _check(self, box: QRectF, on: bool) -> None:
        side = self._theme.px(20)
        glyph = "check_box-fill" if on else "check_box_outline_blank"
        art = pixmap(glyph, "primary" if on else "border_strong", side)
        left, top = box.left() + self._before, box.center().y() - side / 2
        self._painter.drawPixmap(QPointF(left, top), art)

    def _bar(self, box: QRectF, text: str, filled: tuple[float, str]) -> None:
        """Words, and behind them a bar as long as their share."""
        px, (part, tone) = self._theme.px, filled
        words = QRectF(box.left() + self._before, box.top(), px(_BAR_WORDS), box.height())
        self._text(words, text, ("base", False), "text", _RIGHT)
        left = words.right() + px(10)
        whole = QRectF(left, box.center().y() - px(4), box.right() - left - self._behind, px(8))
        if whole.width() < px(_BAR_LEAST):
            return
        self._painter.fillRect(whole, self._theme.color("grey_bg"))
        whole.setWidth(whole.width() * min(max(part, 0.0), 1.0))
        self._painter.fillRect(whole, self._theme.color(f"{tone}_bar"))

    def _text(
        self, box: QRectF, words: str, font: tuple[str, bool], ink: str, side: int = _LEFT
    ) -> None:
        if not words:
            return
        painter = self._painter
        painter.setFont(self._theme.font(*font))
        painter.setPen(self._theme.color(ink))
        shown = self._shortened(words, int(box.width()), font, self._percent)
        painter.drawText(box, side, shown)


def _shortened(words: str, room: int, font: tuple[str, bool], _percent: int) -> str:
    """What of the words finds room, px; the scale only tells fonts of one name apart."""
    return QFontMetrics(current_theme().font(*font)).elidedText(words, _ELIDE, room)


def _wide(words: str, _percent: int) -> int:
    """How wide a chip's words are, px."""
    return QFontMetrics(current_theme().font("xs")).horizontalAdvance(words)


def _within(one: _Place, rect: QRect) -> bool:
    return one.left <= rect.right() and one.left + one.width > rect.left()
