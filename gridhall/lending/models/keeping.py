"""What others left: parcels and bags that are kept (寄存), lost property (失物)."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from gridhall.db.base import Base, Versioned
from gridhall.lending.models.things import Thing
from gridhall.registry.models import Person


class Deposit(Versioned, Base):
    """A parcel or bag somebody left, with the code to pick it up (取件码)."""

    __tablename__ = "deposit"
    __table_args__ = (
        Index("uq_deposit_code", "code", unique=True, sqlite_where=text("taken_on IS NULL")),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(40), unique=True)  # 存〔2026〕0001
    code: Mapped[str] = mapped_column(String(8))
    slot_id: Mapped[int | None] = mapped_column(ForeignKey(Thing.id), index=True)
    what: Mapped[str] = mapped_column(String(60))
    person_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id), index=True)
    owner: Mapped[str] = mapped_column(String(100))
    phone: Mapped[str] = mapped_column(String(30), default="", server_default="")
    left_on: Mapped[date]
    left_at: Mapped[datetime]
    until: Mapped[date]
    note: Mapped[str] = mapped_column(String(100), default="", server_default="")
    clerk_name: Mapped[str] = mapped_column(String(50))
    taken_on: Mapped[date | None]
    taken_at: Mapped[datetime | None]
    taken_by: Mapped[str] = mapped_column(String(100), default="", server_default="")
    taken_proof: Mapped[str] = mapped_column(String(100), default="", server_default="")
    handed_by: Mapped[str] = mapped_column(String(50), default="", server_default="")  # a clerk


class FoundItem(Versioned, Base):
    """Lost property (拾得遗失物): kept a year from its notice (民法典 §318).

    state: kept, claimed (to the owner, §314), police (送交公安, §314), state (归国家, §318).
    """

    __tablename__ = "found_item"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(40), unique=True)  # 失〔2026〕001
    what: Mapped[str] = mapped_column(String(60))  # as the notice says it
    marks: Mapped[str] = mapped_column(String(200), default="", server_default="")  # never posted
    spot: Mapped[str] = mapped_column(String(60))
    found_on: Mapped[date]
    finder: Mapped[str] = mapped_column(String(50), default="", server_default="")
    finder_phone: Mapped[str] = mapped_column(String(30), default="", server_default="")
    kept_at: Mapped[str] = mapped_column(String(40), default="", server_default="")
    noted_at: Mapped[datetime]
    clerk_name: Mapped[str] = mapped_column(String(50))
    posted_on: Mapped[date | None]  # the notice's day
    keep_until: Mapped[date]
    state: Mapped[str] = mapped_column(String(8), default="kept", server_default="kept")
    closed_on: Mapped[date | None]
    claimant: Mapped[str] = mapped_column(String(100), default="", server_default="")
    claimant_phone: Mapped[str] = mapped_column(String(30), default="", server_default="")
    proof: Mapped[str] = mapped_column(String(200), default="", server_default="")
    closed_by: Mapped[str] = mapped_column(String(50), default="", server_default="")
