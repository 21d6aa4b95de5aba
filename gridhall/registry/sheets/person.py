"""Judges the columns that say who somebody is: name, number, birth date, sex, phone, codes.

The work goes column by column, not row by row: what many rows say alike is judged once, and only
cells that look wrong are looked at twice. Every function gives back one value for each row.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from gridhall.core.codes import TableName
from gridhall.core.errors import UserError
from gridhall.core.identity import (
    DOCUMENT_LABELS,
    DocumentKind,
    IdNumberProblem,
    check_document,
    check_phone,
    parse_id_number,
)
from gridhall.core.text import clean_name, map_private_use, search_key
from gridhall.exchange.rules.cells import Cell, cell_day, cell_months, cell_text, plain_code
from gridhall.exchange.rules.problems import Flaw
from gridhall.registry.sheets import findings as say
from gridhall.registry.sheets.cells import Hukou, Texts, Words
from gridhall.registry.sheets.findings import Findings
from gridhall.registry.sheets.ready import PersonFacts

Column = Sequence[Cell]
_LIMITS = {"former_name": 100, "hukou_address": 200, "workplace": 100, "note": 2_000}
_NAME_LIMIT = 100
_KINDS = {search_key(label): kind for kind, label in DOCUMENT_LABELS.items()}
_CARDS = (
    DocumentKind.RESIDENT_ID,
    DocumentKind.HMT_RESIDENCE,
    DocumentKind.FOREIGN_RESIDENCE,
)
_CARD_CODES = {kind: kind.value for kind in _CARDS}
_SEXES = ("1", "2")
_TAKEN = (str, float)  # cells that numbers are read from as they are


class Identity(NamedTuple):
    """The paper somebody showed, and what its number tells."""

    kind: str
    number: str | None
    birth_date: date | None = None
    sex: str = ""


_NOBODY = Identity(DocumentKind.RESIDENT_ID.value, None)


class PersonJudge:
    """The columns of one ledger that describe people."""

    def __init__(
        self, rows: Sequence[int], columns: Mapping[str, Column], findings: Findings
    ) -> None:
        self._rows = rows
        self._columns = columns
        self._findings = findings

    def facts(self) -> list[PersonFacts]:
        """What becomes of every row, good or bad."""
        identities = self._identities()
        phones, notes = self._phones()
        kinds, addresses = self._hukou()
        return list(
            map(
                PersonFacts,
                self._names(),
                self._texts("former_name"),
                self._sexes(identities),
                self._births(identities),
                [identity.kind for identity in identities],
                [identity.number for identity in identities],
                phones,
                self.codes("ethnicity", "ethnicity"),
                self.codes("education", "education"),
                self.codes("marital_status", "marital"),
                self.codes("political_status", "political"),
                kinds,
                self._limited("hukou_address", addresses),
                self._texts("workplace"),
                self._limited("note", notes),
            )
        )

    def codes(self, key: str, name: TableName) -> list[str]:
        """The codes of one table; an unknown word leaves the place empty, with a warning."""
        words, cells = Words(name), self._columns[key]
        codes = [words[cell] for cell in cells]
        if None not in words.values():
            return [code or "" for code in codes]
        for row, cell, code in zip(self._rows, cells, codes, strict=True):
            if code is None:
                self._findings.warn(row, key, cell, say.UNKNOWN_WORD)
        return [code or "" for code in codes]

    def _names(self) -> list[str]:
        names = [
            clean_name(cell if type(cell) is str else cell_text(cell))
            for cell in self._columns["name"]
        ]
        made_up = map_private_use("".join(names)).left != ""
        for row, name in zip(self._rows, names, strict=True):
            if not name:
                self._findings.refuse(row, "name", name, say.NO_NAME)
            elif len(name) > _NAME_LIMIT:
                self._findings.refuse(row, "name", name, say.too_long(_NAME_LIMIT))
            elif made_up and (left := map_private_use(name).left):
                self._findings.warn(row, "name", name, say.made_up(left))
        return names

    def _texts(self, key: str) -> list[str]:
        texts = Texts()
        return self._limited(key, [texts[cell] for cell in self._columns[key]])

    def _hukou(self) -> tuple[list[str], list[str]]:
        """户籍: here, elsewhere or unknown, and the address; either column may say either."""
        told = Hukou()
        kinds, addresses = [], []
        for kind, address in zip(
            self._columns["hukou_kind"], self._columns["hukou_address"], strict=True
        ):
            (first, said), (second, where) = told[kind], told[address]
            kinds.append(first if second == "unknown" else second)
            addresses.append(where or said)
        return kinds, addresses

    def _limited(self, key: str, texts: Sequence[str]) -> list[str]:
        limit = _LIMITS[key]
        if max(map(len, texts)) > limit:
            for row, text in zip(self._rows, texts, strict=True):
                if len(text) > limit:
                    self._findings.refuse(row, key, text, say.too_long(limit))
        return list(texts)

    def _identities(self) -> list[Identity]:
        told = any(cell != "" for cell in self._columns["id_number"])
        return [
            self._identity(row, cell, kind) if cell != "" else self._without_number(row, told)
            for row, cell, kind in zip(
                self._rows, self._columns["id_number"], self._columns["id_kind"], strict=True
            )
        ]

    def _without_number(self, row: int, told: bool) -> Identity:
        """A blank is worth a word only in a ledger that tells numbers at all."""
        if told:
            self._findings.warn(row, "id_number", "", say.NO_NUMBER)
        return _NOBODY

    def _identity(self, row: int, cell: Cell, kind: Cell) -> Identity:
        try:
            if kind != "" and (other := _other_paper(kind)):
                return Identity(other.value, check_document(other, cell_text(cell)))
            found = parse_id_number(cell if isinstance(cell, _TAKEN) else cell_text(cell))
        except IdNumberProblem as problem:
            said = say.bad_number(str(problem), problem.kind)
        except UserError as problem:
            said = say.bad_number(str(problem), Flaw.CHARACTERS)
        else:
            number, born, sex = found
            if number != cell and _was_short(cell):
                self._findings.warn(row, "id_number", cell, say.number_turned(number))
            code = _CARD_CODES[found.kind] if number[0] in "89" else _NOBODY.kind
            return Identity(code, number, born, sex)
        self._findings.refuse(row, "id_number", cell, said)
        return _NOBODY

    def _births(self, identities: Sequence[Identity]) -> list[date | None]:
        cells = self._columns["birth_date"]
        births = [identity.birth_date for identity in identities]
        for at, (cell, born) in enumerate(zip(cells, births, strict=True)):
            if cell == "" or (born is not None and cell == born.isoformat()):
                continue
            day = cell_day(cell)
            if day is None or day != born:
                births[at] = self._doubtful_birth(self._rows[at], cell, day, born)
        return births

    def _doubtful_birth(
        self, row: int, cell: Cell, day: date | None, born: date | None
    ) -> date | None:
        """`day` is what the ledger says, `born` what the number says."""
        if born is None:
            if day is None:
                self._findings.refuse(row, "birth_date", cell, say.NO_DAY)
            return day
        if (born.year, born.month) in cell_months(cell):
            return born  # 出生年月: the ledger tells only the month, and it is the right one
        if day is None:
            self._findings.warn(row, "birth_date", cell, say.day_from_number(born))
        else:
            self._findings.refuse(row, "birth_date", cell, say.other_birth(born))
        return born

    def _sexes(self, identities: Sequence[Identity]) -> list[str]:
        sexes = self.codes("sex", "sex")
        for at, (sex, identity) in enumerate(zip(sexes, identities, strict=True)):
            if identity.sex and sex != identity.sex:
                if sex in _SEXES:
                    cell = self._columns["sex"][at]
                    self._findings.refuse(self._rows[at], "sex", cell, say.OTHER_SEX)
                sexes[at] = identity.sex
        return [sex or "0" for sex in sexes]

    def _phones(self) -> tuple[list[str], list[str]]:
        """Phones and notes: what is no phone is kept in the note rather than lost."""
        texts = Texts()
        notes = [texts[cell] for cell in self._columns["note"]]
        phones = []
        for at, cell in enumerate(self._columns["phone"]):
            try:
                phones.append(_phone(cell))
            except UserError as problem:
                phones.append("")
                said = say.bad_phone(str(problem))
                self._findings.warn(self._rows[at], "phone", cell, said)
                notes[at] = f"{notes[at]}（电话原文：{cell_text(cell)}）"
        return phones, notes


def _phone(cell: Cell) -> str:
    if cell == "":
        return ""
    return check_phone(cell if isinstance(cell, _TAKEN) else cell_text(cell))


def _other_paper(kind: Cell) -> DocumentKind | None:
    """The kind of paper a 证件类型 column names, if its number is not 18 digits with a check."""
    found = _KINDS.get(search_key(cell_text(kind)))
    return None if found in _CARDS else found


def _was_short(cell: Cell) -> bool:
    return len(plain_code(cell_text(cell))) == 15
