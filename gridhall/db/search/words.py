"""Typed text and stored text brought to the same words: folded, doors as 3-2-501."""

import re
import unicodedata
from functools import lru_cache

from gridhall.core.text import search_key

_PLAIN = re.compile("[\u4e00-\u9fff]+")  # nothing in here has variants to fold
_SEPARATORS = re.compile(r"[\s,，、;；]+")
_DROPPED = dict.fromkeys(map(ord, "·()[]〔〕【】"), None)
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")
_SIGNS = _DROPPED | _DASHES

_NUMERALS = {sign: str(value) for value, sign in enumerate("〇一二三四五六七八九")}
_COUNTED = re.compile(
    r"([一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九])(?=号楼|栋|幢|座|单元)"
)
_UNIT = re.compile(r"(?<=[0-9a-z])(?:号楼|栋|幢|座|#楼|#|楼|单元|门)-*")
_UNFINISHED = re.compile(r"(?<=[0-9a-z])(?:室|号|户|房|单|-+)$")
_SEVERAL = re.compile(r"--+")
_DOOR = re.compile(r"(?<![0-9a-z-])[甲乙丙丁]?[0-9]+[a-z]?(?:-[0-9a-z]+)+")
# Most addresses as the register writes them: a place without signs, a blank, the door.
_TIDY = re.compile("([\u4e00-\u9fff0-9]*[\u4e00-\u9fff]) ([0-9]+(?:-[0-9]+){1,2})")
_ANY_DOOR = "1-1"
_LAST_NUMBER = re.compile(r"(?<![0-9a-z-])[0-9]+[a-z]?$")
_DASHED_PHONE = re.compile(r"0[0-9]{2,3}-[0-9]{7,8}|1[0-9]{2}-[0-9]{4}-[0-9]{4}")
_DATE = re.compile(r"((?:18|19|20)[0-9]{2})[-./年]([0-9]{1,2})(?:月|[-./月]([0-9]{1,2})日?)?")
_SPACED_NUMBER = re.compile(r"[0-9]+(?:\s+[0-9]+)+[xX]?")
_SPACED_LENGTHS = (11, 15, 18)  # a phone or an ID number typed in groups


def key(text: str) -> str:
    """The text folded for the index: case, width, blanks, brackets and dots do not matter."""
    if text.isascii() and text.isalnum():
        return text.lower()
    if _PLAIN.fullmatch(text):
        return text
    return search_key(text).translate(_SIGNS)


def words(text: str) -> list[str]:
    """The words somebody typed; all of them must fit. Signs alone are no word."""
    text = _joined(text.strip())
    found = [word for piece in _SEPARATORS.split(text) if piece for word in _typed(piece)]
    return list(dict.fromkeys(word for word in found if _says_something(word)))


def place_and_door(address: str) -> tuple[str, str]:
    """An address as the place's name and the door: ("都市春天", "6-2-303")."""
    tidy = _TIDY.fullmatch(address)
    if tidy and _stands_apart(tidy[1]):
        return tidy[1], tidy[2]
    place, door, _ = _split(_door_key(key(address)))
    return place, door


@lru_cache(maxsize=1024)
def _stands_apart(place: str) -> bool:
    """Whether nothing of this place's name can be taken for a part of the door behind it."""
    return _split(_door_key(place + _ANY_DOOR)) == (place, _ANY_DOOR, "")


def _joined(text: str) -> str:
    if _SPACED_NUMBER.fullmatch(text) and len(digits := "".join(text.split())) in _SPACED_LENGTHS:
        return digits
    return text


def _typed(piece: str) -> list[str]:
    word = key(piece)
    if word.isalnum() and word.isascii():
        return [word]
    if _DASHED_PHONE.fullmatch(word):
        return [word.replace("-", "")]
    if date := _DATE.fullmatch(word):
        return [date[1] + date[2].zfill(2) + (date[3].zfill(2) if date[3] else "")]
    parts = [part for part in _split(_door_key(word)) if part]
    return parts if all(map(_says_something, parts)) else [word]


def _door_key(word: str) -> str:
    """Units of an address turned into dashes: 3号楼2单元501室 is 3-2-501."""
    word = _COUNTED.sub(lambda number: str(_counted(number[1])), word)
    dashed = _SEVERAL.sub("-", _UNIT.sub("-", word))
    return _UNFINISHED.sub("", _UNFINISHED.sub("", dashed))


def _counted(text: str) -> int:
    tens, ten, ones = text.rpartition("十")
    return (int(_NUMERALS[tens]) if tens else 1 if ten else 0) * 10 + (
        int(_NUMERALS[ones]) if ones else 0
    )


def _split(word: str) -> tuple[str, str, str]:
    """What stands before the door, the door, and what stands behind it."""
    door = _DOOR.search(word) or _LAST_NUMBER.search(word)
    if door is None:
        return word, "", ""
    return word[: door.start()], door[0], word[door.end() :]


def _says_something(word: str) -> bool:
    """Whether a word is more than signs; characters too new for Python's tables count."""
    return word.isalnum() or any(_is_text(char) for char in word)


def _is_text(char: str) -> bool:
    category = unicodedata.category(char)
    return category in ("Cn", "Co") or category[0] in "LMN"
