"""The plan of a day to be edited, the templates, the duties (岗位目录), days to copy from."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from gridhall.core.errors import UserError
from gridhall.places.models import Grid
from gridhall.volunteering.models import (
    Assignment,
    Cell,
    DayTemplate,
    Duty,
    Post,
    ServiceDay,
    Shift,
    Skill,
    Squad,
)
from gridhall.volunteering.rules.plan import PlanDraft, PostDraft, ShiftDraft, from_json


@dataclass(frozen=True, slots=True)
class TemplateRow:
    """A template as the list shows it."""

    id: int
    name: str
    shifts: int
    posts: int
    wanted: int
    version: int


@dataclass(frozen=True, slots=True)
class DutyRow:
    """A kind of post the hall offers again and again."""

    id: int
    name: str
    content: str
    skill_id: int | None
    skill_name: str
    squad_id: int | None
    squad_name: str
    wanted: int
    minimum: int
    needs_party: bool
    is_dangerous: bool
    ended_on: date | None
    version: int


@dataclass(frozen=True, slots=True)
class EarlierDay:
    """A day whose plan may be copied."""

    id: int
    held_on: date
    name: str
    posts: int
    wanted: int


def plan(session: Session, day_id: int) -> PlanDraft:
    """A day's shifts and posts with their ids, as the dialog edits them."""
    shifts = session.scalars(select(Shift).where(Shift.day_id == day_id).order_by(Shift.place))
    known = list(shifts)
    places = {shift.id: place for place, shift in enumerate(known)}
    cells: dict[int, dict[int, tuple[int, int]]] = defaultdict(dict)
    for cell in session.scalars(select(Cell).join(Post).where(Post.day_id == day_id)):
        cells[cell.post_id][places[cell.shift_id]] = (cell.wanted, cell.minimum)
    query = select(Post).where(Post.day_id == day_id).order_by(Post.place, Post.id)
    posts = tuple(_post(post, cells[post.id]) for post in session.scalars(query))
    return PlanDraft(tuple(ShiftDraft(s.name, s.starts, s.ends, s.id) for s in known), posts)


def seated(session: Session, day_id: int) -> dict[tuple[int, int], int]:
    """How many stand in each cell (post id, shift id): what must not be dropped unasked."""
    query = (
        select(Cell.post_id, Cell.shift_id, func.count())
        .join(Assignment, Assignment.cell_id == Cell.id)
        .join(Post, Post.id == Cell.post_id)
        .where(Post.day_id == day_id, Assignment.state != "called_off")
        .group_by(Cell.post_id, Cell.shift_id)
    )
    return {(post, shift): count for post, shift, count in session.execute(query)}


def templates(session: Session) -> list[TemplateRow]:
    """Every template; the first is the one a new day begins with."""
    rows = []
    for row in session.scalars(select(DayTemplate).order_by(DayTemplate.id)):
        draft = from_json(row.content)
        many = (len(draft.shifts), len(draft.posts), draft.wanted)
        rows.append(TemplateRow(row.id, row.name, *many, row.version))
    return rows


def template(session: Session, template_id: int) -> PlanDraft:
    """A template's plan; UserError if it is gone."""
    return from_json(stored_template(session, template_id).content)


def stored_template(session: Session, template_id: int) -> DayTemplate:
    """The stored template, for services."""
    row = session.get(DayTemplate, template_id)
    if row is None:
        raise UserError("没有这个模板，可能刚被删掉。请重新选一个")
    return row


def duties(session: Session, *, ended: bool = False) -> list[DutyRow]:
    """The duties in their order, those no longer offered only if asked for."""
    query = (
        select(Duty, Skill.name, Squad.name)
        .outerjoin(Skill, Skill.id == Duty.skill_id)
        .outerjoin(Squad, Squad.id == Duty.squad_id)
        .order_by(Duty.ended_on.is_not(None), Duty.place, Duty.id)
    )
    if not ended:
        query = query.where(Duty.ended_on.is_(None))
    return [_duty(*row) for row in session.execute(query)]


def earlier_days(session: Session, before: date, limit: int = 24) -> list[EarlierDay]:
    """The days with posts held before a date, the latest first."""
    wanted = func.coalesce(func.sum(Cell.wanted), 0)
    query = (
        select(
            ServiceDay.id, ServiceDay.held_on, ServiceDay.name, func.count(Post.id.distinct()),
            wanted,
        )
        .join(Post, Post.day_id == ServiceDay.id)
        .outerjoin(Cell, Cell.post_id == Post.id)
        .where(ServiceDay.held_on < before)
        .group_by(ServiceDay.id)
        .order_by(ServiceDay.held_on.desc(), ServiceDay.id.desc())
        .limit(limit)
    )  # fmt: skip
    return [
        EarlierDay(day_id, held_on, name, posts, places)
        for day_id, held_on, name, posts, places in session.execute(query)
        if held_on is not None
    ]


def seats_of(session: Session, cell_ids: Sequence[int]) -> list[Assignment]:
    """Every assignment of these cells, the called-off too, for services; the latest first."""
    query = select(Assignment).where(Assignment.cell_id.in_(cell_ids))
    return list(session.scalars(query.order_by(Assignment.id.desc())))


def as_post(row: DutyRow, shifts: int) -> PostDraft:
    """A duty as a post of a day, open in every shift."""
    cells = dict.fromkeys(range(shifts), (row.wanted, row.minimum))
    return PostDraft(
        row.name, row.content, row.skill_id, row.squad_id, None, "", row.needs_party,
        row.is_dangerous, row.id, cells,
    )  # fmt: skip


def _post(post: Post, cells: dict[int, tuple[int, int]]) -> PostDraft:
    return PostDraft(
        post.name, post.content, post.skill_id, post.squad_id, post.grid_id, post.spot,
        post.needs_party, post.is_dangerous, post.duty_id, cells, post.id,
    )  # fmt: skip


def _duty(duty: Duty, skill: str | None, squad: str | None) -> DutyRow:
    return DutyRow(
        duty.id, duty.name, duty.content, duty.skill_id, skill or "", duty.squad_id, squad or "",
        duty.wanted, duty.minimum, duty.needs_party, duty.is_dangerous, duty.ended_on,
        duty.version,
    )  # fmt: skip


def grids(session: Session, today: date) -> list[tuple[int, str]]:
    """The grids in use, for a post that belongs to one."""
    used = or_(Grid.active_to.is_(None), Grid.active_to > today)
    query = select(Grid.id, Grid.name).where(used).order_by(Grid.code)
    return [(grid_id, name) for grid_id, name in session.execute(query)]


def skills(session: Session) -> list[tuple[int, str]]:
    """The skills a post may ask for."""
    query = select(Skill.id, Skill.name).where(Skill.ended_on.is_(None))
    return [(key, name) for key, name in session.execute(query.order_by(Skill.place, Skill.id))]


def squads(session: Session) -> list[tuple[int, str]]:
    """The squads a post may belong to."""
    query = select(Squad.id, Squad.name).where(Squad.ended_on.is_(None))
    return [(key, name) for key, name in session.execute(query.order_by(Squad.place, Squad.id))]
