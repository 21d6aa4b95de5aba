"""惠民实事进展表: a project's money by source, its progress, the photos before and after."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from typing import Any

from gridhall.core.hall import Hall
from gridhall.core.mask import mask_numbers
from gridhall.core.money import say_money
from gridhall.organisation.documents.missing import lacking, printed
from gridhall.papers.rules import PaperOrder
from gridhall.pdf.business_form import chinese_day
from gridhall.pdf.form_blocks import (
    closing_block,
    facts_blocks,
    heading_block,
    note_block,
    table_blocks,
)
from gridhall.pdf.form_parts import Closing, Measures, Table, measures
from gridhall.pdf.margins import Told, bound, fewest
from gridhall.pdf.marks import Block
from gridhall.pdf.page import A4
from gridhall.photos.queries import Picture
from gridhall.pledges.labels import MONEY, state_label
from gridhall.pledges.queries.items import ItemRow
from gridhall.pledges.queries.projects import ProjectRow
from gridhall.pledges.rules.projects import signed
from gridhall.volunteering.documents.report_parts import photo_blocks, section

KIND, _TITLE = "project-report", "惠民实事进展表"
_STAGES = {"before": "之前", "after": "之后"}


@dataclass(frozen=True, slots=True)
class Report:
    """A project as it stands on a day."""

    item: ItemRow
    told: ProjectRow
    photos: Sequence[Picture]
    claimants: str  # who does it
    day: date


def report_order(made: Report, hall: Hall, request_key: str) -> PaperOrder:
    """The order to issue it; the same content of the same day is one paper."""
    said: dict[str, Any] = {
        "texts": [hall.name, str(made.day), *_texts(made)],
        "photos": [sha256(one.jpeg).hexdigest() for one in made.photos],
    }
    return PaperOrder(KIND, "list_item", made.item.id, said, request_key)


def report_paper(made: Report, hall: Hall, marks: tuple[str, str]) -> bytes:
    """The paper as a PDF; `marks` are its number and the trail's head."""
    m = measures(A4)
    pages = fewest(lambda each: _blocks(made, hall, marks[0], each), m)
    return bound(pages, Told(_TITLE, marks[0], hall.name, marks[1]), m)


def _blocks(made: Report, hall: Hall, number: str, m: Measures) -> Iterator[Block]:
    missing = lacking(_texts(made))

    def safe(table: Table) -> Table:
        rows = tuple(tuple(printed(cell, missing) for cell in row) for row in table.rows)
        return Table(table.headings, table.widths, rows, table.when_empty)

    yield heading_block(_TITLE, number, m)
    yield from facts_blocks([(name, printed(said, missing)) for name, said in _facts(made)], m)
    yield section("经费", m)
    yield from table_blocks(safe(_money(made)), m)
    yield section("进展", m)
    yield from table_blocks(safe(_steps(made)), m)
    pairs = list(_pairs(made.photos))
    if pairs:
        yield section("之前和之后", m)
        yield from photo_blocks(pairs, m)
    yield closing_block(Closing(hall.name, chinese_day(made.day), ("制表：", "审核：")), None, m)
    yield note_block(("经费按登记的日期汇总，冲正的已抵减；结余为到位减去支出。",), m)


def _pairs(photos: Sequence[Picture]) -> Iterator[Picture]:
    """Before and after beside each other, as long as there are both; then the others."""
    sides = [[one for one in photos if one.row.stage == stage] for stage in _STAGES]
    both = min(map(len, sides))
    paired = [one for pair in zip(*sides, strict=False) for one in pair]
    others = [one for one in photos if one.row.stage not in _STAGES]
    for one in (*paired, *sides[0][both:], *sides[1][both:], *others):
        stage = _STAGES.get(one.row.stage, "")
        caption = " ".join(filter(None, (stage, str(one.row.taken_on), one.row.caption)))
        yield replace(one, row=replace(one.row, caption=caption))


def _facts(made: Report) -> list[tuple[str, str]]:
    item, sums = made.item, made.told.balance
    done = made.told.percent
    found = (
        ("项目", f"{item.title}（{item.number}）"),
        ("内容", item.content),
        ("地点", item.place),
        ("承办", made.claimants or item.owner),
        ("时间", f"{item.opened_on} 登记" + (f"，要求 {item.due_on} 完成" if item.due_on else "")),
        ("状态", state_label(item.state)),
        ("进度", f"{done}%" if done is not None else "还没有登记"),
        ("经费", _sums(sums.planned, sums.raised, sums.spent)),
    )
    return [(name, mask_numbers(said)) for name, said in found if said]


def _sums(planned: int, raised: int, spent: int) -> str:
    left = raised - spent
    told = f"超支 {say_money(-left)}" if left < 0 else f"结余 {say_money(left)}"
    return f"计划 {say_money(planned)}，到位 {say_money(raised)}，支出 {say_money(spent)}，{told}"


def _money(made: Report) -> Table:
    rows = tuple(
        (MONEY[kind], mask_numbers(source), signed(fen))
        for kind in MONEY
        for source, fen in made.told.by_source(kind)
    )
    return Table(("哪一种", "来源或用途", "金额"), (2.0, 6.0, 3.0), rows, "（还没有登记经费）")


def _steps(made: Report) -> Table:
    rows = tuple(
        (str(one.day), f"{one.percent}%", mask_numbers(one.words))
        for one in reversed(made.told.steps)
    )
    return Table(("日期", "进度", "进展"), (2.4, 1.4, 8.0), rows, "（还没有登记进展）")


def _texts(made: Report) -> list[str]:
    """Every text of it that somebody typed."""
    cells = [cell for table in (_money(made), _steps(made)) for row in table.rows for cell in row]
    captions = [one.row.caption for one in made.photos]
    return [*(line for _, said in _facts(made) for line in said.split("\n")), *cells, *captions]
