"""One act of the desk on the register (登记变动), with what is needed to take it back."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from gridhall.db.base import Base


class RegisterAction(Base):
    """What was done, for which day, why, on which paper; never changed but for `undone_by`.

    `images` are the rows it touched, before and after: taking it back puts `before` again.
    """

    __tablename__ = "register_action"
    __table_args__ = (Index("ix_register_action_happened_on", "happened_on", "kind"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))  # labels.EVENTS
    happened_on: Mapped[date]
    reported_on: Mapped[date]
    recorded_at: Mapped[datetime]
    clerk_name: Mapped[str] = mapped_column(String(50))
    reason: Mapped[str] = mapped_column(String(200), default="", server_default="")
    paper: Mapped[str] = mapped_column(String(100), default="", server_default="")  # 凭证
    doubts: Mapped[str] = mapped_column(Text, default="", server_default="")
    images: Mapped[str] = mapped_column(Text, default="[]", server_default="[]")  # JSON
    undo_of: Mapped[int | None] = mapped_column(ForeignKey("register_action.id"), unique=True)
    undone_by: Mapped[int | None] = mapped_column(ForeignKey("register_action.id"))
    request_key: Mapped[str | None] = mapped_column(String(36), unique=True)
