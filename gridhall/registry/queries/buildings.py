"""户与房屋: the buildings with their households, one building's doors, what is behind a door."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from gridhall.clerks.rules import allowed
from gridhall.core.clerk import Clerk, Role
from gridhall.hall import queries as hall
from gridhall.places import queries as places
from gridhall.places.labels import building_label
from gridhall.places.models import Building, Compound, Dwelling, Entrance, Grid
from gridhall.places.queries import chunks
from gridhall.places.rules import Address, natural_key
from gridhall.registry.models import Household, Membership, Person, PersonPlace, PersonTag, TagKind
from gridhall.registry.queries.households import household, open_households
from gridhall.registry.queries.rows import HouseholdCard
from gridhall.registry.queries.standings import Standing, standings
from gridhall.registry.rules.doors import CARED_TAGS, DOORS, Behind, door_state, floor_of
from gridhall.registry.rules.separation import DEFAULT_MONTHS

MONTHS = "separation_months"  # the hall's setting: from when on a separation counts


@dataclass(frozen=True, slots=True)
class Spot:
    """An entrance and its place in the order in which grids and buildings are walked."""

    rank: int
    grid_id: int | None
    grid_code: str
    grid_name: str
    building_id: int
    compound: str
    building: str
    entrance: str

    @property
    def title(self) -> str:
        """御景小区 3号楼."""
        return f"{self.compound} {building_label(self.building)}"


@dataclass(frozen=True, slots=True)
class BuildingRow:
    """A building and how many households are registered in it."""

    id: int
    compound: str
    number: str
    doors: int
    households: int

    @property
    def label(self) -> str:
        """3号楼."""
        return building_label(self.number)

    @property
    def title(self) -> str:
        """御景小区 3号楼."""
        return f"{self.compound} {self.label}"


@dataclass(frozen=True, slots=True)
class DoorRow:
    """A door as the drawing shows it."""

    id: int  # the dwelling
    entrance_id: int
    room: str
    floor: int | None
    state: str  # rules.doors.DOORS
    households: int
    people: int  # registered behind it
    head: str  # the first household's head


@dataclass(frozen=True, slots=True)
class EntranceDoors:
    """A stairwell of a building with its doors."""

    id: int
    number: str
    grid_name: str
    doors: tuple[DoorRow, ...]


@dataclass(frozen=True, slots=True)
class BuildingView:
    """A building with every door, by entrance."""

    row: BuildingRow
    entrances: tuple[EntranceDoors, ...]

    def tally(self) -> dict[str, int]:
        """How many doors are in each state."""
        states = [door.state for part in self.entrances for door in part.doors]
        return {state: states.count(state) for state in DOORS}


@dataclass(frozen=True, slots=True)
class OtherHere:
    """Somebody who lives or owns behind a door without being registered there."""

    person_id: int
    name: str
    aspect: str  # residence, property
    since: date | None


@dataclass(frozen=True, slots=True)
class DoorCard:
    """Everything behind a door: its households now, others who live or own there."""

    dwelling_id: int
    address: Address
    grid_name: str
    households: tuple[HouseholdCard, ...]
    others: tuple[OtherHere, ...]
    standings: dict[int, Standing]


def months_required(session: Session) -> int:
    """How many months a separation lasts before it is counted (大厅设置)."""
    said = hall.settings(session).get(MONTHS, "")
    return int(said) if said.isascii() and said.isdigit() else DEFAULT_MONTHS


def spots(session: Session) -> dict[int, Spot]:
    """Every entrance by its id: by grid, then as one walks past them; those of no grid last."""
    query = (
        select(Entrance.id, Entrance.number, Building.id, Building.number, Compound.name)
        .add_columns(Grid.id, Grid.code, Grid.name)
        .join_from(Entrance, Building)
        .join(Compound)
        .outerjoin(Grid, Grid.id == Entrance.grid_id)
    )
    rows = []
    for entrance_id, number, building_id, building, compound, grid, code, name in session.execute(
        query
    ):
        by_grid = natural_key((code or "").lstrip("Gg"))
        way = (compound, natural_key(building), natural_key(number))
        facts = (grid, code or "", name or "", building_id, compound, building, number)
        rows.append((grid is None, by_grid, way, entrance_id, facts))
    return {row[3]: Spot(rank, *row[4]) for rank, row in enumerate(sorted(rows))}


def buildings(session: Session, building_id: int | None = None) -> list[BuildingRow]:
    """Every building (or one), by compound and number, with its doors and households."""
    doors = select(Entrance.building_id, func.count()).join_from(Dwelling, Entrance)
    homes = (
        select(Entrance.building_id, func.count())
        .select_from(Household)
        .join(Dwelling, Dwelling.id == Household.dwelling_id)
        .join(Entrance, Entrance.id == Dwelling.entrance_id)
        .where(Household.ended_on.is_(None))
    )
    query = select(Building.id, Compound.name, Building.number).join_from(Building, Compound)
    if building_id is not None:
        doors, homes = (one.where(Entrance.building_id == building_id) for one in (doors, homes))
        query = query.where(Building.id == building_id)
    counted = [
        {at: count for at, count in session.execute(one.group_by(Entrance.building_id))}
        for one in (doors, homes)
    ]
    rows = [
        BuildingRow(*row, counted[0].get(row.id, 0), counted[1].get(row.id, 0))
        for row in session.execute(query)
    ]
    return sorted(rows, key=lambda row: (row.compound, natural_key(row.number), row.id))


def building_of(session: Session, dwelling_id: int) -> int:
    """The building of a dwelling."""
    query = select(Entrance.building_id).join(Dwelling).where(Dwelling.id == dwelling_id)
    return session.scalars(query).one()


def building_view(session: Session, clerk: Clerk, building_id: int, today: date) -> BuildingView:
    """A building's doors today, each with its state; care only as far as this clerk may know."""
    row = buildings(session, building_id)[0]
    doors = _doors(session, clerk, building_id, today)
    query = (
        select(Entrance.id, Entrance.number, Grid.name)
        .outerjoin(Grid, Grid.id == Entrance.grid_id)
        .where(Entrance.building_id == building_id)
    )
    found = sorted(session.execute(query), key=lambda one: natural_key(one[1]))
    parts = [
        EntranceDoors(entrance_id, number, grid or "", tuple(doors.get(entrance_id, ())))
        for entrance_id, number, grid in found
    ]
    return BuildingView(row, tuple(parts))


def door_card(session: Session, dwelling_id: int, today: date) -> DoorCard:
    """What is behind a door today."""
    at = places.dwelling(session, dwelling_id)
    homes = tuple(open_households(session, dwelling_id))
    members = {one.person_id for home in homes for one in home.members}
    others = [
        one for _, one in _others(session, [dwelling_id], today) if one.person_id not in members
    ]
    people = members | {one.person_id for one in others}
    return DoorCard(
        dwelling_id,
        at.address,
        at.grid_name,
        homes,
        tuple(others),
        standings(session, people, today, months_required(session)),
    )


def ended_here(session: Session, dwelling_id: int) -> list[HouseholdCard]:
    """Households that were registered behind this door when they ended, the latest first."""
    query = (
        select(Household.id)
        .where(Household.dwelling_id == dwelling_id, Household.ended_on.is_not(None))
        .order_by(Household.ended_on.desc(), Household.id.desc())
    )
    return [household(session, one) for one in session.scalars(query)]


def _doors(
    session: Session, clerk: Clerk, building_id: int, today: date
) -> dict[int, list[DoorRow]]:
    query = select(Dwelling.id, Dwelling.entrance_id, Dwelling.room).join(Entrance)
    rows = session.execute(query.where(Entrance.building_id == building_id)).all()
    ids = [row[0] for row in rows]
    homes, heads = _registered(session, ids)
    others = _others(session, ids, today)
    everybody = {one for at in homes.values() for one in at} | {one.person_id for _, one in others}
    known = standings(session, everybody, today, months_required(session))
    cared = _cared(session, clerk, everybody, today)
    found: defaultdict[int, list[DoorRow]] = defaultdict(list)
    for at, entrance_id, room in sorted(rows, key=lambda row: (len(row[2]), row[2])):
        registered = homes.get(at, {})
        living = [
            one.person_id for where, one in others if where == at and one.aspect == "residence"
        ]
        behind = [_behind(one, at, known, cared) for one in {*registered, *living} if one in known]
        state, home_ids = door_state(behind), set(registered.values())
        head = heads.get(min(home_ids), "") if home_ids else ""
        row = DoorRow(
            at, entrance_id, room, floor_of(room), state, len(home_ids), len(registered), head
        )
        found[entrance_id].append(row)
    return found


def _behind(person_id: int, at: int, known: dict[int, Standing], cared: set[int]) -> Behind:
    one = known[person_id]
    here = one.verdict.living.holds and one.dwelling_id == at
    return Behind(one.state, one.counted, here, person_id in cared)


def _registered(
    session: Session, dwelling_ids: Collection[int]
) -> tuple[dict[int, dict[int, int]], dict[int, str]]:
    """Who is registered behind each door, person to household; the heads' names by household."""
    homes: defaultdict[int, dict[int, int]] = defaultdict(dict)
    heads: dict[int, str] = {}
    query = (
        select(Household.dwelling_id, Household.id, Person.id, Person.name, Membership.relation)
        .join_from(Membership, Household, Household.id == Membership.household_id)
        .join(Person, Person.id == Membership.person_id)
        .where(Membership.until.is_(None), Household.ended_on.is_(None))
    )
    for some in chunks(sorted(dwelling_ids)):
        here = query.where(Household.dwelling_id.in_(some))
        for at, home, person_id, name, relation in session.execute(here):
            homes[at or 0][person_id] = home
            if relation == "02":
                heads[home] = name
    return homes, heads


def _others(
    session: Session, dwelling_ids: Collection[int], today: date
) -> list[tuple[int, OtherHere]]:
    """Who lives or owns behind these doors by a dated place of their own."""
    query = (
        select(PersonPlace.dwelling_id, Person.id, Person.name, PersonPlace.aspect)
        .add_columns(PersonPlace.since)
        .join(Person, Person.id == PersonPlace.person_id)
        .where(or_(PersonPlace.since.is_(None), PersonPlace.since <= today))
        .where(or_(PersonPlace.until.is_(None), PersonPlace.until > today))
        .where(Person.status.not_in(("died", "merged", "void")))
        .order_by(PersonPlace.id)
    )
    return [
        (at, OtherHere(person_id, name, aspect, since))
        for some in chunks(sorted(dwelling_ids))
        for at, person_id, name, aspect, since in session.execute(
            query.where(PersonPlace.dwelling_id.in_(some))
        )
        if at is not None
    ]


def _cared(session: Session, clerk: Clerk, people: Collection[int], today: date) -> set[int]:
    """Who bears a tag that asks for care, as far as this clerk may see it."""
    seen = [role.value for role in Role if allowed(clerk, role)]
    query = (
        select(PersonTag.person_id)
        .join(TagKind, TagKind.code == PersonTag.tag)
        .where(PersonTag.tag.in_(CARED_TAGS))
        .where(or_(TagKind.visible_to.in_(seen), PersonTag.clerk_name == clerk.name))
        .where(or_(PersonTag.since.is_(None), PersonTag.since <= today))
        .where(or_(PersonTag.until.is_(None), PersonTag.until > today))
    )
    found: set[int] = set()
    for some in chunks(sorted(people)):
        found.update(session.scalars(query.where(PersonTag.person_id.in_(some))))
    return found
