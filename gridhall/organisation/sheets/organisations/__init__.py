"""A workbook of organisations (组织名册): checked, stored as a tree, taken back whole."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from sqlalchemy.orm import Session

from gridhall.core.progress import Progress
from gridhall.exchange.rules.differences import Difference
from gridhall.exchange.rules.rows import SourceRow
from gridhall.exchange.service.sheet import Batch, Checked
from gridhall.organisation.sheets.columns import ORGANISATION_COLUMNS
from gridhall.organisation.sheets.organisations.check import check_organisations
from gridhall.organisation.sheets.organisations.ready import ReadyOrganisation
from gridhall.organisation.sheets.organisations.store import store_organisations
from gridhall.organisation.sheets.undo import undo_stored


class OrganisationSheet:
    """组织名册, for the import workbench."""

    kind = "organisations"
    title = "党组织和自治组织"
    columns = ORGANISATION_COLUMNS
    fields: Mapping[str, str] = {}

    def __init__(self, today: Callable[[], date] = date.today) -> None:
        self._today = today

    def check(
        self, session: Session, rows: Sequence[SourceRow], progress: Progress
    ) -> Checked[ReadyOrganisation]:
        """Judge every row on the tree as it would be with all of them."""
        return check_organisations(session, rows, self._today(), progress)

    def store(
        self,
        session: Session,
        batch: Batch,
        ready: Sequence[ReadyOrganisation],
        progress: Progress,
    ) -> int:
        """Found them all, parents first, with the seats of their levels."""
        return store_organisations(session, batch, ready, progress)

    def update(self, session: Session, batch: Batch, taken: Sequence[Difference]) -> int:
        """What the hall has stays as it is."""
        return 0

    def undo(self, session: Session, batch: Batch) -> int:
        """Remove what the batch founded; refused if something has come to rest on it."""
        return undo_stored(session, batch)
