"""How names sound, in as many ways as somebody may type them."""

from functools import lru_cache
from itertools import product
from typing import NamedTuple

from gridhall.core.pinyin import readings
from gridhall.core.surnames import surname_of, surname_readings
from gridhall.core.text import is_han
from gridhall.db.search.words import key

WHOLES = 8  # readings kept of a whole name
PARTS = 4  # readings kept of the part of a name that begins at one of its characters

Readings = tuple[str, ...]  # the likeliest first


class Sounds(NamedTuple):
    """A name's beginning, and what is left of it to begin with later."""

    text: str
    fulls: Readings  # zhangguohua
    initials: Readings  # zgh
    inner: tuple[str, ...]  # begins before `rest` does: the second half of 欧阳, Smith
    inner_sounds: Readings
    rest: str  # the part behind the surname: every one of its `tails` is a beginning too


def sounds(name: str) -> Sounds:
    """What one name begins with, in characters and by sound."""
    text = key(name)
    if not is_han(text[:1]):
        return _foreign(text, name)
    surname = surname_of(text)
    rest = text[len(surname) :]
    fulls, initials = spoken(rest)
    surnames, letters, half = _surname(surname)
    whole, short = _joined(surnames, fulls), _joined(letters, initials)
    if not half:
        return Sounds(text, whole, short, (), (), rest)
    return Sounds(text, whole, short, (text[1:],), tuple(half + full for full in fulls), rest)


def plainly(text: str) -> tuple[str, str]:
    """How a folded name's surname sounds, and the given part; ("", "") if that is not so simple.

    Nine names in ten: a surname of one character that is read in one way.
    """
    if len(text) > 2 and text[:2] in surname_readings():
        return "", ""
    sound = _only_sound(text[:1])
    return (sound, text[1:]) if sound else ("", "")


@lru_cache(maxsize=65536)
def spoken(part: str) -> tuple[Readings, Readings]:
    """The readings of a part of a name, and its initials."""
    found = [_readings(unit) for unit in _units(part)]
    if all(len(one) == 1 for one in found):
        return ("".join([one[0] for one in found]),), ("".join([one[0][0] for one in found]),)
    first = [tuple(dict.fromkeys(sound[0] for sound in one)) for one in found]
    return _combined(found), _combined(first)


def tail(part: str) -> str:
    """The part without its first character, or without its first run of other letters."""
    return part[1:] if is_han(part[:1]) else part[len(_units(part)[0]) :]


def _foreign(text: str, name: str) -> Sounds:
    """John Smith is found from johnsmith and smith on."""
    parts = [key(part) for part in name.split()]
    inner = tuple("".join(parts[start:]) for start in range(1, len(parts)))
    return Sounds(text, (text,), (), (), inner, "")


@lru_cache(maxsize=4096)
def _only_sound(surname: str) -> str:
    typed, letters, _ = _surname(surname) if is_han(surname) else ((), (), "")
    return typed[0] if len(typed) == len(letters) == 1 else ""


@lru_cache(maxsize=4096)
def _surname(surname: str) -> tuple[Readings, Readings, str]:
    """A surname's readings, its initials, and the reading of a compound's second half."""
    found = surname_readings().get(surname) or _readings(surname)
    typed = tuple(dict.fromkeys(form for one in found for form in _typed_forms(one)))
    letters = tuple(dict.fromkeys(one[0] for one in typed))
    if len(surname) == 1:
        return typed, letters, ""
    halves = [_readings(char) for char in surname]
    both = [first[0] + second[0] for first, second in product(*halves)]
    return typed, tuple(dict.fromkeys([*both, *letters])), halves[1][0]


def _units(text: str) -> list[str]:
    """Chinese characters one by one, other letters by the run."""
    units: list[str] = []
    for char in text:
        if units and not is_han(char) and not is_han(units[-1][-1]):
            units[-1] += char
        else:
            units.append(char)
    return units


@lru_cache(maxsize=16384)
def _readings(unit: str) -> Readings:
    """The readings of one unit; what nobody can read is typed as it stands."""
    return (readings(unit) if len(unit) == 1 else ()) or (unit,)


def _typed_forms(reading: str) -> Readings:
    return (reading, reading.replace("v", "u")) if "v" in reading else (reading,)


def _combined(parts: list[Readings]) -> Readings:
    """The likeliest readings of all parts together: at most one part read unusually."""
    usual = [part[0] for part in parts]
    found = ["".join(usual)]
    for place, part in enumerate(parts):
        found += ["".join([*usual[:place], one, *usual[place + 1 :]]) for one in part[1:]]
    return tuple(dict.fromkeys(found))[:PARTS]


def _joined(surnames: Readings, rests: Readings) -> Readings:
    """Every reading of the surname with the likeliest of the rest."""
    if len(surnames) == len(rests) == 1:
        return (surnames[0] + rests[0],)
    pairs = (surname + rest for rest, surname in product(rests, surnames))
    return tuple(dict.fromkeys(pairs))[:WHOLES]
