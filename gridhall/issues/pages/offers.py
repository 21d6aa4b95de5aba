"""Which steps a card offers: the next natural one, the usual ones, the rest; and their keys."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from gridhall.clerks.rules import allowed
from gridhall.core.clerk import Clerk, Role
from gridhall.issues.queries.cards import IssueCard, MeasureRow
from gridhall.issues.rules.states import (
    ADMITTED,
    CLOSED,
    COLLECTED,
    DECLINED,
    IN_PROGRESS,
    ON_AGENDA,
    OWED,
    REPORTED_IN,
    RESOLVED,
    ROUTED,
    SORTED,
    VERIFIED,
    WHISTLED,
    is_open,
    open_steps,
    step_words,
)

# Besides the steps of rules.states: what a card can do.
SUPERVISE, CONSULT, CONSULTED, OTHERS = "supervise", "consult", "end_consultation", "others"
REPLY, PEOPLE, PHOTOS, PAPERS, PRINT = "reply_to", "people", "photos", "papers", "print"

KEYS: Final = {
    "sort": "Alt+S",
    "put_on_agenda": "Alt+Y",
    "admit": "Alt+A",
    "decline": "Alt+B",
    "route": "Alt+F",
    "take_up": "Alt+J",
    "whistle": "Alt+C",
    "report_in": "Alt+I",
    "start": "Alt+K",
    "resolve": "Alt+L",
    "reject": "Alt+T",
    "verify": "Alt+V",
    "close": "Alt+X",
    "reopen": "Ctrl+O",
    "escalate": "Alt+R",
    "merge": "Alt+G",
    "change": "Ctrl+E",
    "due": "Alt+Q",
    "note": "Alt+N",
    SUPERVISE: "Alt+D",
    CONSULT: "Alt+H",
    CONSULTED: "Alt+H",
    OTHERS: "Alt+W",
    REPLY: "Alt+E",
    PEOPLE: "Alt+O",
    PHOTOS: "Alt+Z",
    PAPERS: "Alt+P",
    PRINT: "Ctrl+P",
}
GLYPHS: Final = {
    "sort": "filter_list", "put_on_agenda": "group", "admit": "campaign", "decline": "close",
    "route": "account_tree", "take_up": "handshake", "whistle": "campaign",
    "report_in": "how_to_reg", "start": "arrow_forward", "resolve": "task_alt",
    "verify": "fact_check", "close": "check", "reopen": "undo", "reject": "undo",
}  # fmt: skip
_WORDS: Final = {
    SUPERVISE: "督办函",
    CONSULT: "会商",
    CONSULTED: "会商结果",
    OTHERS: "其他措施",
    REPLY: "登记回复",
    PEOPLE: "相关人员",
    PHOTOS: "照片、附件",
    PAPERS: "出其他文书",
    PRINT: "打印文书",
}
_FIRST: Final = {
    COLLECTED: "sort",
    SORTED: "put_on_agenda",
    ON_AGENDA: "admit",
    ADMITTED: "route",
    ROUTED: "whistle",
    WHISTLED: "report_in",
    REPORTED_IN: "start",
    IN_PROGRESS: "resolve",
    RESOLVED: "verify",
    VERIFIED: "close",
    CLOSED: "reopen",
    DECLINED: "reopen",
}
_USUAL: Final = {
    COLLECTED: ("take_up", "decline"),
    SORTED: ("take_up", "admit"),
    ON_AGENDA: ("decline", "take_up"),
    ADMITTED: ("take_up", "decline"),
    ROUTED: ("start", "resolve"),
    WHISTLED: ("resolve", SUPERVISE),
    REPORTED_IN: ("resolve", SUPERVISE),
    IN_PROGRESS: ("note", SUPERVISE),
    RESOLVED: ("reject", PHOTOS),
    VERIFIED: (PHOTOS, "reject"),
    CLOSED: (PHOTOS, "note"),
    DECLINED: ("note", PEOPLE),
}
_NO_WHISTLE: Final = 1  # the community's own committee need not be whistled for


@dataclass(frozen=True, slots=True)
class Offer:
    """What one issue's card offers now."""

    first: str
    usual: tuple[str, ...]
    rest: tuple[str, ...]

    def all(self) -> tuple[str, ...]:
        """Every step that its key may do now."""
        return tuple(filter(None, (self.first, *self.usual, *self.rest)))


def offer(card: IssueCard, clerk: Clerk, today: date) -> Offer:
    """What this clerk may do with the issue now; an overdue one has 督办函 above."""
    row = card.row
    possible = _possible(card)
    first = _FIRST[row.state]
    if first == "whistle" and row.route == _NO_WHISTLE:
        first = "start"
    if row.state == VERIFIED and row.word == "unsatisfied":
        first = "reject"
    wanted: tuple[str, ...] = _USUAL[row.state]
    if row.overdue(today) and SUPERVISE in possible:
        wanted = tuple(one for one in (*wanted, "due") if one != SUPERVISE)  # it stands above
    usual = tuple(one for one in wanted if one in possible and one != first)[:2]
    rest = tuple(one for one in possible if one != first and one not in usual)
    if not allowed(clerk, Role.COUNTER):
        return Offer("", (), ())
    return Offer(first if first in possible else "", usual, rest)


def words(step: str, card: IssueCard) -> str:
    """What a step is called on its button."""
    if step == "route" and card.row.state in OWED:
        return "重新分派"
    if step == "merge":
        return "并入别的问题"
    return _WORDS.get(step) or step_words(step)


def _possible(card: IssueCard) -> list[str]:
    """The state's steps, then measures, then what belongs to the card."""
    row = card.row
    steps = [one for one in open_steps(row.state) if one in KEYS]
    if row.state == VERIFIED:
        steps = [one for one in steps if one != "put_on_agenda"]
    if row.state in OWED:
        steps.append(SUPERVISE)
    if is_open(row.state):
        steps.append(CONSULTED if row.consulting_since is not None else CONSULT)
    if row.state != DECLINED:
        steps.append(OTHERS)
    if waiting(card):
        steps.append(REPLY)
    return [*steps, PEOPLE, PHOTOS, PAPERS]


def waiting(card: IssueCard) -> bool:
    """Whether a letter waits for its answer."""
    return awaited(card) is not None


def awaited(card: IssueCard) -> MeasureRow | None:
    """The oldest letter that was not answered."""
    asked = [one for one in card.measures_of("supervision") if one.replied_on is None]
    return asked[-1] if asked else None
