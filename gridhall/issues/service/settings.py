"""Write what the hall sets for its governance."""

from sqlalchemy.orm import Session

from gridhall.clerks.rules import require
from gridhall.clerks.service import record
from gridhall.core.clerk import Clerk, Role
from gridhall.hall.models import HallSetting
from gridhall.issues.queries.settings import governance
from gridhall.issues.rules.settings import KEY, Governance, check, spell


def set_governance(session: Session, clerk: Clerk, chosen: Governance) -> None:
    """Keep other choices (治理设置); deadlines that were set already stay."""
    require(clerk, Role.SUPERVISOR, "改治理设置")
    before, after = spell(governance(session)), spell(check(chosen))
    if before == after:
        return
    row = session.get(HallSetting, KEY) or HallSetting(key=KEY)
    row.value = after
    session.add(row)
    session.flush()
    said = {"before": {"governance": before}, "after": {"governance": after}}
    record(session, clerk, "hall.change", ("hall_setting", None), said)
