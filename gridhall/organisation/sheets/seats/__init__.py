"""A workbook of seats and who holds them (席位和任职名册)."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from sqlalchemy.orm import Session

from gridhall.core.progress import Progress
from gridhall.exchange.rules.differences import Difference
from gridhall.exchange.rules.rows import SourceRow
from gridhall.exchange.service.sheet import Batch, Checked
from gridhall.organisation.sheets.columns import SEAT_COLUMNS
from gridhall.organisation.sheets.seats.check import check_seat_rows
from gridhall.organisation.sheets.seats.ready import ReadySeat
from gridhall.organisation.sheets.seats.store import store_seats
from gridhall.organisation.sheets.undo import undo_stored


class SeatSheet:
    """席位名册, for the import workbench."""

    kind = "seats"
    title = "席位"
    columns = SEAT_COLUMNS
    fields: Mapping[str, str] = {}

    def __init__(self, today: Callable[[], date] = date.today) -> None:
        self._today = today

    def check(
        self, session: Session, rows: Sequence[SourceRow], progress: Progress
    ) -> Checked[ReadySeat]:
        """Judge every row: a seat, and who holds it; one holder a seat and day."""
        return check_seat_rows(session, rows, self._today(), progress)

    def store(
        self, session: Session, batch: Batch, ready: Sequence[ReadySeat], progress: Progress
    ) -> int:
        """Make the seats that are missing, and put everybody into theirs."""
        return store_seats(session, batch, ready, progress)

    def update(self, session: Session, batch: Batch, taken: Sequence[Difference]) -> int:
        """Who holds what already stays as it is."""
        return 0

    def undo(self, session: Session, batch: Batch) -> int:
        """Remove what the batch brought; refused if something has come to rest on it."""
        return undo_stored(session, batch)
