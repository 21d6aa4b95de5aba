"""Years, quarters and months, as the lists and reports count them; both ends included."""

import re
from datetime import date, timedelta

from gridhall.core.errors import UserError
from gridhall.core.text import half_width

Span = tuple[date, date]
_QUARTER = re.compile(r"(\d{4})年?-?[Qq第]?([1-4一二三四])(?:季度)?")
_MONTH = re.compile(r"(\d{4})[-年/.]?(\d{1,2})月?")
_FIGURES = {"一": 1, "二": 2, "三": 3, "四": 4}


def year_span(year: int) -> Span:
    """A whole year."""
    return date(year, 1, 1), date(year, 12, 31)


def quarter_of(day: date) -> tuple[int, int]:
    """The year and the quarter that a day is in."""
    return day.year, (day.month - 1) // 3 + 1


def quarter_before(day: date) -> tuple[int, int]:
    """The last quarter that is over: what is reported."""
    year, quarter = quarter_of(day)
    return (year, quarter - 1) if quarter > 1 else (year - 1, 4)


def quarter_span(year: int, quarter: int) -> Span:
    """The first and the last day of a quarter."""
    first = date(year, 3 * quarter - 2, 1)
    return first, _month_end(year, 3 * quarter)


def say_quarter(year: int, quarter: int) -> str:
    """2026 年第 3 季度."""
    return f"{year} 年第 {quarter} 季度"


def parse_quarter(text: str) -> tuple[int, int]:
    """`2026Q3`, `2026-3`, `2026年第三季度`."""
    found = _QUARTER.fullmatch(re.sub(r"\s", "", half_width(text)))
    if found is None:
        raise UserError(f"“{text.strip()[:20]}”不是季度，请写成 2026Q3")
    return int(found[1]), _FIGURES.get(found[2]) or int(found[2])


def parse_month(text: str) -> str:
    """`2026-11` of `2026年11月`, `202611`, `2026-11`."""
    found = _MONTH.fullmatch(re.sub(r"\s", "", half_width(text)))
    if found is None or not 1 <= int(found[2]) <= 12 or int(found[1]) < 1:
        raise UserError(f"“{text.strip()[:20]}”不是月份，请写成 2026-11")
    return f"{found[1]}-{int(found[2]):02}"


def month_of(day: date) -> str:
    """2026-11."""
    return f"{day:%Y-%m}"


def month_span(month: str) -> Span:
    """The first and the last day of 2026-11."""
    year, number = int(month[:4]), int(month[5:])
    return date(year, number, 1), _month_end(year, number)


def say_month(month: str) -> str:
    """2026 年 11 月."""
    return f"{month[:4]} 年 {int(month[5:])} 月"


def _month_end(year: int, month: int) -> date:
    following = date(year + month // 12, month % 12 + 1, 1)
    return following - timedelta(days=1)
