"""Volunteers (志愿者): who they are, what they can, when they may, what they wish."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from gridhall.db.base import Base, Versioned
from gridhall.exchange.models import ImportBatch
from gridhall.organisation.models import Outsider, PartnerUnit
from gridhall.places.models import Grid
from gridhall.registry.models import Person


class Squad(Versioned, Base):
    """A squad of the hall's team (小分队), e.g. 矛盾化解."""

    __tablename__ = "squad"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(30), unique=True)
    place: Mapped[int] = mapped_column(default=0, server_default="0")
    ended_on: Mapped[date | None]


class Skill(Versioned, Base):
    """Something a volunteer can (专业技能); some need a paper that expires (健康证、驾驶证)."""

    __tablename__ = "skill"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(30), unique=True)
    needs_paper: Mapped[bool] = mapped_column(default=False, server_default="0")
    place: Mapped[int] = mapped_column(default=0, server_default="0")
    ended_on: Mapped[date | None]


class Volunteer(Versioned, Base):
    """A resident or an outsider who serves (志愿服务记录与证明出具办法 §5: personal basics).

    Name, sex, birth date, ID number and phone are the person's or the outsider's own.
    """

    __tablename__ = "volunteer"
    __table_args__ = (
        CheckConstraint("(person_id IS NULL) <> (outsider_id IS NULL)", name="one_self"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id), unique=True)
    outsider_id: Mapped[int | None] = mapped_column(ForeignKey(Outsider.id), unique=True)
    number: Mapped[str] = mapped_column(String(30), default="", server_default="")  # 志愿者编号
    unit_id: Mapped[int | None] = mapped_column(ForeignKey(PartnerUnit.id), index=True)  # 报到单位
    area: Mapped[str] = mapped_column(String(60), default="", server_default="")  # 居住区域
    category: Mapped[str] = mapped_column(String(60), default="", server_default="")  # 服务类别
    home_grid_id: Mapped[int | None] = mapped_column(ForeignKey(Grid.id))
    state: Mapped[str] = mapped_column(String(8), default="active", server_default="active")
    joined_on: Mapped[date | None]
    left_on: Mapped[date | None]  # 退出
    consent_on: Mapped[date | None]  # §6: recorded with the volunteer's consent
    consent_how: Mapped[str] = mapped_column(String(60), default="", server_default="")
    max_per_month: Mapped[int | None]  # service days a month
    guardian_name: Mapped[str] = mapped_column(String(50), default="", server_default="")
    guardian_phone: Mapped[str] = mapped_column(String(30), default="", server_default="")
    guardian_consent_on: Mapped[date | None]  # of a minor (民法典 §19)
    accompanied: Mapped[bool] = mapped_column(default=False, server_default="0")  # 监护人陪同
    insured_until: Mapped[date | None]  # 志愿服务保险
    note: Mapped[str] = mapped_column(String(400), default="", server_default="")
    batch_id: Mapped[int | None] = mapped_column(ForeignKey(ImportBatch.id))


class VolunteerSquad(Base):
    """A volunteer belongs to a squad."""

    __tablename__ = "volunteer_squad"
    __table_args__ = (UniqueConstraint("volunteer_id", "squad_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    volunteer_id: Mapped[int] = mapped_column(ForeignKey(Volunteer.id), index=True)
    squad_id: Mapped[int] = mapped_column(ForeignKey(Squad.id), index=True)


class VolunteerSkill(Base):
    """A volunteer has a skill; with a paper until `valid_until`, that day included."""

    __tablename__ = "volunteer_skill"
    __table_args__ = (UniqueConstraint("volunteer_id", "skill_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    volunteer_id: Mapped[int] = mapped_column(ForeignKey(Volunteer.id), index=True)
    skill_id: Mapped[int] = mapped_column(ForeignKey(Skill.id), index=True)
    paper: Mapped[str] = mapped_column(String(60), default="", server_default="")  # 证件编号
    valid_until: Mapped[date | None]


class Availability(Base):
    """When a volunteer may or may not serve (可服务时段).

    A weekly row has `weekday` (0 Monday); a dated row has `since` and `until` (both included).
    Dated rows that touch the day decide before weekly ones; `is_free` False is 没空. Minutes after
    midnight; the whole day is 0 to 1440.
    """

    __tablename__ = "availability"
    __table_args__ = (
        CheckConstraint("(weekday IS NULL) <> (since IS NULL)", name="weekly_or_dated"),
        CheckConstraint("starts < ends", name="forward"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    volunteer_id: Mapped[int] = mapped_column(ForeignKey(Volunteer.id), index=True)
    weekday: Mapped[int | None]
    since: Mapped[date | None]
    until: Mapped[date | None]
    starts: Mapped[int] = mapped_column(default=0, server_default="0")
    ends: Mapped[int] = mapped_column(default=1440, server_default="1440")
    is_free: Mapped[bool]
    note: Mapped[str] = mapped_column(String(60), default="", server_default="")


class Wish(Base):
    """What a volunteer wishes or refuses: a duty (by name), a squad, a grid, or part of a day.

    A refusal is never overridden by the roster. target_kind: duty, squad, grid, half (am, pm).
    """

    __tablename__ = "wish"
    __table_args__ = (UniqueConstraint("volunteer_id", "target_kind", "target"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    volunteer_id: Mapped[int] = mapped_column(ForeignKey(Volunteer.id), index=True)
    kind: Mapped[str] = mapped_column(String(8))  # wish, refusal
    target_kind: Mapped[str] = mapped_column(String(8))
    target: Mapped[str] = mapped_column(String(30))  # duty's name, squad's id, grid's id, am, pm


class Pairing(Base):
    """Two volunteers who must not serve together (apart), or who like to (together)."""

    __tablename__ = "pairing"
    __table_args__ = (
        UniqueConstraint("one_id", "other_id"),
        CheckConstraint("one_id < other_id", name="ordered"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    one_id: Mapped[int] = mapped_column(ForeignKey(Volunteer.id), index=True)
    other_id: Mapped[int] = mapped_column(ForeignKey(Volunteer.id), index=True)
    kind: Mapped[str] = mapped_column(String(8))  # apart, together


class Merit(Base):
    """A training a volunteer took (§8), or an award (§9); a wrong one is voided, never deleted."""

    __tablename__ = "volunteer_merit"
    __table_args__ = (Index("ix_volunteer_merit_happened_on", "happened_on"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    volunteer_id: Mapped[int] = mapped_column(ForeignKey(Volunteer.id), index=True)
    kind: Mapped[str] = mapped_column(String(8))  # training, award
    name: Mapped[str] = mapped_column(String(60))
    content: Mapped[str] = mapped_column(String(200), default="", server_default="")
    minutes: Mapped[int | None]  # of a training
    given_by: Mapped[str] = mapped_column(String(100), default="", server_default="")
    happened_on: Mapped[date]
    recorded_at: Mapped[datetime]
    clerk_name: Mapped[str] = mapped_column(String(50))
    void_reason: Mapped[str | None] = mapped_column(String(100))
    batch_id: Mapped[int | None] = mapped_column(ForeignKey(ImportBatch.id))


class StarLevel(Base):
    """How many hours a star takes (星级): the hall's own table."""

    __tablename__ = "star_level"

    stars: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    hours: Mapped[int] = mapped_column(unique=True)
