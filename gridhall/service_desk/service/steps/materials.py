"""Materials after the case was taken in: received late, or deferred (补收材料、容缺受理)."""

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy.orm import Session

from gridhall.clerks.service import record
from gridhall.core.calendar import WorkCalendar
from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.service_desk.models import CaseMaterial, ServiceCase
from gridhall.service_desk.queries.cases import CaseRow, case_row
from gridhall.service_desk.rules.clock import DeskMoment
from gridhall.service_desk.rules.orders import DEFER_DAYS, Deferral
from gridhall.service_desk.rules.states import next_state
from gridhall.service_desk.service.steps.step import begin, materials_of, missing_of


def receive_materials(
    session: Session, clerk: Clerk, case_id: int, positions: Collection[int], now: datetime
) -> CaseRow:
    """Receive materials that were missing (补收材料)."""
    step = begin(session, clerk, case_id, DeskMoment(now, WorkCalendar()))
    next_state(step.case.state, "receive", step.case.number)
    names = []
    for material in materials_of(session, case_id):
        if material.position in positions and material.received_at is None:
            material.received_at, material.deferred_until = now, None
            names.append(material.name)
    if names:
        step.note("received", "、".join(names))
        said = {"after": {"received": names}}
        record(session, clerk, "case.receive", ("service_case", case_id), said)
    return case_row(step.case)


def defer(
    session: Session, clerk: Clerk, case_id: int, order: Deferral, when: DeskMoment
) -> CaseRow:
    """Let required materials come later, on the applicant's written promise (容缺受理)."""
    step = begin(session, clerk, case_id, when)
    case = step.lead("defer")
    missing = {m.position: m for m in missing_of(session, case_id)}
    odd = [str(position) for position in order.positions if position not in missing]
    if odd or not order.positions:
        known = "、".join(f"{m.position} {m.name}" for m in missing.values()) or "没有缺的材料"
        raise UserError(f"{case.number} 能容缺的是：{known}。请从里面选。")
    until = _until(case, order.until, when)
    for position in order.positions:
        missing[position].deferred_until = until
    names = [missing[position].name for position in sorted(order.positions)]
    return step.done("deferred", deferred_words(names, until), "case.defer", {"until": until})


def _until(case: ServiceCase, until: date | None, when: DeskMoment) -> date:
    latest = case.promised_on or when.on
    if until is None:
        return default_deferral(when, case.promised_on)
    if not when.on <= until <= max(latest, when.on):
        raise UserError(
            f"容缺的材料要在承诺办结的 {latest} 以前补齐，不能是 {until}。请改一下日子。"
        )
    return until


def default_deferral(when: DeskMoment, promised_on: date | None) -> date:
    """By when a deferred material is to be brought: 5 working days, never beyond the promise."""
    usual = when.calendar.add_working_days(when.on, DEFER_DAYS).day
    return max(min(usual, promised_on or usual), when.on)


def deferred_words(names: Collection[str], until: date) -> str:
    """The step's detail: 房产证复印件；12-01 前补齐."""
    return f"{'、'.join(names)}；{until:%m-%d} 前补齐"


def defer_missing(session: Session, clerk: Clerk, case: CaseRow, when: DeskMoment) -> CaseRow:
    """Defer every required material that is missing; the case as it stands if none is."""
    missing: list[CaseMaterial] = missing_of(session, case.id)
    if not missing:
        return case
    order = Deferral(tuple(m.position for m in missing))
    return defer(session, clerk, case.id, order, when)
