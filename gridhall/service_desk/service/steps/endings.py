"""How a case ends: decided, finished, taken back, withdrawn, revoked, passed on."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gridhall.core.calendar import WorkCalendar
from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.core.text import clean
from gridhall.organisation.models import Agency
from gridhall.papers.queries import papers_about
from gridhall.papers.service import void_paper
from gridhall.service_desk.labels import FINISH_KINDS
from gridhall.service_desk.models import CaseEvent, CaseNotice, ItemVersion, ServiceCase
from gridhall.service_desk.queries.cases import CaseRow
from gridhall.service_desk.rules.clock import DeskMoment
from gridhall.service_desk.rules.orders import Ending, Passing, tidy_ending
from gridhall.service_desk.rules.states import (
    SUPPLEMENT,
    check_finish_kind,
    check_reason,
    check_words,
    retold,
)
from gridhall.service_desk.service.steps.step import Step, begin, missing_of

DONE = "done"  # 办结; other kinds of ending come with their papers


def decide(session: Session, clerk: Clerk, case_id: int, opinion: str, when: DeskMoment) -> CaseRow:
    """Note the decision (作出决定); the promise runs on until the case is finished."""
    step = begin(session, clerk, case_id, when)
    step.lead("decide")
    opinion = check_words(clean(opinion), "决定的意见", "符合条件，同意办理")
    return step.done("decided", opinion, "case.decide", {})


def finish_case(
    session: Session, clerk: Clerk, case_id: int, now: datetime, version: int | None = None
) -> CaseRow:
    """Close a case (办结). `version` is the one on the clerk's screen; None: any."""
    step = begin(session, clerk, case_id, DeskMoment(now, WorkCalendar()), version)
    return _finish(step, Ending(DONE))


def finish_as(
    session: Session, clerk: Clerk, case_id: int, ending: Ending, when: DeskMoment
) -> CaseRow:
    """Close a case with one of the seven kinds and what comes of it (办结类型、结果)."""
    return _finish(begin(session, clerk, case_id, when), ending)


def _finish(step: Step, ending: Ending) -> CaseRow:
    state, case = step.case.state, step.case
    step.lead("finish")
    check_finish_kind(state, ending.kind, case.number)
    ending = tidy_ending(_named(step, ending), step.when.on)
    if state == SUPPLEMENT and ending.kind == "not_supplemented":
        _refuse_early(step)
    case.finished_at, case.finish_kind = step.when.at, ending.kind
    case.result_name, case.result_number = ending.result_name, ending.result_number
    case.result_note, case.result_until = ending.result_note, ending.result_until
    step.close()
    said = [_lacking(step.session, case.id)]
    if ending.kind != DONE:
        said.insert(0, FINISH_KINDS[ending.kind])
    detail = "；".join(filter(None, said))
    return step.done("finished", detail, "case.finish", {"kind": ending.kind})


def _named(step: Step, ending: Ending) -> Ending:
    """A certificate that nobody named is what the matter says it ends in."""
    if ending.kind != "issued" or clean(ending.result_name):
        return ending
    usual = step.session.get_one(ItemVersion, step.case.item_version_id).result_name
    return replace(ending, result_name=usual)


def _refuse_early(step: Step) -> None:
    """补正不来办结 waits until the notice's own deadline has passed."""
    latest = select(func.max(CaseNotice.due_on)).where(CaseNotice.case_id == step.case.id)
    until = step.session.scalar(latest)
    if until is not None and step.when.on <= until:
        raise UserError(
            f"{step.case.number} 的补正期限到 {until}，还没有过，不能按“补正不来办结”办结。"
            "申请人不办了请用“登记撤回”。"
        )


def _lacking(session: Session, case_id: int) -> str:
    """What was still missing when the case was closed, for the record."""
    names = [material.name for material in missing_of(session, case_id)]
    return f"还缺{'、'.join(names)}" if names else ""


def undo_finish(
    session: Session, clerk: Clerk, case_id: int, now: datetime, version: int | None = None
) -> CaseRow:
    """Take a finish back (撤销办结), as long as nothing followed it: all is as it was before."""
    when = DeskMoment(now, WorkCalendar())
    step = begin(session, clerk, case_id, when, version)
    case = step.lead("undo_finish")
    kinds = _kinds(session, case_id)
    _refuse_if_followed(session, case, kinds[-1])
    step.state = retold([*kinds, "reopened"])
    case.finished_at = case.finish_kind = case.closed_at = case.result_until = None
    case.result_name = case.result_number = case.result_note = ""
    case.due_on = case.promised_on if step.state != SUPPLEMENT else None
    return step.done("reopened", "", "case.undo_finish", {})


def _kinds(session: Session, case_id: int) -> list[str]:
    mine = select(CaseEvent.kind).where(CaseEvent.case_id == case_id)
    return list(session.scalars(mine.order_by(CaseEvent.id)))


def _refuse_if_followed(session: Session, case: ServiceCase, last: str) -> None:
    if last != "finished":
        raise UserError(f"{case.number} 办结以后又有新的记录，不能撤销办结。请新建工单（F2）继续。")
    papers = papers_about(session, "service_case", case.id)
    issued = [p for p in papers if p.kind == "completion" and p.voided_at is None]
    if issued:
        raise UserError(
            f"{case.number} 的办结通知书 {issued[0].number} 已经发出。请先作废它，再撤销办结。"
        )


def withdraw(
    session: Session, clerk: Clerk, case_id: int, reason: str, when: DeskMoment
) -> CaseRow:
    """The applicant takes the application back before it is finished (申请人撤回)."""
    step = begin(session, clerk, case_id, when)
    step.lead("withdraw")
    reason = check_words(clean(reason), "撤回的原因", "申请人改在户籍地办理")
    step.close()
    return step.done("withdrawn", reason, "case.withdraw", {})


def revoke_case(
    session: Session, clerk: Clerk, case_id: int, now: datetime, reason: str
) -> CaseRow:
    """Revoke an acceptance (撤销受理): the number stays, its papers are voided."""
    step = begin(session, clerk, case_id, DeskMoment(now, WorkCalendar()))
    reason = check_reason(clean(reason))
    step.lead("revoke")
    step.close()
    row = step.done("revoked", reason, "case.revoke", {})
    for paper in papers_about(session, "service_case", case_id):
        if paper.voided_at is None:
            void_paper(session, clerk, paper.id, f"撤销受理：{reason}")
    return row


def pass_on(
    session: Session, clerk: Clerk, case_id: int, order: Passing, when: DeskMoment
) -> CaseRow:
    """Pass a case on to an agency of the directory (转出): it is theirs now."""
    step = begin(session, clerk, case_id, when)
    step.lead("pass_on")
    agency = session.get(Agency, order.agency_id)
    if agency is None or not agency.active:
        raise UserError("办事机构名录里没有这个机构，或者已经停用。请从名录里另选一个。")
    reason = check_words(clean(order.reason), "转出的原因", "不归本社区办理")
    step.close()
    detail = f"转{agency.name}：{reason}"
    return step.done("passed_on", detail, "case.pass_on", {"agency_id": agency.id})
