"""What must hold after an act on the ledger was taken back."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.core.errors import UserError
from gridhall.db.acts import Touched
from gridhall.issues.models import GovernanceAction, Issue
from gridhall.issues.queries.proofs import kept_with
from gridhall.issues.rules.states import retold
from gridhall.issues.service.taking_back import CHECKS


def check_kept(session: Session, action: GovernanceAction, touched: Touched) -> None:
    """An issue whose photos, attachments or papers stand cannot be as if it had never been."""
    for row_id in _issues(touched):
        kept = "" if session.get(Issue, row_id) else kept_with(session, row_id)
        if kept:
            told = f"不能撤回（{action.detail}）：已经有{kept}"
            raise UserError(f"{told}。这件不用办了请用“不纳入”，并写原因")


def check_merged(session: Session, action: GovernanceAction, touched: Touched) -> None:
    """Two issues must not each have gone into the other."""
    for row_id in _issues(touched):
        chain, row = [row_id], session.get(Issue, row_id)
        while row is not None and row.duplicate_of is not None:
            if row.duplicate_of in chain:
                told = f"不能撤回（{action.detail}）：{row.number} 已经并入这一件"
                raise UserError(f"{told}。请先重新打开 {row.number}")
            chain.append(row.duplicate_of)
            row = session.get(Issue, row.duplicate_of)


def check_story(session: Session, action: GovernanceAction, touched: Touched) -> None:
    """What was done since must still have been open then: a second 核实 needs the 登记解决."""
    for row_id in _issues(touched):
        issue = session.get(Issue, row_id)
        acts = standing_acts(session, row_id)
        if issue is not None and retold(act.kind for act in acts) != issue.state:
            later = (act.detail for act in reversed(acts) if act.id > action.id)
            since = next(later, "别的事")
            told = f"不能撤回（{action.detail}）：之后又办了{since}"
            raise UserError(f"{told}。请先撤回后来的，再撤这一项")


def standing_acts(session: Session, issue_id: int) -> list[GovernanceAction]:
    """The acts of an issue's story that were not taken back, the oldest first."""
    one = GovernanceAction
    mine = (one.subject == "issue", one.subject_id == issue_id)
    stands = (one.undone_by.is_(None), one.undo_of.is_(None))
    return list(session.scalars(select(one).where(*mine, *stands).order_by(one.id)))


def _issues(touched: Touched) -> list[int]:
    return sorted(row_id for name, row_id in touched if name == "issue")


CHECKS += [check_kept, check_merged, check_story]
