"""The fictional reports: months sent to the street; the last one is due."""

from datetime import date, datetime, time, timedelta

from sqlalchemy.orm import Session

from gridhall.core.calendar import WorkCalendar
from gridhall.core.clerk import Clerk
from gridhall.core.hall import Hall
from gridhall.core.periods import MONTH, due_day, period_before, period_of
from gridhall.reports.queries.layouts import layouts
from gridhall.reports.service.sending import SendMoment, SendOrder, send
from gridhall.service_desk.rules.clock import DeskDay

_SENT = 2  # months, before the one that is due


class ReportMaker:
    """Sends as a supervisor would have, each on the day before it was due."""

    def __init__(self, session: Session, hall: Hall, today: date, calendar: WorkCalendar) -> None:
        self._session, self._hall = session, hall
        self._today, self._calendar = today, calendar

    def make(self, supervisor: Clerk) -> int:
        """Send the months before the last one; how many sendings."""
        layout = layouts(self._session)[0]
        span = period_before(period_of(MONTH, self._today))
        made = 0
        for _ in range(_SENT):
            span = period_before(span)
            due = due_day(self._calendar, span, layout.due_day) or span.last
            self._send(supervisor, SendOrder(layout.id, span.code), due - timedelta(days=1))
            made += 1
        return made

    def _send(self, supervisor: Clerk, order: SendOrder, day: date) -> None:
        now = datetime.combine(day, time(16, 20)).astimezone()
        when = SendMoment(now, DeskDay(day, self._calendar))
        send(self._session, supervisor, order, self._hall, when)
