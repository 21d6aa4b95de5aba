"""办件统计 as a workbook: the table with its definitions on a second sheet."""

from pathlib import Path

from gridhall.clerks.service import record
from gridhall.core.clerk import Clerk
from gridhall.core.figures import say
from gridhall.db.database import Database
from gridhall.exchange.service.writing import Page, write_pages
from gridhall.reports.queries.figures import DeskFigures
from gridhall.reports.rules.figures import ABOUT_LINES, DIMENSIONS, Column

TITLE = "办件统计表"


def export_figures(db: Database, clerk: Clerk, made: DeskFigures, path: Path) -> int:
    """Write the table and what each number means; how many lines."""
    shown = [made.total] if made.asked.by == "all" else [*made.shown, made.total]
    rows = [
        [row.line.label, *(_cell(one, row.value(one)) for one in made.columns)] for row in shown
    ]
    headings = [DIMENSIONS[made.asked.by], *(f"{one.label}（{one.unit}）" for one in made.columns)]
    said = [[one.label, one.said] for one in made.columns]
    about = [["统计期", made.asked.span.label], *said, ["分组", ABOUT_LINES]]
    write_pages(path, [Page(TITLE, headings, rows), Page("数怎么来的", ["数", "说明"], about)])
    with db.write() as session:
        after = {"period": made.asked.span.label, "by": made.asked.by, "rows": len(rows)}
        record(session, clerk, "report.export", ("report_sending", None), {"after": after})
    return len(rows)


def _cell(one: Column, value: float | None) -> str | int:
    return value if isinstance(value, int) else say(one, value)
