"""异议: brought against a notice, answered within the hall's days."""

from datetime import date

from sqlalchemy.orm import Session

from gridhall.clerks.service import record
from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.issues.queries.settings import governance
from gridhall.issues.rules.when import When
from gridhall.issues.service.acts import Done, GovernanceActs, done_again
from gridhall.opinions.models import Objection, PublicNotice
from gridhall.opinions.rules.postings import (
    Answer,
    ObjectionDraft,
    check_answer,
    check_objection,
)
from gridhall.opinions.service.guards import known_person
from gridhall.opinions.service.postings import standing_notice


def add_objection(session: Session, clerk: Clerk, draft: ObjectionDraft, when: When) -> Done:
    """Write an objection down; it is answered within governance.objection_days working days."""
    again = done_again(session, draft.request_key)
    if again is not None:
        return again
    row = standing_notice(session, draft.notice_id)
    kept = check_objection(draft, _posted_on(row), when.today)
    who, phone = _objector(session, kept)
    days = governance(session).objection_days
    acts = GovernanceActs(session, clerk, "objection", ("public_notice", row.id), kept.request_key)
    made = acts.on(kept.raised_on).add(
        Objection(
            notice_id=row.id,
            raised_on=kept.raised_on,
            person_id=kept.person_id,
            objector=who,
            phone=phone,
            words=kept.words,
            answer_by=when.calendar.add_working_days(kept.raised_on, days).day,
            clerk_name=clerk.name,
        )
    )
    said = {"after": {"number": row.number, "answer_by": made.answer_by}}
    record(session, clerk, "notice.objection", ("objection", made.id), said)
    return acts.done(f"登记对“{row.title}”的异议，{made.answer_by} 前答复")


def _posted_on(row: PublicNotice) -> date:
    if row.posted_on is None:
        raise UserError(f"“{row.title}”还没有贴出，不会有异议。请先登记张贴")
    if row.state == "withdrawn":
        raise UserError(f"“{row.title}”已经撤回，不用再登记异议")
    return row.posted_on


def _objector(session: Session, kept: ObjectionDraft) -> tuple[str, str]:
    if kept.person_id is None:
        return kept.objector, kept.phone
    person = known_person(session, kept.person_id)
    assert person is not None
    return person.name, kept.phone or person.phone


def answer_objection(
    session: Session, clerk: Clerk, objection_id: int, answer: Answer, when: When
) -> Done:
    """Answer an objection, and say whether it was right."""
    row = session.get(Objection, objection_id)
    if row is None:
        raise UserError("没有这条异议，可能刚被撤回。请按 F5 看最新内容")
    notice = standing_notice(session, row.notice_id)
    if row.answered_on is not None:
        raise UserError(f"这条异议 {row.answered_on} 已经答复，不用再办")
    kept = check_answer(answer, row.raised_on, when.today)
    acts = GovernanceActs(session, clerk, "objection", ("public_notice", notice.id))
    acts.on(kept.answered_on).change(
        row, answer=kept.words, answered_on=kept.answered_on, upheld=kept.upheld
    )
    said = {"after": {"number": notice.number, "upheld": kept.upheld}}
    record(session, clerk, "notice.objection", ("objection", row.id), said)
    found = "成立" if kept.upheld else "不成立"
    return acts.done(f"答复对“{notice.title}”的异议：{found}")
