"""Acts that need a little more than a change: a door that is new, a child that is new."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import select
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
from gridhall.registry.service.guardians import set_guardian
from gridhall.registry.service.people import new_person


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
    known = session.scalar(select(Person.id).where(Person.request_key == key)) if key else None
    if known is not None:
        action = select(RegisterAction.id).where(RegisterAction.request_key == f"{key[:35]}+")
        return known, Done(session.scalar(action) or 0, birth.child.household_id, ())
    parent = session.get_one(Person, birth.parent_id)
    refuse_frozen(parent.name, parent.status, parent.died_on)
    child = check_draft(birth.child, today)
    assert child.birth_date is not None
    person = new_person(session, child, today)
    said = {"after": {"name": child.name, "birth_date": child.birth_date}}
    record(session, clerk, "person.register", ("person", person.id), said)
    assert child.household_id is not None
    change = Change(
        "born",
        child.birth_date,
        birth.reported_on or today,
        {person.id: child.relation},
        Target(child.household_id),
        reason=birth.reason,
        paper=birth.paper,
        request_key=f"{key[:35]}+" if key else "",
    )
    done = carry_out(session, clerk, change, today)
    _void_when_undone(session, done.action_id, person.id)
    if birth.parent_word:
        draft = GuardianDraft(birth.parent_word, birth.parent_id, since=child.birth_date)
        set_guardian(session, clerk, person.id, draft, today)
    return person.id, done


def _void_when_undone(session: Session, action_id: int, person_id: int) -> None:
    """A birth that is taken back leaves a voided record, not somebody without a household."""
    action = session.get_one(RegisterAction, action_id)
    images: list[dict[str, Any]] = json.loads(action.images)
    for noted in images:
        if (noted["table"], noted["id"]) == ("person", person_id):
            noted["before"] = _voided(noted["before"])
    action.images = json.dumps(images, ensure_ascii=False)
    session.flush()


def _voided(before: Mapping[str, Any]) -> dict[str, Any]:
    return {name: "void" if name == "status" else value for name, value in before.items()}


def _with_door(change: Change, door: Target) -> Change:
    target, moves = change.target, {}
    if target is not None and target.household_id == NEW:
        target = replace(door, kind=target.kind)
    for household_id in change.moves:
        moves[household_id] = door
    return replace(change, target=target, moves=moves)
