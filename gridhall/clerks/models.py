"""Tables of the clerks and of the audit trail (操作记录)."""

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from gridhall.db.base import Base, Versioned


class ClerkAccount(Versioned, Base):
    """One person who works at a desk (操作员); the password lives only in the keyring's slot."""

    __tablename__ = "clerk"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(50), unique=True)
    role: Mapped[str] = mapped_column(String(16))
    counter: Mapped[str] = mapped_column(String(20), server_default="")
    active: Mapped[bool] = mapped_column(default=True)


class AuditEntry(Base):
    """One action: who, when, what, which record, before and after; chained by hash."""

    __tablename__ = "audit_entry"

    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    recorded_at: Mapped[str] = mapped_column(String(32))
    clerk_name: Mapped[str] = mapped_column(String(50))
    action: Mapped[str] = mapped_column(String(40))
    subject: Mapped[str] = mapped_column(String(40))
    record_id: Mapped[int | None] = mapped_column(index=True)
    detail: Mapped[str] = mapped_column(Text)
    prev_hash: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64), unique=True)
