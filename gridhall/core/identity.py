"""Numbers that name a person or a body: 公民身份号码, 统一社会信用代码, telephone numbers."""

import re
from datetime import date
from enum import StrEnum
from typing import Literal, NamedTuple

from gridhall.core.errors import UserError
from gridhall.core.mask import mask_id_number as mask_id_number
from gridhall.core.mask import mask_phone as mask_phone
from gridhall.core.phone import check_phone as check_phone
from gridhall.core.phone import phone_doubt as phone_doubt
from gridhall.core.text import clean, half_width

IdProblemKind = Literal["length", "characters", "check_digit", "birth_date", "excel_ruined"]


class IdNumberProblem(UserError):
    """A number that cannot be anybody's; `kind` lets an import count and group the reasons."""

    def __init__(self, message: str, kind: IdProblemKind) -> None:
        super().__init__(message)
        self.kind = kind


class DocumentKind(StrEnum):
    """The papers people show at the desk to say who they are (证件类型)."""

    RESIDENT_ID = "resident_id"
    HMT_RESIDENCE = "hmt_residence"
    FOREIGN_RESIDENCE = "foreign_residence"
    HMT_PERMIT = "hmt_permit"
    TAIWAN_PERMIT = "taiwan_permit"
    PASSPORT = "passport"
    BIRTH_CERTIFICATE = "birth_certificate"
    OTHER = "other"
    TEMPORARY = "temporary"


DOCUMENT_LABELS: dict[DocumentKind, str] = {
    DocumentKind.RESIDENT_ID: "居民身份证",
    DocumentKind.HMT_RESIDENCE: "港澳台居民居住证",
    DocumentKind.FOREIGN_RESIDENCE: "外国人永久居留身份证",
    DocumentKind.HMT_PERMIT: "港澳居民来往内地通行证",
    DocumentKind.TAIWAN_PERMIT: "台湾居民来往大陆通行证",
    DocumentKind.PASSPORT: "护照",
    DocumentKind.BIRTH_CERTIFICATE: "出生医学证明",
    DocumentKind.OTHER: "其他证件",
    DocumentKind.TEMPORARY: "无证件（临时编号）",
}


class IdNumber(NamedTuple):
    """A checked number (GB 11643): 18 characters, the day of birth, the sex as GB/T 2261.1."""

    number: str
    birth_date: date
    sex: str  # "1" 男, "2" 女

    @property
    def kind(self) -> DocumentKind:
        """Which card carries such a number."""
        if self.number[0] == "9":
            return DocumentKind.FOREIGN_RESIDENCE
        if self.number[:6] in _HMT_AREAS:
            return DocumentKind.HMT_RESIDENCE
        return DocumentKind.RESIDENT_ID

    @property
    def may_be_ruined(self) -> bool:
        """Ends in 000 and fits by chance: one in eleven numbers that Excel rounded does."""
        return self.number.endswith("000")


_HMT_AREAS = frozenset({"810000", "820000", "830000"})  # 国办发〔2018〕81号
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK = "10X98765432"  # by weighted sum modulo 11 (ISO 7064 MOD 11-2)
_OLDEST_YEAR = 1850


def parse_id_number(text: str | float) -> IdNumber:
    """Check one number as typed, pasted or read from a cell; 15 digits become 18.

    The area code is never compared with today's list: people keep the codes of abolished counties.
    """
    quick = isinstance(text, str) and (_looked_up(text) or _looked_up(text.strip().upper()))
    return quick or _parse_carefully(text)


def _looked_up(number: str) -> IdNumber | None:
    """The quick way for a clean, right number: look-ups, no arithmetic on digits."""
    try:
        born, sum_of_birth = _BIRTHS[number[6:14]]
        sex, sum_of_sequence = _SEQUENCES[number[14:17]]
        total = _AREA_HEADS[number[:3]] + _AREA_TAILS[number[3:6]] + sum_of_birth
        total += sum_of_sequence + _LASTS[number[17:]]
    except KeyError:
        return None
    return IdNumber(number, born, sex) if total % 11 == 1 else None


def _weighted(digits: str, start: int) -> int:
    """The part of the weighted sum that these digits, standing at `start`, contribute."""
    return sum(int(digit) * weight for digit, weight in zip(digits, _WEIGHTS[start:], strict=False))


class _Births(dict[str, tuple[date, int]]):
    """Birth dates met so far, each with its part of the sum; grows by one day of history each."""

    def __missing__(self, digits: str) -> tuple[date, int]:
        born = _birth_date(digits)
        if born is None or born > date.today():
            raise KeyError(digits)
        self[digits] = born, _weighted(digits, 6)
        return self[digits]


def _birth_date(digits: str) -> date | None:
    if len(digits) != 8 or not (digits.isascii() and digits.isdigit()):
        return None
    try:
        born = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None
    return born if born.year >= _OLDEST_YEAR else None


def _table_of_three(start: int) -> dict[str, int]:
    """What each group of three digits standing at `start` contributes to the sum."""
    one, two, three = _WEIGHTS[start : start + 3]
    digits = range(10)
    return {
        f"{a}{b}{c}": a * one + b * two + c * three for a in digits for b in digits for c in digits
    }


_BIRTHS = _Births()
_AREA_HEADS = {head: part for head, part in _table_of_three(0).items() if head[0] != "0"}
_AREA_TAILS = _table_of_three(3)
_SEQUENCES = {
    digits: ("1" if int(digits) % 2 else "2", part) for digits, part in _table_of_three(14).items()
}
_LASTS = {last: value for value, last in enumerate("0123456789X")}


def check_digit(first_17: str) -> str:
    """The last character that belongs to 17 digits (GB 11643, 4.3)."""
    return _CHECK[_weighted(first_17, 0) % 11]


_MARKS = re.compile(r"[\s\-'‘’`\"“”]+")
_TO_X = str.maketrans("xхХ×✕╳χΧⅩⅹ", "X" * 10)
_POWER = re.compile(r"\d+(\.\d+)?[eE]\+?\d+")


def _parse_carefully(text: str | float) -> IdNumber:
    """The slow way: mend what can be mended, and otherwise say what is wrong."""
    number = _plain_number(text)
    if len(number) == 15 and number.isdigit():
        number = number[:6] + "19" + number[6:]
        number += check_digit(number)
    else:
        _refuse_wrong_shape(number)
    _refuse_wrong_birth(number)
    found = _looked_up(number)
    if found is None:
        raise _ruined_or(number, "证件号最后一位对不上，请再核对原件", "check_digit")
    return found


def _plain_number(text: str | float) -> str:
    """Digits and X only as far as possible; refuses what went through a floating-point cell."""
    if isinstance(text, float):
        text = f"{text:.0f}" if text < 1e15 else _refuse_ruined()
    number = _MARKS.sub("", half_width(clean(str(text)))).translate(_TO_X)
    if _POWER.fullmatch(number) or (number.endswith(".0") and len(number) > 17):
        _refuse_ruined()
    return number.removesuffix(".0")


def _refuse_ruined() -> str:
    raise _ruined()


def _ruined() -> IdNumberProblem:
    return IdNumberProblem(
        "证件号被表格软件当成数字，后几位已经丢失，请对照原件重新填写，并把这一列设成“文本”",
        "excel_ruined",
    )


def _ruined_or(number: str, message: str, kind: IdProblemKind) -> IdNumberProblem:
    """Excel keeps 15 digits and writes zeros after them: say that first, it explains the rest."""
    if len(number) == 18 and number.endswith("000") and number.isdigit():
        return _ruined()
    return IdNumberProblem(message, kind)


def _refuse_wrong_shape(number: str) -> None:
    if not number:
        raise IdNumberProblem("请填写证件号", "length")
    for place, char in enumerate(number, start=1):
        if not _fits(char, place, len(number)):
            raise IdNumberProblem(_wrong_character(char, place), "characters")
    if len(number) != 18:
        raise IdNumberProblem(f"证件号要 18 位，现在是 {len(number)} 位", "length")
    if number[0] == "0":
        raise IdNumberProblem("证件号不会以 0 开头，请再核对原件", "characters")


def _fits(char: str, place: int, length: int) -> bool:
    return (char.isascii() and char.isdigit()) or (char == "X" and place == length)


def _wrong_character(char: str, place: int) -> str:
    if char == "X":
        return f"证件号第 {place} 位是 X，X 只能在最后一位"
    return f"证件号第 {place} 位是“{char}”，这里只能是数字"


def _refuse_wrong_birth(number: str) -> None:
    year, month, day = int(number[6:10]), int(number[10:12]), int(number[12:14])
    if not _OLDEST_YEAR <= year <= date.max.year:
        said = f"出生年份 {year} 不对，请再核对原件"
    elif not 1 <= month <= 12:
        said = f"出生日期里没有 {month} 月，请再核对原件"
    elif (born := _birth_date(number[6:14])) is None:
        said = f"出生日期 {month} 月 {day} 日不存在，请再核对原件"
    elif born > date.today():
        said = f"出生日期 {year} 年 {month} 月 {day} 日还没有到，请再核对原件和电脑日期"
    else:
        return
    raise _ruined_or(number, said, "birth_date")


_USCC_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # GB 32100: no I, O, S, V, Z
_USCC_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)


def check_uscc(text: str) -> str:
    """A unit's 统一社会信用代码 (GB 32100-2015) in capitals, or what is wrong with it."""
    code = _MARKS.sub("", half_width(clean(text))).upper()
    for place, char in enumerate(code, start=1):
        if char not in _USCC_SIGNS:
            raise UserError(
                f"统一社会信用代码第 {place} 位是“{char}”，这里只用数字和 I O S V Z 以外的字母"
            )
    if len(code) != 18:
        raise UserError(f"统一社会信用代码要 18 位，现在是 {len(code)} 位")
    total = sum(_USCC_SIGNS.index(c) * w for c, w in zip(code, _USCC_WEIGHTS, strict=False))
    if _USCC_SIGNS[-total % 31] != code[17]:
        raise UserError("统一社会信用代码最后一位对不上，请再核对证照")
    return code


_PAPER_SHAPES = {
    DocumentKind.HMT_PERMIT: (re.compile(r"[HM]\d{8}(\d{2})?"), "H 或 M 加 8 位数字"),
    DocumentKind.TAIWAN_PERMIT: (re.compile(r"\d{8}(\d{2})?"), "8 位数字"),
    DocumentKind.PASSPORT: (re.compile(r"[A-Z0-9]{5,15}"), "5 到 15 位字母和数字"),
    DocumentKind.BIRTH_CERTIFICATE: (re.compile(r"[A-Z]\d{9}"), "1 个字母加 9 位数字"),
    DocumentKind.OTHER: (re.compile(r".{1,40}"), "1 到 40 个字"),
    DocumentKind.TEMPORARY: (re.compile(r"临\d{10,}"), "“临”加 10 位数字，由本厅编，不用手填"),
}
_LIFELONG = {DocumentKind.HMT_PERMIT: 9, DocumentKind.TAIWAN_PERMIT: 8}  # then: how often renewed
_OLD_FOREIGN_CARD = re.compile(r"[A-Z]{3}\d{12}")  # 国家代码 + 12 digits, valid until exchanged


def check_document(kind: DocumentKind, text: str) -> str:
    """The number of any paper in its stored form; cards of 18 digits are checked in full."""
    number = _MARKS.sub("", half_width(clean(text))).upper()
    if kind is DocumentKind.FOREIGN_RESIDENCE and _OLD_FOREIGN_CARD.fullmatch(number):
        return number
    if kind not in _PAPER_SHAPES:
        return _number_of_kind(kind, text)
    shape, words = _PAPER_SHAPES[kind]
    if not shape.fullmatch(number):
        raise UserError(f"{DOCUMENT_LABELS[kind]}的号码是{words}，请再核对原件")
    return number[: _LIFELONG.get(kind)]


def temporary_number(year: int, ordinal: int) -> str:
    """The hall's own number for somebody without any paper (临时编号): 临2026000012."""
    return f"临{year}{ordinal:06}"


def _number_of_kind(kind: DocumentKind, text: str) -> str:
    found = parse_id_number(text)
    if found.kind is not kind:
        raise UserError(
            f"这是{DOCUMENT_LABELS[found.kind]}的号码，证件类型选的是{DOCUMENT_LABELS[kind]}"
        )
    return found.number
