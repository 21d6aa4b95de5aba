"""办件统计表: the desk's figures of a span, drawn for one of them, on the house's sheet."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import uuid4

from gridhall.clerks.rules import Anchor
from gridhall.core.figures import COUNT, SHARE, say
from gridhall.core.hall import Hall
from gridhall.papers.queries import PaperRow
from gridhall.papers.rules import PaperOrder
from gridhall.papers.service import issue
from gridhall.pdf.bars import bar_blocks
from gridhall.pdf.business_form import chinese_day
from gridhall.pdf.fonts import house
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
from gridhall.pdf.page import A4, landscape
from gridhall.registry.documents.transfer_issue import At
from gridhall.reports.queries.figures import DeskFigures
from gridhall.reports.rules.figures import ABOUT_LINES, COLUMNS, DIMENSIONS, Column

KIND = "desk-figures"
_TITLE = "办件统计表"
_LYING = landscape(A4)
_MOST_BARS = 40


@dataclass(frozen=True, slots=True)
class Printed:
    """What is printed: the figures, the one that is drawn, the day."""

    made: DeskFigures
    drawn: str
    on: date


def issue_figures(at: At, made: DeskFigures, drawn: str, request_key: str = "") -> PaperRow:
    """Issue the table; the same numbers of the same day are one paper."""
    printed = Printed(made, drawn, at.today)
    span = made.asked.span
    said = {
        "first": f"{span.first}",
        "last": f"{span.last}",
        "by": made.asked.by,
        "day": f"{at.today}",
        "texts": _texts(printed, at.hall),
    }
    order = PaperOrder(KIND, "desk-figures", 0, said, request_key or str(uuid4()))
    return issue(at.db, at.clerk, order, lambda *marks: figures_paper(printed, at.hall, marks))


def figures_paper(printed: Printed, hall: Hall, marks: tuple[str, Anchor | None]) -> bytes:
    """The table as a PDF; `marks` are the paper's number and the trail's head."""
    number, anchor = marks
    house().require_glyphs(_texts(printed, hall))
    m = measures(_LYING)
    pages = fewest(lambda each: _blocks(printed, hall, number, each), m)
    return bound(pages, Told(_TITLE, number, hall.name, str(anchor or "")), m)


def _texts(printed: Printed, hall: Hall) -> list[str]:
    table = _table(printed)
    cells = [cell for row in table.rows for cell in row]
    span = printed.made.asked.span
    return [
        _TITLE,
        hall.name,
        hall.community,
        span.label,
        *table.headings,
        *cells,
        *_notes(printed),
    ]


def _blocks(printed: Printed, hall: Hall, number: str, m: Measures) -> Iterator[Block]:
    made = printed.made
    yield heading_block(_TITLE, number, m)
    facts = [
        ("单位", hall.community or hall.name),
        ("统计期", made.asked.span.label),
        ("分组", f"按{DIMENSIONS[made.asked.by]}" if made.asked.by != "all" else "不分"),
    ]
    yield from facts_blocks(facts, m)
    yield from table_blocks(_table(printed), m)
    yield from _drawn(printed, m)
    yield note_block(tuple(_notes(printed)), m)._replace(before=0.8 * m.line)
    closing = Closing(hall.name, chinese_day(printed.on), ("制表：", "审核："), seal=False)
    yield closing_block(closing, None, m)


def _columns(made: DeskFigures) -> list[Column]:
    """The figures there is room for; what is for supervisors only stays on their screens."""
    return [one for one in made.columns if not one.secret]


def _table(printed: Printed) -> Table:
    made, columns = printed.made, _columns(printed.made)
    shown = () if made.asked.by == "all" else made.shown
    rows = tuple(
        (row.line.label, *(_said(one, row.value(one)) for one in columns))
        for row in (*shown, made.total)
    )
    labels = (f"{one.label}%" if one.kind == SHARE else one.label for one in columns)
    headings = (DIMENSIONS[made.asked.by], *labels)
    return Table(headings, (2.6, *(1.0 for _ in columns)), rows)


def _said(one: Column, value: float | None) -> str:
    """Short, for narrow columns: the per cent stands in the heading."""
    if value is None or one.kind not in (COUNT, SHARE):
        return say(one, value)
    return f"{value:.0f}" if one.kind == COUNT else f"{value * 100:.3g}"


def _drawn(printed: Printed, m: Measures) -> Iterator[Block]:
    made, one = printed.made, COLUMNS[printed.drawn]
    rows = [(row.line.label, (int(row.value(one) or 0),)) for row in made.shown]
    if one.kind == COUNT and 1 < len(rows) <= _MOST_BARS:
        yield from bar_blocks([f"{one.label}（{one.unit}）"], rows, m)


def _notes(printed: Printed) -> list[str]:
    said = [f"{one.label}（{one.unit}）：{one.said}" for one in _columns(printed.made)]
    return ["数怎么来的：", *said, ABOUT_LINES]
