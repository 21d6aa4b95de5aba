"""The clocks of open cases: set anew after a step, or all at once when the calendar changes."""

from datetime import date
from functools import partial

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.core.calendar import WorkCalendar
from gridhall.service_desk.models import CaseExtension, CasePause, ServiceCase
from gridhall.service_desk.rules.clock import (
    ClockFacts,
    Clocks,
    Pause,
    clocks,
    counted_deadline,
)
from gridhall.service_desk.rules.states import is_closed


def restart(session: Session, case: ServiceCase, calendar: WorkCalendar) -> None:
    """Set one case's deadlines by its state; a closed one keeps its promise and has none due."""
    if is_closed(case.state):
        case.due_on = None
        return

    counting = partial(counted_deadline, calendar)
    before = Clocks(
        case.notice_due_on, case.promised_on, case.legal_on, case.due_on, case.provisional
    )
    found = clocks(_facts(session, case), counting, before)
    case.notice_due_on, case.promised_on = found.notice_due_on, found.promised_on
    case.legal_on, case.due_on = found.legal_on, found.due_on
    case.provisional = found.provisional


def _facts(session: Session, case: ServiceCase) -> ClockFacts:
    pauses = select(CasePause).where(CasePause.case_id == case.id)
    extended = select(CaseExtension.days).where(
        CaseExtension.case_id == case.id, CaseExtension.state == "approved"
    )
    return ClockFacts(
        case.state,
        case.received_at.astimezone().date(),
        None if case.accepted_at is None else case.accepted_at.astimezone().date(),
        case.limit_days,
        case.legal_days,
        session.scalar(extended) or 0,
        tuple(Pause(p.began_on, p.ended_on) for p in session.scalars(pauses)),
    )


def recompute(session: Session, calendar: WorkCalendar, today: date) -> int:
    """Count every open case's deadlines anew; how many changed."""
    changed = 0
    for case in session.scalars(select(ServiceCase).where(ServiceCase.closed_at.is_(None))):
        before = (case.notice_due_on, case.promised_on, case.legal_on, case.due_on)
        restart(session, case, calendar)
        after = (case.notice_due_on, case.promised_on, case.legal_on, case.due_on)
        changed += before != after
    session.flush()
    return changed
