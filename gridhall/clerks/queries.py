"""Reads of clerks and of the audit trail."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, bindparam, func, select, text
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


@dataclass(frozen=True, slots=True)
class AuditFilter:
    """Which actions to show; what is left empty does not narrow."""

    clerk_name: str = ""
    action: str = ""
    subject: str = ""
    record_id: int | None = None


@dataclass(frozen=True, slots=True)
class AuditLine:
    """One action with the name of its record."""

    id: int  # the row's seq
    row: AuditRow
    record: str  # 张桂花, SL20261124-012 户籍迁入; empty for what has no name


EVERYTHING = AuditFilter()
# Asked while the hall is opened: as tables, so that no mapper has to be set up for it.
_clerk, _audit = ClerkAccount.__table__.c, AuditEntry.__table__.c
_CLERK = (_clerk.id, _clerk.name, _clerk.role, _clerk.counter, _clerk.active)
_HEAD = select(_audit.seq, _audit.hash).order_by(_audit.seq.desc()).limit(1)
# How the search index calls the records that the trail names by their table.
_INDEXED = {
    "person": "resident",
    "household": "household",
    "service_case": "case",
    "service_item": "matter",
    "paper": "paper",
    "volunteer": "volunteer",
}
_NAMES = text("SELECT id, title, number FROM search_entry WHERE id IN :ids").bindparams(
    bindparam("ids", expanding=True)
)


def clerk_named(session: Session, name: str) -> Clerk:
    """The active clerk of that name."""
    found = session.execute(select(*_CLERK).where(_clerk.name == name)).first()
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


def slip_mark(session: Session) -> str:
    """Four signs on this hall's slips: its trail's first row is its own and never changes."""
    first = session.scalar(select(_audit.hash).where(_audit.seq == 1))
    return (first or "0000")[:4].upper()


def head(session: Session) -> Anchor:
    """The trail's last row, as an anchor; the genesis for an empty trail."""
    row = session.execute(_HEAD).first()
    return Anchor(row.seq, row.hash) if row else Anchor(0, GENESIS)


def audit_rows(session: Session, limit: int = 500, before: int | None = None) -> list[AuditRow]:
    """The newest actions, newest first; `before` pages on from a row's seq."""
    query = select(*_LINK).order_by(AuditEntry.seq.desc()).limit(limit)
    if before is not None:
        query = query.where(AuditEntry.seq < before)
    return [_row(Link(*found)) for found in session.execute(query)]


def audit_lines(
    session: Session, wanted: AuditFilter = EVERYTHING, limit: int = 200, before: int | None = None
) -> list[AuditLine]:
    """The newest actions that fit, newest first, each with its record's name.

    `before` pages on from a line's id.
    """
    query = select(*_LINK).where(*_conditions(wanted)).order_by(AuditEntry.seq.desc()).limit(limit)
    if before is not None:
        query = query.where(AuditEntry.seq < before)
    rows = [_row(Link(*found)) for found in session.execute(query)]
    about = [(row.subject, row.record_id) for row in rows if row.record_id is not None]
    names = record_names(session, about)
    return [
        AuditLine(row.seq, row, names.get((row.subject, row.record_id or 0), "")) for row in rows
    ]


def _conditions(wanted: AuditFilter) -> list[ColumnElement[bool]]:
    given = (
        (AuditEntry.clerk_name, wanted.clerk_name or None),
        (AuditEntry.action, wanted.action or None),
        (AuditEntry.subject, wanted.subject or None),
        (AuditEntry.record_id, wanted.record_id),
    )
    return [column == value for column, value in given if value is not None]


def record_names(
    session: Session, records: Iterable[tuple[str, int]]
) -> dict[tuple[str, int], str]:
    """How each record (table, id) is called, as far as the search index or the clerks know it."""
    from gridhall.db.search.entries import entry_id  # nobody searches while the hall is opened

    wanted = set(records)
    clerks_meant = [record_id for subject, record_id in wanted if subject == "clerk"]
    who = select(ClerkAccount.id, ClerkAccount.name).where(ClerkAccount.id.in_(clerks_meant))
    names = {("clerk", row.id): row.name for row in session.execute(who)}
    ids = {
        entry_id(_INDEXED[subject], record_id): (subject, record_id)
        for subject, record_id in wanted
        if subject in _INDEXED
    }
    for found, title, number in session.execute(_NAMES, {"ids": list(ids)}):
        names[ids[found]] = _name(ids[found][0], title, number or "")
    return names


def _name(subject: str, title: str, number: str) -> str:
    """A person by name alone (the index holds the ID number), a paper by its number alone."""
    if subject in ("person", "volunteer"):
        return title
    return number if subject == "paper" else f"{number} {title}".strip()


def trail_clerks(session: Session) -> list[str]:
    """Everybody who stands in the trail, by name."""
    query = select(AuditEntry.clerk_name).distinct().order_by(AuditEntry.clerk_name)
    return list(session.scalars(query))


def record_history(session: Session, subject: str, record_id: int) -> list[AuditRow]:
    """All that was done to one record, oldest first."""
    mine = (AuditEntry.subject == subject, AuditEntry.record_id == record_id)
    query = select(*_LINK).where(*mine).order_by(AuditEntry.seq)
    return [_row(Link(*found)) for found in session.execute(query)]


def audit_row(entry: AuditEntry) -> AuditRow:
    """One row of the trail as everybody reads it, for the subjects that tell of their own acts."""
    return _row(Link(*(getattr(entry, column.key) for column in _LINK)))


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
