"""Partner units (驻区单位, 双报到单位)."""

from datetime import date

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from gridhall.db.base import Base, Versioned
from gridhall.exchange.models import ImportBatch
from gridhall.organisation.models.tree import Organisation


class PartnerUnit(Versioned, Base):
    """A unit that lies in a community or reports to it, with what it can give."""

    __tablename__ = "partner_unit"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(100), unique=True)
    short_name: Mapped[str] = mapped_column(String(40), default="", server_default="")
    kind: Mapped[str] = mapped_column(String(16))  # resident 驻区, reporting 双报到, both
    credit_code: Mapped[str | None] = mapped_column(String(18), unique=True)  # GB 32100-2015
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey(Organisation.id), index=True)
    address: Mapped[str] = mapped_column(String(200), default="", server_default="")
    contact: Mapped[str] = mapped_column(String(60), default="", server_default="")
    phone: Mapped[str] = mapped_column(String(30), default="", server_default="")
    resources: Mapped[str] = mapped_column(Text, default="", server_default="")  # a line each
    note: Mapped[str] = mapped_column(String(400), default="", server_default="")
    active_from: Mapped[date | None]
    active_to: Mapped[date | None]
    batch_id: Mapped[int | None] = mapped_column(ForeignKey(ImportBatch.id))
