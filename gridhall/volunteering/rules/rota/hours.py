"""Whether somebody is free for a shift: dated rows first, then weekly ones (可服务时段)."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from gridhall.core.clock import DAY, Span, overlap, say_span
from gridhall.volunteering.rules.rota.problem import Spare


def pieces(day: date, span: Span) -> list[tuple[date, Span]]:
    """A shift by the days it is on: one that passes midnight has two pieces."""
    starts, ends = span
    if ends <= DAY:
        return [(day, span)]
    late = (day + timedelta(days=1), (max(starts - DAY, 0), ends - DAY))
    return [late] if starts >= DAY else [(day, (starts, DAY)), late]


def is_free(spare: Sequence[Spare], day: date, span: Span) -> bool:
    """Whether the whole shift lies in free time; who has said nothing is free."""
    return not spare or all(_fits(spare, on, piece) for on, piece in pieces(day, span))


def free_part(spare: Sequence[Spare], day: date, span: Span) -> Span | None:
    """The longest part of a shift within free time (半班), to the quarter of an hour."""
    best: Span | None = None
    starts, ends = span
    for begin in range(starts, ends, 15):
        for end in range(ends, begin, -15):
            if best is not None and end - begin <= best[1] - best[0]:
                break
            if is_free(spare, day, (begin, end)):
                best = begin, end
                break
    return best


def _fits(spare: Sequence[Spare], day: date, span: Span) -> bool:
    dated = [row for row in spare if _touches(row, day)]
    if _is_barred(dated, span):
        return False
    if any(row.is_free for row in dated):
        return _is_within(dated, span)
    weekly = [row for row in spare if row.weekday is not None]
    today = [row for row in weekly if row.weekday == day.weekday()]
    if _is_barred(today, span):
        return False
    return not any(row.is_free for row in weekly) or _is_within(today, span)


def _touches(row: Spare, day: date) -> bool:
    if row.since is None:
        return False
    return row.since <= day and (row.until is None or day <= row.until)


def _is_barred(rows: Iterable[Spare], span: Span) -> bool:
    return any(not row.is_free and overlap((row.starts, row.ends), span) for row in rows)


def _is_within(rows: Iterable[Spare], span: Span) -> bool:
    """Whether free rows cover the span; rows that touch are one time."""
    reached = span[0]
    for row in sorted((row for row in rows if row.is_free), key=lambda row: row.starts):
        if row.starts <= reached:
            reached = max(reached, row.ends)
    return reached >= span[1]


def say_part(span: Span | None) -> str:
    """`只有 08:30–09:30 有空`."""
    return "没空" if span is None else f"只有 {say_span(*span)} 有空"
