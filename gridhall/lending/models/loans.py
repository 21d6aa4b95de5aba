"""Who has what until when; calls about it; acts of the counter. Nothing is ever deleted."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from gridhall.db.acts import ActRow
from gridhall.db.base import Base, Versioned
from gridhall.lending.models.things import Thing, ThingKind
from gridhall.registry.models import Person

_OPEN = text("closed_on IS NULL")
_OPEN_THING = text("closed_on IS NULL AND thing_id IS NOT NULL")


class Loan(Versioned, Base):
    """A loan (借用): one thing, or a quantity of a counted kind.

    It is closed when everything came back or was written off. trouble: damaged, lost.
    """

    __tablename__ = "loan"
    __table_args__ = (
        CheckConstraint("quantity > 0", name="some"),
        CheckConstraint("returned >= 0 AND lost >= 0 AND returned + lost <= quantity", name="all"),
        CheckConstraint("due_on >= lent_on", name="order"),
        # The same thing is never with two people.
        Index("uq_loan_open_thing", "thing_id", unique=True, sqlite_where=_OPEN_THING),
        Index("ix_loan_open", "due_on", sqlite_where=_OPEN),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(40), unique=True)  # 借〔2026〕0001
    kind_id: Mapped[int] = mapped_column(ForeignKey(ThingKind.id), index=True)
    thing_id: Mapped[int | None] = mapped_column(ForeignKey(Thing.id), index=True)
    quantity: Mapped[int] = mapped_column(default=1, server_default="1")
    person_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id), index=True)
    borrower: Mapped[str] = mapped_column(String(100))
    phone: Mapped[str] = mapped_column(String(30), default="", server_default="")
    address: Mapped[str] = mapped_column(String(100), default="", server_default="")  # as told
    lent_on: Mapped[date]
    lent_at: Mapped[datetime]
    due_on: Mapped[date]
    renewed: Mapped[int] = mapped_column(default=0, server_default="0")
    deposit_fen: Mapped[int | None]
    deposit_back_on: Mapped[date | None]
    note: Mapped[str] = mapped_column(String(100), default="", server_default="")
    clerk_name: Mapped[str] = mapped_column(String(50))
    returned: Mapped[int] = mapped_column(default=0, server_default="0")
    lost: Mapped[int] = mapped_column(default=0, server_default="0")
    returned_on: Mapped[date | None]  # the last time something came back
    closed_on: Mapped[date | None]
    trouble: Mapped[str] = mapped_column(String(8), default="", server_default="")
    return_note: Mapped[str] = mapped_column(String(100), default="", server_default="")
    taken_by: Mapped[str] = mapped_column(String(50), default="", server_default="")  # a clerk
    settled: Mapped[str] = mapped_column(String(10), default="", server_default="")
    settled_on: Mapped[date | None]
    settled_fen: Mapped[int | None]
    settled_note: Mapped[str] = mapped_column(String(100), default="", server_default="")


class LoanCall(Base):
    """A call about something that is overdue (催还), and what was said."""

    __tablename__ = "loan_call"

    id: Mapped[int] = mapped_column(primary_key=True)
    loan_id: Mapped[int] = mapped_column(ForeignKey(Loan.id), index=True)
    called_on: Mapped[date]
    called_at: Mapped[datetime]
    answer: Mapped[str] = mapped_column(String(12))  # labels.ANSWERS
    promised_on: Mapped[date | None]
    note: Mapped[str] = mapped_column(String(100), default="", server_default="")
    clerk_name: Mapped[str] = mapped_column(String(50))


class LendingAction(ActRow, Base):
    """One act of the lending counter; `images` are what taking back needs."""

    __tablename__ = "lending_action"
