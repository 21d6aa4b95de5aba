"""Seats (席位), who holds them and until when (任期), and people who are not residents."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from gridhall.db.base import Base, Versioned
from gridhall.exchange.models import ImportBatch
from gridhall.organisation.models.tree import Organisation
from gridhall.organisation.models.units import PartnerUnit
from gridhall.places.models import Building, Entrance, Grid
from gridhall.registry.models import Person

ONE_OF_TWO = "(person_id IS NULL) <> (outsider_id IS NULL)"


class Outsider(Versioned, Base):
    """Somebody the hall works with who is not in the register: staff, 兼职委员, 在职党员."""

    __tablename__ = "outsider"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(100))
    sex: Mapped[str] = mapped_column(String(1), default="0", server_default="0")  # GB/T 2261.1
    phone: Mapped[str] = mapped_column(String(30), default="", server_default="")
    born_on: Mapped[date | None]
    id_number: Mapped[str | None] = mapped_column(String(18), index=True)
    unit_id: Mapped[int | None] = mapped_column(ForeignKey(PartnerUnit.id), index=True)
    workplace: Mapped[str] = mapped_column(String(100), default="", server_default="")
    is_party: Mapped[bool] = mapped_column(default=False, server_default="0")
    note: Mapped[str] = mapped_column(String(400), default="", server_default="")
    batch_id: Mapped[int | None] = mapped_column(ForeignKey(ImportBatch.id))


class Seat(Versioned, Base):
    """A seat for one person: of an organisation, or of a grid (网格员).

    楼栋长, 楼口长 and 街巷长 are seats of an organisation with the building, entrance or lane.
    """

    __tablename__ = "seat"
    __table_args__ = (
        CheckConstraint("(organisation_id IS NULL) <> (grid_id IS NULL)", name="one_owner"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey(Organisation.id), index=True)
    grid_id: Mapped[int | None] = mapped_column(ForeignKey(Grid.id), index=True)
    title: Mapped[str] = mapped_column(String(24))  # rules.titles.TITLES
    name: Mapped[str] = mapped_column(String(30))  # as it is said: 组织委员, 和平巷街巷长
    place: Mapped[int] = mapped_column(default=0, server_default="0")  # order in the list
    building_id: Mapped[int | None] = mapped_column(ForeignKey(Building.id))
    entrance_id: Mapped[int | None] = mapped_column(ForeignKey(Entrance.id))
    lane: Mapped[str] = mapped_column(String(40), default="", server_default="")  # 街巷
    created_on: Mapped[date | None]
    ended_on: Mapped[date | None]
    batch_id: Mapped[int | None] = mapped_column(ForeignKey(ImportBatch.id))


class Tenure(Base):
    """A person holds a seat from `since` until the day before `until` (任职).

    `term_until` is when the term ends, held or not (任期至). A rotation (轮值) is several tenures
    of one seat, planned ahead. A holder who died or left the hall's households holds it no more,
    by what the register says, unless `stays_on` notes the day it was decided otherwise (留任).
    """

    __tablename__ = "tenure"
    __table_args__ = (
        CheckConstraint(ONE_OF_TWO, name="one_holder"),
        Index("uq_tenure_open", "seat_id", unique=True, sqlite_where=text("until IS NULL")),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    seat_id: Mapped[int] = mapped_column(ForeignKey(Seat.id), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id), index=True)
    outsider_id: Mapped[int | None] = mapped_column(ForeignKey(Outsider.id), index=True)
    source: Mapped[str] = mapped_column(String(60), default="", server_default="")  # 来自
    since: Mapped[date]
    term_until: Mapped[date | None]
    until: Mapped[date | None]
    why: Mapped[str] = mapped_column(String(100), default="", server_default="")  # 离任原因
    stays_on: Mapped[date | None]
    recorded_at: Mapped[datetime]
    clerk_name: Mapped[str] = mapped_column(String(50))
    batch_id: Mapped[int | None] = mapped_column(ForeignKey(ImportBatch.id))
