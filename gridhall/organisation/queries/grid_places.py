"""Where grids are: entrances that none looks after, the buildings of one, neighbours within it."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.organisation.queries.balancing import neighbours
from gridhall.organisation.queries.tallying import homes
from gridhall.organisation.rules.balance import Piece
from gridhall.places.labels import entrance_label
from gridhall.places.models import Entrance
from gridhall.places.queries import EntranceRow, entrances


@dataclass(frozen=True, slots=True)
class Stair:
    """An entrance as a sheet offers it."""

    id: int
    name: str
    compound: str
    households: int
    grid_id: int | None


def stairs(session: Session) -> list[Stair]:
    """Every entrance with its households, as one walks past them."""
    behind = homes(session, None)
    return [_stair(row, behind) for row in entrances(session)]


def without_grid(session: Session) -> int:
    """How many entrances no grid looks after."""
    return len(session.scalars(select(Entrance.id).where(Entrance.grid_id.is_(None))).all())


def buildings_of(session: Session, grid_id: int) -> list[int]:
    """The buildings that a grid has an entrance of."""
    query = select(Entrance.building_id).where(Entrance.grid_id == grid_id).distinct()
    return sorted(session.scalars(query))


def pieces_of(session: Session, grid_id: int) -> dict[int, Piece]:
    """A grid's entrances with who is next to whom, for a split."""
    rows, behind = entrances(session, grid_id), homes(session, None)
    links = neighbours(rows)
    return {
        row.id: Piece(row.id, behind.get(row.id, 0), grid_id, tuple(sorted(links[row.id])))
        for row in rows
    }


def _stair(row: EntranceRow, behind: Mapping[int, int]) -> Stair:
    name = entrance_label(row.compound, row.building, row.number)
    return Stair(row.id, name, row.compound, behind.get(row.id, 0), row.grid_id)
