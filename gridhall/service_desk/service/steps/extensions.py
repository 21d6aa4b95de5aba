"""The one extension of a case: asked for by anybody, decided by a supervisor (延期)."""

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from gridhall.clerks.rules import require
from gridhall.core.clerk import Clerk, Role
from gridhall.core.errors import UserError
from gridhall.core.text import clean
from gridhall.service_desk.models import CaseExtension
from gridhall.service_desk.queries.cases import CaseRow
from gridhall.service_desk.rules.clock import DeskMoment, check_extension
from gridhall.service_desk.rules.orders import ExtensionOrder, Verdict
from gridhall.service_desk.rules.states import check_words
from gridhall.service_desk.service.steps.step import Step, begin

ASKED, APPROVED, REFUSED = "asked", "approved", "refused"


def ask_extension(
    session: Session, clerk: Clerk, case_id: int, order: ExtensionOrder, when: DeskMoment
) -> CaseRow:
    """Ask for more working days before the promise has passed (行政许可法 §42)."""
    step = begin(session, clerk, case_id, when)
    case = step.lead("ask_extension")
    _refuse_second(step)
    if case.due_on is not None and when.on > case.due_on:
        raise UserError(
            f"{case.number} 的期限 {case.due_on} 已过，延期要在期限以内申请。"
            "请尽快办结，并记事说明原因。"
        )
    check_extension(order.days, case.legal_days)
    reason = check_words(clean(order.reason), "延期的理由", "需要街道复核，本周办不完")
    session.add(
        CaseExtension(
            case_id=case_id,
            days=order.days,
            reason=reason,
            state=ASKED,
            asked_at=when.at,
            asked_by=clerk.name,
        )
    )
    detail = f"{order.days} 个工作日：{reason}"
    return step.done("extension_asked", detail, "case.ask_extension", {"days": order.days})


def _refuse_second(step: Step) -> None:
    """A case is extended once; a request that was refused may be made again."""
    number = step.case.number
    for one in step.session.scalars(_of(step.case.id)):
        if one.state == APPROVED:
            raise UserError(f"{number} 已经延期 {one.days} 个工作日，只能延期一次。请按期办结。")
        if one.state == ASKED:
            raise UserError(
                f"{number} 的延期申请（{one.asked_by}，{one.days} 个工作日）还没有批，不用再申请。"
                "请找主管审批。"
            )


def decide_extension(
    session: Session, clerk: Clerk, case_id: int, verdict: Verdict, when: DeskMoment
) -> CaseRow:
    """Approve or refuse what was asked for; an approval moves promise and legal limit alike."""
    require(clerk, Role.SUPERVISOR, "审批延期")
    step = begin(session, clerk, case_id, when)
    step.lead("decide_extension")
    asked = session.scalars(_of(case_id).where(CaseExtension.state == ASKED)).first()
    if asked is None:
        raise UserError(f"{step.case.number} 没有等审批的延期申请。请先申请延期。")
    opinion = clean(verdict.opinion)
    if opinion or not verdict.approve:
        opinion = check_words(
            opinion, "不批准的意见" if not verdict.approve else "意见", "可以按期办完"
        )
    asked.state = APPROVED if verdict.approve else REFUSED
    asked.decided_at, asked.decided_by, asked.opinion = when.at, clerk.name, opinion
    session.flush()
    kind = "extended" if verdict.approve else "extension_refused"
    words = "，".join(filter(None, (f"{asked.days} 个工作日", opinion)))
    told = {"days": asked.days, "approved": verdict.approve}
    return step.done(kind, words, "case.decide_extension", told)


def _of(case_id: int) -> Select[CaseExtension]:
    return select(CaseExtension).where(CaseExtension.case_id == case_id)
