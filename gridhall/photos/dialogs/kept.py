"""What the album shows: photos and papers of one record, as items with a picture."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QListWidgetItem

from gridhall.photos.queries import (
    Picture,
    attachment_pdf,
    attachments_of,
    picture,
    thumbnails_of,
)
from gridhall.photos.rules import STAGES
from gridhall.qt.rendering import Pages

_KEPT = Qt.ItemDataRole.UserRole
_DPI = 34  # of a paper's first page: 400 pixels high at 100 %


@dataclass(frozen=True, slots=True)
class Kept:
    """One thing in the album: "photo" or "attachment", its id, what stands below it.

    No NamedTuple: Qt would give it back as a bare tuple.
    """

    kind: str
    id: int
    said: str


def kept_items(session: Any, subject: str, subject_id: int) -> Iterator[QListWidgetItem]:
    """The photos, then the papers, each with its picture; plain text."""
    for one in thumbnails_of(session, subject, subject_id):
        yield _item(_photo(one), one.row.caption or _dated(one), _pixmap(one.jpeg))
    for row in attachments_of(session, subject, subject_id):
        first = Pages(attachment_pdf(session, row.id)).image(0, _DPI)
        words = f"{row.title}（{row.pages} 页）"
        yield _item(Kept("attachment", row.id, row.title), words, QPixmap.fromImage(first))


def kept_in(item: QListWidgetItem | None) -> Kept | None:
    """What an item stands for."""
    return None if item is None else item.data(_KEPT)


def document_of(session: Any, kept: Kept) -> bytes | Picture:
    """A paper's PDF, or a photo as it is kept."""
    if kept.kind == "photo":
        return picture(session, kept.id)
    return attachment_pdf(session, kept.id)


def _photo(one: Picture) -> Kept:
    return Kept("photo", one.row.id, one.row.caption)


def _dated(one: Picture) -> str:
    return " ".join(filter(None, (STAGES.get(one.row.stage, ""), f"{one.row.taken_on}")))


def _pixmap(jpeg: bytes) -> QPixmap:
    made = QPixmap()
    made.loadFromData(jpeg)
    return made


def _item(kept: Kept, words: str, pixmap: QPixmap) -> QListWidgetItem:
    item = QListWidgetItem(QIcon(pixmap), words)
    item.setData(_KEPT, kept)
    return item
