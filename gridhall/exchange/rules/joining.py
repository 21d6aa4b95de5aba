"""A workbook whose sheets belong together (名册 and 记录) laid into one table, one import.

The rows of the second sheet follow below the first one's, each cell under its own heading; every
row still knows the sheet and the number it had there.
"""

from collections.abc import Sequence
from dataclasses import replace

from gridhall.exchange.rules.cells import Cell, Grid
from gridhall.exchange.rules.headings import (
    ColumnSpec,
    Mapping,
    Piece,
    SheetTable,
    guess_in,
    heading_texts,
    known_headings,
)

Part = tuple[str, ...]  # keys of columns that only one of the sheets has; two of them tell it
_ENOUGH = 2
_AND = "、"


def joined(
    tables: Sequence[SheetTable], columns: Sequence[ColumnSpec], parts: Sequence[Part]
) -> tuple[SheetTable, ...]:
    """The tables with those that hold the parts joined to the first; unchanged if one does."""
    known = known_headings(columns)
    guesses = [guess_in(index, table, known) for index, table in enumerate(tables)]
    sheets = dict.fromkeys(index for part in parts for index in _with(part, guesses))
    if len(sheets) < 2:
        return tuple(tables)
    rest = (table for index, table in enumerate(tables) if index not in sheets)
    return (_laid_together([(tables[at], guesses[at]) for at in sheets], columns), *rest)


def _with(part: Part, guesses: Sequence[Mapping]) -> list[int]:
    """Which table shows most of a part's columns, if any shows enough of them."""
    weights = [sum(key in guess.columns for key in part) for guess in guesses]
    most = max(weights, default=0)
    return [weights.index(most)] if most >= _ENOUGH else []


def _laid_together(
    tables: Sequence[tuple[SheetTable, Mapping]], columns: Sequence[ColumnSpec]
) -> SheetTable:
    labels = {spec.key: spec.label for spec in columns}
    first, mapping = tables[0]
    headings: list[str] = []
    below: Grid = []
    pieces: list[Piece] = []
    for table, guess in tables:
        places = _places(_headings(table, guess, labels), headings)
        start = guess.heading_row + 1
        pieces.append(Piece(mapping.heading_row + 1 + len(below), table.name, start))
        below += [_placed(row, places) for row in table.rows[start - table.first_row :]]
    above = first.rows[: mapping.heading_row - first.first_row]
    name = _AND.join(table.name for table, _ in tables)
    return replace(first, name=name, rows=[*above, [*headings], *below], pieces=tuple(pieces))


def _headings(table: SheetTable, guess: Mapping, labels: dict[str, str]) -> list[str]:
    """A sheet's headings; the columns we know go by one word in every sheet."""
    keys = {at: key for key, at in guess.columns.items()}
    texts = heading_texts(table, guess)
    return [labels[keys[at]] if at in keys else text for at, text in enumerate(texts)]


def _places(texts: Sequence[str], headings: list[str]) -> list[int]:
    """The place of each heading in the joined table; those it has not yet are added."""
    places: list[int] = []
    for text in texts:
        free = [at for at, known in enumerate(headings) if known == text and at not in places]
        if not free:
            headings.append(text)
        places.append(free[0] if free else len(headings) - 1)
    return places


def _placed(row: Sequence[Cell], places: Sequence[int]) -> list[Cell]:
    laid: list[Cell] = [""] * (max(places, default=-1) + 1)
    for cell, place in zip(row, places, strict=False):
        laid[place] = cell
    return laid
