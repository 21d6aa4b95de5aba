"""The chain of the ledger of hours: its head, and where it is not what was written."""

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import or_, select, text
from sqlalchemy.orm import Session

from gridhall.clerks.models import AuditEntry
from gridhall.clerks.rules import GENESIS, Anchor, Fault, link_hash
from gridhall.hall.service.checking import Problem
from gridhall.volunteering.models import HoursEntry

# What the hash of a row covers: every column but the hash itself and, given apart, the seq and
# the hash before.
CHAINED = tuple(
    column.name
    for column in HoursEntry.__table__.columns
    if column.name not in {"seq", "prev_hash", "hash"}
)
_LINKS = text(f"SELECT seq, prev_hash, hash, {', '.join(CHAINED)} FROM hours_entry ORDER BY seq")
_OVERLAPS = (
    "WITH standing AS (SELECT h.seq, h.volunteer_id, julianday(h.served_on) * 1440 + h.starts AS a,"
    " julianday(h.served_on) * 1440 + h.ends AS b FROM hours_entry h"
    " WHERE h.reverses_seq IS NULL"
    " AND NOT EXISTS (SELECT 1 FROM hours_entry r WHERE r.reverses_seq = h.seq))"
    " SELECT count(*) FROM standing x JOIN standing y ON y.volunteer_id = x.volunteer_id"
    " AND y.seq > x.seq WHERE x.a < y.b AND y.a < x.b"
)
_ODD_REVERSALS = (
    "SELECT count(*) FROM hours_entry r LEFT JOIN hours_entry h ON h.seq = r.reverses_seq"
    " WHERE r.minutes <= 0 AND (h.seq IS NULL OR h.volunteer_id <> r.volunteer_id"
    " OR h.minutes <> -r.minutes OR h.served_on <> r.served_on OR r.reason = '')"
)


def head(session: Session) -> Anchor:
    """The ledger's last row as an anchor; the genesis for an empty ledger."""
    query = select(HoursEntry.seq, HoursEntry.hash).order_by(HoursEntry.seq.desc()).limit(1)
    row = session.execute(query).first()
    return Anchor(row.seq, row.hash) if row else Anchor(0, GENESIS)


def entry_hash(prev_hash: str, seq: int, values: Mapping[str, Any]) -> str:
    """The hash of a row over all its columns, the hash before it and its place."""
    return link_hash(prev_hash, seq, *(as_stored(values[name]) for name in CHAINED))


def as_stored(value: Any) -> Any:
    """A column's value as the database keeps it: what is hashed is what a reader finds there."""
    if isinstance(value, datetime):
        return f"{value.astimezone(UTC):%Y-%m-%d %H:%M:%S.%f}"
    if isinstance(value, date):
        return value.isoformat()
    return int(value) if isinstance(value, bool) else value


def ledger_faults(session: Session) -> list[Fault]:
    """Every edited, removed or re-chained row, rows cut off the end or added behind our back.

    The chain alone misses a ledger rewritten to its end or cut off; the heads that the audit
    trail notes with each append find those, and the trail itself is anchored on papers.
    """
    wanted = dict(_anchors(session))
    noted = max(wanted, default=0)
    faults: list[Fault] = []
    prev_hash, seq = GENESIS, 0
    for row in map(dict, session.execute(_LINKS).mappings()):
        faults += _row_faults(row, prev_hash, seq + 1)
        if wanted.pop(row["seq"], row["hash"]) != row["hash"]:
            faults.append(Fault(row["seq"], "anchor"))
        prev_hash, seq = row["hash"], row["seq"]
    behind = [Fault(noted + 1, "anchor")] if seq > noted else []
    return faults + behind + [Fault(one, "anchor") for one in sorted(wanted)]


def verify_chain(session: Session) -> int | None:
    """The seq of the first row that is not what was written; None for a sound ledger."""
    return min((fault.seq for fault in ledger_faults(session)), default=None)


def problems(session: Session) -> list[Problem]:
    """What must hold of the ledger: the chain, its anchors, no time credited twice."""
    faults = ledger_faults(session)
    chain = sum(fault.kind in {"edited", "link"} for fault in faults)
    return [
        Problem("hours.edited", chain),
        Problem("hours.gap", sum(fault.kind == "gap" for fault in faults)),
        Problem("hours.anchor", sum(fault.kind == "anchor" for fault in faults)),
        Problem("hours.overlap", _count(session, _OVERLAPS)),
        Problem("hours.reversal", _count(session, _ODD_REVERSALS)),
    ]


def _row_faults(row: Mapping[str, Any], prev_hash: str, expected: int) -> list[Fault]:
    faults = []
    if row["seq"] != expected:
        faults.append(Fault(expected, "gap"))
    if row["prev_hash"] != prev_hash:
        faults.append(Fault(row["seq"], "link"))
    if entry_hash(row["prev_hash"], row["seq"], row) != row["hash"]:
        faults.append(Fault(row["seq"], "edited"))
    return faults


def _anchors(session: Session) -> Iterator[tuple[int, str]]:
    """Heads of the ledger as the audit trail noted them."""
    written = or_(AuditEntry.subject == "hours_entry", AuditEntry.action == "day.close")
    query = select(AuditEntry.detail).where(written)
    for detail in session.scalars(query):
        seq, _, digest = str(json.loads(detail).get("after", {}).get("head", "")).partition("-")
        if seq.isdecimal() and int(seq):  # 0: a day that left the ledger empty
            yield int(seq), digest


def _count(session: Session, sql: str) -> int:
    return int(session.execute(text(sql)).scalar_one())
