"""工作交接单 and 办件月结表: what the end of a shift and of a month leave on paper."""

from typing import Any
from uuid import uuid4

from gridhall.core.errors import UserError
from gridhall.core.hall import Hall
from gridhall.papers.queries import PaperRow
from gridhall.papers.rules import PaperOrder
from gridhall.papers.service import issue
from gridhall.pdf.business_form import BusinessForm, Closing, Table, chinese_day, draw
from gridhall.registry.documents.transfer_issue import At as At
from gridhall.service_desk.documents.parts import NO_MARKS, Marks
from gridhall.service_desk.queries.handovers import HandoverRow, handover
from gridhall.service_desk.queries.months import MONTH_COUNTS, MonthRow, closed_month

KIND, MONTH_KIND = "day-handover", "month-close"
_HEADINGS = ("序号", "受理编号", "事项", "状态", "期限", "交代")
_WIDTHS = (1.2, 4.6, 4.2, 2.4, 1.8, 4.0)


def handover_sheet(row: HandoverRow, hall: Hall, marks: Marks) -> BusinessForm:
    """The sheet as it was written; both sign."""
    number, anchor = marks
    rows = tuple(
        (str(place), one.number, one.item, one.state, one.due_on[5:] or "—", one.word)
        for place, one in enumerate(row.cases, start=1)
    )
    said = row.note.splitlines() or ["没有其他要交代的事。"]
    return BusinessForm(
        title="工作交接单",
        number=number,
        addressee=f"{row.to_name}：",
        paragraphs=(f"下列 {len(rows)} 件工单交给您经办，首问责任人不变。", *said),
        table=Table(_HEADINGS, _WIDTHS, rows, "没有要交接的工单"),
        closing=Closing(
            hall.name,
            chinese_day(row.day),
            (f"交出人：{row.from_name}", f"接收人：{row.to_name}　签字：", "交接时间："),
        ),
        copies_note="本单一式两份，交接双方各一份。",
        anchor=str(anchor or ""),
    )


def issue_handover_sheet(at: At, handover_id: int, request_key: str = "") -> PaperRow:
    """Issue the sheet; said again it is the stored one."""
    with at.db.read() as session:
        row = handover(session, handover_id)
    content: dict[str, Any] = {"texts": list(handover_sheet(row, at.hall, NO_MARKS).texts())}
    order = PaperOrder(KIND, "day_handover", row.id, content, request_key or str(uuid4()))
    return issue(at.db, at.clerk, order, lambda *marks: draw(handover_sheet(row, at.hall, marks)))


def month_sheet(row: MonthRow, hall: Hall, marks: Marks) -> BusinessForm:
    """A closed month's figures as they were kept; 收件 counts by receipt, 办结 by its own day."""
    number, anchor = marks
    closed = row.closed_at.astimezone()
    year, month = row.month.split("-")
    lines = tuple(
        (
            str(place),
            words,
            f"{row.figures.get(name, 0)} 件"
            if name != "rated"
            else f"{row.figures.get(name, 0)} 次",
        )
        for place, (name, words) in enumerate(MONTH_COUNTS.items(), start=1)
    )
    return BusinessForm(
        title="办件月结表",
        number=number,
        addressee=f"{year} 年 {int(month)} 月",
        paragraphs=("本月办件数已经核对，月结以后不再变动；要补录须先反月结并写明原因。",),
        table=Table(("序号", "项目", "数量"), (1.2, 7.0, 3.0), lines, ""),
        closing=Closing(
            hall.name,
            chinese_day(closed.date()),
            (f"月结人：{row.closed_by}", "复核：", "负责人："),
        ),
        copies_note="本表一份，存档。",
        anchor=str(anchor or ""),
    )


def issue_month_sheet(at: At, month: str, request_key: str = "") -> PaperRow:
    """Issue a closed month's table; a month that is open has none yet."""
    with at.db.read() as session:
        row = closed_month(session, month)
    if row is None or row.is_open:
        raise UserError(f"{month[:20]} 还没有月结，月结以后才有月结表")
    content: dict[str, Any] = {"texts": list(month_sheet(row, at.hall, NO_MARKS).texts())}
    about = int(row.month.replace("-", ""))  # 202611
    order = PaperOrder(MONTH_KIND, "month_close", about, content, request_key or str(uuid4()))
    return issue(at.db, at.clerk, order, lambda *marks: draw(month_sheet(row, at.hall, marks)))
