"""Tables of the cases (办件): the case, its materials, steps, links, and drafts."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from gridhall.clerks.models import ClerkAccount
from gridhall.db.base import Base, Versioned
from gridhall.places.models import Grid
from gridhall.registry.models import HukouTransfer, Person
from gridhall.service_desk.models.catalogue import ItemVersion, ServiceItem
from gridhall.tickets.models import QueueTicket


class ServiceCase(Versioned, Base):
    """One matter of one applicant (办件); its story is in its events.

    `due_on` is the deadline of the clock that runs now: the notice clock while received, the
    promise while accepted; None while paused or closed. `closed_at` is set in every end state.
    """

    __tablename__ = "service_case"
    __table_args__ = (
        Index("ix_service_case_waiting", "due_on", "id", sqlite_where=text("closed_at IS NULL")),
        Index(
            "ix_service_case_undelivered",
            "finished_at",
            "id",
            sqlite_where=text("state = 'finished' AND result_name <> ''"),
        ),
        Index(  # ended without being finished: few, and every month's figures ask for them
            "ix_service_case_turned",
            "closed_at",
            sqlite_where=text("closed_at IS NOT NULL AND finished_at IS NULL"),
        ),
        Index(
            "ix_service_case_slip_number",
            "slip_number",
            sqlite_where=text("slip_number IS NOT NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(40), unique=True)
    item_id: Mapped[int] = mapped_column(ForeignKey(ServiceItem.id), index=True)
    item_version_id: Mapped[int] = mapped_column(ForeignKey(ItemVersion.id))
    item_name: Mapped[str] = mapped_column(String(200))  # as it was called that day
    applicant_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id), index=True)
    applicant_name: Mapped[str] = mapped_column(String(100))
    phone: Mapped[str] = mapped_column(String(30))
    agent_kind: Mapped[str] = mapped_column(String(10), default="", server_default="")
    agent_name: Mapped[str] = mapped_column(String(100), default="", server_default="")
    agent_id_number: Mapped[str] = mapped_column(String(30), default="", server_default="")
    agent_phone: Mapped[str] = mapped_column(String(30), default="", server_default="")
    agent_relation: Mapped[str] = mapped_column(String(30), default="", server_default="")
    grid_id: Mapped[int | None] = mapped_column(ForeignKey(Grid.id))  # of the applicant, that day
    channel: Mapped[str] = mapped_column(String(16))  # 来件方式
    green: Mapped[str] = mapped_column(String(10), default="", server_default="")  # 绿色通道
    note: Mapped[str] = mapped_column(Text, default="", server_default="")
    state: Mapped[str] = mapped_column(String(20), index=True)
    received_at: Mapped[datetime] = mapped_column(index=True)  # 收件: when it really came
    recorded_at: Mapped[datetime]  # when it was typed in; later than received_at: 补录
    accepted_at: Mapped[datetime | None] = mapped_column(index=True)
    notice_due_on: Mapped[date | None]  # 5 working days to the one-time notice
    promised_on: Mapped[date | None]
    legal_on: Mapped[date | None]
    due_on: Mapped[date | None]
    provisional: Mapped[bool] = mapped_column(default=False)  # crosses an unpublished year
    limit_days: Mapped[int]
    legal_days: Mapped[int] = mapped_column(default=0, server_default="0")
    finished_at: Mapped[datetime | None] = mapped_column(index=True)
    finish_kind: Mapped[str | None] = mapped_column(String(20))
    result_name: Mapped[str] = mapped_column(String(100), default="", server_default="")
    result_number: Mapped[str] = mapped_column(String(60), default="", server_default="")
    result_note: Mapped[str] = mapped_column(Text, default="", server_default="")
    result_until: Mapped[date | None]
    delivered_at: Mapped[datetime | None]
    delivery_way: Mapped[str] = mapped_column(String(10), default="", server_default="")
    delivered_to: Mapped[str] = mapped_column(String(100), default="", server_default="")
    archived_at: Mapped[datetime | None]
    archive_place: Mapped[str] = mapped_column(String(60), default="", server_default="")
    closed_at: Mapped[datetime | None]
    clerk_name: Mapped[str] = mapped_column(String(50))  # 首问负责: never changes
    counter: Mapped[str] = mapped_column(String(20), default="", server_default="")
    holder_id: Mapped[int | None] = mapped_column(ForeignKey(ClerkAccount.id), index=True)
    holder_name: Mapped[str] = mapped_column(String(50), default="", server_default="")
    transfer_id: Mapped[int | None] = mapped_column(ForeignKey(HukouTransfer.id), index=True)
    ticket_id: Mapped[int | None] = mapped_column(ForeignKey(QueueTicket.id), index=True)
    request_key: Mapped[str] = mapped_column(String(36), unique=True)
    slip_number: Mapped[int | None]  # of the form that was parked (CG), if it was kept at all


class CaseMaterial(Base):
    """A material of one case: what was asked for and whether it was received (收件)."""

    __tablename__ = "case_material"
    __table_args__ = (UniqueConstraint("case_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey(ServiceCase.id))
    position: Mapped[int]
    name: Mapped[str] = mapped_column(String(100))
    originals: Mapped[int]
    copies: Mapped[int]
    required: Mapped[bool]
    received_at: Mapped[datetime | None]
    deferred_until: Mapped[date | None]  # 容缺: promised to be brought by this day


class CaseEvent(Base):
    """One step of a case: when it happened, when it was recorded, who did it."""

    __tablename__ = "case_event"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey(ServiceCase.id), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    happened_at: Mapped[datetime]
    recorded_at: Mapped[datetime]
    clerk_name: Mapped[str] = mapped_column(String(50))
    detail: Mapped[str] = mapped_column(Text, default="", server_default="")


class CaseLink(Base):
    """Two cases that belong together (关联办件); `case_id` is the lower number of the two."""

    __tablename__ = "case_link"
    __table_args__ = (UniqueConstraint("case_id", "other_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey(ServiceCase.id), index=True)
    other_id: Mapped[int] = mapped_column(ForeignKey(ServiceCase.id), index=True)
    linked_at: Mapped[datetime]
    clerk_name: Mapped[str] = mapped_column(String(50))


class CaseDraft(Base):
    """What a clerk has typed so far; saved at every field, gone when the case is taken in."""

    __tablename__ = "case_draft"

    request_key: Mapped[str] = mapped_column(String(36), primary_key=True)
    clerk_id: Mapped[int] = mapped_column(ForeignKey(ClerkAccount.id), index=True)
    fields: Mapped[str] = mapped_column(Text)  # JSON
    saved_at: Mapped[datetime]
