"""One typed word as full-text clauses over the terms of `terms`."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from gridhall.db.search.terms import (
    BIRTH,
    END,
    HAN,
    HEAD_LENGTHS,
    HOUSEHOLD,
    INSIDE,
    INSIDE_LETTERS,
    LETTERS,
    NUMBER,
    PLACE,
    PLACE_LENGTH,
    TAIL_LENGTHS,
    is_digits,
)

_SHORT = HEAD_LENGTHS[-1]  # digits; a longer number is looked up through its column
SHORTEST_HEAD = HEAD_LENGTHS[0] - 1
_CENTURIES = ("18", "19", "20")
_MONTHS = tuple(f"{month:02}" for month in range(1, 13))
_DOOR = re.compile(r"(?:[甲乙丙丁]?[0-9]+[a-z]?|[a-z][0-9]*)-")
_YEAR, _MONTH, _DAY = 4, 6, 8  # digits of a birth date as far as it is typed


class Clauses(NamedTuple):
    """The ways one word may fit, the best first; an empty one fits nobody."""

    exact: str
    head: str
    inside: str


def either(*clauses: str) -> str:
    """Any of these."""
    known = [clause for clause in dict.fromkeys(clauses) if clause]
    return known[0] if len(known) == 1 else f"({' OR '.join(known)})" if known else ""


def every(clauses: Iterable[str]) -> str:
    """All of these."""
    return " AND ".join(clauses)


def long_number(word: str) -> bool:
    """Whether the word is a number longer than the heads that are filed."""
    return len(word) > _SHORT and is_digits(word)


@lru_cache(maxsize=1024)
def clauses(word: str) -> Clauses:
    """How one folded word may fit."""
    if is_digits(word):
        return _long(word) if len(word) > _SHORT else _digits(word)
    if _DOOR.match(word):
        return _door(word)
    letters, inside = (LETTERS, INSIDE_LETTERS) if word.isascii() else (HAN, HAN)
    return Clauses(
        _term(word + END),
        _term(word) if len(word) <= letters else _prefix(word),
        either(
            _term(word + INSIDE) if len(word) <= inside else _prefix(INSIDE + word),
            _term(PLACE + word[:PLACE_LENGTH]),
        ),
    )


def _term(text: str) -> str:
    """Whatever was typed, as a string of the query language."""
    return '"' + text.replace('"', '""') + '"'


def _prefix(text: str) -> str:
    return _term(text) + "*"


def _digits(word: str) -> Clauses:
    """A building, a whole number or a tail; then the head of a number; then a birth date.

    Of an ID number five digits are a head; fewer are left to the column's index, for one word.
    """
    whole = either(_term(word), _tail(word))
    if len(word) not in HEAD_LENGTHS:
        whole = either(whole, _term(word + NUMBER))
    if len(word) < SHORTEST_HEAD:
        return Clauses(whole, "", "")
    return Clauses(whole, either(_head(word), _household_head(word)), _birth(word))


def _long(word: str) -> Clauses:
    """A whole number or a birth date; candidates by head or tail have their columns checked."""
    whole = either(_term(word + INSIDE), _birth(word))
    return Clauses(whole, _term(word[:_SHORT] + NUMBER), _term(word[-_SHORT:] + INSIDE))


def _head(word: str) -> str:
    """Heads are filed at even lengths; between them the next digit is left open."""
    if len(word) in HEAD_LENGTHS:
        return _term(word + NUMBER)
    return either(*(_term(f"{word}{digit}{NUMBER}") for digit in "0123456789x"))


def _household_head(word: str) -> str:
    """Three digits would gather too many of them."""
    return _prefix(HOUSEHOLD + word) if len(word) > SHORTEST_HEAD else ""


def _tail(word: str) -> str:
    """Tails are filed at even lengths; between them the digit before is left open."""
    if len(word) in TAIL_LENGTHS or len(word) < TAIL_LENGTHS[0]:
        return _term(word + INSIDE)
    return either(_term(word + INSIDE), *(_term(f"{digit}{word}{INSIDE}") for digit in range(10)))


def _birth(word: str) -> str:
    """A birth date as far as it is typed, from the year on."""
    if word[:2] not in _CENTURIES or not _YEAR <= len(word) <= _DAY:
        return ""
    if len(word) < _MONTH:
        months = (month for month in _MONTHS if month.startswith(word[_YEAR:]))
        return either(*(_term(word[:_YEAR] + month + BIRTH) for month in months))
    if len(word) in (_MONTH, _DAY):
        return _term(word + BIRTH)
    return either(*(_term(f"{word}{digit}{BIRTH}") for digit in range(10)))


def _door(word: str) -> Clauses:
    """3-2 is an entrance or a beginning of a room without one; 3-2-5 a beginning of a room."""
    whole = either(_term(word + END), _term(word + INSIDE))
    building, _, rest = word.partition("-")
    if "-" in rest:
        return Clauses(whole, _prefix(word), "")
    begun = _term(word) if len(word) <= LETTERS else _prefix(word)
    return Clauses(whole, either(begun, _prefix(f"{building}--{rest}")), "")
