"""Searching at every key: the best hits first, without sorting and without gathering."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from functools import lru_cache
from typing import Any

from gridhall.db.search.arms import arms_for
from gridhall.db.search.entries import KIND_SHIFT, KINDS, RECORD_MASK, Hit, Source, driver, id_range
from gridhall.db.search.words import words

_LONGEST = 200  # characters of a query that are looked at
_MOST_WORDS = 8


def search(
    source: Source, text: str, limit: int = 20, kinds: Iterable[str] | None = None
) -> list[Hit]:
    """The records that fit all words of the text, best first; nothing for signs alone.

    Whole names and beginnings come before what stands inside a name, exact before longer ones.
    """
    typed = words(text[:_LONGEST])[:_MOST_WORDS]
    if not typed or limit < 1:
        return []
    arms = arms_for(typed)
    statement = _statement(tuple(arm.sql for arm in arms))
    connection = driver(source)
    hits: dict[int, tuple[Any, ...]] = {}
    for low, high in _ranges(kinds):
        parameters = [value for arm in arms for value in (low, high, *arm.values)]
        with closing(connection.execute(statement, parameters)) as rows:
            for row in rows:
                hits.setdefault(row[0], row)
                if len(hits) == limit:
                    return [*map(_hit, hits.values())]
    return [*map(_hit, hits.values())]


def _hit(row: tuple[Any, ...]) -> Hit:
    entry, *shown = row
    return Hit(KINDS[entry >> KIND_SHIFT], entry & RECORD_MASK, *shown)


@lru_cache(maxsize=256)
def _statement(selects: tuple[str, ...]) -> str:
    return " UNION ALL ".join(selects)


def _ranges(kinds: Iterable[str] | None) -> Iterator[tuple[int, int]]:
    """The index ids of the kinds, neighbours together: a range is searched at one go."""
    if kinds is None:
        yield id_range(KINDS[0])[0], id_range(KINDS[-1])[1]
        return
    wanted = set(kinds)
    places: Sequence[tuple[int, int]] = [id_range(kind) for kind in KINDS if kind in wanted]
    yield from _merged(places)


def _merged(places: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for low, high in places:
        if merged and merged[-1][1] + 1 == low:
            merged[-1] = (merged[-1][0], high)
        else:
            merged.append((low, high))
    return merged
