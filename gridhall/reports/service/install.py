"""The report a new hall begins with: a plain monthly workbook, to be sent or replaced."""

import io

import xlsxwriter
from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.core.clerk import Clerk
from gridhall.reports.models import ReportReceiver
from gridhall.reports.service.layouts import LayoutDraft, import_layout, save_receiver

RECEIVER = "街道便民服务中心"
LAYOUT = "月度办件统计表"
_FIGURES = (
    "收件", "咨询", "受理", "办结", "按期办结", "超期办结", "按期率", "平均用时", "未办", "期末在办"
)  # fmt: skip
_BY_CATEGORY = ("收件", "办结", "超期办结", "期末在办")
_WIDE = len(_FIGURES)


def install_reports(session: Session, clerk: Clerk) -> int:
    """Give a hall the plain monthly report unless it reports to somebody; how many layouts."""
    if session.scalar(select(ReportReceiver.id).limit(1)) is not None:
        return 0
    receiver_id = save_receiver(session, clerk, RECEIVER)
    import_layout(session, clerk, LayoutDraft(receiver_id, LAYOUT), monthly_workbook())
    return 1


def monthly_workbook() -> bytes:
    """A workbook as a superior might send it, with {{…}} where figures go."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        book.set_properties({"title": LAYOUT})
        sheet = book.add_worksheet("月报")
        title = book.add_format({"bold": True, "font_size": 16, "align": "center"})
        head = book.add_format(
            {"bold": True, "border": 1, "align": "center", "bg_color": "#E8EEF6", "text_wrap": True}
        )
        cell = book.add_format({"border": 1, "align": "center"})
        share = book.add_format({"border": 1, "align": "center", "num_format": "0.0%"})
        sheet.merge_range(0, 0, 0, _WIDE - 1, f"{LAYOUT}（{{{{期间}}}}）", title)
        sheet.write(1, 0, "填报单位：{{大厅}}")
        sheet.write(1, _WIDE - 4, "报送：{{接收单位}}　{{零报告}}")
        for at, label in enumerate(_FIGURES):
            sheet.write(2, at, label, head)
            sheet.write(3, at, f"{{{{{label}}}}}", share if label == "按期率" else cell)
        _by_category(sheet, head, cell)
        sheet.set_column(0, 0, 16)
        sheet.set_column(1, _WIDE - 1, 10)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
    return out.getvalue()


def _by_category(
    sheet: xlsxwriter.workbook.Worksheet,
    head: xlsxwriter.format.Format,
    cell: xlsxwriter.format.Format,
) -> None:
    """The total on top, by formula: how many lines come below is not known beforehand."""
    sheet.write(5, 0, "事项分类", head)
    sheet.write(6, 0, "合计", cell)
    sheet.write(7, 0, "{{每个事项分类}}", cell)
    for at, label in enumerate(_BY_CATEGORY, 1):
        letter = chr(65 + at)
        sheet.write(5, at, label, head)
        sheet.write_formula(6, at, f"=SUM({letter}8:{letter}200)", cell)
        sheet.write(7, at, f"{{{{{label}}}}}", cell)
    sheet.write(5, _WIDE - 4, "制表：{{制表人}}")
    sheet.write(6, _WIDE - 4, "日期：{{制表日期}}")
