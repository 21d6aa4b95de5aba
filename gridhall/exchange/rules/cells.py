"""One cell of somebody's workbook (单元格): what it holds, read as text or as a day."""

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import lru_cache

from gridhall.core.text import clean, half_width

Cell = str | int | float | bool | date | datetime | time
"""A blank cell is the empty text, whatever the file called it."""

Grid = list[list[Cell]]

EXACT_LIMIT = 10**15  # a workbook keeps 15 digits of a number; what follows is made up
_EPOCH = date(1899, 12, 30)  # day 0 of a workbook's serial numbers
_SERIALS = range(3654, 73051)  # 1910-01-01 to 2099-12-31; smaller numbers may be years
_DAY = re.compile(r"(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?(?:[ T]?\d{1,2}:[\d:.]+)?")
_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")  # what most ledgers write needs no cleaning
_MONTH = re.compile(r"(\d{4})[-./年]?(\d{1,2})月?")
_COMPACT_DAY = re.compile(r"(\d{4})(\d{2})(\d{2})")
_SPACES = re.compile(r"\s+")


def cell_text(cell: Cell) -> str:
    """The cell as a clerk would type it: 5.0 is 5, a day is 1990-05-06; cleaned."""
    if isinstance(cell, str):
        return clean(cell)
    if isinstance(cell, float):
        return f"{Decimal(repr(cell)):f}".removesuffix(".0")  # no digits beyond those kept
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, datetime):
        return f"{cell:%Y-%m-%d}" if cell.time() == time() else f"{cell:%Y-%m-%d %H:%M}"
    if isinstance(cell, time):
        return f"{cell:%H:%M}"
    return str(cell)


def plain_code(text: str) -> str:
    """A number, code or day as typed: half-width and without any blanks."""
    return _SPACES.sub("", half_width(text))


def is_blank(cell: Cell) -> bool:
    """Whether nothing is to be seen in the cell."""
    return cell == "" or (isinstance(cell, str) and not clean(cell))


def is_inexact(cell: Cell) -> bool:
    """Whether the cell is a number too long for a workbook to have kept all its digits."""
    return isinstance(cell, int | float) and abs(cell) >= EXACT_LIMIT


def cell_day(cell: Cell) -> date | None:
    """The day a cell means, or None if it is no day; blanks are the caller's business."""
    if isinstance(cell, str):
        return _typed_day(cell)
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _numbered_day(int(cell))
    return None


def cell_months(cell: Cell) -> frozenset[tuple[int, int]]:
    """The months (year, month) that 1990.05, 199005 or 1990年5月 may mean; 1990.1 means two."""
    texts = {cell_text(cell)}
    if isinstance(cell, float):
        texts.add(f"{cell:.2f}")
    found = filter(None, (_MONTH.fullmatch(plain_code(text)) for text in texts))
    return frozenset((int(match[1]), int(match[2])) for match in found)


@lru_cache(maxsize=50_000)
def _typed_day(text: str) -> date | None:
    """1990.5.6, 1990年5月6日, 19900506, 1990-05-06, 1990/5/6, and a serial that became text."""
    if _ISO_DAY.fullmatch(text):
        return _calendar_day(int(text[:4]), int(text[5:7]), int(text[8:]))
    plain = plain_code(text)
    match = _DAY.fullmatch(plain) or _COMPACT_DAY.fullmatch(plain)
    if match:
        return _calendar_day(*map(int, match.groups()))
    return _numbered_day(int(plain)) if plain.isascii() and plain.isdigit() else None


def _numbered_day(number: int) -> date | None:
    if number in _SERIALS:
        return _EPOCH + timedelta(days=number)
    year, rest = divmod(number, 10_000)
    return _calendar_day(year, *divmod(rest, 100)) if 1000 <= year <= 9999 else None


def _calendar_day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
