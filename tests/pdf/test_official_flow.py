"""Official papers of every length: pages, signature, seal, 版记, attachments; titles."""

from collections.abc import Callable
from io import BytesIO
from itertools import pairwise
from typing import Any

import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gridhall.core.errors import UserError
from gridhall.core.text import clean
from gridhall.pdf.fonts import house
from gridhall.pdf.form_layer import without_form
from gridhall.pdf.marks import MM, Text
from gridhall.pdf.official import STAND_INS, AnyOfficial, Decision, Roll, draw, draw_many, lay_out
from gridhall.pdf.official.closing import signing
from gridhall.pdf.official.measures import SEAL, Grid
from gridhall.pdf.official.text import chinese_ordinal
from gridhall.pdf.official.title import title_lines
from tests.pdf.official import (
    RED,
    SENTENCE,
    body,
    letter,
    line_with,
    lines_of,
    minutes,
    notice,
    opened,
)

RIGHT, BOTTOM = 184 * MM, 262 * MM


@pytest.mark.parametrize(
    ("make", "sentences", "pages"),
    [(letter, 4, 1), (letter, 20, 2), (letter, 87, 7), (notice, 2, 1), (notice, 14, 2)],
)
def test_a_text_takes_as_many_pages_as_it_needs(
    make: Callable[..., AnyOfficial], sentences: int, pages: int
) -> None:
    with opened(make(paragraphs=(SENTENCE * sentences,))) as sheets:
        assert len(sheets) == pages
        said = "".join(line["text"] for page in sheets for line in body(page))
        assert said.count("请贵单位派员到场勘查") == sentences
        for page in sheets:
            assert max(line["base"] for line in body(page)) < BOTTOM
        full = [line for line in body(sheets[-1]) if line["x1"] - line["x0"] > 430]
        steps = [b["base"] - a["base"] for a, b in pairwise(full)]
        assert all(step == pytest.approx(28.95, abs=0.11) for step in steps)


@pytest.mark.parametrize("make", [letter, notice])
def test_a_signature_never_stands_alone_and_its_seal_has_room(
    make: Callable[..., AnyOfficial],
) -> None:
    for lines in range(1, 32):
        paper = make(
            paragraphs=("字" * (28 * lines - 3),), contact="联系人：王芳，电话：0536-8888888"
        )
        with opened(paper) as pages:
            last = pages[-1]
            day = line_with(last, "2026年2月5日")
            assert day["text"] == "2026年2月5日"
            assert any("字" in line["text"] for line in body(last)), lines
            assert any("字" in line["text"] for line in body(pages[0])), lines
            _has_room(paper, last, day)


def _has_room(paper: Any, page: Any, day: dict[str, Any]) -> None:
    """No text but issuer and date lies in the circle of 45 mm; text ends a line above at most."""
    grid = Grid()
    signed = signing(paper, grid)
    assert signed is not None
    assert signed.seal is not None
    issuer = [line for line in body(page) if line["text"] == paper.issuer][-1]
    leading = day["base"] - issuer["base"]
    middle = (day["x0"] + day["x1"]) / 2
    assert (issuer["x0"] + issuer["x1"]) / 2 == pytest.approx(middle, abs=0.5 * MM)
    assert day["x1"] == pytest.approx(RIGHT - 4 * 15.79, abs=0.5 * MM)
    centre = issuer["base"] - 0.38 * 16 + leading / 2 - 0.05 * SEAL
    others = [line for line in lines_of(page) if line not in (issuer, day)]
    for line in others:
        for char in line["chars"]:
            for x in (char["x0"], char["x1"]):
                for y in (line["base"] - 0.88 * line["size"], line["base"] + 0.12 * line["size"]):
                    assert ((x - middle) ** 2 + (y - centre) ** 2) ** 0.5 >= SEAL / 2
    text = max(line["base"] for line in body(page) if "字" in line["text"])
    assert 0 <= centre - SEAL / 2 - text <= leading


def test_lines_move_closer_before_a_page_is_given_to_the_signature() -> None:
    found = set()
    for lines in range(9, 16):
        paper = letter(paragraphs=("字" * (28 * lines - 3),))
        with opened(paper) as pages:
            if len(pages) == 1:
                rows = [line["base"] for line in body(pages[0]) if "字" in line["text"]]
                found.add(round(rows[-1] - rows[-2]))
    assert 29 in found
    assert min(found) in (26, 27, 28)


def test_without_a_seal_the_issuer_stands_two_in_and_the_date_below() -> None:
    with opened(notice(sealed=False)) as pages:
        *_, issuer, day = body(pages[0])
        assert issuer["x1"] == pytest.approx(RIGHT - 2 * 15.79, abs=0.5 * MM)
        assert day["x0"] - issuer["x0"] == pytest.approx(2 * 15.79, abs=0.5 * MM)
    with opened(notice(sealed=False, issuer="居委会")) as pages:
        issuer, day = line_with(pages[0], "居委会"), line_with(pages[0], "2026年2月5日")
        assert day["x1"] == pytest.approx(RIGHT - 2 * 15.79, abs=0.5 * MM)
        assert day["x0"] - issuer["x0"] == pytest.approx(2 * 15.79, abs=0.5 * MM)


def test_attachments_hang_under_their_names_and_copies_stand_at_the_foot() -> None:
    long = "关于金泰小区3号楼下水道堵塞问题的联席会议纪要和历次吹哨单、报到记录的说明。"
    with opened(letter(attachments=("现场照片", long), copies_to=("街道党工委",))) as pages:
        (page,) = pages
        first, second = line_with(page, "1.现场照片"), line_with(page, "2.关于")
        third = lines_of(page)[lines_of(page).index(second) + 1]
        assert first["text"] == "附件：1.现场照片"
        start = next(c["x0"] for c in first["chars"] if c["text"] == "现")
        assert third["x0"] == pytest.approx(start, abs=0.5 * MM)
        assert not third["text"].endswith("。")
        copies = line_with(page, "抄送")
        assert copies["text"] == "抄送：街道党工委。"
        assert BOTTOM - 22 < copies["base"] < BOTTOM
    with opened(letter(attachments=("现场照片",))) as pages:
        assert line_with(pages[0], "附件")["text"] == "附件：现场照片"


def test_an_addressee_that_fills_the_first_page_moves_to_the_foot() -> None:
    offices = "、".join(f"第{n}居民委员会" for n in range(1, 60))
    with opened(letter(addressee=offices, title="关于下水道的函")) as pages:
        assert line_with(pages[0], "居民反映的问题")
        assert not [line for line in body(pages[0]) if "第7居民委员会" in line["text"]]
        assert line_with(pages[-1], "主送：第1居民委员会")


def test_minutes_number_decisions_and_name_who_came() -> None:
    paper = minutes(
        paragraphs=("会议议定以下事项：",),
        decisions=[Decision(f"第{n}题", (SENTENCE,)) for n in range(1, 13)],
        rolls=[
            Roll("出席", [f"张三{n}（社区党委）" for n in range(9)]),
            Roll("请假", []),
            Roll("列席", ["孙八"]),
        ],
    )
    with opened(paper) as pages:
        lines = [line for page in pages for line in body(page)]
        texts = [line["text"] for line in lines]
        assert "十二、第12题" in texts
        (came,) = [line for line in lines if line["text"].startswith("出席：")]
        following = lines[lines.index(came) + 1]
        start = came["chars"][3]["x0"]
        assert following["x0"] == pytest.approx(start, abs=0.5 * MM)
        assert "Hei" in came["font"]
        assert "Song" in came["chars"][4]["fontname"]
        assert not any(text.startswith("请假") for text in texts)
        assert "列席：孙八" in texts
        for heading in (line for line in lines if line["text"].startswith("七、")):
            assert "Hei" in heading["font"]
    assert [chinese_ordinal(n) for n in (1, 10, 12, 20, 23)] == [
        "一", "十", "十二", "二十", "二十三",
    ]  # fmt: skip


def test_who_came_stays_with_the_last_decision() -> None:
    rolls = [Roll("出席", ["张三（社区党委）", "李四（县水务局）"]), Roll("列席", ["孙八"])]
    for count in range(1, 9):
        decisions = [Decision("", (SENTENCE,))] * count
        with opened(minutes(paragraphs=(SENTENCE,), decisions=decisions, rolls=rolls)) as pages:
            last = [line["text"] for line in body(pages[-1])]
        at = next(n for n, text in enumerate(last) if text.startswith("出席："))
        assert "以便答复居民。" in last[at - 1], count


def test_the_file_says_which_faces_stand_in_for_others() -> None:
    info = pypdf.PdfReader(BytesIO(draw(letter()))).metadata
    assert info is not None
    assert info.title == "关于办理下水道堵塞问题的函"
    for face, by in STAND_INS.items():
        assert f"{face}以{by}替代" in str(info.subject)


TITLES = {
    "关于办理问题的函": 1,
    "关于尽快办理金泰小区3号楼下水道堵塞问题的督办函": 2,
    "关于5号楼电梯频繁故障、业主多次反映物业公司未及时维修"
    "且维修资金使用手续尚未办结问题的责任追究建议书": 3,
    "关于转报龙腾社区御景小区老旧供暖管道更换改造资金缺口和施工期间居民临时安置有关问题"
    "以及历次联席会议结转事项办理情况和下一步工作建议的函": 4,
}


@pytest.mark.parametrize(("title", "count"), TITLES.items())
def test_a_title_is_cut_as_a_trapezoid_and_no_word_is_torn(title: str, count: int) -> None:
    lines = title_lines(title, ("御景小区",))
    assert "".join(lines) == title
    assert len(lines) == count
    steps = [len(after) - len(before) for before, after in pairwise(lines)]
    assert not any(first < 0 < second for first, second in pairwise(steps))
    joined = "|".join(lines)
    for word in ("小区", "下水道", "3号楼", "物业公司", "联席会议", "施工", "建议书", "御景小区"):
        assert (word in joined) == (word in title)
    with opened(letter(title=title)) as pages:
        rows = [line for line in lines_of(pages[0]) if line["size"] == 22]
        assert [row["text"] for row in rows] == list(lines)
        for row in rows:
            assert (row["x0"] + row["x1"]) / 2 == pytest.approx(106 * MM, abs=0.5 * MM)
            assert "Bold" in row["font"]


def test_a_name_is_not_torn_from_what_it_names() -> None:
    title = "关于县住房和城乡建设局办理金泰小区3号楼下水道堵塞问题的问责建议书"
    lines = title_lines(title)
    assert len(lines) == 2
    assert not lines[1].startswith(("小区", "区"))


@settings(max_examples=60, deadline=None)
@given(st.text("关于督办的下水道3号楼，。“”（）电梯A1 ", min_size=1, max_size=100))
def test_any_title_is_whole_and_fits(title: str) -> None:
    lines = title_lines(title)
    assert "".join(lines).replace(" ", "") == title.replace(" ", "")
    for page in lay_out(letter(title=title)):
        assert page


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.text("字一、（）1.。，a 2026年", max_size=300), max_size=12),
    st.text("社区党委会x", min_size=1, max_size=40),
    st.sampled_from([letter, notice, minutes]),
)
def test_any_text_stays_on_the_sheet_and_nothing_is_lost(
    said: list[str], name: str, make: Callable[..., AnyOfficial]
) -> None:
    paper = make(paragraphs=said, issuer=name, head=name, addressee=name, copies_to=(name,))
    found = []
    for page in lay_out(paper):
        for top, block in page:
            for mark in (*block.fixed, *block.typed):
                if isinstance(mark, Text):
                    found.append(mark.text)
                    width = house().width(mark.text, mark.style.font, mark.style.size)
                    assert mark.x >= 20 * MM
                    assert mark.x + width + mark.spread * (len(mark.text) - 1) < 190.1 * MM
                    assert 25 * MM < top + mark.y < 292 * MM
    drawn = "".join("".join(found).split())
    for one in said:
        assert "".join(clean(one).split()) in drawn


def test_what_is_red_goes_where_the_sheet_has_it_and_rare_characters_are_named() -> None:
    full = draw(letter())
    assert b"GridHallForm true /ON" in full
    assert b"GridHallForm true /OFF" in without_form(full)
    with opened(letter(head="")) as pages:
        assert not [c for c in pages[0].chars if c["non_stroking_color"] == RED]
        assert line_with(pages[0], "龙腾督")["base"] == pytest.approx(_number_base(), abs=2 * MM)
    with pytest.raises(UserError, match="U\\+10FFFD"):
        draw(letter(title="张\U0010fffd"))
    with opened(letter(paragraphs=("请<b>办理</b>\u200b。", "\u200b"))) as pages:
        assert line_with(pages[0], "请<b>办理</b>。")


def _number_base() -> float:
    """Where the number stands under a head that is drawn."""
    with opened(letter()) as pages:
        return float(line_with(pages[0], "龙腾督")["base"])


def test_many_letters_are_one_file_and_the_same_bytes(tmp_path: Any) -> None:
    papers = [letter(number=f"龙腾督〔2026〕{n}号") for n in range(1, 6)]
    pdf = draw_many(papers)
    assert pdf == draw_many(papers)
    assert len(pdf) < sum(len(draw(paper)) for paper in papers)
    file = tmp_path / "many.pdf"
    file.write_bytes(pdf)
    assert len(pypdf.PdfReader(file).pages) == 5
    with pytest.raises(ValueError, match="no papers"):
        draw_many([])
