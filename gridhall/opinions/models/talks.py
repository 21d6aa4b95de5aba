"""Where residents speak: topics in four stages (四民), reception days (业主接待日)."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from gridhall.db.base import Base, Versioned
from gridhall.issues.models import Issue
from gridhall.organisation.models import Organisation
from gridhall.places.models import Compound, Dwelling, Grid
from gridhall.registry.models import Person


class AutonomyTopic(Versioned, Base):
    """民事民提、民议、民决、民评: a topic of a compound or grid through its four stages.

    stage: proposed, discussed, decided, judged, or dropped (with `why`). `rule` says what a vote
    needs (民法典 §278): half (参与表决过半数同意) or three_quarters, of two thirds taking part.
    """

    __tablename__ = "autonomy_topic"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(40), unique=True)  # 议〔2026〕001
    title: Mapped[str] = mapped_column(String(80))
    content: Mapped[str] = mapped_column(Text, default="", server_default="")
    compound_id: Mapped[int | None] = mapped_column(ForeignKey(Compound.id), index=True)
    grid_id: Mapped[int | None] = mapped_column(ForeignKey(Grid.id), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id), index=True)
    proposer: Mapped[str] = mapped_column(String(100), default="", server_default="")
    stage: Mapped[str] = mapped_column(String(10))
    proposed_on: Mapped[date]
    discussed_on: Mapped[date | None]
    discussion: Mapped[str] = mapped_column(Text, default="", server_default="")
    present: Mapped[int | None]  # at the discussion
    rule: Mapped[str] = mapped_column(String(16), default="half", server_default="half")
    eligible: Mapped[int | None]  # households that may vote
    vote_from: Mapped[date | None]
    decided_on: Mapped[date | None]
    votes_for: Mapped[int | None]
    votes_against: Mapped[int | None]
    votes_abstain: Mapped[int | None]
    passed: Mapped[bool | None]
    done_on: Mapped[date | None]
    result: Mapped[str] = mapped_column(Text, default="", server_default="")
    judged_on: Mapped[date | None]
    satisfied: Mapped[int | None]
    fair: Mapped[int | None]  # 基本满意
    unsatisfied: Mapped[int | None]
    why: Mapped[str] = mapped_column(String(200), default="", server_default="")  # dropped
    issue_id: Mapped[int | None] = mapped_column(ForeignKey(Issue.id), index=True)
    clerk_name: Mapped[str] = mapped_column(String(50))


class TopicVote(Base):
    """One household's vote: for, against, abstain; one vote a door."""

    __tablename__ = "topic_vote"
    __table_args__ = (UniqueConstraint("topic_id", "dwelling_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    topic_id: Mapped[int] = mapped_column(ForeignKey(AutonomyTopic.id))
    dwelling_id: Mapped[int] = mapped_column(ForeignKey(Dwelling.id), index=True)
    choice: Mapped[str] = mapped_column(String(8))
    voted_on: Mapped[date]
    clerk_name: Mapped[str] = mapped_column(String(50))


class ReceptionDay(Versioned, Base):
    """A day on which owners are received (业主接待日); state: planned, held, cancelled."""

    __tablename__ = "reception_day"

    id: Mapped[int] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(index=True)
    starts: Mapped[str] = mapped_column(String(5), default="09:00", server_default="09:00")
    ends: Mapped[str] = mapped_column(String(5), default="11:30", server_default="11:30")
    place: Mapped[str] = mapped_column(String(60))
    compound_id: Mapped[int | None] = mapped_column(ForeignKey(Compound.id), index=True)
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey(Organisation.id), index=True)
    hosts: Mapped[str] = mapped_column(String(100))  # 接待人
    state: Mapped[str] = mapped_column(String(10))
    why: Mapped[str] = mapped_column(String(200), default="", server_default="")
    clerk_name: Mapped[str] = mapped_column(String(50))


class ReceptionVisit(Versioned, Base):
    """What somebody came with on a reception day: answered at once, or turned into an issue."""

    __tablename__ = "reception_visit"

    id: Mapped[int] = mapped_column(primary_key=True)
    reception_id: Mapped[int] = mapped_column(ForeignKey(ReceptionDay.id), index=True)
    position: Mapped[int]
    came_at: Mapped[datetime]
    person_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id), index=True)
    visitor: Mapped[str] = mapped_column(String(100))
    phone: Mapped[str] = mapped_column(String(30), default="", server_default="")
    address: Mapped[str] = mapped_column(String(100), default="", server_default="")
    words: Mapped[str] = mapped_column(Text)
    answer: Mapped[str] = mapped_column(Text, default="", server_default="")
    issue_id: Mapped[int | None] = mapped_column(ForeignKey(Issue.id), index=True)
    clerk_name: Mapped[str] = mapped_column(String(50))
