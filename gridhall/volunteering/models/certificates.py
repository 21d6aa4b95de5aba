"""Volunteer certificates (志愿服务证明) and the keys that sign and check them."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from gridhall.db.base import Base
from gridhall.papers.models import Paper
from gridhall.volunteering.models.volunteers import Volunteer


class SigningKey(Base):
    """An Ed25519 key: the hall's own, with its private half, or another hall's public one.

    A public key is never dropped: old certificates stay checkable.
    """

    __tablename__ = "signing_key"

    id: Mapped[int] = mapped_column(primary_key=True)
    key_id: Mapped[bytes] = mapped_column(LargeBinary, unique=True)  # 8 bytes: SHA-256 of public
    public_key: Mapped[bytes] = mapped_column(LargeBinary)
    private_key: Mapped[bytes | None] = mapped_column(LargeBinary)  # None: another hall's
    issuer: Mapped[str] = mapped_column(String(100))
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]  # issue days outside are refused
    noted_at: Mapped[datetime]
    clerk_name: Mapped[str] = mapped_column(String(50))


class Certificate(Base):
    """What an issued certificate said: the signed code, the rows it rests on."""

    __tablename__ = "volunteer_certificate"

    paper_id: Mapped[int] = mapped_column(ForeignKey(Paper.id), primary_key=True)
    volunteer_id: Mapped[int] = mapped_column(ForeignKey(Volunteer.id), index=True)
    since: Mapped[date | None]  # None: the whole life (全部)
    until: Mapped[date]
    minutes: Mapped[int]
    last_seq: Mapped[int]  # the ledger's head it was added up to
    entries: Mapped[str] = mapped_column(Text)  # JSON list of the seqs
    key_id: Mapped[bytes] = mapped_column(LargeBinary)
    code: Mapped[str] = mapped_column(Text)  # base45 of the COSE_Sign1, as the QR holds it


class Revocation(Base):
    """A number that its issuer declared void: our own, or read from another hall's signed file."""

    __tablename__ = "certificate_revocation"
    __table_args__ = (Index("uq_revocation", "key_id", "number", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key_id: Mapped[bytes] = mapped_column(LargeBinary)
    number: Mapped[str] = mapped_column(String(80))
    revoked_on: Mapped[date]
    noted_at: Mapped[datetime]
