"""Tables of the service desk: the catalogue (事项目录), cases (办件), drafts."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from gridhall.db.base import Base, Versioned


class ServiceItem(Versioned, Base):
    """A matter the desk takes in (事项), after GB/T 39046-2020."""

    __tablename__ = "service_item"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(20), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    category: Mapped[str] = mapped_column(String(30))
    kind: Mapped[str] = mapped_column(String(10))  # instant 即办件, promised 承诺件
    limit_days: Mapped[int]  # working days promised; 0 on the spot
    basis: Mapped[str] = mapped_column(Text, default="", server_default="")
    authority: Mapped[str] = mapped_column(String(100), default="", server_default="")
    fee: Mapped[str] = mapped_column(String(60), default="", server_default="")
    result_name: Mapped[str] = mapped_column(String(100), default="", server_default="")
    active: Mapped[bool] = mapped_column(default=True)
    position: Mapped[int] = mapped_column(default=0)


class ItemMaterial(Base):
    """One thing the applicant brings for a matter (材料)."""

    __tablename__ = "item_material"
    __table_args__ = (UniqueConstraint("item_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("service_item.id"))
    position: Mapped[int]  # 1, 2, 3 ... as the digits the clerk presses
    name: Mapped[str] = mapped_column(String(100))
    originals: Mapped[int] = mapped_column(default=1)  # 原件份数
    copies: Mapped[int] = mapped_column(default=0)  # 复印件份数
    required: Mapped[bool] = mapped_column(default=True)  # 是否必备
    issuer: Mapped[str] = mapped_column(String(100), default="", server_default="")  # 出具机构
    note: Mapped[str] = mapped_column(String(200), default="", server_default="")


class ServiceCase(Versioned, Base):
    """One matter of one applicant (办件); its story is in its events."""

    __tablename__ = "service_case"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(40), unique=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("service_item.id"), index=True)
    item_name: Mapped[str] = mapped_column(String(200))  # as it was called that day
    applicant_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    applicant_name: Mapped[str] = mapped_column(String(100))
    phone: Mapped[str] = mapped_column(String(30))
    channel: Mapped[str] = mapped_column(String(16))  # 来件方式
    note: Mapped[str] = mapped_column(Text, default="", server_default="")
    state: Mapped[str] = mapped_column(String(20), index=True)
    accepted_at: Mapped[datetime]
    promised_on: Mapped[date] = mapped_column(index=True)
    provisional: Mapped[bool] = mapped_column(default=False)  # crosses an unpublished year
    limit_days: Mapped[int]
    finished_at: Mapped[datetime | None]
    finish_kind: Mapped[str | None] = mapped_column(String(20))
    clerk_name: Mapped[str] = mapped_column(String(50))  # 首问负责: never changes
    counter: Mapped[str] = mapped_column(String(20), default="", server_default="")
    request_key: Mapped[str] = mapped_column(String(36), unique=True)


class CaseMaterial(Base):
    """A material of one case: what was asked for and whether it was received (收件)."""

    __tablename__ = "case_material"
    __table_args__ = (UniqueConstraint("case_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("service_case.id"))
    position: Mapped[int]
    name: Mapped[str] = mapped_column(String(100))
    originals: Mapped[int]
    copies: Mapped[int]
    required: Mapped[bool]
    received_at: Mapped[datetime | None]


class CaseEvent(Base):
    """One step of a case: when it happened, when it was recorded, who did it."""

    __tablename__ = "case_event"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("service_case.id"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    happened_at: Mapped[datetime]
    recorded_at: Mapped[datetime]
    clerk_name: Mapped[str] = mapped_column(String(50))
    detail: Mapped[str] = mapped_column(Text, default="", server_default="")


class CaseDraft(Base):
    """What a clerk has typed so far; saved at every field, gone when the case is taken in."""

    __tablename__ = "case_draft"

    request_key: Mapped[str] = mapped_column(String(36), primary_key=True)
    clerk_id: Mapped[int] = mapped_column(ForeignKey("clerk.id"), index=True)
    fields: Mapped[str] = mapped_column(Text)  # JSON
    saved_at: Mapped[datetime]
