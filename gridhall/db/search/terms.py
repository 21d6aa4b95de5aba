"""The terms one record is filed under in the full-text index.

A term is a beginning that somebody may have typed, complete: looking one up costs the same for ten
people as for a million, where a prefix query would gather everybody first. Only beginnings up to
LETTERS letters or HAN characters are filed, and the whole; longer ones are few enough for a prefix
query over the wholes. Marks, which cannot be typed, say what a term is. They stand behind
beginnings, so that all meanings of the same text lie on one page, and before what prefix queries
must not mix with other terms.
"""

import re
from functools import lru_cache

from gridhall.db.search.entries import NUMBERED_KINDS, SearchEntry
from gridhall.db.search.names import plainly, sounds, spoken, tail
from gridhall.db.search.words import key, place_and_door

END = "\x1e"  # behind a whole
INSIDE = "\x1f"  # behind what begins inside a name or is a tail; before such a whole
NUMBER = "\x1d"  # behind the head of a number
BIRTH = "\x1b"  # behind a birth date inside an ID number
PLACE = "\x1c"  # before the beginning of a compound's name
HOUSEHOLD = "\x1a"  # before a household number

LETTERS = 6
INSIDE_LETTERS = 5
HAN = 2
PLACE_LENGTH = 12
HEAD_LENGTHS = (4, 6)
TAIL_LENGTHS = (4, 6)

_DIGITS = re.compile(r"[0-9]+x?")
_RUN = re.compile(r"[0-9]+")
_ID_LENGTH = 18
_LONGEST_HEAD = max(HEAD_LENGTHS)


def terms_of(entry: SearchEntry) -> str:
    """Everything the entry is found by, as one text for the index."""
    kind, _, _, address, _, number, phone, household_number, names, words = entry
    if kind in NUMBERED_KINDS:
        parts = [_home_terms("", household_number, (number, *words))]
    else:
        parts = [*map(_name_terms, names), _home_terms(address, household_number, words)]
        if number:
            parts.append(_number_terms(number))
    if phone:
        parts.append(_number_ends(digits_of(phone)))
    return " ".join(parts)


def is_digits(word: str) -> bool:
    """Whether a folded word is a number as people have them: digits, the last perhaps X."""
    return _DIGITS.fullmatch(word) is not None


def digits_of(phone: str) -> str:
    """A telephone number without its dashes and blanks."""
    if not phone or phone.isdigit():
        return phone
    return "".join(_RUN.findall(key(phone)))


def _name_terms(name: str) -> str:
    text = key(name)
    if not text:
        return ""
    surname, given = plainly(text)
    if not surname:
        return _any_name_terms(name)
    sound, letters, later = _given_terms(given)
    if not sound and given:
        return _any_name_terms(name)
    full, short = _full_terms(surname + sound), _initials_terms(surname[0] + letters)
    return f"{text[:1]} {text[:HAN]} {text}{END} {full} {short} {later}"


@lru_cache(maxsize=65536)
def _given_terms(given: str) -> tuple[str, str, str]:
    """The only sound of a given name ("" if there are several), its initials, its own terms."""
    fulls, initials = spoken(given)
    if len(fulls) > 1 or len(initials) > 1:
        return "", "", ""
    later = _later_terms(given).rstrip(" ").split(" ")
    return fulls[0], initials[0], " ".join(dict.fromkeys(later))  # 建军: both begin with j


def _any_name_terms(name: str) -> str:
    text, fulls, initials, inner, inner_sounds, rest = sounds(name)
    parts = [_heads(text), text + END, *map(_full_terms, fulls), *map(_initials_terms, initials)]
    parts.append(_later_terms(rest))
    if inner or inner_sounds:
        parts += [_inside(part, HAN) for part in inner]
        parts += map(_inside_sound, inner_sounds)
    return " ".join(parts)


def _full_terms(sound: str) -> str:
    return f"{_sound_heads(sound[:LETTERS])} {sound}{END}"


@lru_cache(maxsize=16384)
def _sound_heads(sound: str) -> str:
    return _cut(sound, LETTERS)


@lru_cache(maxsize=16384)
def _initials_terms(initials: str) -> str:
    """The first letter alone is filed with the full sound already."""
    heads = [initials[:length] for length in range(2, min(len(initials), LETTERS) + 1)]
    ranked = len(initials) == 2  # 张国 comes before 张国华; more letters are nearly always whole
    return " ".join([*heads, initials + END] if ranked or len(initials) > LETTERS else heads)


@lru_cache(maxsize=65536)
def _later_terms(rest: str) -> str:
    """What begins at each character behind the surname."""
    if not rest:
        return ""
    fulls, initials = spoken(rest)
    begun = [_inside_sound(sound) for sound in fulls]
    begun += [_inside(letters, INSIDE_LETTERS, 2) for letters in initials]
    return " ".join([_inside(rest, HAN), *begun, _later_terms(tail(rest))])


def _heads(text: str) -> str:
    if text.isascii():
        return _cut(text, LETTERS)
    return f"{text[:1]} {text[:HAN]}"


def _cut(text: str, most: int) -> str:
    return " ".join([text[:length] for length in range(1, min(len(text), most) + 1)])


def _inside(text: str, most: int, least: int = 1) -> str:
    beginnings = [text[:length] + INSIDE for length in range(least, min(len(text), most) + 1)]
    return " ".join(beginnings if len(text) <= most else [*beginnings, INSIDE + text + END])


@lru_cache(maxsize=16384)
def _inside_sound(sound: str) -> str:
    return _inside(sound, INSIDE_LETTERS)


@lru_cache(maxsize=1024)
def _home_terms(address: str, household_number: str, words: tuple[str, ...]) -> str:
    """What the members of a household share; they are filed one after another."""
    parts = [_address_terms(address)] if address else []
    if household_number:
        parts.append(_household_terms(household_number))
    parts += map(_word_terms, dict.fromkeys(filter(None, words)))
    return " ".join(parts)


def _address_terms(address: str) -> str:
    place, door = place_and_door(address)
    return f"{_place_terms(place)} {_door_terms(door)}"


@lru_cache(maxsize=1024)
def _place_terms(place: str) -> str:
    most = min(len(place), PLACE_LENGTH)
    return " ".join([PLACE + place[:length] for length in range(1, most + 1)])


def _door_terms(door: str) -> str:
    """3-2-501 is filed as 3, 3-2 and as a whole; 3-501 keeps the empty place of its entrance."""
    parts = door.split("-")
    if len(parts) == 1:
        return door
    if len(parts) == 2:
        return f"{parts[0]} {parts[0]}--{parts[1]}{END}"
    return f"{parts[0]} {parts[0]}-{parts[1]} {door}{END}"


def _number_terms(number: str) -> str:
    word = number if number.isascii() and number.isdigit() else key(number)
    if len(word) == _ID_LENGTH and is_digits(word):
        return (
            f"{word[:6]}{NUMBER} {word[6:12]}{BIRTH} {word[6:14]}{BIRTH} "
            f"{word[-4:]}{INSIDE} {word[-6:]}{INSIDE}"
        )
    return _word_terms(number)


def _household_terms(number: str) -> str:
    """000123 is found by its beginning and as 123."""
    word = key(number)
    if not is_digits(word):
        return _code_terms(word)
    long = f" {word[:6]}{NUMBER}" if len(word) > _LONGEST_HEAD else ""
    return f"{HOUSEHOLD}{word}{END} {word.lstrip('0')}{INSIDE}{long}"


def _number_ends(number: str) -> str:
    if len(number) >= _LONGEST_HEAD:
        return (
            f"{number[:4]}{NUMBER} {number[:6]}{NUMBER} {number[-4:]}{INSIDE} {number[-6:]}{INSIDE}"
        )
    tails = [number[-size:] + INSIDE for size in TAIL_LENGTHS if size <= len(number)]
    return " ".join([_number_heads(number), *tails])


def _number_heads(number: str) -> str:
    """Its heads; a number shorter than the longest head is one itself."""
    heads = [number[:length] for length in HEAD_LENGTHS if length <= len(number)]
    if len(number) < _LONGEST_HEAD:
        heads.append(number)
    return " ".join([head + NUMBER for head in heads])


def _word_terms(text: str) -> str:
    word = key(text)
    if not is_digits(word):
        return _code_terms(word)
    ends = _number_ends(word)
    return ends if len(word) in TAIL_LENGTHS else f"{ends} {word}{INSIDE}"


def _code_terms(code: str) -> str:
    """SL20261124-012 is found by its beginning, and by 20261124-012, 012 and 12."""
    found = [_heads(code), code + END]
    for run in _RUN.finditer(code):
        later = (code[run.start() :], run[0], run[0].lstrip("0"))
        found += (part + INSIDE for part in later)
    return " ".join(found)
