"""Joint meetings as lists and the page read them: all of them, the next one, which is due."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, case, func, or_, select, text
from sqlalchemy.orm import Session

from gridhall.core.errors import UserError
from gridhall.issues.models import Issue
from gridhall.issues.models.ledger import OPEN
from gridhall.issues.queries.settings import governance
from gridhall.issues.rules.states import OVER
from gridhall.meetings.labels import PRESENT, state_label
from gridhall.meetings.models import AgendaItem, JointMeeting, MeetingMember
from gridhall.meetings.rules import periods
from gridhall.meetings.rules.states import BEFORE_HELD, HELD, UPCOMING, open_acts
from gridhall.organisation.models import Organisation


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """A joint meeting with its figures.

    `issues` is how many are on its agenda (live until it is held), `decided` on how many of its
    items something was decided, `left` how many issues it left open.
    """

    id: int
    organisation_id: int | None
    organisation: str
    period: str
    ordinal: int
    title: str
    held_on: date
    starts: str
    place: str
    host: str
    secretary: str
    subject: str
    state: str
    noticed_on: date | None
    opened_at: datetime | None
    closed_at: datetime | None
    summary: str
    why: str
    clerk_name: str
    version: int
    issues: int = 0
    decided: int = 0
    left: int = 0
    invited: int = 0
    present: int = 0

    @property
    def words(self) -> str:
        """5月联席会议."""
        return periods.meeting_words(self.period)

    @property
    def state_words(self) -> str:
        """正在开."""
        return state_label(self.state)

    @property
    def is_held(self) -> bool:
        """Its agenda is frozen."""
        return self.state in HELD

    @property
    def acts(self) -> tuple[str, ...]:
        """What may be done with it now: change invite attend notice open decide close ..."""
        return open_acts(self.state)


@dataclass(frozen=True, slots=True)
class MeetingFilter:
    """Which meetings are asked for."""

    states: tuple[str, ...] = ()
    organisation_id: int | None = None
    year: int | None = None
    text: str = ""
    limit: int = 200


@dataclass(frozen=True, slots=True)
class Due:
    """A period that has had no meeting yet; `planned` is one that is arranged in it."""

    period: str
    last_day: date
    planned: MeetingRow | None

    @property
    def words(self) -> str:
        """2026年5月还没有开联席会议，5月31日前要开一次."""
        day = f"{self.last_day.month}月{self.last_day.day}日"
        return f"{periods.period_words(self.period)}还没有开联席会议，{day}前要开一次"


def meetings(session: Session, asked: MeetingFilter | None = None) -> list[MeetingRow]:
    """The meetings asked for, the latest first; cancelled ones only if their state is asked for."""
    asked = asked or MeetingFilter()
    query = _ROWS.order_by(JointMeeting.held_on.desc(), JointMeeting.id.desc())
    if asked.states:
        query = query.where(JointMeeting.state.in_(asked.states))
    if asked.organisation_id is not None:
        query = query.where(JointMeeting.organisation_id == asked.organisation_id)
    if asked.year is not None:
        first, last = date(asked.year, 1, 1), date(asked.year, 12, 31)
        query = query.where(JointMeeting.held_on.between(first, last))
    if asked.text.strip():
        said = asked.text.strip()
        fields = (JointMeeting.title, JointMeeting.host, JointMeeting.place)
        query = query.where(or_(*(one.contains(said, autoescape=True) for one in fields)))
    return _read(session, query.limit(asked.limit))


def meeting_row(session: Session, meeting_id: int) -> MeetingRow:
    """One meeting; UserError if it is there no more."""
    found = _read(session, _ROWS.where(JointMeeting.id == meeting_id))
    if not found:
        raise UserError("没有这次会议，可能刚被撤回。请按 F5 看最新内容")
    return found[0]


def meeting_on(
    session: Session, day: date, organisation_id: int | None = None
) -> MeetingRow | None:
    """The meeting of a day that was not cancelled."""
    query = _ROWS.where(JointMeeting.held_on == day, JointMeeting.state != "cancelled")
    if organisation_id is not None:
        query = query.where(JointMeeting.organisation_id == organisation_id)
    return next(iter(_read(session, query.order_by(JointMeeting.id.desc()))), None)


def next_meeting(
    session: Session, today: date, organisation_id: int | None = None
) -> MeetingRow | None:
    """The meeting that comes next: the one being held, else the first ahead, else one overdue."""
    held_on = JointMeeting.held_on
    rank = case((JointMeeting.state == "open", 0), (held_on >= today, 1), else_=2)
    query = _ROWS.where(JointMeeting.state.in_(BEFORE_HELD)).order_by(rank, held_on)
    if organisation_id is not None:
        query = query.where(JointMeeting.organisation_id == organisation_id)
    return next(iter(_read(session, query.limit(1))), None)


def last_held(session: Session, organisation_id: int | None = None) -> MeetingRow | None:
    """The latest meeting that was held."""
    query = _ROWS.where(JointMeeting.state.in_(HELD))
    if organisation_id is not None:
        query = query.where(JointMeeting.organisation_id == organisation_id)
    order = (JointMeeting.held_on.desc(), JointMeeting.id.desc())
    return next(iter(_read(session, query.order_by(*order).limit(1))), None)


def due_meeting(session: Session, today: date) -> Due | None:
    """The present month or quarter if it has had no meeting yet (one being held counts)."""
    period = periods.period_of(today, governance(session).rhythm)
    first, last = periods.first_day(period), periods.last_day(period)
    here = JointMeeting.held_on.between(first, last)
    held = select(JointMeeting.id).where(here, JointMeeting.state.in_((*HELD, "open")))
    if session.scalar(held.limit(1)) is not None:
        return None
    planned = _ROWS.where(here, JointMeeting.state.in_(UPCOMING)).order_by(JointMeeting.held_on)
    return Due(period, last, next(iter(_read(session, planned.limit(1))), None))


def live_count(session: Session, on: date) -> int:
    """How many issues would be on the agenda of a meeting on a day."""
    query = select(func.count()).select_from(Issue).where(text(OPEN), Issue.received_on <= on)
    return session.scalar(query) or 0


def _over(session: Session, meeting_id: int) -> int:
    """Issues that the meeting touched and that are over by now: on its agenda, too."""
    query = (
        select(func.count())
        .select_from(AgendaItem)
        .join(Issue, Issue.id == AgendaItem.issue_id)
        .where(AgendaItem.meeting_id == meeting_id, Issue.state.in_(OVER))
    )
    return session.scalar(query) or 0


def _counted(table: Any, *which: Any) -> Any:
    mine = select(func.count()).where(table.meeting_id == JointMeeting.id, *which)
    return mine.correlate(JointMeeting).scalar_subquery()


_COLUMNS = tuple(
    getattr(JointMeeting, name)
    for name in MeetingRow.__slots__
    if name in JointMeeting.__mapper__.columns
)
_BEFORE, _AFTER = _COLUMNS[:2], _COLUMNS[2:]
_ROWS: Select[Any] = select(
    *_BEFORE,
    func.coalesce(Organisation.name, ""),
    *_AFTER,
    _counted(AgendaItem, AgendaItem.issue_id.is_not(None)),
    _counted(AgendaItem, AgendaItem.decision != ""),
    _counted(AgendaItem, AgendaItem.left_open),
    _counted(MeetingMember),
    _counted(MeetingMember, MeetingMember.came.in_(PRESENT)),
).outerjoin(Organisation, Organisation.id == JointMeeting.organisation_id)


def _read(session: Session, query: Select[Any]) -> list[MeetingRow]:
    found = []
    for row in session.execute(query):
        one = MeetingRow(*row)
        if one.state in BEFORE_HELD:
            count = live_count(session, one.held_on) + _over(session, one.id)
            one = replace(one, issues=count)
        found.append(one)
    return found
