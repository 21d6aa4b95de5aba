"""事项目录.xlsx: sheets 事项 and 材料, in through the import workbench and out again."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.clerks.rules import require
from gridhall.core.clerk import Role
from gridhall.core.progress import Progress
from gridhall.exchange.models import ImportBatch
from gridhall.exchange.rules.differences import Difference
from gridhall.exchange.rules.rows import SourceRow
from gridhall.exchange.service.sheet import Batch, Checked
from gridhall.service_desk.models import ItemVersion
from gridhall.service_desk.service.catalogue import ACT, store_catalogue
from gridhall.service_desk.service.catalogue_versions import drop_versions
from gridhall.service_desk.sheets.workbook.check import Ready, check_catalogue
from gridhall.service_desk.sheets.workbook.columns import COLUMNS, PARTS


class CatalogueSheet:
    """事项目录, for the import workbench; in force from the day of the import."""

    kind = "catalogue"
    title = "事项目录"
    columns = COLUMNS
    parts = PARTS
    fields: Mapping[str, str] = {}

    def __init__(self, today: Callable[[], date] = date.today) -> None:
        self._today = today

    def check(
        self, session: Session, rows: Sequence[SourceRow], progress: Progress
    ) -> Checked[Ready]:
        """Judge every matter with its materials against the rules and the hall."""
        return check_catalogue(session, rows, self._today(), progress)

    def store(
        self, session: Session, batch: Batch, ready: Sequence[Ready], progress: Progress
    ) -> int:
        """A version for each matter that differs; says how many rows."""
        specs = [one.said for one in ready if one.said is not None]
        store_catalogue(session, batch.clerk, specs, self._today(), batch.id)
        progress.report(1, 1)
        return len(ready)

    def update(self, session: Session, batch: Batch, taken: Sequence[Difference]) -> int:
        """Differences are versions; nothing is taken over by itself."""
        return 0

    def undo(self, session: Session, batch: Batch) -> int:
        """Take the batch's versions back; refused if a case was taken in under one of them."""
        require(batch.clerk, Role.ADMINISTRATOR, ACT)
        mine = select(ItemVersion.id).where(ItemVersion.batch_id == batch.id)
        drop_versions(session, list(session.scalars(mine)), self._today())
        return session.get_one(ImportBatch, batch.id).stored
