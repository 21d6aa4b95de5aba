"""Minutes as they are typed: what was said on each item; two secretaries never lose a word."""

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gridhall.clerks.service import record
from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.issues.models import Issue
from gridhall.issues.rules.states import is_open
from gridhall.issues.rules.when import When
from gridhall.issues.service.acts import Done
from gridhall.meetings.labels import decision_label
from gridhall.meetings.models import AgendaItem, JointMeeting
from gridhall.meetings.queries.agenda import AgendaRow, agenda_row
from gridhall.meetings.rules.decisions import On, check_said
from gridhall.meetings.rules.drafts import check_title
from gridhall.meetings.service.guards import begun, standing, told


class Overtaken(UserError):
    """Somebody else wrote on the same item meanwhile; `now` is how it stands."""

    def __init__(self, now: AgendaRow) -> None:
        written = "、".join(filter(None, (now.decision_label, "记录" if now.said else "")))
        super().__init__(
            f"{now.clerk_name or '别处'}刚写过这一项（{written or '改过'}）。"
            "您写的还在，请对照着合起来，再按一次"
        )
        self.now = now


def minute(session: Session, clerk: Clerk, on: On, said: str, when: When) -> int:
    """Write down what was said on an item while the meeting is open; the item's new version.

    Typing is no act of its own: it has no taking back, the text box has. Raises Overtaken.
    """
    meeting = standing(session, on.meeting_id, "decide")
    item = touched(session, clerk, meeting, on)
    write_said(session, clerk, meeting, item, check_said(said))
    return item.version


def write_said(
    session: Session, clerk: Clerk, meeting: JointMeeting, item: AgendaItem, said: str | None
) -> None:
    """Set what was said, with its audit row; None leaves it."""
    if said is None or item.said == said:
        return
    before, item.said, item.clerk_name = len(item.said), said, clerk.name
    session.flush()
    after = {"title": meeting.title, "said": len(said)}
    words: dict[str, dict[str, Any]] = {"before": {"said": before}, "after": after}
    record(session, clerk, "meeting.decide", ("agenda_item", item.id), words)


def touched(session: Session, clerk: Clerk, meeting: JointMeeting, on: On) -> AgendaItem:
    """The item's row, made when it is first touched; Overtaken if it is newer than the screen's."""
    item = _item(session, on)
    if item is None:
        item = _new_item(session, clerk, meeting, on.issue_id or 0)
    elif on.version is not None and item.version != on.version:
        raise Overtaken(agenda_row(session, meeting.id, item.id))
    return item


def _item(session: Session, on: On) -> AgendaItem | None:
    mine = select(AgendaItem).where(AgendaItem.meeting_id == on.meeting_id)
    if on.issue_id is not None:
        return session.scalars(mine.where(AgendaItem.issue_id == on.issue_id)).first()
    found = session.scalars(mine.where(AgendaItem.id == (on.item_id or 0))).first()
    if found is None:
        raise UserError("议程里没有这一项，可能刚被撤回。请按 F5 看最新内容")
    return found


def _new_item(session: Session, clerk: Clerk, meeting: JointMeeting, issue_id: int) -> AgendaItem:
    issue = session.get(Issue, issue_id)
    if issue is None:
        raise UserError("台账里没有这个问题，可能刚被撤回。请按 F5 看最新内容")
    if issue.received_on > meeting.held_on:
        raise UserError(
            f"{issue.number} 是 {issue.received_on} 反映的，"
            f"在这次会（{meeting.held_on}）以后，列入下次会议"
        )
    if not is_open(issue.state):
        raise UserError(closed_words(issue))
    item = AgendaItem(
        meeting_id=meeting.id,
        issue_id=issue.id,
        position=_last(session, meeting.id) + 1,
        title=issue.title,
        kind="issue",
        carried=issue.carry_count,
        clerk_name=clerk.name,
    )
    session.add(item)
    session.flush()
    return item


def closed_words(issue: Issue) -> str:
    """Why nothing can be decided on an issue that is over, and what to do instead."""
    state = "已销号" if issue.state == "closed" else "已定为不纳入"
    return f"{issue.number} {state}，不用再议定。确有反复请先在吹哨台账重新打开（Ctrl+O）"


def _last(session: Session, meeting_id: int) -> int:
    last = select(func.max(AgendaItem.position)).where(AgendaItem.meeting_id == meeting_id)
    return session.scalar(last) or 0


def add_item(  # noqa: PLR0913  its kind besides its title
    session: Session, clerk: Clerk, meeting_id: int, title: str, kind: str, when: When
) -> Done:
    """Put something that is no issue on the agenda (其他议题): a claim, a debrief, a report."""
    meeting = standing(session, meeting_id, "change")
    if kind not in ("claim", "debrief", "other"):
        raise UserError("请选认领、述职还是其他；台账里的问题会自动列进议题")
    words = check_title(title)
    acts = begun(session, clerk, "meeting_change", meeting, when)
    acts.add(
        AgendaItem(
            meeting_id=meeting.id,
            position=_last(session, meeting.id) + 1,
            title=words,
            kind=kind,
            clerk_name=clerk.name,
        )
    )
    told(session, clerk, "meeting.change", meeting, {"item": words})
    return acts.done(f"{meeting.title}加议题“{words}”")


def drop_item(session: Session, clerk: Clerk, item_id: int, when: When) -> Done:
    """Take something that is no issue off the agenda, before anything was decided on it."""
    item = session.get(AgendaItem, item_id)
    if item is None:
        raise UserError("议程里没有这一项，可能刚被撤回。请按 F5 看最新内容")
    meeting = standing(session, item.meeting_id, "change")
    if item.issue_id is not None:
        raise UserError("没办结的问题不能从议题里去掉；可以定“下次再议”或“不纳入”")
    if item.decision:
        raise UserError(f"“{item.title}”已经定了“{decision_label(item.decision)}”，请先撤回决定")
    acts = begun(session, clerk, "meeting_change", meeting, when)
    title = item.title
    acts.remove(item)
    told(session, clerk, "meeting.change", meeting, {"item": title})
    return acts.done(f"{meeting.title}去掉议题“{title}”")
