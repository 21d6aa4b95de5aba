"""What the counter has: kinds, single things with a code, counted stock, kits, stock-takings."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from gridhall.db.base import Base, Versioned
from gridhall.exchange.models import ImportBatch


class ThingKind(Versioned, Base):
    """A kind of thing (雨伞、轮椅、急救药箱), editable.

    way: single (each has its own code), counted (many alike, come back), given (many alike, used
    up), slot (寄存柜、货架: keeps what others leave).
    """

    __tablename__ = "thing_kind"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(12), unique=True)  # YS; also the barcode of a stock
    name: Mapped[str] = mapped_column(String(30), unique=True)
    way: Mapped[str] = mapped_column(String(8))
    subject: Mapped[str] = mapped_column(String(10), default="", server_default="")  # labels.THEMES
    measure: Mapped[str] = mapped_column(String(8), default="件", server_default="件")
    usual_days: Mapped[int] = mapped_column(default=3, server_default="3")  # 0: back the same day
    renewals: Mapped[int] = mapped_column(default=1, server_default="1")
    deposit_fen: Mapped[int | None]  # what is usually asked
    least: Mapped[int] = mapped_column(default=0, server_default="0")  # below it: buy more
    place: Mapped[int] = mapped_column(default=0, server_default="0")
    ended_on: Mapped[date | None]


class Thing(Versioned, Base):
    """One thing with a code of its own on a label; whether it is out, its open loan says.

    state: ready, repair, lost, retired.
    """

    __tablename__ = "thing"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind_id: Mapped[int] = mapped_column(ForeignKey(ThingKind.id), index=True)
    code: Mapped[str] = mapped_column(String(30), unique=True)
    name: Mapped[str] = mapped_column(String(80), default="", server_default="")  # a book's title
    state: Mapped[str] = mapped_column(String(8), default="ready", server_default="ready")
    spot: Mapped[str] = mapped_column(String(40), default="", server_default="")
    worth_fen: Mapped[int | None]
    got_on: Mapped[date | None]
    checked_on: Mapped[date | None]  # a kit's last look through
    note: Mapped[str] = mapped_column(String(200), default="", server_default="")
    ended_on: Mapped[date | None]
    batch_id: Mapped[int | None] = mapped_column(ForeignKey(ImportBatch.id))


class KitItem(Versioned, Base):
    """What lies in a first-aid kit, until it is used up or has expired."""

    __tablename__ = "kit_item"
    __table_args__ = (CheckConstraint("quantity > 0", name="some"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    thing_id: Mapped[int] = mapped_column(ForeignKey(Thing.id), index=True)
    name: Mapped[str] = mapped_column(String(40))
    quantity: Mapped[int] = mapped_column(default=1, server_default="1")
    measure: Mapped[str] = mapped_column(String(8), default="件", server_default="件")
    expires_on: Mapped[date | None] = mapped_column(index=True)  # the last good day
    lot: Mapped[str] = mapped_column(String(30), default="", server_default="")  # 批号
    put_on: Mapped[date]
    ended_on: Mapped[date | None]
    why: Mapped[str] = mapped_column(String(60), default="", server_default="")


class StockEntry(Base):
    """A change of what there is of a counted kind: bought, given out, lost, found missing."""

    __tablename__ = "stock_entry"
    __table_args__ = (CheckConstraint("quantity <> 0", name="some"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind_id: Mapped[int] = mapped_column(ForeignKey(ThingKind.id), index=True)
    quantity: Mapped[int]
    reason: Mapped[str] = mapped_column(String(10))  # labels.STOCK_REASONS
    happened_on: Mapped[date]
    note: Mapped[str] = mapped_column(String(100), default="", server_default="")
    clerk_name: Mapped[str] = mapped_column(String(50))
    batch_id: Mapped[int | None] = mapped_column(ForeignKey(ImportBatch.id))


class StockTaking(Versioned, Base):
    """盘点: begun, scanned, closed; of one kind or of all."""

    __tablename__ = "stock_taking"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind_id: Mapped[int | None] = mapped_column(ForeignKey(ThingKind.id))
    begun_on: Mapped[date]
    begun_at: Mapped[datetime]
    clerk_name: Mapped[str] = mapped_column(String(50))
    closed_on: Mapped[date | None]
    closed_by: Mapped[str] = mapped_column(String(50), default="", server_default="")
    result: Mapped[str] = mapped_column(String(400), default="", server_default="")


class TakingLine(Versioned, Base):
    """What was scanned or counted in a stock-taking; a code nobody knows stands as typed."""

    __tablename__ = "taking_line"
    __table_args__ = (UniqueConstraint("taking_id", "code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    taking_id: Mapped[int] = mapped_column(ForeignKey(StockTaking.id))
    code: Mapped[str] = mapped_column(String(30))
    thing_id: Mapped[int | None] = mapped_column(ForeignKey(Thing.id))
    kind_id: Mapped[int | None] = mapped_column(ForeignKey(ThingKind.id))
    counted: Mapped[int] = mapped_column(default=1, server_default="1")
    noted_at: Mapped[datetime]
