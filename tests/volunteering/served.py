"""A hall with volunteers and a service day for the tests of sign-in and of the ledger."""

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from gridhall.volunteering.models import Assignment, Cell, Post, ServiceDay, Shift, Volunteer
from gridhall.volunteering.service.hours import HoursDraft
from tests.factories import NOW, TODAY, make_person

DAY = date(2026, 11, 15)
SHIFTS = (
    ("上午一", 510, 600),
    ("上午二", 600, 690),
    ("下午一", 840, 930),
    ("下午二", 930, 1020),
)


def make_volunteer(session: Session, name: str = "林晓梅", **given: Any) -> int:
    """A resident who serves; her id."""
    facts = {"number": given.pop("number", ""), "joined_on": date(2024, 1, 5)}
    person = make_person(session, name, **given)
    volunteer = Volunteer(person_id=person.id, state="active", **facts)
    session.add(volunteer)
    session.flush()
    return volunteer.id


def make_day(session: Session, day: date = DAY, posts: tuple[str, ...] = ("义诊测压",)) -> int:
    """A service day with the four usual shifts and these posts open in each, two wanted."""
    held = ServiceDay(nominal=day, held_on=day, spot="社区广场", leader="王芳")
    session.add(held)
    session.flush()
    shifts = [
        Shift(day_id=held.id, place=place, name=name, starts=starts, ends=ends)
        for place, (name, starts, ends) in enumerate(SHIFTS)
    ]
    rows = [
        Post(day_id=held.id, place=place, name=name, content=name)
        for place, name in enumerate(posts)
    ]
    session.add_all([*shifts, *rows])
    session.flush()
    session.add_all(
        Cell(post_id=post.id, shift_id=shift.id, wanted=2, minimum=1)
        for post in rows
        for shift in shifts
    )
    session.flush()
    return held.id


def cell(session: Session, day_id: int, post: str, shift: str) -> int:
    """The cell of a post in a shift."""
    found = (
        session.query(Cell.id)
        .join(Post, Post.id == Cell.post_id)
        .join(Shift, Shift.id == Cell.shift_id)
        .filter(Post.day_id == day_id, Post.name == post, Shift.name == shift)
    )
    return int(found.one()[0])


def roster(session: Session, day_id: int, volunteer_id: int, *places: tuple[str, str]) -> list[int]:
    """Confirmed seats of a volunteer at (post, shift); their ids."""
    seats = [
        Assignment(
            cell_id=cell(session, day_id, post, shift),
            volunteer_id=volunteer_id,
            state="confirmed",
            noted_at=NOW,
            clerk_name="王芳",
        )
        for post, shift in places
    ]
    session.add_all(seats)
    session.flush()
    return [seat.id for seat in seats]


def draft(volunteer_id: int, starts: int = 510, ends: int = 600, **given: Any) -> HoursDraft:
    """A service of that day, an hour and a half."""
    facts: dict[str, Any] = {
        "served_on": DAY,
        "activity": "集中服务日",
        "content": "义诊测压",
        "recorded_on": TODAY,
    }
    return HoursDraft(volunteer_id=volunteer_id, starts=starts, ends=ends, **(facts | given))
