"""The whistle ledger's figures at a terminal: statistics issue-funnel, paper issue-figures."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from gridhall.cli.answer import Answer
from gridhall.core.errors import UserError
from gridhall.core.figures import FigureRow, say
from gridhall.core.periods import Span, period, period_of
from gridhall.hall.service import OpenHall
from gridhall.issues.documents.figures import issue_figures_paper
from gridhall.issues.documents.listing import issue_list
from gridhall.issues.documents.scores import issue_scores
from gridhall.issues.labels import STATES
from gridhall.issues.queries.figures import Asked, IssueFigures, issue_figures, issues_behind
from gridhall.issues.queries.heat import heat
from gridhall.issues.queries.issues import IssueFilter
from gridhall.issues.queries.scores import unit_scores
from gridhall.issues.rules.figures import (
    COHORT,
    DIMENSIONS,
    FUNNEL,
    MANNERS,
    dimension,
    figure_named,
)
from gridhall.issues.rules.scores import KINDS as SCORE_KINDS
from gridhall.issues.rules.scores import UnitScore, points_said
from gridhall.issues.rules.states import OPEN_STATES
from gridhall.papers.queries import PaperRow
from gridhall.registry.documents.transfer_issue import At

FUNNEL_NAME, HEAT_NAME, SCORES_NAME = "issue-funnel", "issue-heat", "unit-scores"
_OPEN, _ALL = "在办", "全部"


def add_options(told: ArgumentParser) -> None:
    """What only the ledger's figures are asked with."""
    only = "，只用于吹哨台账的统计"
    told.add_argument("--period", metavar="2026-05", help=f"月份、2026-Q2 或年份{only}")
    told.add_argument("--by", choices=[*DIMENSIONS], help=f"按什么分，只用于 {FUNNEL_NAME}")
    told.add_argument("--counted", choices=[*MANNERS], help=f"口径，只用于 {FUNNEL_NAME}")
    told.add_argument("--behind", metavar="数", help=f"列出这个数后面的问题，只用于 {FUNNEL_NAME}")


def refuse_options(args: Namespace) -> None:
    """Refuse them for other figures: what was asked would be left out without a word."""
    given = [one for one in ("period", "by", "counted", "behind") if getattr(args, one)]
    if given:
        raise UserError(f"--{given[0]} 只用于 {'、'.join(RUNS)}。请去掉再试")


def run_for(args: Namespace, hall: OpenHall) -> Answer:
    """One of the ledger's figures, of a period (this year where none is said)."""
    if args.as_at or args.grid:
        raise UserError(f"{args.name} 用 --period 写统计期，不用 --as-at 和 --grid")
    today = date.today()
    span = period(args.period) if args.period else period_of("year", today)
    return RUNS[args.name](args, hall, span, today)


def _funnel(args: Namespace, hall: OpenHall, span: Span, today: date) -> Answer:
    asked = Asked(span, args.by or "all", args.counted or COHORT)
    with hall.db.read() as session:
        made = issue_figures(session, asked, today)
        if args.behind:
            key = figure_named(args.behind).key
            found = issues_behind(session, asked, today, (key, None))
            rows = [{"number": one.number, "title": one.title, "state": one.state} for one in found]
            lines = [f"{one.number}\t{STATES[one.state]}\t{one.title}" for one in found]
            data = {"figure": key, "period": span.label, "rows": rows, "total": len(rows)}
            return Answer(data, lines or ["没有这样的问题"])
    rows = [_row(made, row) for row in made.rows]
    data = {
        "name": FUNNEL_NAME,
        "period": span.label,
        "by": asked.by,
        "counted": asked.counted,
        **dict(zip(FUNNEL, made.funnel, strict=True)),
        "rows": rows,
        "total": made.funnel[0],
    }
    head = "\t".join([DIMENSIONS[asked.by], *(one.label for one in made.columns)])
    shown = made.rows if asked.by == "all" else (*made.rows, made.total)
    lines = [f"{span.label}　{MANNERS[asked.counted]}问题", head]
    lines += ["\t".join([row.line.label, *_said(made, row)]) for row in shown]
    return Answer(data, lines)


def _row(made: IssueFigures, row: FigureRow) -> dict[str, Any]:
    told = {one.key: row.value(one) for one in made.columns}
    return {"label": row.line.label, "key": row.line.key, **told}


def _said(made: IssueFigures, row: FigureRow) -> list[str]:
    return [say(one, row.value(one)) for one in made.columns]


def _heat(_args: Namespace, hall: OpenHall, span: Span, today: date) -> Answer:
    with hall.db.read() as session:
        made = heat(session, span, today)
    rows = [
        {
            "compound": row.name, "building": cell.label, "collected": cell.collected,
            "standing": cell.standing, "overdue": cell.overdue,
        }
        for row in made.rows
        for cell in row.cells
    ]  # fmt: skip
    data = {"name": HEAT_NAME, "period": span.label, "rows": rows, "total": made.total}
    lines = [
        f"{row.name}\t" + "\t".join(f"{cell.label} {cell.collected}" for cell in row.cells)
        for row in made.rows
    ]
    return Answer(data, [f"{span.label}　{made.total:,} 件", *lines])


def _scores(_args: Namespace, hall: OpenHall, span: Span, today: date) -> Answer:
    with hall.db.read() as session:
        made = unit_scores(session, span, today)
    data = {
        "name": SCORES_NAME,
        "period": span.label,
        "rows": [_score(one) for one in made.rows],
        "total": len(made.rows),
        "idle": made.idle,
    }
    lines = [f"{one.rank}\t{one.name}\t{points_said(one.points)}" for one in made.rows]
    return Answer(data, lines or [f"{span.label}没有单位计分"])


def _score(one: UnitScore) -> dict[str, Any]:
    behind = [
        {
            "kind": line.kind, "points": line.points, "day": line.day, "number": line.number,
            "title": line.title,
        }
        for line in one.lines
    ]  # fmt: skip
    counts = {kind: one.count(kind) for kind in SCORE_KINDS if one.count(kind)}
    return {
        "rank": one.rank, "unit": one.name, "points": one.points, **counts, "behind": behind,
    }  # fmt: skip


RUNS: Final[Mapping[str, Callable[[Namespace, OpenHall, Span, date], Answer]]] = {
    FUNNEL_NAME: _funnel,
    HEAT_NAME: _heat,
    SCORES_NAME: _scores,
}


def _figures_paper(hall: OpenHall, about: str) -> PaperRow:
    """吹哨统计图 of a period, `2026-11` or `2026-11：grid`."""
    code, by = _parted(about)
    return issue_figures_paper(_at(hall), Asked(period(code), dimension(by or "category")))


def _scores_paper(hall: OpenHall, about: str) -> PaperRow:
    """量化考核表 of a period."""
    return issue_scores(_at(hall), period(about))


def _list_paper(hall: OpenHall, about: str) -> PaperRow:
    """吹哨台账 of a period, `2026-11` or `2026-11：在办`, 超期, or a state's name."""
    code, which = _parted(about)
    which = which or _ALL
    if which == "超期":
        asked = IssueFilter(overdue_on=date.today())
    else:
        asked = IssueFilter(states=_states(which))
    return issue_list(_at(hall), period(code), asked, which)


def _states(which: str) -> tuple[str, ...]:
    named = {_ALL: (), _OPEN: OPEN_STATES} | {words: (code,) for code, words in STATES.items()}
    if which not in named:
        raise UserError(f"不能只要“{which[:20]}”。可以写：{'、'.join([*named, '超期'])}")
    return named[which]


def _parted(about: str) -> tuple[str, str]:
    code, _, more = about.replace(":", "：").partition("：")
    return code, more.strip()


def _at(hall: OpenHall) -> At:
    return At(hall.db, hall.clerk, hall.hall, date.today())


KINDS: Final[Mapping[str, Callable[[OpenHall, str], PaperRow]]] = {
    "issue-figures": _figures_paper,
    "unit-scores": _scores_paper,
    "issue-list": _list_paper,
}
