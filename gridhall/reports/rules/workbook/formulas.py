"""Sums and plain sums of cells worked out, so that whoever only looks sees results too.

Only + − × ÷, brackets and SUM over cells of the same sheet; everything else is left to the
program that opens the workbook, which works all of it out anew in any case.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from gridhall.core.errors import UserError
from gridhall.reports.rules.workbook.cells import Place, Sheet, parse_cell

_TOKEN: Final = re.compile(
    r"\s*(?:(\d+(?:\.\d+)?)|(SUM)(?=\()|(\$?[A-Za-z]{1,3}\$?[1-9]\d*)|([-+*/(),:]))", re.I
)
_MOST_CELLS: Final = 100_000


class _NotPlain(Exception):
    """A formula with more in it than is worked out here."""


class Results:
    """The values of one sheet: what is written there, what stood there, what follows from it."""

    def __init__(self, sheet: Sheet, written: Mapping[Place, int | float | str]) -> None:
        self._sheet, self._written = sheet, written
        self._known: dict[Place, float | None] = {}
        self._now: set[Place] = set()

    def of(self, place: Place) -> float | None:
        """A formula's value; None if it is not worked out here."""
        if place not in self._known:
            try:
                self._known[place] = self._worked_out(place)
            except (_NotPlain, ArithmeticError, ValueError, UserError, RecursionError):
                self._known[place] = None
        return self._known[place]

    def _worked_out(self, place: Place) -> float:
        if place in self._now:
            raise _NotPlain  # a circle
        self._now.add(place)
        try:
            return _Reading(self._sheet.cells[place].formula, self).whole()
        finally:
            self._now.discard(place)

    def number(self, place: Place, *, in_sum: bool = False) -> float:
        """A cell's number: an empty one is 0; a word is 0 in a sum and no number elsewhere."""
        value = self._written.get(place)
        cell = self._sheet.cells.get(place)
        if value is None and cell is not None and cell.has_formula:
            found = self.of(place)
            if found is None:
                raise _NotPlain
            return found
        if value is None and cell is not None and cell.value:
            value = float(cell.value) if cell.kind in ("", "n") else cell.value
        if isinstance(value, str) and not in_sum:
            raise _NotPlain
        return 0.0 if value is None or isinstance(value, str) else float(value)

    def area(self, first: Place, last: Place) -> float:
        """The sum of a range."""
        (top, left), (bottom, right) = first, last
        if (bottom - top + 1) * (right - left + 1) > _MOST_CELLS:
            raise _NotPlain
        return sum(
            self.number((row, column), in_sum=True)
            for row in range(top, bottom + 1)
            for column in range(left, right + 1)
        )


class _Reading:
    """One formula, read from left to right."""

    def __init__(self, words: str, results: Results) -> None:
        self._results, self._tokens = results, [*_tokens(words), ""]
        self._at = 0

    def whole(self) -> float:
        """The formula's value."""
        value = self._terms()
        if self._next():
            raise _NotPlain
        return value

    def _next(self) -> str:
        return self._tokens[self._at]

    def _take(self, *wanted: str) -> str:
        token = self._next()
        if wanted and token not in wanted:
            raise _NotPlain
        self._at += 1
        return token

    def _terms(self) -> float:
        value = self._factors()
        while self._next() in ("+", "-"):
            value = value + self._factors() if self._take() == "+" else value - self._factors()
        return value

    def _factors(self) -> float:
        value = self._one()
        while self._next() in ("*", "/"):
            value = value * self._one() if self._take() == "*" else value / self._one()
        return value

    def _one(self) -> float:
        token = self._take()
        if token in ("-", "+"):
            return -self._one() if token == "-" else self._one()
        if token == "(":
            value = self._terms()
            self._take(")")
            return value
        if token == "SUM":
            return self._sum()
        if token and token[0].isdigit():
            return float(token)
        return self._results.number(_cell(token))

    def _sum(self) -> float:
        self._take("(")
        total = self._part()
        while self._take(",", ")") == ",":
            total += self._part()
        return total

    def _part(self) -> float:
        if self._tokens[self._at + 1 : self._at + 2] == [":"]:
            first = _cell(self._take())
            self._take(":")
            return self._results.area(first, _cell(self._take()))
        return self._terms()


def _tokens(words: str) -> Iterator[str]:
    at = 0
    while at < len(words.rstrip()):
        found = _TOKEN.match(words, at)
        if found is None:
            raise _NotPlain
        yield found[0].strip().upper()
        at = found.end()


def _cell(token: str) -> Place:
    if not token or not token.lstrip("$")[0].isalpha():
        raise _NotPlain
    return parse_cell(token)
