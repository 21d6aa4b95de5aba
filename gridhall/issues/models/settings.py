"""What the ledger sorts by: categories in two levels, the whistle matrix (五哨五到)."""

from datetime import date

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from gridhall.db.base import Base, Versioned


class IssueCategory(Versioned, Base):
    """A category of issues (问题类别); a leaf has a parent, issues are filed under leaves."""

    __tablename__ = "issue_category"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(10), unique=True)  # 01 the group, 0103 a leaf
    name: Mapped[str] = mapped_column(String(30))
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("issue_category.id"), index=True)
    words: Mapped[str] = mapped_column(String(200), default="", server_default="")  # said for it
    size: Mapped[str] = mapped_column(String(8), default="minor", server_default="minor")  # usual
    place: Mapped[int] = mapped_column(default=0, server_default="0")
    ended_on: Mapped[date | None]


class WhistleRule(Versioned, Base):
    """A line of the whistle matrix: who blows, who reports in, by which route, how soon."""

    __tablename__ = "whistle_rule"

    id: Mapped[int] = mapped_column(primary_key=True)
    blower: Mapped[str] = mapped_column(String(30))  # 群众, 社区党组织 ...
    responder: Mapped[str] = mapped_column(String(30))  # 党员（民警）, 网格部门 ...
    route: Mapped[int | None]  # 1-4
    report_days: Mapped[int] = mapped_column(default=1, server_default="1")  # working days
    note: Mapped[str] = mapped_column(String(100), default="", server_default="")
    place: Mapped[int] = mapped_column(default=0, server_default="0")
    ended_on: Mapped[date | None]


class ScoreNote(Base):
    """Points given or taken by hand in a unit's scoring (量化考核加减分), with the reason."""

    __tablename__ = "score_note"

    id: Mapped[int] = mapped_column(primary_key=True)
    owner_key: Mapped[str] = mapped_column(String(30), index=True)  # unit:3, organisation:7 ...
    day: Mapped[date]
    points: Mapped[int]
    reason: Mapped[str] = mapped_column(String(100))
    clerk_name: Mapped[str] = mapped_column(String(50))
