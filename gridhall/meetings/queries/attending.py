"""Who is invited to a meeting and who came; whom it could still invite."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from gridhall.meetings.labels import CAME, PRESENT, ROLES
from gridhall.meetings.models import JointMeeting, MeetingMember
from gridhall.meetings.queries.hosts import workplaces
from gridhall.meetings.rules.drafts import Invited
from gridhall.organisation.models import PartnerUnit
from gridhall.organisation.queries.seats import SeatRow, seats_of
from gridhall.organisation.rules.titles import title_of

_SEATING = {"host": 0, "guest": 2}  # everybody else between them


@dataclass(frozen=True, slots=True)
class MemberRow:
    """Somebody invited to a meeting, and whether they came."""

    id: int
    meeting_id: int
    position: int
    seat_id: int | None
    person_id: int | None
    outsider_id: int | None
    unit_id: int | None
    name: str
    duty: str
    workplace: str
    role: str  # labels.ROLES
    came: str  # labels.CAME, "" not said yet
    came_at: datetime | None
    substitute: str
    why: str
    version: int

    @property
    def is_present(self) -> bool:
        """They, or who was sent, sit in the room."""
        return self.came in PRESENT

    @property
    def role_words(self) -> str:
        """主持."""
        return ROLES.get(self.role, self.role)

    @property
    def came_words(self) -> str:
        """到会; 李强代; 请假（出差）."""
        if self.came == "sent":
            return f"{self.substitute}代"
        said = CAME.get(self.came, self.came)
        return f"{said}（{self.why}）" if self.why and said else said

    @property
    def line(self) -> str:
        """市税务局 · 兼职委员."""
        return " · ".join(filter(None, (self.workplace, self.duty)))


class Attendance(NamedTuple):
    """How many were invited, came (or sent somebody), excused themselves, stayed away."""

    invited: int = 0
    present: int = 0
    leave: int = 0
    absent: int = 0

    @property
    def words(self) -> str:
        """应到 12 人，实到 10 人."""
        return f"应到 {self.invited} 人，实到 {self.present} 人"


def members(session: Session, meeting_id: int) -> list[MemberRow]:
    """Whom a meeting has invited: who presides, the members, the guests, each as listed."""
    query = select(MeetingMember).where(MeetingMember.meeting_id == meeting_id)
    rows = session.scalars(query.order_by(MeetingMember.position, MeetingMember.id))
    return sorted(map(member_row, rows), key=lambda one: _SEATING.get(one.role, 1))


def member_row(one: MeetingMember) -> MemberRow:
    """One of the invited as everybody reads it."""
    return MemberRow(
        one.id, one.meeting_id, one.position, one.seat_id, one.person_id, one.outsider_id,
        one.unit_id, one.name, one.duty, one.workplace, one.role, one.came, one.came_at,
        one.substitute, one.why, one.version,
    )  # fmt: skip


def attendance(rows: list[MemberRow]) -> Attendance:
    """Counted from the list; guests count, too."""
    said = [one.came for one in rows]
    present = sum(one.is_present for one in rows)
    return Attendance(len(rows), present, said.count("leave"), said.count("absent"))


def invitable(session: Session, meeting_id: int, today: date) -> list[Invited]:
    """Whom the meeting has not invited: holders of its organisation's seats, units' contacts."""
    meeting = session.get_one(JointMeeting, meeting_id)
    there = members(session, meeting_id)
    known = {one.name for one in there}
    found = [*seat_holders(session, meeting.organisation_id, meeting.held_on)]
    seated = {one.name for one in found} | known
    found += [one for one in _contacts(session, today) if one.name not in seated]
    return [one for one in found if one.name not in known]


def seat_holders(session: Session, organisation_id: int | None, day: date) -> Iterator[Invited]:
    """Who sits in the organisation on a day, each once, in the order of its seats."""
    if organisation_id is None:
        return
    rows = [one for one in seats_of(session, organisation_id, day, day) if not one.is_vacant]
    places = workplaces(session, (one.outsider_id for one in rows if one.outsider_id is not None))
    known = set[tuple[int | None, int | None]]()
    for one in rows:
        if (one.person_id, one.outsider_id) not in known:
            known.add((one.person_id, one.outsider_id))
            yield _seated(one, places.get(one.outsider_id or 0, (None, one.source)))


def _seated(one: SeatRow, place: tuple[int | None, str]) -> Invited:
    return Invited(
        one.holder_name,
        "member",
        one.name or title_of(one.title).name,
        place[1],
        one.id,
        one.person_id,
        one.outsider_id,
        place[0],
    )


def _contacts(session: Session, day: date) -> Iterator[Invited]:
    """The contacts of the partner units."""
    query = select(PartnerUnit.contact, PartnerUnit.name, PartnerUnit.id).where(
        PartnerUnit.contact != "",
        or_(PartnerUnit.active_to.is_(None), PartnerUnit.active_to > day),
    )
    for contact, unit, unit_id in session.execute(query.order_by(PartnerUnit.name)):
        yield Invited(contact, "guest", "单位联系人", unit, unit_id=unit_id)
