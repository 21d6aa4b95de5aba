"""What must hold after an act on the ledger was taken back."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.core.errors import UserError
from gridhall.db.acts import Touched
from gridhall.issues.models import GovernanceAction, Issue
from gridhall.issues.queries.proofs import kept_with
from gridhall.issues.rules.states import DECLINED
from gridhall.issues.service.taking_back import CHECKS


def check_kept(session: Session, action: GovernanceAction, touched: Touched) -> None:
    """An issue whose photos, attachments or papers stand cannot be as if it had never been."""
    for row_id in _issues(touched):
        kept = "" if session.get(Issue, row_id) else kept_with(session, row_id)
        if kept:
            told = f"不能撤回（{action.detail}）：已经有{kept}"
            raise UserError(f"{told}。这件不用办了请用“不纳入”，并写原因")


def check_merged(session: Session, action: GovernanceAction, touched: Touched) -> None:
    """What others were merged into must not be declined again by a taking back."""
    other = select(Issue.id).where(Issue.id.in_(_issues(touched)), Issue.state == DECLINED)
    merged = session.scalars(select(Issue.number).where(Issue.duplicate_of.in_(other))).first()
    if merged is not None:
        told = f"不能撤回（{action.detail}）：{merged} 已经并入这一件"
        raise UserError(f"{told}。请先重新打开 {merged}")


def _issues(touched: Touched) -> list[int]:
    return sorted(row_id for name, row_id in touched if name == "issue")


CHECKS += [check_kept, check_merged]
