"""The candidate pool of a cell (可排志愿者), sorted by fit; why somebody, why not; who replaces."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gridhall.core.clock import say_hours
from gridhall.core.errors import UserError
from gridhall.organisation.models import PartnerUnit
from gridhall.volunteering.models import (
    Assignment,
    HoursEntry,
    Squad,
    Volunteer,
    VolunteerSquad,
)
from gridhall.volunteering.queries.rota import day_of_cell, problem
from gridhall.volunteering.rules.rota.explain import compared, explain, price
from gridhall.volunteering.rules.rota.hard import is_at_hand, is_here
from gridhall.volunteering.rules.rota.hours import free_part
from gridhall.volunteering.rules.rota.problem import Candidate, CellSpec
from gridhall.volunteering.rules.rota.roster import Roster

BEST, FIT, HALF, BUSY, UNFIT = "最合适", "可排", "半班", "已排岗", "不合适"
_ORDER = {BEST: 0, FIT: 0, HALF: 1, BUSY: 2, UNFIT: 3}


@dataclass(frozen=True, slots=True)
class PoolRow:
    """A volunteer beside a cell: how well they fit, and in a sentence why or why not."""

    volunteer_id: int
    name: str
    sub: str  # 困难关爱 · 本年 18 小时
    minutes_this_year: int
    badge: str
    is_allowed: bool
    why: str


def pool(session: Session, cell_id: int, today: date | None = None) -> list[PoolRow]:
    """Everybody beside a cell: who fits best first, then who cannot and why.

    Without `today` the year's hours are those up to the cell's own day. Who left, died or is
    in the cell already is not listed.
    """
    roster = _roster(session, cell_id)
    return _with_best(_listed(session, roster, cell_id, today))


def replacements(session: Session, assignment_id: int, today: date | None = None) -> list[PoolRow]:
    """Who can take the place of an assignment (顶岗): the pool of its cell without its holder."""
    held = session.get(Assignment, assignment_id)
    if held is None:
        raise UserError("这条排班已经没有了，请刷新后再试")
    roster = _roster(session, held.cell_id, without=held.volunteer_id)
    rows = _listed(session, roster, held.cell_id, today)
    return _with_best(row for row in rows if row.volunteer_id != held.volunteer_id)


def why(session: Session, cell_id: int, volunteer_id: int) -> str:
    """Why somebody is in a cell, could be, or may not: one sentence for any cell and anybody."""
    roster = _roster(session, cell_id)
    if volunteer_id not in roster.people:
        raise UserError("没有这名志愿者，请刷新后再选")
    return explain(roster, cell_id, volunteer_id)


def _roster(session: Session, cell_id: int, without: int = 0) -> Roster:
    asked = problem(session, [day_of_cell(session, cell_id)])
    left = {(cell_id, without)}
    asked = replace(asked, fixed=asked.fixed - left, suggested=asked.suggested - left)
    return Roster(asked, asked.suggested)


def _listed(session: Session, roster: Roster, cell_id: int, today: date | None) -> list[PoolRow]:
    cell = roster.cells[cell_id]
    inside = {one.id for one in roster.inside(cell_id)}
    people = [
        one for one in roster.people.values() if one.id not in inside and not is_here(cell, one)
    ]
    about = _about(session, today or cell.day)
    rows = [_judged(roster, cell, one, about.get(one.id, ("", 0))) for one in people]
    rows.sort(key=lambda row: (_ORDER[row[0].badge], row[1], row[0].volunteer_id))
    return [row for row, _ in rows]


def _with_best(rows: Iterable[PoolRow]) -> list[PoolRow]:
    """The first of those who fit is the best."""
    found = list(rows)
    if found and found[0].badge == FIT:
        found[0] = replace(found[0], badge=BEST)
    return found


def _judged(
    roster: Roster, cell: CellSpec, one: Candidate, about: tuple[str, int]
) -> tuple[PoolRow, int]:
    against = roster.broken(cell.id, one.id)
    badge = _badge(roster, cell, one) if against else FIT
    said = against or compared(roster, cell, one)
    sub = " · ".join(filter(None, (about[0], f"本年 {say_hours(about[1])}")))
    row = PoolRow(one.id, one.name, sub, about[1], badge, not against, said)
    return row, price(roster, cell, one)


def _badge(roster: Roster, cell: CellSpec, one: Candidate) -> str:
    """Why in a word: elsewhere at that time, free for a part of it, or not fit at all."""
    if roster.broken_alone(cell.id, one.id):
        is_late = is_at_hand(cell, one)
        part = free_part(one.spare, cell.day, (cell.starts, cell.ends)) if is_late else None
        return HALF if part else UNFIT
    return BUSY if roster.is_elsewhere(cell.id, one.id) else UNFIT


def _about(session: Session, today: date) -> dict[int, tuple[str, int]]:
    """A word on each volunteer, and the minutes of the year, in three statements."""
    minutes = (
        select(HoursEntry.volunteer_id, func.sum(HoursEntry.minutes))
        .where(HoursEntry.served_on >= today.replace(month=1, day=1))
        .where(HoursEntry.served_on <= today)
        .group_by(HoursEntry.volunteer_id)
    )
    squads = (
        select(VolunteerSquad.volunteer_id, Squad.name)
        .join(Squad, Squad.id == VolunteerSquad.squad_id)
        .order_by(Squad.place.desc(), Squad.id.desc())
    )
    units = select(Volunteer.id, PartnerUnit.name, PartnerUnit.short_name).outerjoin(
        PartnerUnit, PartnerUnit.id == Volunteer.unit_id
    )
    year = {who: total for who, total in session.execute(minutes)}
    word = {who: name for who, name in session.execute(squads)}
    return {
        who: (word.get(who) or short or name or "", max(year.get(who, 0), 0))
        for who, name, short in session.execute(units)
    }
