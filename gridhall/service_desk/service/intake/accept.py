"""Taking a matter in: accepted at once, received to be looked at, or received and notified."""

from datetime import datetime

from sqlalchemy.orm import Session

from gridhall.core.calendar import WorkCalendar
from gridhall.core.clerk import Clerk
from gridhall.service_desk.models import ServiceCase
from gridhall.service_desk.queries.cases import CaseRow, case_by_id, case_by_key, case_row
from gridhall.service_desk.rules.clock import DeskMoment
from gridhall.service_desk.rules.draft import CaseDraftFields
from gridhall.service_desk.rules.orders import NoticeOrder
from gridhall.service_desk.rules.states import OPEN, RECEIVED
from gridhall.service_desk.service.intake.checking import Intake, checked
from gridhall.service_desk.service.intake.filing import add_step, close_form, file_case
from gridhall.service_desk.service.steps.materials import default_deferral, deferred_words
from gridhall.service_desk.service.steps.notices import notify


def accept_case(
    session: Session, clerk: Clerk, draft: CaseDraftFields, now: datetime, calendar: WorkCalendar
) -> CaseRow:
    """Take a matter in (受理): number it, start its clock, record who did it.

    Required materials that lack are deferred (容缺受理). A second call with the same request key
    gives the stored case back. `now` is the local moment; DraftRefused names every field to put
    right.
    """
    before = case_by_key(session, draft.request_key)
    if before is not None:
        return before
    taken = checked(session, draft, now, calendar)
    case = file_case(session, clerk, taken, OPEN)
    add_step(session, clerk, case, taken, ("accepted", ""))
    _note_deferred(session, clerk, case, taken)
    close_form(session, clerk, case, taken, "case.accept")
    return case_row(case)


def receive_case(
    session: Session, clerk: Clerk, draft: CaseDraftFields, now: datetime, calendar: WorkCalendar
) -> CaseRow:
    """Receive papers (收件) to be looked at: within five working days they are accepted or not."""
    before = case_by_key(session, draft.request_key)
    if before is not None:
        return before
    taken = checked(session, draft, now, calendar)
    return case_row(_receive(session, clerk, taken))


def receive_and_notify(
    session: Session, clerk: Clerk, draft: CaseDraftFields, order: NoticeOrder, when: DeskMoment
) -> CaseRow:
    """F8: received and told once what lacks (一次性告知), both or neither; it waits for them.

    The notice itself is printed afterwards: a printer's fault loses nothing.
    """
    before = case_by_key(session, draft.request_key)
    if before is not None:
        return before
    taken = checked(session, draft, when.now, when.calendar)
    case = _receive(session, clerk, taken)
    notify(session, clerk, case.id, order, taken.when)
    return case_by_id(session, case.id)


def _receive(session: Session, clerk: Clerk, taken: Intake) -> ServiceCase:
    case = file_case(session, clerk, taken, RECEIVED)
    add_step(session, clerk, case, taken, ("arrived", ""))
    close_form(session, clerk, case, taken, "case.arrive")
    return case


def _note_deferred(session: Session, clerk: Clerk, case: ServiceCase, taken: Intake) -> None:
    if taken.lacking:
        until = default_deferral(taken.when, case.promised_on)
        names = [one.name for one in taken.lacking]
        add_step(session, clerk, case, taken, ("deferred", deferred_words(names, until)))
