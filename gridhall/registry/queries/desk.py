"""What the form and the card ask while somebody stands at the counter."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.clerks import queries as trail
from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.db import search
from gridhall.places import queries as places
from gridhall.places.rules import Address, parse_address
from gridhall.registry.models import Household, Person
from gridhall.registry.queries import households, separation, tags
from gridhall.registry.queries.changes import ActionRow, actions_of
from gridhall.registry.queries.entries import household_entries
from gridhall.registry.queries.guardians import GuardianRow, guardians_of
from gridhall.registry.queries.rows import HouseholdCard
from gridhall.registry.queries.tags import TagRow
from gridhall.registry.rules import HEAD, Kin, ResidentDraft, relation_doubts

_LAST, _ACTS = 3, 6
_TO_A_HOME = 6  # people of one household that may come before the next one


@dataclass(frozen=True, slots=True)
class RevealRow:
    """Somebody looked at a full number (查看记录)."""

    recorded_at: datetime
    clerk_name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Around:
    """What the card shows around a resident on a day: tags, guardians, separation, the last acts.

    Tags only as far as the clerk may see them.
    """

    tags: tuple[TagRow, ...]
    guardians: tuple[GuardianRow, ...]
    separation: str  # labels.SEPARATIONS; "" for who is not the hall's on the day
    separated_since: date | None
    actions: tuple[ActionRow, ...]
    action_count: int


def around(
    session: Session, clerk: Clerk, person_id: int, today: date, as_at: date | None = None
) -> Around:
    """Everything beside the card itself; `as_at` None: as it is today."""
    standing = separation.state_of(session, person_id, as_at or today)
    acts = actions_of(session, person_id)
    return Around(
        tuple(tags.tags_of(session, clerk, person_id, as_at)),
        tuple(guardians_of(session, person_id, as_at)),
        standing.state if standing else "",
        standing.verdict.since if standing else None,
        tuple(acts[:_ACTS]),
        len(acts),
    )


def homes_at(session: Session, typed: str) -> list[HouseholdCard]:
    """The households behind the door that was typed; none for no door or a new one."""
    try:
        address = parse_address(typed)
    except UserError:
        return []
    doors = places.dwellings_at(session, address)
    return [home for door in doors for home in households.open_households(session, door.id)]


def dwelling_behind(session: Session, address: Address) -> int | None:
    """The dwelling at this address, if the hall knows it and only one door fits."""
    found = places.find_dwelling(session, address)
    return None if found is None else found.id


def homes_found(session: Session, typed: str, limit: int = 8) -> list[search.SearchEntry]:
    """Households for the type-ahead of addresses: by 3-2-501, compound or who lives there."""
    people = search.search(session, typed, limit * _TO_A_HOME, kinds=("resident",))
    numbers = dict.fromkeys(one.household_number for one in people if one.household_number)
    ids = session.scalars(select(Household.id).where(Household.number.in_(list(numbers)[:limit])))
    found = {home.number: home for home in household_entries(session, ids)}
    return [found[number] for number in numbers if number in found]


def doubts(session: Session, draft: ResidentDraft, but: int | None = None) -> list[str]:
    """What looks wrong about a checked draft although it may be right; the clerk decides."""
    who = Kin(draft.name, draft.sex, draft.birth_date)
    homes = homes_at(session, draft.address)
    if draft.household_id is not None:
        homes = [home for home in homes if home.id == draft.household_id]
    heads = [home for home in homes if home.head is not None and home.head.person_id != but]
    found = []
    if draft.relation == HEAD and heads:
        found.append(f"这里已有{heads[0].title}（户号 {heads[0].number}），将另立一户")
    if len(heads) == 1 and draft.relation:
        found += relation_doubts(draft.relation, who, households.head_of(session, heads[0].id))
    return found if but is not None else found + _namesakes(session, draft)


def reveals(session: Session, person_id: int) -> list[RevealRow]:
    """Who looked at this person's full numbers last, the latest first."""
    rows = [
        RevealRow(datetime.fromisoformat(row.recorded_at), row.clerk_name, row.after["reason"])
        for row in trail.record_history(session, "person", person_id)
        if row.action == "person.reveal"
    ]
    return rows[: -_LAST - 1 : -1]


def _namesakes(session: Session, draft: ResidentDraft) -> list[str]:
    """Somebody of the same name and birth date may be the same person without a number."""
    if draft.birth_date is None:
        return []
    same = (Person.name == draft.name, Person.birth_date == draft.birth_date)
    for number in session.scalars(select(Person.id_number).where(*same)):
        if draft.id_number is None or number is None or number.startswith("临"):
            return [f"已有一位同名同生日的“{draft.name}”，可能是同一个人"]
    return []
