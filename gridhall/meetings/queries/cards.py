"""One meeting with all that is known of it: agenda, members, debriefs, claims, story."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.issues.queries.cards import StoryLine, story
from gridhall.meetings.queries.agenda import AgendaRow, agenda
from gridhall.meetings.queries.attending import Attendance, MemberRow, attendance, members
from gridhall.meetings.queries.debriefs import DebriefRow, debriefs
from gridhall.meetings.queries.meetings import MeetingRow, meeting_row
from gridhall.organisation.models import PartnerUnit
from gridhall.pledges.models import Claim, ListItem


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """A need or project that a unit claimed in the meeting."""

    number: str
    title: str
    unit: str
    quantity: int
    measure: str

    @property
    def words(self) -> str:
        """市税务局认领“楼道灯 12 盏”（需〔2026〕003）."""
        return f"{self.unit}认领“{self.title}”{self.quantity}{self.measure}（{self.number}）"


@dataclass(frozen=True, slots=True)
class MeetingCard:
    """A meeting as its card, its room and its papers read it."""

    row: MeetingRow
    items: tuple[AgendaRow, ...]
    members: tuple[MemberRow, ...]
    attendance: Attendance
    debriefs: tuple[DebriefRow, ...]
    claims: tuple[ClaimLine, ...]
    story: tuple[StoryLine, ...]

    @property
    def carried(self) -> Sequence[AgendaRow]:
        """Items that survived an earlier meeting (结转)."""
        return [one for one in self.items if one.carried]

    @property
    def fresh(self) -> Sequence[AgendaRow]:
        """Issues that come to a meeting for the first time."""
        return [one for one in self.items if not one.carried and one.issue_id is not None]

    @property
    def others(self) -> Sequence[AgendaRow]:
        """Items that are no issues."""
        return [one for one in self.items if one.issue_id is None]

    @property
    def decided(self) -> Sequence[AgendaRow]:
        """Items on which something was decided."""
        return [one for one in self.items if one.is_decided]


def meeting_card(session: Session, meeting_id: int, today: date) -> MeetingCard:
    """One meeting with all of it; UserError if it is there no more."""
    row = meeting_row(session, meeting_id)
    there = members(session, meeting_id)
    return MeetingCard(
        row,
        tuple(agenda(session, meeting_id, today)),
        tuple(there),
        attendance(there),
        tuple(debriefs(session, meeting_id)),
        tuple(claims_on(session, row.held_on)),
        tuple(story(session, "joint_meeting", meeting_id)),
    )


def claims_on(session: Session, day: date) -> list[ClaimLine]:
    """What units claimed in the meeting of a day (联席会议认领)."""
    query = (
        select(ListItem.number, ListItem.title, PartnerUnit.name, Claim.quantity, ListItem.measure)
        .join(Claim, Claim.item_id == ListItem.id)
        .join(PartnerUnit, PartnerUnit.id == Claim.unit_id)
        .where(Claim.claimed_on == day, Claim.where_claimed == "meeting", Claim.state != "given_up")
    )
    return [ClaimLine(*row) for row in session.execute(query.order_by(Claim.id))]
