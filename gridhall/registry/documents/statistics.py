"""人口统计表: a figure drawn in bars with every number behind it, on the house's sheet.

The bars are strokes: the paper is black, and what goes to the left side is hollow.
"""

from collections.abc import Iterator
from datetime import date

from gridhall.clerks.rules import Anchor
from gridhall.core.hall import Hall
from gridhall.papers.rules import PaperOrder
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
from gridhall.pdf.page import A4
from gridhall.registry.queries.figure_rows import Drawing, Figure, drawing

KIND = "statistics"
_NOTE = "本表由网格厅按登记生成，人数为截至日在册人数。"


def statistics_order(made: Figure, hall: Hall, printed_on: date, request_key: str) -> PaperOrder:
    """The order for papers to issue a figure; the same numbers of the same day are one paper."""
    said = {"name": made.name, "day": printed_on.isoformat(), "texts": _texts(made, hall)}
    return PaperOrder(KIND, "statistics", 0, said, request_key)


def statistics_paper(
    made: Figure, hall: Hall, printed_on: date, marks: tuple[str, Anchor | None]
) -> bytes:
    """The figure as a PDF; `marks` are the paper's number and the trail's head."""
    number, anchor = marks
    house().require_glyphs(_texts(made, hall))
    m = measures(A4)
    pages = fewest(lambda each: _blocks(made, hall, (printed_on, number), each), m)
    return bound(pages, Told(_title(made), number, hall.name, str(anchor or "")), m)


def _title(made: Figure) -> str:
    return f"{made.title}统计表"


def _texts(made: Figure, hall: Hall) -> list[str]:
    table = _table(made)
    cells = [cell for row in table.rows for cell in row]
    said = [_title(made), hall.name, chinese_day(made.as_at), made.doubt]
    return [*said, *table.headings, *cells]


def _blocks(made: Figure, hall: Hall, said: tuple[date, str], m: Measures) -> Iterator[Block]:
    printed_on, number = said
    yield heading_block(_title(made), number, m)
    facts = [
        ("单位", hall.community or hall.name),
        ("截至", chinese_day(made.as_at)),
        ("在册人数", f"{made.total:,} 人"),
    ]
    yield from facts_blocks(facts, m)
    yield from _drawn(drawing(made), m)
    yield from table_blocks(_table(made), m)
    yield note_block(tuple(filter(None, (_NOTE, made.doubt))), m)._replace(
        before=0.8 * m.line, keep=True
    )
    closing = Closing(hall.name, chinese_day(printed_on), ("制表：", "审核："), seal=False)
    yield closing_block(closing, None, m)


def _table(made: Figure) -> Table:
    rows = [(row.label, *(f"{value:,}" for value in row.values)) for row in made.rows]
    if made.shape != "months":  # the sum of openings means nothing
        rows.append(("合计", *(f"{value:,}" for value in made.sums)))
    headings = ("项目", *(f"{series.label}（{series.unit}）" for series in made.series))
    return Table(headings, (2.4, *(1.2 for _ in made.series)), tuple(rows))


def _drawn(drawn: Drawing, m: Measures) -> Iterator[Block]:
    heads = [f"{series}（{drawn.unit}）" for series in drawn.series]
    yield from bar_blocks(heads, [(row.label, row.values) for row in drawn.rows], m)
