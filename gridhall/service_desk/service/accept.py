"""Taking a matter in (受理)."""

from datetime import date, datetime

from sqlalchemy import delete
from sqlalchemy.orm import Session

from gridhall.clerks.service import record
from gridhall.core.calendar import WorkCalendar
from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.db import search
from gridhall.papers.service import next_number
from gridhall.registry.models import Person
from gridhall.service_desk.models import CaseDraft, CaseEvent, CaseMaterial, ServiceCase
from gridhall.service_desk.queries.cases import CaseRow, case_by_key, case_row
from gridhall.service_desk.queries.catalogue import MatterRow, matter_by_id
from gridhall.service_desk.rules import clock
from gridhall.service_desk.rules.draft import CaseDraftFields, DraftRefused, check_draft, tidy
from gridhall.service_desk.rules.states import OPEN
from gridhall.service_desk.service.entries import case_entry


def accept_case(
    session: Session, clerk: Clerk, draft: CaseDraftFields, now: datetime, calendar: WorkCalendar
) -> CaseRow:
    """Take a matter in (受理): number it, start its clock, record who did it.

    A second call with the same request key gives the stored case back. `now` is the local moment;
    DraftRefused names every field to put right.
    """
    before = case_by_key(session, draft.request_key)
    if before is not None:
        return before
    draft = tidy(draft)
    matter = _matter(session, draft.item_id, now.date())
    problems = check_draft(draft, matter.limit_days if matter else None)
    if problems or matter is None or draft.applicant_id is None:
        raise DraftRefused(problems)
    case = _new_case(draft, matter, session.get_one(Person, draft.applicant_id))
    _sign(case, clerk, now, calendar)
    _number(session, case, now)
    _write_down(session, clerk, case, matter, draft)
    return case_row(case)


def _matter(session: Session, item_id: int | None, on: date) -> MatterRow | None:
    return None if item_id is None else matter_by_id(session, item_id, on)


def _new_case(draft: CaseDraftFields, matter: MatterRow, applicant: Person) -> ServiceCase:
    if not matter.active:
        raise UserError(f"“{matter.name}”已从事项目录停用。请换一个事项；刚填的都还在。")
    return ServiceCase(
        item_id=matter.id,
        item_version_id=matter.version_id,
        item_name=matter.name,
        applicant_id=applicant.id,
        applicant_name=applicant.name,
        phone=applicant.phone if draft.phone is None else draft.phone,
        channel=draft.channel,
        note=draft.note,
        state=OPEN,
        limit_days=matter.limit_days if draft.limit_days is None else draft.limit_days,
        request_key=draft.request_key,
    )


def _sign(case: ServiceCase, clerk: Clerk, now: datetime, calendar: WorkCalendar) -> None:
    """Start the clock, and note who answers for the case from now on (首问负责)."""
    promised = clock.promised_day(calendar, now.date(), case.limit_days)
    case.received_at = case.recorded_at = case.accepted_at = now
    case.promised_on = case.due_on = promised.day
    case.provisional = promised.provisional
    case.clerk_name = case.holder_name = clerk.name
    case.counter, case.holder_id = clerk.counter, clerk.id or None


def _number(session: Session, case: ServiceCase, now: datetime) -> None:
    """The number comes last before the insert: taken earlier, it could be lost or waited for."""
    day = now.date()
    ordinal = next_number(session, "case", clock.number_period(day))
    case.number = clock.case_number(day, ordinal)
    session.add(case)
    session.flush()


def _write_down(
    session: Session, clerk: Clerk, case: ServiceCase, matter: MatterRow, draft: CaseDraftFields
) -> None:
    """Materials, first step, search entry, audit row; the draft has done its work."""
    now = case.received_at
    session.add_all(
        CaseMaterial(
            case_id=case.id,
            position=m.position,
            name=m.name,
            originals=m.originals,
            copies=m.copies,
            required=m.required,
            received_at=now if m.position in draft.received else None,
        )
        for m in matter.materials
    )
    session.add(
        CaseEvent(
            case_id=case.id,
            kind="accepted",
            happened_at=now,
            recorded_at=now,
            clerk_name=clerk.name,
        )
    )
    session.execute(delete(CaseDraft).where(CaseDraft.request_key == case.request_key))
    session.flush()
    search.put(session, [case_entry(case)])
    record(session, clerk, "case.accept", ("service_case", case.id), {"after": _told(case)})


def _told(case: ServiceCase) -> dict[str, object]:
    return {
        "number": case.number,
        "item": case.item_name,
        "applicant_id": case.applicant_id,
        "promised_on": case.promised_on,
    }
