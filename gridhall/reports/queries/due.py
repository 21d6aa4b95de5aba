"""Which reports are due and not sent yet: what the desk shows as to be done."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from gridhall.core.calendar import WorkCalendar
from gridhall.core.periods import Span, due_day, period_before, period_of
from gridhall.reports.queries.layouts import LayoutRow, layouts, sent_periods

_BACK = 4  # periods looked back at


@dataclass(frozen=True, slots=True)
class DueReport:
    """A layout for one period that is over: sent, or due on a day."""

    layout_id: int
    layout: str
    receiver: str
    span: Span
    due_on: date | None  # None: no day is set
    is_sent: bool
    days_left: int  # working days until it is due; negative: overdue; 0 without a day

    @property
    def is_overdue(self) -> bool:
        """Whether its day has passed."""
        return not self.is_sent and self.due_on is not None and self.days_left < 0


def due_reports(session: Session, calendar: WorkCalendar, today: date) -> list[DueReport]:
    """The reports that wait to be sent, the most urgent first; those without a day are left out."""
    waiting = [one for one in agenda(session, calendar, today) if not one.is_sent and one.due_on]
    return sorted(waiting, key=lambda one: (one.days_left, one.receiver, one.layout))


def agenda(session: Session, calendar: WorkCalendar, today: date) -> list[DueReport]:
    """Every layout with its last period that is over, and the gaps since its first sending."""
    sent = sent_periods(session)
    return [
        _due(one, span, (calendar, today, sent.get(one.id, set())))
        for one in layouts(session)
        for span in _spans(one, today, sent.get(one.id, set()))
    ]


def _spans(one: LayoutRow, today: date, sent: set[str]) -> Iterator[Span]:
    span = period_before(period_of(one.period, today))
    yield span
    for _ in range(_BACK - 1):
        span = period_before(span)
        if span.code not in sent and any(code < span.code for code in sent):
            yield span


def _due(one: LayoutRow, span: Span, by: tuple[WorkCalendar, date, set[str]]) -> DueReport:
    calendar, today, sent = by
    due_on = due_day(calendar, span, one.due_day)
    left = calendar.working_days_until(today, due_on) if due_on else 0
    if due_on and due_on < today:
        left = min(left, -1)  # past, if only by a weekend
    is_sent = span.code in sent
    return DueReport(one.id, one.name, one.receiver, span, due_on, is_sent, left)
