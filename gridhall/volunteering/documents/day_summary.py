"""服务日小结: people, hours, posts, units and photos of a day that was held."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from gridhall.clerks.rules import Anchor
from gridhall.core.clock import number_of_hours
from gridhall.core.errors import UserError
from gridhall.core.hall import Hall
from gridhall.papers.rules import PaperOrder
from gridhall.pdf.business_form import chinese_day
from gridhall.pdf.form_blocks import (
    closing_block,
    facts_blocks,
    heading_block,
    letter_blocks,
    table_blocks,
)
from gridhall.pdf.form_parts import Closing, Measures, measures
from gridhall.pdf.margins import Told, bound, filled
from gridhall.pdf.marks import Block
from gridhall.pdf.page import A4
from gridhall.photos.queries import Picture
from gridhall.volunteering.documents.day_words import held, organiser
from gridhall.volunteering.documents.report_parts import (
    lines_table,
    photo_blocks,
    require_glyphs,
    section,
)
from gridhall.volunteering.queries.papers.days import PaperDay
from gridhall.volunteering.queries.papers.year import DayFigures, Line

KIND = "day-summary"


@dataclass(frozen=True, slots=True)
class Summary:
    """What the summary of a day shows."""

    day: PaperDay
    figures: DayFigures
    photos: Sequence[Picture] = field(default=(), repr=False)

    def check(self) -> None:
        """UserError for a day that is not over."""
        if self.day.closed_at is None:
            raise UserError("这一天还没有结束并生成时长，结束以后才能出小结")


def summary_order(made: Summary, hall: Hall, today: date, request_key: str) -> PaperOrder:
    """The order to issue the summary; the same figures, words and photos are one paper."""
    made.check()
    said = {
        "texts": _texts(made, hall),
        "day": today.isoformat(),
        "photos": [hashlib.sha256(photo.jpeg).hexdigest() for photo in made.photos],
    }
    return PaperOrder(KIND, "service_day", made.day.id, said, request_key)


def summary_paper(
    made: Summary, hall: Hall, today: date, marks: tuple[str, Anchor | None]
) -> bytes:
    """The summary as a PDF."""
    made.check()
    require_glyphs(_texts(made, hall))
    m = measures(A4)
    blocks = list(_blocks(made, (hall, today, marks[0]), m))
    told = Told(_title(made), marks[0], hall.name, str(marks[1] or ""))
    return bound(filled(blocks, m), told, m)


def _title(made: Summary) -> str:
    return f"{made.day.name}小结"


def _texts(made: Summary, hall: Hall) -> list[str]:
    lines = (*made.figures.by_post, *made.figures.by_unit)
    said = [
        _title(made),
        hall.name,
        *_paragraphs(made),
        *(photo.row.caption for photo in made.photos),
    ]
    said += [f"{line.name} {line.people} {line.turns} {line.minutes}" for line in lines]
    return [*said, *(text for fact in _facts(made, hall) for text in fact)]


def _facts(made: Summary, hall: Hall) -> list[tuple[str, str]]:
    day, figures = made.day, made.figures
    missed = f"未到 {figures.no_shows} 人次，请假 {figures.excused} 人次"
    extra = f"临时志愿者 {figures.walk_ins} 人次，顶岗 {figures.substitutes} 人次"
    found = (
        ("日期", held(day)),
        ("地点", day.spot),
        ("组织单位", organiser(day, hall)),
        ("负责人", day.leader),
        ("参加", f"{figures.people:,} 人，{figures.turns:,} 人次"),
        ("服务时长", f"{number_of_hours(figures.minutes)} 小时"),
        ("岗位", f"{len(day.posts)} 个，计划 {day.wanted} 人次"),
        ("出勤", f"{missed}；{extra}"),
    )
    return [(name, value) for name, value in found if value]


def _paragraphs(made: Summary) -> list[str]:
    return [line for line in made.day.summary.split("\n") if line.strip()]


def _blocks(made: Summary, there: tuple[Hall, date, str], m: Measures) -> Iterator[Block]:
    hall, today, number = there
    figures = made.figures
    total = Line("", figures.people, figures.turns, figures.minutes)
    yield heading_block(_title(made), number, m)
    yield from facts_blocks(_facts(made, hall), m)
    if paragraphs := _paragraphs(made):
        yield section("活动情况", m)
        yield from letter_blocks("", paragraphs, m)
    yield section("按岗位", m)
    yield from table_blocks(lines_table("岗位", figures.by_post, total), m)
    yield section("按单位", m)
    yield from table_blocks(lines_table("单位", figures.by_unit, total), m)
    if made.photos:
        yield section("现场照片", m)
        yield from photo_blocks(made.photos, m)
    closing = Closing(
        organiser(made.day, hall), chinese_day(today), ("制表：", "审核："), seal=False
    )
    yield closing_block(closing, None, m)
