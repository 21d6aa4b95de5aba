"""Dated facts beside a person: where they live and own, tags, guardians, who is not the same."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from gridhall.db.base import Base, Versioned
from gridhall.exchange.models import ImportBatch
from gridhall.places.models import Dwelling
from gridhall.registry.models.people import Person


class PersonPlace(Base):
    """Where a person lives (residence) or owns (property), if not simply in the household's home.

    `dwelling_id` for a home of this hall, `address` for one elsewhere.
    """

    __tablename__ = "person_place"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey(Person.id), index=True)
    aspect: Mapped[str] = mapped_column(String(10))  # residence, property
    dwelling_id: Mapped[int | None] = mapped_column(ForeignKey(Dwelling.id), index=True)
    address: Mapped[str] = mapped_column(String(200), default="", server_default="")
    since: Mapped[date | None]
    until: Mapped[date | None]
    recorded_at: Mapped[datetime]
    clerk_name: Mapped[str] = mapped_column(String(50))


class TagKind(Versioned, Base):
    """A tag the hall uses (标签): 空巢, 孤寡, 残疾, 低保, 退役 ..., and from which role on."""

    __tablename__ = "tag_kind"

    code: Mapped[str] = mapped_column(String(20), primary_key=True)
    name: Mapped[str] = mapped_column(String(20), unique=True)
    visible_to: Mapped[str] = mapped_column(String(16), default="counter")  # a role
    sensitive: Mapped[bool] = mapped_column(default=False)  # PIPL art. 28
    active: Mapped[bool] = mapped_column(default=True)


class PersonTag(Base):
    """A person bears a tag from `since` until the day before `until`."""

    __tablename__ = "person_tag"
    __table_args__ = (Index("ix_person_tag_tag", "tag", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey(Person.id), index=True)
    tag: Mapped[str] = mapped_column(ForeignKey(TagKind.code))
    since: Mapped[date | None]
    until: Mapped[date | None]
    note: Mapped[str] = mapped_column(String(200), default="", server_default="")
    recorded_at: Mapped[datetime]
    clerk_name: Mapped[str] = mapped_column(String(50))
    batch_id: Mapped[int | None] = mapped_column(ForeignKey(ImportBatch.id))


class Guardian(Base):
    """Who answers for a minor (监护人): a resident of the hall, or somebody by name and phone."""

    __tablename__ = "guardian"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey(Person.id), index=True)
    guardian_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id), index=True)
    name: Mapped[str] = mapped_column(String(100), default="", server_default="")
    phone: Mapped[str] = mapped_column(String(30), default="", server_default="")
    relation: Mapped[str] = mapped_column(String(20))  # in words: 父亲, 母亲, 祖母 ...
    since: Mapped[date | None]
    until: Mapped[date | None]
    recorded_at: Mapped[datetime]
    clerk_name: Mapped[str] = mapped_column(String(50))


class NotSame(Base):
    """Two people a clerk has told apart; asked again once either record has changed."""

    __tablename__ = "not_same"
    __table_args__ = (UniqueConstraint("person_id", "other_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey(Person.id))  # the lower id
    other_id: Mapped[int] = mapped_column(ForeignKey(Person.id), index=True)
    person_version: Mapped[int]
    other_version: Mapped[int]
    recorded_at: Mapped[datetime]
    clerk_name: Mapped[str] = mapped_column(String(50))


class SavedList(Versioned, Base):
    """A list a clerk asks for again (常用名单): filters, columns, order."""

    __tablename__ = "saved_list"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(40), unique=True)
    definition: Mapped[str] = mapped_column(String(4000))  # JSON
    clerk_name: Mapped[str] = mapped_column(String(50))
    saved_at: Mapped[datetime]
