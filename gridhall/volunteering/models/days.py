"""Service days (集中服务日): policy, days, shifts, posts, seats on them, publications, acts."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from gridhall.db.acts import ActRow
from gridhall.db.base import Base, Versioned
from gridhall.exchange.models import ImportBatch
from gridhall.places.models import Grid
from gridhall.volunteering.models.volunteers import Skill, Squad, Volunteer


class DayPolicy(Base):
    """What the hall does with its nominal days from `since` on; rows are added, never changed.

    Of two with the same `since` the later holds.
    """

    __tablename__ = "service_day_policy"

    id: Mapped[int] = mapped_column(primary_key=True)
    since: Mapped[date]
    nominal_days: Mapped[str] = mapped_column(String(40))  # "15,25"
    policy: Mapped[str] = mapped_column(String(12))  # rules.days.POLICIES
    merge_closer_than: Mapped[int]  # days; 0: only days on one date are one
    same_month: Mapped[bool]
    only_holidays: Mapped[bool]  # an ordinary weekend does not move a day
    noted_at: Mapped[datetime]
    clerk_name: Mapped[str] = mapped_column(String(50))


class ServiceDay(Versioned, Base):
    """A service day somebody has planned, moved or held, or another activity of the hall's own.

    Days that nobody touched are not stored: queries.days derives them from the policy.
    """

    __tablename__ = "service_day"
    __table_args__ = (Index("ix_service_day_held_on", "held_on"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    nominal: Mapped[date | None] = mapped_column(unique=True)  # None: an activity of another day
    held_on: Mapped[date | None]  # None: skipped
    is_by_hand: Mapped[bool] = mapped_column(default=False, server_default="0")
    reason: Mapped[str] = mapped_column(String(100), default="", server_default="")
    name: Mapped[str] = mapped_column(String(60), default="集中服务日")  # 活动名称
    spot: Mapped[str] = mapped_column(String(100), default="", server_default="")  # 地点
    leader: Mapped[str] = mapped_column(String(50), default="", server_default="")  # 活动负责人
    organiser: Mapped[str] = mapped_column(String(100), default="", server_default="")  # "" our own
    rain_plan: Mapped[str] = mapped_column(String(200), default="", server_default="")
    risks: Mapped[str] = mapped_column(String(400), default="", server_default="")  # 风险告知
    summary: Mapped[str] = mapped_column(Text, default="", server_default="")  # 小结
    published_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]  # 结束并生成时长
    batch_id: Mapped[int | None] = mapped_column(ForeignKey(ImportBatch.id))


class Duty(Versioned, Base):
    """A kind of post the hall offers again and again, e.g. 义诊测压 (岗位目录)."""

    __tablename__ = "duty"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(30), unique=True)
    content: Mapped[str] = mapped_column(String(100), default="", server_default="")  # 服务内容
    skill_id: Mapped[int | None] = mapped_column(ForeignKey(Skill.id))
    squad_id: Mapped[int | None] = mapped_column(ForeignKey(Squad.id))
    wanted: Mapped[int] = mapped_column(default=1, server_default="1")
    minimum: Mapped[int] = mapped_column(default=1, server_default="1")
    needs_party: Mapped[bool] = mapped_column(default=False, server_default="0")
    is_dangerous: Mapped[bool] = mapped_column(default=False, server_default="0")  # no minors
    place: Mapped[int] = mapped_column(default=0, server_default="0")
    ended_on: Mapped[date | None]


class Shift(Base):
    """A span of one day, e.g. 上午一 08:30-10:00; minutes after midnight, the end may pass 1440."""

    __tablename__ = "shift"
    __table_args__ = (
        UniqueConstraint("day_id", "place"),
        CheckConstraint("starts < ends", name="forward"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    day_id: Mapped[int] = mapped_column(ForeignKey(ServiceDay.id), index=True)
    place: Mapped[int]
    name: Mapped[str] = mapped_column(String(20))
    starts: Mapped[int]
    ends: Mapped[int]


class Post(Base):
    """A post of one day (岗位): what, where, who is fit for it."""

    __tablename__ = "post"
    __table_args__ = (UniqueConstraint("day_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    day_id: Mapped[int] = mapped_column(ForeignKey(ServiceDay.id), index=True)
    place: Mapped[int] = mapped_column(default=0, server_default="0")
    duty_id: Mapped[int | None] = mapped_column(ForeignKey(Duty.id))
    name: Mapped[str] = mapped_column(String(30))
    content: Mapped[str] = mapped_column(String(100), default="", server_default="")
    skill_id: Mapped[int | None] = mapped_column(ForeignKey(Skill.id))
    squad_id: Mapped[int | None] = mapped_column(ForeignKey(Squad.id))
    grid_id: Mapped[int | None] = mapped_column(ForeignKey(Grid.id))
    spot: Mapped[str] = mapped_column(String(60), default="", server_default="")
    needs_party: Mapped[bool] = mapped_column(default=False, server_default="0")
    is_dangerous: Mapped[bool] = mapped_column(default=False, server_default="0")


class Cell(Base):
    """A post in one shift with how many are wanted; no row: the post is not open then (不开)."""

    __tablename__ = "cell"
    __table_args__ = (
        UniqueConstraint("post_id", "shift_id"),
        CheckConstraint("0 <= minimum AND minimum <= wanted AND wanted > 0", name="counts"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    post_id: Mapped[int] = mapped_column(ForeignKey(Post.id), index=True)
    shift_id: Mapped[int] = mapped_column(ForeignKey(Shift.id), index=True)
    wanted: Mapped[int]
    minimum: Mapped[int]


class Assignment(Base):
    """A volunteer in a cell (排班): confirmed, or suggested by the solver and not yet taken."""

    __tablename__ = "assignment"
    __table_args__ = (
        Index(
            "uq_assignment_standing",
            "cell_id",
            "volunteer_id",
            unique=True,
            sqlite_where=text("state <> 'called_off'"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    cell_id: Mapped[int] = mapped_column(ForeignKey(Cell.id), index=True)
    volunteer_id: Mapped[int] = mapped_column(ForeignKey(Volunteer.id), index=True)
    state: Mapped[str] = mapped_column(String(12))  # confirmed, suggested, called_off (请假)
    why: Mapped[str] = mapped_column(String(100), default="", server_default="")  # of a call-off
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("assignment.id"))  # 顶岗
    noted_at: Mapped[datetime]
    clerk_name: Mapped[str] = mapped_column(String(50))


class Publication(Base):
    """A day's roster as it was published (发布): what the next one is compared with."""

    __tablename__ = "roster_publication"

    id: Mapped[int] = mapped_column(primary_key=True)
    day_id: Mapped[int] = mapped_column(ForeignKey(ServiceDay.id), index=True)
    published_at: Mapped[datetime]
    clerk_name: Mapped[str] = mapped_column(String(50))
    content: Mapped[str] = mapped_column(Text)  # JSON [[cell_id, volunteer_id], …], sorted


class DayTemplate(Versioned, Base):
    """Shifts, posts and cells to begin a day with (模板)."""

    __tablename__ = "day_template"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(40), unique=True)
    content: Mapped[str] = mapped_column(Text)  # JSON of rules.plan.PlanDraft


class ServiceAction(ActRow, Base):
    """One act on volunteers, days or pledges; `images` are what taking back needs."""

    __tablename__ = "service_action"
