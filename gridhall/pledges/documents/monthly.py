"""月服务清单: the three lists as they hang on the wall, on a lying sheet; nobody is named."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from gridhall.clerks.rules import Anchor
from gridhall.core.errors import UserError
from gridhall.core.hall import Hall
from gridhall.organisation.documents.missing import footnote, lacking, printed
from gridhall.papers.rules import PaperOrder
from gridhall.pdf.business_form import BusinessForm, Closing, Table, chinese_day, draw
from gridhall.pdf.page import A4, landscape
from gridhall.pledges.labels import KINDS, LISTS
from gridhall.pledges.rules.months import MonthLine, MonthList
from gridhall.pledges.rules.spans import say_month

KIND = "monthly-list"
Marks = tuple[str, Anchor | None]
_ORDER = ("demand", "project", "resource")
_HEADINGS = (
    "清单", "编号", "名称", "类别", "数量", "地点", "提出", "认领", "期限", "状态",
)  # fmt: skip
_WIDTHS = (1.3, 2.7, 5.1, 2.2, 1.5, 2.9, 2.5, 3.8, 2.3, 1.9)
_NOTES = (
    "标“★”的是本年惠民实事。要认领的单位和党员，请到社区服务窗口登记。",
    "清单里的居民姓名和电话已经遮住；内容有误，请告诉窗口更正。",
)


@dataclass(frozen=True, slots=True)
class Posted:
    """A month's list that was frozen: which, and on which day it was."""

    id: int
    told: MonthList
    day: date


def monthly_order(wanted: Posted, hall: Hall, request_key: str) -> PaperOrder:
    """The order to issue a month's list; the same list is one paper."""
    if not wanted.told.lines:
        raise UserError(f"{say_month(wanted.told.month)}清单里没有项目，没有清单可出")
    said = {"texts": list(_form(wanted, hall, ("", None)).texts())}
    return PaperOrder(KIND, "monthly_list", wanted.id, said, request_key)


def monthly_paper(wanted: Posted, hall: Hall, marks: Marks) -> bytes:
    """月服务清单 as a PDF."""
    return draw(_form(wanted, hall, marks), landscape(A4))


def _form(wanted: Posted, hall: Hall, marks: Marks) -> BusinessForm:
    rows = [row for kind in _ORDER for row in _rows(wanted.told.of(kind))]
    missing = lacking(cell for row in rows for cell in row)
    cells = tuple(tuple(printed(cell, missing) for cell in row) for row in rows)
    number, anchor = marks
    form = BusinessForm(
        title=f"{say_month(wanted.told.month)}服务清单".replace(" ", ""),
        number=number,
        addressee="",
        paragraphs=(),
        facts=tuple(_facts(wanted.told)),
        table=Table(_HEADINGS, _WIDTHS, cells),
        closing=Closing(hall.name, chinese_day(wanted.day)),
        footnotes=_NOTES,
        anchor=str(anchor or ""),
    )
    return replace(form, footnotes=(*_NOTES, *footnote(missing)))


def _facts(told: MonthList) -> list[tuple[str, str]]:
    found = []
    for kind in _ORDER:
        lines = told.of(kind)
        if lines:
            claimed = sum(bool(line.claimed_by) for line in lines)
            words = "已对接" if kind == "resource" else "已认领"
            found.append((LISTS[kind], f"{len(lines)} 项，{words} {claimed} 项"))
    practical = sum(line.is_practical for line in told.lines)
    return [*found, ("惠民实事", f"{practical} 件")] if practical else found


def _rows(lines: Sequence[MonthLine]) -> list[tuple[str, ...]]:
    return [_row(line) for line in lines]


def _row(line: MonthLine) -> tuple[str, ...]:
    return (
        KINDS[line.kind],
        line.number,
        f"★{line.title}" if line.is_practical else line.title,
        line.category or "—",
        line.amount,
        line.place or "—",
        line.brought_by or "—",
        line.claimed_by or "—",
        line.due_on or "—",
        line.left if line.claimed_by and line.left else line.state,
    )
