"""What the queue (工单队列) shows."""

from gridhall.qt.table import Column
from gridhall.service_desk.labels import MISSING, channel_label, state_label
from gridhall.service_desk.queries.queue import QueueRow
from gridhall.service_desk.rules.states import OPEN

WIDE = 1500  # effective window width from which the lesser columns show


def state_words(row: QueueRow) -> str:
    """The state as a chip says it; a case that lacks a material waits for it."""
    return MISSING if row.missing and row.state == OPEN else state_label(row.state)


def state_tone(state: str, missing: int) -> str:
    """The chip's tone: purple waits for the applicant, blue is being worked on."""
    if missing:
        return "purple"
    return "blue" if state == OPEN else "grey"


def due_words(row: QueueRow) -> str:
    """The deadline, or the day a case was closed."""
    if row.finished_at is not None:
        return f"{row.finished_at.astimezone():%m-%d} 办结"
    return row.due.text + ("（暂估）" if row.provisional and row.due_on else "")


def matter_sub(row: QueueRow) -> str:
    """The line under the matter: what lacks, else what was said, else how it came."""
    if row.missing:
        return f"缺 {row.missing} 项材料"
    first_line = row.note.partition("\n")[0]
    return first_line or channel_label(row.channel)


QUEUE = (
    Column[QueueRow]("期限", due_words, width=118, kind="due", tone=lambda row: row.due.tone),
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
    Column[QueueRow]("经办", lambda row: row.clerk_name, width=84, from_width=WIDE),
    Column[QueueRow](
        "状态",
        state_words,
        width=88,
        kind="chip",
        tone=lambda row: state_tone(row.state, row.missing),
    ),
)
