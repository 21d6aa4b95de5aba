"""A workbook of partner units (驻区单位、双报到单位)."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from sqlalchemy.orm import Session

from gridhall.core.progress import Progress
from gridhall.exchange.rules.differences import Difference
from gridhall.exchange.rules.rows import SourceRow
from gridhall.exchange.service.sheet import Batch, Checked
from gridhall.organisation.rules.units import UnitDraft
from gridhall.organisation.sheets.columns import UNIT_COLUMNS
from gridhall.organisation.sheets.undo import undo_stored
from gridhall.organisation.sheets.units.check import check_units
from gridhall.organisation.sheets.units.store import store_units


class UnitSheet:
    """共建单位名册, for the import workbench."""

    kind = "units"
    title = "共建单位"
    columns = UNIT_COLUMNS
    fields: Mapping[str, str] = {}

    def __init__(self, today: Callable[[], date] = date.today) -> None:
        self._today = today

    def check(
        self, session: Session, rows: Sequence[SourceRow], progress: Progress
    ) -> Checked[UnitDraft]:
        """Judge every row against itself, the other rows and the hall."""
        return check_units(session, rows, self._today(), progress)

    def store(
        self, session: Session, batch: Batch, ready: Sequence[UnitDraft], progress: Progress
    ) -> int:
        """Write them down with their search entries."""
        return store_units(session, batch, ready, progress)

    def update(self, session: Session, batch: Batch, taken: Sequence[Difference]) -> int:
        """What the hall has stays as it is."""
        return 0

    def undo(self, session: Session, batch: Batch) -> int:
        """Remove what the batch brought; refused if something has come to rest on it."""
        return undo_stored(session, batch)
