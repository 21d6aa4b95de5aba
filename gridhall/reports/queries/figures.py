"""办件统计: the desk's figures of any days, split any way, and the cases behind each number."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from itertools import accumulate
from typing import Any, Final

from sqlalchemy import TextClause, bindparam, text
from sqlalchemy.orm import Session

from gridhall.clerks.rules import allowed, require
from gridhall.core.calendar import WorkCalendar
from gridhall.core.clerk import Clerk, Role
from gridhall.core.errors import UserError
from gridhall.core.figures import FigureRow, summed
from gridhall.core.periods import Span
from gridhall.db.base import Moment
from gridhall.reports.queries.bases import BASES, Basis, counting_sql, listing_sql
from gridhall.reports.queries.lines import lines, unknown_line
from gridhall.reports.rules.figures import Column, column, columns_for, dimension
from gridhall.service_desk.rules.clock import DeskDay

_DAY: Final = timedelta(days=1)
_FIRST_DAY: Final = date(2004, 1, 1)  # no hall has a case from before the first notice
_JULIAN: Final = 1_721_424  # the whole julian day of a day is its ordinal and this
_MOST_DAYS: Final = 366
_TIME: Final = ("day", "month", "all")


@dataclass(frozen=True, slots=True)
class Asked:
    """Which days, and by what they are split (DIMENSIONS)."""

    span: Span
    by: str = "all"


@dataclass(frozen=True, slots=True)
class DeskFigures:
    """Figures of a span: every known line, and all of them together."""

    asked: Asked
    columns: tuple[Column, ...]
    rows: tuple[FigureRow, ...]
    total: FigureRow

    @property
    def shown(self) -> tuple[FigureRow, ...]:
        """The lines worth showing: all days and months, otherwise those that are not empty."""
        if self.asked.by in _TIME:
            return self.rows
        return tuple(row for row in self.rows if not row.is_empty)

    def row(self, key: str) -> FigureRow | None:
        """The line of a lasting key or of its words; None if there is none."""
        return next((row for row in self.rows if key in (row.line.key, row.line.label)), None)


@dataclass(frozen=True, slots=True)
class Behind:
    """A record behind a number: a case, or a ticket of a day."""

    id: int
    number: str
    what: str


def desk_figures(session: Session, clerk: Clerk, asked: Asked, on: DeskDay) -> DeskFigures:
    """Every figure of these days, one pass of SQL for each kind of record.

    Ratings are counted for supervisors only.
    """
    dimension(asked.by)
    if asked.by == "day" and asked.span.days > _MOST_DAYS:
        raise UserError("按日统计一次最多一年。请把日期改短，或者按月统计")
    columns = columns_for(asked.by, secret=allowed(clerk, Role.SUPERVISOR))
    counted: dict[str, dict[str, int]] = {}
    for name in dict.fromkeys(one.basis for one in columns):
        _count(session, BASES[name], asked, (on, counted))
    rows = tuple(_rows(session, asked, on.today, counted))
    return DeskFigures(asked, columns, rows, summed(rows))


def rows_behind(
    session: Session, clerk: Clerk, asked: Asked, on: DeskDay, cell: tuple[str, str | None]
) -> list[Behind]:
    """The cases (or tickets) behind one number: a column's key, and a line (None: all lines)."""
    one, line = column(cell[0]), cell[1]
    if one.secret:
        require(clerk, Role.SUPERVISOR, "看评价")
    basis = BASES[one.basis]
    sql = listing_sql(basis, dimension(asked.by), one.raw[-1], one_line=line is not None)
    given = {} if line is None else {"line": line}
    found = session.execute(bound(sql, asked.span, on), given)
    return [Behind(int(row_id), str(number), str(name)) for row_id, number, name in found]


def _count(
    session: Session, basis: Basis, asked: Asked, into: tuple[DeskDay, dict[str, dict[str, int]]]
) -> None:
    on, counted = into
    sql = counting_sql(basis, asked.by)
    for row in session.execute(bound(sql, asked.span, on)).mappings():
        told = dict(row)
        line = str(told.pop("line"))
        counted.setdefault(line, {}).update({name: int(n or 0) for name, n in told.items()})


def _rows(
    session: Session, asked: Asked, today: date, counted: dict[str, dict[str, int]]
) -> list[FigureRow]:
    known = lines(session, asked.span, asked.by, today)
    named = {line.at for line in known}
    others = [
        unknown_line(session, asked.by, at)
        for at, numbers in sorted(counted.items())
        if at not in named and any(numbers.values())
    ]
    listed = sorted([*known, *others]) if asked.by in _TIME else [*known, *others]
    return [FigureRow(line, counted.get(line.at, {})) for line in listed]


def bound(sql: str, span: Span, on: DeskDay) -> TextClause:
    """The SQL with a span's days and moments, and the working days it counts."""
    first, end = (
        datetime.combine(day, time()).astimezone(UTC) for day in (span.first, span.last + _DAY)
    )
    given: dict[str, Any] = {
        "first_on": f"{span.first}",
        "last_on": f"{span.last}",
        "today": f"{on.today}",
    }
    if ":worked" in sql:
        given |= {
            "worked": _working_days(on.calendar, span.last),
            "base": _FIRST_DAY.toordinal() + _JULIAN,
        }
    asked = text(sql)
    known = {name: value for name, value in given.items() if f":{name}" in sql}
    moments = [
        bindparam(name, value, Moment)
        for name, value in (("first", first), ("end", end))
        if f":{name}" in sql.replace(f":{name}_on", "")
    ]
    return asked.bindparams(*moments, **known)


@lru_cache(maxsize=4)
def _working_days(calendar: WorkCalendar, last: date) -> bytes:
    """How many working days there were up to each day since the first one, five digits each."""
    days = (date.fromordinal(n) for n in range(_FIRST_DAY.toordinal(), last.toordinal() + 1))
    counts = accumulate(int(calendar.is_working(day)) for day in days)
    return b"".join(b"%05d" % count for count in counts)
