"""A workbook of volunteers and their service records (志愿者台账), both sheets in one import."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from sqlalchemy.orm import Session

from gridhall.core.progress import Progress
from gridhall.exchange.rules.differences import Difference
from gridhall.exchange.rules.rows import SourceRow
from gridhall.exchange.service.sheet import Batch, Checked
from gridhall.volunteering.sheets.volunteers.check import check_volunteers
from gridhall.volunteering.sheets.volunteers.columns import COLUMNS, PARTS
from gridhall.volunteering.sheets.volunteers.ready import Ready
from gridhall.volunteering.sheets.volunteers.store import store_volunteers
from gridhall.volunteering.sheets.volunteers.undo import undo_volunteers


class VolunteerSheet:
    """志愿者台账, for the import workbench."""

    kind = "volunteers"
    title = "志愿者"
    columns = COLUMNS
    parts = PARTS
    fields: Mapping[str, str] = {}

    def __init__(self, today: Callable[[], date] = date.today) -> None:
        self._today = today

    def check(
        self, session: Session, rows: Sequence[SourceRow], progress: Progress
    ) -> Checked[Ready]:
        """Judge every row against itself, the other rows and the hall."""
        return check_volunteers(session, rows, self._today(), progress)

    def store(
        self, session: Session, batch: Batch, ready: Sequence[Ready], progress: Progress
    ) -> int:
        """Write them down with their search entries; hours go to the ledger."""
        return store_volunteers(session, batch, ready, self._today(), progress)

    def update(self, session: Session, batch: Batch, taken: Sequence[Difference]) -> int:
        """What the hall has stays as it is."""
        return 0

    def undo(self, session: Session, batch: Batch) -> int:
        """Reverse the hours, remove the volunteers that nothing else refers to."""
        return undo_volunteers(session, batch, self._today())
