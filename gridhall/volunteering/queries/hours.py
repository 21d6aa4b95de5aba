"""Reads of the ledger of hours (时长台账): entries and totals as they stood on a stated day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypedDict, Unpack

from sqlalchemy import ColumnElement, Row, Select, and_, func, select
from sqlalchemy.orm import Session, aliased

from gridhall.core.calendar import WorkCalendar
from gridhall.hall.queries import settings
from gridhall.organisation.models import Outsider
from gridhall.places.queries import chunks
from gridhall.registry.models import Person
from gridhall.volunteering.models import (
    Assignment,
    Attendance,
    Cell,
    HoursEntry,
    Post,
    ServiceDay,
    Volunteer,
)
from gridhall.volunteering.queries.ledger import verify_chain as verify_chain
from gridhall.volunteering.rules.hours import Rounding, Taken, rounded, rounding_of

RECORD_WITHIN = 10  # working days after the activity (志愿服务记录与证明出具办法 §11)
_REACH = timedelta(days=2)  # a span ends on the next day at the latest


@dataclass(frozen=True, slots=True)
class HoursRow:
    """One row of the ledger, with what became of it."""

    seq: int
    volunteer_id: int
    day_id: int | None
    attendance_id: int | None
    activity: str
    served_on: date
    spot: str
    content: str
    starts: int
    ends: int
    minutes: int  # negative: a reversing row
    organiser: str
    is_own: bool
    leader: str
    quality: str  # as evaluated by now
    reverses_seq: int | None
    reversed_by: int | None  # by the row of that seq
    reason: str
    source: str
    recorded_on: date
    clerk_name: str

    @property
    def is_standing(self) -> bool:
        """Neither reversed nor a reversal itself."""
        return self.reverses_seq is None and self.reversed_by is None


@dataclass(frozen=True, slots=True)
class DayToRecord:
    """A past day with hours or evaluations that are not recorded yet (§11)."""

    day_id: int
    held_on: date
    name: str
    people: int  # whose hours are not in the ledger
    unevaluated: int  # services without an evaluation
    due: date
    days_left: int  # working days; negative: overdue
    provisional: bool  # the deadline crosses a year without a holiday notice


class Asked(TypedDict, total=False):
    """Which rows count for a total."""

    own_only: bool  # only what this hall organised (§26)
    as_at: date | int | None  # the day, or the seq, up to which the ledger is read


def rounding(session: Session) -> Rounding:
    """How this hall rounds hours."""
    return rounding_of(settings(session))


def entries(
    session: Session,
    volunteer_id: int,
    since: date | None = None,
    until: date | None = None,
    as_at: date | int | None = None,
) -> list[HoursRow]:
    """A volunteer's rows of the ledger by day of service, both days included."""
    query = _rows(as_at).where(HoursEntry.volunteer_id == volunteer_id, *_between(since, until))
    return [_row(found) for found in session.execute(query)]


def entry(session: Session, seq: int) -> HoursRow | None:
    """One row of the ledger."""
    found = session.execute(_rows(None).where(HoursEntry.seq == seq)).first()
    return _row(found) if found else None


def total_minutes(
    session: Session,
    volunteer_id: int,
    since: date | None = None,
    until: date | None = None,
    **asked: Unpack[Asked],
) -> int:
    """What stands to a volunteer's credit, in minutes; by keyword `own_only` and `as_at`."""
    query = select(func.coalesce(func.sum(HoursEntry.minutes), 0)).where(
        HoursEntry.volunteer_id == volunteer_id, *_counted(since, until, asked)
    )
    return session.scalar(query) or 0


def totals(
    session: Session, since: date | None = None, until: date | None = None, **asked: Unpack[Asked]
) -> dict[int, int]:
    """Minutes to everybody's credit by the volunteer's id; who has none is left out."""
    query = (
        select(HoursEntry.volunteer_id, func.sum(HoursEntry.minutes))
        .where(*_counted(since, until, asked))
        .group_by(HoursEntry.volunteer_id)
    )
    return {row[0]: row[1] for row in session.execute(query) if row[1]}


def taken(session: Session, volunteer_id: int, day: date) -> list[Taken]:
    """Spans credited to a volunteer on the days whose spans can reach this one."""
    return taken_by(session, [volunteer_id], day, day).get(volunteer_id, [])


def taken_by(
    session: Session, volunteer_ids: Iterable[int], first: date, last: date
) -> dict[int, list[Taken]]:
    """Spans credited to these volunteers that can reach a day from `first` to `last`."""
    found: dict[int, list[Taken]] = {}
    for ids in chunks(sorted(set(volunteer_ids))):
        near = _rows(None).where(
            HoursEntry.volunteer_id.in_(ids), *_between(first - _REACH, last + _REACH)
        )
        for one in map(_row, session.execute(near)):
            if one.is_standing:
                span = Taken(one.served_on, (one.starts, one.ends), one.content or one.activity)
                found.setdefault(one.volunteer_id, []).append(span)
    return found


def names_of(session: Session, volunteer_ids: Iterable[int]) -> dict[int, str]:
    """Volunteers' names by their ids."""
    query = (
        select(Volunteer.id, func.coalesce(Person.name, Outsider.name))
        .outerjoin(Person, Person.id == Volunteer.person_id)
        .outerjoin(Outsider, Outsider.id == Volunteer.outsider_id)
    )
    return {
        row[0]: row[1]
        for ids in chunks(sorted(set(volunteer_ids)))
        for row in session.execute(query.where(Volunteer.id.in_(ids)))
    }


def to_record(session: Session, calendar: WorkCalendar, today: date) -> list[DayToRecord]:
    """Past days whose hours or evaluations are not recorded, the most urgent first."""
    people = _unrecorded(session, today)
    unevaluated = _unevaluated(session, today)
    query = select(ServiceDay.id, ServiceDay.held_on, ServiceDay.name).where(
        ServiceDay.id.in_({*people, *unevaluated})
    )
    found = []
    for day_id, held_on, name in session.execute(query):
        assert held_on is not None  # it is past
        due, provisional = calendar.add_working_days(held_on, RECORD_WITHIN)
        left = calendar.working_days_until(today, due)
        counts = (len(people.get(day_id, ())), unevaluated.get(day_id, 0))
        found.append(DayToRecord(day_id, held_on, name, *counts, due, left, provisional))
    return sorted(found, key=lambda one: (one.due, one.held_on, one.day_id))


def _unrecorded(session: Session, today: date) -> dict[int, set[int]]:
    """Who came to, or was rostered for and never struck off, a past day without a row of it."""
    written = select(HoursEntry.attendance_id).where(HoursEntry.attendance_id.is_not(None))
    came = select(
        Attendance.day_id, Attendance.volunteer_id, Attendance.signed_in, Attendance.signed_out
    ).where(
        Attendance.state == "present",
        Attendance.is_unpaid,
        Attendance.id.not_in(written),
        Attendance.day_id.in_(_past(today)),
    )
    noted = select(Attendance.id).where(
        Attendance.day_id == Post.day_id,
        Attendance.volunteer_id == Assignment.volunteer_id,
        Attendance.state != "void",
    )
    rostered = (
        select(Post.day_id, Assignment.volunteer_id)
        .join(Cell, Cell.id == Assignment.cell_id)
        .join(Post, Post.id == Cell.post_id)
        .where(Post.day_id.in_(_past(today).where(ServiceDay.closed_at.is_(None))))
        .where(Assignment.state == "confirmed", ~noted.exists())
    )
    found: dict[int, set[int]] = {}
    for day_id, volunteer_id in session.execute(rostered):
        found.setdefault(day_id, set()).add(volunteer_id)
    how = rounding(session)
    for day_id, volunteer_id, signed_in, signed_out in session.execute(came):
        span = None if signed_in is None or signed_out is None else signed_out - signed_in
        if span is None or rounded(span, how):
            found.setdefault(day_id, set()).add(volunteer_id)
    return found


def _unevaluated(session: Session, today: date) -> dict[int, int]:
    """Services without an evaluation, by past day."""
    query = (
        select(Attendance.day_id, func.count())
        .where(Attendance.state == "present", Attendance.is_unpaid, Attendance.quality == "")
        .where(Attendance.day_id.in_(_past(today)))
        .group_by(Attendance.day_id)
    )
    return {row[0]: row[1] for row in session.execute(query)}


def _past(today: date) -> Select[int]:
    return select(ServiceDay.id).where(ServiceDay.held_on < today)


def _rows(as_at: date | int | None) -> Select[HoursEntry, int, str]:
    reversal = aliased(HoursEntry)
    undone = (reversal.reverses_seq == HoursEntry.seq, *_as_at(as_at, reversal))
    return (
        select(HoursEntry, reversal.seq.label("reversed_by"), Attendance.quality.label("now"))
        .outerjoin(reversal, and_(*undone))
        .outerjoin(Attendance, Attendance.id == HoursEntry.attendance_id)
        .where(*_as_at(as_at))
        .order_by(HoursEntry.served_on, HoursEntry.starts, HoursEntry.seq)
    )


def _row(found: Row[HoursEntry, int, str]) -> HoursRow:
    kept, reversed_by, evaluated = found
    values = {name: getattr(kept, name) for name in _KEPT}
    return HoursRow(**values, quality=evaluated or kept.quality, reversed_by=reversed_by)


_KEPT = tuple(one for one in HoursRow.__slots__ if one not in {"quality", "reversed_by"})


def _between(since: date | None, until: date | None) -> list[ColumnElement[bool]]:
    bounds = []
    if since is not None:
        bounds.append(HoursEntry.served_on >= since)
    if until is not None:
        bounds.append(HoursEntry.served_on <= until)
    return bounds


def _as_at(
    as_at: date | int | None, of: type[HoursEntry] = HoursEntry
) -> list[ColumnElement[bool]]:
    if as_at is None:
        return []
    return [of.seq <= as_at] if isinstance(as_at, int) else [of.recorded_on <= as_at]


def _counted(since: date | None, until: date | None, asked: Asked) -> list[ColumnElement[bool]]:
    conditions = [*_between(since, until), *_as_at(asked.get("as_at"))]
    if asked.get("own_only"):
        conditions.append(HoursEntry.is_own.is_(True))
    return conditions
