"""The sign-in desk in words: rows of the list, states, the day and its shifts, the to-do."""

from datetime import date

from gridhall.core.clock import say_clock, say_span
from gridhall.qt.table import Column
from gridhall.volunteering.labels import WEEKDAYS
from gridhall.volunteering.queries.attendance import (
    EXCUSED,
    EXPECTED,
    NO_SHOW,
    OUT,
    PRESENT,
    AttendRow,
    ShiftSpan,
)
from gridhall.volunteering.queries.hours import DayToRecord
from gridhall.volunteering.rules.hours import QUALITIES

STRANGER = "stranger"  # found by what was typed, and not on this day's list
STATES = {
    EXPECTED: "未到",
    PRESENT: "已签到",
    OUT: "已签退",
    NO_SHOW: "未到",
    EXCUSED: "请假",
    STRANGER: "不在本班",
}
_TONES = {EXPECTED: "amber", PRESENT: "green", OUT: "blue", NO_SHOW: "amber"}
KINDS = {"walk_in": "临时", "substitute": "顶岗"}


def state_words(row: AttendRow) -> str:
    """已签到; 临时 and 顶岗 stand beside it, who is paid, and whose turn was taken over."""
    came = row.state not in {EXPECTED, STRANGER}
    more = [KINDS[row.kind]] if row.kind in KINDS and came else []
    more += ["已有人顶"] if row.is_relieved and row.signed_in is None else []
    more += ["不计时长"] if not row.is_unpaid else []
    return " · ".join((STATES[row.state], *more))


def times(row: AttendRow) -> str:
    """08:26, or 08:26–11:33 of who left."""
    if row.signed_in is None:
        return "—"
    if row.signed_out is None:
        return say_clock(row.signed_in)
    return say_span(row.signed_in, row.signed_out)


ATTENDANCE: tuple[Column[AttendRow], ...] = (
    Column("时间", times, 118, tone=lambda row: "green" if row.signed_in is not None else ""),
    Column("姓名", lambda row: row.name, 100, "bold"),
    Column("岗位", lambda row: row.post or "—", 120, spread=True),
    Column("班次", lambda row: row.shifts or "—", 130, stretch=True),
    Column("状态", state_words, 150, "chip", tone=lambda row: _TONES.get(row.state, "grey")),
    Column("评价", lambda row: QUALITIES.get(row.quality, ""), 72, from_width=1200),
    Column("备注", lambda row: row.remark, 180, "dim", spread=True, from_width=1500),
    Column("电话", lambda row: row.phone_masked, 122, from_width=820),
)


def day_said(day: date) -> str:
    """11月25日 周三."""
    return f"{day.month}月{day.day}日 {WEEKDAYS[day.weekday()]}"


def where_said(day: date, shift: ShiftSpan | None, name: str) -> str:
    """11月25日 周三 · 上午一 08:30–10:00."""
    if shift is None:
        return f"{day_said(day)} · {name}"
    return f"{day_said(day)} · {shift.name} {say_span(shift.starts, shift.ends)}"


def todo_said(todo: DayToRecord) -> str:
    """11月15日 有 6 人的时长没记录，还剩 3 个工作日."""
    what = [f"{todo.people} 人的时长没记录"] if todo.people else []
    what += [f"{todo.unevaluated} 人没有评价"] if todo.unevaluated else []
    day = f"{todo.held_on.month}月{todo.held_on.day}日"
    if todo.days_left < 0:
        left = f"已超过期限 {-todo.days_left} 个工作日"
    elif todo.days_left == 0:
        left = "今天到期"
    else:
        left = f"还剩 {todo.days_left} 个工作日"
    guess = "（期限暂估）" if todo.provisional else ""
    return f"{day} 有 {'、'.join(what)}，{left}{guess}"


def counts(rows: list[AttendRow]) -> dict[str, int]:
    """How many came, did not, were excused, and were to come in all; walk-ins came only."""
    came = sum(row.state in {PRESENT, OUT} for row in rows)
    missing = sum(row.state in {EXPECTED, NO_SHOW} for row in rows)
    excused = sum(row.state == EXCUSED for row in rows)
    due = sum(bool(row.assignment_ids) and row.kind != "substitute" for row in rows)
    return {"came": came, "missing": missing, "excused": excused, "due": due}
