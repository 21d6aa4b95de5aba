"""The table of import batches (导入批次)."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from gridhall.db.base import Base


class ImportBatch(Base):
    """One file brought in; its rows carry the batch's id, so it can be taken back whole."""

    __tablename__ = "import_batch"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(80), unique=True)
    kind: Mapped[str] = mapped_column(String(30))
    file_name: Mapped[str] = mapped_column(String(255))
    file_sha256: Mapped[str] = mapped_column(String(64))
    rows: Mapped[int]
    stored: Mapped[int]
    warnings: Mapped[int]
    errors: Mapped[int]
    created_at: Mapped[datetime]
    clerk_name: Mapped[str] = mapped_column(String(50))
    undone_at: Mapped[datetime | None]
    undone_by: Mapped[str | None] = mapped_column(String(50))
    request_key: Mapped[str] = mapped_column(String(36), unique=True)
