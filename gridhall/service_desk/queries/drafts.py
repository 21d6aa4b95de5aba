"""Drafts (草稿) that a clerk left open."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.service_desk.models import CaseDraft
from gridhall.service_desk.rules.draft import CaseDraftFields, draft_from_json


@dataclass(frozen=True, slots=True)
class DraftRow:
    """One draft and when it was last saved."""

    draft: CaseDraftFields
    saved_at: datetime


def drafts(session: Session, clerk_id: int) -> list[DraftRow]:
    """The clerk's drafts, the last saved first."""
    mine = select(CaseDraft).where(CaseDraft.clerk_id == clerk_id)
    newest = mine.order_by(CaseDraft.saved_at.desc())
    return [DraftRow(draft_from_json(d.fields), d.saved_at) for d in session.scalars(newest)]
