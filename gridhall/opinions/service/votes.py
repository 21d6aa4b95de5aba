"""Votes on a topic, door by door: one key a vote, one vote a door."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.clerks.service import record
from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.issues.rules.when import When
from gridhall.issues.service.acts import Done, GovernanceActs
from gridhall.opinions.labels import VOTES
from gridhall.opinions.models import AutonomyTopic, TopicVote
from gridhall.opinions.queries.doors import doors_of, inside
from gridhall.opinions.queries.topics import topic
from gridhall.opinions.rules.fields import refusal
from gridhall.opinions.rules.topics import check_choice, check_step
from gridhall.opinions.service.guards import standing
from gridhall.opinions.service.topics import scope_of


def vote(  # noqa: PLR0913  whose act, on what, which door, what it says, and when
    session: Session,
    clerk: Clerk,
    topic_id: int,
    ballot: tuple[int, str],
    when: When,
    *,
    change: bool = False,
) -> Done:
    """A door's vote (dwelling, choice); a second one is refused unless it corrects (`change`)."""
    row = standing(session, AutonomyTopic, topic_id)
    dwelling_id, choice = ballot
    _refuse_not_voting(row, when)
    check_choice(choice)
    door = _door(session, row, dwelling_id)
    known = _known(session, topic_id, dwelling_id)
    if known is not None and not change:
        raise UserError(
            f"{door} {known.voted_on} 已经投过票（{VOTES[known.choice]}），一户一票，不能再投"
        )
    if known is None and topic(session, row.id).cast.cast >= (row.eligible or 0):
        raise refusal("votes", f"总共 {row.eligible} 户都投过了，请核对总户数")
    acts = GovernanceActs(session, clerk, "topic_vote", ("autonomy_topic", row.id))
    if known is not None:
        acts.change(known, choice=choice, voted_on=when.on, clerk_name=clerk.name)
    else:
        acts.add(
            TopicVote(
                topic_id=row.id, dwelling_id=dwelling_id, choice=choice, voted_on=when.on,
                clerk_name=clerk.name,
            )
        )  # fmt: skip
    # How a door voted is nobody's story; that it voted is.
    record(session, clerk, "topic.vote", ("autonomy_topic", row.id), {"after": {"door": door}})
    return acts.on(when.on).done(f"{door} 投票")


def withdraw_vote(
    session: Session, clerk: Clerk, topic_id: int, dwelling_id: int, when: When
) -> Done:
    """A vote that was typed for the wrong door goes."""
    row = standing(session, AutonomyTopic, topic_id)
    _refuse_not_voting(row, when)
    door, known = _door(session, row, dwelling_id), _known(session, topic_id, dwelling_id)
    if known is None:
        raise UserError(f"{door} 还没有投票，不用去掉")
    acts = GovernanceActs(session, clerk, "topic_vote", ("autonomy_topic", row.id))
    acts.remove(known)
    record(session, clerk, "topic.vote", ("autonomy_topic", row.id), {"before": {"door": door}})
    return acts.on(when.on).done(f"去掉 {door} 的票")


def _refuse_not_voting(row: AutonomyTopic, when: When) -> None:
    check_step(row.stage, "vote")
    if row.vote_from is None:
        raise UserError("还没有开始表决。请先按“开始表决”，写明规则和总户数")
    if when.on < row.vote_from:
        raise refusal("vote_from", f"{row.vote_from} 才开始表决，现在还不能登记票")


def _door(session: Session, row: AutonomyTopic, dwelling_id: int) -> str:
    found = doors_of(session, [dwelling_id]).get(dwelling_id)
    if found is None:
        raise UserError("没有这个门牌，可能刚被撤回。请按 F5 看最新内容")
    if not inside(session, dwelling_id, scope_of(row)):
        raise UserError(f"{found.address.short} 不在议题的范围里，不能投票，请核对")
    return found.address.door


def _known(session: Session, topic_id: int, dwelling_id: int) -> TopicVote | None:
    mine = select(TopicVote).where(
        TopicVote.topic_id == topic_id, TopicVote.dwelling_id == dwelling_id
    )
    return session.scalar(mine)
