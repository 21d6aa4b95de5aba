"""Sign-in on the day (签到) and the ledger of hours (时长台账), whose rows never change."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from gridhall.db.base import Base, Versioned
from gridhall.exchange.models import ImportBatch
from gridhall.volunteering.models.days import Assignment, Cell, ServiceDay
from gridhall.volunteering.models.volunteers import Volunteer


class Attendance(Versioned, Base):
    """Somebody came, did not come or was excused, to one post of one day.

    `signed_in` and `signed_out` are the hall's wall clock in minutes after the day's midnight (an
    end after midnight passes 1440); the moments a clerk noted them are in the audit trail.
    """

    __tablename__ = "attendance"
    __table_args__ = (
        Index(
            "uq_attendance_assignment",
            "assignment_id",
            unique=True,
            sqlite_where=text("assignment_id IS NOT NULL AND state <> 'void'"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    day_id: Mapped[int] = mapped_column(ForeignKey(ServiceDay.id), index=True)
    volunteer_id: Mapped[int] = mapped_column(ForeignKey(Volunteer.id), index=True)
    cell_id: Mapped[int | None] = mapped_column(ForeignKey(Cell.id))
    assignment_id: Mapped[int | None] = mapped_column(ForeignKey(Assignment.id))
    kind: Mapped[str] = mapped_column(String(12))  # rostered, walk_in, substitute
    state: Mapped[str] = mapped_column(String(8))  # present, no_show, excused, void
    way: Mapped[str] = mapped_column(String(8))  # typed, scanned, paper
    signed_in: Mapped[int | None]
    signed_out: Mapped[int | None]
    quality: Mapped[str] = mapped_column(String(1), default="", server_default="")  # §10
    remark: Mapped[str] = mapped_column(String(100), default="", server_default="")
    is_unpaid: Mapped[bool] = mapped_column(default=True, server_default="1")  # §19
    recorded_at: Mapped[datetime]
    clerk_name: Mapped[str] = mapped_column(String(50))


class HoursEntry(Base):
    """One row of the ledger of hours (Order 67 §7): appended, chained by hash, never changed.

    A correction is a reversing row (`minutes` negative, `reverses_seq`, a reason) and a new one.
    Triggers refuse UPDATE and DELETE.
    """

    __tablename__ = "hours_entry"
    __table_args__ = (
        CheckConstraint("starts < ends", name="forward"),
        Index("ix_hours_entry_served_on", "served_on"),
    )

    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    volunteer_id: Mapped[int] = mapped_column(ForeignKey(Volunteer.id), index=True)
    day_id: Mapped[int | None] = mapped_column(ForeignKey(ServiceDay.id), index=True)
    attendance_id: Mapped[int | None] = mapped_column(ForeignKey(Attendance.id), index=True)
    activity: Mapped[str] = mapped_column(String(60))  # 活动名称
    served_on: Mapped[date]
    spot: Mapped[str] = mapped_column(String(100))
    content: Mapped[str] = mapped_column(String(100))  # 服务内容
    starts: Mapped[int]  # minutes after midnight
    ends: Mapped[int]
    minutes: Mapped[int]  # credited after rounding; negative: reversed
    organiser: Mapped[str] = mapped_column(String(100))  # 活动组织单位
    is_own: Mapped[bool]  # organised by this hall: only these may be certified (§26)
    leader: Mapped[str] = mapped_column(String(50))  # 活动负责人
    quality: Mapped[str] = mapped_column(String(1))
    reverses_seq: Mapped[int | None] = mapped_column(ForeignKey("hours_entry.seq"), unique=True)
    reason: Mapped[str] = mapped_column(String(100))
    source: Mapped[str] = mapped_column(String(12))  # day, typed, import, visit, correction
    recorded_on: Mapped[date]
    recorded_at: Mapped[datetime]
    clerk_name: Mapped[str] = mapped_column(String(50))
    batch_id: Mapped[int | None] = mapped_column(ForeignKey(ImportBatch.id))
    prev_hash: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64), unique=True)
