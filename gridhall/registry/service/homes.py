"""Who lives with whom: households opened, joined, left, their head changed."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from typing import NamedTuple

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from gridhall.clerks.service import record
from gridhall.core.clerk import Clerk
from gridhall.core.codes import table
from gridhall.core.errors import UserError
from gridhall.papers.service import next_number
from gridhall.places.queries import DwellingRow
from gridhall.registry import queries
from gridhall.registry.models import Household, Membership, PersonEvent
from gridhall.registry.queries import HouseholdCard
from gridhall.registry.rules import HEAD, refusal
from gridhall.registry.service.index import index_home, index_people


class Place(NamedTuple):
    """Where a person belongs: dwelling, relation to the head, which household of several."""

    dwelling: DwellingRow
    relation: str
    household_id: int | None = None


def write_event(
    session: Session, clerk: Clerk, person_id: int, kind: str, told: tuple[date, str]
) -> None:
    """Write down what happened to a person: `told` is the day and a sentence."""
    day, detail = told
    session.add(
        PersonEvent(
            person_id=person_id,
            kind=kind,
            happened_on=day,
            recorded_at=datetime.now(UTC),
            clerk_name=clerk.name,
            detail=detail,
        )
    )
    session.flush()


def open_household(
    session: Session, clerk: Clerk, head_id: int, dwelling_id: int | None, day: date
) -> HouseholdCard:
    """Open a household (立户) with its head; it gets the hall's next number."""
    _leave(session, clerk, head_id, day)
    number = f"{next_number(session, 'household', ''):06}"
    home = Household(number=number, dwelling_id=dwelling_id, established_on=day)
    session.add(home)
    session.flush()
    said = {"after": {"number": number, "dwelling_id": dwelling_id, "head_id": head_id}}
    record(session, clerk, "household.register", ("household", home.id), said)
    _enter(session, clerk, home.id, (head_id, HEAD), day)
    index_home(session, home.id)
    return queries.household(session, home.id)


def join_household(
    session: Session, clerk: Clerk, household_id: int, member: tuple[int, str], day: date
) -> HouseholdCard:
    """A person becomes a member (入户), `member` being the person's id and the relation."""
    person_id, relation = member
    home = queries.household(session, household_id)
    _refuse_unknown([relation])
    if home.ended_on is not None:
        raise UserError(f"{home.title}（户号 {home.number}）已经销户，请另选一户")
    if relation == HEAD and home.head is not None:
        raise refusal("relation", f"本户已有户主“{home.head.name}”，请选其他关系，或先换户主")
    _leave(session, clerk, person_id, day)
    said = {"after": {"person_id": person_id, "relation": relation}}
    record(session, clerk, "household.join", ("household", household_id), said)
    _enter(session, clerk, household_id, member, day)
    index_home(session, household_id)
    return queries.household(session, household_id)


def change_head(
    session: Session, clerk: Clerk, household_id: int, relations: Mapping[int, str], day: date
) -> HouseholdCard:
    """Change the head (换户主): `relations` says what each member is to the new one, by id.

    The old relations end on that day, the new ones begin.
    """
    home = queries.household(session, household_id)
    if sorted(relations) != sorted(one.person_id for one in home.members):
        raise UserError("本户成员刚有变化，请按 F5 看最新内容再换户主")
    if sum(relation == HEAD for relation in relations.values()) != 1:
        raise UserError("请选一位新户主，其余成员各选与新户主的关系")
    _refuse_unknown(relations.values())
    before = {str(one.person_id): one.relation for one in home.members}
    changed = {who: now for who, now in relations.items() if before[str(who)] != now}
    for person_id in changed:
        _close(session, person_id, day)
    session.flush()
    for person_id, relation in changed.items():
        _open(session, clerk, household_id, (person_id, relation), day)
        detail = f"与户主关系改为{table('relation').label(relation)}"
        write_event(session, clerk, person_id, "head_changed", (day, detail))
    after = {str(who): now for who, now in relations.items()}
    record(
        session,
        clerk,
        "household.head",
        ("household", household_id),
        {"before": before, "after": after},
    )
    index_home(session, household_id)
    return queries.household(session, household_id)


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
    held = session.scalars(_open_memberships(person_id)).one()
    if held.relation == relation:
        return
    home = queries.household(session, held.household_id)
    if relation == HEAD and home.head is not None:
        raise refusal("relation", f"本户已有户主“{home.head.name}”，请先换户主")
    if held.relation == HEAD and len(home.members) > 1:
        raise refusal("relation", "户主不能直接改成其他关系，请先换户主")
    words = [table("relation").label(code) for code in (held.relation, relation)]
    said = {"before": {"relation": held.relation}, "after": {"relation": relation}}
    held.relation = relation
    session.flush()
    record(session, clerk, "household.relation", ("person", person_id), said)
    write_event(session, clerk, person_id, "corrected", (day, f"与户主关系：{' → '.join(words)}"))
    index_home(session, held.household_id)


def _refuse_unknown(relations: Iterable[str]) -> None:
    if any(relation not in table("relation") for relation in relations):
        raise refusal("relation", "没有这种关系，请从列表里选")


def _leave(session: Session, clerk: Clerk, person_id: int, day: date) -> None:
    """End the present membership; a head leaves only the last, and then the household ends."""
    held = session.scalars(_open_memberships(person_id)).first()
    if held is None:
        return
    home = queries.household(session, held.household_id)
    left = len(home.members) - 1
    if held.relation == HEAD and left:
        raise UserError(f"户主迁出后，本户还剩 {left} 人，请先换户主")
    _close(session, person_id, day)
    if not left:
        session.get_one(Household, home.id).ended_on = day
    session.flush()
    said = {"before": {"person_id": person_id, "relation": held.relation}}
    record(session, clerk, "household.leave", ("household", home.id), said)
    write_event(session, clerk, person_id, "left", (day, f"离开户号 {home.number}"))
    index_home(session, home.id)
    index_people(session, [person_id])


def _enter(
    session: Session, clerk: Clerk, household_id: int, member: tuple[int, str], day: date
) -> None:
    person_id, relation = member
    _open(session, clerk, household_id, member, day)
    number = session.get_one(Household, household_id).number
    detail = f"户号 {number}，{table('relation').label(relation)}"
    write_event(session, clerk, person_id, "joined", (day, detail))


def _open(
    session: Session, clerk: Clerk, household_id: int, member: tuple[int, str], day: date
) -> None:
    person_id, relation = member
    session.add(
        Membership(
            household_id=household_id,
            person_id=person_id,
            relation=relation,
            since=day,
            recorded_at=datetime.now(UTC),
            clerk_name=clerk.name,
        )
    )
    session.flush()


def _close(session: Session, person_id: int, day: date) -> None:
    for held in session.scalars(_open_memberships(person_id)):
        held.until = day


def _open_memberships(person_id: int) -> Select[Membership]:
    return select(Membership).where(Membership.person_id == person_id, Membership.until.is_(None))
