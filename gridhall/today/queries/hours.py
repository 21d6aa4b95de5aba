"""Service days whose hours or evaluations are to be recorded; read behind the page."""

from datetime import date

from sqlalchemy.orm import Session

from gridhall.core.calendar import WorkCalendar
from gridhall.volunteering.queries.hours import DayToRecord, to_record


def hours_due(session: Session, calendar: WorkCalendar, today: date) -> list[DayToRecord]:
    """The most urgent first (志愿服务记录与证明出具办法 §11: ten working days)."""
    return to_record(session, calendar, today)
