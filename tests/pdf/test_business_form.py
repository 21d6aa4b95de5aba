"""Papers read back: everything typed is on them as typed, and nothing runs into the seal."""

import hashlib
import os
import subprocess
import sys
from datetime import date
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pdfplumber
import pypdf
import pypdfium2
import pytest
import zxingcpp

from gridhall.core.errors import UserError
from gridhall.core.progress import Cancelled
from gridhall.pdf.business_form import (
    A4,
    A5,
    BusinessForm,
    Closing,
    Qr,
    Table,
    chinese_day,
    draw,
    draw_many,
    lay_out,
)
from gridhall.pdf.fonts import house
from gridhall.pdf.marks import MM, Page, Ring, Text
from gridhall.pdf.page import Size
from tests.pdf.conftest import NoticeMaker

SIZES = pytest.mark.parametrize("size", [A4, A5], ids=["A4", "A5"])
LONG_NAME = "阿卜杜热合曼·买买提吐尔逊·" * 8 + "沙"

# Markup that reportlab's paragraphs run, choke on or obey (CVE-2023-33733 and its relatives).
HOSTILE = {
    "expression": "<font color=\"[[[getattr(pow, Word('__globals__'))['os'].system('touch x') "
    "for Word in [orgTypeFun('Word', (str,), {'mutated': 1})]] for orgTypeFun in "
    "[type(type(1))]] and 'red'\">x</font>",
    "sum": '<font color="0x10+0x01">x</font>',
    "less": "张<三",
    "ampersand": "张&三&amp;",
    "unclosed": "<b>张三",
    "stray": "张三</para>",
    "huge": '<font size="9999">大</font>',
    "local image": '<img src="/etc/hostname" width="10" height="10"/>',
    "remote image": '<img src="http://127.0.0.1:9/x.png"/>',
    "link": '<a href="file:///etc/passwd">x</a>',
    "hidden": '<font color="white" size="1">隐藏</font>',
    "unichar": "<unichar code=\"__import__('os').getpid()\"/>",
    "nested": "<b>" * 12 + "x" + "</b>" * 12,
}


def read(pdf: bytes) -> list[str]:
    """Each page's text, without the breaks and blanks that layout puts in."""
    with pdfplumber.open(BytesIO(pdf)) as file:
        return ["".join(char["text"] for char in page.chars) for page in file.pages]


def squeezed(text: str) -> str:
    return text.replace(" ", "").replace("\u3000", "")


def test_a_notice_shows_all_that_it_was_given(notice: NoticeMaker) -> None:
    form = notice()
    (text,) = read(draw(form))
    for shown in form.texts():
        if shown and shown != "（无）":
            assert squeezed(shown) in squeezed(text)


@SIZES
@pytest.mark.parametrize("payload", HOSTILE.values(), ids=HOSTILE.keys())
def test_markup_is_drawn_as_typed_in_every_place(
    notice: NoticeMaker, payload: str, size: Size
) -> None:
    table = Table(("材料", "说明"), (1, 1), (("户口簿", payload),))
    closing = Closing("龙腾社区", "2026年2月5日", (payload,))
    form = notice(payload, paragraphs=(payload,), table=table, closing=closing)
    text = squeezed("".join(read(draw(form, size))))
    assert text.count(squeezed(payload)) >= 5


def test_markup_in_the_standing_texts_is_drawn_as_typed(notice: NoticeMaker) -> None:
    mark = "<b>&lt;"
    form = notice(
        title=mark,
        number=mark,
        facts=((mark, mark),),
        footnotes=(mark,),
        copies_note=mark,
        anchor=mark,
        reprint=mark,
        qr=Qr("GH:1", mark),
        closing=Closing(mark, mark, (mark,)),
    )
    assert squeezed("".join(read(draw(form)))).count(mark) == 12


@pytest.mark.parametrize("name", ["赵䶮", "钱𬭎", "孙𬱖", "李㛃", "丁㐂", LONG_NAME])
def test_rare_and_long_names_are_on_the_paper(notice: NoticeMaker, name: str) -> None:
    assert "".join(read(draw(notice(name)))).count(name) == 2


def test_a_character_that_no_font_has_stops_the_paper(notice: NoticeMaker) -> None:
    with pytest.raises(UserError, match="“\U0010fffd”（U\\+10FFFD）"):
        draw(notice("张\U0010fffd"))


def test_invisible_marks_do_not_reach_the_paper(notice: NoticeMaker) -> None:
    form = notice("张\u202e三\u200b\x00", footnotes=("电\u2066话\n1",))
    text = "".join(read(draw(form)))
    assert "张三：" in text
    assert "电话 1" in text


def test_the_same_form_is_the_same_bytes(notice: NoticeMaker) -> None:
    assert draw(notice()) == draw(notice())
    assert draw_many([notice(), notice("李四")]) == draw_many([notice(), notice("李四")])


def test_another_process_draws_the_same_bytes(notice: NoticeMaker) -> None:
    root = Path(__file__).parents[2]
    program = (
        "import hashlib; from gridhall.pdf.business_form import *;"
        "form = BusinessForm('回执', '1号', '赵䶮', ('正文',), Closing('署名', '2026年2月5日'),"
        " qr=Qr('GH:1'));"
        "print(hashlib.sha256(draw(form)).hexdigest())"
    )
    form = BusinessForm(
        "回执", "1号", "赵䶮", ("正文",), Closing("署名", "2026年2月5日"), qr=Qr("GH:1")
    )
    for seed in ("1", "2"):
        environment = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(root)}
        done = subprocess.run(
            [sys.executable, "-c", program], env=environment, capture_output=True, check=True
        )
        assert done.stdout.decode().strip() == hashlib.sha256(draw(form)).hexdigest()


def test_the_title_names_the_kind_and_never_the_person(notice: NoticeMaker) -> None:
    for pdf in (draw(notice("张桂花")), draw_many([notice("张桂花")] * 2)):
        about = pypdf.PdfReader(BytesIO(pdf)).metadata
        assert about is not None
        assert (about.title or "").startswith("受理通知书")
        assert about.author == "龙腾社区党群服务中心"
        assert "张桂花" not in str(dict(about))


@SIZES
def test_the_code_on_the_paper_is_read_by_a_scanner(notice: NoticeMaker, size: Size) -> None:
    signed = "HG1:" + "6BF+70790T9WJWG.FKY*4GO0" * 8
    form = notice(qr=Qr(signed, "扫码核验"), materials=1)
    with pypdfium2.PdfDocument(draw(form, size)) as pdf:
        picture = pdf[0].render(scale=200 / 72).to_pil()
    (found,) = zxingcpp.read_barcodes(picture)
    assert found.text == signed


def test_dates_have_no_leading_zeros() -> None:
    assert chinese_day(date(2026, 2, 5)) == "2026年2月5日"


def _boxes(page: Page) -> list[tuple[float, float, float, float, str]]:
    return [
        (
            mark.x,
            y + mark.y - mark.style.size,
            mark.x + house().width(mark.text, mark.style.font, mark.style.size),
            y + mark.y + 0.2 * mark.style.size,
            mark.text,
        )
        for y, block in page
        for mark in (*block.fixed, *block.typed)
        if isinstance(mark, Text) and not mark.angle
    ]


@SIZES
@pytest.mark.parametrize("materials", [0, 3, 7, 12, 40])
@pytest.mark.parametrize("name", ["张三", LONG_NAME])
def test_the_seal_has_45_mm_free_of_text_and_everything_is_on_the_page(
    notice: NoticeMaker, size: Size, materials: int, name: str
) -> None:
    closing = Closing("龙腾街道办事处龙腾社区党群服务中心综合服务窗口", "2026年2月5日", ("签收：",))
    qr = Qr("GH:1", "到窗口或自助机扫码可查办理进度，也可拨打窗口电话查询")
    pages = lay_out(notice(name, materials, closing=closing, qr=qr), size)
    rings = [
        (mark, y + mark.y, page)
        for page in pages
        for y, block in page
        for mark in block.fixed
        if isinstance(mark, Ring)
    ]
    ((ring, middle, page),) = rings
    assert ring.radius * 2 >= 45 * MM - 0.01
    for left, top, right, bottom, text in _boxes(page):
        near_x = min(max(ring.x, left), right)
        near_y = min(max(middle, top), bottom)
        assert (near_x - ring.x) ** 2 + (near_y - middle) ** 2 >= ring.radius**2, text
    for page in pages:
        for left, top, right, bottom, text in _boxes(page):
            assert left > 5 * MM, text
            assert right < size[0] - 5 * MM, text
            assert top > 5 * MM, text
            assert bottom < size[1] - 5 * MM, text


@SIZES
@pytest.mark.parametrize("materials", [3, 12, 40])
def test_no_text_lies_on_another(notice: NoticeMaker, size: Size, materials: int) -> None:
    form = notice(LONG_NAME, materials, reprint="补打（第 2 次）")
    for page in lay_out(form, size):
        boxes = sorted(_boxes(page), key=lambda box: box[1])
        for n, (left, _, right, bottom, text) in enumerate(boxes):
            size_above = 0.22 * (bottom - boxes[n][1])
            for other in boxes[n + 1 :]:
                apart = other[0] >= right - 0.1 or other[2] <= left + 0.1
                assert apart or other[1] >= bottom - size_above, (text, other[4])


def test_a_long_list_goes_on_with_its_head_and_page_numbers(notice: NoticeMaker) -> None:
    pages = read(draw(notice(materials=60)))
    count = len(pages)
    assert count >= 3
    for number, text in enumerate(pages, start=1):
        assert f"第 {number} 页，共 {count} 页" in text
        assert "材料名称" in text
        assert ("受理通知书（续）" in text) == (number > 1)
    materials = [text.count("种材料") for text in pages]
    assert sum(materials) == 60
    assert materials[-1] > 0  # the closing never stands on a page alone
    assert "办事人签收" in pages[-1]
    assert "一式两份" in pages[-1]


def test_a_short_notice_has_no_page_number(notice: NoticeMaker) -> None:
    (text,) = read(draw(notice()))
    assert "页" not in text


def test_a_paper_that_would_just_spill_over_is_drawn_closer(notice: NoticeMaker) -> None:
    counts = [len(lay_out(notice(materials=n))) for n in range(30)]
    assert counts[0] == 1
    assert counts == sorted(counts)
    tightest = max(n for n, pages in enumerate(counts) if pages == 1)
    with pdfplumber.open(BytesIO(draw(notice(materials=tightest)))) as file:
        assert min(char["size"] for char in file.pages[0].chars) > 6.9
        assert max(char["size"] for char in file.pages[0].chars) == 20


def test_no_material_is_said(notice: NoticeMaker) -> None:
    (text,) = read(draw(notice(materials=0)))
    assert "（无）" in text


@SIZES
def test_a_cell_longer_than_a_page_is_not_lost(notice: NoticeMaker, size: Size) -> None:
    story = "".join(chr(0x4E00 + n) for n in range(3000))
    table = Table(("序号", "说明"), (1, 6), (("1", story),))
    form = notice(table=table, facts=(("事由", story),), paragraphs=(story,))
    everything = "".join(read(draw(form, size)))
    assert all(everything.count(character) >= 3 for character in story[50:])


def test_notes_longer_than_the_foot_become_text(notice: NoticeMaker) -> None:
    notes = tuple(f"第{n}条" + "办事须知" * 30 for n in range(40))
    everything = squeezed("".join(read(draw(notice(footnotes=notes)))))
    assert all(f"第{n}条" in everything for n in range(40))
    assert everything.count("须") == 1200


def test_a_bare_form_needs_neither_facts_nor_table_nor_code() -> None:
    form = BusinessForm("回执", "", "", (), Closing("龙腾社区", "2026年2月5日", seal=False))
    (page,) = lay_out(form)
    assert not any(isinstance(mark, Ring) for _, block in page for mark in block.fixed)
    assert read(draw(form)) == ["回执龙腾社区2026年2月5日"]


def test_a_draft_and_a_reprint_say_so_on_every_page(notice: NoticeMaker) -> None:
    pages = read(draw(notice(materials=60, draft=True, reprint="补打（第 2 次）")))
    assert all(text.startswith("草稿") for text in pages)  # under everything else
    assert all("补打（第 2 次）" in text for text in pages)
    assert "草稿" not in "".join(read(draw(notice())))


def test_many_papers_are_one_file_with_each_ones_text(notice: NoticeMaker) -> None:
    names = ["张三", "李四", LONG_NAME, "赵䶮"]
    pages = read(draw_many([notice(name) for name in names]))
    assert len(pages) == 4
    for name, text in zip(names, pages, strict=True):
        assert text.count(name) == 2
        assert "受理通知书" in text
        assert "办事人签收" in text


def test_a_batch_page_looks_like_the_paper_drawn_alone(notice: NoticeMaker) -> None:
    alone = pypdfium2.PdfDocument(draw(notice("李四")))
    batch = pypdfium2.PdfDocument(draw_many([notice("张三"), notice("李四")]))
    with alone, batch:
        assert alone[0].render().to_pil().tobytes() == batch[1].render().to_pil().tobytes()


def test_a_batch_can_be_stopped(notice: NoticeMaker) -> None:
    class Impatient:
        def report(self, done: int, total: int) -> None:
            assert total == 5
            if done == 2:
                raise Cancelled

    with pytest.raises(Cancelled):
        draw_many([notice()] * 5, progress=Impatient())


def test_an_empty_batch_and_an_unknown_paper_are_bugs(notice: NoticeMaker) -> None:
    with pytest.raises(ValueError, match="no papers"):
        draw_many([])
    with pytest.raises(ValueError, match="A4 and A5"):
        draw(notice(), (100.0, 100.0))


def test_body_lines_end_flush_but_for_the_last(notice: NoticeMaker) -> None:
    with pdfplumber.open(BytesIO(draw(notice()))) as file:
        body = [char for char in file.pages[0].chars if char["size"] == 14]
    tops = sorted({round(char["top"]) for char in body})
    lines = [[c for c in body if round(c["top"]) == top] for top in tops][1:]
    ends = [max(char["x1"] for char in line) for line in lines]
    assert len(ends) >= 3
    assert all(a == pytest.approx(b, abs=0.2) for a, b in pairwise(ends[:-1]))
