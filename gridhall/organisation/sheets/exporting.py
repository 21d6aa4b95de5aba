"""导出组织、网格、单位、席位: a workbook with whole numbers, for a supervisor who says why."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from sqlalchemy.orm import Session

from gridhall.clerks.rules import require
from gridhall.clerks.service import record
from gridhall.core.clerk import Clerk, Role
from gridhall.core.progress import Progress
from gridhall.db.database import Database
from gridhall.exchange.service.writing import Page, write_pages
from gridhall.organisation.sheets.columns import (
    GRID_COLUMNS,
    ORGANISATION_COLUMNS,
    SEAT_COLUMNS,
    UNIT_COLUMNS,
    headings,
)
from gridhall.organisation.sheets.export import (
    grid_cells,
    organisation_cells,
    seat_cells,
    unit_cells,
)
from gridhall.registry.rules import reveal_reason


class Workbook(NamedTuple):
    """What goes out: its title, its headings, its lines as they are today, further sheets."""

    title: str
    headings: tuple[str, ...]
    lines: Callable[[Session, date], Iterator[list[str]]]
    more: tuple["Workbook", ...] = ()


WORKBOOKS: dict[str, Workbook] = {
    "organisations": Workbook(
        "组织", headings(ORGANISATION_COLUMNS), lambda session, _: organisation_cells(session)
    ),
    "grids": Workbook("网格", headings(GRID_COLUMNS), lambda session, _: grid_cells(session)),
    "units": Workbook("单位", headings(UNIT_COLUMNS), lambda session, _: unit_cells(session)),
    "seats": Workbook("席位", headings(SEAT_COLUMNS), seat_cells),
}


def export_workbook(
    db: Database, clerk: Clerk, what: tuple[str, Workbook], asked: tuple[Path, str, date]
) -> Callable[[Progress], int]:
    """The work of writing a workbook of a kind and logging it; says how many rows.

    `asked` is the file, what it is for, and today.
    """
    path, reason, today = asked
    kind, book = what
    require(clerk, Role.SUPERVISOR, f"导出{book.title}")
    said = {"kind": kind, "reason": reveal_reason(reason)}

    def work(progress: Progress) -> int:
        with db.write() as session:
            pages = [
                Page(one.title, one.headings, one.lines(session, today))
                for one in (book, *book.more)
            ]
            rows = write_pages(path, pages)
            record(session, clerk, "export", (kind, None), {"after": {**said, "rows": rows}})
        progress.report(1, 1)
        return rows

    return work
