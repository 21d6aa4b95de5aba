"""What is done about one resident: registered, changed, a number looked at."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.clerks import queries as trail
from gridhall.clerks.service import changes, record
from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.core.identity import DocumentKind, temporary_number
from gridhall.papers.service import next_number
from gridhall.places import service as places
from gridhall.places.queries import DwellingRow
from gridhall.places.rules import parse_address
from gridhall.registry import queries
from gridhall.registry.labels import FIELDS
from gridhall.registry.models import Person
from gridhall.registry.queries import ResidentRow, Revealed
from gridhall.registry.rules import (
    CARD_TEXTS,
    DraftProblems,
    FieldProblem,
    ResidentDraft,
    check_draft,
    refusal,
    reveal_reason,
)
from gridhall.registry.rules.frozen import refuse_frozen
from gridhall.registry.rules.merging import EditedMeanwhile
from gridhall.registry.service.homes import Place, correct_relation, settle
from gridhall.registry.service.index import index_home, index_people, index_transfers_of
from gridhall.registry.service.journal import Journal, open_action
from gridhall.registry.service.writing import DATED, keep_past

REVEALABLE = ("id_number", "phone")
_STORED = (
    "name",
    "former_name",
    "sex",
    "birth_date",
    "id_kind",
    "id_number",
    "phone",
    "ethnicity",
    "education",
    "marital_status",
    "political_status",
    "hukou_kind",
    "hukou_address",
    *CARD_TEXTS,
    "note",
)


class DuplicatePerson(DraftProblems):
    """The number is somebody's already; `person_id` says whose card to open."""

    def __init__(self, known: ResidentRow) -> None:
        super().__init__(
            [
                FieldProblem(
                    "id_number",
                    f"这个证件号已登记在“{known.name}”（{known.masked_id}）名下，请打开那份档案；"
                    "刚填的还在",
                )
            ]
        )
        self.person_id = known.id


def register_person(
    session: Session, clerk: Clerk, draft: ResidentDraft, today: date
) -> ResidentRow:
    """Register a resident (登记居民) at an address, in a new household or an existing one.

    The same request key again gives the same person back. Raises DraftProblems, DuplicatePerson.
    """
    again = registered_before(session, draft.request_key)
    if again is not None:
        return queries.person(session, again)
    known = check_draft(draft, today)
    person = new_person(session, known, today)
    said = {"after": {**stored_facts(known), "address": known.address}}
    record(session, clerk, "person.register", ("person", person.id), said)
    place = Place(_dwelling(session, clerk, known), known.relation, known.household_id)
    settle(session, clerk, person.id, place, today)
    index_people(session, [person.id])
    return queries.person(session, person.id)


def new_person(session: Session, known: ResidentDraft, today: date) -> Person:
    """The row of a checked draft, not yet in any household; no paper, the hall's next number."""
    _refuse_duplicate(session, known.id_number)
    person = Person(
        **stored_facts(_numbered(session, known, today)),
        recorded_at=datetime.now(UTC),
        request_key=known.request_key or None,
        status="unsettled",
    )
    session.add(person)
    session.flush()
    return person


def change_person(
    session: Session, clerk: Clerk, person_id: int, change: tuple[ResidentDraft, int], today: date
) -> ResidentRow:
    """Change what is written about a resident; `change` is the draft and the version it began from.

    None for number or phone leaves them. Another address moves the person there today.
    """
    draft, version = change
    person = session.get_one(Person, person_id)
    refuse_frozen(person.name, person.status, person.died_on)
    if person.version != version:
        raise EditedMeanwhile(_who_was_faster(session, person_id))
    shown = queries.person(session, person_id)
    known = check_draft(_completed(draft, person), today, registered=True)
    if known.id_number != person.id_number:
        _refuse_duplicate(session, known.id_number)
    known = _numbered(session, known, today)
    said = changes(_facts_of(person), stored_facts(known))
    if said["after"]:
        _correct(session, clerk, person, said["after"], today)
        record(session, clerk, "person.change", ("person", person_id), said)
    _move_or_correct(session, clerk, shown, known, today)
    _index(session, person_id)
    return queries.person(session, person_id)


def reveal(
    session: Session,
    clerk: Clerk,
    person_id: int,
    reason: str,
    fields: Sequence[str] = REVEALABLE,
) -> Revealed:
    """The full number or phone of a resident (查看证件号); who, when and why go into the trail."""
    reason = reveal_reason(reason)
    person = session.get_one(Person, person_id)
    asked = [field for field in REVEALABLE if field in fields]
    said = {"after": {"fields": asked, "reason": reason}}
    record(session, clerk, "person.reveal", ("person", person_id), said)
    return Revealed(
        id_number=(person.id_number or "") if "id_number" in asked else "",
        phone=person.phone if "phone" in asked else "",
    )


def registered_before(session: Session, request_key: str) -> int | None:
    """The person this request key registered already; a second press finds the first."""
    if not request_key:
        return None
    return session.scalar(select(Person.id).where(Person.request_key == request_key))


def _refuse_duplicate(session: Session, number: str | None) -> None:
    known = None if number is None else queries.by_number(session, number)
    if known is not None:
        raise DuplicatePerson(queries.person(session, known))


def _dwelling(session: Session, clerk: Clerk, known: ResidentDraft) -> DwellingRow:
    try:
        return places.find_or_add_dwelling(session, clerk, parse_address(known.address))
    except UserError as error:
        raise refusal("address", str(error)) from None


def _move_or_correct(
    session: Session, clerk: Clerk, shown: ResidentRow, known: ResidentDraft, today: date
) -> None:
    """Another door is a move, the same door with another relation was a mistake."""
    there = _dwelling(session, clerk, known) if known.address else None
    if there is not None and there.address != shown.address:
        settle(session, clerk, shown.id, Place(there, known.relation), today)
    elif shown.household_id is not None and known.relation:
        correct_relation(session, clerk, shown.id, known.relation, today)


def _numbered(session: Session, known: ResidentDraft, today: date) -> ResidentDraft:
    """Whoever has no paper gets the next number of the hall (临时编号)."""
    if known.id_number is not None or known.id_kind != DocumentKind.TEMPORARY:
        return known
    ordinal = next_number(session, "temporary", str(today.year))
    return replace(known, id_number=temporary_number(today.year, ordinal))


def _correct(
    session: Session, clerk: Clerk, person: Person, facts: Mapping[str, Any], today: date
) -> None:
    """A correction in the person's history, to be taken back like any other act.

    A past day still shows what changes in a life as it was then.
    """
    journal = Journal(session, clerk, open_action("corrected", clerk, (today, today)))
    keep_past(journal, person, (field for field in facts if field in DATED))
    journal.change(person, **facts)
    journal.tell(person.id, "、".join(FIELDS[field] for field in facts if field in FIELDS))
    journal.close()


def _index(session: Session, person_id: int) -> None:
    """A head's name is the household's title too."""
    home = queries.person(session, person_id).household_id
    if home is None:
        index_people(session, [person_id])
    else:
        index_home(session, home)
    index_transfers_of(session, [person_id])


def _completed(draft: ResidentDraft, person: Person) -> ResidentDraft:
    """The draft with what it leaves alone filled in from the record."""
    number = person.id_number if draft.id_number is None else draft.id_number
    without = person.id_number is None and draft.id_kind == DocumentKind.TEMPORARY
    kept = not draft.id_number and not without
    return replace(
        draft,
        id_number=number,
        id_kind=person.id_kind if kept else draft.id_kind,
        phone=person.phone if draft.phone is None else draft.phone,
    )


def stored_facts(known: ResidentDraft) -> dict[str, Any]:
    """What of a checked draft is kept of the person."""
    return {field: getattr(known, field) for field in _STORED}


def _facts_of(person: Person) -> dict[str, Any]:
    return {field: getattr(person, field) for field in _STORED}


def _who_was_faster(session: Session, person_id: int) -> str:
    """Who changed the record meanwhile, and which fields."""
    last = trail.record_history(session, "person", person_id)[-1]
    fields = "、".join(FIELDS[field] for field in last.after if field in FIELDS) or "档案"
    return f"{last.clerk_name}刚改过这位居民的“{fields}”。请按 F5 看最新内容再改；刚填的还在。"
