"""年度服务报告: a year of volunteer service in figures and charts, numbers behind every bar."""

from collections.abc import Iterator
from datetime import date

from gridhall.clerks.rules import Anchor
from gridhall.core.clock import number_of_hours
from gridhall.core.errors import UserError
from gridhall.core.hall import Hall
from gridhall.papers.rules import PaperOrder
from gridhall.pdf.bars import bar_blocks
from gridhall.pdf.business_form import chinese_day
from gridhall.pdf.form_blocks import (
    closing_block,
    facts_blocks,
    heading_block,
    note_block,
    table_blocks,
)
from gridhall.pdf.form_parts import Closing, Measures, Table, measures
from gridhall.pdf.margins import Told, bound, filled
from gridhall.pdf.marks import Block
from gridhall.pdf.page import A4
from gridhall.volunteering.documents.report_parts import (
    lines_table,
    require_glyphs,
    section,
)
from gridhall.volunteering.queries.papers.year import Line, YearFigures

KIND = "service-report"
_NOTES = (
    "时长以服务时长台账为准，只算本单位组织的活动；合计的人数每人只算一次。",
    "志愿服务信息还应按规定录入国务院民政部门指定的志愿服务信息系统。",
)


def report_order(made: YearFigures, hall: Hall, today: date, request_key: str) -> PaperOrder:
    """The order to issue the report; the same figures of the same day are one paper."""
    _check(made)
    said = {"year": made.year, "day": today.isoformat(), "texts": _texts(made, hall)}
    return PaperOrder(KIND, "service_year", made.year, said, request_key)


def report_paper(
    made: YearFigures, hall: Hall, today: date, marks: tuple[str, Anchor | None]
) -> bytes:
    """The report as a PDF."""
    _check(made)
    require_glyphs(_texts(made, hall))
    m = measures(A4)
    blocks = list(_blocks(made, (hall, today, marks[0]), m))
    told = Told(_title(made), marks[0], hall.name, str(marks[1] or ""))
    return bound(filled(blocks, m), told, m)


def _check(made: YearFigures) -> None:
    if not made.turns:
        raise UserError(f"{made.year} 年还没有服务时长记录，没有报告可出")


def _title(made: YearFigures) -> str:
    return f"{made.year}年志愿服务报告"


def _groups(made: YearFigures) -> tuple[tuple[str, str, tuple[Line, ...]], ...]:
    """Section, heading of its table, lines."""
    return (
        ("按服务内容", "服务内容", made.by_content),
        ("按单位", "单位", made.by_unit),
        ("按年龄", "年龄（到年底）", made.by_age),
    )


def _texts(made: YearFigures, hall: Hall) -> list[str]:
    lines = [*made.by_month, *(line for _, _, lines in _groups(made) for line in lines)]
    said = [f"{line.name} {line.people} {line.turns} {line.minutes}" for line in lines]
    said += [f"{star} 星 {people}" for star, people in made.stars]
    return [_title(made), hall.name, *said, *(text for fact in _facts(made) for text in fact)]


def _facts(made: YearFigures) -> list[tuple[str, str]]:
    each = made.minutes // made.people if made.people else 0
    found = [
        ("服务日", f"{made.days} 天"),
        ("志愿者", f"年底在册 {made.registered:,} 人，当年新加入 {made.joined:,} 人"),
        ("参加服务", f"{made.people:,} 人，{made.turns:,} 人次"),
        ("服务时长", f"{number_of_hours(made.minutes)} 小时，人均 {number_of_hours(each)} 小时"),
        ("出具证明", f"{made.certificates:,} 份"),
    ]
    if made.others_minutes:
        others = f"{number_of_hours(made.others_minutes)} 小时（其他单位组织，不计入以上）"
        found.append(("另有记录", others))
    return found


def _blocks(made: YearFigures, there: tuple[Hall, date, str], m: Measures) -> Iterator[Block]:
    hall, today, number = there
    total = Line("", made.people, made.turns, made.minutes)
    yield heading_block(_title(made), number, m)
    yield from facts_blocks(_facts(made), m)
    yield section("各月服务时长", m)
    hours = [(line.name, (round(line.minutes / 60),)) for line in made.by_month]
    yield from bar_blocks(("服务时长（小时，取整）",), hours, m)
    yield from table_blocks(lines_table("月份", made.by_month, total), m)
    for title, heading, lines in _groups(made):
        yield section(title, m)
        people = [(line.name, (line.turns,)) for line in lines[:12]]
        yield from bar_blocks(("人次",), people, m)
        yield from table_blocks(lines_table(heading, lines, total), m)
    if made.stars:
        yield section("星级志愿者", m)
        stars = tuple((f"{star} 星", f"{people:,} 人") for star, people in made.stars)
        yield from table_blocks(Table(("星级", "人数"), (1, 1), stars), m)
    yield note_block(_NOTES, m)._replace(before=0.8 * m.line, keep=True)
    closing = Closing(hall.name, chinese_day(today), ("制表：", "审核："))
    yield closing_block(closing, None, m)
