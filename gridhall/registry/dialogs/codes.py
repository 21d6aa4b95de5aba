"""Offers from the national code tables: a letter or two and Enter."""

from collections.abc import Sequence
from functools import cache, partial

from gridhall.core.codes import TableName, table
from gridhall.core.pinyin import name_keys
from gridhall.core.text import search_key
from gridhall.qt.choices import Choice
from gridhall.qt.suggest import Suggest

# What is asked for most comes first; the rest follows in the standard's order.
_FIRST: dict[TableName, str] = {
    "relation": "02 10 12 11 20 30 38 28 41 42 52 51 43 44 22 32 70 98 99",
    "ethnicity": "01 11 03 10 06 15 02",
    "political": "13 01 02 03",
    "education": "71 61 41 31 21 81 14 11",
    "marital": "20 10 30 40",
}
_OFFERS = 12


def offer_codes(edit: Suggest, name: TableName) -> None:
    """Let a field be filled from one table: by initials, words or the code itself."""
    edit.set_find(partial(code_choices, name))
    edit.show_arrow()


def code_choices(name: TableName, typed: str) -> Sequence[Choice]:
    """The entries that fit what is typed, the common ones first."""
    key = search_key(typed)
    fitting = [code for code in _ordered(name) if not key or _fits(name, code, key)]
    return [_choice(name, code) for code in fitting[:_OFFERS]]


def show_code(edit: Suggest, name: TableName, code: str) -> None:
    """Fill the field with a stored code."""
    edit.choose(_choice(name, code) if code else None)


def code_in(edit: Suggest, name: TableName) -> str:
    """The code that was chosen or typed in words; unknown words come back as they are."""
    if edit.choice is not None:
        return str(edit.choice.key)
    typed = edit.text().strip()
    return table(name).code_of(typed) or typed if typed else ""


def _choice(name: TableName, code: str) -> Choice:
    return Choice(code, table(name).label(code), right=code)


@cache
def _ordered(name: TableName) -> tuple[str, ...]:
    first = _FIRST.get(name, "").split()
    return (*first, *(item.code for item in table(name).items if item.code not in first))


def _fits(name: TableName, code: str, key: str) -> bool:
    return any(word.startswith(key) for word in _words(name, code)) or code.startswith(key)


@cache
def _words(name: TableName, code: str) -> tuple[str, ...]:
    """An entry as it may be typed: its word and other words for it, each with its sounds."""
    item = next(item for item in table(name).items if item.code == code)
    words = (item.label, *item.aliases)
    sounds = [keys for word in words for keys in name_keys(word)]
    return (*words, *(sound for some in sounds for sound in some))
