"""Whether somebody may serve at a time (可服务时段): dated rows decide before weekly ones.

Free times that were noted are the only ones; who noted only times that do not suit is free at
every other; who noted nothing is free.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from gridhall.core.clock import DAY, Span, overlap, say_span
from gridhall.volunteering.labels import WEEKDAYS


@dataclass(frozen=True, slots=True)
class FreeTime:
    """A row of availability: weekly (`weekday`, 0 Monday) or dated (`since` to `until`)."""

    weekday: int | None
    since: date | None
    until: date | None  # included; None: from `since` on
    starts: int  # minutes after midnight
    ends: int
    is_free: bool

    def touches(self, day: date) -> bool:
        """Whether a dated row speaks of a day."""
        if self.since is None or self.since > day:
            return False
        return self.until is None or self.until >= day


def is_free(times: Iterable[FreeTime], day: date, span: Span) -> bool:
    """Whether somebody may serve a shift; one across midnight is asked of both days."""
    return refusal_of(tuple(times), day, span) == ""


def refusal_of(times: Sequence[FreeTime], day: date, span: Span) -> str:
    """Why a shift does not fit somebody's times, as a short phrase; "" if it does."""
    for on, piece in pieces(day, span):
        told = _refusal(times, on, piece)
        if told:
            return told
    return ""


def pieces(day: date, span: Span) -> Iterator[tuple[date, Span]]:
    """A shift cut at midnight: the day's own part, and what lies in the days after."""
    starts, ends = span
    while starts < ends:
        ahead = starts // DAY
        cut = min(ends, (ahead + 1) * DAY)
        yield day + timedelta(days=ahead), (starts - ahead * DAY, cut - ahead * DAY)
        starts = cut


def _refusal(times: Sequence[FreeTime], day: date, span: Span) -> str:
    dated = [row for row in times if row.touches(day)]
    for row in dated:
        if not row.is_free and overlap((row.starts, row.ends), span):
            return f"{day:%m-%d} 没空"
    free = [row for row in dated if row.is_free]
    if free:
        return "" if _contained(free, span) else f"{day:%m-%d} 只在{_said(free)}有空"
    return _weekly_refusal([row for row in times if row.weekday is not None], day, span)


def _weekly_refusal(weekly: Sequence[FreeTime], day: date, span: Span) -> str:
    if not weekly:
        return ""
    today = [row for row in weekly if row.weekday == day.weekday()]
    named = WEEKDAYS[day.weekday()]
    for row in today:
        if not row.is_free and overlap((row.starts, row.ends), span):
            return f"{named} {say_span(row.starts, row.ends)} 没空"
    free = [row for row in today if row.is_free]
    if _contained(free, span):
        return ""
    if free:
        return f"{named}只在{_said(free)}有空"
    if any(row.is_free for row in weekly):
        return f"{named}没空"
    return ""


def _contained(rows: Iterable[FreeTime], span: Span) -> bool:
    return any(row.starts <= span[0] and span[1] <= row.ends for row in rows)


def _said(rows: Iterable[FreeTime]) -> str:
    return "、".join(say_span(row.starts, row.ends) for row in rows)
