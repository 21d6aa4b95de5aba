"""A month's list is posted (公布月服务清单): frozen as it was."""

from datetime import UTC, date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.clerks.rules import require
from gridhall.clerks.service import record
from gridhall.core.clerk import Clerk, Role
from gridhall.core.errors import UserError
from gridhall.pledges.models import MonthlyList
from gridhall.pledges.queries.months import month_list
from gridhall.pledges.rules.months import as_json
from gridhall.pledges.rules.spans import say_month


def post_month(session: Session, clerk: Clerk, month: str, today: date) -> int:
    """Freeze a month's list as it is now; the same list again is the one that was posted."""
    require(clerk, Role.SUPERVISOR, "公布月服务清单")
    wanted = month_list(session, month, today)
    if not wanted.lines:
        raise UserError(f"{say_month(month)}清单里没有项目，不用公布。请先登记需求、资源或项目")
    content = as_json(wanted.lines)
    query = select(MonthlyList).where(MonthlyList.month == month)
    last = session.scalars(query.order_by(MonthlyList.id.desc()).limit(1)).first()
    if last is not None and last.content == content:
        return last.id
    row = MonthlyList(
        month=month, made_at=datetime.now(UTC), clerk_name=clerk.name, content=content
    )
    session.add(row)
    session.flush()
    said = {"after": {"month": month, "rows": len(wanted.lines)}}
    record(session, clerk, "pledge.month", ("monthly_list", row.id), said)
    return row.id
