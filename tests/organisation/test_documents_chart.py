"""组织架构图: nothing overlaps or is lost, all of it can be read, both ends of a cut agree."""

import re
from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO

import pdfplumber
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from gridhall.clerks.rules import Anchor
from gridhall.core.errors import UserError
from gridhall.core.progress import Cancelled
from gridhall.organisation.documents.chart import Chart, chart_order, chart_paper, laid_out
from gridhall.organisation.documents.chart.boxes import WIDTH
from gridhall.organisation.documents.chart.drawing import circled
from gridhall.organisation.documents.chart.layout import Part, Shape, lay_out
from gridhall.organisation.documents.chart.pages import READABLE
from gridhall.organisation.queries.papers.rows import ChartNode
from gridhall.pdf.marks import MM
from tests.conftest import HALL
from tests.factories import TODAY

ANCHOR = Anchor(12, "9f86d081" * 8)


def node(one: int, parent: int | None, depth: int, **given: object) -> ChartNode:
    facts = {
        "name": f"第{one}党支部",
        "head": f"书记 柳{one}",
        "party_members": 3,
        "households": 40,
    }
    return ChartNode(one, parent, depth=depth, **(facts | given))  # type: ignore[arg-type]


def tree(*breadths: int) -> list[ChartNode]:
    """A tree with so many children at each level, parents first."""
    level, nodes, count = [None], list[ChartNode](), 0
    for depth, breadth in enumerate((1, *breadths), start=1):
        below = []
        for parent in level:
            for _ in range(breadth):
                count += 1
                nodes.append(node(count, parent, depth))
                below.append(count)
        level = below
    return nodes


def chain(length: int) -> list[ChartNode]:
    return [node(one, one - 1 or None, one) for one in range(1, length + 1)]


def draw(nodes: Sequence[ChartNode], paper: str = "") -> bytes:
    chart = Chart(nodes, nodes[0].name, TODAY, 1, paper)
    return chart_paper(laid_out(chart), HALL, ("龙腾架图字〔2026〕第0001号", ANCHOR))


def pages(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(BytesIO(pdf)).pages]


def sizes(pdf: bytes) -> tuple[int, int]:
    box = PdfReader(BytesIO(pdf)).pages[0].mediabox
    return round(float(box.width) / MM), round(float(box.height) / MM)


def check_readable(pdf: bytes) -> None:
    """All text inside the sheet; nothing but the trail's head is smaller than 7.5 pt."""
    with pdfplumber.open(BytesIO(pdf)) as book:
        for page in book.pages:
            for char in page.chars:
                assert char["size"] >= 7.5 or char["non_stroking_color"] == (0.45,), char
                assert 0 < char["x0"] < char["x1"] < page.width
                assert 0 < char["top"] < char["bottom"] < page.height


@st.composite
def parts(pick: st.DrawFn) -> Part:
    """Any tree of up to 40 boxes of any height."""
    count = pick(st.integers(1, 40))
    children: dict[int, list[int]] = {}
    for one in range(1, count):
        children.setdefault(pick(st.integers(max(0, one - 12), one - 1)), []).append(one)
    heights = {one: pick(st.sampled_from((24.0, 37.5, 51.0, 130.0))) for one in range(count)}
    order, waiting = [], [0]
    for one in waiting:
        order.append(one)
        waiting += children.get(one, ())
    return Part(0, children, heights, order)


@given(parts(), st.sampled_from((1, 2, 3, 7, 45)), st.sampled_from((None, 0, 1, 2)))
@settings(deadline=None, max_examples=60)
def test_no_two_boxes_of_any_tree_overlap_and_all_are_drawn(
    part: Part, rows: int, listed: int | None
) -> None:
    shape = lay_out(part, rows, listed)
    assert sorted(place.id for place in shape.places) == sorted(part.order)
    for at, one in enumerate(shape.places):
        height = part.heights[one.id]
        assert -0.01 <= one.x <= one.x + WIDTH <= shape.width + 0.01
        assert 0 <= one.y <= one.y + height <= shape.height + 0.01
        for other in shape.places[at + 1 :]:
            aside = abs(one.x - other.x) >= WIDTH - 0.01
            below = one.y + height <= other.y or other.y + part.heights[other.id] <= one.y
            assert aside or below, (one, other)
    check_lines(part, shape)


def check_lines(part: Part, shape: Shape) -> None:
    """A line from above or the left touches each box but the top one; none crosses a box."""
    ends = {(round(line.to_x, 2), round(line.to_y, 2)) for line in shape.strokes}
    for place in shape.places:
        if place.id == part.root:
            continue
        top = any(
            place.x - 0.1 <= x <= place.x + WIDTH + 0.1 and abs(y - place.y) < 0.1 for x, y in ends
        )
        side = any(
            abs(x - place.x) < 0.1 and place.y <= y <= place.y + part.heights[place.id]
            for x, y in ends
        )
        assert top or side, place
    for line in shape.strokes:
        for place in shape.places:
            low = place.y + part.heights[place.id]
            inside_x = (
                place.x + 0.5 < max(line.x, line.to_x)
                and min(line.x, line.to_x) < place.x + WIDTH - 0.5
            )
            inside_y = place.y + 0.5 < max(line.y, line.to_y) and min(line.y, line.to_y) < low - 0.5
            assert not (inside_x and inside_y), (line, place)


def test_a_small_tree_is_one_lying_a4_sheet_with_day_counts_and_number() -> None:
    nodes = tree(3, 2)
    nodes[4] = replace(nodes[4], head="书记 空缺", is_vacant=True, vacancies=2)
    pdf = draw(nodes)
    (page,) = pages(pdf)
    for words in (
        "第1党支部组织架构图", "截至 2026年11月24日", "10 个组织，1 个负责人空缺", "书记 空缺",
        "书记 柳10", "党员 3，40 户", "缺 2 席", "龙腾架图字〔2026〕第0001号", "12-9f86d081",
        HALL.name,
    ):  # fmt: skip
        assert words in page, words
    assert "None" not in page
    assert sizes(pdf) == (297, 210)
    assert PdfReader(BytesIO(pdf)).outline == []
    check_readable(pdf)


def test_one_organisation_and_seventy_three_are_one_sheet_each() -> None:
    assert sizes(draw(tree())) == (297, 210)
    pdf = draw([*tree(8, 8)])
    assert len(pages(pdf)) == 1
    assert sizes(pdf) == (420, 297)
    assert all(f"第{one}党支部" in pages(pdf)[0] for one in range(1, 74))
    check_readable(pdf)


def test_a_hall_without_large_paper_gets_its_chart_on_a4() -> None:
    pdf = draw(tree(8, 8), "A4")
    assert sizes(pdf) == (297, 210)
    assert len(pages(pdf)) > 1
    check_readable(pdf)


def test_what_goes_on_elsewhere_says_the_same_at_both_ends() -> None:
    nodes = tree(6, 7, 4, 3)
    pdf = draw(nodes)
    told = pages(pdf)
    assert 1 < len(told) < 30
    check_readable(pdf)
    ways = [
        (at, int(to), number)
        for at, page in enumerate(told, 1)
        for to, number in re.findall(r"接第(\d+)页 (\S+)", page)
    ]
    back = [
        (int(source), at, number)
        for at, page in enumerate(told, 1)
        for source, number in re.findall(r"接自第(\d+)页 (\S+)", page)
    ]
    assert ways
    assert len(set(ways)) == len(ways)
    assert sorted(ways) == sorted(back)
    names = [name for page in told for name in re.findall(r"第(\d+)党支部", page)]
    assert set(map(int, names)) == {one.id for one in nodes}


def test_each_branch_has_a_bookmark_under_the_one_it_came_from() -> None:
    reader = PdfReader(BytesIO(draw(tree(6, 7, 4, 3))))
    top, below, *_ = reader.outline
    assert top["/Title"] == "第1党支部"
    assert below[0]["/Title"] == "第8党支部"  # two levels fit on the first sheet
    assert reader.get_destination_page_number(below[0]) > 0


def test_a_chain_of_two_hundred_levels_and_a_family_of_two_thousand() -> None:
    for nodes, most in ((chain(200), 12), (tree(2000), 30)):
        pdf = draw(nodes)
        told = pages(pdf)
        assert len(told) <= most
        names = {int(name) for page in told for name in re.findall(r"第(\d+)党支部", page)}
        assert names == {one.id for one in nodes}
    assert "（续）" in told[1]
    check_readable(pdf)


def test_long_names_wrap_and_rare_characters_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    long = "中国共产党翠屏街道龙腾社区御景小区网格综合党支部委员会" * 2
    nodes = [node(1, None, 1, name=long[:80]), node(2, 1, 2, name="㻇山", head="书记 张\U0010fffd")]
    pdf = draw(nodes)
    text = pages(pdf)[0]
    assert long[:80] in "".join(text.split())
    assert "㻇山" in text
    assert "书记 张〓" in text
    assert "“〓”处是字库没有的字（U+10FFFD），请手写补上" in text
    check_readable(pdf)


def test_a_forest_begins_with_each_of_its_trees() -> None:
    second = [
        replace(one, id=one.id + 100, parent_id=one.parent_id and one.parent_id + 100)
        for one in tree(2)
    ]
    told = "".join(pages(draw([*tree(2), *second])))
    assert "第1党支部" in told
    assert PdfReader(BytesIO(draw([*tree(2), *second]))).pages


def test_an_empty_tree_is_refused_and_a_stopped_chart_leaves_nothing() -> None:
    with pytest.raises(UserError, match="2026年11月24日还没有组织"):
        laid_out(Chart([], "龙腾社区", TODAY, 0))

    class Impatient:
        def report(self, done: int, total: int) -> None:
            raise Cancelled

    with pytest.raises(Cancelled):
        laid_out(Chart(tree(6, 7, 4, 3), "龙腾社区", TODAY, 0), Impatient())


def test_the_same_tree_of_the_same_day_is_the_same_paper() -> None:
    one, again = (chart_order(Chart(tree(3), "甲", TODAY, 1), HALL, key) for key in "ab")
    other = chart_order(Chart(tree(4), "甲", TODAY, 1), HALL, "c")
    assert one.content_sha256 == again.content_sha256 != other.content_sha256


def test_numbers_of_connectors() -> None:
    assert [circled(n) for n in (1, 20, 21, 35, 36, 50, 51)] == [*"①⑳㉑㉟㊱㊿", "（51）"]
    assert READABLE * 9 >= 7.5
