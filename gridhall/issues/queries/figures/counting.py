"""Counting a period's issues in one pass, and listing those behind a number."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import text
from sqlalchemy.orm import Session

from gridhall.core.figures import Figure, FigureRow, summed
from gridhall.core.periods import Span
from gridhall.issues.queries.figures.lines import lines, other_lines
from gridhall.issues.queries.figures.sql import NOTHING, counting_sql, listing_sql
from gridhall.issues.rules.figures import (
    ASIDE,
    COHORT,
    FIGURES,
    FUNNEL,
    dimension,
    figure_named,
    figures_for,
    manner,
)

# Long lists are told by how much there is of each, the others in the hall's own order.
_BY_COUNT: Final = frozenset({"category", "compound", "building", "unit"})


@dataclass(frozen=True, slots=True)
class Asked:
    """Which days, by what they are split (DIMENSIONS), which issues count (MANNERS)."""

    span: Span
    by: str = "all"
    counted: str = COHORT


@dataclass(frozen=True, slots=True)
class IssueFigures:
    """Figures of a period: every line there is anything on, and all of them together."""

    asked: Asked
    columns: tuple[Figure, ...]
    rows: tuple[FigureRow, ...]
    total: FigureRow

    @property
    def funnel(self) -> tuple[int, ...]:
        """收集、纳入、吹哨、解决 of all lines together."""
        return tuple(self.total.numbers.get(stage, 0) for stage in FUNNEL)

    @property
    def stages(self) -> list[tuple[str, str, int]]:
        """The funnel as it is drawn: a figure's key, its words with its share, how many."""
        numbers, whole = self.total.numbers, self.funnel[0]
        aside = (ASIDE,) if numbers.get(ASIDE) else ()
        found = []
        for stage in (*FUNNEL, *aside):
            label = FIGURES[stage].label
            count = numbers.get(stage, 0)
            shared = whole and stage != FUNNEL[0] and self.asked.counted == COHORT
            words = f"其中{label}" if stage == ASIDE else label
            found.append((stage, f"{words}　{count / whole:.1%}" if shared else words, count))
        return found

    def row(self, key: str) -> FigureRow | None:
        """The line of a lasting key or of its words; None if there is none."""
        return next((row for row in self.rows if key in (row.line.key, row.line.label)), None)


@dataclass(frozen=True, slots=True)
class Behind:
    """An issue behind a number."""

    id: int
    number: str
    title: str
    state: str
    owner: str
    received_on: str


def issue_figures(session: Session, asked: Asked, today: date) -> IssueFigures:
    """Every figure of these days; for a cohort in one pass of SQL, however it is split."""
    by, counted = dimension(asked.by), manner(asked.counted)
    numbers: dict[str, dict[str, int]] = {}
    for sql in counting_sql(counted, by):
        for row in session.execute(text(sql), _given(sql, asked.span, today)).mappings():
            told = dict(row)
            mine = numbers.setdefault(str(told.pop("line")), dict(NOTHING))
            mine |= {name: round(number or 0) for name, number in told.items()}
    rows = _rows(session, asked, today, numbers)
    return IssueFigures(asked, figures_for(counted), rows, summed(rows))


def issues_behind(
    session: Session, asked: Asked, today: date, cell: tuple[str, str | None]
) -> list[Behind]:
    """The issues behind one number: a figure's key, and a line (None: all); the latest first.

    Behind a share are those it is a share of.
    """
    raw = figure_named(cell[0]).raw[-1]
    sql = listing_sql(asked.counted, dimension(asked.by), raw, one_line=cell[1] is not None)
    given = _given(sql, asked.span, today)
    if cell[1] is not None:
        given["line"] = cell[1]
    return [Behind(*row) for row in session.execute(text(sql), given)]


def _rows(
    session: Session, asked: Asked, today: date, numbers: dict[str, dict[str, int]]
) -> tuple[FigureRow, ...]:
    known = lines(session, asked.span, asked.by, today)
    others = other_lines(asked.by, numbers.keys() - {line.at for line in known})
    rows = [FigureRow(line, numbers.get(line.at, NOTHING)) for line in (*known, *others)]
    if asked.by not in ("all", "month"):
        rows = [row for row in rows if not row.is_empty]
    if asked.by in _BY_COUNT:
        rows.sort(key=lambda row: (row.line.at in ("", "0"), -_most(row)))
    return tuple(sorted(rows, key=lambda row: row.line.at) if asked.by == "month" else rows)


def _most(row: FigureRow) -> int:
    return row.numbers.get("collected", 0) or max(row.numbers.values())


def _given(sql: str, span: Span, today: date) -> dict[str, str]:
    given = {"first": f"{span.first}", "last": f"{span.last}", "today": f"{today}"}
    return {name: value for name, value in given.items() if f":{name}" in sql}
