"""What a form says is checked against the hall's file: every problem at once."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.core.calendar import WorkCalendar
from gridhall.core.errors import UserError
from gridhall.registry.models import HukouTransfer, Person
from gridhall.service_desk.models import ServiceCase
from gridhall.service_desk.queries.asked import asked_materials, matter_on
from gridhall.service_desk.queries.catalogue import MaterialRow, MatterRow
from gridhall.service_desk.rules.clock import DeskMoment
from gridhall.service_desk.rules.draft import (
    CaseDraftFields,
    DraftRefused,
    FieldProblem,
    check_consult,
    check_draft,
    problem,
    tidy,
)
from gridhall.service_desk.service.months import refuse_closed
from gridhall.tickets.models import QueueTicket


@dataclass(frozen=True, slots=True)
class Intake:
    """A form that may become a case: tidied, its matter and people found."""

    draft: CaseDraftFields
    matter: MatterRow
    applicant: Person | None  # None: somebody without a file who only asks
    when: DeskMoment

    @property
    def materials(self) -> tuple[MaterialRow, ...]:
        """What is asked for, the agent's authority included."""
        return asked_materials(self.matter, self.draft.agent_kind)

    @property
    def lacking(self) -> tuple[MaterialRow, ...]:
        """The required materials that are not on the desk."""
        held: Collection[int] = self.draft.received
        return tuple(one for one in self.materials if one.required and one.position not in held)


def checked(
    session: Session, draft: CaseDraftFields, now: datetime, calendar: WorkCalendar
) -> Intake:
    """The form of a case; DraftRefused names every field to put right, UserError what is over."""
    draft = tidy(draft)
    when = DeskMoment(now, calendar, draft.received_at)
    matter = matter_on(session, draft.item_id, when.on)
    problems = check_draft(draft, matter.limit_days if matter else None, now)
    applicant = session.get(Person, draft.applicant_id) if draft.applicant_id else None
    problems += _month_problem(session, when)
    problems += _agent_is_applicant(draft, applicant)
    problems += _links_problems(session, draft)
    if problems or matter is None or applicant is None:
        raise DraftRefused(problems)
    _refuse_retired(matter)
    _refuse_other_version(draft, matter)
    return Intake(_with_links(session, draft), matter, applicant, when)


def checked_consult(
    session: Session, draft: CaseDraftFields, now: datetime, calendar: WorkCalendar
) -> Intake:
    """The form of a question; whoever asks needs no file."""
    draft = tidy(draft)
    when = DeskMoment(now, calendar, draft.received_at)
    matter = matter_on(session, draft.item_id, when.on)
    problems = [*check_consult(draft, now), *_month_problem(session, when)]
    if problems or matter is None:
        raise DraftRefused(problems)
    _refuse_retired(matter)
    applicant = session.get_one(Person, draft.applicant_id) if draft.applicant_id else None
    return Intake(_with_links(session, draft), matter, applicant, when)


def _refuse_retired(matter: MatterRow) -> None:
    if not matter.active:
        raise UserError(f"“{matter.name}”已从事项目录停用。请换一个事项；刚填的都还在。")


def _refuse_other_version(draft: CaseDraftFields, matter: MatterRow) -> None:
    """Ticks are places in a list: under another list they would mean other materials."""
    if draft.version_id not in (None, matter.version_id):
        raise UserError(
            f"“{matter.name}”的材料清单刚刚更新过。请对照新清单核一遍收到的材料，再受理一次；"
            "填的都还在。"
        )


def _month_problem(session: Session, when: DeskMoment) -> list[FieldProblem]:
    """Nothing is entered into a month whose figures are final (月结)."""
    if when.happened is None:
        return []
    try:
        refuse_closed(session, when.on)
    except UserError as refused:
        return [problem("received_at", str(refused).rstrip("。"))]
    return []


def _agent_is_applicant(draft: CaseDraftFields, applicant: Person | None) -> list[FieldProblem]:
    number = draft.agent_id_number
    if not draft.agent_kind or applicant is None or not number:
        return []
    if number != (applicant.id_number or ""):
        return []
    return [problem("agent_id_number", "代办人的证件号就是申请人自己的：本人来办的，选“本人办理”")]


def _links_problems(session: Session, draft: CaseDraftFields) -> list[FieldProblem]:
    found = []
    if draft.linked and linked_id(session, draft.linked) is None:
        told = f"没有编号为“{draft.linked[:40]}”的工单，例如 SL20261124-012；不关联就清空"
        found.append(problem("linked", told))
    gone = "这件户籍迁移已经不在了，请重新选一件或选“不关联”"
    if draft.transfer_id is not None and session.get(HukouTransfer, draft.transfer_id) is None:
        found.append(problem("transfer_id", gone))
    return found


def linked_id(session: Session, number: str) -> int | None:
    """The case that bears this number, if one does."""
    return session.scalar(select(ServiceCase.id).where(ServiceCase.number == number))


def _with_links(session: Session, draft: CaseDraftFields) -> CaseDraftFields:
    """A ticket that is gone by now is no reason to send anybody away."""
    ticket = draft.ticket_id
    if ticket is not None and session.get(QueueTicket, ticket) is None:
        return replace(draft, ticket_id=None)
    return draft
