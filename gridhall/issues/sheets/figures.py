"""吹哨统计 as a workbook: what was on show, and what each number means on a second sheet."""

from pathlib import Path

from gridhall.clerks.service import record
from gridhall.core.clerk import Clerk
from gridhall.core.figures import Figure, say
from gridhall.core.periods import Span
from gridhall.db.database import Database
from gridhall.exchange.service.writing import Page, write_pages
from gridhall.issues.queries.figures import IssueFigures
from gridhall.issues.queries.heat import Heat
from gridhall.issues.queries.scores import ScoreSheet
from gridhall.issues.rules.figures import ABOUT_LINES, DIMENSIONS, MANNER_SAID
from gridhall.issues.rules.scores import KINDS, SAID

Shown = IssueFigures | Heat | ScoreSheet


def export_figures(db: Database, clerk: Clerk, made: Shown, path: Path) -> int:
    """Write what was on show; how many lines of it."""
    span, pages = _pages(made)
    write_pages(path, pages)
    rows = len(list(pages[0].rows))
    with db.write() as session:
        after = {"title": pages[0].title, "period": span.label, "rows": rows}
        record(session, clerk, "issue.export", ("issues", None), {"after": after})
    return rows


def _pages(made: Shown) -> tuple[Span, list[Page]]:
    if isinstance(made, Heat):
        return made.span, [_heat_page(made)]
    if isinstance(made, ScoreSheet):
        return made.span, _score_pages(made)
    return made.asked.span, _figure_pages(made)


def _figure_pages(made: IssueFigures) -> list[Page]:
    shown = made.rows if made.asked.by == "all" else (*made.rows, made.total)
    rows: list[list[str | int]] = [
        [row.line.label, *(_cell(one, row.value(one)) for one in made.columns)] for row in shown
    ]
    headings = [DIMENSIONS[made.asked.by], *(f"{one.label}（{one.unit}）" for one in made.columns)]
    about = [
        ["统计期", made.asked.span.label],
        ["口径", MANNER_SAID[made.asked.counted]],
        *([one.label, one.said] for one in made.columns),
        ["分组", ABOUT_LINES],
    ]
    return [Page("吹哨统计", headings, rows), Page("数怎么来的", ["数", "说明"], about)]


def _cell(one: Figure, value: float | None) -> str | int:
    return value if isinstance(value, int) else say(one, value)


def _heat_page(made: Heat) -> Page:
    rows: list[list[str | int]] = [
        [row.name, cell.label, cell.collected, cell.standing, cell.overdue]
        for row in made.rows
        for cell in row.cells
    ]
    return Page("楼栋分布", ["小区", "楼栋", "收集（件）", "在办（件）", "超期（件）"], rows)


def _score_pages(made: ScoreSheet) -> list[Page]:
    headings = ["名次", "单位", *KINDS.values(), "总分"]
    rows: list[list[str | int]] = [
        [one.rank, one.name, *(one.count(kind) for kind in KINDS), one.points] for one in made.rows
    ]
    behind: list[list[str | int]] = [
        [one.name, f"{line.day}", KINDS[line.kind], line.points, line.number, line.title]
        for one in made.rows
        for line in one.lines
    ]
    about = [[KINDS[kind], f"{made.scores.get(kind, '')}", said] for kind, said in SAID.items()]
    return [
        Page("量化考核", headings, rows),
        Page("每一分的依据", ["单位", "日期", "因为什么", "分", "编号", "问题或原因"], behind),
        Page("分怎么来的", ["项目", "分值", "说明"], about),
    ]
