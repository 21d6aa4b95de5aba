"""What bears on a case's clocks: pauses, the one extension, the one-time notices."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from gridhall.db.base import Base
from gridhall.service_desk.models.cases import ServiceCase


class CasePause(Base):
    """Days that do not count (特别程序、补正等待): from a day, until one; open while it lasts."""

    __tablename__ = "case_pause"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey(ServiceCase.id), index=True)
    kind: Mapped[str] = mapped_column(String(20))  # labels.PAUSES
    reason: Mapped[str] = mapped_column(String(200))
    began_on: Mapped[date]
    expected_on: Mapped[date | None]  # when it should be over; a reminder, no limit
    ended_on: Mapped[date | None]
    outcome: Mapped[str] = mapped_column(String(200), default="", server_default="")
    recorded_at: Mapped[datetime]
    clerk_name: Mapped[str] = mapped_column(String(50))
    ended_by: Mapped[str] = mapped_column(String(50), default="", server_default="")


class CaseExtension(Base):
    """The one extension of a case (延期): asked for by one, approved or refused by a supervisor."""

    __tablename__ = "case_extension"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey(ServiceCase.id), index=True)
    days: Mapped[int]  # working days
    reason: Mapped[str] = mapped_column(String(200))
    state: Mapped[str] = mapped_column(String(10))  # asked, approved, refused
    asked_at: Mapped[datetime]
    asked_by: Mapped[str] = mapped_column(String(50))
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[str] = mapped_column(String(50), default="", server_default="")
    opinion: Mapped[str] = mapped_column(String(200), default="", server_default="")


class CaseNotice(Base):
    """A one-time notice (一次性告知): what lacked that day, and by when it is to be brought."""

    __tablename__ = "case_notice"
    __table_args__ = (UniqueConstraint("case_id", "nth"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey(ServiceCase.id))
    nth: Mapped[int]  # 1; a second needs a supervisor
    lacking: Mapped[str] = mapped_column(Text)  # JSON: [{position, name, problem}]
    due_on: Mapped[date]
    given_at: Mapped[datetime]
    clerk_name: Mapped[str] = mapped_column(String(50))
    approved_by: Mapped[str] = mapped_column(String(50), default="", server_default="")
    reason: Mapped[str] = mapped_column(String(200), default="", server_default="")
