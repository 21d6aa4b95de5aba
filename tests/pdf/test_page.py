"""Reading sheets back: fonts, text, metadata, layers."""

import re
import zlib
from io import BytesIO
from pathlib import Path

import pdfplumber
import pypdf
import pytest

from gridhall.core.errors import UserError
from gridhall.core.resources import resource
from gridhall.pdf import fonts, page
from gridhall.pdf.marks import MM, Block, Box, Ring, Rule, Style, Text
from gridhall.pdf.page import A4, A5, About, Sheet

BODY = Style(fonts.SONG, 14)


def one_page(*texts: str, font: str = fonts.SONG) -> bytes:
    sheet = Sheet(A4, About("受理通知书", "龙腾社区党群服务中心", "受字〔2026〕1号"))
    marks = tuple(Text(50, 60 + 20 * n, text, Style(font, 14)) for n, text in enumerate(texts))
    sheet.add([(0.0, Block(100, marks))])
    return sheet.finish()


def text_by_pypdf(pdf: bytes) -> str:
    return pypdf.PdfReader(BytesIO(pdf)).pages[0].extract_text()


def text_by_pdfplumber(pdf: bytes) -> str:
    with pdfplumber.open(BytesIO(pdf)) as file:
        return "".join(char["text"] for char in file.pages[0].chars)


@pytest.mark.parametrize("font", [fonts.SONG, fonts.HEI_BOLD, fonts.KAI])
def test_copied_text_is_what_was_drawn_outside_the_bmp_too(font: str) -> None:
    name = "欧阳䶮𬭎𬱖㐂Abc 1·2"
    pdf = one_page(name, font=font)
    assert text_by_pypdf(pdf) == name
    assert text_by_pdfplumber(pdf) == name


def test_a_rare_pack_is_embedded_beside_the_family(
    rare_pack: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_pack = fonts.FontHouse(resource("fonts"), [rare_pack])
    monkeypatch.setattr(page, "house", lambda: with_pack)
    pdf = one_page("张𠮷安", "𰻝")
    assert text_by_pypdf(pdf) == "张𠮷安\n𰻝"
    assert text_by_pdfplumber(pdf) == "张𠮷安𰻝"
    assert any("RarePack" in name for name in embedded_fonts(pdf))


def test_a_character_without_a_glyph_is_refused_not_left_out() -> None:
    with pytest.raises(UserError, match="U\\+10FFFD"):
        one_page("张\U0010fffd")


def embedded_fonts(pdf: bytes) -> dict[str, bytes]:
    reader = pypdf.PdfReader(BytesIO(pdf))
    found = {}
    for font in reader.pages[0]["/Resources"]["/Font"].values():
        descriptor = font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"]
        found[font.get_object()["/BaseFont"]] = descriptor.get_object()["/FontFile2"].get_data()
    return found


def test_every_font_is_embedded_and_nothing_is_ascii85() -> None:
    pdf = one_page("龙腾社区")
    programs = embedded_fonts(pdf)
    assert [re.fullmatch(r"/[A-Z]{6}\+GridHallSong-Regular", name) for name in programs]
    assert all(program[:4] == b"\x00\x01\x00\x00" for program in programs.values())
    assert b"Helvetica" not in pdf
    assert b"ASCII85" not in pdf


def test_title_author_subject_and_language_are_set() -> None:
    reader = pypdf.PdfReader(BytesIO(one_page("正文")))
    assert reader.metadata is not None
    assert reader.metadata.title == "受理通知书"
    assert reader.metadata.author == "龙腾社区党群服务中心"
    assert reader.metadata.subject == "受字〔2026〕1号"
    assert reader.metadata.creator == "网格厅"
    assert reader.trailer["/Root"]["/Lang"] == "zh-CN"


def test_metadata_cannot_break_out_of_its_string() -> None:
    sheet = Sheet(A4, About(") /Lang (xx) <b>", "\\", "(("))
    sheet.add([(0.0, Block(10))])
    reader = pypdf.PdfReader(BytesIO(sheet.finish()))
    assert reader.metadata is not None
    assert reader.metadata.title == ") /Lang (xx) <b>"
    assert reader.metadata.author == "\\"
    assert reader.trailer["/Root"]["/Lang"] == "zh-CN"


@pytest.mark.parametrize(("size", "millimetres"), [(A4, (210, 297)), (A5, (148, 210))])
def test_paper_sizes(size: page.Size, millimetres: tuple[int, int]) -> None:
    sheet = Sheet(size, About("题", "署名"))
    sheet.add([(0.0, Block(10))])
    box = pypdf.PdfReader(BytesIO(sheet.finish())).pages[0].mediabox
    assert (round(float(box.width) / MM), round(float(box.height) / MM)) == millimetres


def test_marks_stand_where_they_were_put() -> None:
    sheet = Sheet(A4, About("题", "署名"))
    marks = (
        Text(100, 20, "甲", BODY),
        Rule(10, 30, 60, 30, 0.8),
        Box(20, 40, 100, 30),
        Ring(300, 90, 50),
    )
    sheet.add([(200.0, Block(100, marks))])
    with pdfplumber.open(BytesIO(sheet.finish())) as file:
        drawn = file.pages[0]
        (char,), (line,) = drawn.chars, drawn.lines
        (box,), (ring,) = drawn.rects, drawn.curves
    assert char["x0"] == pytest.approx(100, abs=0.02)
    assert (line["x0"], line["x1"]) == pytest.approx((10, 60), abs=0.02)
    assert line["top"] == pytest.approx(230, abs=0.1)
    assert (box["x0"], box["top"], box["x1"], box["bottom"]) == pytest.approx(
        (20, 240, 120, 270), abs=0.1
    )
    assert (ring["x0"], ring["x1"], ring["top"], ring["bottom"]) == pytest.approx(
        (250, 350, 240, 340), abs=0.2
    )


def test_pages_alike_store_what_they_share_once() -> None:
    sheet = Sheet(A4, About("题", "署名"))
    shared = (Text(50, 20, "共有的标题", BODY),)
    for name in ("张三", "李四", "王五"):
        sheet.add_alike([(0.0, Block(50, (Text(50, 40, name, BODY),), shared))])
    sheet.add_alike([(9.0, Block(50, (Text(50, 40, "赵六", BODY),), shared))])
    pdf = sheet.finish()
    reader = pypdf.PdfReader(BytesIO(pdf))
    assert len(reader.pages[0]["/Resources"]["/XObject"]) == 2
    texts = [drawn.extract_text().split() for drawn in reader.pages]
    assert [sorted(words) for words in texts] == [
        sorted(["共有的标题", name]) for name in ("张三", "李四", "王五", "赵六")
    ]


def test_a_turned_and_a_grey_and_a_spread_text_leave_the_next_one_alone() -> None:
    sheet = Sheet(A4, About("题", "署名"))
    marks = (
        Text(50, 300, "草稿", Style(fonts.HEI, 90, 0.9), angle=45),
        Text(50, 40, "标题", BODY, spread=7),
        Text(50, 60, "正文", BODY),
    )
    sheet.add([(0.0, Block(50, marks))])
    with pdfplumber.open(BytesIO(sheet.finish())) as file:
        chars = {char["text"]: char for char in file.pages[0].chars}
    assert chars["草"]["matrix"][:2] == pytest.approx((0.7071, 0.7071))
    assert chars["题"]["x0"] - chars["标"]["x0"] == pytest.approx(21, abs=0.02)
    assert chars["文"]["x0"] - chars["正"]["x0"] == pytest.approx(14, abs=0.02)
    assert chars["草"]["non_stroking_color"] == (0.9,)
    assert chars["正"]["non_stroking_color"] != (0.9,)


def test_the_map_to_unicode_is_utf_16_with_surrogates() -> None:
    font = next(
        iter(pypdf.PdfReader(BytesIO(one_page("𬭎"))).pages[0]["/Resources"]["/Font"].values())
    )
    table = font.get_object()["/ToUnicode"].get_data()
    assert b"<0001> <D872DF4E>" in table


def test_streams_end_where_they_say() -> None:
    pdf = one_page("张三" * 30)
    for length, data in re.findall(rb"/Length (\d+) /Filter.*?stream\n(.*?)\nendstream", pdf, re.S):
        assert len(data) == int(length)
        zlib.decompress(data)
