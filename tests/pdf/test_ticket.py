"""The ticket of 80 mm and the barcodes, read as a scanner and a reader read them."""

from collections.abc import Callable
from io import BytesIO

import pdfplumber
import pypdfium2
import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st

from gridhall.core.errors import UserError
from gridhall.core.slips import Slip, read_slip, spell_slip
from gridhall.pdf.business_form import BusinessForm, draw
from gridhall.pdf.marks import MM
from gridhall.pdf.page import A4, A5
from gridhall.pdf.ticket import WIDE, Ticket

NoticeMaker = Callable[..., BusinessForm]


def _codes(pdf: bytes, scale: float = 3) -> list[tuple[str, str]]:
    image = pypdfium2.PdfDocument(pdf)[0].render(scale=scale).to_pil()
    return [(str(one.format), one.text) for one in zxingcpp.read_barcodes(image)]


def _ticket(lines: int = 3, code: str = "BJ-9F86-1204") -> bytes:
    ticket = Ticket("龙腾社区党群服务中心", "办事回执", "龙腾票字〔2026〕第000001号")
    ticket.middle("户籍迁入材料初审", 13)
    ticket.facts((("编号", "SL20261124-001"), ("空的", ""), ("窗口", "王芳")))
    for n in range(lines):
        ticket.line(f"{n + 1}. 第{n + 1}样材料，由户籍所在地或经常居住地有权机关出具")
    ticket.barcode(code)
    return ticket.finish("12-abcdef12")


def test_a_ticket_is_as_wide_as_the_roll_and_as_long_as_it_needs() -> None:
    with (
        pdfplumber.open(BytesIO(_ticket(3))) as short,
        pdfplumber.open(BytesIO(_ticket(60))) as long,
    ):
        assert round(float(short.pages[0].width) / MM, 1) == 80.0
        assert (len(short.pages), len(long.pages)) == (1, 1)
        assert long.pages[0].height > 5 * short.pages[0].height
        for page in (short.pages[0], long.pages[0]):
            assert all(one["x0"] > 0 and one["x1"] < WIDE for one in page.chars)
            assert max(one["bottom"] for one in page.chars) < page.height - 4 * MM
        text = "".join(long.pages[0].extract_text().split())
    assert "60.第60样材料" in text
    assert "空的" not in text


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 0xFFFF), st.integers(1, 999_999_999), st.sampled_from(("BJ", "CG", "JY")))
def test_every_slip_reads_back_from_its_ticket(mark: int, row_id: int, kind: str) -> None:
    slip = Slip(kind, f"{mark:04X}", row_id)
    (read,) = _codes(_ticket(1, spell_slip(slip)))
    assert read[1] == spell_slip(slip)
    assert read_slip(read[1].lower(), slip.mark, {kind: "回执"}) == slip


def test_a_ticket_with_a_character_that_no_font_has_is_refused() -> None:
    ticket = Ticket("龙腾社区", "办事回执")
    with pytest.raises(UserError, match="字库里没有“\U000e1234”"):
        ticket.line("张\U000e1234")
    ticket.line("张\u200b三\u202e")  # invisible marks are only left out


@pytest.mark.parametrize("size", [A4, A5])
def test_a_form_bears_its_barcode_at_the_head(
    notice: NoticeMaker, size: tuple[float, float]
) -> None:
    pdf = draw(notice(barcode="BJ-9F86-123456789"), size)
    assert "BJ-9F86-123456789" in [text for _, text in _codes(pdf, 4)]
    with pdfplumber.open(BytesIO(pdf)) as file:
        text = "".join(file.pages[0].extract_text().split())
    assert "BJ-9F86-123456789" in text
    assert "龙腾受字〔2026〕第0001号" in text


def test_a_barcode_and_a_long_number_stand_side_by_side(notice: NoticeMaker) -> None:
    number = "翠屏街道龙腾社区党群服务中心受字〔2026〕第0001号" * 2
    pdf = draw(notice(number=number, barcode="BJ-9F86-1"))
    with pdfplumber.open(BytesIO(pdf)) as file:
        page = file.pages[0]
        bars = [one for one in page.rects + page.lines if one["height"] > 8 * MM > one["width"]]
        right = max(one["x1"] for one in bars)
        digits = [one for one in page.chars if one["text"] == "〕"]
    assert all(one["x0"] > right for one in digits)


def test_line_breaks_of_a_cell_are_kept(notice: NoticeMaker) -> None:
    pdf = draw(notice(facts=(("意见", "第一行\n第二行\n\n"),)))
    with pdfplumber.open(BytesIO(pdf)) as file:
        lines = file.pages[0].extract_text().splitlines()
    assert any(line.endswith("第一行") for line in lines)
    assert any(line.endswith("第二行") for line in lines)


def test_another_halls_slip_is_told_and_another_code_is_none() -> None:
    words = {"BJ": "办事回执"}
    with pytest.raises(UserError, match="这张办事回执是别的大厅出的"):
        read_slip("BJ-0000-1", "9F86", words)
    assert read_slip("JY-9F86-1", "9F86", words) is None
    assert read_slip("YS-001", "9F86", words) is None
    assert read_slip("ＢＪ-9f86-１２ ", "9F86", words) == Slip("BJ", "9F86", 12)
