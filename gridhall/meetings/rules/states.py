"""The life of a joint meeting: what may be done with it in which state."""

from typing import Final

from gridhall.core.errors import UserError
from gridhall.meetings.labels import state_label

UPCOMING: Final = ("planned", "noticed")
BEFORE_HELD: Final = (*UPCOMING, "open")  # its agenda is live
HELD: Final = ("held", "minuted")  # its agenda is frozen

_OPEN: Final[dict[str, tuple[str, tuple[str, ...]]]] = {
    "change": ("修改会议", BEFORE_HELD),
    "invite": ("改参会人员", BEFORE_HELD),
    "attend": ("登记到会", (*BEFORE_HELD, *HELD)),
    "notice": ("发会议通知", UPCOMING),
    "open": ("开会", UPCOMING),
    "decide": ("议定", ("open",)),
    "close": ("结束会议", ("open",)),
    "minutes": ("出会议纪要", HELD),
    "cancel": ("取消会议", BEFORE_HELD),
    "reopen": ("重新记录", HELD),
}
_INSTEAD: Final = {
    "planned": "请先按“开会”",
    "noticed": "请先按“开会”",
    "open": "请先按“结束会议”",
    "held": "议程已经定了，要改请用“重新记录”",
    "minuted": "纪要已出，要改请用“重新记录”",
    "cancelled": "请另安排一次",
}


def may(state: str, act: str) -> bool:
    """Whether an act is open in this state; for buttons."""
    return state in _OPEN[act][1]


def open_acts(state: str) -> tuple[str, ...]:
    """The acts somebody may do with a meeting in this state."""
    return tuple(act for act in _OPEN if may(state, act))


def refuse(state: str, act: str, title: str) -> None:
    """UserError with what to do instead for an act that is not open in this state."""
    words, states = _OPEN[act]
    if state in states:
        return
    instead = _INSTEAD.get(state, "请按 F5 看最新内容")
    raise UserError(f"“{title}”{state_label(state)}，不能{words}。{instead}")
