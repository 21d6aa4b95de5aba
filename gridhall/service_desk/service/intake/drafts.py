"""Drafts: what is typed is stored at every field, so that a crash loses nothing.

Drafts are not audited: nothing has happened to anybody yet, and the trail would drown in them.
"""

from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.orm import Session

from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.service_desk.models import CaseDraft
from gridhall.service_desk.queries.cases import case_by_key
from gridhall.service_desk.rules.draft import CaseDraftFields, draft_json


def save_draft(session: Session, clerk: Clerk, draft: CaseDraftFields, now: datetime) -> None:
    """Keep what is typed so far; a form that has become a case is not kept a second time."""
    if case_by_key(session, draft.request_key) is not None:
        return
    stored = session.get(CaseDraft, draft.request_key) or CaseDraft(request_key=draft.request_key)
    stored.clerk_id, stored.fields, stored.saved_at = clerk.id, draft_json(draft), now
    session.add(stored)
    session.flush()


def discard_draft(session: Session, clerk: Clerk, request_key: str) -> None:
    """Throw a draft of this clerk away."""
    mine = (CaseDraft.request_key == request_key, CaseDraft.clerk_id == clerk.id)
    session.execute(delete(CaseDraft).where(*mine))


def adopt_draft(session: Session, clerk: Clerk, request_key: str) -> None:
    """Go on with a draft at another counter: its visitor came back there with the slip."""
    stored = session.get(CaseDraft, request_key)
    if stored is None:
        raise UserError("这份草稿已经受理或丢弃了。请按 F5 看最新内容，或按 F2 新建工单。")
    stored.clerk_id = clerk.id
    session.flush()
