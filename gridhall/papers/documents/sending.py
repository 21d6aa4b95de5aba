"""What goes to the printer: the issued bytes, marked when it is a reprint, fitted to the sheet."""

from dataclasses import dataclass
from io import BytesIO

import pypdfium2

from gridhall.pdf.form_layer import without_form
from gridhall.pdf.marks import MM
from gridhall.pdf.overlay import overlay_mark


@dataclass(frozen=True)
class Sending:
    """How a printer gets a paper: moved by millimetres, with its form or on a sheet that has it."""

    mark: str = ""  # 补打（第 2 次）
    right: float = 0.0
    down: float = 0.0
    is_preprinted: bool = False  # 套打


def for_printer(pdf: bytes, sending: Sending) -> bytes:
    """The pages as this printer gets them; the stored bytes are the paper and stay."""
    if sending.is_preprinted:
        pdf = without_form(pdf)
    if sending.mark:
        pdf = overlay_mark(pdf, sending.mark)
    return moved(pdf, sending.right, sending.down) if sending.right or sending.down else pdf


def moved(pdf: bytes, right: float, down: float) -> bytes:
    """Every page's content moved on the sheet; what leaves the sheet is cut off."""
    x, y = right * MM, down * MM
    with pypdfium2.PdfDocument(pdf) as paper:
        for page in paper:
            left, bottom, edge, top = page.get_mediabox()
            box = (left - x, bottom + y, edge - x, top + y)
            page.set_mediabox(*box)
            page.set_cropbox(*box)
        copy = BytesIO()
        paper.save(copy)
    return copy.getvalue()


def page_width(pdf: bytes) -> float:
    """How wide the first page is, in points: the roll and the sheets lie in different printers."""
    with pypdfium2.PdfDocument(pdf) as paper:
        return float(paper[0].get_width())
