"""Reads of the photos and attachments of a record."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from gridhall.core.errors import UserError
from gridhall.photos.models import Attachment, AttachmentFile, Photo, PhotoFile


@dataclass(frozen=True, slots=True)
class PhotoRow:
    """A photo as lists show it."""

    id: int
    stage: str
    caption: str
    taken_on: date
    width: int
    height: int
    clerk_name: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A photo with its JPEG, as papers draw it."""

    row: PhotoRow
    jpeg: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class AttachmentRow:
    """An attachment as lists show it."""

    id: int
    title: str
    pages: int
    size: int  # bytes
    noted_at: datetime
    clerk_name: str


def photos_of(session: Session, subject: str, subject_id: int) -> list[PhotoRow]:
    """The photos of a record that were not voided, in the order they came."""
    query = select(Photo).where(*_standing(subject, [subject_id])).order_by(Photo.id)
    return [_row(photo) for photo in session.scalars(query)]


def photo_counts(session: Session, subject: str, ids: Sequence[int]) -> dict[int, int]:
    """How many photos these records have; who has none is left out."""
    query = (
        select(Photo.subject_id, func.count())
        .where(*_standing(subject, ids))
        .group_by(Photo.subject_id)
    )
    return {row[0]: row[1] for row in session.execute(query)}


def picture(session: Session, photo_id: int) -> Picture:
    """One photo with its JPEG; UserError if it is gone."""
    photo, kept = session.get(Photo, photo_id), session.get(PhotoFile, photo_id)
    if photo is None or kept is None:
        raise UserError("没有这张照片，可能刚被撤下。请按 F5 看最新内容")
    return Picture(_row(photo), kept.jpeg)


def pictures_of(session: Session, subject: str, subject_id: int) -> list[Picture]:
    """The photos of a record with their JPEGs."""
    query = (
        select(Photo, PhotoFile.jpeg)
        .join(PhotoFile, PhotoFile.photo_id == Photo.id)
        .where(*_standing(subject, [subject_id]))
        .order_by(Photo.id)
    )
    return [Picture(_row(photo), jpeg) for photo, jpeg in session.execute(query)]


def thumbnails_of(session: Session, subject: str, subject_id: int) -> list[Picture]:
    """The photos of a record, each small; one kept before there were thumbnails comes whole."""
    query = (
        select(Photo, func.coalesce(PhotoFile.thumbnail, PhotoFile.jpeg))
        .join(PhotoFile, PhotoFile.photo_id == Photo.id)
        .where(*_standing(subject, [subject_id]))
        .order_by(Photo.id)
    )
    return [Picture(_row(photo), jpeg) for photo, jpeg in session.execute(query)]


def attachments_of(session: Session, subject: str, subject_id: int) -> list[AttachmentRow]:
    """The attachments of a record that were not voided, in the order they came."""
    mine = (Attachment.subject == subject, Attachment.subject_id == subject_id)
    query = select(Attachment).where(*mine, Attachment.void_reason.is_(None))
    return [
        AttachmentRow(row.id, row.title, row.pages, row.size, row.noted_at, row.clerk_name)
        for row in session.scalars(query.order_by(Attachment.id))
    ]


def attachment_pdf(session: Session, attachment_id: int) -> bytes:
    """An attachment's PDF; UserError if it is gone."""
    kept = session.get(AttachmentFile, attachment_id)
    if kept is None:
        raise UserError("没有这份附件，可能刚被撤下。请按 F5 看最新内容")
    return kept.pdf


def _standing(subject: str, ids: Sequence[int]) -> list[ColumnElement[bool]]:
    return [Photo.subject == subject, Photo.subject_id.in_(ids), Photo.void_reason.is_(None)]


def _row(photo: Photo) -> PhotoRow:
    return PhotoRow(
        photo.id,
        photo.stage,
        photo.caption,
        photo.taken_on,
        photo.width,
        photo.height,
        photo.clerk_name,
    )
