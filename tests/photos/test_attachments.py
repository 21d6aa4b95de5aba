"""Papers come in as PDF: their pages alone, once, and out again with a reason."""

import io
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.actions import JavaScript

from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.db.database import Database
from gridhall.photos.models import AttachmentFile
from gridhall.photos.queries import attachment_pdf, attachments_of
from gridhall.photos.rules import LARGEST_PDF, MOST_PAGES, MOST_PAPERS
from gridhall.photos.service import (
    AttachmentDraft,
    add_attachment,
    read_attachment,
    void_attachment,
)
from gridhall.photos.service.attachments import reprint
from tests.photos.test_photos import picture

ABOUT = ("issue", 7)


def paper(pages: int = 1, secret: str = "", width: int = 200) -> bytes:
    made = PdfWriter()
    for _ in range(pages):
        made.add_blank_page(width, 300)
    made.add_metadata({"/Author": "张三", "/Keywords": "翠屏路 33 号"})
    made.add_open_action(JavaScript("app.alert('x')"))
    made.add_attachment("花名册.xlsx", b"370686198605020027")
    if secret:
        made.encrypt(secret)
    out = io.BytesIO()
    made.write(out)
    return out.getvalue()


def test_only_the_pages_are_kept() -> None:
    kept = reprint(paper(pages=3))
    assert kept.pages == 3
    for hidden in (b"370686198605020027", b"app.alert", "张三".encode("utf-16-be"), b"JavaScript"):
        assert hidden not in kept.pdf
    read = PdfReader(io.BytesIO(kept.pdf))
    assert not read.attachments
    assert "/Author" not in (read.metadata or {})
    assert len(pdfium.PdfDocument(kept.pdf)) == 3


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "不是 PDF"),
        (b"MZ\x90\x00 a renamed program", "不是 PDF"),
        (picture((60, 40)), "照片请用“加照片”"),
        (paper(secret="letmein"), "可能有密码"),
        (b"%PDF-1.7\n" + b"\x00" * 400, "已经损坏"),
        (paper()[:200], "已经损坏"),
        (paper(pages=MOST_PAGES + 1), f"1 到 {MOST_PAGES} 页"),
    ],
)
def test_what_is_no_paper_is_refused(data: bytes, said: str) -> None:
    with pytest.raises(UserError, match=said):
        reprint(data)


def test_a_file_of_fifty_megabytes_is_not_even_read(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    with path.open("wb") as out:
        out.truncate(50 * 2**20)
    with pytest.raises(UserError, match=f"超过 {LARGEST_PDF // 2**20} MB"):
        read_attachment(path)
    with pytest.raises(UserError, match="读不到") as told:
        read_attachment(tmp_path / "张三的协议.pdf")
    assert "张三" not in str(told.value)


def test_kept_once_named_and_withdrawn(db: Database, clerk: Clerk) -> None:
    draft = AttachmentDraft(reprint(paper(2)), " <b>验收单</b> ")
    with db.write() as session:
        first = add_attachment(session, clerk, ABOUT, draft)
        assert add_attachment(session, clerk, ABOUT, draft) == first
        assert add_attachment(session, clerk, ("issue", 8), draft) != first
        with pytest.raises(UserError, match="附件的名称"):
            add_attachment(session, clerk, ABOUT, AttachmentDraft(draft.paper, " "))
    with db.read() as session:
        (row,) = attachments_of(session, *ABOUT)
        assert (row.title, row.pages, row.clerk_name) == ("<b>验收单</b>", 2, clerk.name)
        assert attachment_pdf(session, first) == draft.paper.pdf
    with db.write() as session:
        with pytest.raises(UserError, match="原因"):
            void_attachment(session, clerk, first, "")
        void_attachment(session, clerk, first, "传错了")
        assert session.get(AttachmentFile, first) is None
        with pytest.raises(UserError, match="撤下"):
            void_attachment(session, clerk, first, "再撤")
        with pytest.raises(UserError, match="撤下"):
            attachment_pdf(session, first)
        assert attachments_of(session, *ABOUT) == []


def test_a_record_takes_so_many(db: Database, clerk: Clerk) -> None:
    with db.write() as session:
        for n in range(MOST_PAPERS):
            draft = AttachmentDraft(reprint(paper(width=200 + n)), f"第 {n} 份")
            add_attachment(session, clerk, ABOUT, draft)
        with pytest.raises(UserError, match=f"{MOST_PAPERS} 份"):
            add_attachment(session, clerk, ABOUT, AttachmentDraft(reprint(paper(3)), "又一份"))
