"""What peace and safety waits for today: hazards to be mended, mediations to end, calls to make."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from gridhall.opinions.models import Hazard, Mediation
from gridhall.opinions.rules.inspections import is_due
from gridhall.opinions.rules.mediations import CALL_DAYS, Clock

_NEAR = timedelta(days=7)  # read no more than could be due


@dataclass(frozen=True, slots=True)
class Todo:
    """How many of a kind are to be seen to, in words, with the tone."""

    what: str  # hazard_late, hazard_soon, mediation_late, perform_late, call
    many: int
    words: str
    tone: str


def todos(session: Session, today: date) -> list[Todo]:
    """A line for each kind that somebody has to see to."""
    return [one for one in (*_hazards(session, today), *_mediations(session, today)) if one.many]


def _hazards(session: Session, today: date) -> Iterator[Todo]:
    query = select(Hazard.rectify_by).where(
        Hazard.rectified_on.is_(None), Hazard.rectify_by <= today + _NEAR
    )
    days = list(session.scalars(query))
    late = sum(day < today for day in days)
    soon = sum(day >= today and is_due(day, None, today) for day in days)
    yield Todo("hazard_late", late, f"隐患整改超期 {late} 处，要复查", "red")
    yield Todo("hazard_soon", soon, f"隐患整改 3 天内到期 {soon} 处", "amber")


def _mediations(session: Session, today: date) -> Iterator[Todo]:
    one = Mediation
    called = (one.called_on.is_(None)) & one.state.in_(("agreed", "performed"))
    waiting = or_(one.state == "accepted", called)
    since = func.coalesce(one.performed_on, one.perform_by, one.agreed_on, one.due_on)
    query = select(
        one.state, one.due_on, one.agreed_on, one.perform_by, one.performed_on, one.called_on
    ).where(waiting, since <= today)
    clocks = [Clock(*row) for row in session.execute(query)]
    late = sum(clock.late(today) and clock.state == "accepted" for clock in clocks)
    unmet = sum(clock.late(today) and clock.state == "agreed" for clock in clocks)
    calls = sum(clock.to_call(today) for clock in clocks)
    yield Todo("mediation_late", late, f"调解过了期限 {late} 件", "red")
    yield Todo("perform_late", unmet, f"调解协议到期没有履行 {unmet} 件", "red")
    yield Todo("call", calls, f"调解要回访 {calls} 件（满 {CALL_DAYS} 天）", "amber")
