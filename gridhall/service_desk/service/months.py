"""月结: a month whose figures are final; reopened only with a reason."""

import json
import re
from datetime import date, datetime

from sqlalchemy.orm import Session

from gridhall.clerks.rules import require
from gridhall.clerks.service import record
from gridhall.core.clerk import Clerk, Role
from gridhall.core.errors import UserError
from gridhall.core.text import clean
from gridhall.service_desk.models import MonthClose
from gridhall.service_desk.queries.months import is_closed, month_counts

_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")


def close_month(session: Session, clerk: Clerk, month: str, now: datetime) -> None:
    """Close a month (月结): it must be over; its figures are kept as they are now."""
    require(clerk, Role.SUPERVISOR, "月结")
    check_month(month)
    if month >= f"{now:%Y-%m}":
        raise UserError(f"{month} 还没有过完，过完再月结")
    if is_closed(session, month):
        raise UserError(f"{month} 已经月结了")
    row = session.get(MonthClose, month) or MonthClose(month=month)
    row.closed_at, row.closed_by = now, clerk.name
    row.figures = json.dumps(month_counts(session, month), ensure_ascii=False)
    row.reopened_at, row.reopened_by, row.reason = None, "", ""
    session.add(row)
    session.flush()
    record(session, clerk, "month.close", ("month_close", None), {"after": {"month": month}})


def reopen_month(session: Session, clerk: Clerk, month: str, reason: str, now: datetime) -> None:
    """Open a closed month again (反月结), with the reason beside it."""
    require(clerk, Role.SUPERVISOR, "反月结")
    said = clean(reason)
    if not said:
        raise UserError("请写反月结的原因，例如“补录停电那天的纸质单”")
    if len(said) > 200:
        raise UserError(f"原因最多 200 个字，现在是 {len(said)} 个字")
    if not is_closed(session, check_month(month)):
        raise UserError(f"{month} 没有月结，不用反月结")
    row = session.get_one(MonthClose, month)
    row.reopened_at, row.reopened_by, row.reason = now, clerk.name, said
    session.flush()
    after = {"after": {"month": month, "reason": said}}
    record(session, clerk, "month.reopen", ("month_close", None), after)


def refuse_closed(session: Session, day: date) -> None:
    """Nothing more goes into a closed month."""
    month = f"{day:%Y-%m}"
    if is_closed(session, month):
        raise UserError(
            f"{day.year}年{day.month}月已经月结，不能再往里记。请主管先反月结（写明原因），或改成今天的日期"
        )


def check_month(month: str) -> str:
    """A month as it is kept: 2026-11."""
    if _MONTH.fullmatch(month) is None:
        raise UserError(f"“{month[:20]}”不是月份，请写成 2026-11")
    return month
