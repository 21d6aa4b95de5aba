"""Periods that figures and reports are about (统计期): a month, a quarter, a year, any days."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from gridhall.core.calendar import WorkCalendar
from gridhall.core.errors import UserError

MONTH, QUARTER, YEAR = "month", "quarter", "year"
KINDS: Final = {MONTH: "月报", QUARTER: "季报", YEAR: "年报"}
LONGEST_SPAN: Final = 3660  # days
_CODE: Final = re.compile(r"(\d{4})(?:-(?:(0[1-9]|1[0-2])|Q([1-4])))?")
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Span:
    """Days from the first to the last, both included, and how they are called."""

    first: date
    last: date
    label: str
    code: str = ""  # 2026-11, 2026-Q4, 2026; "" for any days

    @property
    def days(self) -> int:
        """How many days."""
        return (self.last - self.first).days + 1


def period(code: str) -> Span:
    """The span of 2026-11, 2026-Q4 or 2026; UserError for anything else."""
    found = _CODE.fullmatch(code.strip().upper())
    if found is None or int(found[1]) < 2004:
        raise UserError(
            f"“{code[:20]}”不是统计期。请写月份 2026-11、季度 2026-Q4 或年份 2026（2004 年以后）"
        )
    year, month, quarter = int(found[1]), found[2], found[3]
    if month:
        return _span(year, int(month), 1, f"{year}年{int(month)}月", f"{year}-{month}")
    if quarter:
        words = f"{year}年第{quarter}季度"
        return _span(year, int(quarter) * 3 - 2, 3, words, f"{year}-Q{quarter}")
    return _span(year, 1, 12, f"{year}年", f"{year}")


def days_between(first: date, last: date) -> Span:
    """Any days; refused the wrong way round, or far too many."""
    if last < first:
        raise UserError(f"开始日期 {first} 晚于结束日期 {last}。请把两个日期对调")
    if (last - first).days >= LONGEST_SPAN:
        raise UserError("一次最多统计十年。请把日期改短一些")
    label = f"{_chinese(first)}" if first == last else f"{_chinese(first)}至{_chinese(last)}"
    return Span(first, last, label)


def period_of(kind: str, day: date) -> Span:
    """The month, quarter or year a day lies in."""
    if kind == MONTH:
        return period(f"{day:%Y-%m}")
    return period(f"{day.year}-Q{(day.month + 2) // 3}" if kind == QUARTER else f"{day.year}")


def period_before(span: Span) -> Span:
    """The period of the same kind that ended the day before this one began."""
    return period_of(kind_of(span), span.first - _DAY)


def kind_of(span: Span) -> str:
    """Whether its code is a month's, a quarter's or a year's."""
    if "Q" in span.code:
        return QUARTER
    return MONTH if "-" in span.code else YEAR


def due_day(calendar: WorkCalendar, span: Span, working_days: int) -> date | None:
    """When a period's report is due: so many working days after its last day; None: no day."""
    return calendar.add_working_days(span.last, working_days).day if working_days else None


def _span(year: int, month: int, months: int, label: str, code: str) -> Span:
    first = date(year, month, 1)
    after = year * 12 + month - 1 + months
    return Span(first, date(after // 12, after % 12 + 1, 1) - _DAY, label, code)


def _chinese(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
