"""The official letter: type area, sizes, page numbers and signature as GB/T 9704-2012 has them."""

from io import BytesIO

import pdfplumber
import pytest

from gridhall.core.errors import UserError
from gridhall.pdf.marks import MM
from gridhall.pdf.official_letter import OfficialLetter, draw_letter


def letter(paragraphs: int = 2, **given: object) -> OfficialLetter:
    said: dict[str, object] = {
        "head": "中共龙腾社区委员会文件",
        "number": "龙腾党〔2026〕1号",
        "title": "关于做好换届选举工作的通知",
        "addressee": "各党支部",
        "paragraphs": ("一、总体要求", *("本届任期届满，现将有关事项通知如下。" * 6,) * paragraphs),
        "issuer": "中共龙腾社区委员会",
        "day_text": "2026年2月5日",
    }
    return OfficialLetter(**(said | given))  # type: ignore[arg-type]


def test_the_type_area_holds_twenty_eight_characters_of_sixteen_points() -> None:
    with pdfplumber.open(BytesIO(draw_letter(letter(1)))) as book:
        (page,) = book.pages
        body = [c for c in page.chars if c["size"] == 16 and c["text"] != "龙"]
        title = [c for c in page.chars if round(c["size"]) == 22]
        lines: dict[int, list[float]] = {}
        for char in body:
            lines.setdefault(round(char["top"]), []).append(char["x0"])
    assert min(x for line in lines.values() for x in line) == pytest.approx(28 * MM, abs=0.5)
    assert max(c["x1"] for c in body) <= page.width - 26 * MM + 1.5
    assert max(map(len, lines.values())) == 28
    assert "".join(c["text"] for c in title) == "关于做好换届选举工作的通知"


def test_the_heading_is_black_the_head_red_and_the_date_four_characters_in() -> None:
    with pdfplumber.open(BytesIO(draw_letter(letter(1)))) as book:
        (page,) = book.pages
        (heading, *_) = [c for c in page.chars if c["text"] == "总"]
        red = [c for c in page.chars if c["non_stroking_color"] == (0.8, 0.05, 0.05)]
        day = [c for c in page.chars if c["text"] == "日"][-1]
    assert "Hei" in heading["fontname"]
    assert "".join(c["text"] for c in red) == "中共龙腾社区委员会文件"
    assert day["x1"] == pytest.approx((28 + 156) * MM - 64, abs=1)


def test_page_numbers_stand_outside_and_the_signature_never_alone() -> None:
    for paragraphs in range(2, 9):
        with pdfplumber.open(BytesIO(draw_letter(letter(paragraphs)))) as book:
            last = book.pages[-1].extract_text()
            assert "届满" in last
            assert "2026年2月5日" in last
            for at, page in enumerate(book.pages, 1):
                (dash, *_) = [c for c in page.chars if c["text"] == "—"]
                assert (dash["x0"] > page.width / 2) == bool(at % 2)
                assert f"— {at} —" in page.extract_text()


def test_paper_with_a_printed_head_and_a_missing_character() -> None:
    with pdfplumber.open(BytesIO(draw_letter(letter(head="")))) as book:
        assert "文件" not in book.pages[0].extract_text()
    with pytest.raises(UserError, match="U\\+10FFFD"):
        draw_letter(letter(title="张\U0010fffd"))
