"""Acts that need a little more than a change: a door that is new, a child that is new."""

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from gridhall.clerks.service import record
from gridhall.core.clerk import Clerk
from gridhall.places import service as places
from gridhall.places.rules import parse_address
from gridhall.registry.models import Person, RegisterAction
from gridhall.registry.rules import ResidentDraft, check_draft
from gridhall.registry.rules.changes import NEW, Change, Target
from gridhall.registry.rules.frozen import refuse_frozen
from gridhall.registry.rules.guardians import GuardianDraft
from gridhall.registry.service.changes import Done, carry_out
from gridhall.registry.service.guardians import write_guardian
from gridhall.registry.service.journal import Journal, action_of
from gridhall.registry.service.people import new_person, registered_before


@dataclass(frozen=True, slots=True)
class Birth:
    """A newborn as the desk writes it down: the child, in whose household, who answers for it."""

    child: ResidentDraft
    parent_id: int
    parent_word: str = ""  # 母亲, 父亲: written down as guardian; "": not
    reported_on: date | None = None
    reason: str = ""
    paper: str = ""


def carry_out_at(session: Session, clerk: Clerk, change: Change, address: str, today: date) -> Done:
    """Carry a change out whose new household or whole move goes to a door as typed.

    The door is written down if the hall does not know it yet.
    """
    if address:
        door = places.find_or_add_dwelling(session, clerk, parse_address(address))
        change = _with_door(change, Target(NEW, door.id, door.address.short))
    return carry_out(session, clerk, change, today)


def register_birth(session: Session, clerk: Clerk, birth: Birth, today: date) -> tuple[int, Done]:
    """Write down a newborn (出生登记) in the parent's household, once per request key."""
    key = birth.child.request_key
    known = registered_before(session, key)
    if known is not None:
        return known, Done(action_of(session, _act_key(key)) or 0, birth.child.household_id, ())
    parent = session.get_one(Person, birth.parent_id)
    refuse_frozen(parent.name, parent.status, parent.died_on)
    child = check_draft(birth.child, today)
    person = new_person(session, child, today)
    said = {"after": {"name": child.name, "birth_date": child.birth_date}}
    record(session, clerk, "person.register", ("person", person.id), said)
    done = carry_out(session, clerk, _born(birth, child, person.id, today), today)
    _finish(session, clerk, birth, (person, done.action_id), today)
    return person.id, done


def _born(birth: Birth, child: ResidentDraft, person_id: int, today: date) -> Change:
    """The change a birth is: the child comes into the household on the day it was born."""
    assert child.birth_date is not None
    assert child.household_id is not None
    return Change(
        "born",
        child.birth_date,
        birth.reported_on or today,
        {person_id: child.relation},
        Target(child.household_id),
        reason=birth.reason,
        paper=birth.paper,
        request_key=_act_key(child.request_key),
    )


def _finish(
    session: Session, clerk: Clerk, birth: Birth, born: tuple[Person, int], today: date
) -> None:
    """The guardian is part of the act; a birth taken back leaves a voided record, no number.

    So nobody is left without a household, and the number is free for whoever it belongs to.
    """
    person, action_id = born
    journal = Journal.again(session, clerk, session.get_one(RegisterAction, action_id))
    journal.leave(person, status="void", id_number=None)
    if birth.parent_word:
        draft = GuardianDraft(birth.parent_word, birth.parent_id, since=person.birth_date)
        write_guardian(journal, person.id, draft, today)
    journal.close()


def _act_key(request_key: str) -> str:
    """The request key of the act; the child's record has the form's own."""
    return f"{request_key[:35]}+" if request_key else ""


def _with_door(change: Change, door: Target) -> Change:
    target, moves = change.target, {}
    if target is not None and target.household_id == NEW:
        target = replace(door, kind=target.kind)
    for household_id in change.moves:
        moves[household_id] = door
    return replace(change, target=target, moves=moves)
