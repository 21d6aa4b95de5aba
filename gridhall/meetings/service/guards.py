"""What every act on a meeting shares: the meeting as it stands, stale screens, the audit row."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.clerks.service import record
from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.issues.rules.when import When
from gridhall.issues.service.acts import GovernanceActs
from gridhall.meetings.models import JointMeeting
from gridhall.meetings.rules import states
from gridhall.meetings.rules.periods import period_words
from gridhall.meetings.rules.states import HELD


def standing(session: Session, meeting_id: int, act: str = "") -> JointMeeting:
    """A meeting that is there; with `act` refused unless that is open in its state."""
    row = session.get(JointMeeting, meeting_id)
    if row is None:
        raise UserError("没有这次会议，可能刚被撤回。请按 F5 看最新内容")
    if act:
        states.refuse(row.state, act, row.title)
    return row


def refuse_stale(row: JointMeeting, version: int | None) -> None:
    """Refuse what was typed beside an older state of the meeting."""
    if version is not None and row.version != version:
        raise UserError(f"“{row.title}”别处刚改过。请按 F5 看最新内容再改；刚填的还在")


def begun(
    session: Session, clerk: Clerk, kind: str, meeting: JointMeeting, when: When
) -> GovernanceActs:
    """An act on a meeting that is there already."""
    acts = GovernanceActs(session, clerk, kind, ("joint_meeting", meeting.id))
    return acts.on(when.on)


def told(
    session: Session, clerk: Clerk, action: str, meeting: JointMeeting, after: Mapping[str, Any]
) -> None:
    """The audit row of an act on a meeting."""
    said = {"after": {"title": meeting.title, **after}}
    record(session, clerk, action, ("joint_meeting", meeting.id), said)


def day_held(meeting: JointMeeting, when: When) -> When:
    """What a meeting decides counts from its day, also when it is written down later (补录)."""
    return When(when.today, when.calendar, min(meeting.held_on, when.today))


def said_of(meeting: JointMeeting) -> str:
    """As the story of an issue names the meeting: 2026年5月联席会议."""
    return f"{period_words(meeting.period)}联席会议"


def later_held(session: Session, meeting: JointMeeting) -> JointMeeting | None:
    """A meeting on a later day that was held already: agendas are frozen in the order of days."""
    query = select(JointMeeting).where(
        JointMeeting.id != meeting.id,
        JointMeeting.state.in_(HELD),
        JointMeeting.held_on > meeting.held_on,
    )
    return session.scalars(query.order_by(JointMeeting.held_on).limit(1)).first()


def going(session: Session, meeting: JointMeeting) -> JointMeeting | None:
    """Another meeting that is being held."""
    other = select(JointMeeting).where(JointMeeting.state == "open", JointMeeting.id != meeting.id)
    return session.scalars(other.limit(1)).first()


def refuse_day_taken(
    session: Session, day: date, organisation_id: int | None, but: int | None = None
) -> None:
    """Refuse two meetings of one organisation on one day."""
    mine = JointMeeting.organisation_id
    query = select(JointMeeting.title).where(
        JointMeeting.held_on == day,
        JointMeeting.state != "cancelled",
        mine.is_(None) if organisation_id is None else mine == organisation_id,
        JointMeeting.id != (but or 0),
    )
    other = session.scalar(query.limit(1))
    if other is not None:
        raise UserError(f"{day} 已经安排了“{other}”，同一天不能再安排一次。请改日期，或改那一次")
