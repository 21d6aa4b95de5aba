"""Writing the star table, and how hours are rounded: what an administrator sets."""

from collections.abc import Mapping

from sqlalchemy import delete
from sqlalchemy.orm import Session

from gridhall.clerks.rules import require
from gridhall.clerks.service import changes, record
from gridhall.core.clerk import Clerk, Role
from gridhall.core.errors import UserError
from gridhall.hall.models import HallSetting
from gridhall.hall.queries import settings
from gridhall.volunteering.models import StarLevel
from gridhall.volunteering.queries.stars import star_table
from gridhall.volunteering.rules.hours import STEPS, WAYS, Rounding, rounding_of
from gridhall.volunteering.rules.stars import USUAL, check_table


def install_stars(session: Session, clerk: Clerk) -> None:
    """A new hall begins with the usual stars."""
    session.add_all(StarLevel(stars=stars, hours=hours) for stars, hours in USUAL.items())
    session.flush()
    record(session, clerk, "star.change", ("star_level", None), {"after": _said(USUAL)})


def set_stars(session: Session, clerk: Clerk, table: Mapping[int, int]) -> None:
    """Another star table (改星级表); nobody's hours change."""
    require(clerk, Role.ADMINISTRATOR, "改星级表")
    kept, before = check_table(table), star_table(session)
    session.execute(delete(StarLevel))
    session.add_all(StarLevel(stars=stars, hours=hours) for stars, hours in kept.items())
    session.flush()
    said = changes(_said(before), _said(kept))
    record(session, clerk, "star.change", ("star_level", None), said)


def set_rounding(session: Session, clerk: Clerk, rounding: Rounding) -> None:
    """How hours are rounded from now on (时长取整); what is in the ledger stays."""
    require(clerk, Role.ADMINISTRATOR, "改时长取整")
    if rounding.step not in STEPS or rounding.way not in WAYS:
        raise UserError("时长取整请选 1、5、10、15、30 或 60 分钟，和四舍五入、舍去或进上")
    before = rounding_of(settings(session))
    values = {"hours_rounding": str(rounding.step), "hours_rounding_way": rounding.way}
    for key, value in values.items():
        row = session.get(HallSetting, key) or HallSetting(key=key)
        row.value = value
        session.add(row)
    session.flush()
    was = {"hours_rounding": str(before.step), "hours_rounding_way": before.way}
    record(session, clerk, "hall.change", ("hall_setting", None), changes(was, values))


def _said(table: Mapping[int, int]) -> dict[str, str]:
    return {"stars": "、".join(f"{stars} 星 {hours} 小时" for stars, hours in table.items())}
