"""Stores the grids of a workbook; their entrances belonged to nobody before."""

from collections.abc import Iterator, Sequence

from sqlalchemy import update
from sqlalchemy.orm import Session

from gridhall.clerks.rules import require
from gridhall.core.clerk import Role
from gridhall.core.phone import kept_phone
from gridhall.core.progress import Progress
from gridhall.exchange.service.bulk import Value
from gridhall.exchange.service.sheet import Batch
from gridhall.organisation.models import GridHolding
from gridhall.organisation.sheets.grids.ready import ReadyGrid
from gridhall.organisation.sheets.writing import add_rows, iso, next_id
from gridhall.places.models import Entrance, Grid
from gridhall.places.queries import chunks

_NAMES = (
    "id", "code", "name", "household_target", "area", "supervision_phone", "active_from",
    "batch_id",
)  # fmt: skip
_HOLDINGS = ("id", "grid_id", "organisation_id", "since", "batch_id")


def store_grids(
    session: Session, batch: Batch, ready: Sequence[ReadyGrid], progress: Progress
) -> int:
    """Make them; says how many rows were stored."""
    require(batch.clerk, Role.SUPERVISOR, "导入网格")
    new = [one for one in ready if one.first == one.row]
    ids = {one.row: row_id for row_id, one in enumerate(new, next_id(session, Grid))}
    rows: Iterator[tuple[Value, ...]] = (
        (
            ids[one.row], one.code, one.name, one.target, one.area,
            kept_phone(one.supervision_phone)[0], iso(one.active_from), batch.id,
        )
        for one in new
    )  # fmt: skip
    add_rows(session, Grid, _NAMES, rows)
    held = (
        (ids[one.row], one.organisation_id, iso(one.held_since), batch.id)
        for one in new
        if one.organisation_id is not None
    )
    first = next_id(session, GridHolding)
    numbered = ((row_id, *row) for row_id, row in enumerate(held, first))
    add_rows(session, GridHolding, _HOLDINGS, numbered)
    for done, one in enumerate(ready, 1):
        for some in chunks(one.entrance_ids):
            given = update(Entrance).where(Entrance.id.in_(some))
            session.execute(given.values(grid_id=ids[one.first]))
        progress.report(done, len(ready))
    return len(ready)
