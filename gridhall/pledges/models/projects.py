"""Benefit projects (惠民实事): their money and their progress."""

from datetime import date

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from gridhall.db.base import Base
from gridhall.pledges.models.lists import ListItem


class ProjectMoney(Base):
    """Money of a project: where it came from, what it was spent on; never changed, only countered.

    kind: planned, raised (到位), spent (支出). A negative amount counters an earlier row.
    """

    __tablename__ = "project_money"

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey(ListItem.id), index=True)
    kind: Mapped[str] = mapped_column(String(8))
    day: Mapped[date]
    fen: Mapped[int]
    source: Mapped[str] = mapped_column(String(60))  # 财政、单位、社会筹集 … or what for
    note: Mapped[str] = mapped_column(String(100), default="", server_default="")
    clerk_name: Mapped[str] = mapped_column(String(50))


class ProjectStep(Base):
    """How far a project was on a day, in per cent and words."""

    __tablename__ = "project_step"

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey(ListItem.id), index=True)
    day: Mapped[date]
    percent: Mapped[int]
    words: Mapped[str] = mapped_column(String(200))
    clerk_name: Mapped[str] = mapped_column(String(50))
