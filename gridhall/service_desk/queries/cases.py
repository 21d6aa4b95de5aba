"""Cases (办件) as frozen rows."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gridhall.core.errors import UserError
from gridhall.core.text import half_width
from gridhall.service_desk.models import ServiceCase


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One case with all its own fields; what belongs to it is on its card."""

    id: int
    number: str
    item_id: int
    item_name: str
    item_version_id: int
    applicant_id: int | None  # None: somebody without a file, only asking
    applicant_name: str
    phone: str
    agent_kind: str  # "", agent, guardian
    agent_name: str
    agent_id_number: str
    agent_phone: str
    agent_relation: str
    grid_id: int | None
    channel: str
    green: str
    note: str
    state: str
    received_at: datetime
    recorded_at: datetime  # later than received_at: 补录
    accepted_at: datetime | None
    notice_due_on: date | None
    promised_on: date | None
    legal_on: date | None
    due_on: date | None  # the deadline of the clock that runs now
    provisional: bool
    limit_days: int
    legal_days: int
    finished_at: datetime | None
    finish_kind: str | None
    result_name: str
    result_number: str
    result_note: str
    result_until: date | None
    delivered_at: datetime | None
    delivery_way: str
    delivered_to: str
    archived_at: datetime | None
    archive_place: str
    closed_at: datetime | None
    clerk_name: str  # 首问
    counter: str
    holder_id: int | None
    holder_name: str  # 经办
    transfer_id: int | None
    ticket_id: int | None
    version: int

    @property
    def taken_in(self) -> datetime:
        """受理, or 收件 as long as it is not accepted."""
        return self.accepted_at or self.received_at

    @property
    def promise(self) -> date:
        """The day promised; ValueError before a case is accepted."""
        if self.promised_on is None:
            raise ValueError(f"{self.number} has no promise yet")
        return self.promised_on


def case_by_id(session: Session, case_id: int) -> CaseRow:
    """One case."""
    return case_row(session.get_one(ServiceCase, case_id))


def case_by_key(session: Session, request_key: str) -> CaseRow | None:
    """The case that a form with this key has already made, if it has."""
    found = session.scalar(select(ServiceCase).where(ServiceCase.request_key == request_key))
    return case_row(found) if found else None


def case_by_number(session: Session, number: str) -> CaseRow:
    """The case that bears this number; a number nobody took is told."""
    wanted = half_width(number).strip().upper()
    found = session.scalar(select(ServiceCase).where(ServiceCase.number == wanted))
    if found is None:
        raise UserError(f"没有编号为“{wanted[:40]}”的工单。请核对编号，例如 SL20261124-012。")
    return case_row(found)


def case_rows(session: Session, state: str | None = None, limit: int = 500) -> list[CaseRow]:
    """The newest cases, newest first, all or those in one state."""
    query = select(ServiceCase).order_by(ServiceCase.id.desc()).limit(limit)
    if state is not None:
        query = query.where(ServiceCase.state == state)
    return [case_row(case) for case in session.scalars(query)]


def case_count(session: Session, state: str | None = None) -> int:
    """How many cases there are, all or those in one state."""
    query = select(func.count()).select_from(ServiceCase)
    if state is not None:
        query = query.where(ServiceCase.state == state)
    return session.scalar(query) or 0


def case_row(case: ServiceCase) -> CaseRow:
    """A table's row as a frozen one."""
    return CaseRow(**{name: getattr(case, name) for name in CaseRow.__slots__})
