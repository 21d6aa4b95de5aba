"""What may follow what in a ticket's life, and the sentence when it may not."""

from datetime import date

from gridhall.core.errors import UserError
from gridhall.tickets.labels import STATES

WAITING, CALLED, SERVING = "waiting", "called", "serving"
SERVED, NO_SHOW, LEFT = "served", "no_show", "left"
PRESENT = (CALLED, SERVING)  # at a counter
OVER = (SERVED, NO_SHOW, LEFT)

# Which states a step may start from, and what it is called when it may not.
STEPS = {
    "call": ((WAITING,), "叫号"),
    "recall": ((CALLED,), "重呼"),
    "start": ((CALLED,), "开始办理"),
    "no_show": ((CALLED,), "记过号"),
    "put_back": ((CALLED, NO_SHOW), "放回队列"),
    "pass_on": ((WAITING, CALLED, SERVING), "转队列"),
    "finish": ((CALLED, SERVING), "办完"),
    "leave": ((WAITING, CALLED), "记离开"),
    "reopen": (OVER, "撤回"),
}
_WHAT_NOW = {
    WAITING: "还在等候，没有叫到。请先叫号",
    CALLED: "刚叫到，人还没来办。请先开始办理",
    SERVING: "正在办理。请先办完，或转队列",
    SERVED: "已经办完了",
    NO_SHOW: "已经过号。人来了请放回队列",
    LEFT: "已经离开了。请重新取号",
}


def check_step(step: str, number: str, state: str) -> None:
    """Refuse a step that this state does not allow, and say what can be done."""
    allowed, words = STEPS[step]
    if state not in allowed:
        raise UserError(f"{number} 不能{words}：{_WHAT_NOW[state]}")


def check_day(number: str, day: date, today: date) -> None:
    """A number holds for its own day only."""
    if day != today:
        raise UserError(f"{number} 是 {day:%m-%d} 的号，过了当天就作废。请重新取号")


def check_counter(number: str, theirs: str, ours: str) -> None:
    """What another counter has called is that counter's."""
    if theirs != ours:
        raise UserError(f"{number} 是{theirs}叫的，请由{theirs}来办；要接过来，请那边先转队列")


def is_open(state: str) -> bool:
    """Whether somebody still waits or is at a counter."""
    return state not in OVER


def state_label(state: str) -> str:
    """The state as lists name it."""
    return STATES.get(state, state)
