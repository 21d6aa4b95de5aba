"""What the lists ask about volunteers in few statements: squads, skills, party, grids, hours."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, func, select, true
from sqlalchemy.orm import Session, aliased

from gridhall.organisation.models import PartyMember, PartyRelation
from gridhall.organisation.queries.people import open_on
from gridhall.places.models import Building, Compound, Dwelling, Entrance, Grid
from gridhall.places.queries import chunks
from gridhall.registry.models import Household, Membership
from gridhall.volunteering.models import (
    HoursEntry,
    Skill,
    Squad,
    VolunteerSkill,
    VolunteerSquad,
)


@dataclass(frozen=True, slots=True)
class SkillRow:
    """A skill somebody has, with its paper."""

    skill_id: int
    name: str
    needs_paper: bool
    paper: str
    valid_until: date | None


@dataclass(frozen=True, slots=True)
class Home:
    """Where a resident lives: the compound and the grid of the entrance."""

    compound: str
    grid_id: int | None
    grid_name: str


def squads_of(session: Session, which: ColumnElement[bool]) -> dict[int, list[tuple[int, str]]]:
    """Volunteer -> the squads, in the list's order; `which` is about VolunteerSquad."""
    query = (
        select(VolunteerSquad.volunteer_id, Squad.id, Squad.name)
        .join(Squad, Squad.id == VolunteerSquad.squad_id)
        .where(which)
        .order_by(Squad.place, Squad.id)
    )
    found: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for volunteer_id, squad_id, name in session.execute(query):
        found[volunteer_id].append((squad_id, name))
    return found


def skills_of(session: Session, which: ColumnElement[bool]) -> dict[int, list[SkillRow]]:
    """Volunteer -> the skills, in the list's order; `which` is about VolunteerSkill."""
    query = (
        select(VolunteerSkill.volunteer_id, Skill.id, Skill.name, Skill.needs_paper)
        .add_columns(VolunteerSkill.paper, VolunteerSkill.valid_until)
        .join(Skill, Skill.id == VolunteerSkill.skill_id)
        .where(which)
        .order_by(Skill.place, Skill.id)
    )
    found: dict[int, list[SkillRow]] = defaultdict(list)
    for volunteer_id, *rest in session.execute(query):
        found[volunteer_id].append(SkillRow(*rest))
    return found


def party_members(session: Session, today: date) -> tuple[set[int], set[int]]:
    """The residents and the outsiders whose party relation is kept or reported here."""
    query = (
        select(PartyMember.person_id, PartyMember.outsider_id)
        .join(PartyRelation, PartyRelation.member_id == PartyMember.id)
        .where(open_on(PartyRelation, today))
    )
    rows = session.execute(query).all()
    return {row[0] for row in rows if row[0]}, {row[1] for row in rows if row[1]}


def homes_of(session: Session, person_ids: Collection[int]) -> dict[int, Home]:
    """Resident -> where they live now, by their household."""
    query = (
        select(Membership.person_id, Compound.name, Grid.id, func.coalesce(Grid.name, ""))
        .join(Household, Household.id == Membership.household_id)
        .join(Dwelling, Dwelling.id == Household.dwelling_id)
        .join(Entrance, Entrance.id == Dwelling.entrance_id)
        .join(Building, Building.id == Entrance.building_id)
        .join(Compound, Compound.id == Building.compound_id)
        .outerjoin(Grid, Grid.id == Entrance.grid_id)
        .where(Membership.until.is_(None))
    )
    found: dict[int, Home] = {}
    for some in chunks(sorted(set(person_ids))):
        for row in session.execute(query.where(Membership.person_id.in_(some))):
            found[row[0]] = Home(*row[1:])
    return found


_Reversing = aliased(HoursEntry)


def minutes_of(
    session: Session, since: date, until: date, which: ColumnElement[bool] | None = None
) -> dict[int, int]:
    """Volunteer -> the minutes credited for service from `since` to `until`, both included."""
    query = (
        select(HoursEntry.volunteer_id, func.sum(HoursEntry.minutes))
        .where(HoursEntry.served_on.between(since, until), true() if which is None else which)
        .group_by(HoursEntry.volunteer_id)
    )
    return {row[0]: row[1] for row in session.execute(query)}


def last_served(session: Session, which: ColumnElement[bool] | None = None) -> dict[int, date]:
    """Volunteer -> the last day of service on the ledger that was not reversed."""
    query = (
        select(HoursEntry.volunteer_id, func.max(HoursEntry.served_on))
        .outerjoin(_Reversing, _Reversing.reverses_seq == HoursEntry.seq)
        .where(and_(HoursEntry.reverses_seq.is_(None), _Reversing.seq.is_(None)))
        .where(true() if which is None else which)
        .group_by(HoursEntry.volunteer_id)
    )
    return {row[0]: row[1] for row in session.execute(query)}
