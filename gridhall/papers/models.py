"""Tables of papers: number series, issued papers with their bytes, print log."""

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from gridhall.db.base import Base, Versioned


class NumberPattern(Versioned, Base):
    """How a kind of paper is numbered (编号规则), e.g. 受字〔{year}〕第{n:04}号."""

    __tablename__ = "number_pattern"

    kind: Mapped[str] = mapped_column(String(30), primary_key=True)
    pattern: Mapped[str] = mapped_column(String(80))


class NumberSeries(Base):
    """The last number taken of one kind in one period (a year, a day, or '')."""

    __tablename__ = "number_series"

    kind: Mapped[str] = mapped_column(String(30), primary_key=True)
    period: Mapped[str] = mapped_column(String(10), primary_key=True)
    last_number: Mapped[int]


class Paper(Versioned, Base):
    """One paper that left the hall, or was voided; its number is never used again (文书)."""

    __tablename__ = "paper"
    __table_args__ = (UniqueConstraint("kind", "period", "ordinal"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(30))
    period: Mapped[str] = mapped_column(String(10))
    ordinal: Mapped[int]
    number: Mapped[str] = mapped_column(String(80), index=True)
    title: Mapped[str] = mapped_column(String(80))
    subject: Mapped[str] = mapped_column(String(40))  # the table the paper is about
    subject_id: Mapped[int] = mapped_column(index=True)
    issued_at: Mapped[datetime]
    clerk_name: Mapped[str] = mapped_column(String(50))
    content_sha256: Mapped[str] = mapped_column(String(64), index=True)  # what it says
    sha256: Mapped[str] = mapped_column(String(64))  # the bytes
    pages: Mapped[int]
    anchor_seq: Mapped[int]
    anchor_hash: Mapped[str] = mapped_column(String(64))
    voided_at: Mapped[datetime | None]
    void_reason: Mapped[str | None] = mapped_column(Text)
    request_key: Mapped[str] = mapped_column(String(36), unique=True)


class PaperFile(Base):
    """The issued PDF's bytes, apart so that lists stay light."""

    __tablename__ = "paper_file"

    paper_id: Mapped[int] = mapped_column(ForeignKey("paper.id"), primary_key=True)
    pdf: Mapped[bytes] = mapped_column(LargeBinary)


class PrintEntry(Base):
    """One print of one paper: who, when, copies, and whether it came out (打印记录)."""

    __tablename__ = "print_entry"
    __table_args__ = (UniqueConstraint("paper_id", "ordinal"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    paper_id: Mapped[int] = mapped_column(ForeignKey("paper.id"), index=True)
    ordinal: Mapped[int]  # which printing: 1 the first, 2 the first reprint (补打)
    printed_at: Mapped[datetime]
    clerk_name: Mapped[str] = mapped_column(String(50))
    copies: Mapped[int]
    printer: Mapped[str] = mapped_column(String(120))
    outcome: Mapped[str] = mapped_column(String(12))  # asked, came_out, did_not


class PrintJob(Base):
    """A paper that waits for a printer (打印队列): kept when the printer is gone, and resumable."""

    __tablename__ = "print_job"

    id: Mapped[int] = mapped_column(primary_key=True)
    batch: Mapped[str] = mapped_column(String(36), index=True)  # printed together
    place: Mapped[int]  # within the batch: 1, 2, 3 ...
    paper_id: Mapped[int] = mapped_column(ForeignKey("paper.id"), index=True)
    printer: Mapped[str] = mapped_column(String(120))
    copies: Mapped[int]
    size: Mapped[str] = mapped_column(String(10), default="", server_default="")  # "", A4, A5
    pages_done: Mapped[int] = mapped_column(default=0)  # of all copies, one after the other
    print_id: Mapped[int | None] = mapped_column(ForeignKey("print_entry.id"))  # its last try
    state: Mapped[str] = mapped_column(String(10), index=True)  # waiting printing done dropped
    said: Mapped[str] = mapped_column(String(200), default="", server_default="")  # why it waits
    asked_at: Mapped[datetime]
    clerk_name: Mapped[str] = mapped_column(String(50))


class PrinterSetting(Versioned, Base):
    """What the hall knows of one printer: how far it is off (tenths of a mm), its paper."""

    __tablename__ = "printer_setting"

    printer: Mapped[str] = mapped_column(String(120), primary_key=True)
    right: Mapped[int] = mapped_column(default=0)  # printed this far too far right; may be < 0
    down: Mapped[int] = mapped_column(default=0)
    preprinted: Mapped[str] = mapped_column(
        Text, default="", server_default=""
    )  # kinds, a line each
    is_ticket: Mapped[bool] = mapped_column(default=False)  # an 80 mm roll
