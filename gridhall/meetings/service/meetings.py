"""A joint meeting from its plan to its minutes: each act dated, kept, taken back whole."""

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gridhall.clerks.rules import require
from gridhall.core.clerk import Clerk, Role
from gridhall.core.errors import UserError
from gridhall.issues.queries.issues import agenda_issues
from gridhall.issues.queries.settings import governance
from gridhall.issues.rules.states import is_open, open_steps
from gridhall.issues.rules.when import When
from gridhall.issues.service import steps
from gridhall.issues.service.acts import Done, GovernanceActs, done_again
from gridhall.meetings.models import AgendaItem, JointMeeting
from gridhall.meetings.queries.agenda import AgendaRow, agenda
from gridhall.meetings.queries.hosts import next_host, owner_name, usual_organisation
from gridhall.meetings.rules import periods
from gridhall.meetings.rules.drafts import MeetingDraft, check_meeting, check_why
from gridhall.meetings.service.attending import invite_seats
from gridhall.meetings.service.guards import (
    begun,
    day_held,
    going,
    later_held,
    refuse_day_taken,
    refuse_stale,
    said_of,
    standing,
    told,
)


def plan_meeting(session: Session, clerk: Clerk, draft: MeetingDraft, when: When) -> Done:
    """Arrange a meeting (安排联席会议); who sits in its organisation is invited at once."""
    again = done_again(session, draft.request_key)
    if again is not None:
        return again
    kept = check_meeting(draft, when.today)
    whose = kept.organisation_id or usual_organisation(session, when.today)
    refuse_day_taken(session, kept.held_on, whose)
    acts = GovernanceActs(session, clerk, "meeting_plan", ("joint_meeting", None), kept.request_key)
    row = acts.on(when.on).leads_to("planned").add(_planned(session, clerk, kept, whose))
    acts.is_about(row.id)
    invite_seats(acts, row)
    told(session, clerk, "meeting.plan", row, {"on": row.held_on})
    return acts.done(f"安排{row.title}，{row.held_on} {row.starts}")


def _planned(session: Session, clerk: Clerk, kept: MeetingDraft, whose: int | None) -> JointMeeting:
    period = periods.period_of(kept.held_on, governance(session).rhythm)
    host = next_host(session, kept.held_on, whose)
    return JointMeeting(
        organisation_id=whose,
        period=period,
        ordinal=_ordinal(session, kept.held_on.year, whose),
        title=kept.title or _usual_title(session, whose, period),
        held_on=kept.held_on,
        starts=kept.starts,
        place=kept.place or _usual_place(session, whose),
        host=kept.host or (host.name if host else ""),
        secretary=kept.secretary or clerk.name,
        subject=kept.subject,
        state="planned",
        clerk_name=clerk.name,
        recorded_at=datetime.now(UTC),
        request_key=kept.request_key or None,
    )


def _ordinal(session: Session, year: int, whose: int | None) -> int:
    """The next of its year (第 n 次)."""
    mine = JointMeeting.organisation_id
    query = select(func.max(JointMeeting.ordinal)).where(
        mine.is_(None) if whose is None else mine == whose,
        JointMeeting.held_on.between(date(year, 1, 1), date(year, 12, 31)),
        JointMeeting.state != "cancelled",
    )
    return (session.scalar(query) or 0) + 1


def _usual_title(session: Session, whose: int | None, period: str, but: int = 0) -> str:
    """As it is called when nobody says otherwise; no two of a period alike."""
    mine = JointMeeting.organisation_id
    query = select(JointMeeting.title).where(
        mine.is_(None) if whose is None else mine == whose,
        JointMeeting.period == period,
        JointMeeting.state != "cancelled",
        JointMeeting.id != but,
    )
    taken, owner = set(session.scalars(query)), owner_name(session, whose)
    titles = (periods.usual_title(owner, period, nth)[:80] for nth in range(1, len(taken) + 2))
    return next((one for one in titles if one not in taken), periods.usual_title(owner, period))


def _usual_place(session: Session, whose: int | None) -> str:
    """Where the last one was."""
    mine = JointMeeting.organisation_id
    query = select(JointMeeting.place).where(
        mine.is_(None) if whose is None else mine == whose, JointMeeting.place != ""
    )
    return session.scalar(query.order_by(JointMeeting.held_on.desc()).limit(1)) or ""


def change_meeting(  # noqa: PLR0913  a change names its row and the version it was read at
    session: Session, clerk: Clerk, meeting_id: int, draft: MeetingDraft, version: int, when: When
) -> Done:
    """Change day, hour, place, host, requirements; the day only before it begins."""
    row = standing(session, meeting_id, "change")
    refuse_stale(row, version)
    kept = check_meeting(draft, when.today)
    if kept.held_on != row.held_on:
        if row.state == "open":
            raise UserError("会议已经开始，不能改日期。要改期请先取消，再另安排一次")
        refuse_day_taken(session, kept.held_on, row.organisation_id, row.id)
    values = _changed(session, row, kept)
    acts = begun(session, clerk, "meeting_change", row, when)
    acts.change(row, **values)
    told(session, clerk, "meeting.change", row, {"on": row.held_on})
    return acts.done(f"修改{row.title}：{row.held_on} {row.starts} {row.place}".strip())


def _changed(session: Session, row: JointMeeting, kept: MeetingDraft) -> dict[str, Any]:
    """The columns; a title that was the usual one follows the day."""
    period = periods.period_of(kept.held_on, governance(session).rhythm)
    whose, title = row.organisation_id, kept.title or row.title
    was_usual = row.title == _usual_title(session, whose, row.period, but=row.id)
    if was_usual and title == row.title:
        title = _usual_title(session, whose, period, but=row.id)
    return {
        "held_on": kept.held_on,
        "period": period,
        "title": title,
        "starts": kept.starts,
        "place": kept.place,
        "host": kept.host or row.host,
        "secretary": kept.secretary or row.secretary,
        "subject": kept.subject,
        "summary": kept.summary or row.summary,
    }


def summarise(  # noqa: PLR0913  two secretaries write: the version says what was read
    session: Session, clerk: Clerk, meeting_id: int, summary: str, version: int | None, when: When
) -> Done:
    """What the meeting stressed in the end (会议强调): for the minutes, until they are issued."""
    row = standing(session, meeting_id)
    if row.state not in ("open", "held"):
        raise UserError(f"“{row.title}”现在不能改会议强调。要改请用“重新记录”")
    refuse_stale(row, version)
    told_summary = check_meeting(MeetingDraft(row.held_on, summary=summary), when.today).summary
    acts = begun(session, clerk, "meeting_change", row, when)
    acts.change(row, summary=told_summary)
    told(session, clerk, "meeting.change", row, {"summary": len(told_summary)})
    return acts.done(f"{row.title}：写会议强调")


def notice(session: Session, clerk: Clerk, meeting_id: int, when: When) -> Done:
    """The notice was sent (发会议通知)."""
    row = standing(session, meeting_id, "notice")
    acts = begun(session, clerk, "meeting_notice", row, when).leads_to("noticed")
    acts.change(row, state="noticed", noticed_on=when.on)
    told(session, clerk, "meeting.step", row, {"state": row.state})
    return acts.done(f"发{row.title}通知")


def open_meeting(session: Session, clerk: Clerk, meeting_id: int, when: When) -> Done:
    """The meeting begins (开会): what was sorted is put on its agenda."""
    row = standing(session, meeting_id, "open")
    if row.held_on > when.today:
        raise UserError(f"“{row.title}”安排在 {row.held_on}，还没到日子。提前开请先改日期")
    _refuse_out_of_turn(session, row)
    acts = begun(session, clerk, "meeting_open", row, when).leads_to("open")
    acts.change(row, state="open", opened_at=datetime.now(UTC))
    on_agenda = agenda_issues(session, row.held_on)
    new = [one.id for one in on_agenda if "put_on_agenda" in open_steps(one.state)]
    if new:
        acts.includes(steps.put_on_agenda(session, clerk, new, said_of(row), day_held(row, when)))
    told(session, clerk, "meeting.step", row, {"state": row.state, "count": len(on_agenda)})
    return acts.done(f"{row.title}开始，议题 {len(on_agenda)} 项")


def _refuse_out_of_turn(session: Session, row: JointMeeting) -> None:
    """Agendas are frozen in the order of days: what survived how many meetings rests on it."""
    later = later_held(session, row)
    if later is not None:
        raise UserError(
            f"{later.held_on} 的“{later.title}”已经开过，不能再开更早的会。"
            "请改日期，或把那天议的事作为其他议题记进下一次"
        )
    other = going(session, row)
    if other is not None:
        raise UserError(f"“{other.title}”（{other.held_on}）还没有结束，请先按“结束会议”")


def close_meeting(session: Session, clerk: Clerk, meeting_id: int, when: When) -> Done:
    """The meeting ends (结束会议): its agenda is frozen, what is unresolved is carried over."""
    row = standing(session, meeting_id, "close")
    _refuse_out_of_turn(session, row)
    listed = agenda(session, row.id, when.today)
    acts = begun(session, clerk, "meeting_close", row, when).leads_to("held")
    acts.change(row, state="held", closed_at=datetime.now(UTC))
    left = [_freeze(acts, row, one) for one in listed]
    unresolved = [one for one in left if one is not None]
    if unresolved:
        day = day_held(row, when)
        acts.includes(steps.carry_over(session, clerk, unresolved, row.id, said_of(row), day))
    decided = sum(one.is_decided for one in listed)
    told(session, clerk, "meeting.step", row, {"state": row.state, "count": len(listed)})
    return acts.done(
        f"{row.title}结束：{len(listed)} 项议题，议定 {decided} 项，"
        f"{len(unresolved)} 项未办结，结转下次"
    )


def _freeze(acts: GovernanceActs, row: JointMeeting, one: AgendaRow) -> int | None:
    """Keep an item as it stood when the meeting ended; the issue's id if it was left open."""
    is_left = one.row is not None and is_open(one.row.state)
    values = {"position": one.position, "left_open": is_left}
    if one.item_id is None:
        kept = AgendaItem(
            meeting_id=row.id, issue_id=one.issue_id, title=one.title, kind=one.kind,
            carried=one.carried, clerk_name=acts.clerk.name, **values,
        )  # fmt: skip
        acts.add(kept)
    else:
        acts.change(acts.session.get_one(AgendaItem, one.item_id), **values)
    return one.issue_id if is_left else None


def cancel_meeting(session: Session, clerk: Clerk, meeting_id: int, why: str, when: When) -> Done:
    """Cancel a meeting (取消), half way too: what was decided stays, the rest comes next time."""
    row = standing(session, meeting_id, "cancel")
    require(clerk, Role.SUPERVISOR, "取消会议")
    said = check_why(why, "取消会议")
    half_way = row.state == "open"
    listed = agenda(session, row.id, when.today) if half_way else []
    decided = [one for one in listed if one.is_decided]
    acts = begun(session, clerk, "meeting_cancel", row, when).leads_to("cancelled")
    acts.change(row, state="cancelled", why=said, closed_at=datetime.now(UTC))
    told(session, clerk, "meeting.step", row, {"state": row.state, "reason": said})
    rest = f"：已议定的 {len(decided)} 项照办，其余 {len(listed) - len(decided)} 项转下次会议"
    return acts.done(f"取消{row.title}{rest if half_way else ''}（{said}）")


def note_minutes(session: Session, clerk: Clerk, meeting_id: int, when: When) -> Done:
    """The minutes were issued (出会议纪要); a second time changes nothing but says so again."""
    row = standing(session, meeting_id, "minutes")
    acts = begun(session, clerk, "meeting_minutes", row, when).leads_to("minuted")
    acts.change(row, state="minuted")
    told(session, clerk, "meeting.step", row, {"state": row.state})
    return acts.done(f"出{row.title}纪要")
