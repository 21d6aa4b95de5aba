"""A service day at the sign-in desk: who is expected, who came, what hours that makes."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session, aliased

from gridhall.core.clock import Span
from gridhall.core.errors import UserError
from gridhall.core.mask import mask_phone
from gridhall.core.pinyin import sort_key
from gridhall.organisation.models import Outsider
from gridhall.places.queries import chunks
from gridhall.registry.models import Person
from gridhall.volunteering.models import (
    Assignment,
    Attendance,
    Cell,
    Certificate,
    Post,
    ServiceDay,
    Shift,
    Volunteer,
)
from gridhall.volunteering.queries.finding import find_volunteers
from gridhall.volunteering.rules.attendance import Known, Seat, Stint, rank, stints

EXPECTED, PRESENT, OUT = "expected", "present", "out"
NO_SHOW, EXCUSED, VOID = "no_show", "excused", "void"
_ORDER = {PRESENT: 0, OUT: 0, EXPECTED: 1, NO_SHOW: 2, EXCUSED: 3}
_MOST = 20  # people of the whole list offered for one typing


@dataclass(frozen=True, slots=True)
class DayHead:
    """The day whose desk it is."""

    id: int
    held_on: date
    name: str
    spot: str
    leader: str
    organiser: str
    closed_at: datetime | None


@dataclass(frozen=True, slots=True)
class ShiftSpan:
    """A shift of the day."""

    id: int
    name: str
    starts: int
    ends: int


@dataclass(frozen=True, slots=True)
class CellSpot:
    """A post in a shift with how many stand there: where a walk-in may help."""

    id: int
    post: str
    shift_id: int
    shift: str
    wanted: int
    here: int


@dataclass(frozen=True, slots=True)
class AttendRow:
    """One turn of one volunteer: expected, come, gone, not come or excused."""

    volunteer_id: int
    name: str
    phone_masked: str
    post: str
    shifts: str
    shift_ids: frozenset[int]
    span: Span | None  # of the turn; None: a walk-in without a post
    state: str  # expected, present, out, no_show, excused
    kind: str  # rostered, walk_in, substitute
    assignment_ids: frozenset[int] = frozenset()
    cell_id: int | None = None
    attendance_id: int | None = None
    signed_in: int | None = None
    signed_out: int | None = None
    quality: str = ""
    is_unpaid: bool = True
    remark: str = ""
    is_relieved: bool = False  # somebody took the turn over (顶岗)

    @property
    def key(self) -> tuple[int, int, int]:
        """What a list finds the row by when it is read anew."""
        return self.volunteer_id, min(self.assignment_ids, default=0), self.attendance_id or 0


@dataclass(frozen=True, slots=True)
class DayAttendance:
    """Everything the sign-in desk shows of a day."""

    day: DayHead
    shifts: tuple[ShiftSpan, ...]
    rows: tuple[AttendRow, ...]
    cells: tuple[CellSpot, ...]
    known: Mapping[int, Known]  # of everybody on the rows

    def of_shift(self, shift_id: int | None) -> list[AttendRow]:
        """The rows of one shift; of None all of them."""
        if shift_id is None:
            return list(self.rows)
        return [row for row in self.rows if shift_id in row.shift_ids]


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody that a typing may mean: a turn of the day, or a volunteer who has none."""

    volunteer_id: int
    name: str
    phone_masked: str
    rank: int
    row: AttendRow | None  # None: not on this day's list


def day_head(session: Session, day_id: int) -> DayHead:
    """The day, if it is held."""
    row = session.get(ServiceDay, day_id)
    if row is None or row.held_on is None:
        raise UserError("这一天没有服务日，请在“日程排班”里安排，或换一天")
    return DayHead(
        row.id, row.held_on, row.name, row.spot, row.leader, row.organiser, row.closed_at
    )


def attendance(session: Session, day_id: int) -> DayAttendance:
    """Who is expected and who came: the latest to sign in first, then who is awaited."""
    head = day_head(session, day_id)
    came = _attendances(session, day_id)
    turns = day_stints(session, day_id, came)
    known = known_people(
        session, {t.first.volunteer_id for t in turns} | {a.volunteer_id for a in came}
    )
    shifts = _shifts(session, day_id)
    relieved = _relieved(session, day_id)
    rows = [
        *_turn_rows(turns, came, known, relieved),
        *_walk_in_rows(session, turns, came, known, shifts),
    ]
    cells = _cells(session, day_id, came)
    return DayAttendance(head, shifts, tuple(sorted(rows, key=_place)), cells, known)


def match(session: Session, day_id: int, text: str) -> list[Candidate]:
    """Who is meant by initials, a phone's tail, or a scanned number; this day's people first."""
    return match_in(session, attendance(session, day_id), text)


def match_in(session: Session, day: DayAttendance, text: str) -> list[Candidate]:
    """The same on a day that was read already; others only where nobody of the day fits."""
    found = candidates(day, text)
    if found:
        return found
    ids = find_volunteers(session, text, _MOST)
    others = known_people(session, set(ids) - set(day.known))
    ranked = ((rank(text, who), who) for who in others.values())
    return [
        Candidate(who.volunteer_id, who.name, mask_phone(who.phone), place, None)
        for place, who in sorted(
            ((place if place is not None else 9, who) for place, who in ranked),
            key=lambda pair: (pair[0], sort_key(pair[1].name), pair[1].volunteer_id),
        )
    ]


def certified(session: Session, code: str) -> int | None:
    """The volunteer whose certificate this hall issued with this very code."""
    query = select(Certificate.volunteer_id).where(Certificate.code == code)
    return session.scalar(query.limit(1))


def candidates(day: DayAttendance, text: str) -> list[Candidate]:
    """Turns of the day that what was typed may mean, the best fit and who is awaited first."""
    places = {one: rank(text, who) for one, who in day.known.items()}
    fitting = [
        Candidate(row.volunteer_id, row.name, row.phone_masked, place, row)
        for row in day.rows
        if (place := places[row.volunteer_id]) is not None
    ]
    return sorted(fitting, key=lambda one: (one.rank, _urgency(one.row), _starts(one.row)))


def _urgency(row: AttendRow | None) -> int:
    """Who is awaited comes before who is there, and who called off last."""
    return {EXPECTED: 0, NO_SHOW: 1, PRESENT: 2, OUT: 3}.get(row.state if row else "", 4)


def _starts(row: AttendRow | None) -> int:
    return row.span[0] if row and row.span else 0


def day_stints(
    session: Session, day_id: int, came: Iterable[Attendance], volunteer_id: int | None = None
) -> list[Stint]:
    """The turns of a day, called off ones too, or of one volunteer on it."""
    query = (
        select(
            Assignment.id, Assignment.volunteer_id, Cell.id, Post.id, Post.name,
            Shift.id, Shift.name, Shift.starts, Shift.ends, Assignment.state == "called_off",
            Assignment.why,
        )
        .join(Cell, Cell.id == Assignment.cell_id)
        .join(Post, Post.id == Cell.post_id)
        .join(Shift, Shift.id == Cell.shift_id)
        .where(Post.day_id == day_id, Assignment.state.in_(("confirmed", "called_off")))
    )  # fmt: skip
    if volunteer_id is not None:
        query = query.where(Assignment.volunteer_id == volunteer_id)
    seats = [Seat(*row) for row in session.execute(query)]
    return stints(seats, {one.assignment_id for one in came if one.assignment_id is not None})


def known_people(session: Session, ids: Collection[int]) -> dict[int, Known]:
    """What these volunteers may be called by."""
    into = aliased(Person)
    found: dict[int, Known] = {}
    for part in chunks(sorted(ids)):
        query = (
            select(
                Volunteer.id,
                func.coalesce(into.name, Person.name, Outsider.name),
                func.coalesce(into.phone, Person.phone, Outsider.phone, ""),
                func.coalesce(into.id_number, Person.id_number, Outsider.id_number, ""),
                Volunteer.number,
            )
            .outerjoin(Person, Person.id == Volunteer.person_id)
            .outerjoin(into, into.id == Person.merged_into)
            .outerjoin(Outsider, Outsider.id == Volunteer.outsider_id)
            .where(Volunteer.id.in_(part))
        )
        found |= {row[0]: Known(*row) for row in session.execute(query)}
    return found


def attendances(session: Session, *which: ColumnElement[bool]) -> list[Attendance]:
    """Attendances that were not voided."""
    query = select(Attendance).where(Attendance.state != VOID, *which).order_by(Attendance.id)
    return list(session.scalars(query))


def _attendances(session: Session, day_id: int) -> list[Attendance]:
    return attendances(session, Attendance.day_id == day_id)


def _shifts(session: Session, day_id: int) -> tuple[ShiftSpan, ...]:
    query = select(Shift.id, Shift.name, Shift.starts, Shift.ends).where(Shift.day_id == day_id)
    return tuple(ShiftSpan(*row) for row in session.execute(query.order_by(Shift.starts)))


def _cells(session: Session, day_id: int, came: Iterable[Attendance]) -> tuple[CellSpot, ...]:
    here: dict[int, int] = defaultdict(int)
    for one in came:
        if one.state == PRESENT and one.cell_id is not None:
            here[one.cell_id] += 1
    query = (
        select(Cell.id, Post.name, Shift.id, Shift.name, Cell.wanted)
        .join(Post, Post.id == Cell.post_id)
        .join(Shift, Shift.id == Cell.shift_id)
        .where(Post.day_id == day_id)
        .order_by(Shift.starts, Post.place, Post.id)
    )
    return tuple(CellSpot(*row, here[row[0]]) for row in session.execute(query))


def _relieved(session: Session, day_id: int) -> frozenset[int]:
    """Seats of a day that somebody else stands in for."""
    query = (
        select(Assignment.replaces_id)
        .join(Cell, Cell.id == Assignment.cell_id)
        .join(Post, Post.id == Cell.post_id)
        .where(Post.day_id == day_id, Assignment.state == "confirmed")
    )
    return frozenset(one for one in session.scalars(query) if one is not None)


def _turn_rows(
    turns: Iterable[Stint],
    came: Iterable[Attendance],
    known: Mapping[int, Known],
    relieved: Collection[int],
) -> list[AttendRow]:
    """One row for every turn of the roster, with the attendance that belongs to it."""
    by_seat = {one.assignment_id: one for one in came if one.assignment_id is not None}
    rows = []
    for turn in turns:
        seat = turn.first
        mine = next((by_seat[i] for i in turn.assignment_ids if i in by_seat), None)
        state = _state(mine) if mine else (EXCUSED if seat.is_off else EXPECTED)
        who = known[seat.volunteer_id]
        row = AttendRow(
            who.volunteer_id, who.name, mask_phone(who.phone), seat.post, turn.shifts,
            frozenset(s.shift_id for s in turn.seats), turn.span, state,
            mine.kind if mine else "rostered", turn.assignment_ids, seat.cell_id,
            is_relieved=not turn.assignment_ids.isdisjoint(relieved), **_signed(mine, seat.why),
        )  # fmt: skip
        rows.append(row)
    return rows


def _walk_in_rows(
    session: Session,
    turns: Iterable[Stint],
    came: Iterable[Attendance],
    known: Mapping[int, Known],
    shifts: Iterable[ShiftSpan],
) -> list[AttendRow]:
    """Who came without a place on the roster."""
    seated = {i for turn in turns for i in turn.assignment_ids}
    mine = [one for one in came if one.assignment_id not in seated]
    spots = _spots(session, {one.cell_id for one in mine if one.cell_id is not None})
    rows = []
    for one in mine:
        who = known[one.volunteer_id]
        post, shift_id, shift, span = spots.get(one.cell_id or 0, ("", 0, "", None))
        about = frozenset({shift_id}) if shift_id else _near(one.signed_in, shifts)
        rows.append(
            AttendRow(
                who.volunteer_id, who.name, mask_phone(who.phone), post, shift, about, span,
                _state(one), one.kind, frozenset(), one.cell_id, **_signed(one, ""),
            )
        )  # fmt: skip
    return rows


def _spots(session: Session, cell_ids: Collection[int]) -> dict[int, tuple[str, int, str, Span]]:
    query = (
        select(Cell.id, Post.name, Shift.id, Shift.name, Shift.starts, Shift.ends)
        .join(Post, Post.id == Cell.post_id)
        .join(Shift, Shift.id == Cell.shift_id)
        .where(Cell.id.in_(cell_ids))
    )
    return {r[0]: (r[1], r[2], r[3], (r[4], r[5])) for r in session.execute(query)}


def _near(at: int | None, shifts: Iterable[ShiftSpan]) -> frozenset[int]:
    """The shift a walk-in without a post is listed with: the first not over when they came."""
    order = list(shifts)
    found = next((one.id for one in order if at is not None and at < one.ends), None)
    return frozenset({found} if found else {one.id for one in order[-1:]})


def _state(one: Attendance) -> str:
    return OUT if one.state == PRESENT and one.signed_out is not None else one.state


def _signed(one: Attendance | None, why: str) -> dict[str, Any]:
    if one is None:
        return {"remark": why}
    return {
        "attendance_id": one.id,
        "signed_in": one.signed_in,
        "signed_out": one.signed_out,
        "quality": one.quality,
        "is_unpaid": one.is_unpaid,
        "remark": one.remark or why,
    }


def _place(row: AttendRow) -> tuple[int, int, int, str]:
    """The latest to sign in first; who is awaited by the shift, then the post's people by name."""
    latest = -(row.signed_in or 0)
    return _ORDER[row.state], latest, _starts(row), sort_key(row.name)
