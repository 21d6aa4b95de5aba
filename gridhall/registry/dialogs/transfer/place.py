"""Where people come to: a household behind a door, or a new one there (迁入地址)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from gridhall.core.errors import UserError
from gridhall.db.search import SearchEntry
from gridhall.places import queries as places
from gridhall.places.queries import DwellingRow
from gridhall.places.rules import Address, parse_address
from gridhall.qt.choices import Choice
from gridhall.qt.context import Context
from gridhall.registry import queries
from gridhall.registry.queries.grid_homes import homes_in_grid
from gridhall.registry.rules.changes import NEW, Home, Plan, Target

_OFFERS = 6


@dataclass(frozen=True, slots=True)
class Place:
    """A target with the household there is already, and its address in words."""

    target: Target
    words: str
    joined: Home | None = None


def offers(context: Context, typed: str, *, only_homes: bool) -> Sequence[Choice]:
    """A new household behind the door that is typed, then those there; keys: DwellingRow or id."""
    with context.db.read() as session:
        found = queries.homes_found(session, typed, _OFFERS)
    homes = [_home_choice(entry) for entry in found]
    return homes if only_homes else [*_door_choices(context, typed), *homes]


def read_place(context: Context, typed: str) -> Place:
    """A new household at the door as typed; raises UserError with what is wrong."""
    address = parse_address(typed)
    with context.db.read() as session:
        doors = places.dwellings_at(session, address)
        compounds = places.compounds(session)
    if len(doors) > 1:
        names = "、".join(door.address.compound for door in doors[:4])
        raise UserError(f"{names}都有这个门牌，请写上小区，或从候选里选")
    if doors:
        return new_home(doors[0].address, doors[0].id)
    if not address.compound and len(compounds) != 1:
        raise UserError("这个门牌还没有登记，请写上小区，例如“御景小区 3-2-501”")
    whole = Address(
        address.compound or compounds[0], address.building, address.entrance, address.room
    )
    return new_home(whole, None)


def behind(context: Context, dwelling_id: int) -> Place:
    """A new household behind a door that is known."""
    with context.db.read() as session:
        door = places.dwelling(session, dwelling_id)
    return new_home(door.address, door.id)


def new_home(address: Address, dwelling_id: int | None) -> Place:
    """A household that is opened behind this door."""
    return Place(Target(NEW, dwelling_id, address.short), address.short)


def joining(context: Context, household_id: int) -> Place:
    """A household that is there."""
    with context.db.read() as session:
        home = queries.home_standing(session, [household_id])[household_id]
    return Place(Target(home.id, home.dwelling_id, home.address), home.address, home)


def grid_words(context: Context, dwelling_id: int | None, plan: Plan) -> str:
    """The grid that looks after the door, and its households: 第5网格 仍为 296 户."""
    if dwelling_id is None:
        return ""
    with context.db.read() as session:
        grid = places.grid_of(session, dwelling_id)
        if grid is None:
            return "还没有划进网格"
        now = homes_in_grid(session, grid.id)
        after = now + sum(
            change
            for door, change in _opened_and_ended(plan)
            if door is not None and _grid_id(session, door) == grid.id
        )
    return f"{grid.name} 仍为 {now} 户" if after == now else f"{grid.name} {now} → {after} 户"


def _opened_and_ended(plan: Plan) -> Iterator[tuple[int | None, int]]:
    """The doors behind which a household begins or ends."""
    was_open = {home.id for home in plan.before if home.ended_on is None}
    for home in plan.after:
        if home.id == NEW and home.members:
            yield home.dwelling_id, 1
        elif home.id in was_open and home.ended_on is not None:
            yield home.dwelling_id, -1


def _grid_id(session: Any, dwelling_id: int) -> int | None:
    grid = places.grid_of(session, dwelling_id)
    return grid.id if grid is not None else None


def _home_choice(entry: SearchEntry) -> Choice:
    return Choice(
        ("home", entry.record_id),
        entry.address,
        f"{entry.title} · {entry.detail}",
        group="并入已有的户",
    )


def _door_choices(context: Context, typed: str) -> list[Choice]:
    """The doors that fit a whole door number; nothing while it is half typed."""
    try:
        address = parse_address(typed)
    except UserError:
        return []
    with context.db.read() as session:
        doors = places.dwellings_at(session, address, _OFFERS)
    return [_door_choice(door) for door in doors]


def _door_choice(door: DwellingRow) -> Choice:
    sub = " · ".join(filter(None, ("在这里立新户", door.grid_name)))
    return Choice(door, door.address.short, sub, group="立新户")
