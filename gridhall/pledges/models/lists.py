"""Items of the three lists, the claims on them, and the lists as they were posted."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from gridhall.db.base import Base, Versioned
from gridhall.exchange.models import ImportBatch
from gridhall.organisation.models import Organisation, PartnerUnit, PartyMember
from gridhall.places.models import Compound, Grid
from gridhall.registry.models import Person
from gridhall.volunteering.models import Post, Skill, Volunteer


class ItemCategory(Versioned, Base):
    """A category of service (41 大类服务事项), editable."""

    __tablename__ = "item_category"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(30), unique=True)
    place: Mapped[int] = mapped_column(default=0, server_default="0")
    ended_on: Mapped[date | None]


class ListItem(Versioned, Base):
    """A need (需求), a resource (资源) or a project (项目) with a quantity that can be claimed."""

    __tablename__ = "list_item"
    __table_args__ = (
        CheckConstraint("quantity > 0", name="some"),
        Index("ix_list_item_kind", "kind", "state"),
        Index("ix_list_item_opened_on", "opened_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(40), unique=True)  # 需〔2026〕001
    kind: Mapped[str] = mapped_column(String(8))  # demand, resource, project
    title: Mapped[str] = mapped_column(String(80))
    content: Mapped[str] = mapped_column(Text, default="", server_default="")
    category_id: Mapped[int | None] = mapped_column(ForeignKey(ItemCategory.id), index=True)
    quantity: Mapped[int] = mapped_column(default=1, server_default="1")
    measure: Mapped[str] = mapped_column(String(8), default="次", server_default="次")  # 量词
    state: Mapped[str] = mapped_column(String(10))  # rules.states: open … withdrawn
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey(Organisation.id), index=True)
    unit_id: Mapped[int | None] = mapped_column(ForeignKey(PartnerUnit.id), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id), index=True)
    proposer: Mapped[str] = mapped_column(String(60), default="", server_default="")  # in words
    compound_id: Mapped[int | None] = mapped_column(ForeignKey(Compound.id))
    grid_id: Mapped[int | None] = mapped_column(ForeignKey(Grid.id))
    spot: Mapped[str] = mapped_column(String(60), default="", server_default="")
    skill_id: Mapped[int | None] = mapped_column(ForeignKey(Skill.id))
    is_practical: Mapped[bool] = mapped_column(default=False, server_default="0")  # 惠民实事
    money_fen: Mapped[int | None]
    opened_on: Mapped[date]
    due_on: Mapped[date | None]
    ended_on: Mapped[date | None]  # delivered and confirmed, or withdrawn
    why: Mapped[str] = mapped_column(String(100), default="", server_default="")
    batch_id: Mapped[int | None] = mapped_column(ForeignKey(ImportBatch.id))


class Claim(Versioned, Base):
    """Somebody takes an item on, or is asked to (双向认领), until it is confirmed.

    direction: unit (a unit or member claims a need or project of the community), community (the
    community claims a unit's resource).
    """

    __tablename__ = "claim"
    __table_args__ = (
        CheckConstraint("quantity > 0", name="some"),
        Index("ix_claim_claimed_on", "claimed_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey(ListItem.id), index=True)
    matched_id: Mapped[int | None] = mapped_column(ForeignKey(ListItem.id), index=True)  # 供需对接
    direction: Mapped[str] = mapped_column(String(10))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey(PartnerUnit.id), index=True)
    member_id: Mapped[int | None] = mapped_column(ForeignKey(PartyMember.id), index=True)
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey(Organisation.id), index=True)
    volunteer_id: Mapped[int | None] = mapped_column(ForeignKey(Volunteer.id), index=True)
    quantity: Mapped[int] = mapped_column(default=1, server_default="1")
    state: Mapped[str] = mapped_column(String(10))  # claimed, doing, delivered, confirmed, given_up
    claimed_on: Mapped[date]
    where_claimed: Mapped[str] = mapped_column(String(10))  # desk, meeting
    promised_on: Mapped[date | None]
    delivered_on: Mapped[date | None]
    confirmed_on: Mapped[date | None]
    confirmed_by: Mapped[str] = mapped_column(String(50), default="", server_default="")
    people: Mapped[int | None]  # how many took part
    served: Mapped[int | None]  # how many were served (人次)
    money_fen: Mapped[int | None]
    result: Mapped[str] = mapped_column(String(400), default="", server_default="")
    stars: Mapped[int | None]  # 满意度 1-10
    post_id: Mapped[int | None] = mapped_column(ForeignKey(Post.id), index=True)  # became a post
    why: Mapped[str] = mapped_column(String(100), default="", server_default="")
    clerk_name: Mapped[str] = mapped_column(String(50))


class MonthlyList(Base):
    """A month's list as it was posted (月服务清单): frozen."""

    __tablename__ = "monthly_list"

    id: Mapped[int] = mapped_column(primary_key=True)
    month: Mapped[str] = mapped_column(String(7), index=True)  # 2026-11
    made_at: Mapped[datetime]
    clerk_name: Mapped[str] = mapped_column(String(50))
    content: Mapped[str] = mapped_column(Text)  # JSON rows as printed
