"""What the list of papers shows."""

from gridhall.papers.queries import IssuedRow
from gridhall.qt.table import Column


def state(row: IssuedRow) -> str:
    """有效 or 已作废."""
    return "有效" if row.paper.voided_at is None else "已作废"


def prints(row: IssuedRow) -> str:
    """How often it was printed."""
    return f"{row.prints} 次" if row.prints else "没打过"


PAPERS = (
    Column[IssuedRow]("编号", lambda row: row.paper.number, 220, kind="bold"),
    Column[IssuedRow]("文书", lambda row: row.paper.title, 110),
    Column[IssuedRow]("关于", lambda row: row.about, 220, stretch=True),
    Column[IssuedRow](
        "出具时间",
        lambda row: f"{row.paper.issued_at.astimezone():%Y-%m-%d %H:%M}",
        145,
        "dim",
        from_width=900,
    ),
    Column[IssuedRow]("经办", lambda row: row.paper.clerk_name, 80, from_width=1000),
    Column[IssuedRow](
        "状态", state, 84, "chip", tone=lambda row: "green" if state(row) == "有效" else "grey"
    ),
    Column[IssuedRow]("打印", prints, 80),
)
