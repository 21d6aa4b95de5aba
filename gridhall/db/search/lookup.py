"""Searching at every key: the best hits first, without sorting and without gathering."""

from collections.abc import Callable, Iterable
from contextlib import closing
from functools import lru_cache, partial
from typing import Any, NamedTuple, cast

from gridhall.db.search.arms import arms_for
from gridhall.db.search.entries import KINDS, Hit, Source, driver, id_range
from gridhall.db.search.words import words

_LONGEST = 200  # characters of a query that are looked at
_MOST_WORDS = 8

Row = tuple[Any, ...]
# As Hit._make, without a step of Python for each of twenty lines at every key.
_HIT: Callable[[Row], Hit] = partial(tuple.__new__, Hit)


class Span(NamedTuple):
    """Index ids of neighbouring kinds."""

    first: str
    low: int
    high: int


def search(
    source: Source, text: str, limit: int = 20, kinds: Iterable[str] | None = None
) -> list[Hit]:
    """The records that fit all words of the text, best first; nothing for signs alone.

    Whole names and beginnings come before what stands inside a name, exact before longer ones.
    """
    typed = words(text[:_LONGEST])[:_MOST_WORDS]
    if not typed or limit < 1:
        return []
    connection = driver(source)
    found: list[Row] = []
    for span in _spans(None if kinds is None else tuple(kinds)):
        if len(found) < limit:
            found += _found(connection, typed, span, limit - len(found))
    return [*map(_HIT, found)]


def _found(connection: Any, typed: list[str], span: Span, limit: int) -> Iterable[Row]:
    """The rows of these kinds that fit, the best first; the rest is never read."""
    arms = arms_for(typed, span.first)
    statement = _statement(tuple([arm.sql for arm in arms]))
    parameters = [value for arm in arms for value in (span.low, span.high, *arm.values)]
    with closing(connection.execute(statement, parameters)) as cursor:
        some = cursor.fetchmany(limit)
        if len({row[0] for row in some}) == len(some):  # nobody fits in two ways, as at most keys
            return cast(list[Row], some)
        rows: dict[int, Row] = {}
        while some:
            for row in some:
                rows.setdefault(row[0], row)
            some = cursor.fetchmany(limit - len(rows)) if len(rows) < limit else []
    return rows.values()


@lru_cache(maxsize=256)
def _statement(selects: tuple[str, ...]) -> str:
    return " UNION ALL ".join(selects)


@lru_cache(maxsize=64)
def _spans(kinds: tuple[str, ...] | None) -> list[Span]:
    """The index ids of the kinds, neighbours together: they are searched at one go."""
    spans: list[Span] = []
    for kind in KINDS:
        if kinds is not None and kind not in kinds:
            continue
        low, high = id_range(kind)
        if spans and spans[-1].high + 1 == low:
            low, kind = spans[-1].low, spans.pop().first
        spans.append(Span(kind, low, high))
    return spans
