"""Codes on labels and slips: what was scanned, which comes next, whose slip it is."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from gridhall.core.errors import UserError
from gridhall.core.text import half_width

LOAN, DEPOSIT = "JY", "JC"  # 借用单, 寄存凭条
_SLIP = re.compile(r"(JY|JC)-([0-9A-F]{4})-(\d{1,9})")
_CODE = re.compile(r"[0-9A-Z][0-9A-Z\-./]{0,29}")
_NUMBERED = re.compile(r"(.*?)(\d{1,6})")


class Slip(NamedTuple):
    """The barcode of a slip: which paper, of which hall, about which row."""

    kind: str
    mark: str
    row_id: int


def scanned_code(text: str) -> str:
    """What was scanned or typed, as codes are kept: no blanks, half width, upper case."""
    return re.sub(r"\s+", "", half_width(text)).upper()


def spell_slip(slip: Slip) -> str:
    """JY-9F86-1204, as the barcode says it."""
    return f"{slip.kind}-{slip.mark}-{slip.row_id}"


def read_slip(code: str, mark: str) -> Slip | None:
    """The slip, if the code is one; UserError for a slip of another hall."""
    found = _SLIP.fullmatch(code)
    if found is None:
        return None
    slip = Slip(found[1], found[2], int(found[3]))
    if slip.mark != mark:
        words = "借用单" if slip.kind == LOAN else "寄存凭条"
        raise UserError(
            f"这张{words}是别的大厅出的，本大厅没有这一笔。请对照单子上的大厅名称，到那里去办"
        )
    return slip


def check_code(text: str) -> str:
    """A code that a label can carry; UserError otherwise."""
    code = scanned_code(text)
    if _CODE.fullmatch(code) is None:
        raise UserError(f"编号“{text.strip()[:20]}”不能用，请用字母和数字，例如 YS-001")
    if _SLIP.fullmatch(code):
        raise UserError(f"“{code}”和借用单的条码一样，请换一个编号，例如 YS-001")
    return code


def next_code(prefix: str, taken: Iterable[str]) -> str:
    """The code after the highest of this prefix: YS-014."""
    last = 0
    for code in taken:
        found = _NUMBERED.fullmatch(code)
        if found is not None and found[1] in (prefix, f"{prefix}-"):
            last = max(last, int(found[2]))
    return f"{prefix}-{last + 1:03}"


def pick_up_code(ordinal: int, taken: Iterable[str]) -> str:
    """A six-figure code to pick a parcel up, not one that is in use; not to be guessed in order."""
    used = set(taken)
    for step in range(1_000_000):
        code = f"{((ordinal + step) * 386_243 + 104_729) % 1_000_000:06}"
        if code not in used:
            return code
    raise UserError("寄存的太多了，没有空的取件码。请先请人取走一些")
