"""What the queue (工单队列) shows."""

from gridhall.qt.table import Column
from gridhall.service_desk.labels import GREENS, channel_label, state_label
from gridhall.service_desk.queries.queue import QueueRow
from gridhall.service_desk.rules.states import (
    CONSULTING,
    DECIDED,
    OPEN,
    OPEN_STATES,
    RECEIVED,
    SUPPLEMENT,
    SUSPENDED,
)

WIDE = 1500  # effective window width from which the lesser columns show
_TAKEN_IN = (OPEN, DECIDED)
_TONES = {
    CONSULTING: "blue",
    RECEIVED: "amber",
    SUPPLEMENT: "purple",
    OPEN: "blue",
    SUSPENDED: "purple",
    DECIDED: "blue",
}


def state_words(row: QueueRow) -> str:
    """The state as a chip says it; taken in with something still to come it says how much."""
    if row.missing and row.state in _TAKEN_IN:
        return f"容缺 {row.missing}"
    return state_label(row.state)


def state_tone(state: str, missing: int = 0) -> str:
    """The chip's tone: purple waits for somebody else, amber to be looked at, blue is worked on."""
    if missing and state in _TAKEN_IN:
        return "purple"
    return _TONES.get(state, "grey")


def due_words(row: QueueRow) -> str:
    """The deadline, or the day a case was closed."""
    if row.finished_at is not None:
        return f"{row.finished_at.astimezone():%m-%d} 办结"
    return row.due.text + ("（暂估）" if row.provisional and row.state in OPEN_STATES else "")


def due_tone(row: QueueRow) -> str:
    """The deadline's tone; a clock that stands still waits for somebody else."""
    return "purple" if row.state == SUSPENDED else row.due.tone


def matter_sub(row: QueueRow) -> str:
    """The line under the matter: who goes first, what lacks, else what was said or how it came."""
    marks = [GREENS.get(row.green, row.green)] if row.green else []
    if row.is_backfilled:
        marks.append("补录")
    if row.missing:
        marks.append(f"缺 {row.missing} 项材料")
    else:
        marks.append(row.note.partition("\n")[0] or channel_label(row.channel))
    return " · ".join(marks)


QUEUE = (
    Column[QueueRow]("期限", due_words, width=136, kind="due", tone=due_tone),
    Column[QueueRow]("编号", lambda row: row.number, width=138),
    Column[QueueRow](
        "事项", lambda row: row.item_name, width=200, kind="two", sub=matter_sub, stretch=True
    ),
    Column[QueueRow](
        "申请人",
        lambda row: row.applicant_name,
        width=124,
        kind="two",
        sub=lambda row: row.phone,
        spread=True,
    ),
    Column[QueueRow]("网格", lambda row: row.grid, width=84, from_width=WIDE),
    Column[QueueRow](
        "来件",
        lambda row: channel_label(row.channel),
        width=92,
        kind="dim",
        from_width=WIDE,
    ),
    Column[QueueRow](
        "经办", lambda row: row.holder_name or row.clerk_name, width=84, from_width=WIDE
    ),
    Column[QueueRow](
        "状态",
        state_words,
        width=98,
        kind="chip",
        tone=lambda row: state_tone(row.state, row.missing),
    ),
)
