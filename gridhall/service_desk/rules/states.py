"""The life of a case (办件): which step is open in which state, and where it leads."""

from collections.abc import Iterable
from typing import Final

from gridhall.core.errors import UserError
from gridhall.service_desk.labels import FINISH_KINDS, STATES

OPEN, FINISHED, REVOKED = "accepted", "finished", "revoked"
CONSULTING, RECEIVED, SUPPLEMENT = "consulting", "received", "supplement"
SUSPENDED, DECIDED, DELIVERED, ARCHIVED = "suspended", "decided", "delivered", "archived"

# Nothing follows these any more.
FINAL: Final = frozenset(
    {"answered", "not_accepted", "withdrawn", "revoked", "passed_on", "archived"}
)
_CLOSED: Final = FINAL | {FINISHED, DELIVERED}
OPEN_STATES: Final = tuple(state for state in STATES if state not in _CLOSED)

# A step: its words, and from which state it leads to which. In the order buttons stand in.
_STAYS: Final = {RECEIVED: RECEIVED, SUPPLEMENT: SUPPLEMENT, OPEN: OPEN}
_WORKED_ON: Final = (RECEIVED, SUPPLEMENT, OPEN, SUSPENDED, DECIDED)
_STEPS: Final[dict[str, tuple[str, dict[str, str]]]] = {
    "answer": ("答复", {CONSULTING: "answered"}),
    "take_in": ("收件", {CONSULTING: RECEIVED}),
    "accept": ("受理", {RECEIVED: OPEN, SUPPLEMENT: OPEN}),
    "notify": ("一次性告知", {RECEIVED: SUPPLEMENT, SUPPLEMENT: SUPPLEMENT}),
    "decline": ("不予受理", {RECEIVED: "not_accepted", SUPPLEMENT: "not_accepted"}),
    "deem": ("视为受理", {RECEIVED: OPEN}),
    "receive": ("补收材料", _STAYS | {SUSPENDED: SUSPENDED, DECIDED: DECIDED}),
    "defer": ("容缺受理", {OPEN: OPEN}),
    "resume": ("结束特别程序", {SUSPENDED: OPEN}),
    "suspend": ("转特别程序", {OPEN: SUSPENDED}),
    "ask_extension": ("申请延期", {OPEN: OPEN}),
    "decide_extension": ("审批延期", {OPEN: OPEN, SUSPENDED: SUSPENDED}),
    "decide": ("作出决定", {OPEN: DECIDED}),
    "finish": ("办结", dict.fromkeys((OPEN, DECIDED, SUPPLEMENT), FINISHED)),
    "undo_finish": ("撤销办结", {FINISHED: OPEN}),  # or whatever it was finished from
    "deliver": ("登记送达", {FINISHED: DELIVERED}),
    "archive": ("归档", {FINISHED: ARCHIVED, DELIVERED: ARCHIVED}),
    "withdraw": ("登记撤回", dict.fromkeys(_WORKED_ON, "withdrawn")),
    "revoke": ("撤销受理", dict.fromkeys(_WORKED_ON, REVOKED)),
    "pass_on": (
        "转出",
        dict.fromkeys((CONSULTING, RECEIVED, SUPPLEMENT, OPEN, DECIDED), "passed_on"),
    ),
    "hand_over": ("移交经办", {s: s for s in (*OPEN_STATES, FINISHED, DELIVERED)}),
    "link": ("关联办件", {state: state for state in STATES}),
    "note": ("记事", {state: state for state in STATES}),
}
_BY_ITSELF: Final = frozenset({"deem"})  # the law does it, no clerk

# What to do instead, by the state a case is in.
_INSTEAD: Final = {
    CONSULTING: "请先答复咨询，或者转为收件。",
    RECEIVED: "请先受理、一次性告知或不予受理。",
    SUPPLEMENT: "材料补齐以后请先受理；补不来的按“补正不来办结”办结。",
    OPEN: "请先办结，或按 F5 看最新内容。",
    SUSPENDED: "请先结束特别程序，再做这一步。",
    DECIDED: "请先办结。",
    FINISHED: "要改，请先撤销办结（Ctrl+Z）。",
    DELIVERED: "结果已经交给申请人，只能归档、关联或记事。",
}
_REFUSALS: Final = {
    ("finish", FINISHED): "{number} 已经办结，不用再办结。",
    ("finish", DELIVERED): "{number} 已经办结并送达，不用再办结。",
    ("finish", RECEIVED): "{number} 只是收件，还没有受理。请先受理，再办结。",
    ("undo_finish", OPEN): "{number} 还没有办结，没有可以撤销的。",
    ("undo_finish", DELIVERED): "{number} 的结果已经送达，不能撤销办结。请新建工单（F2）继续。",
    ("revoke", FINISHED): "{number} 已经办结。要撤销受理，请先撤销办结（Ctrl+Z）。",
    ("withdraw", FINISHED): "{number} 已经办结，申请人不能再撤回。要改，请先撤销办结（Ctrl+Z）。",
    ("receive", FINISHED): "{number} 已经办结。要补收材料，请先撤销办结（Ctrl+Z）。",
    ("suspend", SUSPENDED): "{number} 已经在特别程序中，不能再开始一次。请先结束这一次。",
    ("resume", OPEN): "{number} 不在特别程序中，没有要结束的。",
    ("notify", OPEN): "{number} 已经受理，不能再一次性告知。缺的材料请用“补收材料”或“容缺受理”。",
    ("accept", OPEN): "{number} 已经受理，不用再受理。",
    ("decline", OPEN): "{number} 已经受理，不能再不予受理。受理错了请用“撤销受理”。",
    ("archive", ARCHIVED): "{number} 已经归档，不用再归档。",
    ("deliver", DELIVERED): "{number} 已经登记过送达，不用再登记。",
    **{
        ("deliver", state): "{number} 还没有办结，没有可以送达的结果。请先办结。"
        for state in OPEN_STATES
    },
    **{("archive", state): "{number} 还没有办结，不能归档。请先办结。" for state in OPEN_STATES},
}
_OVER: Final = "{number} {state}，不能再改。要重新办理请新建工单（F2）。"

# The state a recorded step leaves a case in; other steps leave it as it was.
AFTER: Final = {
    "consulted": CONSULTING,
    "answered": "answered",
    "arrived": RECEIVED,
    "notified": SUPPLEMENT,
    "accepted": OPEN,
    "deemed": OPEN,
    "not_accepted": "not_accepted",
    "suspended": SUSPENDED,
    "resumed": OPEN,
    "decided": DECIDED,
    "finished": FINISHED,
    "delivered": DELIVERED,
    "archived": ARCHIVED,
    "withdrawn": "withdrawn",
    "revoked": REVOKED,
    "passed_on": "passed_on",
}

# Some endings fit only a case that waits for its supplement, and it takes no other.
_ENDS_SUPPLEMENT: Final = ("not_supplemented", "returned")


def next_state(state: str, step: str, number: str) -> str:
    """The state a step leads to; a step that is not open now is told with what to do."""
    words, leads = _STEPS[step]
    if state in leads:
        return leads[state]
    said = _REFUSALS.get((step, state))
    if said is None:
        said = _OVER if state in FINAL else f"{{number}} {{state}}，不能{words}。{_instead(state)}"
    raise UserError(said.format(number=number, state=STATES.get(state, state)))


def _instead(state: str) -> str:
    return _INSTEAD.get(state, "请按 F5 看最新内容。")


def open_steps(state: str) -> tuple[str, ...]:
    """The steps a clerk may take in this state, in the order buttons stand in."""
    return tuple(
        step for step, (_, leads) in _STEPS.items() if state in leads and step not in _BY_ITSELF
    )


def step_words(step: str) -> str:
    """What a step is called on a button: 登记送达."""
    return _STEPS[step][0]


def is_closed(state: str) -> bool:
    """Whether the case needs no more work: ended, or finished and only to be handed out."""
    return state in _CLOSED


def retold(kinds: Iterable[str]) -> str:
    """The state that a case's recorded steps tell, the oldest first; '' before the first."""
    states = [""]
    for kind in kinds:
        if kind == "reopened":
            states.pop()
        elif kind in AFTER:
            states.append(AFTER[kind])
    return states[-1]


def finish_kinds(state: str) -> tuple[str, ...]:
    """The kinds of ending (办结类型) a case may have from this state."""
    if state == SUPPLEMENT:
        return _ENDS_SUPPLEMENT
    if state in (OPEN, DECIDED):
        return tuple(FINISH_KINDS)
    return ()


def check_finish_kind(state: str, kind: str, number: str) -> None:
    """Refuse an ending that does not fit: 补正不来办结 only while a supplement is waited for."""
    if kind not in FINISH_KINDS:
        known = "、".join(FINISH_KINDS.values())
        raise UserError(f"没有“{kind[:20]}”这种办结类型。请从这些里选一种：{known}。")
    allowed = finish_kinds(state)
    if allowed and kind not in allowed:
        words = "、".join(f"“{FINISH_KINDS[one]}”" for one in allowed)
        raise UserError(
            f"{number} {STATES[state]}，不能按“{FINISH_KINDS[kind]}”办结。可以选{words}。"
        )


def check_reason(reason: str) -> str:
    """A revocation (撤销受理) needs a reason that somebody can read later."""
    return check_words(reason, "撤销的原因", "申请人改日再办")


def check_words(words: str, what: str, example: str, most: int = 200) -> str:
    """Words a step needs (`what`), at most `most` characters; missing ones come with an example."""
    if not words:
        raise UserError(f"请写{what}，例如“{example}”。")
    if len(words) > most:
        raise UserError(f"{what}最多 {most} 个字，现在是 {len(words)} 个字。请写短一些。")
    return words
