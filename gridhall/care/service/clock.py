"""The clock of visits: what was not visited in time is missed, and the next one is planned.

Nobody's act: it follows from the calendar alone, so it is written without one.
"""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.care.models import CareTarget, CareVisit
from gridhall.care.rules.clock import Plan, last_day, next_slot
from gridhall.core.calendar import WorkCalendar


def late_targets(session: Session, today: date) -> list[int]:
    """Whose planned visit is past its day; it may be missed by now."""
    mine = select(CareVisit.target_id).where(CareVisit.state == "planned", CareVisit.due_on < today)
    return list(session.scalars(mine.order_by(CareVisit.target_id)))


def roll(session: Session, target: CareTarget, today: date, calendar: WorkCalendar) -> int:
    """Bring one person's visits up to the day; how many are missed anew."""
    plan, missed = plan_of(target), 0
    while (row := _planned(session, target.id)) is not None:
        if last_day(plan, calendar, row.due_on) >= today:
            break
        row.state = "missed"
        session.flush()
        plan_next(session, target, next_slot(plan, calendar, row.due_on))
        missed += 1
    return missed


def roll_all(session: Session, today: date, calendar: WorkCalendar) -> int:
    """Everybody's; how many visits are missed anew."""
    late = (session.get_one(CareTarget, one) for one in late_targets(session, today))
    return sum(roll(session, target, today, calendar) for target in late)


def plan_next(session: Session, target: CareTarget, due_on: date) -> CareVisit:
    """The next visit, by whoever goes there now."""
    row = planned_for(target, due_on)
    session.add(row)
    session.flush()
    return row


def planned_for(target: CareTarget, due_on: date) -> CareVisit:
    """A visit that is due on a day."""
    return CareVisit(target_id=target.id, due_on=due_on, state="planned")


def plan_of(target: CareTarget) -> Plan:
    """The rhythm of somebody's visits."""
    return Plan(target.since, target.rhythm)


def _planned(session: Session, target_id: int) -> CareVisit | None:
    mine = (CareVisit.target_id == target_id, CareVisit.state == "planned")
    return session.scalar(select(CareVisit).where(*mine))
