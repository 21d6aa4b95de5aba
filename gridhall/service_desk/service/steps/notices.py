"""Before acceptance: the one-time notice, acceptance, refusal (一次性告知、受理、不予受理)."""

import json

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gridhall.clerks.rules import require
from gridhall.core.clerk import Clerk, Role
from gridhall.core.errors import UserError
from gridhall.core.text import clean
from gridhall.service_desk.models import CaseNotice, ServiceCase
from gridhall.service_desk.queries.cases import CaseRow
from gridhall.service_desk.queries.notices import CaseNoticeRow, notice_row
from gridhall.service_desk.rules.clock import DeskMoment
from gridhall.service_desk.rules.orders import NoticeOrder, Refusal
from gridhall.service_desk.rules.refusals import Refusal as Told
from gridhall.service_desk.rules.refusals import refusal_words
from gridhall.service_desk.rules.states import RECEIVED, check_words
from gridhall.service_desk.service.steps.materials import defer_missing
from gridhall.service_desk.service.steps.step import Step, begin, materials_of

_MOST_DAYS = 250  # working days: a year


def notify(
    session: Session, clerk: Clerk, case_id: int, order: NoticeOrder, when: DeskMoment
) -> CaseNoticeRow:
    """Tell the applicant once all that lacks (一次性告知, 行政许可法 §32); the case waits for it.

    A second notice on the same case needs a supervisor and a reason.
    """
    step = begin(session, clerk, case_id, when)
    _refuse_late(step)
    step.lead("notify")
    nth = _given(session, case_id) + 1
    reason = _approved(clerk, nth, clean(order.approved_reason))
    lacking = _lacking(session, step.case, order)
    notice = CaseNotice(
        case_id=case_id,
        nth=nth,
        lacking=json.dumps(lacking, ensure_ascii=False),
        due_on=when.calendar.add_working_days(when.on, _days(order.due_days)).day,
        given_at=when.at,
        clerk_name=clerk.name,
        approved_by=clerk.name if nth > 1 else "",
        reason=reason,
    )
    session.add(notice)
    names = "、".join(str(one["name"]) for one in lacking)
    told = {"nth": nth, "due_on": notice.due_on, "lacking": [one["name"] for one in lacking]}
    step.done("notified", f"缺{names}；{notice.due_on:%m-%d} 前补正", "case.notify", told)
    return notice_row(notice)


def _refuse_late(step: Step) -> None:
    """After the notice clock has run out the law has accepted the case already."""
    case, until = step.case, step.case.notice_due_on
    late = until is not None and step.when.on > until and not case.provisional
    if case.state == RECEIVED and late and until is not None:
        raise UserError(
            f"{case.number} 的告知期限 {until:%m-%d} 已过，自收件之日起视为受理，"
            "不能再一次性告知。请直接受理，缺的材料用“补收材料”。"
        )


def _given(session: Session, case_id: int) -> int:
    mine = select(func.max(CaseNotice.nth)).where(CaseNotice.case_id == case_id)
    return session.scalar(mine) or 0


def _approved(clerk: Clerk, nth: int, reason: str) -> str:
    if nth == 1:
        return ""
    require(clerk, Role.SUPERVISOR, "第二次一次性告知")
    return check_words(reason, "再次告知的原因", "补来的材料过期，经核实确需重新提供")


def _lacking(session: Session, case: ServiceCase, order: NoticeOrder) -> list[dict[str, int | str]]:
    known = {m.position: m.name for m in materials_of(session, case.id)}
    if not order.lacking:
        raise UserError("一次性告知要写明缺什么。请至少选一项缺的材料。")
    odd = [str(one.position) for one in order.lacking if one.position not in known]
    if odd:
        raise UserError(f"{case.number} 没有第 {'、'.join(odd)[:20]} 项材料。请从材料清单里选。")
    return [
        {
            "position": one.position,
            "name": known[one.position],
            "problem": check_words(clean(one.problem), "材料的问题", "未提供"),
        }
        for one in sorted(order.lacking, key=lambda one: one.position)
    ]


def _days(days: int) -> int:
    if not 1 <= days <= _MOST_DAYS:
        raise UserError(f"补正期限要在 1 到 {_MOST_DAYS} 个工作日之间，现在是 {days} 个。")
    return days


def accept_received(session: Session, clerk: Clerk, case_id: int, when: DeskMoment) -> CaseRow:
    """Accept what was received (受理); its promise runs from today.

    Required materials that are still missing are deferred (容缺受理).
    """
    step = begin(session, clerk, case_id, when)
    case = step.lead("accept")
    case.accepted_at = when.at
    row = step.done("accepted", "", "case.accept", {"accepted_at": when.at})
    return defer_missing(session, clerk, row, when)


def decline(
    session: Session, clerk: Clerk, case_id: int, order: Refusal, when: DeskMoment
) -> CaseRow:
    """Refuse a matter (不予受理): why, by which rule, and where to go instead."""
    step = begin(session, clerk, case_id, when)
    reason = check_words(clean(order.reason), "不予受理的理由", "户籍不在本社区")
    step.lead("decline")
    step.close()
    detail = refusal_words(Told(reason, clean(order.basis), clean(order.where_to)))
    return step.done("not_accepted", detail, "case.decline", {})
