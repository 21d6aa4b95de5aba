"""好差评: what visitors say, and what is done about a bad one."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from gridhall.db.base import Base, Versioned
from gridhall.service_desk.models.cases import ServiceCase


class CaseRating(Base):
    """One visitor's word on one case (一次一评), GB/T 39046 满意度: 1 is best, 4 and 5 are bad."""

    __tablename__ = "case_rating"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey(ServiceCase.id), unique=True)
    satisfaction: Mapped[int]  # 1 非常满意 2 满意 3 基本满意 4 不满意 5 非常不满意
    words: Mapped[str] = mapped_column(Text, default="", server_default="")
    channel: Mapped[str] = mapped_column(String(10))  # window, paper, phone
    is_named: Mapped[bool] = mapped_column(default=True)  # 实名
    rated_at: Mapped[datetime] = mapped_column(index=True)
    recorded_at: Mapped[datetime]
    served_by: Mapped[str] = mapped_column(String(50))  # who served; never shown the rating
    clerk_name: Mapped[str] = mapped_column(String(50), default="", server_default="")
    request_key: Mapped[str] = mapped_column(String(36), unique=True)


class RatingFollowUp(Versioned, Base):
    """What is done about a bad rating: the call within one working day, the repair, the end."""

    __tablename__ = "rating_follow_up"

    id: Mapped[int] = mapped_column(primary_key=True)
    rating_id: Mapped[int] = mapped_column(ForeignKey(CaseRating.id), unique=True)
    state: Mapped[str] = mapped_column(String(10))  # open, called, mended, unfounded
    call_due_on: Mapped[date]  # the call's deadline: the next working day's closing
    called_at: Mapped[datetime | None]
    called_by: Mapped[str] = mapped_column(String(50), default="", server_default="")
    call_words: Mapped[str] = mapped_column(Text, default="", server_default="")
    mend_due_on: Mapped[date | None]  # 15 working days
    mended_at: Mapped[datetime | None]
    mend_words: Mapped[str] = mapped_column(Text, default="", server_default="")
    closed_by: Mapped[str] = mapped_column(String(50), default="", server_default="")
