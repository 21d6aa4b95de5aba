"""ID numbers, bank cards and telephone numbers in typed words, however they are spaced.

Digits may be full width, circled or Chinese (一三七), with blanks, dashes or dots between them.
"""

import re
import unicodedata
from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date
from typing import Final, NamedTuple

from gridhall.core.errors import UserError
from gridhall.core.identity import check_uscc
from gridhall.core.mask import Level, mask_phone
from gridhall.opinions.rules.publishing.found import Found

NO_NUMBER: Final = "〔略〕"
_CHINESE: Final = {char: str(at) for at, char in enumerate("零一二三四五六七八九")}
_CHINESE_TOO: Final = {"〇": "0", "○": "0", "幺": "1", "两": "2"} | {
    char: str(at) for at, char in enumerate("零壹贰叁肆伍陆柒捌玖") if at
}
_X: Final = frozenset("xX×ｘＸхХⅩⅹ")
_BETWEEN: Final = frozenset(" \t\n\u00a0\u3000-‐‑‒–—―－−.．·•,，_/／\\()（）")
_MOST_BETWEEN = 3  # signs between two groups of one number
_LONGEST = 19  # digits of a bank card
_CARD_HEADS: Final = frozenset("34569")
_MOBILE = re.compile(r"1[3-9]\d{9}")
_LANDLINE = re.compile(r"0[1-9]\d{1,2}[2-9]\d{6,7}")
_LOCAL = re.compile(r"[2-9]\d{6,7}")
_PHONE_WORDS = re.compile(
    r"(?:电话|座机|固话|热线|致电|拨打|联系|号码|手机|微信|来电)[^\d。；\n]{0,6}$"
)
_BEFORE = 14  # characters before a number in which it is called a telephone


class _Group(NamedTuple):
    """Digits that stand together, and where."""

    digits: str
    start: int
    end: int


def digits_of(text: str) -> str:
    """The digits of a telephone number, to compare two ways of writing it."""
    return "".join(filter(None, map(_digit, text)))


def number_in(text: str) -> bool:
    """Whether an ID number, a bank card or a telephone number stands in the text."""
    return bool(numbers(text, ()))


def numbers(text: str, public: Collection[str]) -> list[Found]:
    """Every such number; `public` are the digits of offices' telephones, which stay."""
    found: list[Found] = []
    for run in _runs(text):
        at = 0
        while at < len(run):
            known = _number_at(text, run, at, public)
            if known is None:
                at += 1
                continue
            number, many = known
            at += many
            if number.kind:
                found.append(number)
    return found


def _number_at(
    text: str, run: Sequence[_Group], at: int, public: Collection[str]
) -> tuple[Found, int] | None:
    """The longest number that begins with this group, and how many groups it takes."""
    for end in range(len(run), at, -1):
        groups = run[at:end]
        digits = "".join(one.digits for one in groups)
        if len(digits) > _LONGEST and len(groups) > 1:
            continue
        last = _x_after(text, groups[-1].end) if len(digits) == 17 else 0
        kind = _kind(digits, groups, ends_in_x=bool(last))
        if not kind and len(groups) == 1 and _called_phone(text, groups[0]):
            kind = "phone" if _LOCAL.fullmatch(digits) else ""
        if kind:
            span = (groups[0].start, last or groups[-1].end)
            return _told(kind, digits, span, public), end - at
    return None


def _told(kind: str, digits: str, span: tuple[int, int], public: Collection[str]) -> Found:
    """What stands there instead; an office's own telephone stays ("" for its kind)."""
    if kind == "id":
        return Found("id", *span, NO_NUMBER)
    if any(digits == one or (len(digits) >= 7 and one.endswith(digits)) for one in public):
        return Found("", *span, "")
    return Found("phone", *span, _masked(digits))


def _masked(digits: str) -> str:
    bare = _bare(digits) if _MOBILE.fullmatch(_bare(digits)) else digits
    if _LANDLINE.fullmatch(bare):
        area = 3 if bare[:2] in ("01", "02") else 4
        bare = f"{bare[:area]}-{bare[area:]}"
    return mask_phone(bare, Level.PUBLICATION)


def _kind(digits: str, groups: Sequence[_Group], *, ends_in_x: bool) -> str:
    if ends_in_x:
        return "id" if len(groups) == 1 or _born(digits[6:14]) else ""
    if len(groups) == 1:
        return _kind_of_one(digits)
    return next((kind for kind, fits in _SPACED if fits(digits, groups)), "")


def _kind_of_one(digits: str) -> str:
    if len(digits) >= 15:
        return "" if len(digits) == 18 and not _born(digits[6:14]) and _is_unit(digits) else "id"
    if _MOBILE.fullmatch(_bare(digits)) or (len(digits) >= 10 and _LANDLINE.fullmatch(digits)):
        return "phone"
    return ""


def _spaced_id(digits: str, _groups: Sequence[_Group]) -> bool:
    born = digits[6:14] if len(digits) == 18 else f"19{digits[6:12]}"
    return len(digits) in (15, 18) and digits[0] != "0" and _born(born)


def _spaced_card(digits: str, groups: Sequence[_Group]) -> bool:
    fours = all(len(one.digits) == 4 for one in groups[:-1]) and len(groups[-1].digits) <= 4
    return 15 < len(digits) <= _LONGEST and fours and digits[0] in _CARD_HEADS


def _spaced_mobile(digits: str, groups: Sequence[_Group]) -> bool:
    singles = all(len(one.digits) == 1 for one in groups)
    return bool(_MOBILE.fullmatch(_bare(digits))) and (len(groups) <= 4 or singles)


def _bare(digits: str) -> str:
    """A mobile without what is dialled before it from elsewhere: 0137…, 86137…"""
    digits = digits.removeprefix("86") if len(digits) == 13 else digits
    return digits.removeprefix("0") if len(digits) == 12 else digits


def _spaced_landline(digits: str, groups: Sequence[_Group]) -> bool:
    area = groups[0].digits
    return bool(_LANDLINE.fullmatch(digits)) and len(area) in (3, 4) and len(groups) <= 3


_SPACED: Final[tuple[tuple[str, Callable[[str, Sequence[_Group]], bool]], ...]] = (
    ("id", _spaced_id),
    ("id", _spaced_card),
    ("phone", _spaced_mobile),
    ("phone", _spaced_landline),
)


def _born(digits: str) -> bool:
    """Whether eight digits are a day somebody may have been born on."""
    try:
        day = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return False
    return 1850 <= day.year <= 2100


def _is_unit(digits: str) -> bool:
    """Whether it is a unit's credit code (统一社会信用代码), which is public."""
    try:
        check_uscc(digits)
    except UserError:
        return False
    return True


def _called_phone(text: str, group: _Group) -> bool:
    return bool(_PHONE_WORDS.search(text[max(0, group.start - _BEFORE) : group.start]))


def _x_after(text: str, at: int) -> int:
    """Where an X ends that belongs to 17 digits before it; 0 for none."""
    while at < len(text) and (text[at] in _BETWEEN or _invisible(text[at])):
        at += 1
    return at + 1 if at < len(text) and text[at] in _X else 0


def _runs(text: str) -> Iterator[list[_Group]]:
    """Groups of digits with few signs between them."""
    run: list[_Group] = []
    for group in _groups(text):
        if run and not _joined(text[run[-1].end : group.start]):
            yield run
            run = []
        run.append(group)
    if run:
        yield run


def _joined(between: str) -> bool:
    seen = [char for char in between if not _invisible(char)]
    return len(seen) <= _MOST_BETWEEN and all(char in _BETWEEN for char in seen)


def _groups(text: str) -> Iterator[_Group]:
    digits, start, end = "", 0, 0
    for at, char in enumerate(text):
        digit = _digit(char)
        if digit:
            start = start if digits else at
            digits, end = digits + digit, at + 1
        elif digits and not _invisible(char):
            yield _Group(digits, start, end)
            digits = ""
    if digits:
        yield _Group(digits, start, end)


def _digit(char: str) -> str:
    """One character as a digit; "" for what is none."""
    if char.isascii():
        return char if char.isdigit() else ""
    known = _CHINESE.get(char) or _CHINESE_TOO.get(char)
    return known or (str(unicodedata.digit(char, "")))


def _invisible(char: str) -> bool:
    return not char.isascii() and unicodedata.category(char) in ("Cf", "Cc", "Mn")
