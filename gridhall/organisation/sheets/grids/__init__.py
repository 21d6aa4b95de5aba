"""A workbook of grids (网格表) with the entrances each owns."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from sqlalchemy.orm import Session

from gridhall.core.progress import Progress
from gridhall.exchange.rules.differences import Difference
from gridhall.exchange.rules.rows import SourceRow
from gridhall.exchange.service.sheet import Batch, Checked
from gridhall.organisation.sheets.columns import GRID_COLUMNS
from gridhall.organisation.sheets.grids.check import check_grids
from gridhall.organisation.sheets.grids.ready import ReadyGrid
from gridhall.organisation.sheets.grids.store import store_grids
from gridhall.organisation.sheets.undo import undo_stored


class GridSheet:
    """网格表, for the import workbench."""

    kind = "grids"
    title = "网格"
    columns = GRID_COLUMNS
    fields: Mapping[str, str] = {}

    def __init__(self, today: Callable[[], date] = date.today) -> None:
        self._today = today

    def check(
        self, session: Session, rows: Sequence[SourceRow], progress: Progress
    ) -> Checked[ReadyGrid]:
        """Judge every row; several rows of one code are one grid."""
        return check_grids(session, rows, self._today(), progress)

    def store(
        self, session: Session, batch: Batch, ready: Sequence[ReadyGrid], progress: Progress
    ) -> int:
        """Make them, give them their entrances and who holds them."""
        return store_grids(session, batch, ready, progress)

    def update(self, session: Session, batch: Batch, taken: Sequence[Difference]) -> int:
        """What the hall has stays as it is."""
        return 0

    def undo(self, session: Session, batch: Batch) -> int:
        """Remove what the batch made; refused if something has come to rest on it."""
        return undo_stored(session, batch)
