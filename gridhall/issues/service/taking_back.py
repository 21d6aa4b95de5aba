"""Taking an act of governance back (撤回): every row as it was, or why not."""

from collections.abc import Callable

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.clerks.rules import require
from gridhall.clerks.service import record
from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.db.acts import Done, Touched, standing_act
from gridhall.db.base import Base
from gridhall.db.images import mapped_to
from gridhall.issues.labels import act_label, doer
from gridhall.issues.models import GovernanceAction
from gridhall.issues.service.acts import GovernanceActs

Check = Callable[[Session, GovernanceAction, Touched], None]
# What must hold after a taking back; a subject's service appends its own. Raises UserError.
CHECKS: list[Check] = []
# Acts that only a reversing act with its reason undoes: what to do instead, by kind.
LEGAL: dict[str, str] = {}


def take_back(session: Session, clerk: Clerk, action_id: int) -> Done:
    """Take an act back, bit for bit, with every act that was a part of it; the taking back.

    Raises UserError if it was taken back already, or names what was done since.
    """
    action: GovernanceAction = standing_act(session, GovernanceAction, action_id)
    whole = session.get(GovernanceAction, action.part_of) if action.part_of else None
    if whole is not None and whole.undone_by is None:
        raise UserError(f"这是“{whole.detail}”的一部分，请把那一项整个撤回")
    if action.kind in LEGAL:
        raise UserError(f"不能直接撤回（{action.detail}）。{LEGAL[action.kind]}")
    return reverse(session, clerk, action_id)


def reverse(session: Session, clerk: Clerk, action_id: int) -> Done:
    """The same for a part of a larger taking back, or as what a reversing act does."""
    action: GovernanceAction = standing_act(session, GovernanceAction, action_id)
    words = act_label(action.kind)
    require(clerk, doer(action.kind), f"撤回“{words}”")
    for part in _parts(session, action):
        reverse(session, clerk, part)
    acts = GovernanceActs.undoing(session, clerk, action)
    touched = acts.restore(action)
    for check in CHECKS:
        check(session, action, touched)
    said = {"before": {"act": words, "record": [action.subject, action.subject_id]}}
    record(session, clerk, "governance.undo", ("governance_action", action.id), said)
    acts.leads_to(_state(session, action))
    return acts.done(f"撤回{words}：{action.detail.removeprefix(f'{words}：')}")


def _state(session: Session, action: GovernanceAction) -> str:
    """The state its subject has again; "" for one without, or that is there no more."""
    model = mapped_to(Base.metadata.tables[action.subject])
    row = None if action.subject_id is None else session.get(model, action.subject_id)
    return str(getattr(row, "state", ""))


def _parts(session: Session, action: GovernanceAction) -> list[int]:
    """What was a part of it and still stands, the last first."""
    mine = select(GovernanceAction.id).where(
        GovernanceAction.part_of == action.id, GovernanceAction.undone_by.is_(None)
    )
    return list(session.scalars(mine.order_by(GovernanceAction.id.desc())))
