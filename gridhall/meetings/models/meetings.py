"""Joint meetings (大党委联席会议), who came, the agenda with its decisions, debriefs (述职)."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from gridhall.db.base import Base, Versioned
from gridhall.issues.models import Issue
from gridhall.organisation.models import Agency, Organisation, Outsider, PartnerUnit, Seat
from gridhall.registry.models import Person


class JointMeeting(Versioned, Base):
    """A meeting of one organisation's joint committee.

    state: planned, noticed (会议通知 issued), open (being held), held (agenda frozen), minuted
    (纪要 issued), cancelled. Before `held` its agenda is every issue neither closed nor declined.
    """

    __tablename__ = "joint_meeting"
    __table_args__ = (
        Index(
            "uq_joint_meeting_day", "organisation_id", "held_on", unique=True,
            sqlite_where=text("state <> 'cancelled'"),
        ),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey(Organisation.id), index=True)
    period: Mapped[str] = mapped_column(String(7), index=True)  # 2026-05 or 2026Q2
    ordinal: Mapped[int]  # 第 n 次 of its year
    title: Mapped[str] = mapped_column(String(80))
    held_on: Mapped[date] = mapped_column(index=True)
    starts: Mapped[str] = mapped_column(String(5), default="09:00", server_default="09:00")
    place: Mapped[str] = mapped_column(String(60), default="", server_default="")
    host: Mapped[str] = mapped_column(String(60), default="", server_default="")  # 主持
    secretary: Mapped[str] = mapped_column(String(60), default="", server_default="")  # 记录
    subject: Mapped[str] = mapped_column(String(200), default="", server_default="")  # 议题、要求
    state: Mapped[str] = mapped_column(String(10), index=True)
    noticed_on: Mapped[date | None]
    opened_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    summary: Mapped[str] = mapped_column(Text, default="", server_default="")  # 会议强调
    why: Mapped[str] = mapped_column(String(200), default="", server_default="")  # cancelled
    clerk_name: Mapped[str] = mapped_column(String(50))
    recorded_at: Mapped[datetime]
    request_key: Mapped[str | None] = mapped_column(String(36), unique=True)


class MeetingMember(Versioned, Base):
    """Somebody invited to a meeting, from a seat or by hand, and whether they came."""

    __tablename__ = "meeting_member"

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey(JointMeeting.id), index=True)
    position: Mapped[int]
    seat_id: Mapped[int | None] = mapped_column(ForeignKey(Seat.id))
    person_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id), index=True)
    outsider_id: Mapped[int | None] = mapped_column(ForeignKey(Outsider.id), index=True)
    unit_id: Mapped[int | None] = mapped_column(ForeignKey(PartnerUnit.id), index=True)
    name: Mapped[str] = mapped_column(String(100))
    duty: Mapped[str] = mapped_column(String(60), default="", server_default="")  # 书记, 兼职委员
    workplace: Mapped[str] = mapped_column(String(100), default="", server_default="")
    role: Mapped[str] = mapped_column(String(8))  # host, secretary, member, guest
    came: Mapped[str] = mapped_column(String(8), default="", server_default="")  # labels.CAME
    came_at: Mapped[datetime | None]
    substitute: Mapped[str] = mapped_column(String(60), default="", server_default="")
    why: Mapped[str] = mapped_column(String(60), default="", server_default="")  # 请假原因


class AgendaItem(Versioned, Base):
    """What a meeting said and decided on one issue, or another item (issue_id None).

    A row is made when the item is first touched; when the meeting is held, for every issue that
    was on the agenda. `carried` is how many earlier held meetings the issue had survived then;
    `left_open` whether it was neither closed nor declined when this meeting ended.
    """

    __tablename__ = "agenda_item"
    __table_args__ = (
        UniqueConstraint("meeting_id", "issue_id"),
        Index("ix_agenda_item_issue_id", "issue_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey(JointMeeting.id), index=True)
    issue_id: Mapped[int | None] = mapped_column(ForeignKey(Issue.id))
    position: Mapped[int]
    title: Mapped[str] = mapped_column(String(80))
    kind: Mapped[str] = mapped_column(String(8))  # issue, claim, debrief, other
    carried: Mapped[int] = mapped_column(default=0, server_default="0")
    left_open: Mapped[bool] = mapped_column(default=False, server_default="0")
    said: Mapped[str] = mapped_column(Text, default="", server_default="")
    decision: Mapped[str] = mapped_column(String(12), default="", server_default="")  # DECISIONS
    decision_words: Mapped[str] = mapped_column(Text, default="", server_default="")
    route: Mapped[int | None]
    unit_id: Mapped[int | None] = mapped_column(ForeignKey(PartnerUnit.id))
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey(Organisation.id))
    agency_id: Mapped[int | None] = mapped_column(ForeignKey(Agency.id))
    owner_name: Mapped[str] = mapped_column(String(100), default="", server_default="")
    due_on: Mapped[date | None]
    votes_for: Mapped[int | None]
    votes_against: Mapped[int | None]
    votes_abstain: Mapped[int | None]
    decided_at: Mapped[datetime | None]
    clerk_name: Mapped[str] = mapped_column(String(50), default="", server_default="")
    action_id: Mapped[int | None]  # GovernanceAction that carried the decision out


class Debrief(Versioned, Base):
    """A member's or first secretary's report on a period, and how it was judged (述职)."""

    __tablename__ = "debrief"

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey(JointMeeting.id), index=True)
    seat_id: Mapped[int | None] = mapped_column(ForeignKey(Seat.id), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id), index=True)
    outsider_id: Mapped[int | None] = mapped_column(ForeignKey(Outsider.id), index=True)
    name: Mapped[str] = mapped_column(String(100))
    duty: Mapped[str] = mapped_column(String(60), default="", server_default="")
    period: Mapped[str] = mapped_column(String(20))  # 2026年上半年
    given_on: Mapped[date]
    text: Mapped[str] = mapped_column(Text, default="", server_default="")
    score: Mapped[int | None]  # 0-100
    good: Mapped[int] = mapped_column(default=0, server_default="0")  # 优秀, votes
    fair: Mapped[int] = mapped_column(default=0, server_default="0")  # 称职
    passable: Mapped[int] = mapped_column(default=0, server_default="0")  # 基本称职
    poor: Mapped[int] = mapped_column(default=0, server_default="0")  # 不称职
    clerk_name: Mapped[str] = mapped_column(String(50))
    recorded_at: Mapped[datetime]
