"""Somebody comes to the register without a household yet: a new card, or the one there was."""

from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from gridhall.clerks.service import record
from gridhall.core.clerk import Clerk
from gridhall.core.identity import DocumentKind
from gridhall.registry import queries
from gridhall.registry.models import Person
from gridhall.registry.queries import ResidentRow
from gridhall.registry.rules import ResidentDraft, check_draft, refusal
from gridhall.registry.service.index import index_people
from gridhall.registry.service.people import new_person, registered_before, stored_facts

_FROZEN = {"died": "已登记去世，档案已冻结", "void": "的登记已经作废"}


def register_arrival(
    session: Session, clerk: Clerk, draft: ResidentDraft, today: date
) -> ResidentRow:
    """Register somebody who has no household yet (待落户), e.g. who is to move in.

    Who comes back is the same person: a number the register knows gives that card, whatever became
    of it since. Raises DraftProblems; the address and the relation of the draft are not looked at.
    """
    again = registered_before(session, draft.request_key)
    if again is not None:
        return queries.person(session, again)
    known = _checked(draft, today)
    before = None if known.id_number is None else queries.by_number(session, known.id_number)
    if before is not None:
        return _the_same(session, before, known)
    person = new_person(session, known, today)
    record(session, clerk, "person.register", ("person", person.id), {"after": stored_facts(known)})
    index_people(session, [person.id])
    return queries.person(session, person.id)


def _checked(draft: ResidentDraft, today: date) -> ResidentDraft:
    """The draft as stored; without a number, birth date and sex are needed to tell people apart."""
    bare = replace(draft, address="", relation="", household_id=None)
    known = check_draft(bare, today, registered=True)
    if known.id_number is not None:
        return known
    if not (known.birth_date and known.sex in ("1", "2")):
        raise refusal("id_number", "请填写证件号；没有证件的，填性别和出生日期")
    return replace(known, id_kind=DocumentKind.TEMPORARY.value)


def _the_same(session: Session, person_id: int, known: ResidentDraft) -> ResidentRow:
    kept = session.get_one(Person, person_id)
    if kept.status == "merged" and kept.merged_into is not None:
        return _the_same(session, kept.merged_into, known)
    if kept.status in _FROZEN:
        raise refusal("id_number", f"这个证件号的{kept.name}{_FROZEN[kept.status]}，请核对号码")
    if known.name not in (kept.name, kept.former_name):
        told = f"这个证件号登记的是“{kept.name}”，不是“{known.name}”"
        raise refusal("name", f"{told}，请核对姓名和号码；刚填的还在")
    return queries.person(session, person_id)
