"""Receivers, their layouts, and what was sent to them."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gridhall.core.errors import UserError
from gridhall.core.periods import Span, period
from gridhall.reports.models import ReportLayout, ReportReceiver, ReportSending
from gridhall.reports.rules.layouts import Mapped, load


@dataclass(frozen=True, slots=True)
class ReceiverRow:
    """Whom reports go to."""

    id: int
    name: str
    contact: str
    active: bool


@dataclass(frozen=True, slots=True)
class LayoutRow:
    """A receiver's workbook: when it is due, how it is filled; not its bytes."""

    id: int
    receiver_id: int
    receiver: str
    name: str
    period: str  # month, quarter, year
    due_day: int
    active: bool
    version: int
    places: tuple[Mapped, ...]


@dataclass(frozen=True, slots=True)
class SendingRow:
    """What was sent once for a period; `nth` beyond 1 is a correction (更正)."""

    id: int
    layout_id: int
    layout: str
    receiver: str
    period: str
    nth: int
    is_zero: bool
    sha256: str
    sent_at: datetime
    clerk_name: str
    reason: str

    @property
    def span(self) -> Span:
        """Its days."""
        return period(self.period)


def receivers(session: Session, *, ended: bool = False) -> list[ReceiverRow]:
    """The receivers by name; those no longer used only if `ended`."""
    query = select(ReportReceiver).order_by(ReportReceiver.name)
    found = session.scalars(query if ended else query.where(ReportReceiver.active))
    return [ReceiverRow(one.id, one.name, one.contact, one.active) for one in found]


def layouts(session: Session, *, ended: bool = False) -> list[LayoutRow]:
    """Every layout, by receiver and name."""
    query = _layouts().order_by(ReportReceiver.name, ReportLayout.name)
    if not ended:
        query = query.where(ReportLayout.active, ReportReceiver.active)
    return [_layout(row) for row in session.execute(query)]


def layout(session: Session, layout_id: int) -> LayoutRow:
    """One layout; UserError if it is gone."""
    row = session.execute(_layouts().where(ReportLayout.id == layout_id)).first()
    if row is None:
        raise UserError("找不到这个报表模板。请按 F5 看最新内容")
    return _layout(row)


def layout_named(session: Session, name: str) -> LayoutRow:
    """The layout of this name, or of receiver/name where two have it."""
    known = layouts(session)
    found = [one for one in known if name in (one.name, f"{one.receiver}/{one.name}")]
    if len(found) == 1:
        return found[0]
    listed = "、".join(f"{one.receiver}/{one.name}" for one in found or known) or "还没有模板"
    raise UserError(f"{'有几个' if found else '没有'}叫“{name[:30]}”的报表模板。现有：{listed}")


def layout_book(session: Session, layout_id: int) -> bytes:
    """The workbook as it was brought in."""
    return session.scalar(select(ReportLayout.workbook).where(ReportLayout.id == layout_id)) or b""


def sendings(
    session: Session, layout_id: int | None = None, code: str | None = None
) -> list[SendingRow]:
    """What was sent, the latest first."""
    query = (
        select(ReportSending, ReportLayout.name, ReportReceiver.name)
        .join(ReportLayout, ReportLayout.id == ReportSending.layout_id)
        .join(ReportReceiver, ReportReceiver.id == ReportLayout.receiver_id)
        .order_by(ReportSending.sent_at.desc(), ReportSending.id.desc())
    )
    if layout_id is not None:
        query = query.where(ReportSending.layout_id == layout_id)
    if code is not None:
        query = query.where(ReportSending.period == code)
    return [_sending(*row) for row in session.execute(query)]


def sending(session: Session, sending_id: int) -> SendingRow:
    """One sending; UserError if there is none."""
    found = next((one for one in sendings(session) if one.id == sending_id), None)
    if found is None:
        raise UserError(f"没有第 {sending_id} 号已报报表。请看已报列表里的序号")
    return found


def sent_book(session: Session, sending_id: int) -> bytes:
    """The frozen workbook, bit for bit; refused if it is not what was sent."""
    row = session.get_one(ReportSending, sending_id)
    if hashlib.sha256(row.workbook).hexdigest() != row.sha256:
        raise UserError("存档的报表和上报时不一样，文件可能损坏了。请从备份恢复后再打开")
    return row.workbook


def sent_figures(session: Session, sending_id: int) -> str:
    """Every figure that was sent, as it was kept."""
    return session.get_one(ReportSending, sending_id).figures


def last_nth(session: Session, layout_id: int, code: str) -> int:
    """How often a period was sent."""
    query = select(func.max(ReportSending.nth)).where(ReportSending.layout_id == layout_id)
    return session.scalar(query.where(ReportSending.period == code)) or 0


def sent_periods(session: Session) -> dict[int, set[str]]:
    """The periods each layout was sent for."""
    told: dict[int, set[str]] = {}
    for layout_id, code in session.execute(select(ReportSending.layout_id, ReportSending.period)):
        told.setdefault(layout_id, set()).add(code)
    return told


def _layouts() -> Any:
    return select(
        ReportLayout.id,
        ReportLayout.receiver_id,
        ReportReceiver.name.label("receiver"),
        ReportLayout.name,
        ReportLayout.period,
        ReportLayout.due_day,
        ReportLayout.active,
        ReportLayout.version,
        ReportLayout.mapping,
    ).join(ReportReceiver, ReportReceiver.id == ReportLayout.receiver_id)


def _layout(row: Any) -> LayoutRow:
    facts = row._asdict()
    return LayoutRow(places=load(facts.pop("mapping")), **facts)


def _sending(row: ReportSending, name: str, receiver: str) -> SendingRow:
    return SendingRow(
        row.id,
        row.layout_id,
        name,
        receiver,
        row.period,
        row.nth,
        row.is_zero,
        row.sha256,
        row.sent_at,
        row.clerk_name,
        row.reason,
    )
