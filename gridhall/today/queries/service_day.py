"""The next service day as it is planned; read behind the page."""

from datetime import date, timedelta

from sqlalchemy.orm import Session

from gridhall.core.calendar import WorkCalendar
from gridhall.volunteering.queries.days import DayRow, next_day


def service_day_ahead(session: Session, calendar: WorkCalendar, today: date) -> DayRow | None:
    """The next day that is not over, today included; None if none is in sight."""
    return next_day(session, calendar, today - timedelta(days=1))
