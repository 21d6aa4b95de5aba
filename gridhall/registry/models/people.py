"""People, households and who lives with whom, since when (居民、户、户内成员)."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, validates

from gridhall.core.pinyin import sort_key
from gridhall.db.base import Base, Versioned
from gridhall.exchange.models import ImportBatch
from gridhall.places.models import Dwelling
from gridhall.registry.models.actions import RegisterAction


class Person(Versioned, Base):
    """A resident (居民). What happened to the person stands in dated rows beside it.

    `status` follows from those rows and is kept for lists: present, left, died, unsettled (no
    household yet), merged (into `merged_into`), void.
    """

    __tablename__ = "person"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(100))
    former_name: Mapped[str] = mapped_column(String(100), default="", server_default="")
    sex: Mapped[str] = mapped_column(String(1), default="0")  # GB/T 2261.1
    birth_date: Mapped[date | None]
    id_kind: Mapped[str] = mapped_column(String(16), default="resident_id")
    id_number: Mapped[str | None] = mapped_column(String(40), unique=True)
    phone: Mapped[str] = mapped_column(String(30), default="", server_default="")
    ethnicity: Mapped[str] = mapped_column(String(2), default="", server_default="")
    education: Mapped[str] = mapped_column(String(2), default="", server_default="")
    marital_status: Mapped[str] = mapped_column(String(2), default="", server_default="")
    political_status: Mapped[str] = mapped_column(String(2), default="", server_default="")
    hukou_kind: Mapped[str] = mapped_column(String(8), default="unknown")  # local, outside, unknown
    hukou_address: Mapped[str] = mapped_column(String(200), default="", server_default="")
    workplace: Mapped[str] = mapped_column(String(100), default="", server_default="")
    occupation: Mapped[str] = mapped_column(String(60), default="", server_default="")
    military_service: Mapped[str] = mapped_column(String(20), default="", server_default="")
    birth_place: Mapped[str] = mapped_column(String(100), default="", server_default="")  # 出生地
    native_place: Mapped[str] = mapped_column(String(100), default="", server_default="")  # 籍贯
    other_address: Mapped[str] = mapped_column(String(200), default="", server_default="")
    came_to_city: Mapped[str] = mapped_column(String(200), default="", server_default="")
    came_here: Mapped[str] = mapped_column(String(200), default="", server_default="")
    status: Mapped[str] = mapped_column(String(10), default="present", server_default="present")
    died_on: Mapped[date | None]
    merged_into: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    note: Mapped[str] = mapped_column(Text, default="", server_default="")
    recorded_at: Mapped[datetime]
    batch_id: Mapped[int | None] = mapped_column(ForeignKey(ImportBatch.id))
    request_key: Mapped[str | None] = mapped_column(String(36), unique=True)
    # The name as lists sort it; None after a bulk insert, until service.lists.sort_names.
    name_sort: Mapped[str | None] = mapped_column(String(1000), index=True)
    version: Mapped[int] = mapped_column(default=1, server_default="1")

    @validates("name")
    def _sort(self, _key: str, name: str) -> str:
        """Whoever is written down, or gets another name, has a place in the lists."""
        self.name_sort = sort_key(name)
        return name


class Household(Versioned, Base):
    """户: people kept in one book; `number` is the hall's, `ledger_number` an old ledger's."""

    __tablename__ = "household"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(20), unique=True)
    ledger_number: Mapped[str] = mapped_column(String(40), default="", server_default="")  # 原户号
    kind: Mapped[str] = mapped_column(String(12), default="family")  # family, collective
    dwelling_id: Mapped[int | None] = mapped_column(ForeignKey(Dwelling.id), index=True)
    established_on: Mapped[date | None]
    ended_on: Mapped[date | None]
    batch_id: Mapped[int | None] = mapped_column(ForeignKey(ImportBatch.id))
    version: Mapped[int] = mapped_column(default=1, server_default="1")


class Membership(Base):
    """A person belongs to a household from `since` until the day before `until` (户内成员)."""

    __tablename__ = "membership"
    __table_args__ = (
        Index(
            "uq_membership_open",
            "person_id",
            unique=True,
            sqlite_where=text("until IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    household_id: Mapped[int] = mapped_column(ForeignKey("household.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    relation: Mapped[str] = mapped_column(String(2))  # GB/T 4761, 02 the head (户主)
    since: Mapped[date | None]  # None: before the register began
    until: Mapped[date | None]
    recorded_at: Mapped[datetime]
    clerk_name: Mapped[str] = mapped_column(String(50), default="", server_default="")
    batch_id: Mapped[int | None] = mapped_column(ForeignKey(ImportBatch.id))


class PastAddress(Base):
    """Where a household was registered until the day it moved whole (整户搬迁)."""

    __tablename__ = "past_address"

    id: Mapped[int] = mapped_column(primary_key=True)
    household_id: Mapped[int] = mapped_column(ForeignKey("household.id"), index=True)
    dwelling_id: Mapped[int | None] = mapped_column(ForeignKey(Dwelling.id))
    until: Mapped[date]


class PastValue(Base):
    """What a field of a person said until the day it changed: name, hukou, number (曾用)."""

    __tablename__ = "past_value"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    field: Mapped[str] = mapped_column(String(20))  # a column of person
    value: Mapped[str] = mapped_column(String(200))
    until: Mapped[date]


class PersonEvent(Base):
    """Something that happened to a person, on a day, and when the desk heard of it.

    From no household into one is a gain of the hall, from one into none a loss.
    """

    __tablename__ = "person_event"
    # A household's history must not read every event there is; most have no household.
    __table_args__ = tuple(
        Index(
            f"ix_person_event_{side}_household",
            f"{side}_household_id",
            sqlite_where=text(f"{side}_household_id IS NOT NULL"),
        )
        for side in ("from", "to")
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    kind: Mapped[str] = mapped_column(String(20))  # labels.EVENTS
    happened_on: Mapped[date]
    recorded_at: Mapped[datetime]
    clerk_name: Mapped[str] = mapped_column(String(50))
    detail: Mapped[str] = mapped_column(Text, default="", server_default="")
    action_id: Mapped[int | None] = mapped_column(ForeignKey(RegisterAction.id), index=True)
    from_household_id: Mapped[int | None] = mapped_column(ForeignKey("household.id"))
    to_household_id: Mapped[int | None] = mapped_column(ForeignKey("household.id"))
