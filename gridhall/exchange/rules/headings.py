"""Which row of a sheet is its heading, and which column holds what (对应列)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import NamedTuple

from gridhall.core.errors import UserError
from gridhall.core.text import search_key
from gridhall.exchange.rules.cells import Cell, Grid, cell_text

_SEARCHED_ROWS = 40
_NEEDED_HEADINGS = 2  # one of them a required column
_EXAMPLES = 3
_NOTES = re.compile(r"[（(【\[].*?[】\])）]|[*＊:：、/_\-]")
_NO_HEADINGS = (
    "在前 {rows} 行里没有找到列名行。请在表的最上面补一行列名"
    "（如 {examples}）再选这个文件，什么都没有存"
)
_MISSING = "没有找到“{labels}”这一列。请在“对应列”里指定，或在表里补上列名，什么都没有存"


@dataclass(frozen=True, slots=True)
class ColumnSpec:
    """One column a kind of workbook may have, and the headings people give it."""

    key: str
    label: str
    aliases: tuple[str, ...] = ()
    required: bool = False
    carry_down: bool = False  # a blank cell means "as above" (合并单元格, 户号)
    example: str = ""


class Piece(NamedTuple):
    """Rows of another sheet laid into a table: from row `start` on, its own from `own` on."""

    start: int
    name: str
    own: int


@dataclass(frozen=True, slots=True)
class SheetTable:
    """One sheet as read: `rows[0]` is the sheet's own row `first_row`, counted from 1."""

    name: str
    rows: Grid
    first_row: int = 1
    encoding: str = ""  # of a text file only
    pieces: tuple[Piece, ...] = ()  # of several sheets joined to one table only

    def origin(self, row: int) -> tuple[str, int]:
        """The sheet a row of a joined table came from and its number there; else ("", row)."""
        for piece in reversed(self.pieces):
            if row >= piece.start:
                return piece.name, row - piece.start + piece.own
        return "", row


@dataclass(frozen=True, slots=True)
class Mapping:
    """Which sheet, heading row and positions hold the columns; guessed, corrected by the clerk."""

    sheet: int = 0
    heading_row: int = 1  # the sheet's own number
    columns: dict[str, int] = field(default_factory=dict)

    def with_column(self, key: str, position: int | None) -> "Mapping":
        """The mapping with one column moved, or taken out with None."""
        kept = {k: at for k, at in self.columns.items() if k != key and at != position}
        return replace(self, columns=kept if position is None else kept | {key: position})


def guess_mapping(tables: Sequence[SheetTable], columns: Sequence[ColumnSpec]) -> Mapping:
    """The likeliest sheet, heading row and columns; refused if no row looks like headings."""
    guesses = [
        guess_in(index, table, known_headings(columns)) for index, table in enumerate(tables)
    ]
    best = max(guesses, key=lambda guess: len(guess.columns), default=Mapping())
    needed = {spec.key for spec in columns if spec.required}
    enough = len(best.columns) >= min(_NEEDED_HEADINGS, len(columns))
    if enough and (needed & best.columns.keys() or len(best.columns) > _NEEDED_HEADINGS):
        return best
    by_weight = sorted(columns, key=lambda spec: (not spec.required, not spec.example))
    examples = "、".join(spec.label for spec in by_weight[:_EXAMPLES])
    raise UserError(_NO_HEADINGS.format(rows=_SEARCHED_ROWS, examples=examples))


def require_columns(mapping: Mapping, columns: Sequence[ColumnSpec]) -> None:
    """Refuse a mapping that lacks a column without which no row can be stored."""
    missing = [spec.label for spec in columns if spec.required and spec.key not in mapping.columns]
    if missing:
        raise UserError(_MISSING.format(labels="”“".join(missing)))


def heading_texts(table: SheetTable, mapping: Mapping) -> list[str]:
    """The words of the heading row, one for every position of the sheet."""
    index = mapping.heading_row - table.first_row
    return [cell_text(cell) for cell in table.rows[index]] if 0 <= index < len(table.rows) else []


def known_headings(columns: Sequence[ColumnSpec]) -> dict[str, str]:
    """Every heading we know, folded for comparing -> the column's key."""
    known: dict[str, str] = {}
    for spec in columns:
        for words in (spec.label, *spec.aliases):
            known.setdefault(heading_key(words), spec.key)
    return known


@lru_cache(maxsize=4_000)
def heading_key(words: str) -> str:
    """A heading folded for comparing: no blanks, notes in brackets, stars or colons."""
    return _NOTES.sub("", search_key(words))


def guess_in(index: int, table: SheetTable, known: dict[str, str]) -> Mapping:
    """The likeliest heading row of one table and its columns; none if nothing is known."""
    best = Mapping(sheet=index)
    for number, row in enumerate(table.rows[:_SEARCHED_ROWS], table.first_row):
        columns = _columns_of(row, known)
        if len(columns) > len(best.columns):
            best = Mapping(index, number, columns)
    return best


def _columns_of(row: Sequence[Cell], known: dict[str, str]) -> dict[str, int]:
    columns: dict[str, int] = {}
    for position, cell in enumerate(row):
        key = known.get(heading_key(cell)) if isinstance(cell, str) and cell else None
        if key is not None:
            columns.setdefault(key, position)
    return columns
