"""Trainings a volunteer took and awards they got (志愿服务记录与证明出具办法 §8, §9)."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.volunteering.models import Merit


@dataclass(frozen=True, slots=True)
class MeritRow:
    """One training or award; a voided one says why."""

    id: int
    volunteer_id: int
    kind: str  # training, award
    name: str
    content: str
    minutes: int | None
    given_by: str
    happened_on: date
    clerk_name: str
    void_reason: str | None


def merits(
    session: Session, volunteer_id: int, kind: str = "", *, voided: bool = False
) -> list[MeritRow]:
    """A volunteer's, the newest first; `voided` ones only when asked for."""
    query = select(Merit).where(Merit.volunteer_id == volunteer_id)
    if kind:
        query = query.where(Merit.kind == kind)
    if not voided:
        query = query.where(Merit.void_reason.is_(None))
    order = query.order_by(Merit.happened_on.desc(), Merit.id.desc())
    return [_row(one) for one in session.scalars(order)]


def _row(one: Merit) -> MeritRow:
    return MeritRow(**{name: getattr(one, name) for name in MeritRow.__slots__})
