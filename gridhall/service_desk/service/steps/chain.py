"""Who has a case, what belongs with it, what is noted on it (移交、关联、记事)."""

from collections.abc import Sequence
from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.clerks.models import ClerkAccount
from gridhall.clerks.rules import require
from gridhall.core.calendar import WorkCalendar
from gridhall.core.clerk import Clerk, Role
from gridhall.core.errors import UserError
from gridhall.core.text import clean, clean_lines, half_width
from gridhall.registry.models import HukouTransfer
from gridhall.service_desk.models import CaseLink, ServiceCase
from gridhall.service_desk.queries.cases import CaseRow, case_by_number
from gridhall.service_desk.rules.clock import DeskMoment
from gridhall.service_desk.rules.orders import HandOver
from gridhall.service_desk.rules.states import check_words
from gridhall.service_desk.service.steps.step import Step, begin

_NOTE_LENGTH = 500


def hand_over(
    session: Session, clerk: Clerk, case_ids: Sequence[int], order: HandOver, when: DeskMoment
) -> tuple[CaseRow, ...]:
    """Give cases to another clerk (移交经办); who received them first stays (首问负责)."""
    if not case_ids:
        raise UserError("还没有选要移交的工单。请先在列表里选。")
    to = session.get(ClerkAccount, order.to_clerk_id)
    if to is None or not to.active:
        name = f"“{to.name}”" if to else "这位操作员"
        raise UserError(f"{name}已停用或不存在，不能移交给他。请另选一位。")
    word = clean(order.word)
    if word:
        check_words(word, "移交的话", "")
    return tuple(_hand_over(begin(session, clerk, one, when), to, word) for one in case_ids)


def _hand_over(step: Step, to: ClerkAccount, word: str) -> CaseRow:
    case = step.lead("hand_over")
    holder = case.holder_name or case.clerk_name
    if not _is_held_by(case, step.clerk.id, step.clerk.name):
        require(step.clerk, Role.SUPERVISOR, f"移交{holder}手上的工单")
    if _is_held_by(case, to.id, to.name):
        raise UserError(f"{case.number} 已经在{to.name}手上，不用移交。请另选一位。")
    case.holder_id, case.holder_name = to.id, to.name
    detail = f"{holder} → {to.name}" + (f"：{word}" if word else "")
    told = {"holder_id": to.id, "holder": to.name}
    step.before["holder"] = holder
    return step.done("handed_over", detail, "case.hand_over", told)


def _is_held_by(case: ServiceCase, clerk_id: int, name: str) -> bool:
    """Whether this clerk has the case; one without a number (from a script) goes by the name."""
    if case.holder_id is not None:
        return case.holder_id == clerk_id
    return (case.holder_name or case.clerk_name) == name


def link_cases(
    session: Session,
    clerk: Clerk,
    case_id: int,
    other_number: str,
    when: DeskMoment | None = None,
) -> CaseRow:
    """Put two cases together (关联办件); both say so."""
    when = when or _now()
    other_id = case_by_number(session, other_number).id
    one, other = begin(session, clerk, case_id, when), begin(session, clerk, other_id, when)
    if case_id == other_id:
        raise UserError(f"{one.case.number} 不能和自己关联。请填另一件的编号。")
    first, second = sorted((case_id, other_id))
    known = select(CaseLink.id).where(CaseLink.case_id == first, CaseLink.other_id == second)
    if session.scalar(known) is not None:
        raise UserError(f"{one.case.number} 和 {other.case.number} 已经关联，不用再关联。")
    session.add(CaseLink(case_id=first, other_id=second, linked_at=when.at, clerk_name=clerk.name))
    other.lead("link")
    other.done("linked", one.case.number, "case.link", {"other": one.case.number})
    one.lead("link")
    return one.done("linked", other.case.number, "case.link", {"other": other.case.number})


def link_transfer(
    session: Session,
    clerk: Clerk,
    case_id: int,
    transfer_number: str,
    when: DeskMoment | None = None,
) -> CaseRow:
    """Put a case and a transfer of registration together (户籍迁移的工单)."""
    step = begin(session, clerk, case_id, when or _now())
    case = step.lead("link")
    wanted = half_width(transfer_number).strip().upper()
    transfer = session.scalar(select(HukouTransfer).where(HukouTransfer.number == wanted))
    if transfer is None:
        raise UserError(f"没有编号为“{wanted[:40]}”的迁移。请核对编号，例如 QY20261124-003。")
    if case.transfer_id == transfer.id:
        raise UserError(f"{case.number} 和 {transfer.number} 已经关联，不用再关联。")
    case.transfer_id = transfer.id
    return step.done("linked", transfer.number, "case.link", {"transfer": transfer.number})


def note_down(
    session: Session, clerk: Clerk, case_id: int, words: str, when: DeskMoment
) -> CaseRow:
    """Note something on the case (记事): a call, an agreement, what is still to do."""
    step = begin(session, clerk, case_id, when)
    step.lead("note")
    words = check_words(
        clean_lines(words), "要记的事", "已电话联系，明天上午来补材料", _NOTE_LENGTH
    )
    return step.done("noted", words, "case.note", {})


def _now() -> DeskMoment:
    return DeskMoment(datetime.now(UTC), WorkCalendar())
