"""What taking an act on grids back may not leave behind: anything in a grid that is no more."""

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from gridhall.core.errors import UserError
from gridhall.organisation.models import GridHolding, OrganisationAction, Seat
from gridhall.places.models import Entrance, Grid, PastGrid


def check_grids(
    session: Session, action: OrganisationAction, touched: set[tuple[str, int]]
) -> None:
    """No entrance, seat or holding is left with a grid that has ended, on any day."""
    entrances = [row_id for table, row_id in touched if table == "entrance"]
    grids = {row_id for table, row_id in touched if table == "grid"}
    for entrance in entrances:
        owner = session.get_one(Entrance, entrance).grid_id
        if owner is not None:
            grids.add(owner)
    for grid_id in sorted(grids):
        grid = session.get_one(Grid, grid_id)
        left = _left(session, grid) if grid.active_to is not None else []
        if left:
            raise UserError(
                f"不能撤回（{action.detail}）：“{grid.name}”{grid.active_to} 已经撤销，"
                f"撤回以后里面还会有{'、'.join(left)}。请先撤回后来的，再撤这一项"
            )


def _left(session: Session, grid: Grid) -> list[str]:
    past = (PastGrid.grid_id == grid.id, PastGrid.until > grid.active_to)
    counted = (
        (select(func.count()).where(Entrance.grid_id == grid.id), "{} 个单元"),
        (select(func.count()).where(*past), "{} 个单元的经过"),
        (
            select(func.count()).where(Seat.grid_id == grid.id, Seat.ended_on.is_(None)),
            "{} 个席位",
        ),
        (
            select(func.count()).where(
                GridHolding.grid_id == grid.id,
                or_(GridHolding.until.is_(None), GridHolding.until > grid.active_to),
            ),
            "归属",
        ),
    )
    found = ((session.scalar(query), words) for query, words in counted)
    return [words.format(count) for count, words in found if count]
