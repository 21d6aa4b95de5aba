"""The certificates drawn by Qt's QPdfWriter from the finished layout."""

from collections.abc import Iterator, Sequence
from typing import Final

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QGuiApplication,
    QImage,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QPen,
    QPolygonF,
)

from gridhall.bench.certificate_rivals import FONTS, Page, font_file, style_ink
from gridhall.pdf.marks import Code, Mark, Panel, Ring, Rule, Style, Text, Trace

_FINE: Final = 1200  # Qt's dots an inch
_families: dict[str, str] = {}
_fonts: dict[Style, QFont] = {}


def prepare(pages: list[Page]) -> list[Page]:
    """The fonts are loaded before the clock starts."""
    if QGuiApplication.instance() is None:
        QGuiApplication([])
    for name in FONTS:
        at = QFontDatabase.addApplicationFont(str(font_file(name)))
        _families[name] = QFontDatabase.applicationFontFamilies(at)[0]
    return pages


def draw(batches: Sequence[Sequence[Page]]) -> Iterator[bytes]:
    """One file a batch."""
    for batch in batches:
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        writer = QPdfWriter(buffer)
        size, upright = QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait
        writer.setResolution(_FINE)
        writer.setPageLayout(QPageLayout(size, upright, QMarginsF()))
        painter = QPainter(writer)
        painter.scale(_FINE / 72, _FINE / 72)
        for number, (fixed, typed) in enumerate(batch):
            if number:
                writer.newPage()
            for mark in (*fixed, *typed):
                _paint(painter, mark)
        painter.end()
        yield bytes(buffer.data().data())


def _pen(ink: tuple[float, float, float], width: float) -> QPen:
    return QPen(QColor.fromRgbF(*ink), width)


def _paint(painter: QPainter, mark: Mark) -> None:
    match mark:
        case Text():
            painter.setFont(_font(mark.style, mark.spread))
            painter.setPen(QColor.fromRgbF(*style_ink(mark.style)))
            painter.drawText(QPointF(mark.x, mark.y), mark.text)
        case Rule():
            painter.setPen(_pen(mark.ink or (0.0, 0.0, 0.0), mark.width))
            painter.drawLine(QPointF(mark.x, mark.y), QPointF(mark.to_x, mark.to_y))
        case Panel():
            painter.setPen(_pen(mark.edge, mark.line))
            painter.drawRect(QRectF(mark.x, mark.y, mark.width, mark.height))
        case Ring():
            painter.setPen(QPen(Qt.GlobalColor.gray, 0.4, Qt.PenStyle.DotLine))
            painter.drawEllipse(QPointF(mark.x, mark.y), mark.radius, mark.radius)
        case Trace():
            _trace(painter, mark)
        case Code():
            _code(painter, mark)


def _trace(painter: QPainter, mark: Trace) -> None:
    line = QPolygonF([QPointF(x, y) for x, y in mark.points])
    painter.setPen(_pen(mark.ink, mark.width))
    if mark.filled:
        painter.setBrush(QColor.fromRgbF(*mark.ink))
        painter.drawPolygon(line)
        painter.setBrush(Qt.BrushStyle.NoBrush)
    elif mark.closed:
        painter.drawPolygon(line)
    else:
        painter.drawPolyline(line)


def _code(painter: QPainter, mark: Code) -> None:
    """As a picture of one bit a module, the least work for Qt."""
    size, bits = mark.symbol.size, bytes.fromhex(mark.symbol.bits)
    image = QImage(bits, size, size, len(bits) // size, QImage.Format.Format_Mono)
    image.setColorTable([0xFFFFFFFF, 0xFF000000])
    quiet = mark.symbol.quiet(mark.side)
    side = mark.side - 2 * quiet
    painter.drawImage(QRectF(mark.x + quiet, mark.y + quiet, side, side), image)


def _font(style: Style, spread: float) -> QFont:
    font = _fonts.get(style)
    if font is None:
        font = _fonts[style] = QFont(_families[style.font])
        font.setPixelSize(max(1, round(style.size)))
    if spread:
        font = QFont(font)
        font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 100 + 100 * spread / style.size)
    return font
