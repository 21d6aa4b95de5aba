"""Judges the rows of a resident ledger one by one."""

from datetime import date
from typing import NamedTuple

from gridhall.core.codes import relation_fits
from gridhall.core.errors import UserError
from gridhall.core.identity import (
    DOCUMENT_LABELS,
    DocumentKind,
    IdNumber,
    IdNumberProblem,
    check_document,
    check_phone,
    parse_id_number,
)
from gridhall.core.text import clean_name, map_private_use, search_key
from gridhall.exchange.rules.cells import Cell, cell_day, cell_months, cell_text, plain_code
from gridhall.exchange.rules.problems import Flaw
from gridhall.exchange.rules.rows import SourceRow
from gridhall.places.rules import Address
from gridhall.registry.sheets import findings as say
from gridhall.registry.sheets.cells import NOWHERE, Addresses, Hukou, Texts, Words
from gridhall.registry.sheets.findings import Findings
from gridhall.registry.sheets.ready import Home, PersonFacts, ReadyPerson

_HEAD, _SELF = "02", "01"
_KINDS = {search_key(label): kind for kind, label in DOCUMENT_LABELS.items()}
_CARDS = (
    DocumentKind.RESIDENT_ID,
    DocumentKind.HMT_RESIDENCE,
    DocumentKind.FOREIGN_RESIDENCE,
)
_SEX_LABELS = {"1": "男", "2": "女"}


class Identity(NamedTuple):
    """The paper somebody showed, and what its number tells."""

    kind: str
    number: str | None
    birth_date: date | None = None
    sex: str = ""


NOBODY = Identity(DocumentKind.RESIDENT_ID.value, None)


class Judge:
    """Keeps what it has judged of each column, since most rows repeat the words of others."""

    def __init__(self, findings: Findings, told: frozenset[str]) -> None:
        self._findings = findings
        self._told = told  # the columns that hold anything at all
        self._relations = Words("relation")
        self._sexes = Words("sex")
        self._ethnicities = Words("ethnicity")
        self._politics = Words("political")
        self._educations = Words("education")
        self._marriages = Words("marital")
        self._addresses = Addresses()
        self._hukou = Hukou()
        self._texts = Texts()

    def judge(self, row: SourceRow) -> ReadyPerson | None:
        """The person of one row, or None if the row cannot be stored as it is."""
        findings = self._findings
        findings.begin(row.number)
        (
            household, compound, building, entrance, room, whole, head, name, former, relation,
            sex, ethnicity, birth, number, kind, phone, hukou, politics, education, marriage,
            workplace, note,
        ) = row.cells  # fmt: skip
        identity = self._identity(number, kind)
        called = self._name(name)
        hukou_kind, hukou_address = self._hukou[hukou]
        stored_phone, remark = self._phone(phone, self._texts[note])
        facts = PersonFacts(
            called,
            self._texts[former],
            self._sex(sex, identity),
            self._birth_date(birth, identity),
            identity.kind,
            identity.number,
            stored_phone,
            self._code(self._ethnicities, "ethnicity", ethnicity),
            self._code(self._educations, "education", education),
            self._code(self._marriages, "marital_status", marriage),
            self._code(self._politics, "political_status", politics),
            hukou_kind,
            hukou_address,
            self._texts[workplace],
            remark,
        )
        home = Home(
            self._texts[household],
            self._address((compound, building, entrance, room, whole)),
            self._texts[head],
        )
        related = self._relation(relation, facts, home)
        return None if findings.refused else ReadyPerson(row.number, facts, home, related)

    def _name(self, cell: Cell) -> str:
        name = clean_name(cell if isinstance(cell, str) else cell_text(cell))
        if not name:
            self._findings.refuse("name", cell, say.NO_NAME)
        elif len(name) > 4:  # quick: nearly all names are short, and stay unlooked at
            self._findings.too_long("name", name)
        mapped, left = map_private_use(name)
        if left:
            self._findings.warn("name", cell, say.made_up(left))
        return mapped

    def _identity(self, cell: Cell, kind: Cell) -> Identity:
        if cell == "":
            if "id_number" in self._told:
                self._findings.warn("id_number", cell, say.NO_NUMBER)
            return NOBODY
        try:
            if kind != "" and (other := _other_paper(kind)):
                return Identity(other.value, check_document(other, cell_text(cell)))
            found = parse_id_number(cell if isinstance(cell, str | float) else cell_text(cell))
        except IdNumberProblem as problem:
            self._findings.refuse("id_number", cell, say.bad_number(str(problem), problem.kind))
            return NOBODY
        except UserError as problem:
            said = say.bad_number(str(problem), Flaw.CHARACTERS)
            self._findings.refuse("id_number", cell, said)
            return NOBODY
        if found.number != cell and _was_short(cell):
            self._findings.warn("id_number", cell, say.number_turned(found.number))
        return _as_identity(found)

    def _birth_date(self, cell: Cell, identity: Identity) -> date | None:
        if cell == "":
            return identity.birth_date
        born = cell_day(cell)
        if identity.birth_date is None:
            if born is None:
                self._findings.refuse("birth_date", cell, say.NO_DAY)
            return born
        if born != identity.birth_date and not _same_month(cell, identity.birth_date):
            if born is None:
                self._findings.warn("birth_date", cell, say.day_from_number(identity.birth_date))
            else:
                self._findings.refuse("birth_date", cell, say.other_birth(identity.birth_date))
        return identity.birth_date

    def _sex(self, cell: Cell, identity: Identity) -> str:
        sex = self._code(self._sexes, "sex", cell)
        if sex in _SEX_LABELS and identity.sex and sex != identity.sex:
            self._findings.refuse("sex", cell, say.OTHER_SEX)
        return identity.sex or sex or "0"

    def _code(self, words: Words, key: str, cell: Cell) -> str:
        code = words[cell]
        if code is None:
            self._findings.warn(key, cell, say.UNKNOWN_WORD)
        return code or ""

    def _phone(self, cell: Cell, note: str) -> tuple[str, str]:
        """The phone, and the note; what is no phone is kept in the note rather than lost."""
        if cell == "":
            return "", note
        try:
            return check_phone(cell if isinstance(cell, str | float) else cell_text(cell)), note
        except UserError as problem:
            self._findings.warn("phone", cell, say.bad_phone(str(problem)))
            return "", f"{note}（电话原文：{cell_text(cell)}）".strip()

    def _address(self, cells: tuple[Cell, Cell, Cell, Cell, Cell]) -> Address:
        found = self._addresses[cells]
        if isinstance(found, Address):
            return found
        shown = "-".join(filter(None, map(cell_text, cells)))
        self._findings.refuse("address", shown, say.bad_address(found))
        return NOWHERE

    def _relation(self, cell: Cell, facts: PersonFacts, home: Home) -> str:
        relation = self._code(self._relations, "relation", cell)
        if relation == _SELF or (not relation and facts.name == clean_name(home.head_name)):
            return _HEAD
        if not relation:
            if cell == "" and "relation" in self._told:
                self._findings.warn("relation", cell, say.NO_RELATION)
        elif not relation_fits(facts.sex, relation):
            self._findings.warn("relation", cell, say.RELATION_SEX)
        return relation


def _other_paper(kind: Cell) -> DocumentKind | None:
    """The kind of paper a 证件类型 column names, if its number is not 18 digits with a check."""
    found = _KINDS.get(search_key(cell_text(kind)))
    return None if found in _CARDS else found


def _same_month(cell: Cell, born: date) -> bool:
    """出生年月: the ledger told only the month, and it is the right one."""
    return (born.year, born.month) in cell_months(cell)


def _was_short(cell: Cell) -> bool:
    return len(plain_code(cell_text(cell))) == 15


def _as_identity(found: IdNumber) -> Identity:
    return Identity(found.kind.value, found.number, found.birth_date, found.sex)
