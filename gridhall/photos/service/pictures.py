"""Take photos in and withdraw them."""

import hashlib
import io
import warnings
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

from PIL import Image, ImageOps
from sqlalchemy.orm import Session

from gridhall.clerks.service import record
from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.core.text import clean
from gridhall.photos.models import Photo, PhotoFile
from gridhall.photos.queries import photos_of
from gridhall.photos.rules import (
    LARGEST_FILE,
    MOST,
    MOST_PIXELS,
    QUALITY,
    STAGES,
    THUMBNAIL,
    kept_size,
)

_KINDS = ("JPEG", "PNG", "BMP", "WEBP", "TIFF")
_NOT_ONE = "这个文件不是照片，或者已经损坏。请选 jpg、png 格式的照片"


@dataclass(frozen=True, slots=True)
class Shrunk:
    """A picture as it is kept: JPEG, upright, without its hidden data."""

    jpeg: bytes = field(repr=False)
    width: int
    height: int
    thumbnail: bytes | None = field(default=None, repr=False)  # JPEG


@dataclass(frozen=True, slots=True)
class PhotoDraft:
    """A photo to be kept with a record, already shrunk (outside the transaction)."""

    shrunk: Shrunk
    taken_on: date
    caption: str = ""
    stage: str = ""  # rules.STAGES


def read_photo(path: Path) -> Shrunk:
    """Read a picture file and make it small; UserError for what is no picture or too large."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise UserError(f"照片文件超过 {LARGEST_FILE // 2**20} MB，请先缩小再选")
        data = path.read_bytes()
    except OSError as error:
        raise UserError("读不到这个文件，请看看它还在不在、U 盘有没有拔掉") from error
    return shrink(data)


def shrink(data: bytes) -> Shrunk:
    """The picture as it is kept: longer side at most 1600 px, turned upright, EXIF dropped."""
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            with Image.open(io.BytesIO(data), formats=_KINDS) as opened:
                if opened.width * opened.height > MOST_PIXELS:
                    raise UserError("照片的像素太多，请先缩小再选")
                return _kept(opened)
        except UserError:
            raise
        except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
            raise UserError("照片的像素太多，请先缩小再选") from error
        except (OSError, ValueError, SyntaxError, EOFError, MemoryError) as error:
            raise UserError(_NOT_ONE) from error


def _kept(opened: Image.Image) -> Shrunk:
    opened.draft("RGB", kept_size(opened.width, opened.height))  # a large JPEG is read coarsely
    upright = ImageOps.exif_transpose(opened)
    plain = Image.new("RGB", upright.size, "white")  # what is transparent is white on paper
    pasted = upright.convert("RGBA")
    plain.paste(pasted, mask=pasted.getchannel("A"))
    size = kept_size(*plain.size)
    if size != plain.size:
        plain = plain.resize(size, Image.Resampling.LANCZOS)
    small = plain.resize(kept_size(*size, THUMBNAIL), Image.Resampling.BILINEAR)
    return Shrunk(_jpeg(plain), *size, _jpeg(small))


def _jpeg(picture: Image.Image) -> bytes:
    made = io.BytesIO()
    picture.save(made, "JPEG", quality=QUALITY, optimize=True)
    return made.getvalue()


def add_photo(session: Session, clerk: Clerk, about: tuple[str, int], draft: PhotoDraft) -> int:
    """Keep a photo with a record, `about` its table and id; the photo's id.

    The very same picture is kept once.
    """
    subject, subject_id = about
    if draft.stage not in STAGES:
        raise ValueError(f"no stage {draft.stage!r}")
    known = photos_of(session, subject, subject_id)
    if len(known) >= MOST:
        raise UserError(f"这里已经有 {MOST} 张照片，请先撤下不用的")
    digest = hashlib.sha256(draft.shrunk.jpeg).hexdigest()
    for row in known:
        if session.get_one(Photo, row.id).sha256 == digest:
            return row.id
    photo = Photo(
        subject=subject,
        subject_id=subject_id,
        stage=draft.stage,
        caption=clean(draft.caption)[:60],
        taken_on=draft.taken_on,
        width=draft.shrunk.width,
        height=draft.shrunk.height,
        sha256=digest,
        noted_at=datetime.now(UTC),
        clerk_name=clerk.name,
    )
    session.add(photo)
    session.flush()
    shrunk = draft.shrunk
    session.add(PhotoFile(photo_id=photo.id, jpeg=shrunk.jpeg, thumbnail=shrunk.thumbnail))
    said = {"after": {"record": [subject, subject_id], "sha256": digest}}
    record(session, clerk, "photo.add", ("photo", photo.id), said)
    return photo.id


def describe_photo(session: Session, clerk: Clerk, photo_id: int, caption: str) -> None:
    """Write what a photo shows (照片说明)."""
    photo = session.get(Photo, photo_id)
    if photo is None or photo.void_reason is not None:
        raise UserError("这张照片已经撤下了")
    before, photo.caption = photo.caption, clean(caption)[:60]
    if before != photo.caption:
        said = {"before": {"caption": before}, "after": {"caption": photo.caption}}
        record(session, clerk, "photo.change", ("photo", photo_id), said)


def void_photo(session: Session, clerk: Clerk, photo_id: int, reason: str) -> None:
    """Withdraw a photo (撤下); its file is deleted, that it was there stays on record."""
    photo = session.get(Photo, photo_id)
    reason = clean(reason)[:100]
    if photo is None or photo.void_reason is not None:
        raise UserError("这张照片已经撤下了")
    if not reason:
        raise UserError("请写撤下的原因，例如 传错了")
    photo.void_reason = reason
    kept = session.get(PhotoFile, photo_id)
    if kept is not None:
        session.delete(kept)
    record(session, clerk, "photo.void", ("photo", photo_id), {"after": {"reason": reason}})
