"""Reads of import batches (导入批次)."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.core.errors import UserError
from gridhall.exchange.models import ImportBatch

_NO_BATCH = "没有“{name}”这个导入批次。批次名在导入完成时显示，也列在“导入记录”里"


@dataclass(frozen=True, slots=True)
class BatchRow:
    """A batch as the list of imports shows it."""

    id: int
    name: str
    kind: str
    file_name: str
    rows: int
    stored: int
    warnings: int
    errors: int
    created_at: datetime
    clerk_name: str
    undone_at: datetime | None
    undone_by: str | None


def batches(session: Session, limit: int = 200) -> list[BatchRow]:
    """The imports, the latest first."""
    found = session.scalars(select(ImportBatch).order_by(ImportBatch.id.desc()).limit(limit))
    return [_row(batch) for batch in found]


def batch_named(session: Session, name: str) -> BatchRow:
    """The batch of this name or number; refused if there is none."""
    wanted = ImportBatch.name == name.strip()
    if name.isascii() and name.isdigit() and len(name) < 8:
        wanted = wanted | (ImportBatch.id == int(name))
    found = session.scalar(select(ImportBatch).where(wanted))
    if found is None:
        raise UserError(_NO_BATCH.format(name=name))
    return _row(found)


def batch_of_request(session: Session, request_key: str) -> BatchRow | None:
    """The batch that this very request has already stored, if it has."""
    found = session.scalar(select(ImportBatch).where(ImportBatch.request_key == request_key))
    return _row(found) if found else None


def earlier_batch(session: Session, kind: str, sha256: str) -> BatchRow | None:
    """The batch, not undone, that already brought in this very file."""
    same = (ImportBatch.kind == kind, ImportBatch.file_sha256 == sha256)
    found = session.scalar(
        select(ImportBatch)
        .where(*same, ImportBatch.undone_at.is_(None))
        .order_by(ImportBatch.id.desc())
    )
    return _row(found) if found else None


def _row(batch: ImportBatch) -> BatchRow:
    return BatchRow(
        **{name: getattr(batch, name) for name in BatchRow.__dataclass_fields__},
    )
