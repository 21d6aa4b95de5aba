"""The barcode of a slip a visitor takes along: which paper, of which hall, about which row."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from gridhall.core.errors import UserError
from gridhall.core.text import half_width

_SLIP = re.compile(r"([A-Z]{2})-([0-9A-F]{4})-(\d{1,9})")


class Slip(NamedTuple):
    """What a slip's barcode says."""

    kind: str  # two letters: JY 借用单, BJ 办事回执 ...
    mark: str  # four signs of the hall that gave it (clerks.queries.slip_mark)
    row_id: int


def scanned_code(text: str) -> str:
    """What was scanned or typed, as codes are kept: no blanks, half width, upper case."""
    return re.sub(r"\s+", "", half_width(text)).upper()


def spell_slip(slip: Slip) -> str:
    """JY-9F86-1204, as the barcode says it."""
    return f"{slip.kind}-{slip.mark}-{slip.row_id}"


def read_slip(code: str, mark: str, words: Mapping[str, str]) -> Slip | None:
    """The slip, if the code is one of these kinds; UserError for a slip of another hall."""
    found = _SLIP.fullmatch(scanned_code(code))
    if found is None or found[1] not in words:
        return None
    slip = Slip(found[1], found[2], int(found[3]))
    if slip.mark != mark:
        raise UserError(
            f"这张{words[slip.kind]}是别的大厅出的，本大厅没有这一笔。"
            "请对照单子上的大厅名称，到那里去办"
        )
    return slip
