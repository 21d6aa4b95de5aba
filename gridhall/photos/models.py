"""Tables of photos and attachments; they lie in the encrypted file, never beside it."""

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
    thumbnail: Mapped[bytes | None] = mapped_column(LargeBinary)  # JPEG; None: made when wanted


class Attachment(Base):
    """A paper of a record, kept as PDF (附件); a wrong one is voided with a reason."""

    __tablename__ = "attachment"
    __table_args__ = (Index("ix_attachment_subject", "subject", "subject_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    subject: Mapped[str] = mapped_column(String(40))  # the table of the record it belongs to
    subject_id: Mapped[int]
    title: Mapped[str] = mapped_column(String(60))  # typed by a person, never a file's name
    pages: Mapped[int]
    size: Mapped[int]  # bytes
    sha256: Mapped[str] = mapped_column(String(64))
    noted_at: Mapped[datetime]
    clerk_name: Mapped[str] = mapped_column(String(50))
    void_reason: Mapped[str | None] = mapped_column(String(100))


class AttachmentFile(Base):
    """An attachment's PDF, apart so that lists stay light."""

    __tablename__ = "attachment_file"

    attachment_id: Mapped[int] = mapped_column(ForeignKey(Attachment.id), primary_key=True)
    pdf: Mapped[bytes] = mapped_column(LargeBinary)
