"""What must hold when an act on a meeting is taken back; a held meeting recorded anew."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.clerks.rules import require
from gridhall.core.clerk import Clerk, Role
from gridhall.core.errors import UserError
from gridhall.db.acts import Touched
from gridhall.issues.models import GovernanceAction
from gridhall.issues.rules.when import When
from gridhall.issues.service import taking_back
from gridhall.issues.service.acts import Done
from gridhall.issues.service.taking_back import reverse
from gridhall.meetings.models import AgendaItem, JointMeeting
from gridhall.meetings.rules.drafts import check_why
from gridhall.meetings.service.guards import (
    begun,
    going,
    later_held,
    refuse_day_taken,
    standing,
    told,
)
from gridhall.papers.queries import PaperRow, papers_about


def reopen_meeting(session: Session, clerk: Clerk, meeting_id: int, why: str, when: When) -> Done:
    """Record a held meeting anew (重新记录): frozen no more, what was carried is carried no more.

    A supervisor's act with a reason; minutes that were issued must be voided before.
    """
    row = standing(session, meeting_id, "reopen")
    said = check_why(why, "重新记录")
    refuse_reopening(session, clerk, meeting_id)
    for kind in ("meeting_minutes", "meeting_close"):
        for action_id in _standing_acts(session, row.id, kind):
            reverse(session, clerk, action_id)
    acts = begun(session, clerk, "meeting_reopen", row, when).leads_to(row.state)
    told(session, clerk, "meeting.step", row, {"state": row.state, "reason": said})
    return acts.done(f"重新记录{row.title}（{said}）")


def refuse_reopening(session: Session, clerk: Clerk, meeting_id: int) -> None:
    """Refuse before a reason is asked for: whose right, a later meeting, minutes that stand."""
    row = standing(session, meeting_id, "reopen")
    require(clerk, Role.SUPERVISOR, "重新记录会议")
    refuse_later(session, row)
    issued = [one for one in papers_about(session, "joint_meeting", row.id) if _stands(one)]
    if issued:
        told = f"会议纪要 {issued[0].number} 已经出了，请先作废它，再重新记录"
        raise UserError(f"{told}。作废在纪要的打印预览里（Alt+V）")


def _stands(paper: PaperRow) -> bool:
    return paper.kind == "meeting-minutes" and paper.voided_at is None


def _standing_acts(session: Session, meeting_id: int, kind: str) -> list[int]:
    one = GovernanceAction
    query = select(one.id).where(
        one.subject == "joint_meeting",
        one.subject_id == meeting_id,
        one.kind == kind,
        one.undone_by.is_(None),
    )
    return list(session.scalars(query.order_by(one.id.desc())))


def refuse_later(session: Session, row: JointMeeting) -> None:
    """Refuse to open a meeting's agenda again when a later one was frozen upon it."""
    later = later_held(session, row)
    if later is not None:
        raise UserError(
            f"之后的“{later.title}”（{later.held_on}）已经开过，议程接着这一次，不能再动。"
            "要更正请在下次会议上说明"
        )


def holds(session: Session, action: GovernanceAction, touched: Touched) -> None:
    """A decision is taken back while its meeting is open, a close before a later meeting ends."""
    if action.subject != "joint_meeting" or action.subject_id is None:
        return
    row = session.get(JointMeeting, action.subject_id)
    if row is None:
        return
    if action.kind == "meeting_decide" and row.state not in ("open", "cancelled"):
        raise UserError(f"“{row.title}”已经结束，不能再撤回决定。要改请用“重新记录”写明原因")
    if action.kind in ("meeting_close", "meeting_cancel"):
        refuse_later(session, row)
        _refuse_going(session, row)
    if action.kind in ("meeting_open", "meeting_plan"):
        _refuse_touched(session, row)


def _refuse_going(session: Session, row: JointMeeting) -> None:
    """Refuse a second meeting that is being held, or a second one on the day."""
    refuse_day_taken(session, row.held_on, row.organisation_id, row.id)
    other = going(session, row)
    if row.state == "open" and other is not None:
        raise UserError(f"“{other.title}”（{other.held_on}）正在开，请先结束它，再撤回这一项")


def _refuse_touched(session: Session, row: JointMeeting) -> None:
    """What was minuted would hang in the air if the meeting had not begun."""
    mine = select(AgendaItem.title).where(
        AgendaItem.meeting_id == row.id, (AgendaItem.said != "") | (AgendaItem.decision != "")
    )
    title = session.scalar(mine.limit(1))
    if title is not None:
        raise UserError(f"不能撤回：会上已经记了“{title}”。会不开了请用“取消会议”写明原因")


taking_back.CHECKS.append(holds)
taking_back.LEGAL["meeting_minutes"] = "纪要已出，要改请先作废纪要，再用“重新记录”写明原因"
