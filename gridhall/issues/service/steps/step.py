"""One step of one issue: opened, refused if it is out of turn, written down."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.clerks.service import changes, record
from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.core.mask import mask_numbers
from gridhall.issues.labels import act_label
from gridhall.issues.models import GovernanceAction, Issue, IssueResponse
from gridhall.issues.rules.states import STEP_OF, next_state
from gridhall.issues.rules.when import When
from gridhall.issues.service.acts import Done, GovernanceActs

_TOLD: Final = 200  # characters of free words in a line of the story
_KINDS: Final = {step: kind for kind, step in STEP_OF.items()} | {
    "decline": "issue_decline",
    "change": "issue_change",
    "due": "issue_due",
    "note": "issue_note",
    "measure": "issue_measure",
    "reply": "issue_reply",
}


@dataclass
class Step:
    """A step under way: the issue, and where the step leads; `done` writes it down."""

    session: Session
    clerk: Clerk
    issue: Issue
    when: When
    kind: str  # of the act
    state: str  # where it leads; the issue itself moves on when all is checked
    request_key: str = field(default="")

    @cached_property
    def acts(self) -> GovernanceActs:
        """The act, begun when its first row is written: everything is checked by then."""
        about = ("issue", self.issue.id)
        acts = GovernanceActs(self.session, self.clerk, self.kind, about, self.request_key)
        return acts.on(self.when.on)

    def done(self, detail: str, action: str = "issue.step", **values: Any) -> Done:
        """The issue as it is now, the audit row, one line of the story."""
        before = {"state": self.issue.state, **self._now(values)}
        said = changes(before, {"state": self.state, **values})
        known = {"number": self.issue.number}
        self.acts.change(self.issue, state=self.state, **values)
        record(
            self.session, self.clerk, action, ("issue", self.issue.id),
            {"before": {**known, **_told(said["before"])}, "after": _told(said["after"])},
        )  # fmt: skip
        return self.acts.leads_to(self.state).done(told(detail))

    def _now(self, values: Mapping[str, Any]) -> dict[str, Any]:
        return {name: getattr(self.issue, name) for name in values}

    def response(self) -> IssueResponse | None:
        """Whose the issue is now: its response that was not ended."""
        return open_response(self.session, self.issue.id)


def begin(session: Session, clerk: Clerk, issue_id: int, step: str, when: When) -> Step:
    """A step on an issue, unless it is out of turn, stale, or dated before what was done last."""
    issue = standing_issue(session, issue_id)
    if when.version is not None and when.version != issue.version:
        raise UserError(stale(session, issue))
    state = next_state(issue.state, step, issue.number)
    if step not in ("note", "reply", "measure"):
        _refuse_before(session, issue, when.on)
    elif when.on < issue.received_on:
        raise UserError(
            f"{issue.number} {issue.received_on} 才反映，这一步不能早于这一天。请核对日期"
        )
    return Step(session, clerk, issue, when, _KINDS[step], state)


def standing_issue(session: Session, issue_id: int) -> Issue:
    """An issue by its id."""
    row = session.get(Issue, issue_id)
    if row is None:
        raise UserError("没有这件问题，可能刚被撤回。请按 F5 看最新内容")
    return row


def stale(session: Session, issue: Issue) -> str:
    """Who was quicker, and what was done."""
    mine = (GovernanceAction.subject == "issue", GovernanceAction.subject_id == issue.id)
    latest = select(GovernanceAction).where(*mine).order_by(GovernanceAction.id.desc()).limit(1)
    last = session.scalars(latest).first()
    if last is None:
        return f"{issue.number} 别处刚改过。请按 F5 看最新内容；刚填的还在"
    at = f"{last.recorded_at.astimezone():%H:%M}"
    return (
        f"{last.clerk_name} {at} 刚动过 {issue.number}：{act_label(last.kind)}。"
        "请按 F5 看最新内容，再决定要不要继续；刚填的还在"
    )


def _refuse_before(session: Session, issue: Issue, on: date) -> None:
    """A step happens neither before the issue was raised nor before the step before it."""
    one = GovernanceAction
    mine = (one.subject == "issue", one.subject_id == issue.id, one.kind.in_(STEP_OF))
    stands = (one.undone_by.is_(None), one.undo_of.is_(None))
    query = select(one.happened_on, one.kind).where(*mine, *stands)
    last = session.execute(query.order_by(one.happened_on.desc(), one.id.desc()).limit(1)).first()
    if on < issue.received_on:
        told_day = f"{issue.number} {issue.received_on} 才反映"
        raise UserError(f"{told_day}，这一步不能早于这一天（{on}）。请核对日期")
    if last is not None and on < last.happened_on:
        told_day = f"{issue.number} {last.happened_on} 已经“{act_label(last.kind)}”"
        raise UserError(f"{told_day}，这一步不能早于它（{on}）。请核对日期")


def open_response(session: Session, issue_id: int) -> IssueResponse | None:
    """Whose an issue is: the response that was not ended."""
    mine = (IssueResponse.issue_id == issue_id, IssueResponse.ended_on.is_(None))
    query = select(IssueResponse).where(*mine).order_by(IssueResponse.id.desc())
    return session.scalars(query.limit(1)).first()


def told(words: str) -> str:
    """Free words as the story keeps them: numbers of people masked, not too long, one line."""
    line = " ".join(mask_numbers(words).split())
    return line if len(line) <= _TOLD else f"{line[: _TOLD - 1]}…"


_PRIVATE: Final = frozenset({"raiser", "phone", "content", "word_by", "word_said", "result"})


def _told(values: Mapping[str, Any]) -> dict[str, Any]:
    """What the trail says: whether private words changed, never which."""
    return {name: "…" if name in _PRIVATE and value else value for name, value in values.items()}
