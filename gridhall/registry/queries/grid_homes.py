"""How many households a grid looks after now, as the live preview of a transfer says it."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gridhall.places.models import Dwelling, Entrance
from gridhall.registry.models import Household


def homes_in_grid(session: Session, grid_id: int) -> int:
    """The households registered behind the doors of a grid."""
    query = (
        select(func.count())
        .select_from(Entrance)
        .join(Dwelling, Dwelling.entrance_id == Entrance.id)
        .join(Household, Household.dwelling_id == Dwelling.id)
        .where(Entrance.grid_id == grid_id, Household.ended_on.is_(None))
    )
    return session.scalar(query) or 0
