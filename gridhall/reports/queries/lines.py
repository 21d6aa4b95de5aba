"""The lines figures are split into, known or not: clerks, matters, grids, days, in our order."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.clerks.models import ClerkAccount
from gridhall.core.figures import Line
from gridhall.core.periods import Span
from gridhall.places.models import Grid
from gridhall.service_desk.labels import CHANNELS
from gridhall.service_desk.queries.catalogue import matters

_DAY: Final = timedelta(days=1)
NO_GRID: Final = "没有网格"
NOBODY: Final = "没有写明"


def lines(session: Session, span: Span, by: str, today: date) -> list[Line]:
    """Every line that is known beforehand, in our order."""
    return list(_KNOWN[by](session, span, today))


def unknown_line(session: Session, by: str, at: str) -> Line:
    """A line that only records know: a matter retired since, somebody who left."""
    if by == "matter":
        return next(_retired(session, int(at)), Line(at, at, at))
    if by == "grid" and at == "0":
        return Line(at, "", NO_GRID)
    return Line(at, at, at or NOBODY)


def _all(_session: Session, _span: Span, _today: date) -> Iterator[Line]:
    yield Line("", "", "合计")


def _days(_session: Session, span: Span, today: date) -> Iterator[Line]:
    day = span.first
    while day <= min(span.last, today):
        yield Line(f"{day}", f"{day}", f"{day.month}月{day.day}日")
        day += _DAY


def _months(_session: Session, span: Span, today: date) -> Iterator[Line]:
    first, last = span.first, min(span.last, today)
    for at in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
        code = f"{at // 12}-{at % 12 + 1:02}"
        yield Line(code, code, f"{at // 12}年{at % 12 + 1}月")


def _clerks(session: Session, _span: Span, _today: date) -> Iterator[Line]:
    query = select(ClerkAccount.name).where(ClerkAccount.active).order_by(ClerkAccount.id)
    for name in session.scalars(query):
        yield Line(name, name, name)


def _matters(session: Session, _span: Span, today: date) -> Iterator[Line]:
    for one in matters(session, today):
        yield Line(f"{one.id}", one.code, one.name)


def _retired(session: Session, item_id: int) -> Iterator[Line]:
    for one in matters(session, date.max, withdrawn=True):
        if one.id == item_id:
            yield Line(f"{one.id}", one.code, one.name)


def _categories(session: Session, _span: Span, today: date) -> Iterator[Line]:
    for name in dict.fromkeys(one.category for one in matters(session, today)):
        yield Line(name, name, name)


def _grids(session: Session, _span: Span, today: date) -> Iterator[Line]:
    query = select(Grid.id, Grid.code, Grid.name, Grid.active_to).order_by(Grid.code)
    for grid_id, code, name, until in session.execute(query):
        if until is None or until >= today:
            yield Line(f"{grid_id}", code, name)


def _channels(_session: Session, _span: Span, _today: date) -> Iterator[Line]:
    for code, label in CHANNELS.items():
        yield Line(code, code, label)


_KNOWN: Final[dict[str, Callable[[Session, Span, date], Iterator[Line]]]] = {
    "all": _all,
    "day": _days,
    "month": _months,
    "holder": _clerks,
    "first": _clerks,
    "matter": _matters,
    "category": _categories,
    "grid": _grids,
    "channel": _channels,
}
