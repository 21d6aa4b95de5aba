"""Who lives with whom: households opened, joined, their head changed, a relation put right."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.clerks.service import record
from gridhall.core.clerk import Clerk
from gridhall.core.codes import table
from gridhall.places.queries import DwellingRow
from gridhall.registry import queries
from gridhall.registry.models import Membership
from gridhall.registry.queries import HouseholdCard
from gridhall.registry.rules import HEAD, refusal
from gridhall.registry.rules.changes import NEW, Change, Target
from gridhall.registry.service.changes import carry_out, reindex
from gridhall.registry.service.journal import Journal, open_action


class Place(NamedTuple):
    """Where a person belongs: dwelling, relation to the head, which household of several."""

    dwelling: DwellingRow
    relation: str
    household_id: int | None = None


def open_household(
    session: Session, clerk: Clerk, head_id: int, dwelling_id: int | None, day: date
) -> HouseholdCard:
    """Open a household (立户) with its head; it gets the hall's next number."""
    target = Target(NEW, dwelling_id)
    return _come(session, clerk, target, (head_id, HEAD), day)


def join_household(
    session: Session, clerk: Clerk, household_id: int, member: tuple[int, str], day: date
) -> HouseholdCard:
    """A person becomes a member (入户), `member` being the person's id and the relation."""
    home = queries.household(session, household_id)
    _refuse_unknown([member[1]])
    if member[1] == HEAD and home.head is not None:
        raise refusal("relation", f"本户已有户主“{home.head.name}”，请选其他关系，或先换户主")
    return _come(session, clerk, Target(household_id), member, day)


def settle(
    session: Session, clerk: Clerk, person_id: int, place: Place, day: date
) -> HouseholdCard:
    """Put a person where the form says: a head opens a household, everybody else joins one."""
    homes = queries.open_households(session, place.dwelling.id)
    if place.household_id is not None:
        homes = [home for home in homes if home.id == place.household_id]
    without_head = [home for home in homes if home.head is None]
    if place.relation == HEAD and not (place.household_id and without_head):
        return open_household(session, clerk, person_id, place.dwelling.id, day)
    if not homes:
        at = place.dwelling.address.door
        raise refusal("relation", f"{at} 还没有户，第一位请登记为户主")
    if len(homes) > 1:
        heads = "、".join(f"{home.title} {home.number}" for home in homes)
        raise refusal("address", f"这里有 {len(homes)} 户：{heads}。请选是哪一户")
    return join_household(session, clerk, homes[0].id, (person_id, place.relation), day)


def correct_relation(
    session: Session, clerk: Clerk, person_id: int, relation: str, day: date
) -> None:
    """Put right a relation that was written down wrongly; nothing happened on a day."""
    held = session.scalars(
        select(Membership).where(Membership.person_id == person_id, Membership.until.is_(None))
    ).one()
    if held.relation == relation:
        return
    home = queries.household(session, held.household_id)
    if relation == HEAD and home.head is not None:
        raise refusal("relation", f"本户已有户主“{home.head.name}”，请先换户主")
    if held.relation == HEAD and len(home.members) > 1:
        raise refusal("relation", "户主不能直接改成其他关系，请先换户主")
    words = [table("relation").label(code) for code in (held.relation, relation)]
    said = {"before": {"relation": held.relation}, "after": {"relation": relation}}
    journal = Journal(session, clerk, open_action("corrected", clerk, (day, day)))
    journal.change(held, relation=relation)
    journal.tell(person_id, f"与户主关系：{' → '.join(words)}")
    journal.close()
    record(session, clerk, "household.relation", ("person", person_id), said)
    reindex(session, [person_id], [held.household_id])


def _refuse_unknown(relations: Iterable[str]) -> None:
    if any(relation not in table("relation") for relation in relations):
        raise refusal("relation", "没有这种关系，请从列表里选")


def _come(
    session: Session, clerk: Clerk, target: Target, member: tuple[int, str], day: date
) -> HouseholdCard:
    """Somebody new is registered; who is here moves; who had left comes back."""
    person_id, relation = member
    who = queries.standing(session, [person_id])[person_id]
    kind = "moved_inside" if who.household_id else _ENTRY.get(who.status, "registered")
    change = Change(kind, day, day, {person_id: relation}, target)
    done = carry_out(session, clerk, change, day)
    assert done.household_id is not None
    return queries.household(session, done.household_id)


_ENTRY = {"left": "moved_in"}
