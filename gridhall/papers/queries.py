"""Reads of papers: lists, one paper's bytes, its print log."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from gridhall.clerks.queries import record_names
from gridhall.clerks.rules import Anchor
from gridhall.core.errors import UserError
from gridhall.core.text import clean, half_width
from gridhall.hall.service.checking import Problem
from gridhall.papers.models import (
    NumberPattern,
    Paper,
    PaperFile,
    PrintEntry,
    PrinterSetting,
    PrintJob,
)
from gridhall.papers.rules import BUSINESS, PATTERNS

IN_QUEUE = ("waiting", "printing")


@dataclass(frozen=True, slots=True)
class PaperRow:
    """One paper as lists, the preview and the command line show it."""

    id: int
    kind: str
    number: str
    title: str
    subject: str
    subject_id: int
    issued_at: datetime
    clerk_name: str
    sha256: str
    pages: int
    anchor: Anchor
    voided_at: datetime | None
    void_reason: str | None
    version: int


@dataclass(frozen=True, slots=True)
class PrintRow:
    """One printing of a paper."""

    id: int
    ordinal: int
    printed_at: datetime
    clerk_name: str
    copies: int
    printer: str
    outcome: str


@dataclass(frozen=True, slots=True)
class IssuedRow:
    """One line of the list of papers: what it is about, how often it was printed."""

    id: int
    paper: PaperRow
    about: str  # SL20261124-012 户籍迁入; empty when the record has no name
    prints: int  # printings that came out or were never confirmed


@dataclass(frozen=True, slots=True)
class JobRow:
    """One print in the queue: which paper, where to, how far, why it waits."""

    id: int
    batch: str
    place: int
    paper: PaperRow
    printer: str
    copies: int
    size: str
    pages_done: int  # sides of all copies, copy after copy
    print_id: int | None
    state: str
    said: str
    asked_at: datetime
    clerk_name: str

    @property
    def pages(self) -> int:
        """Of one copy."""
        return max(self.paper.pages, 1)

    @property
    def sides(self) -> int:
        """Of all copies."""
        return self.pages * self.copies

    @property
    def why(self) -> str:
        """Why it waits, as the list says it."""
        if self.paper.voided_at is not None:
            return "文书已作废，不会打印"
        if self.state == "printing":
            return "已送打印机，出没出纸还没有确认"
        return self.said or "等待打印"


@dataclass(frozen=True, slots=True)
class QueueCount:
    """How many papers are in the queue, and how many of them nobody has seen come out."""

    jobs: int
    unsure: int


@dataclass(frozen=True, slots=True)
class PrinterRow:
    """What the hall knows of a printer; nothing is known of most."""

    printer: str
    right: int = 0  # tenths of a mm that it prints too far to the right
    down: int = 0
    preprinted: frozenset[str] = frozenset()
    is_ticket: bool = False
    is_known: bool = False


def issued(session: Session, words: str = "", limit: int = 500) -> list[IssuedRow]:
    """The newest papers whose number or kind holds `words`, newest first."""
    query = select(Paper).order_by(Paper.id.desc()).limit(limit)
    said = half_width(clean(words))
    if said:
        query = query.where(
            or_(
                Paper.number.contains(said, autoescape=True),
                Paper.title.contains(said, autoescape=True),
            )
        )
    found = _rows(session, query)
    names = record_names(session, [(paper.subject, paper.subject_id) for paper in found])
    prints = _print_counts(session, [paper.id for paper in found])
    return [
        IssuedRow(p.id, p, names.get((p.subject, p.subject_id), ""), prints.get(p.id, 0))
        for p in found
    ]


def _print_counts(session: Session, paper_ids: list[int]) -> dict[int, int]:
    came_out = (PrintEntry.paper_id.in_(paper_ids), PrintEntry.outcome != "did_not")
    query = select(PrintEntry.paper_id, func.count()).where(*came_out)
    return {row[0]: row[1] for row in session.execute(query.group_by(PrintEntry.paper_id))}


def about_of(session: Session, paper: PaperRow) -> str:
    """What one paper is about, in words; empty when its record has no name."""
    key = (paper.subject, paper.subject_id)
    return record_names(session, [key]).get(key, "")


def papers(session: Session, limit: int = 500) -> list[PaperRow]:
    """The newest papers, newest first."""
    return _rows(session, select(Paper).order_by(Paper.id.desc()).limit(limit))


def papers_about(session: Session, subject: str, subject_id: int) -> list[PaperRow]:
    """Every paper about one record, oldest first."""
    mine = (Paper.subject == subject, Paper.subject_id == subject_id)
    return _rows(session, select(Paper).where(*mine).order_by(Paper.id))


def paper_by_id(session: Session, paper_id: int) -> PaperRow:
    """One paper."""
    return _row(session.get_one(Paper, paper_id))


def paper_by_number(session: Session, number: str) -> PaperRow:
    """The paper that bears this number; a number nobody took is told."""
    found = session.scalar(select(Paper).where(Paper.number == number))
    if found is None:
        raise UserError(f"没有编号为“{number}”的文书。请核对编号。")
    return _row(found)


def pdf_of(session: Session, paper_id: int) -> bytes:
    """The bytes as they were issued."""
    return session.scalars(select(PaperFile.pdf).where(PaperFile.paper_id == paper_id)).one()


def prints_of(session: Session, paper_id: int) -> list[PrintRow]:
    """The print log of one paper, oldest first."""
    query = select(PrintEntry).where(PrintEntry.paper_id == paper_id).order_by(PrintEntry.ordinal)
    return [
        PrintRow(p.id, p.ordinal, p.printed_at, p.clerk_name, p.copies, p.printer, p.outcome)
        for p in session.scalars(query)
    ]


def jobs_in_queue(session: Session) -> list[JobRow]:
    """What waits for a printer, and what was sent and not confirmed; oldest first."""
    mine = select(PrintJob).where(PrintJob.state.in_(IN_QUEUE))
    jobs = session.scalars(mine.order_by(PrintJob.asked_at, PrintJob.batch, PrintJob.place)).all()
    found = select(Paper).where(Paper.id.in_({job.paper_id for job in jobs}))
    papers = {paper.id: _row(paper) for paper in session.scalars(found)}
    return [_job(job, papers[job.paper_id]) for job in jobs]


def job_by_id(session: Session, job_id: int) -> JobRow:
    """One print, in whatever state."""
    job = session.get_one(PrintJob, job_id)
    return _job(job, paper_by_id(session, job.paper_id))


def queue_count(session: Session) -> QueueCount:
    """What the status bar counts."""
    mine = select(PrintJob.state, func.count()).where(PrintJob.state.in_(IN_QUEUE))
    counted = {row[0]: row[1] for row in session.execute(mine.group_by(PrintJob.state))}
    return QueueCount(sum(counted.values()), counted.get("printing", 0))


def _job(job: PrintJob, paper: PaperRow) -> JobRow:
    return JobRow(
        job.id,
        job.batch,
        job.place,
        paper,
        job.printer,
        job.copies,
        job.size,
        job.pages_done,
        job.print_id,
        job.state,
        job.said,
        job.asked_at,
        job.clerk_name,
    )


def printer_setting(session: Session, printer: str) -> PrinterRow:
    """What is known of this printer; one that nobody described is taken as it comes."""
    row = session.get(PrinterSetting, printer)
    return _printer(row) if row else PrinterRow(printer)


def printer_settings(session: Session) -> list[PrinterRow]:
    """Every printer that somebody described, by name."""
    return [_printer(row) for row in session.scalars(select(PrinterSetting).order_by("printer"))]


def _printer(row: PrinterSetting) -> PrinterRow:
    kinds = frozenset(row.preprinted.split())
    return PrinterRow(row.printer, row.right, row.down, kinds, row.is_ticket, True)


def paper_with_content(session: Session, content_sha256: str) -> PaperRow | None:
    """The valid paper that already says this, if there is one."""
    valid = (Paper.content_sha256 == content_sha256, Paper.voided_at.is_(None))
    found = session.scalars(select(Paper).where(*valid).order_by(Paper.id)).first()
    return _row(found) if found else None


def pattern_of(session: Session, kind: str) -> str:
    """How this kind is numbered here: the hall's own pattern or the shipped one."""
    own = session.get(NumberPattern, kind)
    return own.pattern if own else PATTERNS.get(kind, BUSINESS)


def paper_anchors(session: Session) -> list[Anchor]:
    """The heads of the audit trail that were printed on papers."""
    query = select(Paper.anchor_seq, Paper.anchor_hash).where(Paper.anchor_seq > 0)
    return [Anchor(row.anchor_seq, row.anchor_hash) for row in session.execute(query)]


def _rows(session: Session, query: Select[Paper]) -> list[PaperRow]:
    return [_row(paper) for paper in session.scalars(query)]


def _row(paper: Paper) -> PaperRow:
    return PaperRow(
        paper.id,
        paper.kind,
        paper.number,
        paper.title,
        paper.subject,
        paper.subject_id,
        paper.issued_at,
        paper.clerk_name,
        paper.sha256,
        paper.pages,
        Anchor(paper.anchor_seq, paper.anchor_hash),
        paper.voided_at,
        paper.void_reason,
        paper.version,
    )


def problems(session: Session) -> list[Problem]:
    """What must hold of papers: numbers without a gap, bytes as they were issued."""
    series = select(Paper.kind, Paper.period, func.count(), func.max(Paper.ordinal))
    counted = session.execute(series.group_by(Paper.kind, Paper.period)).all()
    gaps = sum(int(most) - int(many) for _, _, many, most in counted)
    changed = sum(
        hashlib.sha256(pdf).hexdigest() != digest
        for pdf, digest in session.execute(
            select(PaperFile.pdf, Paper.sha256).join(Paper, Paper.id == PaperFile.paper_id)
        ).yield_per(100)
    )
    return [Problem("paper.number_gap", gaps), Problem("paper.bytes_changed", changed)]
