"""Who may do what, and the arithmetic of the audit chain."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gridhall.clerks.labels import ROLES
from gridhall.core.clerk import Clerk, Role
from gridhall.core.errors import UserError

GENESIS = "0" * 64
_RANK = {role: rank for rank, role in enumerate(Role)}


def allowed(clerk: Clerk, role: Role) -> bool:
    """Whether this clerk may do what needs `role`; for what a screen offers."""
    return _RANK[clerk.role] >= _RANK[role]


def require(clerk: Clerk, role: Role, act: str) -> None:
    """Refuse `act` (a Chinese verb phrase) to a clerk below `role`."""
    if not allowed(clerk, role):
        raise UserError(f"{act}要{ROLES[role]}来做。请找{ROLES[role]}登录。")


@dataclass(frozen=True, slots=True)
class Anchor:
    """A head of the chain that also stands outside the file: on a paper, in a manifest."""

    seq: int
    hash: str  # the whole hash or its first letters

    def __str__(self) -> str:
        """As papers print it small: 1204-9f86d081."""
        return f"{self.seq}-{self.hash[:8]}"


@dataclass(frozen=True, slots=True)
class Link:
    """One row of the audit trail as the chain sees it."""

    seq: int
    recorded_at: str
    clerk_name: str
    action: str
    subject: str
    record_id: int | None
    detail: str
    prev_hash: str
    hash: str


@dataclass(frozen=True, slots=True)
class Fault:
    """Where the trail is not what was written, and how it shows."""

    seq: int
    kind: str  # gap, link, edited, anchor


def link_hash(prev_hash: str, seq: int, *fields: str | int | None) -> str:
    """SHA-256 over the row and the hash before it, as canonical JSON."""
    text = json.dumps([prev_hash, seq, *fields], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def chain_faults(links: Iterable[Link], anchors: Sequence[Anchor] = ()) -> list[Fault]:
    """Every fault of the trail: edited rows, gaps, broken links, anchors that no longer fit.

    The chain alone misses a trail rewritten to its end or cut off; the anchors find those.
    """
    faults: list[Fault] = []
    wanted = {anchor.seq: anchor.hash for anchor in anchors}
    prev_hash, seq = GENESIS, 0
    for link in links:
        faults += _link_faults(link, prev_hash, seq + 1)
        if not link.hash.startswith(wanted.pop(link.seq, "")):
            faults.append(Fault(link.seq, "anchor"))
        prev_hash, seq = link.hash, link.seq
    return faults + [Fault(seq, "anchor") for seq in sorted(wanted)]


def _link_faults(link: Link, prev_hash: str, expected: int) -> list[Fault]:
    faults = []
    if link.seq != expected:
        faults.append(Fault(expected, "gap"))
    if link.prev_hash != prev_hash:
        faults.append(Fault(link.seq, "link"))
    if link_hash(link.prev_hash, link.seq, *_said(link)) != link.hash:
        faults.append(Fault(link.seq, "edited"))
    return faults


def _said(link: Link) -> tuple[str | int | None, ...]:
    return (
        link.recorded_at,
        link.clerk_name,
        link.action,
        link.subject,
        link.record_id,
        link.detail,
    )
