"""What a meeting decides (议定), and the issue's next step with it, in one transaction."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.issues.models import GovernanceAction, Issue
from gridhall.issues.rules.orders import MeasureOrder, Owner, Refusal, RouteOrder
from gridhall.issues.rules.states import is_open, open_steps
from gridhall.issues.rules.when import When
from gridhall.issues.service import steps
from gridhall.issues.service.acts import Done, done_again
from gridhall.issues.service.measures import take_measure
from gridhall.issues.service.taking_back import take_back
from gridhall.meetings.labels import DECISIONS
from gridhall.meetings.models import AgendaItem, JointMeeting
from gridhall.meetings.queries.attending import attendance, members
from gridhall.meetings.rules.decisions import Decision, On, Votes, check_decision
from gridhall.meetings.rules.drafts import refusal
from gridhall.meetings.service.guards import begun, day_held, said_of, standing, told
from gridhall.meetings.service.minuting import closed_words, touched, write_said


@dataclass(frozen=True, slots=True)
class _Carrying:
    """A decision on an issue about to be carried out."""

    session: Session
    clerk: Clerk
    meeting: JointMeeting
    issue_id: int
    kept: Decision
    when: When  # counted from the meeting's day

    @property
    def words(self) -> str:
        """As the story of the issue names it: 2026年5月联席会议：请物业先排查."""
        said = said_of(self.meeting)
        return f"{said}：{self.kept.words}" if self.kept.words else said


def decide(session: Session, clerk: Clerk, on: On, decision: Decision, when: When) -> Done:
    """Decide an item (议定): the issue takes its next step at once; all of it or nothing.

    Deciding anew takes the decision before it back. Raises Overtaken, DraftProblems.
    """
    again = done_again(session, decision.request_key)
    if again is not None:
        return again
    meeting = standing(session, on.meeting_id, "decide")
    _refuse_over(session, on)
    item = touched(session, clerk, meeting, on)
    if item.decision:
        _take_back(session, clerk, item)
    issue = session.get(Issue, item.issue_id) if item.issue_id is not None else None
    kept = _checked(session, meeting, item, issue, decision)
    write_said(session, clerk, meeting, item, kept.said)
    acts = begun(session, clerk, "meeting_decide", meeting, day_held(meeting, when))
    acts.action.request_key = kept.request_key or None
    last = None
    if issue is not None:
        one = _Carrying(session, clerk, meeting, issue.id, kept, day_held(meeting, when))
        for done in _STEPS[kept.kind](one):
            last = acts.includes(done)
    acts.change(item, **_columns(clerk, kept, issue), action_id=last.action_id if last else None)
    after = {"item": item.title, "decision": DECISIONS[kept.kind]}
    told(session, clerk, "meeting.decide", meeting, after)
    return Done(acts.done(_detail(item, issue, kept)).action_id, item.id)


def _refuse_over(session: Session, on: On) -> None:
    """Refuse to decide on an issue that was closed or declined elsewhere; what was decided here
    on one that is over may be decided anew."""
    issue = session.get(Issue, on.issue_id) if on.issue_id is not None else None
    if issue is None or is_open(issue.state):
        return
    mine = select(AgendaItem.decision).where(
        AgendaItem.meeting_id == on.meeting_id, AgendaItem.issue_id == issue.id
    )
    if session.scalar(mine) not in ("decline", "close"):
        raise refusal("kind", closed_words(issue))


def undecide(session: Session, clerk: Clerk, on: On) -> Done:
    """Take a decision back with the step it led to; what was said stays."""
    meeting = standing(session, on.meeting_id, "decide")
    item = touched(session, clerk, meeting, on)
    if not item.decision:
        raise UserError("这一项还没有议定，没有要撤回的")
    return _take_back(session, clerk, item)


def _take_back(session: Session, clerk: Clerk, item: AgendaItem) -> Done:
    action_id = decided_by(session, item)
    done = take_back(session, clerk, action_id)
    session.refresh(item)
    return done


def decided_by(session: Session, item: AgendaItem) -> int:
    """The act that decided an item as it stands."""
    mark = f'"table": "agenda_item", "id": {item.id}, '  # as db.images writes it
    one = GovernanceAction
    query = select(one.id).where(
        one.subject == "joint_meeting",
        one.subject_id == item.meeting_id,
        one.kind == "meeting_decide",
        one.undone_by.is_(None),
        one.images.contains(mark, autoescape=True),
    )
    found = session.scalar(query.order_by(one.id.desc()).limit(1))
    if found is None:
        raise UserError("找不到这一项是怎么定的，请用“检查”看看大厅文件")
    return found


def _checked(
    session: Session,
    meeting: JointMeeting,
    item: AgendaItem,
    issue: Issue | None,
    decision: Decision,
) -> Decision:
    number, state = (issue.number, issue.state) if issue else (item.title, None)
    kept = check_decision(decision, number, state, meeting.held_on)
    present = attendance(members(session, meeting.id)).present
    if kept.votes is not None and present and kept.votes.cast > present:
        raise refusal(
            "votes", f"实到 {present} 人，表决合计 {kept.votes.cast} 票，多出来了。请核对签到和票数"
        )
    return kept


def _columns(clerk: Clerk, kept: Decision, issue: Issue | None) -> dict[str, Any]:
    """What the item keeps; owner and deadline as the ledger has them now."""
    votes: Votes | tuple[None, None, None] = kept.votes or (None, None, None)
    owned = issue is not None and kept.kind in ("route", "take_up", "go_on", "supervise")
    owner = _owner_of(issue) if owned and issue is not None else Owner()
    return {
        "decision": kept.kind,
        "decision_words": kept.words,
        "route": kept.route if kept.kind == "route" else None,
        "unit_id": owner.unit_id,
        "organisation_id": owner.organisation_id,
        "agency_id": owner.agency_id,
        "owner_name": owner.name,
        "due_on": issue.due_on if owned and issue is not None else kept.due_on,
        "votes_for": votes[0],
        "votes_against": votes[1],
        "votes_abstain": votes[2],
        "decided_at": datetime.now(UTC),
        "clerk_name": clerk.name,
    }


def _owner_of(issue: Issue) -> Owner:
    return Owner(issue.unit_id, issue.organisation_id, issue.agency_id, issue.owner_name)


def _detail(item: AgendaItem, issue: Issue | None, kept: Decision) -> str:
    what = issue.number if issue is not None else f"“{item.title}”"
    parts = [f"{what}：{DECISIONS[kept.kind]}"]
    if item.owner_name and kept.kind in ("route", "take_up"):
        parts.append(f"{item.owner_name}承办")
    if item.due_on is not None:
        parts.append(f"{item.due_on} 前办完")
    if kept.votes is not None:
        parts.append(kept.votes.words)
    return "，".join(parts)


def _admit(one: _Carrying) -> list[Done]:
    return [steps.admit(one.session, one.clerk, one.issue_id, one.words, one.when)]


def _decline(one: _Carrying) -> list[Done]:
    kept = one.kept
    told_why = Refusal(kept.refusal, kept.words, kept.duplicate_of)
    return [steps.decline(one.session, one.clerk, one.issue_id, told_why, one.when)]


def _route(one: _Carrying) -> list[Done]:
    """What nobody sorted is admitted by being routed."""
    done = []
    state = one.session.get_one(Issue, one.issue_id).state
    if "route" not in open_steps(state):
        done += _admit(one)
    order = _order(one, one.kept.route)
    return [*done, steps.route(one.session, one.clerk, one.issue_id, order, one.when)]


def _take_up(one: _Carrying) -> list[Done]:
    order = _order(one, None)
    return [steps.take_up(one.session, one.clerk, one.issue_id, order, one.when)]


def _order(one: _Carrying, route: int | None) -> RouteOrder:
    kept = one.kept
    owner, due_on = kept.owner or Owner(), kept.due_on
    return RouteOrder(route, owner, due_on, kept.rule_id, one.meeting.id, said_of(one.meeting))


def _go_on(one: _Carrying) -> list[Done]:
    """Its owner keeps it; another deadline if one was said."""
    if one.kept.due_on is None or one.kept.due_on == _issue(one).due_on:
        return [_note(one, "继续办理")]
    due = one.kept.due_on
    return [steps.set_due(one.session, one.clerk, one.issue_id, due, one.words, one.when)]


def _later(one: _Carrying) -> list[Done]:
    return [_note(one, "下次再议")]


def _note(one: _Carrying, said: str) -> Done:
    words = f"{said_of(one.meeting)}：{said}"
    words = f"{words}，{one.kept.words}" if one.kept.words else words
    return steps.note_down(one.session, one.clerk, one.issue_id, words[:200], one.when)


def _escalate(one: _Carrying) -> list[Done]:
    return [steps.escalate(one.session, one.clerk, one.issue_id, one.words, one.when)]


def _measure(one: _Carrying) -> list[Done]:
    kind = {"supervise": "supervision", "consult": "consultation"}[one.kept.kind]
    target = one.kept.owner.name if one.kept.owner else ""
    reply_by = one.kept.due_on if one.kept.kind == "supervise" else None
    order = MeasureOrder(kind, target, one.words, reply_by=reply_by)
    return [take_measure(one.session, one.clerk, one.issue_id, order, one.when)]


def _close(one: _Carrying) -> list[Done]:
    return [steps.close_issue(one.session, one.clerk, one.issue_id, one.when)]


def _nothing(one: _Carrying) -> list[Done]:
    return []


def _issue(one: _Carrying) -> Issue:
    return one.session.get_one(Issue, one.issue_id)


_STEPS: Final[dict[str, Callable[[_Carrying], list[Done]]]] = {
    "admit": _admit,
    "decline": _decline,
    "route": _route,
    "take_up": _take_up,
    "go_on": _go_on,
    "escalate": _escalate,
    "supervise": _measure,
    "consult": _measure,
    "close": _close,
    "later": _later,
    "agree": _nothing,
    "refuse": _nothing,
    "noted": _nothing,
}
