"""The workbook of the three lists (三张清单): in and out, claims and all."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from sqlalchemy.orm import Session

from gridhall.core.progress import Progress
from gridhall.exchange.rules.differences import Difference
from gridhall.exchange.rules.rows import SourceRow
from gridhall.exchange.service.sheet import Batch, Checked
from gridhall.pledges.sheets.check import check_pledges
from gridhall.pledges.sheets.columns import PLEDGE_COLUMNS
from gridhall.pledges.sheets.ready import PledgeRow
from gridhall.pledges.sheets.store import store_pledges
from gridhall.pledges.sheets.undo import undo_stored


class PledgeSheet:
    """需求、资源、项目清单, for the import workbench."""

    kind = "pledges"
    title = "三张清单"
    columns = PLEDGE_COLUMNS
    fields: Mapping[str, str] = {}

    def __init__(self, today: Callable[[], date] = date.today) -> None:
        self._today = today

    def check(
        self, session: Session, rows: Sequence[SourceRow], progress: Progress
    ) -> Checked[PledgeRow]:
        """Judge every row against itself, the other rows and the hall."""
        return check_pledges(session, rows, self._today(), progress)

    def store(
        self, session: Session, batch: Batch, ready: Sequence[PledgeRow], progress: Progress
    ) -> int:
        """Write them down with their claims and search entries."""
        return store_pledges(session, batch, ready, progress)

    def update(self, session: Session, batch: Batch, taken: Sequence[Difference]) -> int:
        """What the hall has stays as it is."""
        return 0

    def undo(self, session: Session, batch: Batch) -> int:
        """Remove what the batch brought; refused if something has come to rest on it."""
        return undo_stored(session, batch)
