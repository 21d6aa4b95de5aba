"""Reads of clerks and of the audit trail."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gridhall.clerks.models import AuditEntry, ClerkAccount
from gridhall.clerks.rules import GENESIS, Anchor, Link
from gridhall.core.clerk import Clerk, Role
from gridhall.core.errors import UserError

_LINK = (
    AuditEntry.seq,
    AuditEntry.recorded_at,
    AuditEntry.clerk_name,
    AuditEntry.action,
    AuditEntry.subject,
    AuditEntry.record_id,
    AuditEntry.detail,
    AuditEntry.prev_hash,
    AuditEntry.hash,
)


@dataclass(frozen=True, slots=True)
class ClerkRow:
    """A clerk as the list of clerks shows them."""

    id: int
    name: str
    role: Role
    counter: str
    active: bool


@dataclass(frozen=True, slots=True)
class AuditRow:
    """One action as the audit page shows it."""

    seq: int
    recorded_at: str
    clerk_name: str
    action: str
    subject: str
    record_id: int | None
    before: dict[str, Any]
    after: dict[str, Any]


def clerk_named(session: Session, name: str) -> Clerk:
    """The active clerk of that name."""
    found = session.scalar(select(ClerkAccount).where(ClerkAccount.name == name))
    if found is None or not found.active:
        raise UserError(f"操作员“{name}”已停用或不存在。请让管理员查看。")
    return Clerk(found.id, found.name, Role(found.role), found.counter)


def clerks(session: Session) -> list[ClerkRow]:
    """Everybody who ever worked here, the active ones first."""
    order = (ClerkAccount.active.desc(), ClerkAccount.id)
    return [
        ClerkRow(c.id, c.name, Role(c.role), c.counter, c.active)
        for c in session.scalars(select(ClerkAccount).order_by(*order))
    ]


def trail(session: Session) -> Iterator[Link]:
    """The whole audit trail from its first row."""
    for row in session.execute(select(*_LINK).order_by(AuditEntry.seq)).yield_per(1000):
        yield Link(*row)


def head(session: Session) -> Anchor:
    """The trail's last row, as an anchor; the genesis for an empty trail."""
    newest = select(AuditEntry.seq, AuditEntry.hash).order_by(AuditEntry.seq.desc()).limit(1)
    row = session.execute(newest).first()
    return Anchor(row.seq, row.hash) if row else Anchor(0, GENESIS)


def audit_rows(session: Session, limit: int = 500, before: int | None = None) -> list[AuditRow]:
    """The newest actions, newest first; `before` pages on from a row's seq."""
    query = select(*_LINK).order_by(AuditEntry.seq.desc()).limit(limit)
    if before is not None:
        query = query.where(AuditEntry.seq < before)
    return [_row(Link(*found)) for found in session.execute(query)]


def record_history(session: Session, subject: str, record_id: int) -> list[AuditRow]:
    """All that was done to one record, oldest first."""
    mine = (AuditEntry.subject == subject, AuditEntry.record_id == record_id)
    query = select(*_LINK).where(*mine).order_by(AuditEntry.seq)
    return [_row(Link(*found)) for found in session.execute(query)]


def audit_count(session: Session) -> int:
    """How many actions the trail holds."""
    return session.scalar(select(func.count()).select_from(AuditEntry)) or 0


def _row(link: Link) -> AuditRow:
    said = json.loads(link.detail)
    return AuditRow(
        link.seq,
        link.recorded_at,
        link.clerk_name,
        link.action,
        link.subject,
        link.record_id,
        said.get("before", {}),
        said.get("after", {}),
    )
