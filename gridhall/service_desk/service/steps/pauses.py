"""Days that do not count: a special procedure begins and ends (特别程序)."""

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.core.text import clean
from gridhall.service_desk.labels import PAUSES
from gridhall.service_desk.models import CasePause
from gridhall.service_desk.queries.cases import CaseRow
from gridhall.service_desk.rules.clock import DeskMoment
from gridhall.service_desk.rules.orders import PauseOrder, tidy_pause
from gridhall.service_desk.rules.states import check_words
from gridhall.service_desk.service.steps.step import Step, begin, open_pauses


def suspend(
    session: Session, clerk: Clerk, case_id: int, order: PauseOrder, when: DeskMoment
) -> CaseRow:
    """Stop the clock for a special procedure (行政许可法 §45): its days do not count."""
    step = begin(session, clerk, case_id, when)
    step.lead("suspend")
    order = tidy_pause(order, when.on)
    began = order.began_on or when.on
    _refuse_odd_day(step, began)
    session.add(
        CasePause(
            case_id=case_id,
            kind=order.kind,
            reason=order.reason,
            began_on=began,
            expected_on=order.expected_on,
            recorded_at=when.now,
            clerk_name=clerk.name,
        )
    )
    detail = f"{PAUSES[order.kind]}，{began:%m-%d} 起：{order.reason}"
    told = {"kind": order.kind, "began_on": began, "expected_on": order.expected_on}
    return step.done("suspended", detail, "case.suspend", told)


def _refuse_odd_day(step: Step, began: date) -> None:
    """A pause begins between the acceptance and today, and not inside an earlier one."""
    case = step.case
    since = (case.accepted_at or case.received_at).astimezone().date()
    if began > step.when.on:
        raise UserError(f"特别程序开始的日子 {began} 还没有到。请填今天或以前的日子。")
    if began < since:
        raise UserError(
            f"{case.number} 是 {since} 受理的，特别程序不能从 {began} 开始。"
            f"请填 {since} 以后的日子。"
        )
    last = step.session.scalar(
        select(func.max(CasePause.ended_on)).where(CasePause.case_id == case.id)
    )
    if last is not None and began < last:
        raise UserError(
            f"{case.number} 的上一次特别程序到 {last} 才结束，这一次不能从 {began} 开始。"
            f"请填 {last} 以后的日子。"
        )


def resume(session: Session, clerk: Clerk, case_id: int, outcome: str, when: DeskMoment) -> CaseRow:
    """End the special procedure; the day it ends counts again."""
    step = begin(session, clerk, case_id, when)
    step.lead("resume")
    outcome = check_words(clean(outcome), "特别程序的结果", "核查完毕，情况属实")
    for pause in session.scalars(open_pauses(case_id)):
        pause.ended_on, pause.outcome = max(when.on, pause.began_on), outcome
        pause.ended_by = clerk.name
    session.flush()
    return step.done("resumed", outcome, "case.resume", {"ended_on": when.on})
