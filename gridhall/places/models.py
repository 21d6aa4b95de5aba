"""Tables of the places people live in, and of the grids (网格) that own their entrances."""

from datetime import date

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from gridhall.db.base import Base, Versioned
from gridhall.exchange.models import ImportBatch


class Grid(Versioned, Base):
    """About 300 households looked after by one grid member (网格)."""

    __tablename__ = "grid"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(20), unique=True)
    name: Mapped[str] = mapped_column(String(50), unique=True)
    household_target: Mapped[int] = mapped_column(default=300)
    area: Mapped[str] = mapped_column(String(200), default="", server_default="")  # 四至范围
    supervision_phone: Mapped[str] = mapped_column(String(30), default="", server_default="")
    active_from: Mapped[date | None]
    active_to: Mapped[date | None]
    batch_id: Mapped[int | None] = mapped_column(ForeignKey(ImportBatch.id))


class Compound(Base):
    """小区: a residential compound; kind and body are labels.COMPOUND_KINDS and BODIES."""

    __tablename__ = "compound"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(60), unique=True)
    kind: Mapped[str] = mapped_column(String(16), default="", server_default="")
    governing_body: Mapped[str] = mapped_column(String(24), default="", server_default="")
    property_company: Mapped[str] = mapped_column(String(100), default="", server_default="")
    property_phone: Mapped[str] = mapped_column(String(30), default="", server_default="")
    built_year: Mapped[int | None]
    batch_id: Mapped[int | None] = mapped_column(ForeignKey(ImportBatch.id))


class Building(Base):
    """楼栋: a building of a compound; `number` as people say it, e.g. 3 or 甲3."""

    __tablename__ = "building"
    __table_args__ = (UniqueConstraint("compound_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    compound_id: Mapped[int] = mapped_column(ForeignKey("compound.id"))
    number: Mapped[str] = mapped_column(String(20))
    batch_id: Mapped[int | None] = mapped_column(ForeignKey(ImportBatch.id))


class Entrance(Base):
    """单元: a stairwell; the smallest piece that a grid owns."""

    __tablename__ = "entrance"
    __table_args__ = (UniqueConstraint("building_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    building_id: Mapped[int] = mapped_column(ForeignKey("building.id"))
    number: Mapped[str] = mapped_column(String(20))
    grid_id: Mapped[int | None] = mapped_column(ForeignKey("grid.id"), index=True)
    batch_id: Mapped[int | None] = mapped_column(ForeignKey(ImportBatch.id))


class PastGrid(Base):
    """Which grid owned an entrance until a day (exclusive); None: none did.

    On any day an entrance is the grid's of the first such row after it, or of its own `grid_id`:
    there is no day with two grids, and none with a gap.
    """

    __tablename__ = "past_grid"

    id: Mapped[int] = mapped_column(primary_key=True)
    entrance_id: Mapped[int] = mapped_column(ForeignKey("entrance.id"), index=True)
    grid_id: Mapped[int | None] = mapped_column(ForeignKey("grid.id"), index=True)
    until: Mapped[date]


class Dwelling(Base):
    """房屋: one flat behind one door."""

    __tablename__ = "dwelling"
    __table_args__ = (UniqueConstraint("entrance_id", "room"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    entrance_id: Mapped[int] = mapped_column(ForeignKey("entrance.id"))
    room: Mapped[str] = mapped_column(String(20))
    batch_id: Mapped[int | None] = mapped_column(ForeignKey(ImportBatch.id))
