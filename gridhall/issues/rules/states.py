"""The life of an issue (问题): which step is open in which state, and where it leads."""

from collections.abc import Iterable
from typing import Final

from gridhall.core.errors import UserError
from gridhall.issues.labels import STATES

COLLECTED, SORTED, ON_AGENDA, ADMITTED = "collected", "sorted", "on_agenda", "admitted"
DECLINED, ROUTED, WHISTLED, REPORTED_IN = "declined", "routed", "whistled", "reported_in"
IN_PROGRESS, RESOLVED, VERIFIED, CLOSED = "in_progress", "resolved", "verified", "closed"

OVER: Final = frozenset({CLOSED, DECLINED})
OPEN_STATES: Final = tuple(state for state in STATES if state not in OVER)
# Somebody owes an answer until a day.
OWED: Final = (ROUTED, WHISTLED, REPORTED_IN, IN_PROGRESS)
# From here on there are an owner and a deadline.
OWNED: Final = (*OWED, RESOLVED, VERIFIED, CLOSED)
_BEFORE: Final = (COLLECTED, SORTED, ON_AGENDA, ADMITTED)


def _stays(states: Iterable[str]) -> dict[str, str]:
    return {state: state for state in states}


# A step: its words, and from which state it leads to which. In the order buttons stand in.
_STEPS: Final[dict[str, tuple[str, dict[str, str]]]] = {
    "sort": ("梳理", {COLLECTED: SORTED, SORTED: SORTED, ON_AGENDA: ON_AGENDA}),
    "put_on_agenda": ("列入议题", dict.fromkeys((COLLECTED, SORTED), ON_AGENDA)),
    "admit": ("纳入吹哨", dict.fromkeys((COLLECTED, SORTED, ON_AGENDA), ADMITTED)),
    "decline": ("不纳入", dict.fromkeys(_BEFORE, DECLINED)),
    "route": ("分派", dict.fromkeys((SORTED, ON_AGENDA, ADMITTED, *OWED), ROUTED)),
    "take_up": ("就地办理", dict.fromkeys(_BEFORE, IN_PROGRESS)),
    "whistle": ("吹哨", {ROUTED: WHISTLED}),
    "report_in": ("登记报到", {WHISTLED: REPORTED_IN}),
    "start": ("开始办理", dict.fromkeys((ROUTED, REPORTED_IN), IN_PROGRESS)),
    "resolve": ("登记解决", dict.fromkeys(OWED, RESOLVED)),
    "verify": ("核实", {RESOLVED: VERIFIED, VERIFIED: VERIFIED}),
    "close": ("销号", {VERIFIED: CLOSED}),
    "reject": ("退回再办", dict.fromkeys((RESOLVED, VERIFIED), IN_PROGRESS)),
    "reopen": ("重新打开", {CLOSED: IN_PROGRESS, DECLINED: SORTED}),
    "escalate": ("上报", _stays(OPEN_STATES) | dict.fromkeys(OWED, ADMITTED)),
    "merge": ("并入", dict.fromkeys(OPEN_STATES, DECLINED)),
    "change": ("修改", _stays(OPEN_STATES)),
    "due": ("改期限", _stays(OWED)),
    "measure": ("五项措施", _stays(state for state in STATES if state != DECLINED)),
    "reply": ("登记回复", _stays(STATES)),
    "note": ("记事", _stays(STATES)),
}

# What to do instead, by the state an issue is in.
_INSTEAD: Final = {
    COLLECTED: "请先梳理、列入议题，或就地办理。",
    SORTED: "请先列入议题、分派，或就地办理。",
    ON_AGENDA: "请先纳入吹哨、不纳入或分派。",
    ADMITTED: "请先分派或就地办理。",
    ROUTED: "请先吹哨、开始办理，或重新分派。",
    WHISTLED: "请先登记报到，或重新分派。",
    REPORTED_IN: "请先开始办理或登记解决。",
    IN_PROGRESS: "请先登记解决，或重新分派。",
    RESOLVED: "请先核实；没有真解决就退回再办。",
    VERIFIED: "请先销号；群众不满意就退回再办。",
    CLOSED: "要再办请先重新打开（Ctrl+O）。",
    DECLINED: "要再办请先重新打开（Ctrl+O）。",
}
_REFUSALS: Final = {
    ("close", CLOSED): "{number} 已经销号，不用再销。",
    ("reopen", IN_PROGRESS): "{number} 正在办理，不用重新打开。",
    ("whistle", WHISTLED): "{number} 已经吹过哨，请登记报到；换人办请重新分派。",
    ("report_in", REPORTED_IN): "{number} 已经登记过报到，不用再登记。",
    ("report_in", ROUTED): "{number} 还没有吹哨，没有要报到的。请先吹哨，或直接开始办理。",
    ("start", WHISTLED): "{number} 已吹哨，还没有人报到。请先登记报到；已经办完可以直接登记解决。",
    ("start", IN_PROGRESS): "{number} 已经在办理，不用再开始。",
    ("route", COLLECTED): "{number} 还没有梳理。请先梳理再分派；小事可以就地办理。",
    ("resolve", RESOLVED): "{number} 已经登记解决，请核实。",
    ("close", RESOLVED): "{number} 还没有核实。请先核实群众满意不满意，再销号。",
    ("close", IN_PROGRESS): "{number} 还在办理。请先登记解决并核实，再销号。",
    ("admit", ADMITTED): "{number} 已经纳入吹哨，请分派。",
    ("put_on_agenda", ON_AGENDA): "{number} 已经在议题里，不用再列。",
    **{
        (step, state): f"{{number}} 还没有分派，{told}。请先分派或就地办理。"
        for state in _BEFORE
        for step, told in (("due", "没有期限可改"), ("resolve", "不能登记解决"))
    },
    **{
        ("decline", state): "{number} 已经{state}，不能再不予纳入。与别的问题重复请用“并入”。"
        for state in (*OWED, RESOLVED, VERIFIED)
    },
}
_OVER: Final = "{number} {state}，不能{words}。要再办请先重新打开（Ctrl+O）。"

# The step that an act of the story carries out; other acts leave the state as it was.
STEP_OF: Final = {
    "issue_sort": "sort",
    "issue_agenda": "put_on_agenda",
    "issue_admit": "admit",
    "issue_decline": "merge",  # the wider of the two: a duplicate is merged from any open state
    "issue_route": "route",
    "issue_take_up": "take_up",
    "issue_whistle": "whistle",
    "issue_report": "report_in",
    "issue_start": "start",
    "issue_resolve": "resolve",
    "issue_verify": "verify",
    "issue_close": "close",
    "issue_reject": "reject",
    "issue_reopen": "reopen",
    "issue_escalate": "escalate",
}


def next_state(state: str, step: str, number: str) -> str:
    """The state a step leads to; UserError for one that is not open now says what to do instead."""
    words, leads = _STEPS[step]
    if state in leads:
        return leads[state]
    said = _REFUSALS.get((step, state))
    if said is None:
        said = _OVER if state in OVER else f"{{number}} {{state}}，不能{words}。{_instead(state)}"
    raise UserError(said.format(number=number, state=STATES.get(state, state), words=words))


def _instead(state: str) -> str:
    return _INSTEAD.get(state, "请按 F5 看最新内容。")


def open_steps(state: str) -> tuple[str, ...]:
    """The steps somebody may take in this state, in the order buttons stand in."""
    return tuple(step for step, (_, leads) in _STEPS.items() if state in leads)


def step_words(step: str) -> str:
    """What a step is called on a button: 登记报到."""
    return _STEPS[step][0]


def is_open(state: str) -> bool:
    """Whether it still needs work: neither closed nor declined."""
    return state not in OVER


def retold(kinds: Iterable[str]) -> str:
    """The state that an issue's standing acts tell, the oldest first; '' before the first.

    An act that was not open when its turn came is told as '?': the story cannot be true.
    """
    state = ""
    for kind in kinds:
        if kind == "issue_add":
            state = COLLECTED
        elif kind in STEP_OF:
            state = _STEPS[STEP_OF[kind]][1].get(state, "?")
    return state
