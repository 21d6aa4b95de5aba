"""Personal data made safe to show (脱敏): numbers on the screen, names on public notices."""

from gridhall.core.surnames import surname_of
from gridhall.core.text import is_han


def mask_id_number(number: str) -> str:
    """The number as lists show it: 370686********0027; short papers keep their two ends.

    A number that the hall itself gave (临2026000012) says nothing about anybody and is shown.
    """
    if number.startswith("临"):
        return number
    if len(number) >= 15:
        return _starred(number, 6, 4)
    return _starred(number, 2, 2) if len(number) > 5 else "*" * len(number)


def mask_phone(phone: str) -> str:
    """The phone as lists show it: 138****5678; a landline keeps its area code: 0536-****888."""
    area, dash, rest = phone.partition("-")
    if dash and area.startswith("0"):
        return area + dash + _starred(rest, 0, 3)
    if len(phone) == 11 and phone.isdigit():
        return _starred(phone, 3, 4)
    return _starred(phone, 0, min(3, len(phone) // 2))


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
