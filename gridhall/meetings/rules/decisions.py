"""What a meeting decides on an item of its agenda, checked before anything is written."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final, NamedTuple

from gridhall.core.text import clean, clean_lines
from gridhall.issues.labels import DECLINES, ROUTES, STATES
from gridhall.issues.rules.orders import Owner
from gridhall.issues.rules.states import is_open, open_steps
from gridhall.meetings.labels import DECISIONS
from gridhall.meetings.rules.drafts import refusal

MOST_VOTES: Final = 9999
MOST_SAID: Final = 20_000
FARTHEST: Final = timedelta(days=3 * 366)
# The step of the ledger that each decision takes at once.
STEPS: Final = {
    "admit": "admit",
    "decline": "decline",
    "route": "route",
    "take_up": "take_up",
    "go_on": "note",
    "escalate": "escalate",
    "supervise": "measure",
    "consult": "measure",
    "close": "close",
    "later": "note",
}
_OTHERS: Final = ("agree", "refuse", "noted")
_OWED_ONLY: Final = ("go_on", "supervise")  # somebody has it already


class Votes(NamedTuple):
    """A vote: for, against, abstaining."""

    yes: int
    no: int = 0
    abstain: int = 0

    @property
    def cast(self) -> int:
        """How many voted."""
        return sum(self)

    @property
    def words(self) -> str:
        """赞成 12 票，反对 1 票，弃权 0 票."""
        return f"赞成 {self.yes} 票，反对 {self.no} 票，弃权 {self.abstain} 票"


@dataclass(frozen=True, slots=True)
class On:
    """The item that is decided or minuted, as the secretary's screen has it.

    An issue by its id, anything else by the item's own; `version` is AgendaRow.version (0: nobody
    had touched it), None: whichever there is.
    """

    meeting_id: int
    issue_id: int | None = None
    item_id: int | None = None
    version: int | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided: labels.DECISIONS, what was said, who deals with it until when, votes."""

    kind: str
    said: str | None = None  # None: what was minuted before stays
    route: int | None = None  # 1-4; of a routed issue
    owner: Owner | None = None
    due_on: date | None = None  # None: as usual for the route
    votes: Votes | None = None
    words: str = ""  # the decision in words; of one declined or handed up: why
    refusal: str = ""  # issues.labels.DECLINES, of one declined
    duplicate_of: int | None = None
    rule_id: int | None = None  # of the whistle matrix
    request_key: str = ""


def open_decisions(state: str | None) -> tuple[str, ...]:
    """What may be decided on an issue in this state, in the order of the keys; None: no issue."""
    if state is None:
        return _OTHERS
    steps = open_steps(state)
    if not is_open(state):
        return ()
    before = "resolve" not in steps and state not in ("resolved", "verified")
    route = "admit" in steps  # a meeting may route what nobody sorted: it is admitted by that
    return tuple(
        kind
        for kind, step in STEPS.items()
        if (step in steps or (kind == "route" and route)) and not (kind in _OWED_ONLY and before)
    )


def check_decision(decision: Decision, number: str, state: str | None, held_on: date) -> Decision:
    """A decision in its stored form; raises DraftProblems with what to put right."""
    kept = replace(decision, words=clean(decision.words), said=check_said(decision.said))
    if kept.kind not in DECISIONS:
        raise refusal("kind", "请选怎么定：纳入、不纳入、分派、就地办理、继续办理或下次再议")
    _refuse_closed(kept, number, state)
    if len(kept.words) > 200:
        raise refusal("words", f"决定说明最多 200 个字，现在是 {len(kept.words)} 个字，请写短一些")
    _check_owner(kept)
    _check_due(kept, held_on)
    _check_votes(kept.votes)
    if kept.kind == "decline" and kept.refusal not in DECLINES:
        raise refusal("refusal", f"请选不纳入的原因：{'、'.join(DECLINES.values())}")
    if kept.kind == "escalate" and not kept.words:
        raise refusal("words", "上报要写一句为什么，例如 涉及供水管网，社区和街道都办不了")
    return kept


def check_said(said: str | None) -> str | None:
    """What was said in its stored form."""
    if said is None:
        return None
    kept = clean_lines(said)
    if len(kept) > MOST_SAID:
        raise refusal("said", f"一项最多记 {MOST_SAID} 个字，现在是 {len(kept)} 个字，请写短一些")
    return kept


def _refuse_closed(kept: Decision, number: str, state: str | None) -> None:
    allowed = open_decisions(state)
    if kept.kind in allowed:
        return
    if state is not None and not is_open(state):
        raise refusal(
            "kind",
            f"{number} {STATES[state]}，不用再议定。确有反复请先在吹哨台账重新打开（Ctrl+O）",
        )
    words = "、".join(DECISIONS[kind] for kind in allowed)
    if state is None:
        raise refusal("kind", f"这一项不是台账里的问题，可以定：{words}")
    where = STATES.get(state, state)
    raise refusal("kind", f"{number} {where}，不能定“{DECISIONS[kept.kind]}”。可以定：{words}")


def _check_owner(kept: Decision) -> None:
    if kept.kind not in ("route", "take_up"):
        return
    owner = kept.owner
    if owner is None or (owner.key == "words" and not clean(owner.name)):
        raise refusal("owner", "请选由谁承办：打首字母选单位、组织或办事机构，或写名称")
    if kept.kind == "route" and kept.route not in ROUTES:
        raise refusal("route", "请选四类响应里的一类：1 综合党委、2 街道、3 会商、4 协调")


def _check_due(kept: Decision, held_on: date) -> None:
    if kept.due_on is None:
        return
    if kept.due_on < held_on:
        raise refusal("due_on", f"期限 {kept.due_on} 早于开会的日子（{held_on}），请改成会后的日子")
    if kept.due_on - held_on > FARTHEST:
        raise refusal("due_on", f"期限 {kept.due_on} 太远了，请核对年份")


def _check_votes(votes: Votes | None) -> None:
    if votes is not None and not all(0 <= one <= MOST_VOTES for one in votes):
        raise refusal("votes", f"票数要在 0 到 {MOST_VOTES} 之间，请核对")
