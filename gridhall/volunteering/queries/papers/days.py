"""A service day as its notice, sign-in sheet, cards and calendar entries read it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.core.mask import mask_phone
from gridhall.organisation.models import Outsider, PartnerUnit
from gridhall.registry.models import Person
from gridhall.volunteering.models import (
    Assignment,
    Cell,
    Post,
    Publication,
    ServiceDay,
    Shift,
    Skill,
    Volunteer,
)
from gridhall.volunteering.queries.days import DayRow, stored_day


@dataclass(frozen=True, slots=True)
class PaperShift:
    """A shift of the day."""

    id: int
    name: str
    starts: int
    ends: int


@dataclass(frozen=True, slots=True)
class PaperPost:
    """A post of the day: what it asks, in which shifts it is open and for how many."""

    id: int
    name: str
    content: str
    spot: str
    skill_name: str
    needs_party: bool
    is_dangerous: bool
    wanted: dict[int, int]  # by the shift's id


@dataclass(frozen=True, slots=True)
class OnDuty:
    """One volunteer in one cell, confirmed."""

    volunteer_id: int
    name: str
    unit: str
    phone_masked: str
    post: PaperPost
    shift: PaperShift


@dataclass(frozen=True, slots=True)
class PaperDay:
    """All that papers of one day say."""

    id: int
    nominal: date | None
    held_on: date | None
    name: str
    spot: str
    leader: str
    organiser: str  # "": the hall itself
    reason: str
    rain_plan: str
    risks: str
    summary: str
    published_at: datetime | None
    closed_at: datetime | None
    publications: int
    shifts: tuple[PaperShift, ...]
    posts: tuple[PaperPost, ...]
    roll: tuple[OnDuty, ...]  # by post, then shift

    @property
    def wanted(self) -> int:
        """Turns (人次) the plan wants."""
        return sum(count for post in self.posts for count in post.wanted.values())

    @property
    def people(self) -> int:
        """How many different people are on the roster."""
        return len({one.volunteer_id for one in self.roll})


def paper_day(session: Session, day_id: int) -> PaperDay:
    """What the papers of a stored day say; UserError if it is gone."""
    day = stored_day(session, day_id)
    shifts = _shifts(session, day_id)
    posts = _posts(session, day_id)
    roll = tuple(_roll(session, day_id, shifts, posts))
    count = len(session.scalars(select(Publication.id).where(Publication.day_id == day_id)).all())
    return _paper_day(day, (shifts, posts, roll), count)


def unplanned(row: DayRow) -> PaperDay:
    """What papers can say of a day nobody has planned: its dates and why they differ."""
    return PaperDay(
        0, row.nominal, row.held_on, row.name, row.spot, "", "", row.reason, "", "", "",
        None, None, 0, (), (), (),
    )  # fmt: skip


def _paper_day(
    day: ServiceDay,
    planned: tuple[dict[int, PaperShift], dict[int, PaperPost], tuple[OnDuty, ...]],
    publications: int,
) -> PaperDay:
    shifts, posts, roll = planned
    return PaperDay(
        day.id, day.nominal, day.held_on, day.name, day.spot, day.leader, day.organiser,
        day.reason, day.rain_plan, day.risks, day.summary, day.published_at, day.closed_at,
        publications, tuple(shifts.values()), tuple(posts.values()), roll,
    )  # fmt: skip


def _shifts(session: Session, day_id: int) -> dict[int, PaperShift]:
    query = select(Shift).where(Shift.day_id == day_id).order_by(Shift.place)
    return {
        one.id: PaperShift(one.id, one.name, one.starts, one.ends) for one in session.scalars(query)
    }


def _posts(session: Session, day_id: int) -> dict[int, PaperPost]:
    wanted: dict[int, dict[int, int]] = defaultdict(dict)
    cells = select(Cell.post_id, Cell.shift_id, Cell.wanted).join(Post).where(Post.day_id == day_id)
    for post_id, shift_id, count in session.execute(cells):
        wanted[post_id][shift_id] = count
    query = (
        select(Post, Skill.name)
        .outerjoin(Skill, Skill.id == Post.skill_id)
        .where(Post.day_id == day_id)
        .order_by(Post.place, Post.id)
    )
    return {
        post.id: PaperPost(
            post.id, post.name, post.content, post.spot, skill or "", post.needs_party,
            post.is_dangerous, wanted[post.id],
        )
        for post, skill in session.execute(query)
    }  # fmt: skip


def _roll(
    session: Session, day_id: int, shifts: dict[int, PaperShift], posts: dict[int, PaperPost]
) -> Iterable[OnDuty]:
    query = (
        select(
            Assignment.volunteer_id, Cell.post_id, Cell.shift_id, Person.name, Outsider.name,
            Person.phone, Outsider.phone, PartnerUnit.short_name, PartnerUnit.name,
        )
        .join(Cell, Cell.id == Assignment.cell_id)
        .join(Post, Post.id == Cell.post_id)
        .join(Shift, Shift.id == Cell.shift_id)
        .join(Volunteer, Volunteer.id == Assignment.volunteer_id)
        .outerjoin(Person, Person.id == Volunteer.person_id)
        .outerjoin(Outsider, Outsider.id == Volunteer.outsider_id)
        .outerjoin(PartnerUnit, PartnerUnit.id == Volunteer.unit_id)
        .where(Post.day_id == day_id, Assignment.state == "confirmed")
        .order_by(Post.place, Post.id, Shift.place, Assignment.id)
    )  # fmt: skip
    for who, post_id, shift_id, person, outsider, own, other, short, unit in session.execute(query):
        yield OnDuty(
            who, person or outsider or "", short or unit or "", mask_phone(own or other or ""),
            posts[post_id], shifts[shift_id],
        )  # fmt: skip
