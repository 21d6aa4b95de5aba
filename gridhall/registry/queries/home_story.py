"""The history of one household: who was in it on a day, who left, what happened, where it was."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from gridhall.core.codes import table
from gridhall.places import queries as places
from gridhall.registry.labels import event_label
from gridhall.registry.models import (
    Household,
    Membership,
    PastAddress,
    Person,
    PersonEvent,
    RegisterAction,
)
from gridhall.registry.queries.households import members
from gridhall.registry.queries.separation import states_of


@dataclass(frozen=True, slots=True)
class HomeMember:
    """A member of a household on a day, with the state of 人户分离 on that day."""

    person_id: int
    name: str
    sex: str
    birth_date: date | None
    relation_label: str
    state: str
    since: date | None


@dataclass(frozen=True, slots=True)
class FormerMember:
    """Somebody who was in the household and is not any more."""

    person_id: int
    name: str
    relation_label: str
    since: date | None
    until: date


@dataclass(frozen=True, slots=True)
class HomeEvent:
    """What happened to the household on a day, and to whom of it."""

    happened_on: date
    label: str
    names: str
    clerk_name: str


@dataclass(frozen=True, slots=True)
class HomeStory:
    """Everything told of one household."""

    members: tuple[HomeMember, ...]
    former: tuple[FormerMember, ...]
    events: tuple[HomeEvent, ...]


def home_story(session: Session, household_id: int, day: date) -> HomeStory:
    """A household's members on a day and its history up to that day, the latest first."""
    return HomeStory(
        tuple(_members(session, household_id, day)),
        tuple(_former(session, household_id, day)),
        tuple(sorted(_events(session, household_id, day), key=_latest_first)),
    )


def _members(session: Session, household_id: int, day: date) -> list[HomeMember]:
    rows = members(session, household_id, day)
    known = states_of(session, [one.person_id for one in rows], day)
    found = []
    for one in rows:
        state = known.get(one.person_id)
        found.append(
            HomeMember(
                one.person_id,
                one.name,
                one.sex,
                one.birth_date,
                one.relation_label,
                state.state if state else "",
                one.since,
            )
        )
    return found


def _former(session: Session, household_id: int, day: date) -> list[FormerMember]:
    """Each once, by the last time they left; not who is back."""
    query = (
        select(Person.id, Person.name, Membership.relation, Membership.since, Membership.until)
        .join_from(Membership, Person, Person.id == Membership.person_id)
        .where(Membership.household_id == household_id)
        .order_by(Membership.until.desc(), Membership.id.desc())
    )
    rows = session.execute(query).all()
    inside = {one.id for one in rows if one.until is None or one.until > day}
    found: dict[int, FormerMember] = {}
    for person_id, name, relation, since, until in rows:
        if until is not None and person_id not in inside and person_id not in found:
            word = table("relation").label(relation)
            found[person_id] = FormerMember(person_id, name, word, since, until)
    return list(found.values())


def _events(session: Session, household_id: int, day: date) -> list[HomeEvent]:
    """Events of its people in and out, one line an action; what was taken back is left out."""
    query = (
        select(PersonEvent, Person.name)
        .join(Person, Person.id == PersonEvent.person_id)
        .outerjoin(RegisterAction, RegisterAction.id == PersonEvent.action_id)
        .where(
            or_(
                PersonEvent.from_household_id == household_id,
                PersonEvent.to_household_id == household_id,
            ),
            RegisterAction.undone_by.is_(None),
            RegisterAction.undo_of.is_(None),
            PersonEvent.happened_on <= day,
        )
        .order_by(PersonEvent.id)
    )
    told: dict[tuple[object, ...], HomeEvent] = {}
    for event, name in session.execute(query):
        key = (event.action_id or -event.id, event.kind)
        so_far = told.get(key)
        names = f"{so_far.names}、{name}" if so_far else name
        told[key] = HomeEvent(event.happened_on, event_label(event.kind), names, event.clerk_name)
    return [*told.values(), *_milestones(session, household_id, day)]


def _milestones(session: Session, household_id: int, day: date) -> list[HomeEvent]:
    """When the household was established, moved and ended."""
    home = session.get_one(Household, household_id)
    found = []
    if home.established_on is not None and home.established_on <= day:
        found.append(HomeEvent(home.established_on, "立户", "", ""))
    if home.ended_on is not None and home.ended_on <= day:
        found.append(HomeEvent(home.ended_on, "销户", "", ""))
    query = select(PastAddress.dwelling_id, PastAddress.until).where(
        PastAddress.household_id == household_id, PastAddress.until <= day
    )
    for at, until in session.execute(query):
        words = places.dwelling(session, at).address.short if at is not None else "没有登记的住址"
        found.append(HomeEvent(until, "搬离", words, ""))
    return found


def _latest_first(event: HomeEvent) -> tuple[int, str]:
    return -event.happened_on.toordinal(), event.label
