"""What the list of papers and the print queue show."""

from gridhall.papers.labels import JOB_STATES
from gridhall.papers.queries import IssuedRow, JobRow, PrinterRow
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


def pages_left(row: JobRow) -> str:
    """从第 3 页，共 5 页: where the printing goes on."""
    if row.pages_done:
        return f"从第 {row.pages_done + 1} 页，共 {row.sides} 页"
    return f"{row.sides} 页"


def asked(row: JobRow) -> str:
    """Since when it waits."""
    return f"{row.asked_at.astimezone():%m-%d %H:%M}"


def state_of_job(row: JobRow) -> str:
    """等待打印, 没确认出纸, or 已作废."""
    return "已作废" if row.paper.voided_at is not None else JOB_STATES[row.state]


def offset_words(row: PrinterRow) -> str:
    """向左 1.2 毫米、向下 0.5 毫米: how prints are moved to make up for the printer."""
    across = (
        f"向{'左' if row.right > 0 else '右'} {abs(row.right) / 10:g} 毫米" if row.right else ""
    )
    along = f"向{'上' if row.down > 0 else '下'} {abs(row.down) / 10:g} 毫米" if row.down else ""
    return "、".join(filter(None, (across, along))) or "不移动"


_TONES = {"等待打印": "amber", "没确认出纸": "purple", "已作废": "grey"}
QUEUE = (
    Column[JobRow](
        "文书", lambda row: row.paper.number, 230, "two", sub=lambda row: row.paper.title
    ),
    Column[JobRow]("打印机", lambda row: row.printer or "还没有", 130),
    Column[JobRow]("份数", lambda row: f"{row.copies} 份", 64, from_width=900),
    Column[JobRow]("页", pages_left, 150),
    Column[JobRow]("从何时", asked, 104, "dim", from_width=900),
    Column[JobRow]("状态", state_of_job, 108, "chip", tone=lambda row: _TONES[state_of_job(row)]),
    Column[JobRow]("为什么等", lambda row: row.why, 240, stretch=True),
)
