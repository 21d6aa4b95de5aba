"""National code tables (国家标准代码): sex, marriage, relation, ethnicity, schooling, party."""

import json
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal

from gridhall.core.resources import resource
from gridhall.core.text import search_key

TableName = Literal["sex", "marital", "relation", "ethnicity", "education", "political"]


@dataclass(frozen=True, slots=True)
class Code:
    """One entry: its code, its word, other words for it, and the sex it implies, if any."""

    code: str
    label: str
    aliases: tuple[str, ...] = ()
    sex: str = ""


@dataclass(frozen=True, slots=True)
class CodeTable:
    """One national standard's codes, in its order."""

    title: str
    standard: str
    items: tuple[Code, ...]
    prefixes: tuple[str, ...] = ()  # said before the word: 户主之子
    suffixes: tuple[str, ...] = ()  # said or left out after it: 汉族
    _by_code: dict[str, Code] = field(init=False, repr=False, compare=False)
    _by_word: dict[str, str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        words: dict[str, str] = {}
        for form in (_as_said, self._shortened, self._lengthened):
            for item in self.items:
                for word in form(item):
                    words.setdefault(search_key(word), item.code)
        object.__setattr__(self, "_by_code", {item.code: item for item in self.items})
        object.__setattr__(self, "_by_word", words)

    def __contains__(self, code: str) -> bool:
        return code in self._by_code

    def label(self, code: str) -> str:
        """The word for a code; an unknown code is shown as it is."""
        item = self._by_code.get(code)
        return item.label if item else code

    def sex_of(self, code: str) -> str:
        """The sex that the code implies, "1" or "2", or nothing."""
        item = self._by_code.get(code)
        return item.sex if item else ""

    def code_of(self, text: str) -> str | None:
        """The code for a word or code as a ledger writes it, or nothing if it is not known."""
        if found := self._by_word.get(text):
            return found
        key = search_key(text)
        bare = (key.removeprefix(prefix) for prefix in self.prefixes)
        return next(filter(None, map(self._known, (key, *bare))), None)

    def _known(self, key: str) -> str | None:
        """The code of a word, or the code itself, with or without its leading zero."""
        if not key or key in self._by_word:
            return self._by_word.get(key)
        code = key.removesuffix(".0").zfill(len(self.items[0].code))
        return code if code in self._by_code else None

    def _shortened(self, item: Code) -> list[str]:
        """Its words without what people may leave out at the end: 汉 for 汉族."""
        return [word.removesuffix(end) for word in _as_said(item) for end in self.suffixes]

    def _lengthened(self, item: Code) -> list[str]:
        """Its words with what people may add at the end: 本科学历."""
        return [word + end for word in _as_said(item) for end in self.suffixes]


def _as_said(item: Code) -> list[str]:
    return [item.label, *item.aliases]


def word(name: TableName, code: str | None) -> str:
    """A code of a table in words; nothing for nothing."""
    return table(name).label(code) if code else ""


@cache
def table(name: TableName) -> CodeTable:
    """One shipped table, read once."""
    raw: dict[str, Any] = json.loads(resource("codes", f"{name}.json").read_text("utf-8"))
    return CodeTable(
        raw["title"],
        raw["standard"],
        tuple(_code(item) for item in raw["items"]),
        tuple(raw.get("prefixes", ())),
        tuple(raw.get("suffixes", ())),
    )


def _code(item: dict[str, Any]) -> Code:
    return Code(item["code"], item["label"], tuple(item.get("aliases", ())), item.get("sex", ""))


def relation_fits(sex: str, relation: str) -> bool:
    """Whether somebody of this sex can be that to the head (与户主关系); unknown sex fits all."""
    implied = table("relation").sex_of(relation)
    return not implied or sex not in ("1", "2") or implied == sex
