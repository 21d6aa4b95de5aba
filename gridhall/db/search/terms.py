"""The terms one record is filed under in the full-text index.

A term is a beginning that somebody may have typed, complete: looking one up costs the same for ten
people as for a million, where a prefix query would gather everybody first. Only beginnings up to
LETTERS letters or HAN characters are filed, and the whole behind END; longer ones are few enough
for a prefix query over the wholes. Each space of terms has its own mark, which cannot be typed.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from gridhall.db.search.entries import SearchEntry
from gridhall.db.search.names import sounds
from gridhall.db.search.words import key, place_and_door

END = "\x1e"  # behind a whole
INSIDE = "\x1f"  # what begins inside a name or is the tail of a number
NUMBER = "\x1d"  # the head of a number
PLACE = "\x1c"  # the head of a compound's name
BIRTH = "\x1b"  # the birth date inside an ID number

LETTERS = 6
INSIDE_LETTERS = 5
HAN = 2
PLACE_LENGTH = 12
HEAD_LENGTHS = (4, 6)
TAIL_LENGTHS = (4, 6)

_DIGITS = re.compile(r"[0-9]+x?")
_RUN = re.compile(r"[0-9]+")
_ID_LENGTH = 18


def terms_of(entry: SearchEntry) -> str:
    """Everything the entry is found by, as one text for the index."""
    parts = [_name_terms(name) for name in entry.names]
    if entry.address:
        parts.append(_address_terms(entry.address))
    if entry.number:
        parts.append(_number_terms(entry.number))
    if entry.phone:
        parts.append(_phone_terms(entry.phone))
    if entry.household_number:
        parts.append(_household_terms(entry.household_number))
    parts += [_word_terms(word) for word in entry.words]
    return " ".join(parts)


def is_digits(word: str) -> bool:
    """Whether a folded word is a number as people have them: digits, the last perhaps X."""
    return _DIGITS.fullmatch(word) is not None


def digits_of(phone: str) -> str:
    """A telephone number without its dashes and blanks."""
    return phone if phone.isdigit() else "".join(_RUN.findall(key(phone)))


@lru_cache(maxsize=65536)
def _name_terms(name: str) -> str:
    found = sounds(name)
    heads = [_heads(found.text), found.text + END]
    for sound in found.heads:
        heads += (_cut(sound, LETTERS), sound + END)
    heads += (_inside(text, HAN) for text in found.inside_texts)
    heads += (_inside(sound, INSIDE_LETTERS) for sound in found.insides)
    return " ".join(heads)


def _heads(text: str) -> str:
    return _cut(text, LETTERS if text.isascii() else HAN)


def _cut(text: str, most: int) -> str:
    return " ".join([text[:length] for length in range(1, min(len(text), most) + 1)])


def _inside(text: str, most: int) -> str:
    beginnings = [INSIDE + text[:length] for length in range(1, min(len(text), most) + 1)]
    return " ".join(beginnings if len(text) <= most else [*beginnings, INSIDE + text + END])


@lru_cache(maxsize=4096)
def _address_terms(address: str) -> str:
    place, door = place_and_door(address)
    heads = [PLACE + place[:end] for end in range(1, min(len(place), PLACE_LENGTH) + 1)]
    return " ".join([*heads, *_door_terms(door)])


def _door_terms(door: str) -> Iterable[str]:
    """3-2-501 is filed as 3, 3-2 and as a whole; 3-501 keeps the empty place of its entrance."""
    parts = door.split("-")
    if len(parts) == 1:
        return parts
    if len(parts) == 2:
        return parts[0], f"{parts[0]}--{parts[1]}{END}"
    return parts[0], f"{parts[0]}-{parts[1]}", door + END


def _number_terms(number: str) -> str:
    word = key(number)
    if len(word) == _ID_LENGTH and is_digits(word):
        return (
            f"{NUMBER}{word[:4]} {NUMBER}{word[:6]} {BIRTH}{word[6:12]} {BIRTH}{word[6:14]} "
            f"{INSIDE}{word[-4:]} {INSIDE}{word[-6:]}"
        )
    return _word_terms(number)


def _phone_terms(phone: str) -> str:
    return f"{_number_heads(number := digits_of(phone))} {_number_tails(number)}"


def _household_terms(number: str) -> str:
    """000123 is found by its head, whole, and as 123."""
    word = key(number)
    if not is_digits(word):
        return _code_terms(word)
    return f"{_number_heads(word)} {INSIDE}{word.lstrip('0')}"


def _number_heads(number: str) -> str:
    heads = [number[:length] for length in HEAD_LENGTHS if length <= len(number)]
    if len(number) < HEAD_LENGTHS[-1] and number not in heads:
        heads.append(number)
    return " ".join([NUMBER + head for head in heads])


def _number_tails(number: str) -> str:
    return " ".join([INSIDE + number[-size:] for size in TAIL_LENGTHS if size <= len(number)])


def _word_terms(text: str) -> str:
    word = key(text)
    if is_digits(word):
        return f"{_number_heads(word)} {_number_tails(word)} {word}{END}"
    return _code_terms(word)


def _code_terms(code: str) -> str:
    """SL20261124-012 is found by its beginning, and by 20261124-012, 012 and 12."""
    found = [_heads(code), code + END]
    for run in _RUN.finditer(code):
        found += (INSIDE + code[run.start() :], INSIDE + run[0], INSIDE + run[0].lstrip("0"))
    return " ".join(found)
