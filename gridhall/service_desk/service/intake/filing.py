"""A case is put into the file: its own row, number, materials, first steps, search entry."""

from sqlalchemy.orm import Session

from gridhall.clerks.service import record
from gridhall.core.clerk import Clerk
from gridhall.db import search
from gridhall.papers.service import next_number
from gridhall.service_desk.models import CaseDraft, CaseEvent, CaseMaterial, ServiceCase
from gridhall.service_desk.queries.asked import grid_of
from gridhall.service_desk.rules import clock
from gridhall.service_desk.rules.clock import ClockFacts, Clocks, DeskMoment
from gridhall.service_desk.rules.counting import counted_deadline
from gridhall.service_desk.rules.draft import is_late
from gridhall.service_desk.rules.slips import draft_ordinal
from gridhall.service_desk.rules.states import OPEN
from gridhall.service_desk.service.entries import case_entry
from gridhall.service_desk.service.intake.checking import Intake, linked_id
from gridhall.service_desk.service.steps.chain import link_cases
from gridhall.service_desk.service.steps.materials import default_deferral


def file_case(session: Session, clerk: Clerk, taken: Intake, state: str) -> ServiceCase:
    """The case with its clocks in a state; the number is taken last of all."""
    case = _new_case(taken, state)
    if taken.applicant is not None:
        case.grid_id = grid_of(session, taken.applicant.id)
    _sign(case, clerk, taken.when)
    _start_clocks(case, taken)
    _number(session, case, taken.when)
    _put_materials(session, case, taken)
    return case


def _new_case(taken: Intake, state: str) -> ServiceCase:
    draft, matter, who = taken.draft, taken.matter, taken.applicant
    agent = ("kind", "name", "id_number", "phone", "relation")
    own_phone = who.phone if who is not None else ""
    return ServiceCase(
        item_id=matter.id,
        item_version_id=matter.version_id,
        item_name=matter.name,
        applicant_id=who.id if who is not None else None,
        applicant_name=who.name if who is not None else draft.applicant,
        phone=own_phone if draft.phone is None else draft.phone,
        channel=draft.channel,
        green=draft.green,
        note=draft.note,
        state=state,
        limit_days=matter.limit_days if draft.limit_days is None else draft.limit_days,
        legal_days=matter.legal_days,
        transfer_id=draft.transfer_id,
        ticket_id=draft.ticket_id,
        request_key=draft.request_key,
        **{f"agent_{part}": getattr(draft, f"agent_{part}") for part in agent},
    )


def _sign(case: ServiceCase, clerk: Clerk, when: DeskMoment) -> None:
    """When it came, when it was entered, and who answers for it from now on (首问负责)."""
    case.received_at, case.recorded_at = when.at, when.now
    if case.state == OPEN:
        case.accepted_at = when.at
    case.clerk_name = case.holder_name = clerk.name
    case.counter, case.holder_id = clerk.counter, clerk.id or None


def _start_clocks(case: ServiceCase, taken: Intake) -> None:
    when, calendar = taken.when, taken.when.calendar
    accepted_on = when.on if case.state == OPEN else None
    facts = ClockFacts(case.state, when.on, accepted_on, case.limit_days, case.legal_days)
    found: Clocks = clock.clocks(facts, lambda *asked: counted_deadline(calendar, *asked))
    for name in Clocks.__slots__:
        setattr(case, name, getattr(found, name))


def _number(session: Session, case: ServiceCase, when: DeskMoment) -> None:
    """The number comes last before the insert: taken earlier, it could be lost or waited for."""
    ordinal = next_number(session, "case", clock.number_period(when.today))
    case.number = clock.case_number(when.today, ordinal)
    session.add(case)
    session.flush()


def _put_materials(session: Session, case: ServiceCase, taken: Intake) -> None:
    """What was asked for; in an accepted case what lacks is promised for a day (容缺受理)."""
    until = default_deferral(taken.when, case.promised_on) if case.state == OPEN else None
    session.add_all(
        CaseMaterial(
            case_id=case.id,
            position=m.position,
            name=m.name,
            originals=m.originals,
            copies=m.copies,
            required=m.required,
            received_at=taken.when.at if m.position in taken.draft.received else None,
            deferred_until=until if m in taken.lacking else None,
        )
        for m in taken.materials
    )


def add_step(
    session: Session, clerk: Clerk, case: ServiceCase, taken: Intake, step: tuple[str, str]
) -> None:
    """A step of the case: its kind and its detail."""
    kind, detail = step
    session.add(
        CaseEvent(
            case_id=case.id,
            kind=kind,
            happened_at=taken.when.at,
            recorded_at=taken.when.now,
            clerk_name=clerk.name,
            detail=detail,
        )
    )


def close_form(
    session: Session, clerk: Clerk, case: ServiceCase, taken: Intake, action: str
) -> None:
    """Search entry, audit row, link; the draft has done its work, its slip now names the case."""
    parked = session.get(CaseDraft, case.request_key)
    if parked is not None:
        session.delete(parked)
        case.slip_number = draft_ordinal(case.request_key)
    session.flush()
    search.put(session, [case_entry(case)])
    record(session, clerk, action, ("service_case", case.id), {"after": _told(case)})
    other = linked_id(session, taken.draft.linked) if taken.draft.linked else None
    if other is not None:
        now = DeskMoment(taken.when.now, taken.when.calendar)
        link_cases(session, clerk, case.id, taken.draft.linked, now)


def _told(case: ServiceCase) -> dict[str, object]:
    said: dict[str, object] = {
        "number": case.number,
        "item": case.item_name,
        "applicant_id": case.applicant_id,
        "promised_on": case.promised_on,
    }
    if case.agent_kind:
        said["agent"] = case.agent_kind
    if is_late(case.received_at, case.recorded_at):
        said["received_at"] = case.received_at
    return said
