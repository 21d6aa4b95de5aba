"""Somebody's turns on service days to come."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.volunteering.models import Assignment, Cell, Post, ServiceDay, Shift


@dataclass(frozen=True, slots=True)
class Duty:
    """One confirmed turn."""

    assignment_id: int
    held_on: date
    day_name: str
    post: str
    content: str
    shift: str
    starts: int
    ends: int
    spot: str


def duties_of(session: Session, volunteer_id: int, first: date) -> list[Duty]:
    """The confirmed turns of a volunteer from a day on, by time."""
    query = (
        select(Assignment.id, ServiceDay, Post, Shift)
        .join(Cell, Cell.id == Assignment.cell_id)
        .join(Post, Post.id == Cell.post_id)
        .join(Shift, Shift.id == Cell.shift_id)
        .join(ServiceDay, ServiceDay.id == Post.day_id)
        .where(
            Assignment.volunteer_id == volunteer_id,
            Assignment.state == "confirmed",
            ServiceDay.held_on >= first,
        )
        .order_by(ServiceDay.held_on, Shift.starts)
    )
    return [
        Duty(
            one, day.held_on, day.name, post.name, post.content, shift.name, shift.starts,
            shift.ends, post.spot or day.spot,
        )
        for one, day, post, shift in session.execute(query)
        if day.held_on is not None
    ]  # fmt: skip
