"""The number of a 吹哨单, noted on whose the issue was when it was whistled."""

from sqlalchemy.orm import Session

from gridhall.clerks.service import record
from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.issues.models import IssueResponse


def number_whistle(session: Session, clerk: Clerk, response_id: int, number: str) -> None:
    """Note the number after the paper was issued (文号); no act of its own."""
    row = session.get(IssueResponse, response_id)
    if row is None:
        raise UserError("这次分派刚被撤回，文号没有地方记。请按 F5 看最新内容")
    if row.number == number:
        return
    said = {"before": {"number": row.number}, "after": {"number": number}}
    row.number = number
    session.flush()
    record(session, clerk, "issue.step", ("issue_response", row.id), said)
