"""The cells of a ledger of moves, row by row, as far as they can be read without the hall."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from gridhall.core.errors import UserError
from gridhall.core.text import clean_name, search_key
from gridhall.exchange.rules.cells import Cell, cell_day, cell_text, plain_code
from gridhall.exchange.rules.problems import Flaw
from gridhall.exchange.rules.rows import SourceRow
from gridhall.places.rules import Address, parse_address
from gridhall.registry.sheets import findings as say
from gridhall.registry.sheets.cells import Words
from gridhall.registry.sheets.findings import Findings, Said
from gridhall.registry.sheets.moves.columns import KIND_WORDS, KINDS, MOVE_COLUMNS

_KEYS = [spec.key for spec in MOVE_COLUMNS]
_LIMITS = {"name": 100, "elsewhere": 150, "reason": 200, "paper": 100, "phone": 30}
_NO_KIND = Said("没有写变动类别", f"写 {KIND_WORDS} 里的一种", Flaw.KIND)
_NO_DAY = Said("没有写发生日期", "写成 2026-03-01", Flaw.DAY)
_NO_RELATION = Said("没有这种关系", "写 户主、配偶、子、女、父、母 等", Flaw.WORD)
_NO_SEX = Said("看不出是男是女", "写 男 或 女", Flaw.WORD)


class Told(NamedTuple):
    """One row of the ledger: who, what, when, where to."""

    row: int
    kind: str
    happened_on: date
    reported_on: date
    name: str
    number: str
    birth_date: date | None
    sex: str
    household_number: str
    new_household: str
    address: Address | None
    relation: str
    cells: Mapping[str, Cell]

    def text(self, key: str) -> str:
        """Any other cell."""
        return cell_text(self.cells[key])


def told_rows(rows: Sequence[SourceRow], findings: Findings) -> list[Told]:
    """The rows that can be read, in the order they happened; the others are refused."""
    reader = _Reader(findings)
    found = [reader.told(row) for row in rows]
    good = [one for one in found if one is not None and one.row not in findings.refused]
    return sorted(good, key=lambda one: (one.happened_on, one.row))


class _Reader:
    """Reads one row after the other."""

    def __init__(self, findings: Findings) -> None:
        self._findings = findings
        self._relations, self._sexes = Words("relation"), Words("sex")

    def told(self, row: SourceRow) -> Told | None:
        """One row; None if kind or day cannot be read."""
        cells = dict(zip(_KEYS, row.cells, strict=True))
        for key, text in self._too_long(cells):
            self._findings.refuse(row.number, key, text, say.too_long(_LIMITS[key]))
        kind, day = self._kind(row.number, cells["kind"]), self._day(row.number, cells)
        reported = self._other_day(row.number, cells, "reported_on")
        born = self._other_day(row.number, cells, "birth_date")
        if kind is None or day is None:
            return None
        return Told(
            row.number,
            kind,
            day,
            reported or day,
            clean_name(cell_text(cells["name"])),
            plain_code(cell_text(cells["id_number"])).upper(),
            born,
            self._code(row.number, cells, "sex", self._sexes, _NO_SEX),
            plain_code(cell_text(cells["household_number"])),
            plain_code(cell_text(cells["new_household"])),
            self._address(row.number, cells["new_address"]),
            self._code(row.number, cells, "relation", self._relations, _NO_RELATION),
            cells,
        )

    def _too_long(self, cells: Mapping[str, Cell]) -> Iterator[tuple[str, str]]:
        for key, limit in _LIMITS.items():
            text = cell_text(cells[key])
            if len(text) > limit:
                yield key, text

    def _kind(self, row: int, cell: Cell) -> str | None:
        word = search_key(cell_text(cell))
        kind = KINDS.get(word)
        if kind is None:
            said = Said(f"没有“{word}”这种变动", _NO_KIND.fix, Flaw.KIND) if word else _NO_KIND
            self._findings.refuse(row, "kind", cell, said)
        return kind

    def _day(self, row: int, cells: Mapping[str, Cell]) -> date | None:
        if cells["happened_on"] == "":
            self._findings.refuse(row, "happened_on", "", _NO_DAY)
            return None
        return self._other_day(row, cells, "happened_on")

    def _other_day(self, row: int, cells: Mapping[str, Cell], key: str) -> date | None:
        day = None if cells[key] == "" else cell_day(cells[key])
        if day is None and cells[key] != "":
            self._findings.refuse(row, key, cells[key], say.NO_DAY)
        return day

    def _code(
        self, row: int, cells: Mapping[str, Cell], key: str, words: Words, unknown: Said
    ) -> str:
        code = words[cells[key]]
        if code is None:
            self._findings.refuse(row, key, cells[key], unknown)
        return code or ""

    def _address(self, row: int, cell: Cell) -> Address | None:
        text = cell_text(cell)
        if not text:
            return None
        try:
            return parse_address(text)
        except UserError as error:
            self._findings.refuse(row, "new_address", text, say.bad_address(str(error)))
        return None
