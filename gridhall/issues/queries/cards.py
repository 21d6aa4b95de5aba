"""An issue's card: its story, whose it was in turn, the five measures, people, photos."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import column as named
from sqlalchemy import select, table
from sqlalchemy.orm import Session

from gridhall.core.mask import mask_phone
from gridhall.issues.labels import MEASURES, act_label
from gridhall.issues.models import (
    GovernanceAction,
    Issue,
    IssueMeasure,
    IssuePerson,
    IssueResponse,
)
from gridhall.issues.queries.issues import IssueRow, issue_row
from gridhall.issues.rules.orders import Owner
from gridhall.photos.models import Attachment
from gridhall.photos.queries import PhotoRow, photos_of

# The meetings' own tables lie above this package; a card only names them.
_ITEMS: Final = table("agenda_item", named("meeting_id"), named("issue_id"), named("decision"))
_MEETINGS: Final = table(
    "joint_meeting", named("id"), named("title"), named("held_on"), named("state")
)


@dataclass(frozen=True, slots=True)
class StoryLine:
    """One act of a subject's story; `undone` says that it was taken back, or takes one back."""

    id: int
    on: date
    at: datetime
    kind: str
    words: str  # 分派
    detail: str
    clerk_name: str
    state: str
    undone: bool


@dataclass(frozen=True, slots=True)
class ResponseRow:
    """Whose an issue was, by which route, until when."""

    id: int
    route: int | None
    level: int
    owner: Owner
    assigned_on: date
    due_on: date
    rule_id: int | None
    whistled_on: date | None
    report_by: date | None
    number: str
    reported_on: date | None
    reported_by: str
    resolved_on: date | None
    ended_on: date | None
    why_ended: str
    meeting_id: int | None


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """One of the five measures that was taken."""

    id: int
    kind: str
    ordinal: int
    happened_on: date
    number: str
    target: str
    note: str
    points: int | None
    reply_by: date | None
    replied_on: date | None
    reply: str
    clerk_name: str

    @property
    def words(self) -> str:
        """函告督办（第 2 次）."""
        return f"{MEASURES.get(self.kind, self.kind)}（第 {self.ordinal} 次）"

    def awaits_reply(self, today: date) -> bool:
        """Whether it should have been answered before today."""
        return self.replied_on is None and self.reply_by is not None and self.reply_by < today


@dataclass(frozen=True, slots=True)
class PersonRow:
    """Somebody an issue concerns; the phone masked."""

    id: int
    person_id: int | None
    name: str
    masked_phone: str
    role: str
    phone: str


@dataclass(frozen=True, slots=True)
class AttachmentLine:
    """A paper kept with an issue."""

    id: int
    title: str
    pages: int
    clerk_name: str


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """A joint meeting that had the issue on its agenda, and what it decided."""

    id: int
    title: str
    held_on: date
    decision: str


@dataclass(frozen=True, slots=True)
class OtherIssue:
    """Another issue of the card: merged into this one, or the one this went into."""

    id: int
    number: str
    title: str


@dataclass(frozen=True, slots=True)
class IssueCard:
    """Everything the card shows of one issue."""

    row: IssueRow
    responses: tuple[ResponseRow, ...]  # the latest first
    measures: tuple[MeasureRow, ...]  # the latest first
    people: tuple[PersonRow, ...]
    story: tuple[StoryLine, ...]  # the latest first
    photos: tuple[PhotoRow, ...]
    attachments: tuple[AttachmentLine, ...]
    meetings: tuple[MeetingLine, ...]
    merged: tuple[OtherIssue, ...] = ()  # went into this one
    into: OtherIssue | None = None  # this one went into it

    @property
    def response(self) -> ResponseRow | None:
        """Whose it is now."""
        return next((one for one in self.responses if one.ended_on is None), None)

    def measures_of(self, kind: str) -> tuple[MeasureRow, ...]:
        """Those of one kind, the latest first."""
        return tuple(one for one in self.measures if one.kind == kind)


def issue_card(session: Session, issue_id: int, today: date) -> IssueCard:
    """Everything about one issue; UserError if it is gone."""
    row = issue_row(session, issue_id)
    merged = _others(session, Issue.duplicate_of == issue_id)
    into = _others(session, Issue.id == row.duplicate_of) if row.duplicate_of else ()
    return IssueCard(
        row,
        _responses(session, issue_id),
        _measures(session, issue_id),
        _people(session, issue_id),
        tuple(story(session, "issue", issue_id)),
        tuple(photos_of(session, "issue", issue_id)),
        _attachments(session, issue_id),
        _meetings(session, issue_id, today),
        merged,
        into[0] if into else None,
    )


def story(session: Session, subject: str, subject_id: int) -> list[StoryLine]:
    """What was done to a subject of governance, the latest first; what was taken back says so."""
    one = GovernanceAction
    mine = (one.subject == subject, one.subject_id == subject_id)
    query = select(
        one.id, one.happened_on, one.recorded_at, one.kind, one.detail, one.clerk_name, one.state,
        one.undo_of, one.undone_by,
    ).where(*mine).order_by(one.id.desc())  # fmt: skip
    return [
        StoryLine(
            row.id, row.happened_on, row.recorded_at, row.kind, act_label(row.kind), row.detail,
            row.clerk_name, row.state, row.undo_of is not None or row.undone_by is not None,
        )
        for row in session.execute(query)
    ]  # fmt: skip


def measure_row(session: Session, measure_id: int) -> MeasureRow | None:
    """One measure."""
    row = session.get(IssueMeasure, measure_id)
    return None if row is None else _measure(row)


def _responses(session: Session, issue_id: int) -> tuple[ResponseRow, ...]:
    query = select(IssueResponse).where(IssueResponse.issue_id == issue_id)
    rows = session.scalars(query.order_by(IssueResponse.id.desc()))
    return tuple(map(_response, rows))


def _response(one: IssueResponse) -> ResponseRow:
    owner = Owner(one.unit_id, one.organisation_id, one.agency_id, one.owner_name, one.contact)
    return ResponseRow(
        one.id, one.route, one.level, owner, one.assigned_on, one.due_on, one.rule_id,
        one.whistled_on, one.report_by, one.number, one.reported_on, one.reported_by,
        one.resolved_on, one.ended_on, one.why_ended, one.meeting_id,
    )  # fmt: skip


def _measures(session: Session, issue_id: int) -> tuple[MeasureRow, ...]:
    query = select(IssueMeasure).where(IssueMeasure.issue_id == issue_id)
    rows = session.scalars(query.order_by(IssueMeasure.happened_on.desc(), IssueMeasure.id.desc()))
    return tuple(map(_measure, rows))


def _measure(one: IssueMeasure) -> MeasureRow:
    return MeasureRow(
        one.id, one.kind, one.ordinal, one.happened_on, one.number, one.target, one.note,
        one.points, one.reply_by, one.replied_on, one.reply, one.clerk_name,
    )  # fmt: skip


def _people(session: Session, issue_id: int) -> tuple[PersonRow, ...]:
    query = select(IssuePerson).where(IssuePerson.issue_id == issue_id).order_by(IssuePerson.id)
    return tuple(
        PersonRow(one.id, one.person_id, one.name, mask_phone(one.phone), one.role, one.phone)
        for one in session.scalars(query)
    )


def _attachments(session: Session, issue_id: int) -> tuple[AttachmentLine, ...]:
    mine = select(Attachment).filter_by(subject="issue", subject_id=issue_id, void_reason=None)
    rows = session.scalars(mine.order_by(Attachment.id))
    return tuple(AttachmentLine(one.id, one.title, one.pages, one.clerk_name) for one in rows)


def _meetings(session: Session, issue_id: int, today: date) -> tuple[MeetingLine, ...]:
    query: Any = (
        select(_MEETINGS.c.id, _MEETINGS.c.title, _MEETINGS.c.held_on, _ITEMS.c.decision)
        .join(_ITEMS, _ITEMS.c.meeting_id == _MEETINGS.c.id)
        .where(_ITEMS.c.issue_id == issue_id, _MEETINGS.c.state != "cancelled")
        .order_by(_MEETINGS.c.held_on.desc())
    )
    return tuple(
        MeetingLine(row.id, row.title, date.fromisoformat(row.held_on), row.decision)
        for row in session.execute(query)
        if date.fromisoformat(row.held_on) <= today
    )


def _others(session: Session, which: Any) -> tuple[OtherIssue, ...]:
    query = select(Issue.id, Issue.number, Issue.title).where(which).order_by(Issue.id)
    return tuple(OtherIssue(*row) for row in session.execute(query))


def marks(measures: Sequence[MeasureRow]) -> dict[str, int]:
    """How often each of the five measures was taken, in their order."""
    return {kind: sum(one.kind == kind for one in measures) for kind in MEASURES}
