"""Places that an issue may be filed under: grids, compounds, buildings, with their grid."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.places.labels import building_label
from gridhall.places.models import Building, Compound, Entrance, Grid
from gridhall.places.rules import natural_key


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A grid, a compound or a building; of a building and a compound the grid they lie in.

    A compound or building that several grids share has no grid.
    """

    words: str
    compound: str
    building: str  # its number, "" for a grid or a compound
    grid: str
    grid_id: int | None
    compound_id: int | None
    building_id: int | None


def place_rows(session: Session) -> list[PlaceRow]:
    """Every place of the hall: compounds with their buildings, then grids."""
    names = {row.id: row.name for row in session.scalars(select(Grid)) if row.active_to is None}
    return [*_compounds(session, names), *_grids(names)]


def _compounds(session: Session, names: Mapping[int, str]) -> Iterator[PlaceRow]:
    buildings = _buildings_by_compound(session)
    owners = _owners(session)
    for compound in session.scalars(select(Compound).order_by(Compound.id)):
        mine = buildings.get(compound.id, [])
        shared = {one for building in mine for one in owners.get(building.id, set())}
        at = _only(shared)
        yield PlaceRow(
            compound.name, compound.name, "", names.get(at or 0, ""), at, compound.id, None
        )
        for building in sorted(mine, key=lambda one: natural_key(one.number)):
            at = _only(owners.get(building.id, set()))
            words = f"{compound.name} {building_label(building.number)}"
            grid = names.get(at or 0, "")
            yield PlaceRow(
                words, compound.name, building.number, grid, at, compound.id, building.id
            )


def _grids(names: Mapping[int, str]) -> Iterator[PlaceRow]:
    for grid_id, name in sorted(names.items()):
        yield PlaceRow(name, "", "", name, grid_id, None, None)


def _buildings_by_compound(session: Session) -> dict[int, list[Building]]:
    found: dict[int, list[Building]] = {}
    for building in session.scalars(select(Building)):
        found.setdefault(building.compound_id, []).append(building)
    return found


def _owners(session: Session) -> dict[int, set[int | None]]:
    """The grids of every building's entrances."""
    found: dict[int, set[int | None]] = {}
    query = select(Entrance.building_id, Entrance.grid_id).distinct()
    for building_id, grid_id in session.execute(query):
        found.setdefault(building_id, set()).add(grid_id)
    return found


def _only(some: set[int | None]) -> int | None:
    return next(iter(some)) if len(some) == 1 else None
