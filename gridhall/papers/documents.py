"""What goes to the printer: the issued bytes, marked when it is a reprint, moved for the sheet."""

from io import BytesIO

import pypdfium2

from gridhall.pdf.marks import MM
from gridhall.pdf.overlay import overlay_mark


def for_printer(pdf: bytes, mark: str = "", right: float = 0.0, down: float = 0.0) -> bytes:
    """The pages with `mark` laid over them (补打), moved by millimetres (套印纸的偏差).

    The stored bytes are the paper; these are only printed.
    """
    if mark:
        pdf = overlay_mark(pdf, mark)
    return moved(pdf, right, down) if right or down else pdf


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
