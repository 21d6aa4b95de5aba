"""Take papers in as PDF (附件) and withdraw them."""

import hashlib
import io
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pypdfium2 as pdfium
from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.clerks.service import record
from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.core.text import clean
from gridhall.photos.models import Attachment, AttachmentFile
from gridhall.photos.rules import LARGEST_PDF, MOST_PAGES, MOST_PAPERS

_GONE = "这份附件已经撤下了"


@dataclass(frozen=True, slots=True)
class Reprinted:
    """A paper as it is kept: its pages alone, without scripts, files or facts hidden in it."""

    pdf: bytes = field(repr=False)
    pages: int


@dataclass(frozen=True, slots=True)
class AttachmentDraft:
    """A paper to be kept with a record, already read (outside the transaction)."""

    paper: Reprinted
    title: str  # typed; a file's name may hold a person's


def read_attachment(path: Path) -> Reprinted:
    """Read a PDF; UserError for what is none, is locked or too large."""
    try:
        if path.stat().st_size > LARGEST_PDF:
            raise UserError(f"附件超过 {LARGEST_PDF // 2**20} MB，请分成几份，或扫描得粗一些")
        data = path.read_bytes()
    except OSError as error:
        raise UserError("读不到这个文件，请看看它还在不在、U 盘有没有拔掉") from error
    return reprint(data)


def reprint(data: bytes) -> Reprinted:
    """The pages of a PDF in a file of their own: what else was in it is left behind."""
    if b"%PDF-" not in data[:1024]:
        raise UserError("这个文件不是 PDF，或者已经损坏。请选 PDF 文件，照片请用“加照片”")
    try:
        source, made = pdfium.PdfDocument(data), pdfium.PdfDocument.new()
        pages = len(source)
        if not 1 <= pages <= MOST_PAGES:
            raise UserError(f"附件有 {pages} 页，只能收 1 到 {MOST_PAGES} 页的。请分成几份")
        made.import_pages(source)
        out = io.BytesIO()
        made.save(out)
    except pdfium.PdfiumError as error:
        raise UserError(
            "这个 PDF 打不开：可能有密码，或者已经损坏。请去掉密码另存一份再选"
        ) from error
    return Reprinted(out.getvalue(), pages)


def add_attachment(
    session: Session, clerk: Clerk, about: tuple[str, int], draft: AttachmentDraft
) -> int:
    """Keep a paper with a record, `about` its table and id; the attachment's id.

    The very same file is kept once.
    """
    title = clean(draft.title)
    if not 1 <= len(title) <= 60:
        raise UserError("请写附件的名称，1 到 60 个字，例如 维修验收单")
    digest = hashlib.sha256(draft.paper.pdf).hexdigest()
    mine = (Attachment.subject == about[0], Attachment.subject_id == about[1])
    query = select(Attachment).where(*mine, Attachment.void_reason.is_(None))
    known = session.scalars(query).all()
    for row in known:
        if row.sha256 == digest:
            return row.id
    if len(known) >= MOST_PAPERS:
        raise UserError(f"这里已经有 {MOST_PAPERS} 份附件，请先撤下不用的")
    row = Attachment(
        subject=about[0],
        subject_id=about[1],
        title=title,
        pages=draft.paper.pages,
        size=len(draft.paper.pdf),
        sha256=digest,
        noted_at=datetime.now(UTC),
        clerk_name=clerk.name,
    )
    session.add(row)
    session.flush()
    session.add(AttachmentFile(attachment_id=row.id, pdf=draft.paper.pdf))
    said = {"after": {"record": list(about), "sha256": digest}}
    record(session, clerk, "attachment.add", ("attachment", row.id), said)
    return row.id


def void_attachment(session: Session, clerk: Clerk, attachment_id: int, reason: str) -> None:
    """Withdraw an attachment (撤下); its file is deleted, that it was there stays on record."""
    row = session.get(Attachment, attachment_id)
    reason = clean(reason)[:100]
    if row is None or row.void_reason is not None:
        raise UserError(_GONE)
    if not reason:
        raise UserError("请写撤下的原因，例如 传错了")
    row.void_reason = reason
    kept = session.get(AttachmentFile, attachment_id)
    if kept is not None:
        session.delete(kept)
    said = {"after": {"reason": reason}}
    record(session, clerk, "attachment.void", ("attachment", attachment_id), said)
