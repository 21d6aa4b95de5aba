"""The life of a case (办件): which step is open in which state."""

from gridhall.core.errors import UserError
from gridhall.service_desk.labels import STATES

OPEN, FINISHED, REVOKED = "accepted", "finished", "revoked"

_STEPS = {
    ("finish", OPEN): FINISHED,
    ("undo_finish", FINISHED): OPEN,
    ("revoke", OPEN): REVOKED,
    ("receive", OPEN): OPEN,
}

_REFUSALS = {
    ("finish", FINISHED): "{number} 已经办结，不用再办结。",
    ("undo_finish", OPEN): "{number} 还没有办结，没有可以撤销的。",
    ("revoke", FINISHED): "{number} 已经办结。要撤销受理，请先撤销办结（Ctrl+Z）。",
    ("receive", FINISHED): "{number} 已经办结。要补收材料，请先撤销办结（Ctrl+Z）。",
}


def next_state(state: str, step: str, number: str) -> str:
    """The state a step leads to; a step that is not open now is told with what to do."""
    found = _STEPS.get((step, state))
    if found is not None:
        return found
    said = _REFUSALS.get((step, state), "{number} {state}，不能再改。要重新办理请新建工单（F2）。")
    raise UserError(said.format(number=number, state=STATES.get(state, state)))


def check_reason(reason: str) -> str:
    """A revocation (撤销受理) needs a reason that somebody can read later."""
    if not reason:
        raise UserError("请写撤销的原因，例如“申请人改日再办”。")
    if len(reason) > 200:
        raise UserError(f"撤销原因最多 200 个字，现在是 {len(reason)} 个字。")
    return reason
