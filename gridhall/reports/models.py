"""Tables of reports: who receives which workbook, how it is filled, what was sent."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from gridhall.db.base import Base, Versioned


class ReportReceiver(Versioned, Base):
    """Whom reports go to (接收单位), e.g. the street's service centre."""

    __tablename__ = "report_receiver"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(60), unique=True)
    contact: Mapped[str] = mapped_column(String(100), default="", server_default="")
    active: Mapped[bool] = mapped_column(default=True)


class ReportLayout(Versioned, Base):
    """A receiver's own workbook and which of our figures go into which of its cells."""

    __tablename__ = "report_layout"
    __table_args__ = (UniqueConstraint("receiver_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    receiver_id: Mapped[int] = mapped_column(ForeignKey(ReportReceiver.id))
    name: Mapped[str] = mapped_column(String(60))
    period: Mapped[str] = mapped_column(String(10))  # month, quarter, year
    due_day: Mapped[int] = mapped_column(default=5)  # working day after the period; 0: none
    workbook: Mapped[bytes] = mapped_column(LargeBinary)
    mapping: Mapped[str] = mapped_column(Text)  # JSON, see reports.rules.layouts
    active: Mapped[bool] = mapped_column(default=True)


class ReportSending(Base):
    """A frozen copy of what was sent for a period; a correction is a further sending."""

    __tablename__ = "report_sending"
    __table_args__ = (UniqueConstraint("layout_id", "period", "nth"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    layout_id: Mapped[int] = mapped_column(ForeignKey(ReportLayout.id))
    period: Mapped[str] = mapped_column(String(7))  # 2026-11, 2026-Q4, 2026
    nth: Mapped[int]
    first_on: Mapped[date]
    last_on: Mapped[date]
    is_zero: Mapped[bool]  # 零报告
    figures: Mapped[str] = mapped_column(Text)  # JSON: every figure used, with its rows' ids
    workbook: Mapped[bytes] = mapped_column(LargeBinary)
    sha256: Mapped[str] = mapped_column(String(64))
    sent_at: Mapped[datetime]
    clerk_name: Mapped[str] = mapped_column(String(50))
    reason: Mapped[str] = mapped_column(String(200), default="", server_default="")
