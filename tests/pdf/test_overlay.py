from io import BytesIO

import pdfplumber
import pypdf
import pytest

from gridhall.core.errors import UserError
from gridhall.pdf.business_form import A5, draw
from gridhall.pdf.overlay import overlay_mark
from tests.pdf.conftest import NoticeMaker


def lines(pdf: bytes) -> list[list[str]]:
    return [p.extract_text().splitlines() for p in pypdf.PdfReader(BytesIO(pdf)).pages]


def test_each_page_gets_the_mark_and_keeps_its_text(notice: NoticeMaker) -> None:
    paper = draw(notice(materials=40))
    marked = overlay_mark(paper, "补打（第 2 次）")
    assert len(lines(paper)) > 1
    for before, after in zip(lines(paper), lines(marked), strict=True):
        assert sorted(after) == sorted([*before, "补打（第 2 次）"])


def test_the_stored_bytes_are_not_touched(notice: NoticeMaker) -> None:
    paper = draw(notice())
    kept = bytes(bytearray(paper))
    overlay_mark(paper, "补打（第 3 次）")
    assert paper == kept


@pytest.mark.parametrize("small", [False, True])
def test_the_mark_stands_free_in_the_top_right_corner(notice: NoticeMaker, small: bool) -> None:
    paper = draw(notice(materials=40), A5) if small else draw(notice(materials=40))
    with pdfplumber.open(BytesIO(overlay_mark(paper, "补打（第 12 次）"))) as file:
        for page in file.pages:
            mark = [char for char in page.chars if "Hei" in char["fontname"]]
            rest = [char for char in page.chars if "Hei" not in char["fontname"]]
            assert "".join(char["text"] for char in mark) == "补打（第 12 次）"
            assert min(char["x0"] for char in mark) > page.width / 2
            assert max(char["x1"] for char in mark) < page.width - 10
            assert max(c["bottom"] for c in mark) < min(c["top"] for c in rest)


def test_a_mark_that_cannot_be_printed_is_refused(notice: NoticeMaker) -> None:
    with pytest.raises(UserError, match="U\\+10FFFD"):
        overlay_mark(draw(notice()), "补打\U0010fffd")
