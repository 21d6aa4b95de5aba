"""Which steps a card offers: the next natural one, the usual ones, the rest; and their keys."""

from dataclasses import dataclass
from typing import Final

from gridhall.clerks.rules import allowed
from gridhall.core.clerk import Clerk, Role
from gridhall.service_desk.queries.reads import CaseCard
from gridhall.service_desk.rules.states import (
    CONSULTING,
    DECIDED,
    DELIVERED,
    FINISHED,
    OPEN,
    RECEIVED,
    SUPPLEMENT,
    SUSPENDED,
    open_steps,
    step_words,
)

FINISH_AS: Final = "finish_as"  # 办结 with its kind and result; plain 办结 is one key
RATE: Final = "rate"  # 请评价 on the second screen

# Alt+letter of each step: the initial of its name where it is free.
KEYS: Final = {
    "answer": "Alt+A",
    "take_in": "Alt+S",
    "accept": "Alt+S",
    "notify": "F8",
    "decline": "Alt+B",
    "defer": "Alt+R",
    "suspend": "Alt+T",
    "resume": "Alt+T",
    "ask_extension": "Alt+Y",
    "decide_extension": "Alt+Y",
    "decide": "Alt+J",
    FINISH_AS: "Alt+E",
    RATE: "Alt+Q",
    "undo_finish": "Alt+K",
    "deliver": "Alt+V",
    "archive": "Alt+G",
    "withdraw": "Alt+W",
    "revoke": "Alt+X",
    "pass_on": "Alt+Z",
    "hand_over": "Alt+H",
    "link": "Alt+L",
    "note": "Alt+N",
}
GLYPHS: Final = {
    "answer": "check",
    "take_in": "inbox",
    "accept": "assignment_turned_in",
    "notify": "assignment_return",
    "resume": "arrow_forward",
    "deliver": "how_to_reg",
    "archive": "inventory_2",
    "note": "edit",
    "link": "lan",
}
_FIRST: Final = {
    CONSULTING: "answer",
    RECEIVED: "accept",
    SUPPLEMENT: "accept",
    OPEN: "finish",
    SUSPENDED: "resume",
    DECIDED: "finish",
    FINISHED: "deliver",
    DELIVERED: "archive",
}
_USUAL: Final = {
    CONSULTING: ("take_in", "pass_on"),
    RECEIVED: ("notify", "decline"),
    SUPPLEMENT: ("decline", FINISH_AS),
    OPEN: ("decide_extension", FINISH_AS, "suspend"),
    SUSPENDED: ("decide_extension", "note", "hand_over"),
    DECIDED: (FINISH_AS, "note"),
    FINISHED: (RATE, "undo_finish", "archive"),
    DELIVERED: (RATE, "note", "link"),
}
_OTHERS: Final = ("link", "note")
_ELSEWHERE: Final = frozenset({"receive"})  # the card's own boxes do it
_RATED: Final = (FINISHED, DELIVERED)
_WORDS: Final = {
    FINISH_AS: "登记结果",
    RATE: "请评价",
    "suspend": "特别程序",
    "resume": "结束特别程序",
}


@dataclass(frozen=True, slots=True)
class Offer:
    """The steps of one case at this moment; `first` is '' where nothing natural follows."""

    first: str
    usual: tuple[str, ...]
    rest: tuple[str, ...]

    def all(self) -> tuple[str, ...]:
        """Every step that its key may do now."""
        return tuple(filter(None, (self.first, *self.usual, *self.rest)))


def offer(card: CaseCard, clerk: Clerk) -> Offer:
    """What this clerk may do with the case now."""
    state = card.case.state
    possible = [step for step in _possible(card) if _may(step, card, clerk)]
    first = _FIRST.get(state, "")
    if first == "accept" and state == RECEIVED and card.missing:
        first = "notify"
    if first == "accept" and state == SUPPLEMENT and card.missing:
        first = ""  # what is waited for has not come; nothing is to be done by habit
    first = first if first in possible else ""
    wanted = ("accept", *_USUAL.get(state, _OTHERS)) if first != "accept" else _USUAL.get(state)
    usual = [step for step in wanted or _OTHERS if step in possible and step != first][:2]
    rest = [step for step in possible if step != first and step not in usual]
    return Offer(first, tuple(usual), tuple(rest))


def words(step: str, card: CaseCard) -> str:
    """What a step is called on its button."""
    if step == FINISH_AS and card.case.state == SUPPLEMENT:
        return "补正不来"
    if step == "accept" and card.missing:
        return "容缺受理"
    if step == "notify" and card.notices:
        return "再次告知"
    if step == "defer" and card.deferred:
        return "改补交日期"
    return _WORDS.get(step) or step_words(step)


def _possible(card: CaseCard) -> list[str]:
    """The state's steps; with 办结 comes the one that has a kind and a result."""
    steps = [step for step in open_steps(card.case.state) if step not in _ELSEWHERE]
    if "finish" in steps:
        steps.insert(steps.index("finish") + 1, FINISH_AS)
    if card.case.state == SUPPLEMENT:
        steps.remove("finish")  # it ends by its own kinds only
    if card.case.state in _RATED and not card.rated:
        steps.append(RATE)
    return steps


def _may(step: str, card: CaseCard, clerk: Clerk) -> bool:
    asked = card.extension
    if step == "ask_extension":
        return asked is None or asked.state == "refused"
    if step == "decide_extension":
        waits = asked is not None and asked.state == "asked"
        return waits and allowed(clerk, Role.SUPERVISOR)
    if step == "defer":
        return bool(card.missing)
    return True
