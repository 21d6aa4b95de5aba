"""How a table cell is painted: plain, bold, dim, two lines, chip, deadline, tick box."""

from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from gridhall.qt.choices import paint_pill
from gridhall.qt.icons import pixmap
from gridhall.qt.table_model import Column, TableModel
from gridhall.qt.theme import Theme, current_theme

Index = QModelIndex | QPersistentModelIndex
_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_DUE_GLYPHS = {
    "red": "error-fill", "amber": "schedule-fill", "green": "schedule", "blue": "schedule",
    "purple": "assignment_return", "grey": "check_circle",
}  # fmt: skip


class CellDelegate(QStyledItemDelegate):
    """Paints from the row itself; fonts and colours come prebuilt from the Theme."""

    def __init__(self, table: QTableView) -> None:
        super().__init__(table)
        self._theme = current_theme()  # one object, whatever face is in force

    def _table(self) -> QTableView:
        table = self.parent()
        assert isinstance(table, QTableView)
        return table

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Heights are the table's, widths the columns'."""
        return QSize(80, 24)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, content, and the frame of the row that the keys act on."""
        theme, box = self._theme, QRectF(option.rect)  # type: ignore[attr-defined]
        selected = bool(option.state & QStyle.StateFlag.State_Selected)  # type: ignore[attr-defined]
        painter.save()
        painter.fillRect(box, theme.color("sel" if selected else "surface"))
        painter.setPen(theme.color("border"))
        painter.drawLine(box.bottomLeft() - QPointF(0, 0.5), box.bottomRight() - QPointF(0, 0.5))
        model = self._table().model()
        row = model.row_at(index.row()) if isinstance(model, TableModel) else None
        if isinstance(model, TableModel) and row is not None:
            cell = _Cell(painter, box, theme, selected)
            cell.paint(model.columns[index.column()], row)
        self._frame(painter, box, index, theme)
        painter.restore()

    def _frame(self, painter: QPainter, box: QRectF, index: Index, theme: Theme) -> None:
        table = self._table()
        if not table.hasFocus() or table.currentIndex().row() != index.row():
            return
        whole = table.selectionBehavior() == QAbstractItemView.SelectionBehavior.SelectRows
        if not whole and table.currentIndex().column() != index.column():
            return
        ink, thick = theme.color("focus"), 2
        painter.fillRect(QRectF(box.left(), box.top(), box.width(), thick), ink)
        painter.fillRect(QRectF(box.left(), box.bottom() - thick, box.width(), thick), ink)
        header = table.horizontalHeader()
        place = header.visualIndex(index.column())
        shown = [
            header.visualIndex(c) for c in range(header.count()) if not header.isSectionHidden(c)
        ]
        if not whole or place == min(shown):
            painter.fillRect(QRectF(box.left(), box.top(), thick, box.height()), ink)
        if not whole or place == max(shown):
            painter.fillRect(QRectF(box.right() - thick, box.top(), thick, box.height()), ink)


class _Cell:
    """One cell being painted."""

    def __init__(self, painter: QPainter, box: QRectF, theme: Theme, selected: bool) -> None:
        self._painter, self._box, self._theme = painter, box, theme
        self._quiet = "text2" if selected else "text3"

    def paint(self, column: Column[Any], row: object) -> None:
        """Dispatch on the column's kind."""
        tone = column.tone(row) if column.tone else ""
        text = column.text(row)
        if column.kind in ("two", "two-plain"):
            lines = (text, column.sub(row) if column.sub else "")
            self._two(lines, tone, bold=column.kind == "two")
        elif column.kind == "chip":
            self._chip(text, tone or "grey")
        elif column.kind == "due":
            self._due(text, tone or "grey")
        elif column.kind == "check":
            self._check(text == "1")
        else:
            self._line(text, column, tone)

    def _line(self, text: str, column: Column[Any], tone: str) -> None:
        plain = self._quiet if column.kind == "dim" else "text"
        ink = self._theme.color(f"{tone}_fg" if tone else plain)
        side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
        font = self._theme.font("base", column.kind == "bold" or bool(tone))
        self._text(self._inner(), text, font, ink, side)

    def _two(self, lines: tuple[str, str], tone: str, *, bold: bool) -> None:
        box, high = self._inner(), self._box.height()
        ink = self._theme.color(f"{tone}_fg" if tone else "text")
        upper = QRectF(box.left(), box.top() + high * 0.10, box.width(), high * 0.42)
        lower = QRectF(box.left(), box.top() + high * 0.50, box.width(), high * 0.40)
        self._text(upper, lines[0], self._theme.font("base", bold), ink)
        self._text(lower, lines[1], self._theme.font("xs"), self._theme.color(self._quiet))

    def _chip(self, text: str, tone: str) -> None:
        if not text:
            return
        px = self._theme.px
        wide = QFontMetrics(self._theme.font("xs")).horizontalAdvance(text) + px(16)
        left, middle = self._box.left() + px(8), self._box.center().y()
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_pill(self._painter, QRectF(left, middle - px(10), wide, px(20)), text, tone)

    def _due(self, text: str, tone: str) -> None:
        px, box = self._theme.px, self._box
        bar = QRectF(box.left(), box.top(), px(4), box.height() - 1)
        self._painter.fillRect(bar, self._theme.color(f"{tone}_bar"))
        side = px(16)
        art = pixmap(_DUE_GLYPHS[tone], f"{tone}_fg", side)
        place = QPointF(box.left() + px(12), box.center().y() - side / 2)
        self._painter.drawPixmap(place, art)
        urgent = tone in ("red", "amber")
        ink = self._theme.color("text" if tone == "green" else f"{tone}_fg")
        words = box.adjusted(px(33), 0, -px(4), 0)
        self._text(words, text, self._theme.font("base", urgent), ink)

    def _check(self, on: bool) -> None:
        side = self._theme.px(20)
        glyph = "check_box-fill" if on else "check_box_outline_blank"
        art = pixmap(glyph, "primary" if on else "border_strong", side)
        left, top = self._box.left() + self._theme.px(10), self._box.center().y() - side / 2
        self._painter.drawPixmap(QPointF(left, top), art)

    def _inner(self) -> QRectF:
        return self._box.adjusted(self._theme.px(10), 0, -self._theme.px(6), 0)

    def _text(
        self,
        box: QRectF,
        words: str,
        font: QFont,
        ink: QColor,
        side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    ) -> None:
        self._painter.setFont(font)
        self._painter.setPen(ink)
        shown = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, int(box.width()))
        self._painter.drawText(box, _MIDDLE | side, shown)
