"""Figures of one held day (小结) and of a year (年度服务报告), from the ledger of hours."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session, aliased

from gridhall.organisation.models import Outsider, PartnerUnit
from gridhall.papers.models import Paper
from gridhall.registry.models import Person
from gridhall.volunteering.models import (
    Attendance,
    Cell,
    HoursEntry,
    Post,
    ServiceDay,
    Volunteer,
)
from gridhall.volunteering.queries.stars import star_table

_AGES = ((18, "未满 18 岁"), (36, "18–35 岁"), (60, "36–59 岁"), (200, "60 岁以上"))


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a table: whose, how many people, how many turns, how long."""

    name: str
    people: int
    turns: int
    minutes: int


@dataclass(frozen=True, slots=True)
class DayFigures:
    """What came of a day: from its ledger rows and its sign-in."""

    people: int
    turns: int
    minutes: int
    no_shows: int
    excused: int
    walk_ins: int
    substitutes: int
    by_post: tuple[Line, ...]
    by_unit: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class YearFigures:
    """A year of service, own activities and others' apart."""

    year: int
    days: int  # service days held
    people: int
    turns: int
    minutes: int
    others_minutes: int  # of activities that others organised: not certified by this hall
    certificates: int
    joined: int  # volunteers taken on
    registered: int  # in the register at the end
    by_month: tuple[Line, ...]
    by_content: tuple[Line, ...]
    by_unit: tuple[Line, ...]
    by_age: tuple[Line, ...]
    stars: tuple[tuple[int, int], ...]  # star, people with at least so many life-time hours


@dataclass(frozen=True, slots=True)
class _Served:
    """A standing row of the ledger with whom it is about."""

    volunteer_id: int
    served_on: date
    minutes: int
    content: str
    post: str
    unit: str
    born_on: date | None
    is_own: bool


def day_figures(session: Session, day_id: int) -> DayFigures:
    """The figures of a day that was held."""
    rows = _served(session, HoursEntry.day_id == day_id)
    states: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    query = select(Attendance.state, Attendance.kind).where(Attendance.day_id == day_id)
    for state, kind in session.execute(query):
        states[state] += 1
        kinds[kind] += state == "present"
    total = _line("", rows)
    return DayFigures(
        total.people, total.turns, total.minutes, states["no_show"], states["excused"],
        kinds["walk_in"], kinds["substitute"],
        _grouped((row.post or row.content, row) for row in rows),
        _grouped((row.unit or "社区居民", row) for row in rows),
    )  # fmt: skip


def year_figures(session: Session, year: int) -> YearFigures:
    """The figures of a calendar year."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    rows = _served(session, HoursEntry.served_on.between(first, last))
    own = [row for row in rows if row.is_own]
    total = _line("", own)
    months = {f"{month}月": list[_Served]() for month in range(1, 13)}
    for row in own:
        months[f"{row.served_on.month}月"].append(row)
    return YearFigures(
        year,
        _count(session, select(func.count()).where(
            ServiceDay.held_on.between(first, last), ServiceDay.closed_at.is_not(None))),
        total.people, total.turns, total.minutes,
        sum(row.minutes for row in rows if not row.is_own),
        _count(session, select(func.count()).where(
            Paper.kind == "volunteer-certificate", Paper.period == str(year),
            Paper.voided_at.is_(None))),
        _count(session, select(func.count()).where(Volunteer.joined_on.between(first, last))),
        _count(session, select(func.count()).where(_registered(last))),
        tuple(_line(name, found) for name, found in months.items()),
        _grouped((row.content or "其他", row) for row in own),
        _grouped((row.unit or "社区居民", row) for row in own),
        _ages(own, last),
        _stars(session, last),
    )  # fmt: skip


def _registered(last: date) -> ColumnElement[bool]:
    here = (Volunteer.joined_on.is_(None)) | (Volunteer.joined_on <= last)
    return here & (Volunteer.left_on.is_(None) | (Volunteer.left_on > last))


def _count(session: Session, query: Select[int]) -> int:
    return session.scalar(query) or 0


def _served(session: Session, which: ColumnElement[bool]) -> list[_Served]:
    reversal = aliased(HoursEntry)
    query = (
        select(
            HoursEntry.volunteer_id, HoursEntry.served_on, HoursEntry.minutes, HoursEntry.content,
            Post.name, PartnerUnit.name, Person.birth_date, Outsider.born_on, HoursEntry.is_own,
        )
        .outerjoin(reversal, reversal.reverses_seq == HoursEntry.seq)
        .outerjoin(Attendance, Attendance.id == HoursEntry.attendance_id)
        .outerjoin(Cell, Cell.id == Attendance.cell_id)
        .outerjoin(Post, Post.id == Cell.post_id)
        .join(Volunteer, Volunteer.id == HoursEntry.volunteer_id)
        .outerjoin(PartnerUnit, PartnerUnit.id == Volunteer.unit_id)
        .outerjoin(Person, Person.id == Volunteer.person_id)
        .outerjoin(Outsider, Outsider.id == Volunteer.outsider_id)
        .where(which, HoursEntry.reverses_seq.is_(None), reversal.seq.is_(None))
    )  # fmt: skip
    return [
        _Served(who, on, minutes, content, post or "", unit or "", born or outside, is_own)
        for who, on, minutes, content, post, unit, born, outside, is_own in session.execute(query)
    ]


def _line(name: str, rows: Iterable[_Served]) -> Line:
    rows = list(rows)
    people = {row.volunteer_id for row in rows}
    return Line(name, len(people), len(rows), sum(row.minutes for row in rows))


def _grouped(named: Iterable[tuple[str, _Served]]) -> tuple[Line, ...]:
    """A line for each name, those with the most hours first."""
    found: dict[str, list[_Served]] = defaultdict(list)
    for name, row in named:
        found[name].append(row)
    lines = (_line(name, rows) for name, rows in found.items())
    return tuple(sorted(lines, key=lambda line: (-line.minutes, line.name)))


def _ages(rows: Iterable[_Served], last: date) -> tuple[Line, ...]:
    found: dict[str, list[_Served]] = {name: [] for _, name in _AGES}
    unknown: list[_Served] = []
    for row in rows:
        if row.born_on is None:
            unknown.append(row)
            continue
        years = last.year - row.born_on.year
        found[next(name for limit, name in _AGES if years < limit)].append(row)
    told = [_line(name, each) for name, each in found.items()]
    return (*told, _line("没有出生日期", unknown)) if unknown else tuple(told)


def _stars(session: Session, last: date) -> tuple[tuple[int, int], ...]:
    """Star, and how many people have reached it (and no more) by the hours of their life."""
    levels = star_table(session)
    query = (
        select(func.sum(HoursEntry.minutes))
        .where(HoursEntry.served_on <= last, HoursEntry.is_own)
        .group_by(HoursEntry.volunteer_id)
    )
    reached = Counter(_star(levels, minutes) for minutes in session.scalars(query))
    return tuple((star, reached[star]) for star in sorted(levels))


def _star(levels: Mapping[int, int], minutes: int) -> int:
    return max((star for star, hours in levels.items() if minutes >= hours * 60), default=0)
