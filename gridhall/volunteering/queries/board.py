"""A service day's board (排班表): posts by shifts, who stands in each cell, what is missing."""

import json
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from gridhall.core.errors import UserError
from gridhall.organisation.models import Outsider
from gridhall.registry.models import Person
from gridhall.volunteering.models import (
    Assignment,
    Cell,
    Post,
    Publication,
    ServiceDay,
    Shift,
    Skill,
    Squad,
    Volunteer,
)
from gridhall.volunteering.queries.rota import day_of_cell, problem
from gridhall.volunteering.rules.board import Change, Fault, Placed, Roll, compare, faults
from gridhall.volunteering.rules.rota.roster import Roster

CONFIRMED, SUGGESTED, CALLED_OFF = "confirmed", "suggested", "called_off"


@dataclass(frozen=True, slots=True)
class BoardDay:
    """The day whose board it is."""

    id: int
    nominal: date | None
    held_on: date | None
    name: str
    spot: str
    reason: str
    published_at: datetime | None
    closed_at: datetime | None


@dataclass(frozen=True, slots=True)
class ShiftRow:
    """A column of the board."""

    id: int
    name: str
    starts: int
    ends: int


@dataclass(frozen=True, slots=True)
class PostRow:
    """A row of the board, with what it asks of people."""

    id: int
    name: str
    content: str
    spot: str
    grid_id: int | None
    skill_name: str
    squad_name: str
    needs_party: bool
    is_dangerous: bool


@dataclass(frozen=True, slots=True)
class SeatRow:
    """Somebody in a cell; `fault` is why they cannot stay there."""

    assignment_id: int
    volunteer_id: int
    name: str
    state: str  # confirmed, suggested
    fault: Fault | None = None
    replaces: str = ""  # whose place they took (顶岗)

    @property
    def clash(self) -> str:
        """Why they cannot stay, in a sentence; "" if they can."""
        return self.fault.sentence if self.fault else ""

    @property
    def is_sure(self) -> bool:
        """Whether the place counts as filled: confirmed, and not elsewhere at the same time."""
        return self.state == CONFIRMED and not (self.fault and self.fault.is_double)


@dataclass(frozen=True, slots=True)
class CellRow:
    """A post in a shift: how many are wanted, who is there, who called off."""

    id: int
    post_id: int
    shift_id: int
    wanted: int
    minimum: int
    seats: tuple[SeatRow, ...] = ()
    called_off: tuple[tuple[str, str], ...] = ()  # name and reason of 请假

    @property
    def gap(self) -> int:
        """How many are still wanted, suggestions counted as if they were taken."""
        return max(0, self.wanted - len(self.seats))

    @property
    def filled(self) -> int:
        """How many stand there for certain, at most as many as wanted."""
        return min(sum(seat.is_sure for seat in self.seats), self.wanted)


@dataclass(frozen=True)
class Board:
    """Everything that the board of one day shows."""

    day: BoardDay
    shifts: tuple[ShiftRow, ...]
    posts: tuple[PostRow, ...]
    cells: Mapping[tuple[int, int], CellRow] = field(default_factory=dict)  # (post, shift)

    @cached_property
    def wanted(self) -> int:
        """How many turns (人次) the plan wants."""
        return sum(cell.wanted for cell in self.cells.values())

    @cached_property
    def filled(self) -> int:
        """How many of them are filled for certain."""
        return sum(cell.filled for cell in self.cells.values())

    @property
    def missing(self) -> int:
        """How many turns are not yet filled for certain."""
        return self.wanted - self.filled

    @cached_property
    def seats(self) -> tuple[SeatRow, ...]:
        """Everybody on the board."""
        return tuple(seat for cell in self.cells.values() for seat in cell.seats)

    @property
    def suggestions(self) -> int:
        """How many are only suggested."""
        return sum(seat.state == SUGGESTED for seat in self.seats)

    @property
    def clashes(self) -> int:
        """How many cannot stay where they are."""
        return sum(bool(seat.clash) for seat in self.seats)

    def cell_by_id(self, cell_id: int) -> CellRow | None:
        """The cell with this id."""
        return next((cell for cell in self.cells.values() if cell.id == cell_id), None)


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """A line of what changed since the roster was last published."""

    kind: str  # new, gone, moved
    volunteer_id: int
    name: str
    to: str = ""  # 义诊测压 上午一
    was: str = ""


def board(session: Session, day_id: int) -> Board:
    """The board of a day that is stored; UserError if there is none."""
    day = _day(session, day_id)
    shifts = tuple(
        ShiftRow(row.id, row.name, row.starts, row.ends)
        for row in session.scalars(
            select(Shift).where(Shift.day_id == day_id).order_by(Shift.place, Shift.id)
        )
    )
    posts, (seats, called_off) = _posts(session, day_id), _seats(session, day)
    cells = {
        (cell.post_id, cell.shift_id): CellRow(
            cell.id, cell.post_id, cell.shift_id, cell.wanted, cell.minimum,
            tuple(seats[cell.id]), tuple(called_off[cell.id]),
        )
        for cell in session.scalars(
            select(Cell).join(Post).where(Post.day_id == day_id).order_by(Cell.id)
        )
    }  # fmt: skip
    return Board(day, shifts, posts, cells)


def _day(session: Session, day_id: int) -> BoardDay:
    row = session.get(ServiceDay, day_id)
    if row is None:
        raise UserError("没有这个服务日，请在月历里重新选一天")
    return BoardDay(
        row.id, row.nominal, row.held_on, row.name, row.spot, row.reason,
        row.published_at, row.closed_at,
    )  # fmt: skip


def _posts(session: Session, day_id: int) -> tuple[PostRow, ...]:
    query = (
        select(Post, Skill.name, Squad.name)
        .outerjoin(Skill, Skill.id == Post.skill_id)
        .outerjoin(Squad, Squad.id == Post.squad_id)
        .where(Post.day_id == day_id)
        .order_by(Post.place, Post.id)
    )
    return tuple(
        PostRow(
            post.id, post.name, post.content, post.spot, post.grid_id,
            skill or "", squad or "", post.needs_party, post.is_dangerous,
        )
        for post, skill, squad in session.execute(query)
    )  # fmt: skip


_Seats = dict[int, list[SeatRow]]
_CalledOff = dict[int, list[tuple[str, str]]]


def _seats(session: Session, day: BoardDay) -> tuple[_Seats, _CalledOff]:
    rows = _assigned(session, day.id)
    names = {one.id: name for one, name in rows}
    found = _faults(session, day, [one for one, _ in rows if one.state != CALLED_OFF])
    seats: _Seats = defaultdict(list)
    called_off: _CalledOff = defaultdict(list)
    for one, name in rows:
        if one.state == CALLED_OFF:
            called_off[one.cell_id].append((name, one.why))
            continue
        seats[one.cell_id].append(
            SeatRow(
                one.id, one.volunteer_id, name, one.state, found.get(one.id),
                names.get(one.replaces_id or 0, ""),
            )
        )  # fmt: skip
    return seats, called_off


def _assigned(session: Session, day_id: int) -> list[tuple[Assignment, str]]:
    query = (
        select(Assignment, who())
        .join(Cell, Cell.id == Assignment.cell_id)
        .join(Post, Post.id == Cell.post_id)
        .join(Volunteer, Volunteer.id == Assignment.volunteer_id)
        .outerjoin(Person, Person.id == Volunteer.person_id)
        .outerjoin(Outsider, Outsider.id == Volunteer.outsider_id)
        .where(Post.day_id == day_id)
        .order_by(Assignment.state, Assignment.id)  # confirmed before suggested
    )
    return [(one, name) for one, name in session.execute(query)]


def who() -> ColumnElement[str]:
    """A volunteer's name, of the person or the outsider joined."""
    return func.coalesce(Person.name, Outsider.name)


def _faults(session: Session, day: BoardDay, rows: Sequence[Assignment]) -> dict[int, Fault]:
    """Assignment -> why it cannot stay; of a day that is over nothing is asked any more."""
    if not rows or day.closed_at is not None:
        return {}
    asked = problem(session, [day.id], {one.volunteer_id for one in rows})
    cells = {cell.id: cell for cell in asked.cells}
    people = {one.id: one for one in asked.candidates}
    placed = [Placed(one.id, one.cell_id, one.volunteer_id) for one in rows]
    return faults(Roll(cells, people, asked.apart), placed)


def broken_rule(session: Session, cell_id: int, volunteer_id: int) -> str:
    """The sentence of the first hard rule that keeps a volunteer out of a cell; "" for none.

    Only those who are concerned are read: a whole day may be assigned one by one.
    """
    inside = select(Assignment.volunteer_id).where(
        Assignment.cell_id == cell_id, Assignment.state != CALLED_OFF
    )
    concerned = {volunteer_id, *session.scalars(inside)}
    asked = problem(session, [day_of_cell(session, cell_id)], concerned)
    roster = Roster(asked, asked.suggested)
    if volunteer_id not in roster.people:
        raise UserError("没有这名志愿者，请按 F5 刷新后再选")
    return roster.broken(cell_id, volunteer_id)


# What changed since it was published


def changes(session: Session, day_id: int) -> list[ChangeRow]:
    """What changed since the roster was last published; all of it is new before the first."""
    published = last_publication(session, day_id)
    before = pairs_in(published.content) if published is not None else []
    now = standing_pairs(session, day_id)
    found = compare(before, now)
    names = names_of(session, {one.volunteer_id for one in found})
    cells = _cell_words(session, day_id)
    order = {one: place for place, one in enumerate(cells)}
    kinds, beyond = ("gone", "moved", "new"), len(cells)
    found = sorted(
        found,
        key=lambda one: (
            kinds.index(one.kind),
            order.get(one.cell_id, beyond),
            names.get(one.volunteer_id, ""),
        ),
    )
    return [_said(one, names, cells) for one in found]


def last_publication(session: Session, day_id: int) -> Publication | None:
    """The roster as it was last published."""
    query = select(Publication).where(Publication.day_id == day_id)
    return session.scalar(query.order_by(Publication.id.desc()).limit(1))


def standing_pairs(session: Session, day_id: int) -> list[tuple[int, int]]:
    """Cell and volunteer of everybody confirmed, sorted: what a publication keeps."""
    query = (
        select(Assignment.cell_id, Assignment.volunteer_id)
        .join(Cell, Cell.id == Assignment.cell_id)
        .join(Post, Post.id == Cell.post_id)
        .where(Post.day_id == day_id, Assignment.state == CONFIRMED)
    )
    return sorted((cell_id, volunteer_id) for cell_id, volunteer_id in session.execute(query))


def pairs_in(content: str) -> list[tuple[int, int]]:
    """Cell and volunteer of everybody in a publication."""
    return [(cell_id, volunteer_id) for cell_id, volunteer_id in json.loads(content)]


def _said(one: Change, names: Mapping[int, str], cells: Mapping[int, str]) -> ChangeRow:
    here = cells.get(one.cell_id, _NO_CELL)
    name = names.get(one.volunteer_id, "")
    if one.kind == "moved" and one.from_id is not None:
        was = cells.get(one.from_id, _NO_CELL)
        return ChangeRow("moved", one.volunteer_id, name, here, was)
    if one.kind == "gone":
        return ChangeRow("gone", one.volunteer_id, name, was=here)
    return ChangeRow("new", one.volunteer_id, name, here)


_NO_CELL = "已经撤掉的岗位"


def names_of(session: Session, ids: Collection[int]) -> dict[int, str]:
    """The names of these volunteers."""
    query = (
        select(Volunteer.id, who())
        .outerjoin(Person, Person.id == Volunteer.person_id)
        .outerjoin(Outsider, Outsider.id == Volunteer.outsider_id)
        .where(Volunteer.id.in_(ids))
    )
    return {one: name for one, name in session.execute(query)}


def _cell_words(session: Session, day_id: int) -> dict[int, str]:
    """Cell -> what it is called, in the order of the board."""
    query = (
        select(Cell.id, Post.name, Shift.name)
        .join(Post, Post.id == Cell.post_id)
        .join(Shift, Shift.id == Cell.shift_id)
        .where(Post.day_id == day_id)
        .order_by(Post.place, Post.id, Shift.place, Shift.id)
    )
    return {one: f"{post} {shift}" for one, post, shift in session.execute(query)}
