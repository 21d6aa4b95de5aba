"""The lines figures are split into: categories, grids, units, months, each in words."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.core.figures import TOTAL, Line
from gridhall.core.periods import Span
from gridhall.issues.labels import CHANNELS, LEVELS, PATHS, SHORT_ROUTES, SIZES
from gridhall.issues.queries.categories import categories
from gridhall.organisation.models import Agency, Organisation, PartnerUnit
from gridhall.places.labels import building_label
from gridhall.places.models import Building, Compound, Grid
from gridhall.places.rules import natural_key

_NONE: Final = {
    "group": "没有分类",
    "category": "没有分类",
    "grid": "没有网格",
    "compound": "不在小区",
    "building": "没有写楼栋",
    "unit": "没有责任单位",
    "size": "没有定大小",
    "route": "没有分派",
}


def lines(session: Session, span: Span, by: str, today: date) -> list[Line]:
    """Every line that is known beforehand, in our order; issues may tell of others."""
    return list(_KNOWN[by](session, span, today))


def other_lines(by: str, found: Iterable[str]) -> list[Line]:
    """Lines that only issues know: what is gone, an owner in words only, none at all."""
    return [Line(at, at, _words(by, at)) for at in sorted(found, key=lambda at: (at in "0", at))]


def _words(by: str, at: str) -> str:
    if at in ("", "0"):
        return _NONE.get(by, "没有写明")
    return at.removeprefix("words:")


def owner_names(session: Session) -> dict[str, str]:
    """Whoever may owe an answer, by key (unit:3); those gone too."""
    named: dict[str, str] = {}
    for kind, one in (("unit", PartnerUnit), ("organisation", Organisation), ("agency", Agency)):
        for row_id, name in session.execute(select(one.id, one.name).order_by(one.id)):
            named[f"{kind}:{row_id}"] = name
    return named


def _all(_session: Session, _span: Span, _today: date) -> Iterator[Line]:
    yield TOTAL


def _months(_session: Session, span: Span, today: date) -> Iterator[Line]:
    first, last = span.first, min(span.last, today)
    for at in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
        code = f"{at // 12}-{at % 12 + 1:02}"
        yield Line(code, code, f"{at // 12}年{at % 12 + 1}月")


def _groups(session: Session, _span: Span, _today: date) -> Iterator[Line]:
    for row in categories(session):
        if not row.is_leaf:
            yield Line(f"{row.id}", row.code, row.name)


def _categories(session: Session, _span: Span, _today: date) -> Iterator[Line]:
    for row in categories(session):
        yield Line(f"{row.id}", row.code, row.name)


def _grids(session: Session, _span: Span, _today: date) -> Iterator[Line]:
    for row_id, code, name in session.execute(
        select(Grid.id, Grid.code, Grid.name).order_by(Grid.code)
    ):
        yield Line(f"{row_id}", code, name)


def _compounds(session: Session, _span: Span, _today: date) -> Iterator[Line]:
    for row_id, name in session.execute(select(Compound.id, Compound.name).order_by(Compound.name)):
        yield Line(f"{row_id}", name, name)


def _buildings(session: Session, _span: Span, _today: date) -> Iterator[Line]:
    query = select(Building.id, Building.number, Compound.name).join(
        Compound, Compound.id == Building.compound_id
    )
    found = sorted(session.execute(query), key=lambda row: (row[2], natural_key(row[1])))
    for row_id, number, compound in found:
        words = f"{compound} {building_label(number)}"
        yield Line(f"{row_id}", words, words)


def _units(session: Session, _span: Span, _today: date) -> Iterator[Line]:
    for key, name in owner_names(session).items():
        yield Line(key, key, name)


def _coded(labels: dict[int, str] | dict[str, str]) -> Callable[..., Iterator[Line]]:
    def told(_session: Session, _span: Span, _today: date) -> Iterator[Line]:
        for code, words in labels.items():
            yield Line(f"{code}", f"{code}", words)

    return told


_KNOWN: Final[dict[str, Callable[[Session, Span, date], Iterator[Line]]]] = {
    "all": _all,
    "month": _months,
    "group": _groups,
    "category": _categories,
    "grid": _grids,
    "compound": _compounds,
    "building": _buildings,
    "unit": _units,
    "path": _coded(PATHS),
    "channel": _coded(CHANNELS),
    "size": _coded(SIZES),
    "route": _coded(SHORT_ROUTES),
    "level": _coded(LEVELS),
}
