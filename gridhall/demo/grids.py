"""How the fictional grids (网格) share the entrances: unequal, as they have grown, yet mendable."""

from collections.abc import Iterator, Sequence
from random import Random

from sqlalchemy import func, insert, select, update
from sqlalchemy.orm import Session

from gridhall.places.models import Dwelling, Entrance, Grid
from gridhall.places.queries import grid_size
from gridhall.registry.models import Household

_UNEQUAL = (0.02, 0.14)  # by which share a grid is bigger than it should be, the next smaller
_USUAL = 0.07  # as near to the hall's target a grid must be on average, to have that target


def deal_grids(session: Session, rng: Random) -> int:
    """Deal the entrances, as one walks past them, to grids; how many grids there are.

    One is too big, the next too small by as much: any few of them that follow each other can be
    brought within a tenth of their target. A hall too small for that has smaller targets.
    """
    homes = _homes(session)
    total, usual = sum(many for _, many in homes), grid_size(session).target
    count = max(1, round(total / usual))
    target = _target(total / count, usual)
    session.execute(insert(Grid), [_grid(place + 1, target) for place in range(count)])
    quotas = list(_quotas(rng, total / count, count))
    for entrance, place in _dealt(homes, quotas):
        session.execute(update(Entrance).where(Entrance.id == entrance).values(grid_id=place + 1))
    return count


def _homes(session: Session) -> list[tuple[int, int]]:
    """Every entrance with its households, in the order in which they were built."""
    query = (
        select(Entrance.id, func.count(Household.id))
        .outerjoin(Dwelling, Dwelling.entrance_id == Entrance.id)
        .outerjoin(Household, (Household.dwelling_id == Dwelling.id) & Household.ended_on.is_(None))
        .group_by(Entrance.id)
        .order_by(Entrance.building_id, Entrance.id)
    )
    return [(row[0], row[1]) for row in session.execute(query)]


def _target(share: float, usual: int) -> int:
    """The hall's target, or for a small hall what each grid comes to, at least one."""
    if abs(share - usual) <= usual * _USUAL:
        return usual
    return max(1, round(share))


def _grid(number: int, target: int) -> dict[str, object]:
    return {
        "id": number,
        "code": f"G{number:02}",
        "name": f"第{number}网格",
        "household_target": target,
    }


def _quotas(rng: Random, share: float, count: int) -> Iterator[float]:
    """Up to how many households each grid goes, all before it counted."""
    gone = 0.0
    for place in range(count):
        uneven = rng.uniform(*_UNEQUAL) * (-1 if place % 2 else 1)
        gone += share * (1 + uneven)
        yield gone


def _dealt(homes: Sequence[tuple[int, int]], quotas: Sequence[float]) -> Iterator[tuple[int, int]]:
    place = gone = 0
    for entrance, many in homes:
        while place + 1 < len(quotas) and gone + many / 2 > quotas[place]:
            place += 1
        gone += many
        yield entrance, place
