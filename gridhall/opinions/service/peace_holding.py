"""What must hold of mediations, hazards and registers after an act was taken back."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gridhall.core.errors import UserError
from gridhall.db.acts import Touched
from gridhall.issues.models import GovernanceAction
from gridhall.issues.service.taking_back import CHECKS
from gridhall.opinions.models import Mediation, ThemeEntry, ThemeRegister


def holds(session: Session, action: GovernanceAction, touched: Touched) -> None:
    """Refuse a taking back that would leave a mediation or a register as it cannot be."""
    tables = {table for table, _ in touched} | {action.subject}
    if "mediation" in tables and action.subject_id is not None:
        _mediation(session, action.subject_id)
    if "theme_register" in tables and action.subject_id is not None:
        _register(session, action.subject_id)


def _mediation(session: Session, mediation_id: int) -> None:
    row = session.get(Mediation, mediation_id)
    if row is None:
        return
    if row.called_on is not None and row.state not in ("agreed", "performed"):
        raise UserError("已经登记回访，不能撤回协议。请先撤回“登记回访”")
    if row.performed_on is not None and row.state != "performed":
        raise UserError("已经登记履行，不能只撤回这一步。请先撤回“登记履行”")


def _register(session: Session, register_id: int) -> None:
    row = session.get(ThemeRegister, register_id)
    if row is None:
        return
    known = {one.removesuffix("+") for one in row.statuses.split("\n")}
    lines = select(ThemeEntry.before, ThemeEntry.now).where(ThemeEntry.register_id == row.id)
    used = {status for pair in session.execute(lines) for status in pair}
    if not used <= known:
        gone = sorted(used - known)[0]
        raise UserError(f"台账里已经有“{gone}”的户，不能撤回这次修改。请先改那几户")
    late = select(func.count()).where(
        ThemeEntry.register_id == row.id, ThemeEntry.found_on > func.coalesce(
            row.ended_on, ThemeEntry.found_on
        )
    )  # fmt: skip
    if session.scalar(late):
        raise UserError("结束以后又登记了户，不能这样撤回。请先撤回后来登记的")


CHECKS.append(holds)
