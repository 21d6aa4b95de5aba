"""The queue (工单队列): what waits, by deadline, with its counters."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, func, or_, select
from sqlalchemy.orm import Session

from gridhall.core.mask import mask_phone
from gridhall.core.text import clean, half_width
from gridhall.places.models import Dwelling, Entrance, Grid
from gridhall.registry.models import Household, Membership
from gridhall.service_desk.models import CaseMaterial, ServiceCase
from gridhall.service_desk.rules.clock import DeskDay, Due
from gridhall.service_desk.rules.states import FINISHED, OPEN

FILTERS = ("open", "overdue", "due_today", "supplement", "finished")  # those of the queue
ACCEPTED_TODAY = "accepted_today"
_MOST = 1000  # rows of one list


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One line of the queue."""

    id: int
    number: str
    item_name: str
    note: str
    applicant_id: int
    applicant_name: str
    phone: str  # masked
    grid: str
    channel: str
    clerk_name: str
    state: str
    promised_on: date
    provisional: bool
    finished_at: datetime | None
    version: int
    missing: int  # required materials not yet received
    due: Due


@dataclass(frozen=True, slots=True)
class Counts:
    """The queue's counters on one day."""

    open: int
    overdue: int
    due_today: int
    supplement: int
    accepted_today: int
    finished_today: int


def queue(session: Session, on: DeskDay, which: str = "open", text: str = "") -> list[QueueRow]:
    """The cases of one filter, the most urgent first; `text` narrows by number, name or matter."""
    query = _rows_query().where(_filter(which, on.today))
    wanted = half_width(clean(text))
    for word in wanted.split():
        query = query.where(_holds(word))
    if which == "finished":
        query = query.order_by(ServiceCase.finished_at.desc(), ServiceCase.id.desc())
    else:
        query = query.order_by(ServiceCase.promised_on, ServiceCase.id)
    return [_row(found, on) for found in session.execute(query.limit(_MOST))]


def counts(session: Session, today: date) -> Counts:
    """How many cases each filter holds, and what was done today."""
    first, last = _span(today)
    finished = (ServiceCase.finished_at >= first, ServiceCase.finished_at < last)
    told = (
        *((_filter(which, today),) for which in FILTERS[:4]),
        (_filter(ACCEPTED_TODAY, today),),
        (*finished, ServiceCase.state == FINISHED),
    )
    numbers = (select(func.count()).select_from(ServiceCase).where(*where) for where in told)
    return Counts(*(session.scalar(number) or 0 for number in numbers))


def due_ahead(session: Session, after: date, until: date) -> dict[date, int]:
    """How many open cases fall due on each day after one and up to another."""
    ahead = (
        ServiceCase.state == OPEN,
        ServiceCase.promised_on > after,
        ServiceCase.promised_on <= until,
    )
    counted = select(ServiceCase.promised_on, func.count()).where(*ahead)
    return {day: n for day, n in session.execute(counted.group_by(ServiceCase.promised_on))}


def _filter(which: str, today: date) -> ColumnElement[bool]:
    waits = ServiceCase.state == OPEN
    if which == "open":
        return waits
    if which == "overdue":
        return waits & (ServiceCase.promised_on < today)
    if which == "due_today":
        return waits & (ServiceCase.promised_on == today)
    if which == "supplement":
        return waits & exists().where(*_lacking())
    if which == "finished":
        return ServiceCase.state == FINISHED
    if which == ACCEPTED_TODAY:
        first, last = _span(today)
        here = (ServiceCase.accepted_at >= first) & (ServiceCase.accepted_at < last)
        return here & ServiceCase.state.in_((OPEN, FINISHED))
    raise ValueError(f"no such filter: {which}")


def _lacking() -> tuple[ColumnElement[bool], ...]:
    """The required materials of a case that are not there yet."""
    return (
        CaseMaterial.case_id == ServiceCase.id,
        CaseMaterial.required.is_(True),
        CaseMaterial.received_at.is_(None),
    )


def _holds(word: str) -> ColumnElement[bool]:
    searched = (ServiceCase.number, ServiceCase.applicant_name, ServiceCase.item_name)
    return or_(*(column.icontains(word, autoescape=True) for column in searched))


def _rows_query() -> Select[Any]:
    lacking = select(func.count()).where(*_lacking()).correlate(ServiceCase).scalar_subquery()
    lives = (Membership.person_id == ServiceCase.applicant_id) & Membership.until.is_(None)
    return (
        select(ServiceCase, lacking, Grid.name)
        .outerjoin(Membership, lives)
        .outerjoin(Household, Household.id == Membership.household_id)
        .outerjoin(Dwelling, Dwelling.id == Household.dwelling_id)
        .outerjoin(Entrance, Entrance.id == Dwelling.entrance_id)
        .outerjoin(Grid, Grid.id == Entrance.grid_id)
    )


def _row(found: Any, on: DeskDay) -> QueueRow:
    case, missing, grid = found
    shared = {
        name: getattr(case, name)
        for name in QueueRow.__slots__
        if name not in ("phone", "grid", "missing", "due")
    }
    return QueueRow(
        **shared,
        phone=mask_phone(case.phone),
        grid=grid or "",
        missing=missing if case.state == OPEN else 0,
        due=on.due(case.promised_on, case.state),
    )


def _span(day: date) -> tuple[datetime, datetime]:
    """The day's first moment here and the next day's, as moments are stored."""
    first, last = (datetime.combine(when, time()) for when in (day, day + timedelta(days=1)))
    return first.astimezone(UTC), last.astimezone(UTC)
