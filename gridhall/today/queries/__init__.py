"""What waits today, read from the subjects that know."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from gridhall.service_desk.queries import queue as desk
from gridhall.service_desk.queries.queue import Counts, QueueRow
from gridhall.service_desk.rules.clock import DeskDay
from gridhall.today.rules import working_days_ahead

_AHEAD = 5  # working days


@dataclass(frozen=True, slots=True)
class TodayView:
    """The page's numbers and rows, read in one go."""

    counts: Counts
    rows: Sequence[QueueRow]
    ahead: Sequence[tuple[date, int]]  # open cases that fall due on the next working days


def today_view(session: Session, on: DeskDay, which: str, own: int | None = None) -> TodayView:
    """Counters, the cases of one filter, and what falls due in the days to come.

    The cases of the clerk `own` come first, by deadline, then everybody else's.
    """
    days = working_days_ahead(on.today, on.calendar, _AHEAD)
    due = desk.due_ahead(session, on.today, days[-1])
    return TodayView(
        desk.counts(session, on.today),
        _own_first(session, on, which, own),
        [(day, due.get(day, 0)) for day in days],
    )


def _own_first(session: Session, on: DeskDay, which: str, own: int | None) -> list[QueueRow]:
    rows = desk.queue(session, on, which)
    if own is None:
        return rows
    mine = desk.queue(session, on, which, holder=own)
    known = {row.id for row in mine}
    return [*mine, *(row for row in rows if row.id not in known)]
