"""A mark over a paper that was issued long ago: 补打（第 2 次）.

The stored bytes are the paper and stay as they are. What goes to the printer, or is saved as a
copy, is those pages with one line of text laid over their top right corner, in the white above
the heading that every house sheet leaves free; nothing is typeset again.
"""

from io import BytesIO

import pypdfium2

from gridhall.core.text import clean
from gridhall.pdf.fonts import HEI, house
from gridhall.pdf.marks import MM, Block, Style, Text
from gridhall.pdf.page import About, Sheet

_STYLE = Style(HEI, 10)
_FROM_TOP, _FROM_RIGHT = 9 * MM, 15 * MM


def overlay_mark(pdf: bytes, mark: str) -> bytes:
    """The pages of `pdf`, each with `mark` at its top right corner, for the printer only."""
    with pypdfium2.PdfDocument(pdf) as paper:
        for size in {page.get_size() for page in paper}:
            _lay_over(paper, size, clean(mark))
        copy = BytesIO()
        paper.save(copy)
    return copy.getvalue()


def _lay_over(paper: pypdfium2.PdfDocument, size: tuple[float, float], mark: str) -> None:
    with pypdfium2.PdfDocument(_slip(size, mark)) as slip:
        stamp = slip.page_as_xobject(0, paper)
        for page in paper:
            if page.get_size() == size:
                page.insert_obj(stamp.as_pageobject())
                page.gen_content()
        stamp.close()


def _slip(size: tuple[float, float], mark: str) -> bytes:
    """An empty page of this size with the mark on it."""
    house().require_glyphs([mark])
    width = house().width(mark, _STYLE.font, _STYLE.size)
    text = Text(size[0] - _FROM_RIGHT - width, _FROM_TOP, mark, _STYLE)
    sheet = Sheet(size, About("补打标记", ""))
    sheet.add([(0.0, Block(size[1], (text,)))])
    return sheet.finish()
