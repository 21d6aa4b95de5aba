"""People and households as far as a change is concerned: what rules.plan_change() reads."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import and_, bindparam, func, select
from sqlalchemy.orm import Session, aliased

from gridhall.places import queries as places
from gridhall.places.queries import chunks
from gridhall.registry.models import Household, Membership, PastAddress, PastValue, Person
from gridhall.registry.rules.changes import NEW, Change, Home, Member, Plan, Span, plan_change

_Past = aliased(Membership)
_LEFT = (
    select(func.max(_Past.until)).where(_Past.person_id == Person.id).correlate(Person)
).scalar_subquery()
_FACTS = (
    select(func.max(PastValue.until)).where(PastValue.person_id == Person.id).correlate(Person)
).scalar_subquery()
_PEOPLE = (
    select(Person.id, Person.name, Person.sex, Person.birth_date, Membership.relation)
    .add_columns(func.coalesce(Membership.since, _LEFT), Person.status)
    .add_columns(Membership.household_id, _FACTS)
    .outerjoin(Membership, and_(Membership.person_id == Person.id, Membership.until.is_(None)))
)
_BY_ID = _PEOPLE.where(Person.id.in_(bindparam("ids", expanding=True)))
_BY_HOME = _PEOPLE.where(Membership.household_id.in_(bindparam("ids", expanding=True)))


def standing(session: Session, person_ids: Iterable[int]) -> dict[int, Member]:
    """Where these people stand now, by id."""
    found = {}
    for some in chunks(sorted(set(person_ids))):
        for row in session.execute(_BY_ID, {"ids": some}):
            found[row.id] = _member(tuple(row))
    return found


def home_standing(session: Session, household_ids: Iterable[int]) -> dict[int, Home]:
    """These households with everybody in them now, the head first, by id."""
    ids = sorted(set(household_ids))
    members = [_member(tuple(row)) for row in session.execute(_BY_HOME, {"ids": ids})]
    members.sort(key=lambda one: (one.relation != "02", one.relation, one.person_id))
    moved, past = _moved_on(session, ids), _past(session, ids)
    homes = {}
    for kept in session.scalars(select(Household).where(Household.id.in_(ids))):
        at = None if kept.dwelling_id is None else places.dwelling(session, kept.dwelling_id)
        homes[kept.id] = Home(
            id=kept.id,
            number=kept.number,
            address=at.address.short if at else "",
            members=tuple(one for one in members if one.household_id == kept.id),
            kind=kept.kind,
            established_on=kept.established_on,
            ended_on=kept.ended_on,
            dwelling_id=kept.dwelling_id,
            moved_on=moved.get(kept.id, kept.established_on),
            past=past.get(kept.id, ()),
        )
    return homes


def neighbours(session: Session, dwelling_id: int) -> list[Home]:
    """The households registered behind this door now."""
    here = select(Household.id).where(
        Household.dwelling_id == dwelling_id, Household.ended_on.is_(None)
    )
    return list(home_standing(session, session.scalars(here)).values())


def planned(session: Session, change: Change, today: date) -> Plan:
    """What a change would do, on the register as it is now (办完以后)."""
    named = {*change.movers, *change.relations, *change.facts}
    people = standing(session, named)
    target = change.target
    wanted = {one.household_id for one in people.values() if one.household_id is not None}
    wanted |= set(change.moves)
    doors = {there.dwelling_id for there in change.moves.values()}
    if target is not None and target.household_id != NEW:
        wanted.add(target.household_id)
    elif target is not None:
        doors.add(target.dwelling_id)
    behind = [
        one
        for door in doors
        if door is not None
        for one in neighbours(session, door)
        if one.id not in wanted
    ]
    return plan_change(change, people, home_standing(session, wanted), today, behind)


def _past(session: Session, household_ids: Sequence[int]) -> dict[int, tuple[Span, ...]]:
    """Who was in each household before, as what and from when until when."""
    query = select(Membership.household_id, Membership.relation, Membership.since)
    ended = query.add_columns(Membership.until).where(
        Membership.household_id.in_(household_ids), Membership.until.is_not(None)
    )
    found: dict[int, tuple[Span, ...]] = {}
    for household_id, *span in session.execute(ended):
        found[household_id] = (*found.get(household_id, ()), Span(*span))
    return found


def _moved_on(session: Session, household_ids: Sequence[int]) -> dict[int, date]:
    """The day each household came to its present address, if it ever moved whole."""
    latest = select(PastAddress.household_id, func.max(PastAddress.until))
    query = latest.where(PastAddress.household_id.in_(household_ids))
    found = session.execute(query.group_by(PastAddress.household_id))
    return {household_id: day for household_id, day in found}


def _member(row: tuple[Any, ...]) -> Member:
    person_id, name, sex, born, relation, since, status, household_id, facts = row
    known = (person_id, name, sex, born, relation or "", since, status, household_id)
    return Member(*known, facts_since=facts)
