"""A workbook of residents as it goes out; it can be brought in again as it is."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from gridhall.registry.queries import ExportRow, export_rows

RESIDENT_HEADINGS = (
    "户号", "户主姓名", "姓名", "与户主关系", "性别", "民族", "出生日期", "公民身份号码",
    "联系电话", "小区", "楼栋", "单元", "室", "网格", "户籍", "户籍地址", "政治面貌", "文化程度",
    "婚姻状况", "备注", "在册状态",
)  # fmt: skip


def resident_cells(session: Session) -> Iterator[list[str]]:
    """Everybody with a card as a line of text cells under RESIDENT_HEADINGS."""
    return map(_cells, export_rows(session))


def _cells(row: ExportRow) -> list[str]:
    return [str(getattr(row, name) or "") for name in ExportRow.__slots__]
