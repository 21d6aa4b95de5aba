"""网格调整令: from which day which entrance is whose grid's, every grid before and after."""

from collections.abc import Iterator
from datetime import date

from gridhall.clerks.rules import Anchor
from gridhall.core.errors import UserError
from gridhall.core.hall import Hall
from gridhall.core.text import clean
from gridhall.organisation.documents.missing import footnote, lacking, printed
from gridhall.organisation.queries.orders import ChangeOrder, OrderEntrance, OrderGrid
from gridhall.papers.rules import PaperOrder
from gridhall.pdf.business_form import chinese_day
from gridhall.pdf.fonts import HEI
from gridhall.pdf.form_blocks import (
    baseline,
    closing_block,
    facts_blocks,
    heading_block,
    letter_blocks,
    note_block,
    table_blocks,
)
from gridhall.pdf.form_parts import Closing, Measures, Table, measures
from gridhall.pdf.margins import Told, bound, filled
from gridhall.pdf.marks import Block, Style, Text
from gridhall.pdf.page import A4

KIND = "grid-order"
_NONE = "—"
_GRIDS = ("网格编号", "网格", "网格员", "调整前", "调整后", "增减")
_MOVES = ("单元", "户数", "原网格", "现网格")


def order_order(wanted: ChangeOrder, hall: Hall, day: date, request_key: str) -> PaperOrder:
    """The order for papers to issue it; the same act saying the same is one paper.

    UserError for an act that was taken back.
    """
    if wanted.is_undone:
        raise UserError(f"{wanted.number} 已经撤回，不能再出调整令")
    said = {"day": day.isoformat(), "texts": _texts(wanted, hall)}
    return PaperOrder(KIND, "organisation_action", wanted.action_id, said, request_key)


def order_paper(
    wanted: ChangeOrder, hall: Hall, day: date, marks: tuple[str, Anchor | None]
) -> bytes:
    """The order as a PDF; `marks`: the paper's own number and the trail's head."""
    m, missing = measures(A4), lacking(_texts(wanted, hall))
    blocks = list(_blocks(wanted, hall, (day, marks[0], missing), m))
    blocks[-2] = blocks[-2]._replace(keep=True)
    told = Told("网格调整令", marks[0], clean(hall.name), str(marks[1] or ""))
    return bound(filled(blocks, m), told, m)


def _texts(wanted: ChangeOrder, hall: Hall) -> list[str]:
    rows = [*map(_grid, wanted.grids), *map(_move, wanted.entrances)]
    return [hall.name, wanted.number, chinese_day(wanted.day), *(c for row in rows for c in row)]


def _blocks(
    wanted: ChangeOrder, hall: Hall, said: tuple[date, str, frozenset[str]], m: Measures
) -> Iterator[Block]:
    day, number, missing = said
    yield heading_block("网格调整令", wanted.number or number, m)
    words = (
        f"为使各网格户数相当、便于走访服务，现将下列 {len(wanted.entrances)} 个单元"
        f"（共 {wanted.households:,} 户）调整到相应网格，自{chinese_day(wanted.day)}起执行。"
        "请有关网格员在执行之日前办好台账、钥匙和重点户情况的交接。"
    )
    yield from letter_blocks("各网格", (words,), m)
    facts = (("执行日期", chinese_day(wanted.day)), ("涉及网格", f"{len(wanted.grids)} 个"))
    yield from facts_blocks(facts, m)
    yield from _heading("一、各网格调整前后户数", m)
    grids = tuple(tuple(printed(c, missing) for c in _grid(one)) for one in wanted.grids)
    yield from table_blocks(Table(_GRIDS, (1.6, 3.2, 2.0, 1.3, 1.3, 1.3), grids), m)
    yield from _heading("二、调整的单元", m)
    moves = tuple(tuple(printed(c, missing) for c in _move(one)) for one in wanted.entrances)
    yield from table_blocks(Table(_MOVES, (4.4, 1.1, 2.6, 2.6), moves), m)
    told = f"本令一式两份，社区存档一份，有关网格员传阅一份。{_registered(number)}"
    notes = (told, *footnote(missing))
    yield note_block(notes, m)._replace(before=0.8 * m.line, keep=True)
    signers = ("移交网格员：", "接收网格员：")
    yield closing_block(Closing(hall.name, chinese_day(day), signers), None, m)


def _heading(words: str, m: Measures) -> Iterator[Block]:
    height = 1.5 * m.line
    text = Text(m.left, baseline(height, m.cell + 1), words, Style(HEI, m.cell + 1))
    yield Block(height, (text,), before=0.5 * m.line, keep=True)


def _registered(number: str) -> str:
    """The number the paper has among the hall's papers, beside the order's own."""
    return f"文书编号 {number}" if number else ""


def _grid(one: OrderGrid) -> tuple[str, ...]:
    change = f"{one.after - one.before:+,}" if one.after != one.before else "0"
    return (
        one.code,
        one.name,
        one.main_name or "空缺",
        f"{one.before:,}",
        f"{one.after:,}",
        change,
    )


def _move(one: OrderEntrance) -> tuple[str, ...]:
    return (one.label, f"{one.households:,}", one.source or _NONE, one.target or _NONE)
