"""What meetings keep of people: for their own copy, and until its term is over."""

from collections.abc import Iterator, Sequence
from datetime import date

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from gridhall.issues.labels import act_label
from gridhall.issues.models import GovernanceAction, Issue
from gridhall.meetings.labels import ROLES
from gridhall.meetings.models import AgendaItem, Debrief, JointMeeting, MeetingMember
from gridhall.meetings.queries.attending import member_row
from gridhall.meetings.queries.debriefs import debrief_row
from gridhall.registry.queries.personal import Section
from gridhall.registry.queries.retention import DueItem
from gridhall.registry.rules.retention import ANONYMOUS, scrubbed

_HEADINGS = ("日期", "会议或述职", "身份", "情况", "内容")


def personal_meetings(session: Session, person_id: int) -> Section:
    """The meetings a resident was invited to, and their debriefs, for their own copy."""
    query = (
        select(MeetingMember, JointMeeting.held_on, JointMeeting.title)
        .join(JointMeeting, JointMeeting.id == MeetingMember.meeting_id)
        .where(MeetingMember.person_id == person_id)
        .order_by(JointMeeting.held_on)
    )
    came = [
        (str(day), title, ROLES.get(one.role, one.role), member_row(one).came_words, one.duty)
        for one, day, title in session.execute(query)
    ]
    mine = select(Debrief.id).where(Debrief.person_id == person_id).order_by(Debrief.given_on)
    told = [debrief_row(session, one) for one in session.scalars(mine)]
    given = [
        (str(one.given_on), f"{one.period}述职", one.duty, one.judged, one.text) for one in told
    ]
    return Section("联席会议和述职", _HEADINGS, (*came, *given))


class MeetingKeeper:
    """Who came to a meeting follows their own term: nothing is due by itself."""

    key = "left"

    def due(self, session: Session, before: date) -> Sequence[DueItem]:
        """Nothing: who left is due as a person."""
        return ()

    def discard(self, session: Session, ids: Sequence[int]) -> None:
        """Nothing is due by itself."""

    def forget(self, session: Session, person_id: int) -> None:
        """That somebody came stays a figure; debriefs keep their judgement, not whose it was."""
        for table in (MeetingMember, Debrief):
            mine = select(table.id).where(table.person_id == person_id)
            _scrub(session, table.__tablename__, set(session.scalars(mine)))
        blank = {"name": ANONYMOUS, "person_id": None, "seat_id": None}
        came = update(MeetingMember).where(MeetingMember.person_id == person_id)
        session.execute(came.values(**blank, duty="", workplace="", substitute="", why=""))
        given = update(Debrief).where(Debrief.person_id == person_id)
        session.execute(given.values(**blank, text=""))
        _forget_items(session, person_id)
        session.expire_all()


def _forget_items(session: Session, person_id: int) -> None:
    """What was said on the issues they raised; that something was decided stays."""
    raised = or_(Issue.person_id == person_id, Issue.title == ANONYMOUS)
    mine = select(AgendaItem.id).join(Issue, Issue.id == AgendaItem.issue_id).where(raised)
    ids = set(session.scalars(mine))
    _scrub(session, "agenda_item", ids, told=True)
    words = update(AgendaItem).where(AgendaItem.id.in_(ids))
    session.execute(words.values(title=ANONYMOUS, said="", decision_words=""))


def _scrub(session: Session, table: str, ids: set[int], *, told: bool = False) -> None:
    """Acts keep rows as they were and say the name: both are emptied (not what may be `told`)."""
    marks = list(_marks(table, ids))
    images = GovernanceAction.images
    for start in range(0, len(marks), 50):
        some = (images.contains(mark, autoescape=True) for mark in marks[start : start + 50])
        for act in session.scalars(select(GovernanceAction).where(or_(*some))).all():
            act.images = scrubbed(act.images, {table: ids})
            act.detail = act.detail if told else f"{act_label(act.kind)}（{ANONYMOUS}）"
    session.flush()


def _marks(table: str, ids: set[int]) -> Iterator[str]:
    """As db.images writes which row it is."""
    for row_id in sorted(ids):
        yield f'"table": "{table}", "id": {row_id}, '
