"""The sounds of names and of parts of names, as many as somebody may type."""

from functools import lru_cache
from itertools import product
from typing import NamedTuple

from gridhall.core.pinyin import readings
from gridhall.core.surnames import surname_of, surname_readings
from gridhall.core.text import is_han
from gridhall.db.search.words import key

HEADS = 8  # readings kept of a whole name
INSIDES = 4  # readings kept of the part of a name that begins at one of its characters


class Sounds(NamedTuple):
    """Everything a name begins with (heads) and everything that begins later in it (insides)."""

    text: str
    heads: tuple[str, ...]  # zhangguohua, zgh
    inside_texts: tuple[str, ...]  # 国华, 华
    insides: tuple[str, ...]  # guohua, gh, hua, h


class _Given(NamedTuple):
    texts: tuple[str, ...]
    fulls: tuple[str, ...]  # readings of the whole given name
    initials: tuple[str, ...]
    insides: tuple[str, ...]


def sounds(name: str) -> Sounds:
    """Everything one name is found by."""
    text = key(name)
    if not is_han(text[:1]):
        return _foreign(text, name)
    surname = surname_of(text)
    given = _given(text[len(surname) :])
    spoken, letters, later = _surname(surname)
    heads = _joined(spoken, given.fulls, HEADS) + _joined(letters, given.initials, HEADS)
    if not later:
        return Sounds(text, heads, given.texts, given.insides)
    insides = tuple(sound + full for sound in later for full in given.fulls[:INSIDES])
    return Sounds(text, heads, (text[1:], *given.texts), insides + given.insides)


def _foreign(text: str, name: str) -> Sounds:
    """John Smith is found from john, johnsmith and smith on."""
    parts = [key(part) for part in name.split()]
    later = tuple("".join(parts[start:]) for start in range(1, len(parts)))
    return Sounds(text, (text,), later, later)


@lru_cache(maxsize=4096)
def _surname(surname: str) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """A surname's readings, its initials, and the readings of a compound's second half."""
    spoken = surname_readings().get(surname) or _readings(surname)
    typed = tuple(dict.fromkeys(form for one in spoken for form in _typed_forms(one)))
    letters = tuple(dict.fromkeys(one[:1] for one in typed))
    if len(surname) == 1:
        return typed, letters, ()
    halves = [_readings(char) for char in surname]
    both = [first[0] + second[0] for first in halves[0] for second in halves[1]]
    return typed, tuple(dict.fromkeys([*both, *letters])), halves[1][:1]


@lru_cache(maxsize=65536)
def _given(given: str) -> _Given:
    """The given name (or all that follows the first character) read from each character on."""
    units = _units(given)
    starts = range(len(units))
    texts = tuple("".join(units[start:]) for start in starts)
    read = [_readings(unit) for unit in units]
    first = [tuple(dict.fromkeys(one[:1] for one in unit)) for unit in read]
    fulls = tuple(_combined(read[start:]) for start in starts)
    initials = tuple(_combined(first[start:]) for start in starts)
    later = (one for start in starts for one in fulls[start] + initials[start])
    whole = (fulls[0], initials[0]) if units else (("",), ("",))
    return _Given(texts, *whole, tuple(dict.fromkeys(later)))


def _units(text: str) -> list[str]:
    """Chinese characters one by one, other letters by the run."""
    units: list[str] = []
    for char in text:
        if units and not is_han(char) and not is_han(units[-1][-1]):
            units[-1] += char
        else:
            units.append(char)
    return units


def _readings(unit: str) -> tuple[str, ...]:
    """The readings of one unit; whoever cannot be read is typed as it stands."""
    return (readings(unit) if len(unit) == 1 else ()) or (unit,)


def _typed_forms(reading: str) -> tuple[str, ...]:
    return (reading, reading.replace("v", "u")) if "v" in reading else (reading,)


def _combined(parts: list[tuple[str, ...]]) -> tuple[str, ...]:
    """The likeliest readings of all parts together: the usual ones first."""
    if all(len(part) == 1 for part in parts):
        return ("".join(part[0] for part in parts),)
    usual = [part[0] for part in parts]
    found = ["".join(usual)]
    for place, part in enumerate(parts):
        found += ["".join([*usual[:place], one, *usual[place + 1 :]]) for one in part[1:]]
    return tuple(dict.fromkeys(found))[:INSIDES]


def _joined(heads: tuple[str, ...], rests: tuple[str, ...], most: int) -> tuple[str, ...]:
    """Every reading of the surname with the likeliest of the rest, at most `most`."""
    if len(heads) == len(rests) == 1:
        return (heads[0] + rests[0],)
    pairs = (head + rest for rest, head in product(rests, heads))
    return tuple(dict.fromkeys(pairs))[:most]
