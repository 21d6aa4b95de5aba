"""What can be mended safely: only what follows from other rows, each with before and after."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gridhall.registry.labels import STATUSES
from gridhall.registry.models import Household, Membership, Person, PersonTag
from gridhall.registry.queries.checks import broken


@dataclass(frozen=True, slots=True)
class Repair:
    """One row that would be mended: which rule, whose, what it says now and would say."""

    rule: str
    table: str  # person, household, membership, person_tag
    row_id: int
    field: str
    value: str | date | None
    title: str
    before: str
    after: str


def repairs(session: Session, today: date, rules: Iterable[str] = ()) -> list[Repair]:
    """Every safe repair, or those of some rules: the preview."""
    wanted = tuple(rules) or SAFE
    return [repair for rule in wanted for repair in _PLANS[rule](session, today)]


def status_of(session: Session, person_id: int) -> str:
    """The status that follows from what is known of a person."""
    person = session.get_one(Person, person_id)
    if person.merged_into is not None:
        return "merged"
    if person.died_on is not None:
        return "died"
    held = select(Membership.until).where(Membership.person_id == person_id)
    days = list(session.scalars(held))
    if None in days:
        return "present"
    return "left" if days else "unsettled"


def _statuses(session: Session, today: date) -> list[Repair]:
    found = []
    for person_id in broken(session, "person.status", today):
        person = session.get_one(Person, person_id)
        right = status_of(session, person_id)
        words = (STATUSES.get(person.status, person.status), STATUSES[right])
        found.append(
            Repair("person.status", "person", person_id, "status", right, person.name, *words)
        )
    return found


def _empty(session: Session, today: date) -> list[Repair]:
    """A household nobody lives in ended when the last one left."""
    found = []
    for household_id in broken(session, "household.empty", today):
        home = session.get_one(Household, household_id)
        last = session.scalar(
            select(func.max(Membership.until)).where(Membership.household_id == household_id)
        )
        ended = max(filter(None, (last, home.established_on)), default=today)
        found.append(_of_home("household.empty", home, ended, f"{ended} 销户"))
    return found


def _reopened(session: Session, today: date) -> list[Repair]:
    """A household people live in has not ended."""
    return [
        _of_home("household.ended_with_members", session.get_one(Household, one), None, "在册")
        for one in broken(session, "household.ended_with_members", today)
    ]


def _of_home(rule: str, home: Household, ended: date | None, after: str) -> Repair:
    before = f"{home.ended_on} 销户" if home.ended_on else "在册"
    title = f"户号 {home.number}"
    return Repair(rule, "household", home.id, "ended_on", ended, title, before, after)


def _dead_members(session: Session, today: date) -> list[Repair]:
    """Whoever died left the household that day, or the day they came if that is later."""
    query = (
        select(Membership, Person)
        .join(Person, Person.id == Membership.person_id)
        .where(Person.died_on.is_not(None), Membership.until.is_(None))
    )
    return [
        Repair(
            "person.dead_in_household",
            "membership",
            held.id,
            "until",
            max(filter(None, (person.died_on, held.since))),
            person.name,
            "在户",
            f"{person.died_on} 去世离户",
        )
        for held, person in session.execute(query)
    ]


def _dead_tags(session: Session, today: date) -> list[Repair]:
    query = (
        select(PersonTag, Person)
        .join(Person, Person.id == PersonTag.person_id)
        .where(Person.died_on.is_not(None), PersonTag.until.is_(None))
    )
    return [
        Repair(
            "tag.dead",
            "person_tag",
            tag.id,
            "until",
            max(filter(None, (person.died_on, tag.since))),
            person.name,
            "标签还在",
            f"{person.died_on} 去世止",
        )
        for tag, person in session.execute(query)
    ]


_PLANS: dict[str, Callable[[Session, date], list[Repair]]] = {
    "person.dead_in_household": _dead_members,
    "person.status": _statuses,
    "household.ended_with_members": _reopened,
    "household.empty": _empty,
    "tag.dead": _dead_tags,
}
SAFE = tuple(_PLANS)
