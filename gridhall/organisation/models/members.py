"""Party members and where their relation is kept (组织关系)."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from gridhall.db.base import Base, Versioned
from gridhall.exchange.models import ImportBatch
from gridhall.organisation.models.seats import ONE_OF_TWO, Outsider
from gridhall.organisation.models.tree import Organisation
from gridhall.organisation.models.units import PartnerUnit
from gridhall.registry.models import Person


class PartyMember(Versioned, Base):
    """A party member (党员): a resident, or somebody from outside."""

    __tablename__ = "party_member"
    __table_args__ = (CheckConstraint(ONE_OF_TWO, name="one_self"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id), unique=True)
    outsider_id: Mapped[int | None] = mapped_column(ForeignKey(Outsider.id), unique=True)
    joined_on: Mapped[date | None]  # 入党日期
    full_on: Mapped[date | None]  # 转正日期; None: still 预备党员 (or unknown)
    batch_id: Mapped[int | None] = mapped_column(ForeignKey(ImportBatch.id))


class PartyRelation(Base):
    """A member belongs to a branch or group, or has reported there (在职党员报到).

    `kind` is member (组织关系在此) or reported (关系仍在单位). One open relation of kind member.
    """

    __tablename__ = "party_relation"
    __table_args__ = (
        Index(
            "uq_party_relation_open",
            "member_id",
            unique=True,
            sqlite_where=text("until IS NULL AND kind = 'member'"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey(PartyMember.id), index=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey(Organisation.id), index=True)
    kind: Mapped[str] = mapped_column(String(10), default="member", server_default="member")
    unit_id: Mapped[int | None] = mapped_column(ForeignKey(PartnerUnit.id), index=True)
    since: Mapped[date | None]
    until: Mapped[date | None]
    came_from: Mapped[str] = mapped_column(String(100), default="", server_default="")  # 转出单位
    went_to: Mapped[str] = mapped_column(String(100), default="", server_default="")  # 转往单位
    letter_in: Mapped[str] = mapped_column(String(40), default="", server_default="")  # 介绍信编号
    letter_out: Mapped[str] = mapped_column(String(40), default="", server_default="")
    receipt_on: Mapped[date | None]  # 转出后收到回执的日子
    why: Mapped[str] = mapped_column(String(100), default="", server_default="")
    recorded_at: Mapped[datetime]
    clerk_name: Mapped[str] = mapped_column(String(50))
    batch_id: Mapped[int | None] = mapped_column(ForeignKey(ImportBatch.id))
