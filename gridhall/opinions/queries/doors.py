"""The doors of a compound, a grid or the whole hall, as one walks past them, with their heads."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select, true
from sqlalchemy.orm import Session

from gridhall.core.errors import UserError
from gridhall.places.models import Building, Compound, Dwelling, Entrance, Grid
from gridhall.places.queries import chunks, dwellings_at
from gridhall.places.rules import Address, natural_key, parse_address
from gridhall.registry.models import Household, Membership, Person

_HEAD = "02"  # GB/T 4761: 户主


@dataclass(frozen=True, slots=True)
class Scope:
    """Where: a compound, a grid, or (neither) everything."""

    compound_id: int | None = None
    grid_id: int | None = None


@dataclass(frozen=True, slots=True)
class Door:
    """A flat's door; `head` is who heads the household behind it, "" where nobody is registered."""

    id: int
    address: Address
    person_id: int | None = None
    head: str = ""

    @property
    def place(self) -> tuple[str, tuple[int, str], tuple[int, str], tuple[int, str]]:
        """Sorts as one walks: building, entrance, room."""
        at = self.address
        numbers = (natural_key(at.building), natural_key(at.entrance), natural_key(at.room))
        return (at.compound, *numbers)


def doors(session: Session, scope: Scope, *, heads: bool = True) -> list[Door]:
    """Every door of the place, in walking order."""
    where = _where(scope)
    named = _heads(session, where) if heads else {}
    return sorted(_doors(session, where, named), key=lambda one: one.place)


def doors_of(session: Session, ids: Collection[int]) -> dict[int, Door]:
    """Doors by their ids."""
    found: dict[int, Door] = {}
    for some in chunks(sorted(set(ids))):
        where = Dwelling.id.in_(some)
        for one in _doors(session, where, _heads(session, where)):
            found[one.id] = one
    return found


def door_count(session: Session, scope: Scope) -> int:
    """How many doors the place has."""
    query = select(func.count(Dwelling.id)).join(Entrance).join(Building).where(_where(scope))
    return session.scalar(query) or 0


def door_typed(session: Session, typed: str, scope: Scope) -> int:
    """The one door of the place that was typed (3-2-501); UserError says what is wrong."""
    address = parse_address(typed)
    wanted = {one.id for one in dwellings_at(session, address, limit=50)}
    inside = [one for one in wanted if _inside(session, one, scope)]
    if len(inside) == 1:
        return inside[0]
    if inside:
        raise UserError(f"“{address.door}”不止一处，请把小区名也写上，例如 御景小区 {address.door}")
    if wanted:
        raise UserError(f"{address.short} 不在{place_words(session, scope)}里，请核对门牌")
    raise UserError(f"没有登记过“{address.short}”，请核对门牌；新的门牌先在“户与房屋”里登记")


def inside(session: Session, dwelling_id: int, scope: Scope) -> bool:
    """Whether a door belongs to the place."""
    return _inside(session, dwelling_id, scope)


def place_words(session: Session, scope: Scope) -> str:
    """御景小区, 第1网格, 全部小区."""
    if scope.compound_id is not None:
        return session.scalar(select(Compound.name).where(Compound.id == scope.compound_id)) or ""
    if scope.grid_id is not None:
        return session.scalar(select(Grid.name).where(Grid.id == scope.grid_id)) or ""
    return "全部小区"


@dataclass(frozen=True, slots=True)
class PlaceChoice:
    """A place to choose: its words and how many doors it has."""

    scope: Scope
    words: str
    doors: int


def place_choices(session: Session) -> list[PlaceChoice]:
    """Compounds, then grids in use, then everything."""
    counted = func.count(Dwelling.id)
    by_compound = (
        select(Compound.id, Compound.name, counted)
        .outerjoin(Building, Building.compound_id == Compound.id)
        .outerjoin(Entrance, Entrance.building_id == Building.id)
        .outerjoin(Dwelling, Dwelling.entrance_id == Entrance.id)
        .group_by(Compound.id)
        .order_by(Compound.name)
    )
    by_grid = (
        select(Grid.id, Grid.name, counted)
        .outerjoin(Entrance, Entrance.grid_id == Grid.id)
        .outerjoin(Dwelling, Dwelling.entrance_id == Entrance.id)
        .where(Grid.active_to.is_(None))
        .group_by(Grid.id)
        .order_by(Grid.code)
    )
    compounds = [
        PlaceChoice(Scope(one), name, many) for one, name, many in session.execute(by_compound)
    ]
    grids = [
        PlaceChoice(Scope(None, one), name, many) for one, name, many in session.execute(by_grid)
    ]
    total = sum(one.doors for one in compounds)
    return [*compounds, *grids, PlaceChoice(Scope(), "全部小区", total)]


def _where(scope: Scope) -> ColumnElement[bool]:
    if scope.compound_id is not None:
        return Building.compound_id == scope.compound_id
    if scope.grid_id is not None:
        return Entrance.grid_id == scope.grid_id
    return true()


def _inside(session: Session, dwelling_id: int, scope: Scope) -> bool:
    query = select(Dwelling.id).join(Entrance).join(Building)
    mine = query.where(Dwelling.id == dwelling_id, _where(scope))
    return session.scalar(mine) is not None


def _doors(
    session: Session, where: ColumnElement[bool], named: dict[int, tuple[int, str]]
) -> Iterator[Door]:
    query = (
        select(Dwelling.id, Compound.name, Building.number, Entrance.number, Dwelling.room)
        .join_from(Dwelling, Entrance)
        .join(Building)
        .join(Compound)
        .where(where)
    )
    for row_id, *parts in session.execute(query):
        yield Door(row_id, Address(*parts), *named.get(row_id, (None, "")))


def _heads(session: Session, where: ColumnElement[bool]) -> dict[int, tuple[int, str]]:
    """Who heads the household behind each door; of several the one registered first."""
    query = (
        select(Household.dwelling_id, Person.id, Person.name)
        .join_from(Household, Dwelling, Dwelling.id == Household.dwelling_id)
        .join(Entrance, Entrance.id == Dwelling.entrance_id)
        .join(Building, Building.id == Entrance.building_id)
        .join(Membership, Membership.household_id == Household.id)
        .join(Person, Person.id == Membership.person_id)
        .where(
            where,
            Household.ended_on.is_(None),
            Membership.until.is_(None),
            Membership.relation == _HEAD,
        )
        .order_by(Household.id.desc())
    )
    return {
        door: (person, name) for door, person, name in session.execute(query) if door is not None
    }
