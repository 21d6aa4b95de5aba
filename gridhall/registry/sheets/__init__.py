"""What a workbook of residents looks like, how it is checked, stored and taken back."""

from collections.abc import Callable, Sequence
from datetime import date

from sqlalchemy.orm import Session

from gridhall.core.progress import Progress
from gridhall.exchange.rules.differences import Difference
from gridhall.exchange.rules.rows import SourceRow
from gridhall.exchange.service.sheet import Batch, Checked
from gridhall.registry.sheets.check import check_people
from gridhall.registry.sheets.columns import RESIDENT_COLUMNS
from gridhall.registry.sheets.known import UPDATABLE
from gridhall.registry.sheets.ready import ReadyPerson
from gridhall.registry.sheets.store import store_people
from gridhall.registry.sheets.undo import undo_people
from gridhall.registry.sheets.updating import update_people


class ResidentSheet:
    """居民台账, for the import workbench."""

    kind = "residents"
    title = "居民"
    columns = RESIDENT_COLUMNS
    fields = UPDATABLE

    def __init__(self, today: Callable[[], date] = date.today) -> None:
        self._today = today

    def check(
        self, session: Session, rows: Sequence[SourceRow], progress: Progress
    ) -> Checked[ReadyPerson]:
        """Judge every row against itself, the other rows and the hall."""
        return check_people(session, rows, self._today(), progress)

    def store(
        self, session: Session, batch: Batch, ready: Sequence[ReadyPerson], progress: Progress
    ) -> int:
        """Store the good rows with their households and the search index."""
        return store_people(session, batch, ready, progress)

    def update(self, session: Session, batch: Batch, taken: Sequence[Difference]) -> int:
        """Take over what the ledger tells of people the hall knows."""
        return update_people(session, batch, taken)

    def undo(self, session: Session, batch: Batch) -> int:
        """Remove what the batch stored; refused if something has come to rest on it."""
        return undo_people(session, batch)


RESIDENTS = ResidentSheet()
