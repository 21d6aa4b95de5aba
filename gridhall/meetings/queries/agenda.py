"""The agenda of a meeting: live until it is held (every open issue), then as it was frozen."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.issues.queries.issues import IssueRow, agenda_issues, issue_rows
from gridhall.issues.rules.orders import Owner
from gridhall.issues.rules.states import is_open
from gridhall.meetings.labels import DECISIONS, ITEM_KINDS
from gridhall.meetings.models import AgendaItem, JointMeeting
from gridhall.meetings.queries.meetings import next_meeting
from gridhall.meetings.rules.decisions import On, Votes, open_decisions
from gridhall.meetings.rules.states import BEFORE_HELD


@dataclass(frozen=True, slots=True)
class AgendaRow:
    """One item: the issue as it is now, what was said and decided on it.

    `item_id` None and `version` 0: nobody has touched it yet. `carried` is how many meetings it
    had survived; `left_open` whether this meeting left it open (None before it is held).
    """

    meeting_id: int | None
    item_id: int | None
    issue_id: int | None
    version: int
    position: int  # 1 is the first
    number: str  # of the issue; "" of another item
    title: str
    kind: str  # labels.ITEM_KINDS
    carried: int
    left_open: bool | None
    said: str
    decision: str  # labels.DECISIONS, "" nothing yet
    decision_words: str
    route: int | None
    owner: Owner | None
    due_on: date | None
    votes: Votes | None
    decided_at: datetime | None
    clerk_name: str
    action_id: int | None  # of the act that carried the decision out
    row: IssueRow | None

    @property
    def is_decided(self) -> bool:
        """Something was decided."""
        return bool(self.decision)

    @property
    def decision_label(self) -> str:
        """分派."""
        return DECISIONS.get(self.decision, self.decision)

    @property
    def kind_label(self) -> str:
        """问题."""
        return ITEM_KINDS.get(self.kind, self.kind)

    @property
    def carried_words(self) -> str:
        """已过 2 次会; "" of a new one."""
        return f"已过 {self.carried} 次会" if self.carried else ""

    @property
    def decisions(self) -> tuple[str, ...]:
        """What may be decided on it now."""
        return open_decisions(None if self.row is None else self.row.state)

    @property
    def on(self) -> On:
        """As the services are told which item is meant, and which version was on the screen."""
        return On(self.meeting_id or 0, self.issue_id, self.item_id, self.version)


def agenda(session: Session, meeting_id: int | None, today: date) -> list[AgendaRow]:
    """The agenda of a meeting; None: of the next one, even if none is opened yet.

    Before the meeting is held every issue neither closed nor declined that was received on or
    before its day, the most carried first, with what was touched already; then as it was frozen.
    The next one's agenda holds every open issue of today, too.
    """
    if meeting_id is None:
        coming = next_meeting(session, today)
        if coming is None:
            return _live(session, None, today)
        return _live(session, coming.id, max(coming.held_on, today))
    meeting = session.get_one(JointMeeting, meeting_id)
    if meeting.state in BEFORE_HELD:
        return _live(session, meeting_id, meeting.held_on)
    return _frozen(session, meeting_id)


def agenda_on(session: Session, day: date) -> list[AgendaRow]:
    """What the agenda of a meeting on a day would be that nobody has arranged yet."""
    return _live(session, None, day)


def agenda_row(session: Session, meeting_id: int, item_id: int) -> AgendaRow:
    """One touched item."""
    item = session.get_one(AgendaItem, item_id)
    rows = _issues(session, [item])
    held = session.get_one(JointMeeting, meeting_id).state not in BEFORE_HELD
    return _item(item, rows.get(item.issue_id or 0), item.position, held)


def items_of(session: Session, meeting_id: int) -> list[AgendaItem]:
    """The touched items of a meeting, in their order."""
    mine = select(AgendaItem).where(AgendaItem.meeting_id == meeting_id)
    return list(session.scalars(mine.order_by(AgendaItem.position, AgendaItem.id)))


def _live(session: Session, meeting_id: int | None, on: date) -> list[AgendaRow]:
    touched = items_of(session, meeting_id) if meeting_id is not None else []
    by_issue = {one.issue_id: one for one in touched if one.issue_id is not None}
    rows = {one.id: one for one in agenda_issues(session, on)}
    rows |= _issues(session, [one for key, one in by_issue.items() if key not in rows])
    listed = sorted(rows.values(), key=lambda one: (-_carried(one, by_issue), *_age(one)))
    found = [
        _item(by_issue[row.id], row, place, False)
        if row.id in by_issue
        else _new(row, meeting_id, place)
        for place, row in enumerate(listed, 1)
    ]
    others = (one for one in touched if one.issue_id is None)
    return [
        *found,
        *(_item(one, None, place, False) for place, one in enumerate(others, len(found) + 1)),
    ]


def _frozen(session: Session, meeting_id: int) -> list[AgendaRow]:
    kept = items_of(session, meeting_id)
    rows = _issues(session, kept)
    return [_item(one, rows.get(one.issue_id or 0), at, True) for at, one in enumerate(kept, 1)]


def _issues(session: Session, items: Iterable[AgendaItem]) -> dict[int, IssueRow]:
    ids = [one.issue_id for one in items if one.issue_id is not None]
    return {row.id: row for row in issue_rows(session, ids)}


def _age(row: IssueRow) -> tuple[date, int]:
    return row.received_on, row.id


def _carried(row: IssueRow, touched: Mapping[int, AgendaItem]) -> int:
    item = touched.get(row.id)
    return row.carry_count if item is None else item.carried


def _new(row: IssueRow, meeting_id: int | None, place: int) -> AgendaRow:
    return AgendaRow(
        meeting_id, None, row.id, 0, place, row.number, row.title, "issue", row.carry_count, None,
        "", "", "", None, None, None, None, None, "", None, row,
    )  # fmt: skip


def _item(item: AgendaItem, row: IssueRow | None, place: int, held: bool) -> AgendaRow:
    votes = (item.votes_for, item.votes_against, item.votes_abstain)
    owner = Owner(item.unit_id, item.organisation_id, item.agency_id, item.owner_name)
    return AgendaRow(
        item.meeting_id,
        item.id,
        item.issue_id,
        item.version,
        place,
        row.number if row else "",
        item.title,
        item.kind,
        item.carried,
        item.left_open if held else None,
        item.said,
        item.decision,
        item.decision_words,
        item.route,
        owner if item.owner_name else None,
        item.due_on,
        Votes(*(one or 0 for one in votes)) if item.votes_for is not None else None,
        item.decided_at,
        item.clerk_name,
        item.action_id,
        row,
    )


def left_open(rows: Iterable[AgendaRow]) -> list[AgendaRow]:
    """Those issues of an agenda that are neither closed nor declined as it stands now."""
    return [one for one in rows if one.row is not None and is_open(one.row.state)]
