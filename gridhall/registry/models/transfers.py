"""户籍迁移: a transfer with its people, materials and steps, and the catalogue of categories."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from gridhall.db.base import Base, Versioned
from gridhall.places.models import Dwelling
from gridhall.registry.models.actions import RegisterAction
from gridhall.registry.models.people import Household, Person


class TransferCategory(Versioned, Base):
    """A category of transfer with its materials (迁移类别); the hall may edit it."""

    __tablename__ = "transfer_category"

    code: Mapped[str] = mapped_column(String(20), primary_key=True)  # IN_PROPERTY ...
    name: Mapped[str] = mapped_column(String(60))
    direction: Mapped[str] = mapped_column(String(10))  # in, out, inside, split, merge
    kind: Mapped[str] = mapped_column(String(20))  # the event it ends in: labels.EVENTS
    permit: Mapped[bool] = mapped_column(default=False)  # goes by 准迁证 and 迁移证
    place: Mapped[int] = mapped_column(default=0)  # in the list
    materials: Mapped[str] = mapped_column(Text)  # JSON: [{name, required, note, issuer}]
    basis: Mapped[str] = mapped_column(String(200), default="", server_default="")
    active: Mapped[bool] = mapped_column(default=True)


class HukouTransfer(Versioned, Base):
    """A transfer of one to n people (迁移事项); `plan` is what the dialog's second step said."""

    __tablename__ = "hukou_transfer"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(40), unique=True)
    direction: Mapped[str] = mapped_column(String(10))  # in, out, inside, split, merge
    category: Mapped[str] = mapped_column(ForeignKey(TransferCategory.code))
    state: Mapped[str] = mapped_column(String(20), index=True)  # labels.TRANSFER_STATES
    applicant_id: Mapped[int] = mapped_column(ForeignKey(Person.id), index=True)
    agent: Mapped[str] = mapped_column(String(100), default="", server_default="")  # 代办人
    from_household_id: Mapped[int | None] = mapped_column(ForeignKey(Household.id))
    to_household_id: Mapped[int | None] = mapped_column(ForeignKey(Household.id))
    dwelling_id: Mapped[int | None] = mapped_column(ForeignKey(Dwelling.id))
    from_place: Mapped[str] = mapped_column(String(200), default="", server_default="")
    to_place: Mapped[str] = mapped_column(String(200), default="", server_default="")
    plan: Mapped[str] = mapped_column(Text, default="{}", server_default="{}")  # JSON
    reason: Mapped[str] = mapped_column(String(200), default="", server_default="")
    effective_on: Mapped[date]
    green_channel: Mapped[bool] = mapped_column(default=False)  # 绿色通道
    one_stop: Mapped[bool] = mapped_column(default=False)  # 跨省通办、一站式
    permit_number: Mapped[str] = mapped_column(String(40), default="", server_default="")
    permit_issued_on: Mapped[date | None]
    certificate_number: Mapped[str] = mapped_column(String(40), default="", server_default="")
    certificate_issued_on: Mapped[date | None]
    handover_number: Mapped[str] = mapped_column(String(40), default="", server_default="")
    received_on: Mapped[date]
    settled_on: Mapped[date | None]
    action_id: Mapped[int | None] = mapped_column(ForeignKey(RegisterAction.id))
    reverses_id: Mapped[int | None] = mapped_column(ForeignKey("hukou_transfer.id"), unique=True)
    clerk_name: Mapped[str] = mapped_column(String(50))
    recorded_at: Mapped[datetime]
    request_key: Mapped[str | None] = mapped_column(String(36), unique=True)


class TransferPerson(Base):
    """One of the people of a transfer, and the relation in the household they come to."""

    __tablename__ = "transfer_person"
    __table_args__ = (UniqueConstraint("transfer_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    transfer_id: Mapped[int] = mapped_column(ForeignKey(HukouTransfer.id))
    person_id: Mapped[int] = mapped_column(ForeignKey(Person.id), index=True)
    relation: Mapped[str] = mapped_column(String(2), default="", server_default="")


class TransferMaterial(Base):
    """A material of a transfer: asked for, and since when it is there."""

    __tablename__ = "transfer_material"
    __table_args__ = (UniqueConstraint("transfer_id", "place"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    transfer_id: Mapped[int] = mapped_column(ForeignKey(HukouTransfer.id))
    place: Mapped[int]
    name: Mapped[str] = mapped_column(String(100))
    required: Mapped[bool] = mapped_column(default=True)
    note: Mapped[str] = mapped_column(String(200), default="", server_default="")
    issuer: Mapped[str] = mapped_column(String(100), default="", server_default="")  # 出具机构
    received_on: Mapped[date | None]


class TransferStep(Base):
    """A transfer came into a state on a day (办理经过)."""

    __tablename__ = "transfer_step"

    id: Mapped[int] = mapped_column(primary_key=True)
    transfer_id: Mapped[int] = mapped_column(ForeignKey(HukouTransfer.id), index=True)
    state: Mapped[str] = mapped_column(String(20))
    happened_on: Mapped[date]
    recorded_at: Mapped[datetime]
    clerk_name: Mapped[str] = mapped_column(String(50))
    note: Mapped[str] = mapped_column(String(200), default="", server_default="")


class TransferDraft(Base):
    """What a clerk had filled in of a transfer, kept at every step (草稿)."""

    __tablename__ = "transfer_draft"

    id: Mapped[int] = mapped_column(primary_key=True)
    clerk_name: Mapped[str] = mapped_column(String(50), unique=True)
    content: Mapped[str] = mapped_column(Text)  # JSON
    saved_at: Mapped[datetime]
