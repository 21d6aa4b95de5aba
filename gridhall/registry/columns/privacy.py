"""What the lists of looks, requests and kept-too-long records show."""

from gridhall.qt.table import Column
from gridhall.registry.queries.privacy import AccessRow, RequestRow
from gridhall.registry.queries.retention import DueRow

_TONES = {"reveal": "amber", "export": "purple", "print": "blue"}

ACCESS = (
    Column[AccessRow]("时间", lambda row: f"{row.at.astimezone():%Y-%m-%d %H:%M}", 140, "dim"),
    Column[AccessRow]("操作员", lambda row: row.clerk_name, 90, "bold"),
    Column[AccessRow](
        "种类", lambda row: row.kind_label, 96, "chip", tone=lambda row: _TONES[row.kind]
    ),
    Column[AccessRow]("居民", lambda row: row.person_name or "多人", 100),
    Column[AccessRow]("看了什么", lambda row: row.what, 330),
    Column[AccessRow]("原因", lambda row: row.reason or "没有写", 200, stretch=True),
)

# The same about one person, in a narrower sheet.
LOOKS = (
    *ACCESS[:3],
    Column[AccessRow]("看了什么", lambda row: row.what, 260),
    Column[AccessRow]("原因", lambda row: row.reason or "没有写", 200, stretch=True),
)


def _waited(row: RequestRow) -> str:
    return f"{row.days} 天" if row.state == "open" else str(row.answered_on or "")


REQUESTS = (
    Column[RequestRow]("申请日期", lambda row: str(row.asked_on), 108, "dim"),
    Column[RequestRow]("居民", lambda row: row.person_name, 100, "bold"),
    Column[RequestRow]("申请", lambda row: row.kind_label, 70),
    Column[RequestRow]("申请人", lambda row: row.asker_label, 130),
    Column[RequestRow]("状态", lambda row: row.state_label, 112, "chip", tone=lambda row: row.tone),
    Column[RequestRow]("已等 / 答复", _waited, 108),
    Column[RequestRow]("说明", lambda row: row.detail or "没有说明", 200, stretch=True),
)

DUE = (
    Column[DueRow]("记录", lambda row: row.record.title, 160, "bold", stretch=True),
    Column[DueRow]("保存", lambda row: f"{row.years} 年", 80),
    Column[DueRow](
        "到期",
        lambda row: f"{row.count:,} 条" if row.count else "没有",
        100,
        "chip",
        tone=lambda row: "amber" if row.count and row.record.act else "grey",
    ),
)
