"""Reads of reception days and of who came."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, case, func, select
from sqlalchemy.orm import Session

from gridhall.core.errors import UserError
from gridhall.core.mask import mask_phone
from gridhall.issues.models import Issue
from gridhall.opinions.labels import RECEPTIONS
from gridhall.opinions.models import ReceptionDay, ReceptionVisit
from gridhall.places.models import Compound


@dataclass(frozen=True, slots=True)
class ReceptionRow:
    """A reception day, and how many came."""

    id: int
    day: date
    starts: str
    ends: str
    place: str
    compound_id: int | None
    organisation_id: int | None
    hosts: str
    state: str
    why: str
    clerk_name: str
    version: int
    compound: str
    visits: int
    open_visits: int  # neither answered nor turned into an issue
    issues: int

    @property
    def hours(self) -> str:
        """09:00-11:30."""
        return f"{self.starts}-{self.ends}"

    @property
    def state_label(self) -> str:
        """已安排."""
        return RECEPTIONS.get(self.state, self.state)


@dataclass(frozen=True, slots=True)
class VisitorRow:
    """Who came with what, and what became of it."""

    id: int
    reception_id: int
    position: int
    came_at: datetime
    person_id: int | None
    visitor: str
    phone: str
    address: str
    words: str
    answer: str
    issue_id: int | None
    issue_number: str
    issue_state: str
    clerk_name: str
    version: int

    @property
    def masked_phone(self) -> str:
        """138****5678."""
        return mask_phone(self.phone)


def receptions(
    session: Session, since: date | None = None, until: date | None = None
) -> list[ReceptionRow]:
    """Reception days, the earliest first."""
    query = _DAYS.order_by(ReceptionDay.day, ReceptionDay.starts, ReceptionDay.id)
    if since is not None:
        query = query.where(ReceptionDay.day >= since)
    if until is not None:
        query = query.where(ReceptionDay.day <= until)
    return [_row(one) for one in session.execute(query)]


def reception(session: Session, reception_id: int) -> ReceptionRow:
    """One reception day."""
    found = session.execute(_DAYS.where(ReceptionDay.id == reception_id)).first()
    if found is None:
        raise UserError("没有这个接待日，可能刚被撤回。请按 F5 看最新内容")
    return _row(found)


def reception_on(session: Session, day: date, place: str = "") -> int:
    """The one reception day of a day (and place) that is not cancelled; UserError."""
    query = select(ReceptionDay.id, ReceptionDay.place).where(
        ReceptionDay.day == day, ReceptionDay.state != "cancelled"
    )
    found = [(one, at) for one, at in session.execute(query) if place in ("", at)]
    if not found:
        raise UserError(f"{day} 没有安排接待日，请先用 reception-plan 安排")
    if len(found) > 1:
        places = "、".join(at for _, at in found)
        raise UserError(f"{day} 有几处接待（{places}），请用 --place 写明是哪一处")
    return found[0][0]


def visitors(session: Session, reception_id: int) -> list[VisitorRow]:
    """Who came, one after the other."""
    return list(_visitors(session, ReceptionVisit.reception_id == reception_id))


def visitor(session: Session, visit_id: int) -> VisitorRow:
    """One visit."""
    found = next(_visitors(session, ReceptionVisit.id == visit_id), None)
    if found is None:
        raise UserError("没有这次来访，可能刚被撤回。请按 F5 看最新内容")
    return found


def _visitors(session: Session, where: Any) -> Iterator[VisitorRow]:
    query = (
        select(ReceptionVisit, Issue.number, Issue.state)
        .outerjoin(Issue, Issue.id == ReceptionVisit.issue_id)
        .where(where)
        .order_by(ReceptionVisit.position, ReceptionVisit.id)
    )
    for one, number, state in session.execute(query):
        yield VisitorRow(
            one.id, one.reception_id, one.position, one.came_at, one.person_id, one.visitor,
            one.phone, one.address, one.words, one.answer, one.issue_id, number or "",
            state or "", one.clerk_name, one.version,
        )  # fmt: skip


def _query() -> Select[Any]:
    left = (ReceptionVisit.answer == "") & ReceptionVisit.issue_id.is_(None)
    counted = (
        select(
            ReceptionVisit.reception_id,
            func.count().label("visits"),
            func.sum(case((left, 1), else_=0)).label("left"),
            func.count(ReceptionVisit.issue_id).label("issues"),
        )
        .group_by(ReceptionVisit.reception_id)
        .subquery()
    )
    return (
        select(ReceptionDay, Compound.name, counted.c.visits, counted.c.left, counted.c.issues)
        .select_from(ReceptionDay)
        .outerjoin(Compound, Compound.id == ReceptionDay.compound_id)
        .outerjoin(counted, counted.c.reception_id == ReceptionDay.id)
    )


_DAYS = _query()


def _row(found: Any) -> ReceptionRow:
    one, compound, visits, left, issues = found
    return ReceptionRow(
        one.id, one.day, one.starts, one.ends, one.place, one.compound_id, one.organisation_id,
        one.hosts, one.state, one.why, one.clerk_name, one.version, compound or "", visits or 0,
        left or 0, issues or 0,
    )  # fmt: skip
