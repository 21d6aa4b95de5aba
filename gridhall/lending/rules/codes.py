"""Codes on labels and slips: what was scanned, which comes next, whose slip it is."""

import re
from collections.abc import Iterable

from gridhall.core import slips
from gridhall.core.errors import UserError
from gridhall.core.slips import Slip, scanned_code

LOAN, DEPOSIT = "JY", "JC"
_WORDS = {LOAN: "借用单", DEPOSIT: "寄存凭条"}
_SLIP = re.compile(r"(JY|JC)-[0-9A-F]{4}-\d{1,9}")
_CODE = re.compile(r"[0-9A-Z][0-9A-Z\-./]{0,29}")
_NUMBERED = re.compile(r"(.*?)(\d{1,6})")


def read_slip(code: str, mark: str) -> Slip | None:
    """The slip, if the code is one of the counter's; UserError for a slip of another hall."""
    return slips.read_slip(code, mark, _WORDS)


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
