"""One sheet of a workbook: where each cell stands in its XML, to the byte."""

import re
from dataclasses import dataclass, field
from typing import Final
from xml.parsers import expat

from gridhall.core.errors import UserError

DAMAGED: Final = (
    "这个工作簿读不懂，可能没有存完整。请在 Excel 或 WPS 里打开，另存为 .xlsx 再选，什么都没有存"
)
_NAME: Final = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9]\d{0,6})")
_LAST: Final = (1_048_576, 16_384)  # rows, columns of a workbook's sheet
Place = tuple[int, int]  # row, column, both from 1


@dataclass(frozen=True, slots=True)
class Bytes:
    """A piece of the sheet's XML."""

    start: int
    end: int


@dataclass(slots=True)
class Cell:
    """One cell: where it is written, how it looks, what it says."""

    place: Place
    at: Bytes
    style: str = ""
    kind: str = ""  # s shared text, inlineStr, str, n, b, e
    value: str = ""
    formula: str = ""
    has_formula: bool = False
    cached: Bytes | None = None  # a formula's last result
    formula_end: int = 0


@dataclass(slots=True)
class Row:
    """One row: its number, its tags."""

    number: int
    opening: Bytes
    tag: str
    at: Bytes
    cells: list[Cell] = field(default_factory=list)

    @property
    def is_closed(self) -> bool:
        """Whether it is written as an empty tag."""
        return self.opening.end == self.at.end


@dataclass(slots=True)
class Sheet:
    """A sheet as it is written."""

    name: str
    data: bytes
    rows: dict[int, Row] = field(default_factory=dict)
    cells: dict[Place, Cell] = field(default_factory=dict)
    merged: list[tuple[Place, Place]] = field(default_factory=list)
    is_protected: bool = False
    body: Row | None = None  # <sheetData>

    def top_left(self, place: Place) -> Place:
        """The cell that shows for this one: the first of the merged cells it lies in."""
        row, column = place
        for (top, left), (bottom, right) in self.merged:
            if top <= row <= bottom and left <= column <= right:
                return top, left
        return place


def parse_cell(name: str) -> Place:
    """Row and column of B5 or $B$5; UserError for what is no cell."""
    found = _NAME.fullmatch(name.strip())
    column = 0
    for letter in found[1].upper() if found else "":
        column = column * 26 + ord(letter) - 64
    if found is None or column > _LAST[1] or int(found[2]) > _LAST[0]:
        raise UserError(f"“{name[:20]}”不是单元格。请写列和行，例如 B5")
    return int(found[2]), column


def cell_name(place: Place) -> str:
    """B5."""
    letters, column = "", place[1]
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{place[0]}"


def read_sheet(name: str, data: bytes) -> Sheet:
    """Find every cell; what is not XML, or wants to be clever, is refused."""
    reader = _Reader(Sheet(name, data))
    try:
        reader.parser.Parse(data, True)
    except (expat.ExpatError, ValueError, IndexError):
        raise UserError(DAMAGED) from None
    if reader.sheet.body is None:
        raise UserError(DAMAGED)
    return reader.sheet


def plain_parser() -> expat.XMLParserType:
    """A reader of UTF-8 XML that refuses any document type: no entities, no bombs."""
    parser = expat.ParserCreate("UTF-8")
    parser.buffer_text = True

    def refuse(*_: object) -> None:
        raise ValueError("a workbook's part has no document type")

    parser.StartDoctypeDeclHandler = refuse
    return parser


class _Reader:
    """Follows the sheet's XML from tag to tag."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet, self.parser = sheet, plain_parser()
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._words
        self._row: Row | None = None
        self._cell: Cell | None = None
        self._inside = ""  # v, f, t
        self._value_from = 0
        self._skip = 0  # phonetic readings are no text of the cell

    def _start(self, tag: str, said: dict[str, str]) -> None:
        name, at = tag.rpartition(":")[2], self.parser.CurrentByteIndex
        if name == "sheetData":
            self.sheet.body = Row(0, self._tag_at(at), tag, Bytes(at, at))
        elif name == "row":
            self._begin_row(tag, said, at)
        elif name == "c" and self._row is not None:
            self._begin_cell(said, at)
        elif name in ("v", "f", "t") and self._cell is not None and not self._skip:
            self._inside, self._value_from = name, at
            self._cell.has_formula |= name == "f"
        elif name == "rPh":
            self._skip += 1
        elif name == "mergeCell":
            first, _, last = said.get("ref", "").partition(":")
            self.sheet.merged.append((parse_cell(first), parse_cell(last or first)))
        elif name == "sheetProtection":
            self.sheet.is_protected = said.get("sheet", "0") in ("1", "true")

    def _begin_row(self, tag: str, said: dict[str, str], at: int) -> None:
        number = int(said.get("r") or max(self.sheet.rows, default=0) + 1)
        self._row = Row(number, self._tag_at(at), tag, Bytes(at, at))
        self.sheet.rows[number] = self._row

    def _begin_cell(self, said: dict[str, str], at: int) -> None:
        assert self._row is not None
        cells = self._row.cells
        following = cells[-1].place[1] + 1 if cells else 1
        place = parse_cell(said["r"]) if "r" in said else (self._row.number, following)
        self._cell = Cell(place, Bytes(at, at), said.get("s", ""), said.get("t", ""))

    def _end(self, tag: str) -> None:
        name, end = tag.rpartition(":")[2], self._after(tag)
        if name == "c" and self._cell is not None and self._row is not None:
            self._cell.at = Bytes(self._cell.at.start, end)
            self._row.cells.append(self._cell)
            self.sheet.cells[self._cell.place] = self._cell
            self._cell = None
        elif name == "f" and self._cell is not None:
            self._cell.formula_end = end
        elif name == "v" and self._cell is not None:
            self._cell.cached = Bytes(self._value_from, end)
        elif name == "row" and self._row is not None:
            self._row.at = Bytes(self._row.at.start, end)
            self._row = None
        elif name == "sheetData" and self.sheet.body is not None:
            self.sheet.body.at = Bytes(self.sheet.body.at.start, end)
        elif name == "rPh":
            self._skip -= 1
        self._inside = "" if name == self._inside else self._inside

    def _words(self, words: str) -> None:
        if self._cell is None or not self._inside or self._skip:
            return
        if self._inside == "f":
            self._cell.formula += words
        else:
            self._cell.value += words

    def _tag_at(self, start: int) -> Bytes:
        """An opening tag; a '>' inside quotes does not end it."""
        quote = 0
        for at in range(start, len(self.sheet.data)):
            byte = self.sheet.data[at]
            if quote:
                quote = 0 if byte == quote else quote
            elif byte in b"\"'":
                quote = byte
            elif byte == 0x3E:
                return Bytes(start, at + 1)
        raise ValueError("a tag without an end")

    def _after(self, tag: str) -> int:
        """Where an element ends: behind its closing tag, or behind its empty tag."""
        at, closing = self.parser.CurrentByteIndex, f"</{tag}".encode()
        if self.sheet.data.startswith(closing, at):
            return self.sheet.data.index(b">", at) + 1
        return at
