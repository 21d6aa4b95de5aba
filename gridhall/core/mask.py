"""Personal data made safe to show (脱敏): numbers on the screen, names on public notices.

The law sets no form (个人信息保护法 §51 asks for de-identification); the hall chooses what its
lists show, once, and every list follows.
"""

import re
from enum import StrEnum

from gridhall.core.surnames import surname_of
from gridhall.core.text import is_han

_NUMBER = re.compile(r"(?<!\d)(?:\d{17}[\dXx]|\d{15}|1\d{10})(?!\d)", re.ASCII)
_DIGITS = str.maketrans("０１２３４５６７８９Ｘｘ", "0123456789Xx")


class Level(StrEnum):
    """How much of a number is shown."""

    FULL = "full"  # only after a reveal that was written down
    LIST = "list"  # 370686********1234, 138****5678
    PUBLICATION = "publication"  # 3706**********34; better still, no number at all
    NONE = "none"  # that there is one, and no more


HIDDEN = "****"
_in_lists = [Level.LIST]


def lists_show(level: Level) -> None:
    """What every list shows from now on, as the hall decided: LIST or NONE (严格)."""
    if level not in (Level.LIST, Level.NONE):
        raise ValueError(f"lists do not show {level}")
    _in_lists[0] = level


def list_level() -> Level:
    """What lists show of a number now."""
    return _in_lists[0]


def mask_id_number(number: str, level: Level | None = None) -> str:
    """The number at a level, by default the lists': 370686********0027.

    A number that the hall itself gave (临2026000012) says nothing about anybody and is shown.
    """
    level = level or list_level()
    if level is Level.FULL or not number or number.startswith("临"):
        return number
    if level is Level.NONE:
        return HIDDEN
    if len(number) >= 15:
        return _starred(number, 4, 2) if level is Level.PUBLICATION else _starred(number, 6, 4)
    ends = 1 if level is Level.PUBLICATION else 2
    return _starred(number, ends, ends) if len(number) > 5 else "*" * len(number)


def mask_phone(phone: str, level: Level | None = None) -> str:
    """The phone at a level, by default the lists': 138****5678, 0536-****888."""
    level = level or list_level()
    if level is Level.FULL or not phone:
        return phone
    if level is Level.NONE:
        return HIDDEN
    area, dash, rest = phone.partition("-")
    if dash and area.startswith("0"):
        return area + dash + _starred(rest, 0, 3)
    if len(phone) == 11 and phone.isdigit():
        return _starred(phone, 3, 4)
    return _starred(phone, 0, min(3, len(phone) // 2))


def mask_number(number: str) -> str:
    """A phone or an ID number found in a text: 11 figures are a phone's."""
    return mask_phone(number) if len(number) == 11 else mask_id_number(number)


def mask_numbers(text: str) -> str:
    """What was typed, the ID numbers and mobiles in it masked; every other sign stays."""
    return _NUMBER.sub(lambda found: mask_number(found[0]), text.translate(_DIGITS))


def mask_name(name: str) -> str:
    """The name as a public notice shows it: 张*, 张*三, 欧阳*, 欧阳*华; nobody is named in full."""
    if len(name) < 2:
        return "*"
    if not is_han(name[0]):
        return " ".join(_starred(word, 1, 0) for word in name.split())
    if "·" in name:
        return _starred(name, 1, 1)
    head = len(surname_of(name))
    return _starred(name, head, 1 if len(name) - head > 1 else 0)


def _starred(text: str, head: int, tail: int) -> str:
    """The text with all but its first and last characters replaced by one star each."""
    hidden = max(len(text) - head - tail, 0)
    return text[:head] + "*" * hidden + text[len(text) - tail :]
