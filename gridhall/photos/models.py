"""The table of photos; the picture itself lies in the encrypted file, never beside it."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from gridhall.db.base import Base


class Photo(Base):
    """One photo of one record; a wrong one is voided with a reason."""

    __tablename__ = "photo"
    __table_args__ = (Index("ix_photo_subject", "subject", "subject_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    subject: Mapped[str] = mapped_column(String(40))  # the table of the record it belongs to
    subject_id: Mapped[int]
    stage: Mapped[str] = mapped_column(String(10), default="", server_default="")  # before, after
    caption: Mapped[str] = mapped_column(String(60), default="", server_default="")
    taken_on: Mapped[date]
    width: Mapped[int]  # pixels
    height: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))
    noted_at: Mapped[datetime]
    clerk_name: Mapped[str] = mapped_column(String(50))
    void_reason: Mapped[str | None] = mapped_column(String(100))


class PhotoFile(Base):
    """A photo's JPEG, apart so that lists stay light."""

    __tablename__ = "photo_file"

    photo_id: Mapped[int] = mapped_column(ForeignKey(Photo.id), primary_key=True)
    jpeg: Mapped[bytes] = mapped_column(LargeBinary)
