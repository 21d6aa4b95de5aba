"""The workbook of the counter's things (借用物品), for the import workbench."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from sqlalchemy.orm import Session

from gridhall.core.progress import Progress
from gridhall.exchange.rules.differences import Difference
from gridhall.exchange.rules.rows import SourceRow
from gridhall.exchange.service.sheet import Batch, Checked
from gridhall.lending.sheets.check import ThingRowRead, check_things
from gridhall.lending.sheets.columns import COLUMNS
from gridhall.lending.sheets.store import store_things, undo_stored


class LoanItemSheet:
    """Things with codes, and counted stock."""

    kind = "loan_items"
    title = "借用物品"
    columns = COLUMNS
    fields: Mapping[str, str] = {}

    def __init__(self, today: Callable[[], date] = date.today) -> None:
        self._today = today

    def check(
        self, session: Session, rows: Sequence[SourceRow], progress: Progress
    ) -> Checked[ThingRowRead]:
        """Judge every row against itself, the other rows and the hall."""
        return check_things(session, rows, self._today(), progress)

    def store(
        self, session: Session, batch: Batch, ready: Sequence[ThingRowRead], progress: Progress
    ) -> int:
        """Write them down with their search entries."""
        stored = store_things(session, batch, ready, self._today())
        progress.report(1, 1)
        return stored

    def update(self, session: Session, batch: Batch, taken: Sequence[Difference]) -> int:
        """What the hall has stays as it is."""
        return 0

    def undo(self, session: Session, batch: Batch) -> int:
        """Remove what the batch brought; refused if some of it was used."""
        return undo_stored(session, batch)
