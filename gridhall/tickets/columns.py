"""The queue's lists on the screen, and times in words."""

from collections.abc import Callable
from datetime import datetime

from gridhall.qt.table import Column
from gridhall.tickets.labels import PRIORITY_WORDS
from gridhall.tickets.queries.figures import Figures
from gridhall.tickets.queries.rows import LaneRow, TicketRow

_LONG, _VERY_LONG = 15 * 60, 30 * 60  # seconds of waiting that are shown amber, then red


def minutes(seconds: int | None) -> str:
    """12 分钟; under a minute 不到 1 分钟; nothing to say —."""
    if seconds is None:
        return "—"
    return f"{seconds // 60} 分钟" if seconds >= 60 else "不到 1 分钟"


def lasting(words: str, seconds: int | None) -> str:
    """等了 12 分钟, 等了不到 1 分钟."""
    said = minutes(seconds)
    return f"{words}{said}" if said.startswith("不") else f"{words} {said}"


def wait_tone(seconds: int) -> str:
    """Amber after a quarter of an hour, red after half an hour; the words say it too."""
    if seconds >= _VERY_LONG:
        return "red"
    return "amber" if seconds >= _LONG else "green"


def waiting_columns(now: Callable[[], datetime]) -> tuple[Column[TicketRow], ...]:
    """Number, where it waits, priority, how long."""
    return (
        Column("号", lambda row: row.number, 66, "bold"),
        Column("业务", _lane, 96, "plain", stretch=True),
        Column(
            "优先",
            lambda row: PRIORITY_WORDS.get(row.priority, ""),
            66,
            "chip",
            tone=lambda _: "purple",
        ),
        Column(
            "等了",
            lambda row: minutes(row.waits(now())),
            104,
            "chip",
            tone=lambda row: wait_tone(row.waits(now())),
        ),
    )


def _lane(row: TicketRow) -> str:
    """Passed-on tickets say so: their letter is another lane's."""
    return f"{row.queue}（转来）" if row.queue_id != row.lane_id else row.queue


def figures_columns(longest: Callable[[], int]) -> tuple[Column[Figures], ...]:
    """A group, how many, and its average wait as a bar beside the others'."""
    return (
        Column("", lambda row: row.name, 96, "plain", stretch=True),
        Column("办完/取号", lambda row: f"{row.served}/{row.taken}", 80, "plain", right=True),
        Column(
            "平均等",
            lambda row: _short(row.average_wait),
            112,
            "bar",
            tone=lambda row: wait_tone(row.average_wait or 0),
            part=lambda row: (row.average_wait or 0) / max(longest(), 1),
        ),
    )


def _short(seconds: int | None) -> str:
    return "—" if seconds is None else f"{round(seconds / 60)} 分"


LANES: tuple[Column[LaneRow], ...] = (
    Column("字母", lambda row: row.prefix, 60, "bold"),
    Column("名称", lambda row: row.name, 130),
    Column("办理窗口", lambda row: row.counters or "所有窗口", 160),
    Column("办理哪些事项", lambda row: row.categories or "所有事项", 200, "dim", stretch=True),
    Column(
        "",
        lambda row: "" if row.active else "已停用",
        76,
        "chip",
        tone=lambda _: "grey",
    ),
)
