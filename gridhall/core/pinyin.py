"""Names by their sound (拼音): every reading of a name and its initials, for the search index."""

import unicodedata
from collections.abc import Iterable
from functools import cache
from itertools import product
from math import prod
from operator import itemgetter
from typing import NamedTuple

from gridhall.core.resources import resource
from gridhall.core.surnames import surname_readings
from gridhall.core.text import is_han

_LAST = "~"  # stands behind every sound
CAP = 8  # readings kept of one name; the likeliest come first

Sounds = tuple[str, ...]  # the toneless readings of one part of a name, the usual one first


class NameKeys(NamedTuple):
    """What a name may be typed as: `zhangsan`, and `zs`."""

    full: tuple[str, ...]
    initials: tuple[str, ...]


def name_keys(name: str) -> NameKeys:
    """Every way to type a name by sound, the likeliest first, at most eight of each kind."""
    if not _HEADS:
        _HEADS.update((head, _typed(found)) for head, found in surname_readings().items())
    if not name:
        return NameKeys((), ())
    if name[:2] not in _HEADS:
        sounds = [_PLAIN_HEADS[name[:1]], *[_PLAIN[char] for char in name[1:]]]
        if "" not in sounds:
            return NameKeys(("".join(sounds),), ("".join([sound[0] for sound in sounds]),))
        return _all_keys(name, 1)
    return _all_keys(name, 2)


def sort_key(name: str) -> str:
    """What a list is sorted by (按姓名拼音): surname first, 张 before 章, unreadable ones last."""
    if not name:
        return ""
    if not _HEADS:
        name_keys(name[0])  # reads the tables
    head = name[: 2 if name[:2] in _HEADS and len(name) > 2 else 1]
    parts = [(head, _HEADS[head]), *((char, _CHARACTERS[char]) for char in name[len(head) :])]
    return "".join(f"{sounds[0] if sounds else _LAST} {char}" for char, sounds in parts)


def readings(char: str) -> Sounds:
    """The toneless readings of one character, the usual one first; none if nobody knows it."""
    return _CHARACTERS[char] if is_han(char) else ()


def _all_keys(name: str, head: int) -> NameKeys:
    """The keys of a name whose surname is a compound, or with a character of several readings."""
    parts = [_HEADS[name[:head]], *[_CHARACTERS[char] for char in name[head:]]]
    known = [part for part in parts if part]
    first_letters = [tuple(dict.fromkeys(sound[0] for sound in part)) for part in known]
    return NameKeys(_combined(known), _combined(first_letters))


def _combined(choices: list[Sounds]) -> tuple[str, ...]:
    """One of each joined, the first of every choice first, eight at most."""
    if not choices:
        return ()
    if prod(map(len, choices)) <= CAP:
        joined = map("".join, product(*choices))
    else:
        joined = map("".join, _least_strayed(choices))
    return tuple(dict.fromkeys(joined))


def _least_strayed(choices: list[Sounds]) -> list[tuple[str, ...]]:
    """The eight picks that stray least from the first of every choice, none of the rest built."""
    best: list[tuple[int, tuple[str, ...]]] = [(0, ())]
    for choice in choices:
        longer = [
            (strays + place, (*picked, sound))
            for strays, picked in best
            for place, sound in enumerate(choice)
        ]
        best = sorted(longer, key=itemgetter(0))[:CAP]
    return [picked for _, picked in best]


class _Characters(dict[str, Sounds]):
    """The readings of the characters met so far: the table stays text until it is asked."""

    def __missing__(self, char: str) -> Sounds:
        self[char] = sounds = _typed(_looked_up(char) if is_han(char) else _latin(char))
        return sounds


class _Heads(dict[str, Sounds]):
    """Surnames by their own readings; any other beginning of a name is read as a character."""

    def __missing__(self, head: str) -> Sounds:
        self[head] = sounds = _CHARACTERS[head]
        return sounds


class _Plain(dict[str, str]):
    """The only sound of those in another table that have just one, as nearly all do; else ""."""

    def __init__(self, table: dict[str, Sounds]) -> None:
        self._table = table

    def __missing__(self, char: str) -> str:
        sounds = self._table[char]
        self[char] = only = sounds[0] if len(sounds) == 1 else ""
        return only


def _typed(found: Iterable[str]) -> Sounds:
    """The readings as people type them: ü is looked for under v and under u."""
    both = ((one, one.replace("v", "u")) if "v" in one else (one,) for one in found)
    return tuple(dict.fromkeys(form for forms in both for form in forms))


def _latin(char: str) -> Sounds:
    return (char.lower(),) if char.isalnum() else ()


def _looked_up(char: str) -> list[str]:
    """The readings in the shipped table: the beginning of the line where the character stands."""
    table = _table()
    place = table.find(unicodedata.normalize("NFKC", char))
    if place < 0:
        return []
    start = table.rfind("\n", 0, place) + 1
    return table[start : table.find(" ", start)].split(",")


@cache
def _table() -> str:
    """Both tables; what the short one says about a character is found first."""
    return "".join(
        "\n" + resource("pinyin", name).read_text("utf-8") for name in ("names.txt", "readings.txt")
    )


_CHARACTERS = _Characters()
_HEADS = _Heads()
_PLAIN = _Plain(_CHARACTERS)
_PLAIN_HEADS = _Plain(_HEADS)
