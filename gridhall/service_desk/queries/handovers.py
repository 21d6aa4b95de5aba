"""Hand-over sheets (交接单) as they were written, and what a clerk still has open."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.core.clerk import Clerk
from gridhall.service_desk.models import DayHandover, ServiceCase
from gridhall.service_desk.queries.cases import CaseRow, case_row


@dataclass(frozen=True, slots=True)
class HandedCase:
    """One case as it stood on the sheet."""

    number: str
    item: str
    state: str  # words
    due_on: str  # ISO day, "" while no clock ran
    word: str


@dataclass(frozen=True, slots=True)
class HandoverRow:
    """One sheet."""

    id: int
    day: date
    from_name: str
    to_name: str
    note: str
    cases: tuple[HandedCase, ...]
    handed_at: datetime


def open_cases_of(session: Session, clerk: Clerk) -> list[CaseRow]:
    """What this clerk still has in hand, the most urgent first."""
    mine = select(ServiceCase).where(
        ServiceCase.closed_at.is_(None), ServiceCase.holder_name == clerk.name
    )
    order = (ServiceCase.due_on.is_(None), ServiceCase.due_on, ServiceCase.id)
    return [case_row(case) for case in session.scalars(mine.order_by(*order))]


def handovers(session: Session, limit: int = 60) -> Sequence[HandoverRow]:
    """The newest sheets."""
    query = select(DayHandover).order_by(DayHandover.id.desc()).limit(limit)
    return [_row(sheet) for sheet in session.scalars(query)]


def handover(session: Session, handover_id: int) -> HandoverRow:
    """One sheet."""
    return _row(session.get_one(DayHandover, handover_id))


def _row(sheet: DayHandover) -> HandoverRow:
    return HandoverRow(
        sheet.id,
        sheet.day,
        sheet.from_name,
        sheet.to_name,
        sheet.note,
        tuple(HandedCase(**line) for line in json.loads(sheet.cases)),
        sheet.handed_at,
    )
