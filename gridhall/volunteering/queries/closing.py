"""What ending a day would write into the ledger, told before it is done (结束并生成时长)."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.core.clock import Span, number_of_hours, say_span
from gridhall.volunteering.models import Attendance, HoursEntry, Post
from gridhall.volunteering.queries.attendance import (
    EXPECTED,
    OUT,
    PRESENT,
    AttendRow,
    DayAttendance,
    attendance,
)
from gridhall.volunteering.queries.hours import rounding, taken
from gridhall.volunteering.rules.attendance import OVERRUN, assumed_out, credited
from gridhall.volunteering.rules.hours import Rounding, Taken, clash, rounded


@dataclass(frozen=True, slots=True)
class ClosingLine:
    """One turn as the ledger would have it; `why_not` says why it would not."""

    row: AttendRow
    content: str
    spot: str
    span: Span
    minutes: int
    is_assumed: bool  # nobody signed out: the shift's end is taken
    why_not: str = ""
    doubt: str = ""  # to be looked at, yet written


@dataclass(frozen=True, slots=True)
class ClosingPlan:
    """A day as it would be closed."""

    day: DayAttendance
    lines: tuple[ClosingLine, ...]
    no_shows: tuple[AttendRow, ...]  # still awaited: they will be noted as not come
    written: int  # turns that are in the ledger already

    @property
    def ready(self) -> list[ClosingLine]:
        """What will be written."""
        return [line for line in self.lines if not line.why_not]

    @property
    def left(self) -> list[ClosingLine]:
        """What will not, with the reason."""
        return [line for line in self.lines if line.why_not]

    @property
    def assumed(self) -> list[ClosingLine]:
        """What will be written with an assumed end."""
        return [line for line in self.ready if line.is_assumed]

    @property
    def minutes(self) -> int:
        """Everything that will be written."""
        return sum(line.minutes for line in self.ready)


def closing(session: Session, day_id: int) -> ClosingPlan:
    """What closing the day now would do."""
    day = attendance(session, day_id)
    done = _written(session, day_id)
    here = [
        row for row in day.rows if row.state in {PRESENT, OUT} and row.attendance_id not in done
    ]
    how, posts = rounding(session), _posts(session, day_id)
    lines: list[ClosingLine] = []
    for row in sorted(here, key=lambda one: (one.signed_in or 0, one.attendance_id or 0)):
        others = taken(session, row.volunteer_id, day.day.held_on) + _planned(row, day, lines)
        lines.append(_line(row, day, (how, posts), others))
    awaited = tuple(row for row in day.rows if row.state == EXPECTED)
    return ClosingPlan(day, tuple(lines), awaited, len(done))


def _line(
    row: AttendRow,
    day: DayAttendance,
    known: tuple[Rounding, dict[str, tuple[str, str]]],
    others: Sequence[Taken],
) -> ClosingLine:
    how, posts = known
    content, spot = posts.get(row.post, (row.post or day.day.name, ""))
    assert row.signed_in is not None  # who is present signed in
    out, is_assumed = row.signed_out, row.signed_out is None
    if out is None:
        spans = [(one.starts, one.ends) for one in day.shifts]
        out = assumed_out(row.signed_in, row.span, spans)
    if out is None:
        why = "没有签退，也没有班次可以推算，请按 Alt+M 补签退"
        span = (row.signed_in, row.signed_in + 1)
        return ClosingLine(row, content, spot, span, 0, is_assumed, why)
    span = credited((row.signed_in, out), row.span)
    minutes = rounded(span[1] - span[0], how)
    why = _why_not(row, day, (span, minutes, how), others)
    return ClosingLine(
        row, content, spot, span, minutes, is_assumed, why, "" if why else _doubt(row, span)
    )


def _why_not(
    row: AttendRow,
    day: DayAttendance,
    made: tuple[Span, int, Rounding],
    others: Sequence[Taken],
) -> str:
    span, minutes, how = made
    if not row.is_unpaid:
        return "有报酬或必须参加的工作，不计志愿服务时长"
    if not minutes:
        return f"只有 {span[1] - span[0]} 分钟，取整（{number_of_hours(how.step)} 小时）后不足一格"
    other = clash(day.day.held_on, span, others)
    if other is not None:
        return f"和已记的“{other.name}”{say_span(*other.span)} 时间重叠"
    return ""


def _doubt(row: AttendRow, span: Span) -> str:
    if row.span is not None and span[1] - row.span[1] > OVERRUN:
        return f"比班次多 {number_of_hours(span[1] - row.span[1])} 小时，请核对签退时间"
    return ""


def _planned(row: AttendRow, day: DayAttendance, lines: Sequence[ClosingLine]) -> list[Taken]:
    return [
        Taken(day.day.held_on, line.span, line.content)
        for line in lines
        if line.row.volunteer_id == row.volunteer_id and not line.why_not
    ]


def _written(session: Session, day_id: int) -> set[int]:
    """Attendances that the ledger has a row of, be it reversed since."""
    query = (
        select(HoursEntry.attendance_id)
        .join(Attendance, Attendance.id == HoursEntry.attendance_id)
        .where(Attendance.day_id == day_id)
    )
    return {one for one in session.scalars(query) if one is not None}


def _posts(session: Session, day_id: int) -> dict[str, tuple[str, str]]:
    """What is done at each post, and where."""
    query = select(Post.name, Post.content, Post.spot).where(Post.day_id == day_id)
    return {name: (content or name, spot) for name, content, spot in session.execute(query)}
