"""量化考核表: every unit's points of a period, then the row behind each of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import uuid4

from gridhall.clerks.rules import Anchor
from gridhall.core.errors import UserError
from gridhall.core.hall import Hall
from gridhall.core.periods import Span
from gridhall.issues.queries.scores import ScoreSheet, unit_scores
from gridhall.issues.rules.scores import KINDS, SAID, UnitScore, points_said
from gridhall.papers.queries import PaperRow
from gridhall.papers.rules import PaperOrder
from gridhall.papers.service import issue
from gridhall.pdf.business_form import chinese_day
from gridhall.pdf.fonts import HEI, house
from gridhall.pdf.form_blocks import (
    baseline,
    closing_block,
    facts_blocks,
    heading_block,
    note_block,
    table_blocks,
)
from gridhall.pdf.form_parts import Closing, Measures, Table, measures
from gridhall.pdf.margins import Told, bound, fewest
from gridhall.pdf.marks import Block, Style, Text
from gridhall.pdf.page import A4, landscape
from gridhall.registry.documents.transfer_issue import At

KIND: Final = "unit-scores"
_TITLE: Final = "量化考核表"
_LYING: Final = landscape(A4)


@dataclass(frozen=True, slots=True)
class Printed:
    """What is printed, and on which day."""

    made: ScoreSheet
    on: date


def issue_scores(at: At, span: Span, request_key: str = "") -> PaperRow:
    """Issue the sheet of a period; the same numbers of the same day are one paper.

    UserError for a period in which no unit had anything to answer.
    """
    with at.db.read() as session:
        made = unit_scores(session, span, at.today)
    if not made.rows:
        raise UserError(f"{span.label}没有单位计分，没有考核表可出。请换一个统计期")
    printed = Printed(made, at.today)
    said = {
        "first": f"{span.first}",
        "last": f"{span.last}",
        "day": f"{at.today}",
        "texts": _texts(printed, at.hall),
    }
    order = PaperOrder(KIND, "issues", 0, said, request_key or str(uuid4()))
    return issue(at.db, at.clerk, order, lambda *marks: scores_pdf(printed, at.hall, marks))


def scores_pdf(printed: Printed, hall: Hall, marks: tuple[str, Anchor | None]) -> bytes:
    """The sheet as a PDF; `marks` are the paper's number and the trail's head."""
    number, anchor = marks
    house().require_glyphs(_texts(printed, hall))
    m = measures(_LYING)
    pages = fewest(lambda each: _blocks(printed, hall, number, each), m)
    return bound(pages, Told(_TITLE, number, hall.name, str(anchor or "")), m)


def _texts(printed: Printed, hall: Hall) -> list[str]:
    tables = [_table(printed.made), *(_rows_behind(one) for one in printed.made.rows)]
    cells = [cell for table in tables for row in table.rows for cell in row]
    said = [_TITLE, hall.name, hall.community, printed.made.span.label]
    return [*said, *tables[0].headings, *cells, *_notes(printed.made)]


def _blocks(printed: Printed, hall: Hall, number: str, m: Measures) -> Iterator[Block]:
    made = printed.made
    yield heading_block(_TITLE, number, m)
    idle = f"，另有 {made.idle} 家单位本期没有承办，不计分" if made.idle else ""
    facts = [
        ("单位", hall.community or hall.name),
        ("考核期", made.span.label),
        ("计分单位", f"{len(made.rows)} 家{idle}"),
    ]
    yield from facts_blocks(facts, m)
    yield from table_blocks(_table(made), m)
    yield note_block(tuple(_notes(made)), m)._replace(before=0.8 * m.line)
    closing = Closing(hall.name, chinese_day(printed.on), ("制表：", "审核："), seal=False)
    yield closing_block(closing, None, m)._replace(keep=False)
    for one in made.rows:
        yield _heading(f"{one.rank}　{one.name}　{points_said(one.points)} 分", m)
        yield from table_blocks(_rows_behind(one), m)


def _heading(words: str, m: Measures) -> Block:
    text = Text(m.left, baseline(m.leading, m.cell + 1), words, Style(HEI, m.cell + 1))
    return Block(m.leading, (text,), before=0.8 * m.line, keep=True)


def shown_kinds(made: ScoreSheet) -> tuple[str, ...]:
    """What happened to anybody at all: columns of nothing are left out."""
    return tuple(kind for kind in KINDS if any(one.count(kind) for one in made.rows))


def _table(made: ScoreSheet) -> Table:
    kinds = shown_kinds(made)
    rows = tuple(
        (f"{one.rank}", one.name, *(_cell(one, kind) for kind in kinds), points_said(one.points))
        for one in made.rows
    )
    headings = ("名次", "单位", *(KINDS[kind] for kind in kinds), "总分")
    return Table(headings, (0.7, 3.4, *(1.2 for _ in kinds), 0.9), rows)


def _cell(one: UnitScore, kind: str) -> str:
    """How often, and what it came to: 3 次 +6."""
    count = one.count(kind)
    return f"{count}次 {points_said(one.sum(kind))}" if count else ""


def _rows_behind(one: UnitScore) -> Table:
    rows = tuple(
        (f"{line.day}", KINDS[line.kind], points_said(line.points), line.number, line.title)
        for line in one.lines
    )
    return Table(("日期", "因为什么", "分", "编号", "问题"), (1.1, 1.3, 0.6, 1.6, 5), rows)


def _notes(made: ScoreSheet) -> list[str]:
    kinds = shown_kinds(made)
    worth = made.scores
    said = [
        f"{KINDS[kind]}（{points_said(worth[kind])} 分）：{SAID[kind]}"
        if kind in worth
        else f"{KINDS[kind]}：{SAID[kind]}"
        for kind in kinds
    ]
    return ["每一分都有依据，明细附后。", *said]
