"""What the sign-in desk reads in one go: which day, who is expected, what is still to record."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from gridhall.core.calendar import WorkCalendar
from gridhall.volunteering.queries.attendance import DayAttendance, ShiftSpan, attendance
from gridhall.volunteering.queries.days import DayRow, days
from gridhall.volunteering.queries.hours import DayToRecord, to_record

_REACH = timedelta(days=62)
_OUT = frozenset({"skipped", "merged"})


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything on show; `day` is None where nobody has planned the day yet."""

    row: DayRow | None
    day: DayAttendance | None
    around: tuple[DayRow, ...]  # the days one may change to
    todo: tuple[DayToRecord, ...]


def read(session: Any, calendar: WorkCalendar, today: date, wanted: "Wanted | None") -> Desk:
    """The day that is wanted, else today's, else the one to record, else the next."""
    rows = [
        row
        for row in days(session, calendar, today - _REACH, today + _REACH)
        if row.held_on is not None and row.state not in _OUT
    ]
    todo = tuple(to_record(session, calendar, today))
    row = _chosen(rows, today, wanted, {one.day_id for one in todo})
    day = attendance(session, row.id) if row is not None and row.id is not None else None
    return Desk(row, day, tuple(rows), todo)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A day that was asked for: its id, or its date where it is not stored yet."""

    held_on: date
    day_id: int | None = None

    def fits(self, row: DayRow) -> bool:
        """Whether this is the one."""
        if self.day_id is not None:
            return row.id == self.day_id
        return row.held_on == self.held_on


def _chosen(
    rows: list[DayRow], today: date, wanted: Wanted | None, unrecorded: set[int]
) -> DayRow | None:
    order = sorted(rows, key=lambda row: (row.held_on or today, row.nominal is None))
    if wanted is not None:
        found = next((row for row in order if wanted.fits(row)), None)
        if found is not None:
            return found
    here = next((row for row in order if row.held_on == today), None)
    late = [row for row in order if row.id in unrecorded]
    ahead = next((row for row in order if row.held_on is not None and row.held_on > today), None)
    return here or (late[-1] if late else None) or ahead or (order[-1] if order else None)


def shift_now(day: DayAttendance | None, minute: int) -> int | None:
    """The shift that is on or comes next; None (all of them) before and after the day."""
    if day is None or not day.shifts:
        return None
    first, last = day.shifts[0].starts, max(one.ends for one in day.shifts)
    if not first - _HOURS_BEFORE <= minute < last:
        return None
    return next(one.id for one in day.shifts if minute < one.ends)


_HOURS_BEFORE = 120  # minutes in which people come for the first shift


def shift_of(day: DayAttendance | None, shift_id: int | None) -> ShiftSpan | None:
    """The shift on show."""
    return next((one for one in day.shifts if one.id == shift_id), None) if day else None
