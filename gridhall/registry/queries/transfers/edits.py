"""Who touched a transfer last, for a clerk whose sheet stood open meanwhile."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.clerks import queries as trail
from gridhall.clerks.models import AuditEntry
from gridhall.registry.models import HukouTransfer, TransferCategory

_TOUCHES = frozenset(
    {"transfer.open", "transfer.change", "transfer.step", "transfer.settle", "transfer.reverse"}
)


@dataclass(frozen=True, slots=True)
class Touch:
    """Somebody changed a transfer's plan, or brought it into a state."""

    clerk_name: str
    touched_at: datetime
    state: str  # in words; "" when the plan was amended

    @property
    def sentence(self) -> str:
        """高明 13:05 改过内容 or 高明 13:05 登记了“已受理”."""
        done = f"登记了“{self.state}”" if self.state else "改过内容"
        return f"{self.clerk_name} {self.touched_at.astimezone():%H:%M} {done}"


def last_touch(session: Session, transfer_id: int) -> Touch:
    """The latest change of a transfer, materials that came in left out."""
    rows = trail.record_history(session, HukouTransfer.__tablename__, transfer_id)
    last = [row for row in rows if row.action in _TOUCHES][-1]
    stepped = last.action in {"transfer.step", "transfer.settle"}
    state = str(last.after.get("state", "")) if stepped else ""
    return Touch(last.clerk_name, datetime.fromisoformat(last.recorded_at), state)


def category_editor(session: Session, code: str) -> str:
    """Who changed a category last, and at what time: 高明 13:05."""
    mine = AuditEntry.subject == TransferCategory.__tablename__
    for entry in session.scalars(select(AuditEntry).where(mine).order_by(AuditEntry.seq.desc())):
        row = trail.audit_row(entry)
        if row.after.get("code") == code or row.before.get("code") == code:
            at = datetime.fromisoformat(row.recorded_at).astimezone()
            return f"{row.clerk_name} {at:%H:%M}"
    return "别人"
