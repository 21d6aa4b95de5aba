"""From collected to the agenda, and in or out of the scope of whistling (梳理、上会、纳入)."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.issues.labels import DECLINES, SIZES, STATES
from gridhall.issues.models import GovernanceAction, Issue
from gridhall.issues.rules.drafts import refusal, short
from gridhall.issues.rules.orders import Refusal, Sorting, check_refusal, check_sorting
from gridhall.issues.rules.states import DECLINED, is_open
from gridhall.issues.rules.when import When
from gridhall.issues.service.acts import Done
from gridhall.issues.service.filing import category_of, check_manner, place_of
from gridhall.issues.service.steps.step import Step, begin, standing_issue


def sort_issue(session: Session, clerk: Clerk, issue_id: int, sorting: Sorting, when: When) -> Done:
    """Say what an issue is about, how big it is and where (梳理)."""
    step = begin(session, clerk, issue_id, "sort", when)
    kept = check_sorting(sorting)
    category = category_of(session, kept.category_id, step.issue.category_id)
    check_manner(session, kept.manner, step.issue.manner)
    place = place_of(session, kept.grid_id, kept.compound_id, kept.building_id)
    words = f"梳理：{category.name if category else '未分类'}，{SIZES[kept.size]}"
    values: dict[str, Any] = {"category_id": kept.category_id, "size": kept.size, "spot": kept.spot}
    values |= {"manner": kept.manner, **place}
    return step.done(words, **values)


def put_on_agenda(
    session: Session, clerk: Clerk, issue_ids: Sequence[int], meeting_words: str, when: When
) -> Done:
    """Put issues on the agenda (列入议题); the first one's act, the others are parts of it."""
    words = short(meeting_words, "会议名称", 60)
    detail = f"列入{words}议题" if words else "列入议题"
    done = [
        begin(session, clerk, one, "put_on_agenda", when).done(detail) for one in _chosen(issue_ids)
    ]
    return together(session, done)


def admit(session: Session, clerk: Clerk, issue_id: int, words: str, when: When) -> Done:
    """Take an issue into the scope of whistling (纳入吹哨)."""
    step = begin(session, clerk, issue_id, "admit", when)
    said = short(words, "会议意见")
    return step.done(f"纳入吹哨：{said}" if said else "纳入吹哨", admitted_on=when.on)


def decline(session: Session, clerk: Clerk, issue_id: int, refusal: Refusal, when: When) -> Done:
    """Leave an issue out with the reason (不纳入); a duplicate goes into the other (并入)."""
    kept = check_refusal(refusal)
    merges = kept.kind == "duplicate"
    step = begin(session, clerk, issue_id, "merge" if merges else "decline", when)
    into = _root(session, step.issue, kept.duplicate_of) if merges else None
    _end_response(step, "并入别的问题" if merges else "不纳入")
    words = f"并入 {into.number}" if into else f"不纳入：{DECLINES[kept.kind]}"
    return step.done(
        f"{words}，{kept.why}" if kept.why else words,
        admitted_on=None,
        resolved_on=None,
        verified_on=None,
        declined_on=when.on,
        decline_kind=kept.kind,
        why=kept.why,
        duplicate_of=None if into is None else into.id,
    )


def carry_over(  # noqa: PLR0913  whose act, on what, by which meeting, and when
    session: Session,
    clerk: Clerk,
    issue_ids: Sequence[int],
    meeting_id: int,
    meeting_words: str,
    when: When,
) -> Done:
    """Issues that a meeting did not settle survive it (结转): each counted once more."""
    words = short(meeting_words, "会议名称", 60)
    done = []
    for issue_id in _chosen(issue_ids):
        issue = standing_issue(session, issue_id)
        if not is_open(issue.state):
            raise UserError(f"{issue.number} {STATES[issue.state]}，不用结转。请按 F5 看最新内容")
        key = _carry_key(session, issue, meeting_id)
        step = Step(session, clerk, issue, when, "issue_carry", issue.state, key)
        count = issue.carry_count + 1
        done.append(step.done(f"{words}未办结，结转（第 {count} 次）", carry_count=count))
    return together(session, done)


def _carry_key(session: Session, issue: Issue, meeting_id: int) -> str:
    """The request of this meeting's carrying: one meeting carries an issue once."""
    prefix = f"carry:{meeting_id}:{issue.id}:"
    one = GovernanceAction
    mine = select(one.undone_by).where(one.request_key.startswith(prefix, autoescape=True))
    before = list(session.scalars(mine))
    if None in before:
        raise UserError(f"{issue.number} 在这次会议上已经结转过，不用再结转")
    return f"{prefix}{len(before) + 1}"


def _chosen(issue_ids: Sequence[int]) -> list[int]:
    if not issue_ids:
        raise UserError("请先选问题")
    return list(dict.fromkeys(issue_ids))


def together(session: Session, done: Sequence[Done]) -> Done:
    """Several acts as one: the first, which includes the others."""
    first, *others = done
    for one in others:
        session.get_one(GovernanceAction, one.action_id).part_of = first.action_id
    session.flush()
    return first


def _root(session: Session, issue: Issue, other_id: int | None) -> Issue:
    """The issue that a duplicate goes into, at the end of the chain; never itself."""
    other = standing_issue(session, other_id or 0)
    while other.duplicate_of is not None:
        other = standing_issue(session, other.duplicate_of)
    if other.id == issue.id:
        raise refusal("duplicate_of", f"{issue.number} 不能并入自己，请另选一件")
    if other.state == DECLINED:
        raise refusal("duplicate_of", f"{other.number} 没有纳入，不能并入它。请先重新打开那一件")
    return other


def _end_response(step: Step, why: str) -> None:
    response = step.response()
    if response is not None:
        step.acts.change(response, ended_on=step.when.on, why_ended=why)
