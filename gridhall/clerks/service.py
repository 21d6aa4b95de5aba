"""What is done about clerks, and the audit row that every action of every subject writes."""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any, cast

from sqlalchemy import Table, insert, select
from sqlalchemy.orm import Session

from gridhall.clerks import queries
from gridhall.clerks.models import AuditEntry, ClerkAccount
from gridhall.clerks.queries import ClerkRow
from gridhall.clerks.rules import Anchor, link_hash, require
from gridhall.core.clerk import Clerk, Role
from gridhall.core.errors import UserError
from gridhall.core.text import clean_name

Values = Mapping[str, Any]
NOTHING: Mapping[str, Values] = {}
# The table itself: a row is written while the hall is opened, before any mapper is set up.
_AUDIT = cast(Table, AuditEntry.__table__)


def record(
    session: Session,
    clerk: Clerk,
    action: str,
    about: tuple[str, int | None],
    said: Mapping[str, Values] = NOTHING,
) -> Anchor:
    """Write who did what to which record, chained to the row before; return the new head.

    `about` is the table's name and the record's id; `said` is {"before": …, "after": …}, each a
    mapping of the fields that matter, both optional.
    """
    head = queries.head(session)
    seq, now = head.seq + 1, datetime.now(UTC).isoformat(timespec="milliseconds")
    detail = json.dumps(dict(said), ensure_ascii=False, sort_keys=True, default=_plain)
    subject, record_id = about
    digest = link_hash(head.hash, seq, now, clerk.name, action, subject, record_id, detail)
    session.execute(
        insert(_AUDIT).values(
            seq=seq,
            recorded_at=now,
            clerk_name=clerk.name,
            action=action,
            subject=subject,
            record_id=record_id,
            detail=detail,
            prev_hash=head.hash,
            hash=digest,
        )
    )
    return Anchor(seq, digest)


def changes(before: Values, after: Values) -> dict[str, dict[str, Any]]:
    """Only the fields that differ, as record() takes them."""
    keys = [key for key in after if before.get(key) != after[key]]
    return {"before": {k: before.get(k) for k in keys}, "after": {k: after[k] for k in keys}}


def add_clerk(session: Session, clerk: Clerk, name: str, role: Role, counter: str = "") -> ClerkRow:
    """Take a clerk on (加操作员); the keyring's slot is added by whoever holds the data key."""
    require(clerk, Role.ADMINISTRATOR, "加操作员")
    name = clean_name(name)
    if not name:
        raise UserError("请填写操作员姓名。")
    if session.scalar(select(ClerkAccount.id).where(ClerkAccount.name == name)):
        raise UserError(f"已经有操作员“{name}”。同名的两位请加以区分，如“{name}（二）”。")
    account = ClerkAccount(name=name, role=role.value, counter=counter)
    session.add(account)
    session.flush()
    said = {"after": {"name": name, "role": role.value, "counter": counter}}
    record(session, clerk, "clerk.add", ("clerk", account.id), said)
    return ClerkRow(account.id, name, role, counter, active=True)


def change_clerk(session: Session, clerk: Clerk, clerk_id: int, after: Values) -> None:
    """Change role, counter or active of a clerk; the last administrator stays one."""
    require(clerk, Role.ADMINISTRATOR, "改操作员")
    account = session.get_one(ClerkAccount, clerk_id)
    was = {key: getattr(account, key) for key in after}
    for key, value in after.items():
        setattr(account, key, value)
    session.flush()
    if not any(c.active and c.role == Role.ADMINISTRATOR for c in queries.clerks(session)):
        raise UserError("至少要留一位管理员。请先让另一位当管理员。")
    record(session, clerk, "clerk.change", ("clerk", clerk_id), changes(was, after))


def _plain(value: object) -> str:
    """Dates and moments in the trail are ISO 8601."""
    if isinstance(value, date | datetime):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no place in the audit trail")
