"""Printers, as far as the program needs them; tests put their own in this place."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QWidget

from gridhall.core.errors import UserError
from gridhall.qt.rendering import POINTS, Pages

DPI = 300
_ROLL = 82 * POINTS / 25.4  # what is no wider is printed from a roll of 80 mm


@dataclass(frozen=True)
class Order:
    """What is to be printed, where, and how often; an empty paper means as the document is."""

    pdf: bytes
    name: str  # of the print job; no personal data
    printer: str
    copies: int = 1
    paper: str = ""  # "", A4, A5
    first_page: int = 1  # what came out before a jam is not printed again


class Printers(Protocol):
    """The machine's printers."""

    def names(self) -> Sequence[str]:
        """Their names; empty when there is none."""

    def usual(self) -> str:
        """The one the system prefers."""

    def print_order(self, order: Order) -> None:
        """Print; raises UserError when the printer does not take it."""

    def print_by_dialog(self, order: Order, parent: QWidget) -> str:
        """Let the clerk choose in the system's dialog; the printer's name, empty if left."""


class SystemPrinters:
    """Printers by way of Qt: Windows and CUPS alike, pages as pictures at 300 dpi."""

    def names(self) -> Sequence[str]:
        """Qt's list."""
        return QPrinterInfo.availablePrinterNames()

    def usual(self) -> str:
        """The system's default printer."""
        return QPrinterInfo.defaultPrinterName()

    def print_order(self, order: Order) -> None:
        """Straight to the printer named, unless the system knows that it cannot."""
        refuse_unfit(QPrinterInfo.printerInfo(order.printer), order.printer)
        printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
        printer.setPrinterName(order.printer)
        _paint(printer, order)

    def print_by_dialog(self, order: Order, parent: QWidget) -> str:
        """The system's own dialog."""
        printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
        printer.setPrinterName(order.printer)
        printer.setCopyCount(order.copies)
        dialog = QPrintDialog(printer, parent)
        if dialog.exec() != QDialog.DialogCode.Accepted:
            return ""
        _paint(printer, order, keep_copies=True)
        return printer.printerName() or "PDF"


def refuse_unfit(known: QPrinterInfo, name: str) -> None:
    """UserError for a printer that is gone, or that the system reports as out of order."""
    if known.isNull():
        raise UserError(
            f"“{name}”没有连上，或者改了名字。文书已经保存，接好以后按 Enter 重打，或先存成 PDF"
        )
    if known.state() == QPrinter.PrinterState.Error:
        raise UserError(
            f"“{name}”缺纸、卡纸或没有通电。文书已经保存，弄好以后按 Enter 重打，或先存成 PDF"
        )


def print_to_file(order: Order, path: str) -> None:
    """The same painting into a PDF of pictures, to see what a printer would get."""
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(path)
    _paint(printer, order)


def _paint(printer: QPrinter, order: Order, *, keep_copies: bool = False) -> None:
    printer.setDocName(order.name)
    printer.setResolution(DPI)
    printer.setFullPage(True)
    if not keep_copies:
        printer.setCopyCount(order.copies)
    with Pages(order.pdf) as pages:
        first = min(max(order.first_page, 1), len(pages)) - 1
        _set_paper(printer, pages.sizes[first], order.paper)
        painter = QPainter()
        if not painter.begin(printer):
            name = order.printer or "打印机"
            raise UserError(f"“{name}”没有接收。文书已经保存，看看电源和连线后再打，或先存成 PDF")
        for number in range(first, len(pages)):
            if number > first:
                _set_paper(printer, pages.sizes[number], order.paper)
                printer.newPage()
            _paint_page(painter, printer, pages, number)
        painter.end()


def _set_paper(printer: QPrinter, points: QSizeF, paper: str) -> None:
    """The sheet: as asked, or as the document is; of a roll, as long as the ticket."""
    fuzzy, roll = QPageSize.SizeMatchPolicy.FuzzyMatch, points.width() <= _ROLL
    upright = points if roll else QSizeF(*sorted((points.width(), points.height())))
    size = (
        QPageSize(QPageSize.PageSizeId[paper])
        if paper and not roll
        else QPageSize(upright, QPageSize.Unit.Point, "", fuzzy)
    )
    wide = points.width() > points.height() and not roll
    way = QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait
    printer.setPageLayout(QPageLayout(size, way, QMarginsF()))


def _paint_page(painter: QPainter, printer: QPrinter, pages: Pages, number: int) -> None:
    """As large as the document says; smaller only if the sheet is."""
    sheet = printer.paperRect(QPrinter.Unit.DevicePixel)
    size = pages.sizes[number] * (printer.resolution() / POINTS)
    shrink = min(1.0, sheet.width() / size.width(), sheet.height() / size.height())
    target = QRectF(0, 0, size.width() * shrink, size.height() * shrink)
    painter.drawImage(target, pages.image(number, DPI))
