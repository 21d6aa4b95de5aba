"""statistics NAME: any figure of the statistics page at a terminal."""

from argparse import ArgumentParser, Namespace
from datetime import date
from typing import Any

from gridhall.cli import issue_figures
from gridhall.cli.answer import Answer
from gridhall.cli.opening import opened
from gridhall.cli.separation import NAME, separation_answer
from gridhall.cli.usage import day
from gridhall.registry.queries.figure_rows import Figure, FigureRow
from gridhall.registry.queries.statistics import FIGURES, figure


def add_commands(commands: Any, options: ArgumentParser) -> None:
    """Describe the words and options."""
    told = commands.add_parser("statistics", parents=[options], help="统计")
    names = [*FIGURES, *issue_figures.RUNS]
    told.add_argument("name", choices=names, metavar="名称", help="、".join(names))
    told.add_argument("--as-at", type=day, metavar="日期", help="那一天的情况")
    told.add_argument("--grid", default="", metavar="网格", help=f"只看一个网格，只用于 {NAME}")
    issue_figures.add_options(told)
    told.set_defaults(run=run_statistics)


def run_statistics(args: Namespace) -> Answer:
    """One figure: its rows by their column's key, and how many people there are."""
    if args.name in issue_figures.RUNS:
        with opened(args) as hall:
            return issue_figures.run_for(args, hall)
    issue_figures.refuse_options(args)
    with opened(args) as hall, hall.db.read() as session:
        if args.name == NAME:
            return separation_answer(session, args.as_at, args.grid, date.today())
        made = figure(session, args.name, args.as_at, date.today())
    rows = [_row(made, row) for row in made.rows]
    data = {
        "name": made.name,
        "title": made.title,
        "as_at": made.as_at,
        "rows": rows,
        "total": made.total,
        "doubt": made.doubt,
    }
    head = "\t".join(["", *(series.label for series in made.series)])
    lines = [f"{made.title}（截至 {made.as_at}，共 {made.total} 人）", head]
    lines += ["\t".join([row.label, *map(str, row.values)]) for row in made.rows]
    return Answer(data, lines)


def _row(made: Figure, row: FigureRow) -> dict[str, Any]:
    keys = [series.key for series in made.series]
    return {"label": row.label, **dict(zip(keys, row.values, strict=True))}
