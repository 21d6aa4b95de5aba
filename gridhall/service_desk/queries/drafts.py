"""Drafts (草稿): what a clerk left open, and the one a visitor's slip names."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.clerks.models import ClerkAccount
from gridhall.service_desk.models import CaseDraft, ServiceCase
from gridhall.service_desk.rules.draft import CaseDraftFields, draft_from_json
from gridhall.service_desk.rules.slips import draft_ordinal


@dataclass(frozen=True, slots=True)
class DraftRow:
    """One draft, when it was last saved, and by whom."""

    draft: CaseDraftFields
    saved_at: datetime
    clerk_id: int = 0
    clerk_name: str = ""


def drafts(session: Session, clerk_id: int) -> list[DraftRow]:
    """The clerk's drafts, the last saved first."""
    mine = _drafts().where(CaseDraft.clerk_id == clerk_id)
    newest = mine.order_by(CaseDraft.saved_at.desc())
    return [_row(kept, name) for kept, name in session.execute(newest)]


def draft_of_slip(session: Session, ordinal: int) -> DraftRow | None:
    """The draft that a slip's number names, whoever's it is."""
    for kept, name in session.execute(_drafts()):
        if draft_ordinal(kept.request_key) == ordinal:
            return _row(kept, name)
    return None


def case_of_slip(session: Session, ordinal: int) -> int | None:
    """The case that a draft with this slip has become; of two, the newest."""
    became = select(ServiceCase.id).where(ServiceCase.slip_number == ordinal)
    return session.scalar(became.order_by(ServiceCase.id.desc()).limit(1))


def _drafts() -> Any:  # a Select of two columns, whose type differs between SQLAlchemy's versions
    return select(CaseDraft, ClerkAccount.name).join(
        ClerkAccount, ClerkAccount.id == CaseDraft.clerk_id
    )


def _row(kept: CaseDraft, name: str) -> DraftRow:
    return DraftRow(draft_from_json(kept.fields), kept.saved_at, kept.clerk_id, name)
