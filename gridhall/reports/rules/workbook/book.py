"""A workbook as a package of parts: its sheets, its texts, its named places."""

import io
import re
import zipfile
import zlib
from dataclasses import dataclass, field
from functools import cached_property
from posixpath import join, normpath
from typing import Final
from xml.parsers import expat

from gridhall.core.errors import UserError
from gridhall.reports.rules.workbook.cells import (
    DAMAGED,
    Cell,
    Place,
    Sheet,
    parse_cell,
    plain_parser,
    read_sheet,
)

NOT_XLSX: Final = (
    "这不是 .xlsx 工作簿。请在 Excel 或 WPS 里打开上级的表，另存为“Excel 工作簿（*.xlsx）”再选"
)
PROTECTED: Final = (
    "“{name}”这张表设了保护，填不进去。请在 Excel 里点“撤销工作表保护”，另存一份再导入"
)
_BOOK: Final = "xl/workbook.xml"
_PERCENT_FORMATS: Final = {"9", "10"}
_LOCATION: Final = re.compile(r"(?:'((?:[^']|'')+)'|([^'!]+))!(\$?[A-Z]{1,3}\$?\d+)")
Element = tuple[str, dict[str, str], str]  # local name, attributes, the text right inside


@dataclass
class Book:
    """An opened workbook; `data` are its very bytes."""

    data: bytes
    parts: dict[str, bytes]
    paths: dict[str, str]  # a sheet's name and its part, in the workbook's order
    texts: list[str]
    names: dict[str, tuple[str, Place]] = field(default_factory=dict)  # 名称
    _read: dict[str, Sheet] = field(default_factory=dict)

    def sheet(self, name: str) -> Sheet:
        """A sheet by its name; UserError if there is none."""
        if name not in self.paths:
            listed = "、".join(self.paths)
            raise UserError(f"工作簿里没有叫“{name[:31]}”的表，只有：{listed}")
        if name not in self._read:
            self._read[name] = read_sheet(name, self.parts[self.paths[name]])
        return self._read[name]

    def words(self, cell: Cell | None) -> str:
        """What a cell says; a formula's is the formula."""
        if cell is None:
            return ""
        if cell.has_formula:
            return f"={cell.formula}" if cell.formula else "=…"
        if cell.kind == "s" and cell.value.isdigit() and int(cell.value) < len(self.texts):
            return self.texts[int(cell.value)]
        return cell.value

    def locate(self, sheet: str, cell: str) -> tuple[Sheet, Place]:
        """A cell, or a named place of the workbook, as what shows there."""
        if cell in self.names:
            sheet, place = self.names[cell]
        else:
            place = parse_cell(cell)
        found = self.sheet(sheet)
        return found, found.top_left(place)

    @cached_property
    def percents(self) -> frozenset[str]:
        """The cell styles that show a fraction as a percentage."""
        told = elements(self.parts.get("xl/styles.xml", b"<s/>"))
        custom = {
            said.get("numFmtId", "")
            for name, said, _ in told
            if name == "numFmt" and "%" in said.get("formatCode", "")
        }
        styles, inside = [], False
        for name, said, _ in told:
            if name in ("cellXfs", "cellStyles", "dxfs", "cellStyleXfs"):
                inside = name == "cellXfs"
            elif name == "xf" and inside:
                styles.append(said.get("numFmtId", "0"))
        wanted = custom | _PERCENT_FORMATS
        return frozenset(str(at) for at, number in enumerate(styles) if number in wanted)


def open_book(data: bytes) -> Book:
    """Open a workbook; refused if it is no .xlsx or damaged."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = {one.filename: package.read(one) for one in package.infolist()}
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError):
        raise UserError(NOT_XLSX) from None
    if _BOOK not in parts:
        raise UserError(NOT_XLSX)
    told = elements(parts[_BOOK])
    book = Book(data, parts, _paths(parts, told), _texts(parts))
    if not book.paths:
        raise UserError(DAMAGED)
    book.names.update(_named(told))
    return book


def refuse_protected(book: Book) -> None:
    """A sheet somebody protected is not filled behind their back."""
    for name in book.paths:
        if book.sheet(name).is_protected:
            raise UserError(PROTECTED.format(name=name))


def elements(data: bytes) -> list[Element]:
    """Every element of a part: its name without prefix, its attributes, its own first text."""
    found: list[tuple[str, dict[str, str], list[str]]] = []
    open_now: list[int] = []
    parser = plain_parser()

    def start(tag: str, said: dict[str, str]) -> None:
        open_now.append(len(found))
        plain = {key.rpartition(":")[2]: value for key, value in said.items()}
        found.append((tag.rpartition(":")[2], plain, []))

    parser.StartElementHandler = start
    parser.EndElementHandler = lambda _: open_now.pop()
    parser.CharacterDataHandler = lambda words: found[open_now[-1]][2].append(words)
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, ValueError):
        raise UserError(DAMAGED) from None
    return [(name, said, "".join(words)) for name, said, words in found]


def _paths(parts: dict[str, bytes], told: list[Element]) -> dict[str, str]:
    links = {
        said.get("Id", ""): said.get("Target", "")
        for name, said, _ in elements(parts.get("xl/_rels/workbook.xml.rels", b"<r/>"))
        if name == "Relationship" and said.get("Type", "").endswith("/worksheet")
    }
    found = {}
    for name, said, _ in told:
        if name == "sheet" and said.get("id") in links:
            target = links[said["id"]]
            path = target.lstrip("/") if target.startswith("/") else normpath(join("xl", target))
            if path in parts:
                found[said.get("name", "")] = path
    return found


def _texts(parts: dict[str, bytes]) -> list[str]:
    """The shared texts; pieces of one text are joined, phonetic readings left out."""
    texts: list[str] = []
    is_reading = False
    for name, _, words in elements(parts.get("xl/sharedStrings.xml", b"<s/>")):
        if name == "si":
            texts.append("")
            is_reading = False
        elif name in ("r", "rPh"):
            is_reading = name == "rPh"
        elif name == "t" and texts and not is_reading:
            texts[-1] += words
    return texts


def _named(told: list[Element]) -> dict[str, tuple[str, Place]]:
    named = {}
    for name, said, words in told:
        found = _LOCATION.fullmatch(words.strip()) if name == "definedName" else None
        if found:
            sheet = (found[1] or found[2]).replace("''", "'")
            named[said.get("name", "")] = (sheet, parse_cell(found[3]))
    return named
