"""Who is invited (邀请), who came (签到)."""

from collections.abc import Sequence
from datetime import UTC, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.issues.rules.when import When
from gridhall.issues.service.acts import Done, GovernanceActs
from gridhall.meetings.labels import CAME
from gridhall.meetings.models import JointMeeting, MeetingMember
from gridhall.meetings.queries.attending import member_row, members, seat_holders
from gridhall.meetings.rules.drafts import Coming, Invited, check_coming, check_invited
from gridhall.meetings.service.guards import begun, standing, told


def invite_seats(acts: GovernanceActs, meeting: JointMeeting) -> int:
    """Invite who sits in the meeting's organisation on its day; how many."""
    found = list(seat_holders(acts.session, meeting.organisation_id, meeting.held_on))
    for at, one in enumerate(found, 1):
        role = "host" if one.name == meeting.host else one.role
        _add(acts, meeting, at, one, role)
    return len(found)


def invite(
    session: Session, clerk: Clerk, meeting_id: int, invited: Sequence[Invited], when: When
) -> Done:
    """Invite some more (邀请); who is on the list already is refused by name."""
    meeting = standing(session, meeting_id, "invite")
    if not invited:
        raise UserError("请先选要请的人")
    there = members(session, meeting_id)
    acts = begun(session, clerk, "meeting_member", meeting, when)
    names = []
    for at, one in enumerate(map(check_invited, invited), 1 + _last_position(session, meeting_id)):
        known = {(row.name, row.workplace) for row in there}
        if (one.name, one.workplace) in known:
            raise UserError(f"{one.name}已经在名单里，不用再请")
        row = _add(acts, meeting, at, one, one.role)
        there.append(member_row(row))
        names.append(one.name)
    told(session, clerk, "meeting.member", meeting, {"count": len(names)})
    said = "、".join(names[:5]) + (f"等 {len(names)} 人" if len(names) > 5 else "")
    return acts.done(f"{meeting.title}邀请{said}")


def _last_position(session: Session, meeting_id: int) -> int:
    last = select(func.max(MeetingMember.position)).where(MeetingMember.meeting_id == meeting_id)
    return session.scalar(last) or 0


def _add(
    acts: GovernanceActs, meeting: JointMeeting, at: int, one: Invited, role: str
) -> MeetingMember:
    return acts.add(
        MeetingMember(
            meeting_id=meeting.id,
            position=at,
            seat_id=one.seat_id,
            person_id=one.person_id,
            outsider_id=one.outsider_id,
            unit_id=one.unit_id,
            name=one.name,
            duty=one.duty[:60],
            workplace=one.workplace[:100],
            role=role,
        )
    )


def change_member(  # noqa: PLR0913  a change names its row and the version it was read at
    session: Session, clerk: Clerk, member_id: int, invited: Invited, version: int, when: When
) -> Done:
    """Change name, duty, workplace, role of somebody invited."""
    row, meeting = _member(session, member_id, "invite", version)
    kept = check_invited(invited)
    acts = begun(session, clerk, "meeting_member", meeting, when)
    acts.change(row, name=kept.name, duty=kept.duty, workplace=kept.workplace, role=kept.role)
    told(session, clerk, "meeting.member", meeting, {"name": row.name})
    return acts.done(f"{meeting.title}：改{row.name}的参会信息")


def uninvite(session: Session, clerk: Clerk, member_id: int, when: When) -> Done:
    """Take somebody off the list who has not come."""
    row, meeting = _member(session, member_id, "invite")
    if row.came in ("came", "sent"):
        raise UserError(f"{row.name}已经签到，不能从名单里去掉。签错了请先取消签到")
    acts = begun(session, clerk, "meeting_member", meeting, when)
    name = row.name
    acts.remove(row)
    told(session, clerk, "meeting.member", meeting, {"name": name})
    return acts.done(f"{meeting.title}：不再邀请{name}")


def note_came(  # noqa: PLR0913  two people sign in at once: the version says what was read
    session: Session, clerk: Clerk, member_id: int, coming: Coming, version: int | None, when: When
) -> Done:
    """Somebody came, sent somebody, excused themselves or stayed away (签到); "" takes it back."""
    row, meeting = _member(session, member_id, "attend", version)
    kept = check_coming(coming, row.name)
    if kept.came in ("came", "sent") and meeting.held_on > when.today:
        raise UserError(f"“{meeting.title}”{meeting.held_on} 才开，还不能签到；请假可以先记")
    acts = begun(session, clerk, "meeting_came", meeting, when)
    acts.change(
        row,
        came=kept.came,
        came_at=datetime.now(UTC) if kept.came in ("came", "sent") else None,
        substitute=kept.substitute,
        why=kept.why,
    )
    told(session, clerk, "meeting.member", meeting, {"name": row.name, "came": kept.came})
    said = f"由{kept.substitute}代" if kept.came == "sent" else CAME.get(kept.came, "取消签到")
    return acts.done(f"{row.name}{said}")


def _member(
    session: Session, member_id: int, act: str, version: int | None = None
) -> tuple[MeetingMember, JointMeeting]:
    row = session.get(MeetingMember, member_id)
    if row is None:
        raise UserError("名单里没有这个人，可能刚被去掉。请按 F5 看最新内容")
    if version is not None and row.version != version:
        raise UserError(f"{row.name}这一行别处刚改过（{_now(row)}）。请按 F5 看最新内容再改")
    return row, standing(session, row.meeting_id, act)


def _now(row: MeetingMember) -> str:
    return member_row(row).came_words or "还没签到"
