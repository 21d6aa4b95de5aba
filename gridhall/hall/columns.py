"""What the lists of clerks, backups and holiday years show."""

from dataclasses import dataclass
from datetime import datetime

from gridhall.clerks.labels import ROLES
from gridhall.clerks.queries import ClerkRow
from gridhall.hall.labels import size_label
from gridhall.hall.service.backup import BackupRow
from gridhall.qt.table import Column

CLERKS = (
    Column[ClerkRow]("姓名", lambda clerk: clerk.name, 160, kind="bold", stretch=True),
    Column[ClerkRow]("角色", lambda clerk: ROLES[clerk.role], 110),
    Column[ClerkRow]("窗口", lambda clerk: clerk.counter or "—", 140),
    Column[ClerkRow](
        "状态",
        lambda clerk: "在用" if clerk.active else "已停用",
        110,
        kind="chip",
        tone=lambda clerk: "green" if clerk.active else "grey",
    ),
)

BACKUPS = (
    Column[BackupRow]("什么时候", lambda row: f"{row.made_at:%Y-%m-%d %H:%M}", 170, kind="bold"),
    Column[BackupRow]("大小", lambda row: size_label(row.size), 110, right=True),
    Column[BackupRow](
        "核对",
        lambda row: "写好时核对过" if row.checked else "缺少清单",
        150,
        kind="chip",
        tone=lambda row: "green" if row.checked else "amber",
    ),
    Column[BackupRow]("文件", lambda row: row.path.name, 200, kind="dim", stretch=True),
)


@dataclass(frozen=True, slots=True)
class YearRow:
    """One year of the holiday calendar: known with the program, entered here, or not yet."""

    year: int
    published: bool
    noted_at: datetime | None = None
    clerk_name: str = ""

    @property
    def id(self) -> int:
        """The year itself tells rows apart."""
        return self.year

    @property
    def state(self) -> str:
        """已公布 or 还没有, in the list's words."""
        return "已有" if self.published else "还没有"

    @property
    def source(self) -> str:
        """Where the year's days come from."""
        if self.noted_at is not None:
            return f"{self.noted_at.astimezone():%Y-%m-%d} {self.clerk_name}录入"
        return "随程序带来" if self.published else "期限会标“暂估”"


YEARS = (
    Column[YearRow]("年份", lambda row: f"{row.year} 年", 84, kind="bold"),
    Column[YearRow](
        "安排",
        lambda row: row.state,
        84,
        kind="chip",
        tone=lambda row: "green" if row.published else "amber",
    ),
    Column[YearRow]("来自", lambda row: row.source, 160, kind="dim", stretch=True),
)
