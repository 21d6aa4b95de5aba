"""工作交接单: what one clerk leaves to another at the end of a shift."""

from typing import Any
from uuid import uuid4

from gridhall.core.hall import Hall
from gridhall.papers.queries import PaperRow
from gridhall.papers.rules import PaperOrder
from gridhall.papers.service import issue
from gridhall.pdf.business_form import BusinessForm, Closing, Table, chinese_day, draw
from gridhall.registry.documents.transfer_issue import At as At
from gridhall.service_desk.documents.parts import NO_MARKS, Marks
from gridhall.service_desk.queries.handovers import HandoverRow, handover

KIND = "day-handover"
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
