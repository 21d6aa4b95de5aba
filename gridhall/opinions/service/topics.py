"""Topics through their four stages: proposed, discussed, decided, judged (四民)."""

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gridhall.clerks.service import changes, record
from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.core.text import clean_lines
from gridhall.issues.rules.drafts import IssueDraft
from gridhall.issues.rules.when import When
from gridhall.issues.service.acts import Done, GovernanceActs, done_again
from gridhall.issues.service.intake import add_issue
from gridhall.opinions.labels import STAGES
from gridhall.opinions.models import AutonomyTopic, TopicVote
from gridhall.opinions.queries.doors import Scope
from gridhall.opinions.queries.topics import topic
from gridhall.opinions.rules.fields import refusal
from gridhall.opinions.rules.topics import (
    Counts,
    Discussion,
    Judgement,
    Outcome,
    TopicDraft,
    VoteOrder,
    check_counts,
    check_discussion,
    check_judgement,
    check_on,
    check_step,
    check_topic,
    check_vote,
    check_why,
)
from gridhall.opinions.service.guards import check_place, known_person, standing
from gridhall.papers.service import next_number

_KEPT = ("title", "content", "compound_id", "grid_id", "person_id", "proposer", "proposed_on")
_SILENT = frozenset({"content", "proposer", "person_id"})  # may say who somebody is


def save_topic(session: Session, clerk: Clerk, draft: TopicDraft, when: When) -> Done:
    """Somebody proposes a topic (民提), or what was written of it is changed."""
    again = done_again(session, draft.request_key)
    if again is not None:
        return again
    kept = check_topic(draft, when.today)
    check_place(session, kept.compound_id, kept.grid_id)
    person = known_person(session, kept.person_id)
    values = {name: getattr(kept, name) for name in _KEPT}
    values["person_id"] = None if person is None else person.id
    values["proposer"] = kept.proposer or (person.name if person else "")
    if kept.topic_id is not None:
        return _change(session, clerk, kept, values)
    acts = GovernanceActs(session, clerk, "topic", ("autonomy_topic", None), kept.request_key)
    year = (kept.proposed_on or when.today).year
    number = f"议〔{year}〕{next_number(session, 'autonomy-topic', str(year)):03}"
    row = acts.add(AutonomyTopic(number=number, stage="proposed", clerk_name=clerk.name, **values))
    acts.is_about(row.id)
    said = {"after": {"number": number, **_said(values)}}
    record(session, clerk, "topic.save", ("autonomy_topic", row.id), said)
    acts.on(kept.proposed_on or when.on).leads_to("proposed")
    return acts.done(f"民提：{row.title}")


def _change(session: Session, clerk: Clerk, kept: TopicDraft, values: dict[str, Any]) -> Done:
    row = standing(session, AutonomyTopic, kept.topic_id or 0, kept.version)
    check_step(row.stage, "change")
    if row.vote_from is not None:
        raise UserError("已经开始表决，议题不能再改。要改，请先撤回“开始表决”")
    if row.discussed_on is not None and values["proposed_on"] > row.discussed_on:
        raise refusal("proposed_on", f"{row.discussed_on} 已经议事，提出日期不能更晚，请核对")
    before = {name: getattr(row, name) for name in _KEPT}
    acts = GovernanceActs(session, clerk, "topic", ("autonomy_topic", row.id), kept.request_key)
    acts.change(row, **values)
    said = changes(_said(before), _said(values))
    record(session, clerk, "topic.save", ("autonomy_topic", row.id), said)
    return acts.done("修改议题")


def discuss(session: Session, clerk: Clerk, topic_id: int, told: Discussion, when: When) -> Done:
    """It was talked over (民议); said again, the words are replaced."""
    row = standing(session, AutonomyTopic, topic_id)
    check_step(row.stage, "discuss")
    if row.vote_from is not None:
        raise UserError("已经开始表决，议事不能再改。要改，请先撤回“开始表决”")
    kept = check_discussion(told, row.proposed_on, when.on)
    values = {
        "stage": "discussed", "discussed_on": kept.on, "discussion": kept.words,
        "present": kept.present,
    }  # fmt: skip
    came = f"，{kept.present} 人到场" if kept.present else ""
    return _step(session, clerk, row, (values, f"民议{came}"), when)


def begin_vote(session: Session, clerk: Clerk, topic_id: int, order: VoteOrder, when: When) -> Done:
    """Votes are taken from a day on (民决)."""
    row = standing(session, AutonomyTopic, topic_id)
    check_step(row.stage, "begin")
    if row.vote_from is not None:
        raise UserError(f"{row.vote_from} 已经开始表决，不用再开始")
    kept = check_vote(order, row.discussed_on or row.proposed_on, when.on)
    values = {"rule": kept.rule, "eligible": kept.eligible, "vote_from": kept.begins}
    return _step(session, clerk, row, (values, f"开始表决，总共 {kept.eligible} 户"), when)


def decide(
    session: Session, clerk: Clerk, topic_id: int, counted: Counts | None, when: When
) -> Done:
    """End the vote: by the doors' votes, or (`counted`) as they were counted out of a box."""
    row = standing(session, AutonomyTopic, topic_id)
    check_step(row.stage, "decide")
    if row.vote_from is None:
        raise UserError("还没有开始表决。请先按“开始表决”，写明规则和总户数")
    last = session.scalar(select(func.max(TopicVote.voted_on)).where(TopicVote.topic_id == row.id))
    check_on("decided_on", when.on, last or row.vote_from, when.today)
    cast = topic(session, row.id).cast
    if counted is not None and cast.cast:
        raise UserError(f"已经逐户录了 {cast.cast} 张票，不能再写总票数。请按录入的结束")
    counts = check_counts(counted or cast, row.eligible or 0)
    outcome = Outcome(row.rule, row.eligible or 0, counts)
    values = {
        "stage": "decided", "decided_on": when.on, "votes_for": counts.for_it,
        "votes_against": counts.against, "votes_abstain": counts.abstain,
        "passed": outcome.passed,
    }  # fmt: skip
    return _step(session, clerk, row, (values, f"民决：{outcome.words}"), when)


def finish(session: Session, clerk: Clerk, topic_id: int, result: str, when: When) -> Done:
    """What was decided is done; it may be judged now."""
    row = standing(session, AutonomyTopic, topic_id)
    check_step(row.stage, "finish")
    _refuse_not_passed(row)
    said = clean_lines(result)
    if not said:
        raise refusal("result", "请写办成了什么，例如 6 月 3 日换好大门，试运行正常")
    if len(said) > 2000:
        raise refusal("result", f"最长 2000 个字，现在是 {len(said)} 个字，请写短一些")
    check_on("done_on", when.on, row.decided_on or row.proposed_on, when.today)
    if row.judged_on is not None and when.on > row.judged_on:
        raise refusal("done_on", f"{row.judged_on} 已经评议，办成日期不能更晚，请核对")
    return _step(session, clerk, row, ({"done_on": when.on, "result": said}, "登记办成"), when)


def judge(session: Session, clerk: Clerk, topic_id: int, told: Judgement, when: When) -> Done:
    """Residents judge what was done (民评)."""
    row = standing(session, AutonomyTopic, topic_id)
    check_step(row.stage, "judge")
    _refuse_not_passed(row)
    if row.done_on is None:
        raise UserError("还没有登记办成，不能评议。请先按“登记办成”写办理结果")
    kept = check_judgement(told, row.done_on, when.on)
    values = {
        "stage": "judged", "judged_on": kept.on, "satisfied": kept.satisfied, "fair": kept.fair,
        "unsatisfied": kept.unsatisfied,
    }  # fmt: skip
    total = kept.satisfied + kept.fair + kept.unsatisfied
    words = f"民评：{total} 票，满意 {kept.satisfied}，不满意 {kept.unsatisfied}"
    return _step(session, clerk, row, (values, words), when)


def drop(session: Session, clerk: Clerk, topic_id: int, why: str, when: When) -> Done:
    """It is not talked of any more, with a reason (不再议)."""
    row = standing(session, AutonomyTopic, topic_id)
    check_step(row.stage, "drop")
    said = check_why(why, "物业已经自己修好")
    return _step(session, clerk, row, ({"stage": "dropped", "why": said}, f"不再议：{said}"), when)


def to_issue(session: Session, clerk: Clerk, topic_id: int, when: When) -> Done:
    """What residents want becomes an issue of the ledger (转吹哨台账)."""
    row = standing(session, AutonomyTopic, topic_id)
    if row.issue_id is not None:
        raise UserError(f"已经转成问题 {topic(session, row.id).issue_number}，不用再转")
    if row.stage in ("dropped", "judged"):
        raise UserError(f"议题{STAGES[row.stage]}，不用再转。有新问题请在吹哨台账里登记")
    draft = IssueDraft(
        row.title,
        row.content,
        channel="meeting",
        person_id=row.person_id,
        raiser="" if row.person_id else row.proposer,
        compound_id=row.compound_id,
        grid_id=row.grid_id,
        received_on=when.on,
        source="autonomy_topic",
        source_id=row.id,
    )
    acts = GovernanceActs(session, clerk, "topic", ("autonomy_topic", row.id))
    issue = acts.includes(add_issue(session, clerk, draft, when))
    link = GovernanceActs(session, clerk, "topic", ("autonomy_topic", None))
    link.change(row, issue_id=issue.row_id)
    number = topic(session, row.id).issue_number
    acts.includes(link.on(when.on).done(f"关联 {number}"))
    said = {"after": {"issue": number}}
    record(session, clerk, "topic.step", ("autonomy_topic", row.id), said)
    return acts.on(when.on).done(f"转吹哨台账 {number}")


def scope_of(row: AutonomyTopic) -> Scope:
    """Whose doors vote on it."""
    return Scope(row.compound_id, row.grid_id)


def _refuse_not_passed(row: AutonomyTopic) -> None:
    if not row.passed:
        raise UserError("这个议题表决没有通过，没有可办的。要再议，请重新提出")


def _step(
    session: Session, clerk: Clerk, row: AutonomyTopic, told: tuple[dict[str, Any], str], when: When
) -> Done:
    values, words = told
    acts = GovernanceActs(session, clerk, "topic", ("autonomy_topic", row.id))
    before = {name: getattr(row, name) for name in values}
    acts.change(row, **values)
    said = changes(_said(before), _said(values))
    record(session, clerk, "topic.step", ("autonomy_topic", row.id), said)
    return acts.on(when.on).leads_to(values.get("stage", "")).done(words)


def _said(values: dict[str, Any]) -> dict[str, Any]:
    """What the trail says: nothing of who said what."""
    hidden = _SILENT | {"discussion", "result"}
    return {name: "…" if name in hidden and value else value for name, value in values.items()}
