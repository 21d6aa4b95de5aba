"""Workbooks a superior might send, and how what came out is read."""

import io
from pathlib import Path
from typing import Any

import python_calamine
import xlsxwriter


def monthly(
    path: Path, *, protected: bool = False, named: bool = True, figure: str = "收件"
) -> Path:
    """Merged title, a figure, a share, a formula, a table by name and one by order."""
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("月报")
        yellow = book.add_format({"bold": True, "bg_color": "#FFFF00", "border": 2})
        share = book.add_format({"num_format": "0.0%"})
        sheet.merge_range("A1:E1", "{{大厅}}{{期间}}办件情况", yellow)
        sheet.write("A2", "填报：{{制表人}}，收件 {{收件}} 件")
        sheet.write("A3", figure)
        sheet.write("B3", f"{{{{{figure}}}}}", yellow)
        sheet.write("C3", "{{按期率}}", share)
        sheet.write("D3", "{{按期率}}")
        sheet.write_formula("E3", "=B3*2", yellow, 77)
        sheet.write("A5", "按名称")
        for row, name in enumerate(("窗口来访", "电话", "邮寄"), 6):
            sheet.write(f"A{row}", name)
            sheet.write(f"B{row}", "{{收件|本行来件方式}}", yellow)
        sheet.write_formula("B9", "=SUM(B6:B8)", None, 99)
        other = book.add_worksheet("分项")
        other.write_row("A1", ["事项", "收件", "", "办结"])
        other.write_row("B2", ["{{每个事项}}", "{{收件}}", "", "{{办结}}"], yellow)
        if protected:
            other.protect()
        if named:
            book.define_name("超期办结", "=分项!$H$1")
    return path


def rows(data: bytes, sheet: str) -> list[list[Any]]:
    """A sheet's cells, read by the library the import uses."""
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    return book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
