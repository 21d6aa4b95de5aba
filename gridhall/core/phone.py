"""Telephone numbers as people give them: mobile, landline, service lines, abroad."""

import re

from gridhall.core.errors import UserError
from gridhall.core.text import clean, half_width

_MARKS = re.compile(r"[\s\-—–－.()（）'‘’`]+", re.ASCII)
_EXTENSION = re.compile(r"(?:转|分机|ext\.?|x|#|-)\s*(\d{1,6})\s*$", re.IGNORECASE | re.ASCII)
_SEVERAL = re.compile(r"[/、,，;；|或]", re.ASCII)
_COUNTRY = re.compile(r"(?:\+|00)86", re.ASCII)
_ABROAD = re.compile(r"(?:\+|00)(?!86)[1-9]\d{6,14}", re.ASCII)
_LANDLINE = re.compile(r"(0(?:10|2\d|[3-9]\d{2}))([2-9]\d{6,7})", re.ASCII)
_LOCAL = re.compile(r"[2-9]\d{6,7}", re.ASCII)
_SERVICE = re.compile(r"1\d{2}|1[0-26]\d{3}|9[56]\d{3,6}|[48]00\d{7}", re.ASCII)


def check_phone(text: str | float) -> str:
    """The number in its stored form (13812345678, 0536-8888888-801, +85261234567).

    Refuses what no telephone could ring; an unusual mobile range is only a `phone_doubt`.
    """
    given = text if isinstance(text, str) else f"{text:.0f}"
    if len(given) == 11 and given[0] == "1" and given.isascii() and given.isdigit():
        return given
    return _check_carefully(half_width(clean(given)).removesuffix(".0"))


def kept_phone(text: str) -> tuple[str, str]:
    """Any number as it is stored, and what is odd about it: a phone warns and never blocks."""
    typed = clean(text)
    try:
        stored = check_phone(typed)
    except UserError as odd:
        return typed, str(odd)
    return stored, phone_doubt(stored)


def phone_doubt(phone: str) -> str:
    """What is odd about a number that was let through, or nothing: ranges change every year."""
    if len(phone) == 11 and phone[0] == "1" and phone[1] in "012":
        return f"手机号很少以 {phone[:2]} 开头，请再核对"
    return ""


def _check_carefully(given: str) -> str:
    if _SEVERAL.search(given):
        raise UserError("一栏只填一个电话，其余的写在备注里")
    number, extension = _split_extension(given)
    digits = _COUNTRY.sub("", _MARKS.sub("", number), count=1)
    stored = _stored_form(digits)
    if stored is None:
        raise UserError(_what_is_wrong(digits))
    return f"{stored}-{extension}" if extension else stored


def _split_extension(given: str) -> tuple[str, str]:
    """The number without its 分机, when what is left is a whole number by itself."""
    found = _EXTENSION.search(given)
    if found is None:
        return given, ""
    number = given[: found.start()]
    return (number, found[1]) if _is_whole(_MARKS.sub("", number)) else (given, "")


def _is_whole(digits: str) -> bool:
    return any(kind.fullmatch(digits) for kind in (_LANDLINE, _LOCAL, _SERVICE))


def _stored_form(digits: str) -> str | None:
    """The number as it is kept, or nothing if no telephone has such a number."""
    if landline := _LANDLINE.fullmatch(digits):
        return f"{landline[1]}-{landline[2]}"
    if _ABROAD.fullmatch(digits):
        return "+" + digits.removeprefix("+").removeprefix("00")
    mobile = len(digits) == 11 and digits[0] == "1" and digits.isascii() and digits.isdigit()
    return digits if mobile or _LOCAL.fullmatch(digits) or _SERVICE.fullmatch(digits) else None


def _what_is_wrong(digits: str) -> str:
    if not digits:
        return "请填写电话"
    if odd := next((char for char in digits if not (char.isascii() and char.isdigit())), ""):
        return f"电话里有“{odd}”，只填数字，分机写在“转”后面"
    if digits[0] == "1":
        return f"手机号要 11 位，现在是 {len(digits)} 位"
    if digits[0] == "0":
        return "固定电话写成“区号-号码”，例如 0536-8888888，请再核对"
    return f"电话号码的位数不对，现在是 {len(digits)} 位，请再核对"
