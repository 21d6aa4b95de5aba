"""Bookmarks, colours, dashes and turned sheets, read back."""

from io import BytesIO

import pdfplumber
import pytest
from pypdf import PdfReader

from gridhall.pdf import fonts
from gridhall.pdf.business_form import BusinessForm, Closing, Table, draw
from gridhall.pdf.marks import MM, Block, Panel, Rule, Style, Text
from gridhall.pdf.page import A3, A4, About, Sheet, landscape


def test_bookmarks_stand_as_deep_as_they_were_put_and_lead_to_their_pages() -> None:
    sheet = Sheet(A4, About("题", "署名"))
    for title, level in (
        ("街道", 0),
        ("社区（一）", 1),
        ("小区𬭎", 2),
        ("社区(二)", 1),
        ("另一街道", 0),
    ):
        sheet.mark_page(title, level)
        sheet.add([(0.0, Block(10))])
    reader = PdfReader(BytesIO(sheet.finish()))
    street, below, other = reader.outline
    community, deeper, second = below
    told = [one["/Title"] for one in (street, community, *deeper, second, other)]
    assert told == ["街道", "社区（一）", "小区𬭎", "社区(二)", "另一街道"]
    pages = [reader.get_destination_page_number(one) for one in (street, deeper[0], other)]
    assert pages == [0, 2, 4]


def test_two_thousand_bookmarks_one_under_another_need_no_recursion() -> None:
    sheet = Sheet(A4, About("题", "署名"))
    for level in range(2000):
        sheet.mark_page(f"第{level}级", level)
        sheet.add([(0.0, Block(10))])
    assert sheet.finish().count(b"/Prev") == 0


def test_a_file_without_bookmarks_has_no_outline() -> None:
    sheet = Sheet(A4, About("题", "署名"))
    sheet.add([(0.0, Block(10))])
    assert PdfReader(BytesIO(sheet.finish())).outline == []


def test_a_panel_is_filled_and_a_coloured_rule_leaves_the_next_mark_black() -> None:
    sheet = Sheet(landscape(A3), About("题", "署名"))
    marks = (
        Panel(20, 40, 100, 30, (0.8, 0.1, 0.1), 1.0, edge=(0, 0, 1), radius=5),
        Panel(200, 40, 60, 30, None, 0.5, dash=2),
        Rule(10, 100, 60, 100, 1, 3, (0.0, 0.5, 0.0)),
        Rule(10, 120, 60, 120),
        Text(10, 140, "红", Style(fonts.HEI, 12, ink=(1, 0, 0))),
        Text(40, 140, "黑", Style(fonts.HEI, 12)),
    )
    sheet.add([(0.0, Block(200, marks))])
    with pdfplumber.open(BytesIO(sheet.finish())) as file:
        drawn = file.pages[0]
        filled, empty = (*drawn.curves, *drawn.rects)
        green, black = sorted(drawn.lines, key=lambda line: line["top"])
        inks = {char["text"]: char["non_stroking_color"] for char in drawn.chars}
    assert (round(drawn.width / MM), round(drawn.height / MM)) == (420, 297)
    assert filled["fill"]
    assert filled["non_stroking_color"] == (0.8, 0.1, 0.1)
    assert (filled["x0"], filled["top"], filled["x1"], filled["bottom"]) == pytest.approx(
        (20, 40, 120, 70), abs=0.1
    )
    assert not empty["fill"]
    assert green["stroking_color"] == (0.0, 0.5, 0.0)
    assert black["stroking_color"] != (0.0, 0.5, 0.0)
    assert inks["红"] == (1, 0, 0)
    assert inks["黑"] != (1, 0, 0)


@pytest.mark.parametrize(("size", "width"), [(landscape(A4), 297), (landscape(A3), 420)])
def test_a_list_stands_on_a_turned_sheet(size: tuple[float, float], width: int) -> None:
    rows = tuple((str(at), "御景小区党支部" * 3, "柳建平") for at in range(80))
    table = Table(("序号", "名称", "书记"), (1, 6, 2), rows)
    closing = Closing("龙腾社区", "2026年11月24日", seal=False)
    form = BusinessForm("党组织一览表", "", "", (), closing, table=table)
    with pdfplumber.open(BytesIO(draw(form, size))) as file:
        assert len(file.pages) > 1
        assert round(file.pages[0].width / MM) == width
        for page in file.pages:
            assert max(char["x1"] for char in page.chars) < page.width
            assert max(char["bottom"] for char in page.chars) < page.height
