"""The nine matters of the keys Ctrl+1..9 in the form: fixed by the hall, or learned from use."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gridhall.service_desk.models import MatterPin, ServiceCase, ServiceItem
from gridhall.service_desk.queries.catalogue import MatterRow, matters

PLACES: Final = range(1, 10)
_LEARNED_FROM: Final = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Pin:
    """One key: its digit, its matter if it has one, whether the hall has fixed it there."""

    place: int
    matter: MatterRow | None
    fixed: bool = False


def pins(session: Session, today: date) -> tuple[Pin, ...]:
    """The nine keys on a day. A fixed matter that is no longer taken in leaves its key free."""
    known = {row.id: row for row in matters(session, today)}
    stored = session.execute(select(MatterPin.place, MatterPin.item_id))
    fixed = {place: known[item_id] for place, item_id in stored if item_id in known}
    held = {row.id for row in fixed.values()}
    learned = iter([known[i] for i in _commonest(session, today) if i in known and i not in held])
    return tuple(
        Pin(place, fixed[place], True) if place in fixed else Pin(place, next(learned, None))
        for place in PLACES
    )


def pinned(session: Session, today: date) -> tuple[MatterRow | None, ...]:
    """The matters of the nine keys."""
    return tuple(pin.matter for pin in pins(session, today))


def _commonest(session: Session, today: date) -> Sequence[int]:
    """Matters by how often they came in ninety days, the commonest first, ties by code.

    Counted up to the last Monday, so that a key keeps its matter all week for the fingers to
    learn; a hall in its first week has only this week to learn from.
    """
    monday = today - timedelta(days=today.weekday())
    return _counted(session, monday) or _counted(session, today + timedelta(days=1))


def _counted(session: Session, end: date) -> Sequence[int]:
    first, last = (_midnight(day) for day in (end - _LEARNED_FROM, end))
    often = func.count().label("often")
    query = (
        select(ServiceCase.item_id)
        .join(ServiceItem, ServiceItem.id == ServiceCase.item_id)
        .where(ServiceCase.received_at >= first, ServiceCase.received_at < last)
        .group_by(ServiceCase.item_id, ServiceItem.code)
        .order_by(often.desc(), ServiceItem.code)
    )
    return session.scalars(query).all()


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time()).astimezone(UTC)


def place_of(keys: Iterable[Pin], item_id: int) -> int | None:
    """The digit a matter is fixed to, if it is."""
    return next((p.place for p in keys if p.fixed and p.matter and p.matter.id == item_id), None)
