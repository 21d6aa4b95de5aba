"""Stores the partner units of a workbook."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from gridhall.clerks.rules import require
from gridhall.core.clerk import Role
from gridhall.core.progress import Progress
from gridhall.exchange.service.sheet import Batch
from gridhall.organisation.models import PartnerUnit
from gridhall.organisation.rules.units import UnitDraft
from gridhall.organisation.service.index import index_units
from gridhall.organisation.sheets.writing import add_rows, iso, next_id

_NAMES = (
    "id", "name", "short_name", "kind", "credit_code", "organisation_id", "address", "contact",
    "phone", "resources", "note", "active_from", "batch_id",
)  # fmt: skip


def store_units(
    session: Session, batch: Batch, ready: Sequence[UnitDraft], progress: Progress
) -> int:
    """Write them down; says how many."""
    require(batch.clerk, Role.SUPERVISOR, "导入单位")
    first = next_id(session, PartnerUnit)
    rows = [
        (
            row_id, one.name, one.short_name, one.kind, one.credit_code or None,
            one.organisation_id, one.address, one.contact, one.phone, one.resources, one.note,
            iso(one.active_from), batch.id,
        )
        for row_id, one in enumerate(ready, first)
    ]  # fmt: skip
    add_rows(session, PartnerUnit, _NAMES, rows)
    progress.report(1, 2)
    index_units(session, range(first, first + len(rows)))
    progress.report(1, 1)
    return len(rows)
