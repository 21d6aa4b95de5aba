"""What the view reads in one go: the days of the month, the chosen day's row, its board."""

import calendar as months
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from gridhall.core.calendar import WorkCalendar
from gridhall.volunteering.queries.board import Board, board, changes
from gridhall.volunteering.queries.days import DayRow, days, next_day
from gridhall.volunteering.queries.plan import EarlierDay, earlier_days


@dataclass(frozen=True)
class Shown:
    """Everything on show of a day; `row` is None where there is no service day."""

    day: date
    month: tuple[DayRow, ...]
    row: DayRow | None
    others: tuple[DayRow, ...]  # held on the same date
    next: DayRow | None
    board: Board | None
    earlier: EarlierDay | None  # what an empty day may be copied from
    unpublished: int = 0  # changes since the last publication


def read(
    session: Any, calendar: WorkCalendar, day: date, today: date, wanted: int | None = None
) -> Shown:
    """A day and its month; `wanted` tells apart the activities of one date."""
    first = day.replace(day=1)
    last = first.replace(day=months.monthrange(day.year, day.month)[1])
    rows = days(session, calendar, first, last)
    row, others = _chosen(rows, day, wanted)
    has_plan = row is not None and row.id is not None and row.posts > 0
    shown = board(session, row.id) if row is not None and row.id is not None and has_plan else None
    earlier = None if has_plan else next(iter(earlier_days(session, day, 1)), None)
    after = next_day(session, calendar, max(day, today - timedelta(days=1)))
    is_told = shown is not None and shown.day.published_at is not None
    changed = len(changes(session, shown.day.id)) if shown is not None and is_told else 0
    return Shown(day, tuple(rows), row, others, after, shown, earlier, changed)


def first_day(session: Any, calendar: WorkCalendar, today: date) -> date:
    """The day to begin with: today's service day or the next one; without any, today."""
    row = next_day(session, calendar, today - timedelta(days=1))
    return row.held_on if row is not None and row.held_on is not None else today


def _chosen(
    rows: list[DayRow], day: date, wanted: int | None
) -> tuple[DayRow | None, tuple[DayRow, ...]]:
    """The day held on the date; else the one that was moved away from it."""
    held = [row for row in rows if row.held_on == day and row.state != "merged"]
    held.sort(key=lambda row: (row.id != wanted if wanted else False, row.nominal is None))
    if held:
        return held[0], tuple(held[1:])
    moved = next((row for row in rows if row.nominal == day), None)
    return moved, ()
