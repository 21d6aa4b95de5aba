"""Photos and attachments of records: taken in, described, withdrawn."""

from gridhall.photos.service.attachments import (
    AttachmentDraft,
    Reprinted,
    add_attachment,
    read_attachment,
    void_attachment,
)
from gridhall.photos.service.pictures import (
    PhotoDraft,
    Shrunk,
    add_photo,
    describe_photo,
    read_photo,
    shrink,
    void_photo,
)

__all__ = [
    "AttachmentDraft",
    "PhotoDraft",
    "Reprinted",
    "Shrunk",
    "add_attachment",
    "add_photo",
    "describe_photo",
    "read_attachment",
    "read_photo",
    "shrink",
    "void_attachment",
    "void_photo",
]
