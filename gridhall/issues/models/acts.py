"""What was done to issues, meetings and opinions: the story of each, and what taking back needs."""

from datetime import date

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from gridhall.db.acts import ActRow
from gridhall.db.base import Base


class GovernanceAction(ActRow, Base):
    """One act on an issue, a meeting or an opinion; its `detail` is one line of the story.

    `state` is the state that the subject has after it, "" if the act left it as it was. `part_of`
    is the larger act that it was a part of (a decision and the issue's step): taken back together.
    """

    __tablename__ = "governance_action"
    __table_args__ = (Index("ix_governance_action_about", "subject", "subject_id", "id"),)

    happened_on: Mapped[date]
    state: Mapped[str] = mapped_column(String(16), default="", server_default="")
    part_of: Mapped[int | None] = mapped_column(ForeignKey("governance_action.id"), index=True)
