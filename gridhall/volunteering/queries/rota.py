"""The rota's problem as the hall's file has it: days, cells, volunteers, in a few statements."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date, timedelta
from itertools import permutations
from json import loads
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session

from gridhall.core.errors import UserError
from gridhall.organisation.models import Outsider, PartyMember, PartyRelation
from gridhall.organisation.queries.people import GONE_ON, day_of, open_on
from gridhall.places.models import Building, Entrance
from gridhall.registry.models import Person
from gridhall.registry.rules import PARTY_MEMBERS
from gridhall.volunteering.models import (
    Assignment,
    Availability,
    Cell,
    Duty,
    HoursEntry,
    Pairing,
    Post,
    Publication,
    ServiceDay,
    Shift,
    Skill,
    Volunteer,
    VolunteerSkill,
    VolunteerSquad,
    Wish,
)
from gridhall.volunteering.rules.rota.problem import (
    Candidate,
    CellSpec,
    Pair,
    Problem,
    Spare,
)

_GONE = {"died": "已去世", "left": "已迁出", "void": "的登记已注销"}
_CELLS = (
    select(
        Cell.id, ServiceDay.held_on, Shift.starts, Shift.ends, Cell.wanted, Cell.minimum,
        Post.name, Shift.name, func.coalesce(Duty.name, Post.name), Post.skill_id,
        func.coalesce(Skill.name, ""), func.coalesce(Skill.needs_paper, False), Post.squad_id,
        Post.grid_id, Post.spot, Post.needs_party, Post.is_dangerous,
    )
    .join(Post, Post.id == Cell.post_id)
    .join(Shift, Shift.id == Cell.shift_id)
    .join(ServiceDay, ServiceDay.id == Shift.day_id)
    .outerjoin(Duty, Duty.id == Post.duty_id)
    .outerjoin(Skill, Skill.id == Post.skill_id)
    .where(ServiceDay.held_on.is_not(None))
    .order_by(ServiceDay.held_on, Post.place, Post.id, Shift.place)
)  # fmt: skip


def problem(
    session: Session, day_ids: Collection[int], only: Collection[int] | None = None
) -> Problem:
    """The cells of these days and all volunteers, or only some: with what is fixed about them."""
    rows: Iterable[Any] = session.execute(_CELLS.where(Shift.day_id.in_(day_ids)))
    cells = [CellSpec(*row) for row in rows]
    if not cells:
        return Problem((), ())
    own = {cell.id for cell in cells}
    standing = _standing(session, cells, day_ids)
    people = _Volunteers(session, cells, only)
    people.elsewhere(standing, own)
    inside = [row for row in standing if row[0] in own]
    apart, together = _pairs(session)
    return Problem(
        cells=tuple(cells),
        candidates=people.candidates(),
        fixed=frozenset((cell, who) for cell, who, state, *_ in inside if state == "confirmed"),
        suggested=frozenset((cell, who) for cell, who, state, *_ in inside if state == "suggested"),
        published=frozenset(_published(session, day_ids, own)),
        apart=apart,
        together=together,
        beside=_beside(session),
    )


def day_of_cell(session: Session, cell_id: int) -> int:
    """The service day a cell is of."""
    found = session.scalar(
        select(Shift.day_id).join(Cell, Cell.shift_id == Shift.id).where(Cell.id == cell_id)
    )
    if found is None:
        raise UserError("这一格已经没有了，请刷新后再排")
    return found


def _standing(
    session: Session, cells: Collection[CellSpec], day_ids: Collection[int]
) -> list[tuple[int, int, str, CellSpec, bool]]:
    """Who is where: on these days, in their months, and planned for days that are not over."""
    first, last = _bounds(cells)
    months = first.replace(day=1) - timedelta(days=1), last + timedelta(days=32)
    near = ServiceDay.held_on.between(*months)
    open_yet = and_(ServiceDay.closed_at.is_(None), ServiceDay.held_on >= _year_before(first))
    query = (
        _CELLS.add_columns(Assignment.volunteer_id, Assignment.state, ServiceDay.closed_at)
        .join(Assignment, Assignment.cell_id == Cell.id)
        .where(Assignment.state != "called_off", or_(near, open_yet, Shift.day_id.in_(day_ids)))
    )
    known: dict[int, CellSpec] = {}
    found = []
    for *cell, who, state, closed_at in session.execute(query):
        spec = known.setdefault(cell[0], CellSpec(*cell))
        found.append((spec.id, who, state, spec, closed_at is not None))
    return found


def _bounds(cells: Collection[CellSpec]) -> tuple[date, date]:
    days = [cell.day for cell in cells]
    return min(days), max(days)


def _year_before(day: date) -> date:
    """The first of the twelve months before a day."""
    return day.replace(year=day.year - 1, day=min(day.day, 28))


def _pairs(session: Session) -> tuple[frozenset[Pair], frozenset[Pair]]:
    found: dict[str, set[Pair]] = {"apart": set(), "together": set()}
    for one, other, kind in session.execute(select(Pairing.one_id, Pairing.other_id, Pairing.kind)):
        found[kind].add((one, other))
    return frozenset(found["apart"]), frozenset(found["together"])


def _published(session: Session, day_ids: Collection[int], own: Collection[int]) -> set[Pair]:
    """The seats as the days were published last."""
    last = (
        select(func.max(Publication.id))
        .where(Publication.day_id.in_(day_ids))
        .group_by(Publication.day_id)
    )
    query = select(Publication.content).where(Publication.id.in_(last))
    return {
        (cell, who)
        for content in session.scalars(query)
        for cell, who in loads(content)
        if cell in own
    }


def _beside(session: Session) -> dict[int, frozenset[int]]:
    """Which grids have part in one 小区."""
    query = (
        select(Building.compound_id, Entrance.grid_id)
        .join(Building, Building.id == Entrance.building_id)
        .where(Entrance.grid_id.is_not(None))
        .distinct()
    )
    compounds: dict[int, list[int]] = {}
    for compound_id, grid_id in session.execute(query):
        compounds.setdefault(compound_id, []).append(int(grid_id or 0))
    found: dict[int, set[int]] = {}
    for grids in compounds.values():
        for one, other in permutations(grids, 2):
            found.setdefault(one, set()).add(other)
    return {grid: frozenset(others) for grid, others in found.items()}


class _Volunteers:
    """Everybody who may serve, read table by table."""

    def __init__(
        self, session: Session, cells: Collection[CellSpec], only: Collection[int] | None
    ) -> None:
        self._session, self._only = session, only
        self._first = _bounds(cells)[0]
        self._elsewhere: dict[int, list[CellSpec]] = {}
        self._minutes = self._credited()

    def elsewhere(
        self, standing: Iterable[tuple[int, int, str, CellSpec, bool]], own: Collection[int]
    ) -> None:
        """Seats outside the problem; of a day that is not over they count as hours too."""
        for cell_id, who, _state, cell, is_closed in standing:
            if cell_id not in own:
                self._elsewhere.setdefault(who, []).append(cell)
                if not is_closed:
                    self._minutes[who] = self._minutes.get(who, 0) + cell.minutes

    def candidates(self) -> tuple[Candidate, ...]:
        """All of them, by id."""
        skills, squads, spare = self._skills(), self._squads(), self._spare()
        wishes, refusals = self._wishes("wish"), self._wishes("refusal")
        return tuple(
            replace(
                one,
                skills=skills.get(one.id, {}),
                squads=frozenset(squads.get(one.id, ())),
                spare=tuple(spare.get(one.id, ())),
                wishes=frozenset(wishes.get(one.id, ())),
                refusals=frozenset(refusals.get(one.id, ())),
                minutes=max(self._minutes.get(one.id, 0), 0),
                elsewhere=tuple(self._elsewhere.get(one.id, ())),
            )
            for one in self._basics()
        )

    def _of(self, column: Any) -> ColumnElement[bool]:
        """Only those that are asked for."""
        is_asked: ColumnElement[bool] = column.in_(self._only or ())
        return is_asked if self._only is not None else column.is_not(None)

    def _credited(self) -> dict[int, int]:
        """Minutes of the twelve months before the first day, by the ledger."""
        rows = (
            select(HoursEntry.volunteer_id, func.sum(HoursEntry.minutes))
            .where(HoursEntry.served_on >= _year_before(self._first))
            .where(HoursEntry.served_on < self._first, self._of(HoursEntry.volunteer_id))
            .group_by(HoursEntry.volunteer_id)
        )
        return {who: minutes for who, minutes in self._session.execute(rows)}

    def _basics(self) -> list[Candidate]:
        query = _basics().where(self._of(Volunteer.id)).order_by(Volunteer.id)
        members = self._members()
        return [_candidate(row, members) for row in self._session.execute(query)]

    def _members(self) -> set[tuple[int | None, int | None]]:
        """Whose relation with the party is kept here, by person or outsider."""
        query = (
            select(PartyMember.person_id, PartyMember.outsider_id)
            .join(PartyRelation, PartyRelation.member_id == PartyMember.id)
            .where(PartyRelation.kind == "member", open_on(PartyRelation, self._first))
        )
        return {(person, outsider) for person, outsider in self._session.execute(query)}

    def _skills(self) -> dict[int, dict[int, date | None]]:
        found: dict[int, dict[int, date | None]] = {}
        query = select(
            VolunteerSkill.volunteer_id, VolunteerSkill.skill_id, VolunteerSkill.valid_until
        ).where(self._of(VolunteerSkill.volunteer_id))
        for who, skill, until in self._session.execute(query):
            found.setdefault(who, {})[skill] = until
        return found

    def _squads(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = {}
        query = select(VolunteerSquad.volunteer_id, VolunteerSquad.squad_id)
        for who, squad in self._session.execute(query.where(self._of(VolunteerSquad.volunteer_id))):
            found.setdefault(who, []).append(squad)
        return found

    def _spare(self) -> dict[int, list[Spare]]:
        found: dict[int, list[Spare]] = {}
        query = select(
            Availability.volunteer_id, Availability.starts, Availability.ends,
            Availability.is_free, Availability.weekday, Availability.since, Availability.until,
        ).where(self._of(Availability.volunteer_id))  # fmt: skip
        for row in self._session.execute(query):
            found.setdefault(row[0], []).append(Spare(*row[1:]))
        return found

    def _wishes(self, kind: str) -> dict[int, list[tuple[str, str]]]:
        found: dict[int, list[tuple[str, str]]] = {}
        query = select(Wish.volunteer_id, Wish.target_kind, Wish.target)
        mine = query.where(Wish.kind == kind, self._of(Wish.volunteer_id))
        for who, target_kind, target in self._session.execute(mine):
            found.setdefault(who, []).append((target_kind, target))
        return found


def _basics() -> Select[Any]:
    return (
        select(
            Volunteer, func.coalesce(Person.name, Outsider.name),
            func.coalesce(Person.birth_date, Outsider.born_on), Person.political_status,
            Outsider.is_party, Person.status, GONE_ON,
        )
        .outerjoin(Person, Person.id == Volunteer.person_id)
        .outerjoin(Outsider, Outsider.id == Volunteer.outsider_id)
    )  # fmt: skip


def _candidate(row: Any, members: Collection[tuple[int | None, int | None]]) -> Candidate:
    who, name, born, politics, is_party, status, gone_on = row
    gone = _gone(who, status, day_of(gone_on))
    return Candidate(
        id=who.id,
        name=name,
        born=day_of(born),
        is_party=bool(is_party)
        or politics in PARTY_MEMBERS
        or (who.person_id, who.outsider_id) in members,
        state=who.state,
        joined_on=who.joined_on,
        gone_on=gone[0],
        gone=gone[1],
        max_per_month=who.max_per_month,
        has_consent=who.accompanied or who.guardian_consent_on is not None,
        insured_until=who.insured_until,
        home_grid=who.home_grid_id,
    )


def _gone(who: Volunteer, status: str | None, gone_on: date | None) -> tuple[date | None, str]:
    """Since when somebody does not serve any more, and why."""
    if status in _GONE:
        return gone_on or date.min, _GONE[status]
    if who.left_on is not None:
        return who.left_on, "已退出志愿服务"
    return None, ""
