from io import BytesIO

import pdfplumber
import pypdfium2
from PIL import ImageOps

from gridhall.papers.documents import Sending, for_printer
from gridhall.pdf.business_form import BusinessForm, Closing, draw

DOTS_A_MM = 10
PAPER = draw(
    BusinessForm("受理通知书", "龙腾受字〔2026〕第0001号", "", ("正文",), Closing("大厅", "今天"))
)


def _words(pdf: bytes) -> dict[str, tuple[float, float]]:
    """Every line of the first page and where it stands, in points."""
    with pdfplumber.open(BytesIO(pdf)) as document:
        page = document.pages[0]
        return {
            line["text"]: (line["x0"], line["top"])
            for line in page.extract_text_lines(keep_blank_chars=True)
        }


def test_a_first_printing_is_the_stored_bytes() -> None:
    assert for_printer(PAPER, Sending()) is PAPER


def test_a_reprint_bears_its_mark_and_nothing_else_changes() -> None:
    marked, plain = _words(for_printer(PAPER, Sending("补打（第 2 次）"))), _words(PAPER)
    assert set(marked) - set(plain) == {"补打（第 2 次）"}
    assert all(marked[line] == place for line, place in plain.items())


def test_an_offset_moves_the_content_to_the_right_and_up() -> None:
    moved, plain = _ink(for_printer(PAPER, Sending("", 3.0, -2.0))), _ink(PAPER)
    shifts = [(after - before) / DOTS_A_MM for after, before in zip(moved, plain, strict=True)]
    assert [round(shift, 1) for shift in shifts] == [3.0, -2.0, 3.0, -2.0]


def _ink(pdf: bytes) -> tuple[int, int, int, int]:
    """The box round everything black on the first page, in dots: left, top, right, bottom."""
    with pypdfium2.PdfDocument(pdf) as document:
        page = document[0].render(scale=DOTS_A_MM * 25.4 / 72).to_pil().convert("L")
    box = ImageOps.invert(page).getbbox()
    assert box is not None
    return box
