"""Change the hall's own facts and its holidays."""

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime

from sqlalchemy.orm import Session

from gridhall.clerks.rules import require
from gridhall.clerks.service import changes, record
from gridhall.core.clerk import Clerk, Role
from gridhall.core.errors import UserError
from gridhall.core.hall import Hall
from gridhall.core.text import clean
from gridhall.hall import queries
from gridhall.hall.models import HallSetting, HolidayNotice


def change_hall(session: Session, clerk: Clerk, facts: Mapping[str, str]) -> Hall:
    """Change some of the hall's facts (大厅设置); the keys are the fields of `Hall`."""
    require(clerk, Role.ADMINISTRATOR, "改大厅设置")
    before = queries.settings(session)
    after = {key: clean(value) for key, value in facts.items()}
    if not after.get("name", "x") or not after.get("community", "x"):
        raise UserError("大厅名称和社区名称不能空着。")
    for key, value in after.items():
        row = session.get(HallSetting, key) or HallSetting(key=key)
        row.value = value
        session.add(row)
    session.flush()
    record(session, clerk, "hall.change", ("hall_setting", None), changes(before, after))
    return queries.hall(session)


def enter_holidays(
    session: Session, clerk: Clerk, year: int, off: Iterable[date], work: Iterable[date]
) -> None:
    """Keep a year's holiday notice (年度放假安排): days off and make-up working days."""
    require(clerk, Role.SUPERVISOR, "录入放假安排")
    days = {"off": sorted(map(str, off)), "work": sorted(map(str, work))}
    row = session.get(HolidayNotice, year) or HolidayNotice(year=year)
    row.days, row.noted_at, row.clerk_name = json.dumps(days), datetime.now(UTC), clerk.name
    session.add(row)
    session.flush()
    record(session, clerk, "hall.change", ("holiday_notice", year), {"after": days})
