"""Taking an act on volunteers, days or pledges back (撤回): every row as it was, or why not."""

from collections.abc import Callable

from sqlalchemy.orm import Session

from gridhall.clerks.rules import require
from gridhall.clerks.service import record
from gridhall.core.clerk import Clerk
from gridhall.db.acts import Touched, standing_act
from gridhall.volunteering.labels import act_label, doer
from gridhall.volunteering.models import ServiceAction
from gridhall.volunteering.service.acts import ServiceActs

Check = Callable[[Session, ServiceAction, Touched], None]
# What must hold after a taking back; a subject's service appends its own. Raises UserError.
CHECKS: list[Check] = []


def take_back(session: Session, clerk: Clerk, action_id: int) -> int:
    """Take an act back, bit for bit; the id of the taking back.

    Raises UserError if it was taken back already, or names what was done since.
    """
    action: ServiceAction = standing_act(session, ServiceAction, action_id)
    words = act_label(action.kind)
    require(clerk, doer(action.kind), f"撤回“{words}”")
    acts = ServiceActs.undoing(session, clerk, action)
    touched = acts.restore(action)
    for check in CHECKS:
        check(session, action, touched)
    said = {"before": {"act": words, "what": action.detail}}
    record(session, clerk, "service.undo", ("service_action", action.id), said)
    return acts.close(f"撤回{words}：{action.detail}")
