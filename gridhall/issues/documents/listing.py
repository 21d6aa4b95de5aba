"""吹哨台账 on paper: the issues of a period, one line each, as they stand on the day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import uuid4

from gridhall.clerks.rules import Anchor
from gridhall.core.errors import UserError
from gridhall.core.hall import Hall
from gridhall.core.mask import mask_numbers
from gridhall.core.periods import Span
from gridhall.issues.labels import SHORT_ROUTES, SIZES, STATES
from gridhall.issues.queries.issues import IssueFilter, IssueRow, issues
from gridhall.papers.queries import PaperRow
from gridhall.papers.rules import PaperOrder
from gridhall.papers.service import issue
from gridhall.pdf.business_form import chinese_day
from gridhall.pdf.fonts import house
from gridhall.pdf.form_blocks import (
    closing_block,
    facts_blocks,
    heading_block,
    note_block,
    table_blocks,
)
from gridhall.pdf.form_parts import Closing, Measures, Table, measures
from gridhall.pdf.margins import Told, bound, filled
from gridhall.pdf.marks import Block
from gridhall.pdf.page import A4, landscape
from gridhall.registry.documents.transfer_issue import At

KIND: Final = "issue-list"
_TITLE: Final = "吹哨台账"
_LYING: Final = landscape(A4)
_MOST: Final = 5_000
_HEADINGS: Final = (
    "编号", "反映日期", "问题", "地点", "类别", "大小", "响应", "责任单位",
    "办理期限", "现在", "解决日期", "结转",
)  # fmt: skip
_WIDTHS: Final = (2.35, 1.85, 3.6, 2.6, 1.7, 0.9, 1.5, 2.2, 1.85, 2.05, 1.85, 0.8)
_NOTES: Final = (
    "台账不写反映人和电话；需要时在网格厅里查。",
    "写“超期”的，今天已过办理期限，还没有解决。结转是上了几次联席会议还没有了结。",
)


@dataclass(frozen=True, slots=True)
class Printed:
    """What is printed: which issues, in which words, on which day."""

    rows: tuple[IssueRow, ...]
    span: Span
    which: str  # 全部, 在办 ...
    on: date


def issue_list(at: At, span: Span, asked: IssueFilter, which: str = "全部") -> PaperRow:
    """Issue the ledger of a period, oldest first; the same lines of the same day are one paper."""
    wanted = IssueFilter(
        asked.states, asked.text, asked.category_id, asked.grid_id, asked.route,
        asked.owner_key, span.first, span.last, asked.overdue_on, _MOST + 1,
    )  # fmt: skip
    with at.db.read() as session:
        found = sorted(issues(session, wanted), key=lambda row: (row.received_on, row.id))
    _refuse(found, span)
    printed = Printed(tuple(found), span, which, at.today)
    said = {"day": f"{at.today}", "texts": _texts(printed, at.hall)}
    order = PaperOrder(KIND, "issues", 0, said, str(uuid4()))
    return issue(at.db, at.clerk, order, lambda *marks: list_pdf(printed, at.hall, marks))


def _refuse(found: list[IssueRow], span: Span) -> None:
    if not found:
        raise UserError(f"{span.label}没有这样的问题，没有台账可出。请换一个统计期")
    if len(found) > _MOST:
        raise UserError(f"{span.label}有 {_MOST:,} 件以上，印不完。请分月印，或导出工作簿")


def list_pdf(printed: Printed, hall: Hall, marks: tuple[str, Anchor | None]) -> bytes:
    """The ledger as a PDF; `marks` are the paper's number and the trail's head."""
    number, anchor = marks
    house().require_glyphs(_texts(printed, hall))
    m = measures(_LYING)
    pages = filled(list(_blocks(printed, hall, number, m)), m)
    return bound(pages, Told(_TITLE, number, hall.name, str(anchor or "")), m)


def _texts(printed: Printed, hall: Hall) -> list[str]:
    cells = [cell for row in _table(printed).rows for cell in row]
    return [_TITLE, hall.name, hall.community, printed.span.label, printed.which, *cells]


def _blocks(printed: Printed, hall: Hall, number: str, m: Measures) -> Iterator[Block]:
    yield heading_block(_TITLE, number, m)
    over = sum(row.overdue(printed.on) for row in printed.rows)
    facts = [
        ("单位", hall.community or hall.name),
        ("反映日期", printed.span.label),
        ("范围", f"{printed.which}，共 {len(printed.rows):,} 件，其中超期 {over} 件"),
    ]
    yield from facts_blocks(facts, m)
    yield from table_blocks(_table(printed), m)
    yield note_block(_NOTES, m)._replace(before=0.8 * m.line, keep=True)
    closing = Closing(hall.name, chinese_day(printed.on), ("制表：", "审核："), seal=False)
    yield closing_block(closing, None, m)


def _table(printed: Printed) -> Table:
    rows = tuple(_cells(row, printed.on) for row in printed.rows)
    return Table(_HEADINGS, _WIDTHS, rows)


def _cells(row: IssueRow, today: date) -> tuple[str, ...]:
    late = "，超期" if row.overdue(today) else ""
    return (
        row.number, f"{row.received_on}", mask_numbers(row.title), mask_numbers(row.place),
        row.category.rpartition(" / ")[2], SIZES.get(row.size, ""),
        SHORT_ROUTES.get(row.route or 0, ""), row.owner_name,
        f"{row.due_on or ''}", f"{STATES.get(row.state, row.state)}{late}",
        f"{row.resolved_on or ''}", f"{row.carry_count or ''}",
    )  # fmt: skip
