"""吹哨统计图: the funnel, the figures split one way, where it burns; on the house's sheet."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import uuid4

from gridhall.clerks.rules import Anchor
from gridhall.core.figures import COUNT, SHARE, Figure, say
from gridhall.core.hall import Hall
from gridhall.issues.queries.figures import Asked, IssueFigures, issue_figures
from gridhall.issues.queries.heat import Heat, HeatCell, HeatRow, heat
from gridhall.issues.rules.figures import (
    ABOUT_LINES,
    DIMENSIONS,
    FIGURES,
    MANNER_SAID,
    MANNERS,
)
from gridhall.issues.rules.heat import SHADES
from gridhall.papers.queries import PaperRow
from gridhall.papers.rules import PaperOrder
from gridhall.papers.service import issue
from gridhall.pdf.bars import bar_blocks, fitted
from gridhall.pdf.business_form import chinese_day
from gridhall.pdf.fonts import HEI, SONG, house
from gridhall.pdf.form_blocks import (
    baseline,
    centred,
    closing_block,
    facts_blocks,
    heading_block,
    note_block,
    table_blocks,
)
from gridhall.pdf.form_parts import Closing, Measures, Table, measures
from gridhall.pdf.margins import Told, bound, fewest
from gridhall.pdf.marks import MM, Block, Mark, Panel, Style, Text
from gridhall.pdf.page import A4, landscape
from gridhall.registry.documents.transfer_issue import At

KIND: Final = "issue-figures"
_TITLE: Final = "吹哨报到统计图"
_LYING: Final = landscape(A4)
_MOST_BARS: Final = 40
_NAME, _TILE, _HIGH, _GAP = 38 * MM, 17 * MM, 10 * MM, 1.2 * MM


@dataclass(frozen=True, slots=True)
class Printed:
    """What is printed: the figures, the one that is drawn, the buildings if split by them."""

    made: IssueFigures
    drawn: str
    warmth: Heat | None
    on: date


def issue_figures_paper(
    at: At, asked: Asked, drawn: str = "collected", request_key: str = ""
) -> PaperRow:
    """Issue the sheet; the same numbers of the same day are one paper."""
    with at.db.read() as session:
        made = issue_figures(session, asked, at.today)
        warmth = heat(session, asked.span, at.today) if asked.by == "building" else None
    printed = Printed(made, drawn, warmth, at.today)
    said = {
        "first": f"{asked.span.first}", "last": f"{asked.span.last}", "by": asked.by,
        "counted": asked.counted, "drawn": drawn, "day": f"{at.today}",
        "texts": _texts(printed, at.hall),
    }  # fmt: skip
    order = PaperOrder(KIND, "issues", 0, said, request_key or str(uuid4()))
    return issue(at.db, at.clerk, order, lambda *marks: figures_pdf(printed, at.hall, marks))


def figures_pdf(printed: Printed, hall: Hall, marks: tuple[str, Anchor | None]) -> bytes:
    """The sheet as a PDF; `marks` are the paper's number and the trail's head."""
    number, anchor = marks
    house().require_glyphs(_texts(printed, hall))
    m = measures(_LYING)
    pages = fewest(lambda each: _blocks(printed, hall, number, each), m)
    return bound(pages, Told(_TITLE, number, hall.name, str(anchor or "")), m)


def _texts(printed: Printed, hall: Hall) -> list[str]:
    table = _table(printed)
    said = [_TITLE, hall.name, hall.community, printed.made.asked.span.label, *_notes(printed)]
    said += [*table.headings, *(cell for row in table.rows for cell in row)]
    if printed.warmth is not None:
        for row in printed.warmth.rows:
            said += [row.name, *(f"{cell.label} {cell.collected}" for cell in row.cells)]
    return said


def _blocks(printed: Printed, hall: Hall, number: str, m: Measures) -> Iterator[Block]:
    asked = printed.made.asked
    yield heading_block(_TITLE, number, m)
    facts = [
        ("单位", hall.community or hall.name),
        ("统计期", asked.span.label),
        ("口径", f"{MANNERS[asked.counted]}问题"),
    ]
    yield from facts_blocks(facts, m)
    yield from bar_blocks(["问题走到了哪一步（件）"], _funnel(printed.made), m)
    yield from table_blocks(_table(printed), m)
    yield from _drawn(printed, m)
    if printed.warmth is not None:
        yield from _heat_blocks(printed.warmth, m)
    yield note_block(tuple(_notes(printed)), m)._replace(before=0.8 * m.line)
    closing = Closing(hall.name, chinese_day(printed.on), ("制表：", "审核："), seal=False)
    yield closing_block(closing, None, m)


def _funnel(made: IssueFigures) -> list[tuple[str, tuple[int, ...]]]:
    return [(words, (count,)) for _, words, count in made.stages]


def _table(printed: Printed) -> Table:
    made = printed.made
    shown = () if made.asked.by == "all" else made.rows
    rows = tuple(
        (row.line.label, *(_said(one, row.value(one)) for one in made.columns))
        for row in (*shown, made.total)
    )
    labels = (f"{one.label}%" if one.kind == SHARE else one.label for one in made.columns)
    headings = (DIMENSIONS[made.asked.by], *labels)
    return Table(headings, (2.8, *(1.0 for _ in made.columns)), rows)


def _said(one: Figure, value: float | None) -> str:
    """Short, for narrow columns: the per cent stands in the heading."""
    if value is None or one.kind not in (COUNT, SHARE):
        return say(one, value)
    return f"{value:.0f}" if one.kind == COUNT else f"{value * 100:.3g}"


def _drawn(printed: Printed, m: Measures) -> Iterator[Block]:
    made, one = printed.made, FIGURES[printed.drawn]
    rows = [(row.line.label, (int(row.value(one) or 0),)) for row in made.rows]
    if (
        one.kind == COUNT
        and printed.warmth is None
        and made.asked.by != "all"
        and 1 < len(rows) <= _MOST_BARS
    ):
        yield from bar_blocks([f"{one.label}（{one.unit}）"], rows, m)


def _notes(printed: Printed) -> list[str]:
    made = printed.made
    said = [f"{one.label}（{one.unit}）：{one.said}" for one in made.columns]
    return [MANNER_SAID[made.asked.counted], *said, ABOUT_LINES]


# Where it burns: a line of tiles for each compound, the darker the more


def _heat_blocks(warmth: Heat, m: Measures) -> Iterator[Block]:
    style = Style(HEI, m.note)
    words = f"楼栋分布（收集，共 {warmth.total:,} 件；颜色越深越多）"
    text = Text(m.left, baseline(m.line, m.note), words, style)
    yield Block(m.line, (text,), before=0.8 * m.line, keep=True)
    across = int((m.column - _NAME) // (_TILE + _GAP))
    for row in warmth.rows:
        for start in range(0, len(row.cells), across):
            yield _tiles(row, start, row.cells[start : start + across], (warmth.most, m))


def _tiles(row: HeatRow, start: int, cells: Sequence[HeatCell], on: tuple[int, Measures]) -> Block:
    most, m = on
    marks: list[Mark] = []
    if not start:
        name = fitted(row.name, _NAME - 2 * MM, Style(SONG, m.cell))
        marks.append(Text(m.left, baseline(_HIGH, m.cell), name, Style(SONG, m.cell)))
    for place, cell in enumerate(cells):
        left = m.left + _NAME + place * (_TILE + _GAP)
        marks += _tile(cell, left, cell.shade(most), m)
    return Block(_HIGH + _GAP, tuple(marks))


def _tile(cell: HeatCell, left: float, shade: int, m: Measures) -> Iterator[Mark]:
    light = 1.0 - 0.17 * shade
    ink = (light, light, light)
    yield Panel(left, 0, _TILE, _HIGH, ink, 0.3, (0.6, 0.6, 0.6))
    typed = 1.0 if shade > SHADES - 2 else 0.0  # white on the darkest
    small, big = Style(SONG, m.note * 0.85, typed), Style(HEI, m.note, typed)
    middle = left + _TILE / 2
    label = fitted(cell.label, _TILE - MM, small)
    yield centred(label, middle, baseline(0.48 * _HIGH, m.note), small)
    yield centred(f"{cell.collected}", middle, 0.44 * _HIGH + baseline(0.5 * _HIGH, m.note), big)
