"""What the law on personal information asks to keep: consents and people's requests (PIPL)."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from gridhall.db.base import Base, Versioned
from gridhall.registry.models.people import Person


class Consent(Base):
    """A person's consent to one purpose, withdrawable (个人信息保护法 §14-15)."""

    __tablename__ = "consent"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey(Person.id), index=True)
    purpose: Mapped[str] = mapped_column(String(40))  # labels.PURPOSES
    text_version: Mapped[str] = mapped_column(String(20))
    signed_by: Mapped[str] = mapped_column(String(100))  # the person, or the guardian
    signed_on: Mapped[date]
    withdrawn_on: Mapped[date | None]
    recorded_at: Mapped[datetime]
    clerk_name: Mapped[str] = mapped_column(String(50))


class PrivacyRequest(Versioned, Base):
    """A person asks to see, copy, correct or delete what is kept (个人信息保护法 §45-50)."""

    __tablename__ = "privacy_request"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey(Person.id), index=True)
    kind: Mapped[str] = mapped_column(String(10))  # view, copy, correct, delete
    asked_on: Mapped[date]
    asker: Mapped[str] = mapped_column(String(10), default="self", server_default="self")
    asked_by: Mapped[str] = mapped_column(String(100), default="", server_default="")
    paper: Mapped[str] = mapped_column(String(100), default="", server_default="")  # 委托书等
    detail: Mapped[str] = mapped_column(Text, default="", server_default="")
    state: Mapped[str] = mapped_column(String(10), default="open")  # open, done, refused
    answered_on: Mapped[date | None]
    answer: Mapped[str] = mapped_column(Text, default="", server_default="")
    recorded_at: Mapped[datetime]
    clerk_name: Mapped[str] = mapped_column(String(50))
    request_key: Mapped[str | None] = mapped_column(String(36), unique=True)
