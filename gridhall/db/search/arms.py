"""What is asked of the index for the words somebody typed, the best answers first.

Each arm is one SELECT that streams; they run one after the other until the screen is full.
"""

from collections.abc import Mapping, Sequence
from itertools import product
from typing import NamedTuple

from gridhall.db.search.clauses import SHORTEST_HEAD, Clauses, clauses, either, every, long_number
from gridhall.db.search.entries import Hit
from gridhall.db.search.terms import is_digits

_COLUMNS = ", ".join(f"e.{column}" for column in ("id", *Hit._fields[1:]))
_MATCH = (
    f"SELECT {_COLUMNS} FROM search_index f CROSS JOIN search_entry e ON e.id = f.rowid "
    "WHERE f.rowid BETWEEN ? AND ? AND search_index MATCH ?"
)
_RANGE = (
    f"SELECT {_COLUMNS} FROM search_entry e INDEXED BY ix_search_entry_{{0}} "
    "WHERE +e.id BETWEEN ? AND ? AND e.{0} >= ? AND e.{0} < ? AND length(e.{0}) > 6"
)
_RANGES = {name: _RANGE.format(name) for name in ("number", "phone", "household_number")}
# By the digits typed: heads of four and six are filed as terms, but of ID numbers only of six.
_HEADS: Mapping[int, Mapping[str, Sequence[str]]] = {
    3: {"resident": ("number", "phone")},
    4: {"resident": ("number",)},
    5: {"resident": ("number", "phone")},
}
_LONG_HEADS: Mapping[str, Sequence[str]] = {
    "resident": tuple(_RANGES),
    "household": ("household_number",),
}
# Not LIKE: SQLite prepares a statement anew whenever the pattern bound to a LIKE changes.
_HAS_NUMBER = (
    " AND (substr(e.number, 1, ?) = ? COLLATE NOCASE OR substr(e.number, ?) = ? COLLATE NOCASE"
    " OR substr(e.phone, 1, ?) = ? OR substr(e.phone, ?) = ?"
    " OR substr(e.household_number, 1, ?) = ?)"
)
_LAST = "\U0010ffff"
_MOST_LONG = 3


class Arm(NamedTuple):
    """One SELECT and its values behind the lowest and the highest id."""

    sql: str
    values: tuple[str | int, ...]


def arms_for(words: list[str], kind: str = "resident") -> list[Arm]:
    """The arms for words that must all fit, in a range of kinds that begins with `kind`."""
    if len(words) > 1:
        return _narrowing(words)
    found = clauses(words[0])
    if not is_digits(words[0]) or len(words[0]) < SHORTEST_HEAD:
        return [_match(clause) for clause in found if clause]
    return _number_arms(words[0], found, kind)


def _match(clause: str) -> Arm:
    return Arm(_MATCH, (clause,))


def _number_arms(number: str, found: Clauses, kind: str) -> list[Arm]:
    """Whole numbers and tails as terms, then heads through the columns that the kinds fill.

    A column is full of residents: looking there for a case would read all who share the head.
    """
    long = long_number(number)
    columns = _LONG_HEADS if long else _HEADS.get(len(number), {})
    heads = [Arm(_RANGES[column], (number, number + _LAST)) for column in columns.get(kind, ())]
    if not long:
        rest = [_match(clause) for clause in found[1:] if clause]
    elif heads:
        rest = [_verified((found.inside,), (number,))]
    else:
        rest = [_verified((either(found.head, found.inside),), (number,))]
    return [_match(found.exact), *heads, *rest]


def _verified(parts: tuple[str, ...], numbers: tuple[str, ...]) -> Arm:
    """What the index finds by six digits of each number, if all its digits agree."""
    checks = [value for number in numbers for value in _ends(number)]
    return Arm(_MATCH + _HAS_NUMBER * len(numbers), (every(parts), *checks))


def _ends(number: str) -> tuple[str | int, ...]:
    head, tail = (len(number), number), (-len(number), number)
    return *head, *tail, *head, *tail, *head


def _narrowing(words: list[str]) -> list[Arm]:
    long = [word for word in words if long_number(word)][:_MOST_LONG]
    others = [word for word in words if not long_number(word)]
    depths = range(len(Clauses._fields)) if not long else (len(Clauses._fields),)
    tiers = [[_tier(word, depth) for word in others] for depth in depths]
    arms = (
        _narrowed(tier, long, by_column)
        for tier in tiers
        if all(tier)
        for by_column in product((False, True), repeat=len(long))
    )
    return list(dict.fromkeys(arms))


def _narrowed(tier: list[str], long: list[str], by_column: tuple[bool, ...]) -> Arm:
    """One tier of the other words with each long number as a term or by its column."""
    parts = [*tier]
    for number, column in zip(long, by_column, strict=True):
        exact, head, tail = clauses(number)
        parts.append(either(head, tail) if column else exact)
    numbers = [number for number, column in zip(long, by_column, strict=True) if column]
    return _verified(tuple(parts), tuple(numbers))


def _tier(word: str, depth: int) -> str:
    """Numbers are not ranked among several words: any way of fitting is as good."""
    found = clauses(word)
    return either(*(found if is_digits(word) else found[: depth + 1]))
