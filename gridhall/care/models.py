"""People who need regular visits (空巢、孤寡、残疾) and the visits."""

from datetime import date

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from gridhall.db.base import Base, Versioned
from gridhall.organisation.models import PartnerUnit
from gridhall.registry.models import Person
from gridhall.volunteering.models import Volunteer


class CareTarget(Versioned, Base):
    """Somebody visited in a rhythm from `since` on (关爱对象); health notes only with consent."""

    __tablename__ = "care_target"
    __table_args__ = (
        Index(
            "uq_care_target_person", "person_id", unique=True, sqlite_where=text("until IS NULL")
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey(Person.id), index=True)
    category: Mapped[str] = mapped_column(String(12))  # labels.CATEGORIES
    rhythm: Mapped[str] = mapped_column(String(8))  # week, two_weeks, month, quarter
    needs: Mapped[str] = mapped_column(String(100), default="", server_default="")  # codes, comma
    volunteer_id: Mapped[int | None] = mapped_column(ForeignKey(Volunteer.id), index=True)
    unit_id: Mapped[int | None] = mapped_column(ForeignKey(PartnerUnit.id), index=True)
    visitor: Mapped[str] = mapped_column(String(60), default="", server_default="")  # who goes
    since: Mapped[date]
    until: Mapped[date | None]
    why: Mapped[str] = mapped_column(String(60), default="", server_default="")  # ended
    consent_on: Mapped[date | None]
    note: Mapped[str] = mapped_column(String(200), default="", server_default="")
    clerk_name: Mapped[str] = mapped_column(String(50))


class CareVisit(Versioned, Base):
    """A visit that is due or was made; state: planned, done, missed, absent, cancelled.

    `due_on` is the slot it counts for: a second visit of a slot, and one that found nobody at home
    (absent), are rows of the same slot. Whoever is visited has exactly one planned.
    """

    __tablename__ = "care_visit"
    __table_args__ = (
        Index("ix_care_visit_due", "due_on", sqlite_where=text("state = 'planned'")),
        Index(
            "uq_care_visit_planned",
            "target_id",
            unique=True,
            sqlite_where=text("state = 'planned'"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    target_id: Mapped[int] = mapped_column(ForeignKey(CareTarget.id), index=True)
    due_on: Mapped[date]
    state: Mapped[str] = mapped_column(String(10))  # labels.STATES
    visited_on: Mapped[date | None] = mapped_column(index=True)
    starts: Mapped[str] = mapped_column(String(5), default="", server_default="")  # 09:00
    minutes: Mapped[int | None]
    volunteer_id: Mapped[int | None] = mapped_column(ForeignKey(Volunteer.id), index=True)
    visitor: Mapped[str] = mapped_column(String(60), default="", server_default="")
    deeds: Mapped[str] = mapped_column(String(100), default="", server_default="")  # codes, comma
    stars: Mapped[int | None]  # 十星 1-10, apart from 好差评
    note: Mapped[str] = mapped_column(String(200), default="", server_default="")
    why: Mapped[str] = mapped_column(String(60), default="", server_default="")  # of all but done
    hours_entry_id: Mapped[int | None]  # of the ledger of hours
    clerk_name: Mapped[str] = mapped_column(String(50), default="", server_default="")
