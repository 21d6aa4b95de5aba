"""双报到单位年度表 as a workbook: a year of every unit, for the street's own table."""

from collections.abc import Iterator
from datetime import date
from functools import partial

from sqlalchemy.orm import Session

from gridhall.core.clock import number_of_hours
from gridhall.organisation.rules.units import UNIT_KINDS
from gridhall.organisation.sheets.exporting import Workbook
from gridhall.pledges.queries.units import UnitFigures, unit_figures
from gridhall.pledges.rules.spans import year_span

HEADINGS = (
    "年度", "单位", "类别", "所属组织", "报到党员", "服务人数", "服务人次", "服务时长（小时）",
    "认领", "确认完成", "过了承诺日期", "参加人数", "服务群众（人次）", "投入（元）", "满意度",
    "惠民实事", "惠民实事完成", "清单里的资源", "还缺什么",
)  # fmt: skip


def unit_years(year: int) -> Workbook:
    """The workbook of one year."""
    return Workbook(f"双报到单位{year}年度表", HEADINGS, partial(_lines, year=year))


def _lines(session: Session, today: date, year: int) -> Iterator[list[str]]:
    for row in unit_figures(session, year_span(year), today):
        yield _line(row, year)


def _line(row: UnitFigures, year: int) -> list[str]:
    counts = (row.members, row.servers, row.services)
    done = (row.claims, row.done, row.late, row.people, row.served)
    return [
        str(year),
        row.name,
        UNIT_KINDS.get(row.kind, row.kind),
        row.organisation,
        *map(str, counts),
        number_of_hours(row.minutes),
        *map(str, done),
        f"{row.money_fen / 100:.2f}",
        "" if row.stars is None else f"{row.stars:.1f}",
        str(row.practical),
        str(row.practical_done),
        str(row.resources),
        "；".join(row.flags),
    ]
