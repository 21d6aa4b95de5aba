"""Reads of visits: made, missed, found nobody at home."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from gridhall.care.labels import STATES, category_label, deed_words
from gridhall.care.models import CareTarget, CareVisit
from gridhall.core.errors import UserError
from gridhall.registry.models import Person
from gridhall.volunteering.queries.hours import names_of

PAST = ("done", "missed", "absent")


@dataclass(frozen=True, slots=True)
class VisitRow:
    """One visit, with whom it was for."""

    id: int
    target_id: int
    name: str
    category: str
    due_on: date
    state: str
    visited_on: date | None
    starts: str
    minutes: int | None
    volunteer_id: int | None
    who: str
    deeds: str  # codes
    stars: int | None
    note: str
    why: str
    hours_entry_id: int | None
    clerk_name: str
    version: int

    @property
    def day(self) -> date:
        """The day it was made, or was to be made."""
        return self.visited_on or self.due_on

    @property
    def done_words(self) -> str:
        """血压、聊天; or why nothing was done."""
        if self.state == "done":
            return deed_words(self.deeds) or self.note or "看望"
        return self.why or self.state_label

    @property
    def state_label(self) -> str:
        """已走访."""
        return STATES.get(self.state, self.state)

    @property
    def category_label(self) -> str:
        """空巢老人."""
        return category_label(self.category)


def visits(session: Session, limit: int = 400, states: tuple[str, ...] = PAST) -> list[VisitRow]:
    """The latest first."""
    return list(_visits(session, CareVisit.state.in_(states), limit))


def visits_of(
    session: Session, target_id: int, since: date | None = None, limit: int = 400
) -> list[VisitRow]:
    """Somebody's, the latest first."""
    which = (CareVisit.target_id == target_id) & CareVisit.state.in_(PAST)
    if since is not None:
        which &= since <= _DAY
    return list(_visits(session, which, limit))


def missed_visits(session: Session, since: date) -> list[VisitRow]:
    """Visits that were due from a day on and were not made, the latest first."""
    which = (CareVisit.state == "missed") & (CareVisit.due_on >= since)
    return list(_visits(session, which, 10_000))


def visit(session: Session, visit_id: int) -> VisitRow:
    """One visit."""
    found = next(_visits(session, CareVisit.id == visit_id, 1), None)
    if found is None:
        raise UserError("没有这次走访，可能刚被撤回。请按 F5 看最新内容")
    return found


_DAY = func.coalesce(CareVisit.visited_on, CareVisit.due_on)


def _visits(session: Session, which: ColumnElement[bool], limit: int) -> Iterator[VisitRow]:
    query = (
        select(CareVisit, Person.name, CareTarget.category)
        .join(CareTarget, CareTarget.id == CareVisit.target_id)
        .join(Person, Person.id == CareTarget.person_id)
        .where(which)
        .order_by(_DAY.desc(), CareVisit.id.desc())
        .limit(limit)
    )
    rows = session.execute(query).all()
    names = names_of(session, {one.volunteer_id for one, *_ in rows if one.volunteer_id})
    for one, name, category in rows:
        yield _row(one, name, category, names)


def _row(one: CareVisit, name: str, category: str, names: dict[int, str]) -> VisitRow:
    named: tuple[Any, ...] = (names.get(one.volunteer_id or 0, ""), one.visitor)
    return VisitRow(
        one.id, one.target_id, name, category, one.due_on, one.state, one.visited_on, one.starts,
        one.minutes, one.volunteer_id, " ".join(filter(None, named)), one.deeds, one.stars,
        one.note, one.why, one.hours_entry_id, one.clerk_name, one.version,
    )  # fmt: skip
