"""Somebody only asks (咨询): written down, answered, or turned into a case later."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.core.text import clean_lines
from gridhall.registry.models import Person
from gridhall.service_desk.queries.asked import grid_of
from gridhall.service_desk.queries.cases import CaseRow, case_by_key, case_row
from gridhall.service_desk.rules.clock import DeskMoment
from gridhall.service_desk.rules.draft import ANSWER_LENGTH, CaseDraftFields
from gridhall.service_desk.rules.states import CONSULTING, check_words
from gridhall.service_desk.service.intake.checking import checked_consult
from gridhall.service_desk.service.intake.filing import add_step, close_form, file_case
from gridhall.service_desk.service.steps.step import begin

ANSWERED = "answered"


@dataclass(frozen=True, slots=True)
class ConsultDraft:
    """A question as the counter takes it: what about, who asks, what they were told if anything."""

    request_key: str
    item_id: int
    name: str = ""
    applicant_id: int | None = None
    phone: str = ""
    channel: str = "counter"
    question: str = ""
    answer: str = ""
    received_at: datetime | None = None

    def as_form(self) -> CaseDraftFields:
        """The same as the form keeps it."""
        return CaseDraftFields(
            self.request_key,
            item_id=self.item_id,
            applicant=self.name,
            applicant_id=self.applicant_id,
            phone=self.phone,
            channel=self.channel,
            note=self.question,
            received_at=self.received_at,
            consulting=True,
            answer=self.answer,
        )


def consult(
    session: Session, clerk: Clerk, asked: ConsultDraft | CaseDraftFields, when: DeskMoment
) -> CaseRow:
    """Write a question down (咨询); with an answer it is over at once.

    A visitor without a file may ask: only a name is kept. DraftRefused names what to put right.
    """
    draft = asked.as_form() if isinstance(asked, ConsultDraft) else asked
    before = case_by_key(session, draft.request_key)
    if before is not None:
        return before
    taken = checked_consult(session, draft, when.now, when.calendar)
    case = file_case(session, clerk, taken, CONSULTING)
    add_step(session, clerk, case, taken, ("consulted", ""))
    if taken.draft.answer:
        case.state, case.closed_at = ANSWERED, taken.when.at
        add_step(session, clerk, case, taken, ("answered", taken.draft.answer))
    close_form(session, clerk, case, taken, "case.consult")
    return case_row(case)


def answer(session: Session, clerk: Clerk, case_id: int, words: str, when: DeskMoment) -> CaseRow:
    """Answer a question (答复): nothing follows it."""
    step = begin(session, clerk, case_id, when)
    step.lead("answer")
    example = "带身份证和户口簿到 2 号窗口办理"
    said = check_words(clean_lines(words), "答复的内容", example, ANSWER_LENGTH)
    step.close()
    return step.done("answered", said, "case.answer", {})


def take_in(
    session: Session, clerk: Clerk, case_id: int, applicant_id: int | None, when: DeskMoment
) -> CaseRow:
    """Who asked hands papers in (咨询转收件): from now on the notice clock runs.

    `applicant_id` None keeps the applicant it has; without a file nothing can be taken in.
    """
    step = begin(session, clerk, case_id, when)
    case = step.lead("take_in")
    person_id = applicant_id if applicant_id is not None else case.applicant_id
    if person_id is None:
        raise UserError(
            f"{case.number} 只记了姓名，没有居民档案，不能收件。请先登记居民（Ctrl+N），再转收件。"
        )
    person = session.get_one(Person, person_id)
    case.applicant_id, case.applicant_name = person.id, person.name
    case.phone, case.grid_id = case.phone or person.phone, grid_of(session, person.id)
    case.received_at = when.at
    return step.done("arrived", "由咨询转来", "case.arrive", {"applicant_id": person.id})
