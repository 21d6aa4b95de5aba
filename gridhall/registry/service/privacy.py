"""What is done about people's rights: consents given and withdrawn, requests asked and answered.

Every act is written into the trail; a consent is an act of the register and can be taken back.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.clerks.service import record
from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.registry.models import Consent, Person, PrivacyRequest
from gridhall.registry.queries.privacy import RequestRow, about_person, agrees, request_row
from gridhall.registry.queries.retention import Keeper
from gridhall.registry.rules.frozen import refuse_frozen
from gridhall.registry.rules.privacy import (
    PURPOSES,
    TEXT_VERSION,
    Asker,
    ConsentDraft,
    RequestDraft,
    check_answer,
    check_asker,
    check_consent,
    check_request,
    check_withdrawal,
)
from gridhall.registry.service.journal import Journal, open_action
from gridhall.registry.service.retention import delete_or_freeze


@dataclass(frozen=True, slots=True)
class Answer:
    """What a request got: done, or refused with its reason, on the version that was read."""

    refused: bool
    words: str
    on: date
    version: int
    keepers: Sequence[Keeper] = ()  # what the subjects above keep, for a deletion


def note_copy(
    session: Session, clerk: Clerk, person_id: int, asker: Asker, asked: tuple[str, date]
) -> Asker:
    """Somebody gets a copy of what is kept of a person (导出本人信息); `asked`: why, and today.

    Written down before the file exists; who asks is checked. Raises UserError.
    """
    reason, today = asked
    known, why = check_asker(asker, about_person(session, person_id), reason, today)
    said = {"asker": known.kind, "asked_by": known.name, "paper": known.paper, "reason": why}
    record(session, clerk, "privacy.copy", ("person", person_id), {"after": said})
    return known


def give_consent(
    session: Session, clerk: Clerk, person_id: int, draft: ConsentDraft, today: date
) -> int:
    """A consent is written down (登记同意), in the text as it is now; the action's id."""
    person = session.get_one(Person, person_id)
    refuse_frozen(person.name, person.status, person.died_on)
    known = check_consent(draft, about_person(session, person_id), today)
    if agrees(session, person_id, known.purpose):
        raise UserError(f"“{PURPOSES[known.purpose].name}”已经同意过，不用再登。要改请先撤回。")
    journal = Journal(session, clerk, open_action("consent_given", clerk, (known.signed_on, today)))
    journal.add(
        Consent(
            person_id=person_id,
            purpose=known.purpose,
            text_version=TEXT_VERSION,
            signed_by=known.signed_by,
            signed_on=known.signed_on,
            recorded_at=datetime.now(UTC),
            clerk_name=clerk.name,
        )
    )
    journal.tell(person_id, PURPOSES[known.purpose].name)
    said = {"purpose": known.purpose, "signed_by": known.signed_by, "text_version": TEXT_VERSION}
    record(session, clerk, "privacy.consent", ("person", person_id), {"after": said})
    return journal.close().id


def withdraw_consent(session: Session, clerk: Clerk, consent_id: int, on: date, today: date) -> int:
    """A consent ends (撤回同意, 个人信息保护法 §15); what was stays on record; the action's id."""
    row = session.get_one(Consent, consent_id)
    if row.withdrawn_on is not None:
        raise UserError(f"这一项 {row.withdrawn_on} 已经撤回，请按 F5 看最新内容。")
    day = check_withdrawal(row.signed_on, on, today)
    journal = Journal(session, clerk, open_action("consent_withdrawn", clerk, (day, today)))
    journal.change(row, withdrawn_on=day)
    known = PURPOSES.get(row.purpose)
    journal.tell(row.person_id, known.name if known else row.purpose)
    after = {"purpose": row.purpose, "withdrawn_on": day}
    record(session, clerk, "privacy.withdraw", ("person", row.person_id), {"after": after})
    return journal.close().id


def open_request(
    session: Session, clerk: Clerk, person_id: int, draft: RequestDraft, today: date
) -> int:
    """A request is written down (登记申请); the same request key again gives the same one back."""
    again = select(PrivacyRequest.id).where(PrivacyRequest.request_key == draft.request_key)
    known_id = session.scalar(again) if draft.request_key else None
    if known_id is not None:
        return known_id
    known = check_request(draft, about_person(session, person_id), today)
    row = PrivacyRequest(
        person_id=person_id,
        kind=known.kind,
        asked_on=known.asked_on,
        asker=known.asker.kind,
        asked_by=known.asker.name,
        paper=known.asker.paper,
        detail=known.detail,
        recorded_at=datetime.now(UTC),
        clerk_name=clerk.name,
        request_key=known.request_key or None,
    )
    session.add(row)
    session.flush()
    said = {"kind": known.kind, "asker": known.asker.kind, "asked_by": known.asker.name}
    record(session, clerk, "privacy.request", ("privacy_request", row.id), {"after": said})
    return row.id


def answer_request(
    session: Session, clerk: Clerk, request_id: int, answer: Answer, today: date
) -> RequestRow:
    """A request is answered: done, or refused with the reason (个人信息保护法 §50).

    Deleting empties a record whose term is over, and stops the use of one that must still be kept
    (§47); whoever is in the register is refused it, with what can be done instead.
    """
    row = session.get_one(PrivacyRequest, request_id)
    if row.state != "open" or row.version != answer.version:
        raise UserError("这件申请刚由别人答复过，请按 F5 看最新内容。")
    if not row.asked_on <= answer.on <= today:
        raise UserError(f"答复日期要在 {row.asked_on} 到今天之间，请改日期。")
    words = check_answer(answer.words, refused=answer.refused)
    if row.kind == "delete" and not answer.refused:
        what = delete_or_freeze(session, clerk, row.person_id, today, answer.keepers)
        words = "。".join(filter(None, (what, words)))
    row.state = "refused" if answer.refused else "done"
    row.answered_on, row.answer = answer.on, words
    session.flush()
    said = {"before": {"state": "open"}, "after": {"state": row.state, "answer": words}}
    record(session, clerk, "privacy.answer", ("privacy_request", row.id), said)
    return request_row(session, request_id, today)
