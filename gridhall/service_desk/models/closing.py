"""The end of a day and of a month: hand-over sheets, closed months."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from gridhall.clerks.models import ClerkAccount
from gridhall.db.base import Base, Versioned


class DayHandover(Base):
    """What one clerk hands to another at the end of a shift (交接单); its cases are frozen."""

    __tablename__ = "day_handover"

    id: Mapped[int] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(index=True)
    from_name: Mapped[str] = mapped_column(String(50))
    to_id: Mapped[int] = mapped_column(ForeignKey(ClerkAccount.id))
    to_name: Mapped[str] = mapped_column(String(50))
    note: Mapped[str] = mapped_column(Text, default="", server_default="")
    cases: Mapped[str] = mapped_column(Text)  # JSON: [{number, item, state, due_on, word}]
    handed_at: Mapped[datetime]
    request_key: Mapped[str] = mapped_column(String(36), unique=True)


class MonthClose(Versioned, Base):
    """A month whose figures are final (月结): nothing is entered into it until it is reopened."""

    __tablename__ = "month_close"

    month: Mapped[str] = mapped_column(String(7), primary_key=True)  # 2026-11
    closed_at: Mapped[datetime]
    closed_by: Mapped[str] = mapped_column(String(50))
    figures: Mapped[str] = mapped_column(Text)  # JSON, as they were at closing
    reopened_at: Mapped[datetime | None]
    reopened_by: Mapped[str] = mapped_column(String(50), default="", server_default="")
    reason: Mapped[str] = mapped_column(String(200), default="", server_default="")
