"""The columns few ledgers have: the rest of the register's card, tags (标签), guardians."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import repeat
from typing import NamedTuple

from sqlalchemy.orm import Session

from gridhall.core.phone import kept_phone
from gridhall.core.text import clean_name, search_key
from gridhall.exchange.rules.cells import Cell, cell_text
from gridhall.registry.queries import tags as tag_queries
from gridhall.registry.rules.changes import ADULT, Member
from gridhall.registry.rules.guardians import likely_guardians
from gridhall.registry.rules.kinship import age_on
from gridhall.registry.sheets import findings as say
from gridhall.registry.sheets.findings import Findings
from gridhall.registry.sheets.ready import (
    CARD_COLUMNS,
    NO_CARD,
    CardFacts,
    GuardianFacts,
    Home,
    ReadyPerson,
)

_LIMITS = {"occupation": 60, "military_service": 20, "birth_place": 100, "native_place": 100}
_LIMIT = 200  # characters, of the others
_GUARDIAN_LIMITS = {"guardian": 100, "guardian_phone": 30, "guardian_relation": 20}
_KEYS = (*CARD_COLUMNS, "tags", "guardian")
_BETWEEN = re.compile(r"[、,，;；/|\s]+")
_NONE = frozenset({"无", "没有", "-", "否", "/"})
_ALIASES = {
    "残疾人": "disabled", "低保户": "minimum_income", "低保对象": "minimum_income",
    "特困": "destitute", "五保": "destitute", "五保户": "destitute", "中共党员": "party_member",
    "退伍军人": "veteran", "退役": "veteran", "失独": "lost_only_child", "孤儿": "orphan",
}  # fmt: skip
_LEAST = 2  # characters of a tag's name that may stand for all of it


class TagWords:
    """The tags of the hall as ledgers write them."""

    def __init__(self, session: Session) -> None:
        self._names = {search_key(one.name): one.code for one in tag_queries.kinds(session)}
        self._known = {
            search_key(word): code
            for word, code in _ALIASES.items()
            if code in self._names.values()
        }
        self._known |= self._names

    def code(self, word: str) -> str | None:
        """The tag of this name, of a usual other one, or of a beginning that only one has."""
        key = search_key(word)
        if key in self._known:
            return self._known[key]
        found = [code for name, code in self._names.items() if name.startswith(key)]
        return found[0] if len(found) == 1 and len(key) >= _LEAST else None


def judge_cards(
    session: Session,
    rows: Sequence[int],
    columns: Mapping[str, Sequence[Cell]],
    findings: Findings,
) -> Iterable[CardFacts]:
    """What every row tells of this; most ledgers have none of these columns."""
    told = [key for key in _KEYS if columns[key].count("") < len(rows)]
    if not told:
        return repeat(NO_CARD)
    judge = _CardJudge(TagWords(session), findings)
    names = list(columns)
    lines = zip(rows, zip(*columns.values(), strict=True), strict=True)
    return [judge.card(row, dict(zip(names, cells, strict=True))) for row, cells in lines]


class _CardJudge:
    """Judges the cells of one row after the other."""

    def __init__(self, tags: TagWords, findings: Findings) -> None:
        self._tags, self._findings = tags, findings

    def card(self, row: int, cells: Mapping[str, Cell]) -> CardFacts:
        """One row's."""
        texts = tuple(self._text(row, cells, key) for key in CARD_COLUMNS)
        return CardFacts(texts, self._codes(row, cells["tags"]), self._guardian(row, cells))

    def _text(self, row: int, cells: Mapping[str, Cell], key: str) -> str:
        text = cell_text(cells[key])
        limit = _LIMITS.get(key) or _GUARDIAN_LIMITS.get(key, _LIMIT)
        if len(text) > limit:
            self._findings.refuse(row, key, text, say.too_long(limit))
        return text

    def _codes(self, row: int, cell: Cell) -> tuple[str, ...]:
        words = [word for word in _BETWEEN.split(cell_text(cell)) if word and word not in _NONE]
        codes = []
        for word in dict.fromkeys(words):
            code = self._tags.code(word)
            if code is None:
                self._findings.warn(row, "tags", cell, say.unknown_tag(word))
            else:
                codes.append(code)
        return tuple(dict.fromkeys(codes))

    def _guardian(self, row: int, cells: Mapping[str, Cell]) -> GuardianFacts | None:
        told = {key: self._text(row, cells, key) for key in _GUARDIAN_LIMITS}
        name = clean_name(told["guardian"])
        if not name or name in _NONE:
            return None
        phone = kept_phone(told["guardian_phone"])[0] if told["guardian_phone"] else ""
        return GuardianFacts(name, phone, told["guardian_relation"])


class _Housemate(NamedTuple):
    """Somebody of the same household in the ledger."""

    ready: ReadyPerson
    member: Member


def with_guardians(
    ready: Sequence[ReadyPerson], today: date, findings: Findings
) -> list[ReadyPerson]:
    """The rows with their guardians found among the household's, or left out with a word why."""
    if not any(each.card.guardian for each in ready):
        return list(ready)
    homes: dict[Home, list[_Housemate]] = {}
    for each in ready:
        homes.setdefault(each.home, []).append(_Housemate(each, _member(each)))
    return [
        each
        if each.card.guardian is None
        else each._replace(card=each.card._replace(guardian=_found(each, homes, today, findings)))
        for each in ready
    ]


def _found(
    child: ReadyPerson, homes: Mapping[Home, list[_Housemate]], today: date, findings: Findings
) -> GuardianFacts | None:
    told = child.card.guardian
    assert told is not None
    named = [one for one in _others(child, homes) if one.ready.person.name == told.name]
    if len(named) != 1:
        if not told.phone:
            findings.warn(child.row, "guardian", told.name, say.NO_GUARDIAN_PHONE)
            return None
        return told._replace(relation=told.relation or "其他")
    born = named[0].member.birth_date
    if born is not None and age_on(born, today) < ADULT:
        findings.warn(child.row, "guardian", told.name, say.young_guardian(age_on(born, today)))
        return None
    relation = told.relation or _relation(child, homes[child.home], named[0], today)
    return told._replace(relation=relation, row=named[0].ready.row)


def _others(child: ReadyPerson, homes: Mapping[Home, list[_Housemate]]) -> Iterator[_Housemate]:
    if child.home.is_told:
        yield from (one for one in homes[child.home] if one.ready.row != child.row)


def _relation(child: ReadyPerson, home: Sequence[_Housemate], who: _Housemate, today: date) -> str:
    """What the guardian is to the child, as the household's relations tell."""
    likely = likely_guardians(_member(child), [one.member for one in home], today)
    return next((word for one, word in likely if one.person_id == who.member.person_id), "其他")


def _member(each: ReadyPerson) -> Member:
    facts = each.person
    return Member(each.row, facts.name, facts.sex, facts.birth_date, each.relation)
