"""What must hold of care after an act was taken back."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from gridhall.care.models import CareTarget, CareVisit
from gridhall.core.errors import UserError
from gridhall.db.acts import Touched
from gridhall.issues.models import GovernanceAction


def holds(session: Session, action: GovernanceAction, _touched: Touched) -> None:
    """Whoever is visited has one visit planned, whoever is not has none."""
    if action.subject != "care_target" or action.subject_id is None:
        return
    row = session.get(CareTarget, action.subject_id)
    if row is None:
        return
    mine = (CareVisit.target_id == row.id, CareVisit.state == "planned")
    planned = session.scalar(select(func.count()).select_from(CareVisit).where(*mine)) or 0
    if planned != (row.until is None) or _is_visited_beside(session, row.id):
        raise UserError(f"不能撤回（{action.detail}）：之后的走访安排已经变了。请先撤回后来的走访")


def _is_visited_beside(session: Session, target_id: int) -> bool:
    """Whether a slot that is open again has a second visit of its own."""
    beside = aliased(CareVisit)
    query = (
        select(CareVisit.id)
        .join(beside, (beside.target_id == CareVisit.target_id))
        .where(beside.due_on == CareVisit.due_on, beside.state == "done")
        .where(CareVisit.target_id == target_id, CareVisit.state.in_(("planned", "missed")))
    )
    return session.scalar(query.limit(1)) is not None
