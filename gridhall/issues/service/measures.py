"""The five measures (五项措施): taken, answered, numbered; consultations held and ended."""

from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gridhall.clerks.rules import require
from gridhall.clerks.service import record
from gridhall.core.clerk import Clerk, Role
from gridhall.core.errors import UserError
from gridhall.core.text import clean
from gridhall.issues.labels import MEASURES
from gridhall.issues.models import Issue, IssueMeasure
from gridhall.issues.queries.settings import governance
from gridhall.issues.rules.drafts import check_words, refusal
from gridhall.issues.rules.orders import MeasureOrder, check_measure
from gridhall.issues.rules.states import is_open
from gridhall.issues.rules.when import When
from gridhall.issues.service.acts import Done
from gridhall.issues.service.steps.step import Step, begin


def take_measure(
    session: Session, clerk: Clerk, issue_id: int, order: MeasureOrder, when: When
) -> Done:
    """Take one of the five measures on an issue; the n-th of its kind is counted."""
    kept = check_measure(order)
    if kept.kind == "accountability":
        require(clerk, Role.SUPERVISOR, "责任追究")
    step = begin(session, clerk, issue_id, "measure", when)
    _refuse_idle(step.issue, kept.kind)
    if kept.kind == "accountability":
        step.kind = "issue_accountability"
    row = _row(step, kept)
    step.acts.add(row)
    facts = {
        "supervision": {"supervised_on": when.on},
        "consultation": {"consulting_since": when.on},
    }
    values: dict[str, Any] = facts.get(kept.kind, {})
    return step.done(_words(row), "issue.measure", **values)


def _row(step: Step, kept: MeasureOrder) -> IssueMeasure:
    response = step.response()
    return IssueMeasure(
        issue_id=step.issue.id,
        response_id=None if response is None else response.id,
        kind=kept.kind,
        ordinal=_count(step.session, step.issue.id, kept.kind) + 1,
        happened_on=step.when.on,
        number=kept.number,
        target=kept.target or step.issue.owner_name,
        note=kept.note,
        points=kept.points,
        reply_by=_reply_by(step, kept),
        clerk_name=step.clerk.name,
    )


def _refuse_idle(issue: Issue, kind: str) -> None:
    """Refuse what nobody can answer: supervision without an owner, two consultations at once."""
    if kind in ("supervision", "consultation") and not is_open(issue.state):
        raise UserError(
            f"{issue.number} 已经了结，不能再{MEASURES[kind]}。要再办请先重新打开（Ctrl+O）"
        )
    if kind == "supervision" and not issue.owner_name:
        raise UserError(f"{issue.number} 还没有责任单位，没有可以督办的。请先分派")
    if kind == "consultation" and issue.consulting_since is not None:
        raise UserError(
            f"{issue.number} {issue.consulting_since} 开始的会商还没有结束，请先登记会商结果"
        )


def _reply_by(step: Step, kept: MeasureOrder) -> date | None:
    if kept.reply_by is not None:
        if kept.reply_by < step.when.on:
            raise refusal(
                "reply_by", f"回复期限 {kept.reply_by} 早于发函那天（{step.when.on}），请往后改"
            )
        return kept.reply_by
    if kept.kind != "supervision":
        return None
    days = governance(step.session).reply_days
    return step.when.calendar.add_working_days(step.when.on, days).day


def _count(session: Session, issue_id: int, kind: str) -> int:
    mine = (IssueMeasure.issue_id == issue_id, IssueMeasure.kind == kind)
    return session.scalar(select(func.max(IssueMeasure.ordinal)).where(*mine)) or 0


def _words(row: IssueMeasure) -> str:
    words = f"{MEASURES[row.kind]}（第 {row.ordinal} 次）"
    if row.points is not None:
        words += f"{row.points:+} 分"
    if row.kind == "supervision" and row.reply_by is not None:
        words += f"：{row.target}，{row.reply_by} 前回复"
    return words


def end_consultation(
    session: Session, clerk: Clerk, issue_id: int, outcome: str, when: When
) -> Done:
    """A consultation is over, with what came of it (会商结果)."""
    step = begin(session, clerk, issue_id, "measure", when)
    step.kind = "issue_consult"
    since = step.issue.consulting_since
    if since is None:
        raise UserError(f"{step.issue.number} 没有在会商，没有要结束的")
    if when.on < since:
        raise UserError(f"{since} 才开始会商，结束不能早于这一天（{when.on}）。请核对日期")
    said = check_words(outcome, "会商结果", "由城管局牵头，6月底前改造", 1000)
    mine = select(IssueMeasure).where(
        IssueMeasure.issue_id == issue_id, IssueMeasure.kind == "consultation"
    )
    row = session.scalars(mine.order_by(IssueMeasure.id.desc()).limit(1)).first()
    if row is not None:
        step.acts.change(row, replied_on=when.on, reply=said)
    return step.done(f"会商结果：{said}", "issue.measure", consulting_since=None)


def note_reply(session: Session, clerk: Clerk, measure_id: int, reply: str, when: When) -> Done:
    """What was answered to a measure (登记回复)."""
    row = _measure(session, measure_id)
    step = begin(session, clerk, row.issue_id, "reply", when)
    if row.replied_on is not None:
        raise UserError(f"这次{MEASURES[row.kind]}已于 {row.replied_on} 登记过回复，不用再登记")
    if when.on < row.happened_on:
        raise UserError(f"{row.happened_on} 才发出，回复不能早于这一天（{when.on}）。请核对日期")
    said = check_words(reply, "回复了什么", "已派工，周五前修好", 1000)
    step.acts.change(row, replied_on=when.on, reply=said)
    return step.done(f"回复{MEASURES[row.kind]}：{said}", "issue.measure")


def number_measure(session: Session, clerk: Clerk, measure_id: int, number: str) -> None:
    """Note the number of a measure's paper after it was issued (文号); no act of its own."""
    row = _measure(session, measure_id)
    kept = clean(number)
    if len(kept) > 40:
        raise refusal("number", f"文号最长 40 个字，现在是 {len(kept)} 个字")
    if kept == row.number:
        return
    said = {"before": {"number": row.number}, "after": {"number": kept}}
    row.number = kept
    session.flush()
    record(session, clerk, "issue.measure", ("issue_measure", row.id), said)


def _measure(session: Session, measure_id: int) -> IssueMeasure:
    row = session.get(IssueMeasure, measure_id)
    if row is None:
        raise UserError("没有这项措施，可能刚被撤回。请按 F5 看最新内容")
    return row
