"""The tree of organisations (组织架构), its levels, its past, and what was done to it."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from gridhall.db.base import Base, Versioned
from gridhall.exchange.models import ImportBatch
from gridhall.places.models import Building, Compound, Dwelling, Grid


class OrganisationLevel(Versioned, Base):
    """One level of the hall's picture of the tree, e.g. 3 小区党支部: a setting, never code."""

    __tablename__ = "organisation_level"

    place: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)  # 1 is the top
    name: Mapped[str] = mapped_column(String(30))
    kind: Mapped[str] = mapped_column(String(24))  # rules.kinds.KINDS
    seats: Mapped[str] = mapped_column(String(400), default="", server_default="")  # titles, comma
    expected: Mapped[int | None]  # how many of the next level below one of these; a hint only


class Organisation(Versioned, Base):
    """A committee, branch, group, 中心户 or a compound's governing body, as it is now.

    What it was on a past day: PastOrganisation laid over it. It exists from `founded_on` (None:
    before the register) until the day before `ended_on`.
    """

    __tablename__ = "organisation"

    id: Mapped[int] = mapped_column(primary_key=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    place: Mapped[int] = mapped_column(default=0, server_default="0")  # order among its siblings
    kind: Mapped[str] = mapped_column(String(24))  # rules.kinds.KINDS
    level: Mapped[int | None]  # OrganisationLevel.place; None outside the picture
    name: Mapped[str] = mapped_column(String(80))
    short_name: Mapped[str] = mapped_column(String(40), default="", server_default="")
    address: Mapped[str] = mapped_column(String(200), default="", server_default="")
    phone: Mapped[str] = mapped_column(String(30), default="", server_default="")
    note: Mapped[str] = mapped_column(String(400), default="", server_default="")
    founded_on: Mapped[date | None]
    ended_on: Mapped[date | None]
    merged_into: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))
    compound_id: Mapped[int | None] = mapped_column(ForeignKey(Compound.id), index=True)
    building_id: Mapped[int | None] = mapped_column(ForeignKey(Building.id))
    dwelling_id: Mapped[int | None] = mapped_column(ForeignKey(Dwelling.id))  # a 中心户's door
    term_until: Mapped[date | None]  # 本届届满
    batch_id: Mapped[int | None] = mapped_column(ForeignKey(ImportBatch.id))


class PastOrganisation(Base):
    """What one column of an organisation said until a day (exclusive); the nearest after holds."""

    __tablename__ = "past_organisation"
    __table_args__ = (Index("ix_past_organisation_until", "until"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey(Organisation.id), index=True)
    field: Mapped[str] = mapped_column(String(20))  # parent_id, name, short_name, level, kind
    value: Mapped[str] = mapped_column(String(80))  # "" is None
    until: Mapped[date]


class GridHolding(Base):
    """A grid belongs to an organisation (所辖网格) from `since` until the day before `until`."""

    __tablename__ = "grid_holding"
    __table_args__ = (
        Index("uq_grid_holding_open", "grid_id", unique=True, sqlite_where=text("until IS NULL")),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    grid_id: Mapped[int] = mapped_column(ForeignKey(Grid.id), index=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey(Organisation.id), index=True)
    since: Mapped[date | None]
    until: Mapped[date | None]
    batch_id: Mapped[int | None] = mapped_column(ForeignKey(ImportBatch.id))


class OrganisationAction(Base):
    """One act on the tree, its seats, members or grids; never changed but for `undone_by`.

    `images` are the rows it touched, before and after (db.images): what taking back needs.
    """

    __tablename__ = "organisation_action"
    __table_args__ = (
        CheckConstraint("undo_of IS NULL OR undone_by IS NULL", name="undone_once"),
        Index("ix_organisation_action_happened_on", "happened_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(24))  # labels.ACTS
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey(Organisation.id), index=True)
    other_id: Mapped[int | None] = mapped_column(ForeignKey(Organisation.id), index=True)
    grid_id: Mapped[int | None] = mapped_column(ForeignKey(Grid.id), index=True)
    number: Mapped[str] = mapped_column(String(40), default="", server_default="")  # 文号、令号
    happened_on: Mapped[date]
    recorded_at: Mapped[datetime]
    clerk_name: Mapped[str] = mapped_column(String(50))
    detail: Mapped[str] = mapped_column(Text, default="", server_default="")  # one Chinese line
    images: Mapped[str] = mapped_column(Text, default="[]", server_default="[]")  # JSON
    undo_of: Mapped[int | None] = mapped_column(ForeignKey("organisation_action.id"), unique=True)
    undone_by: Mapped[int | None] = mapped_column(ForeignKey("organisation_action.id"))
    request_key: Mapped[str | None] = mapped_column(String(36), unique=True)
