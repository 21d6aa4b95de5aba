"""Taking an act of governance back (撤回): every row as it was, or why not."""

from collections.abc import Callable

from sqlalchemy.orm import Session

from gridhall.clerks.rules import require
from gridhall.clerks.service import record
from gridhall.core.clerk import Clerk
from gridhall.db.acts import Done, Touched, standing_act
from gridhall.issues.labels import act_label, doer
from gridhall.issues.models import GovernanceAction
from gridhall.issues.service.acts import GovernanceActs

Check = Callable[[Session, GovernanceAction, Touched], None]
# What must hold after a taking back; a subject's service appends its own. Raises UserError.
CHECKS: list[Check] = []


def take_back(session: Session, clerk: Clerk, action_id: int) -> Done:
    """Take an act back, bit for bit; the taking back.

    Raises UserError if it was taken back already, or names what was done since.
    """
    action: GovernanceAction = standing_act(session, GovernanceAction, action_id)
    words = act_label(action.kind)
    require(clerk, doer(action.kind), f"撤回“{words}”")
    acts = GovernanceActs.undoing(session, clerk, action)
    touched = acts.restore(action)
    for check in CHECKS:
        check(session, action, touched)
    said = {"before": {"act": words, "record": [action.subject, action.subject_id]}}
    record(session, clerk, "governance.undo", ("governance_action", action.id), said)
    return acts.done(f"撤回{words}：{action.detail}")
