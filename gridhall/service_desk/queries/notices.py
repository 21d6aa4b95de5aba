"""The one-time notices of a case as frozen rows (一次性告知)."""

import json
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.service_desk.models import CaseNotice


@dataclass(frozen=True, slots=True)
class LackRow:
    """What a notice says of one material."""

    position: int
    name: str
    problem: str


@dataclass(frozen=True, slots=True)
class CaseNoticeRow:
    """One one-time notice: what lacked that day, and by when it is to be brought."""

    id: int
    case_id: int
    nth: int
    lacking: tuple[LackRow, ...]
    due_on: date
    given_at: datetime
    clerk_name: str
    approved_by: str
    reason: str


def notices_of(session: Session, case_id: int) -> tuple[CaseNoticeRow, ...]:
    """A case's notices, the first first."""
    mine = select(CaseNotice).where(CaseNotice.case_id == case_id).order_by(CaseNotice.nth)
    return tuple(map(notice_row, session.scalars(mine)))


def notice_row(notice: CaseNotice) -> CaseNoticeRow:
    """A table's row as a frozen one."""
    return CaseNoticeRow(
        notice.id,
        notice.case_id,
        notice.nth,
        tuple(LackRow(**one) for one in json.loads(notice.lacking)),
        notice.due_on,
        notice.given_at,
        notice.clerk_name,
        notice.approved_by,
        notice.reason,
    )
