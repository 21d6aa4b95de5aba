"""A service day with posts, shifts and cells, for tests of the board and the roster."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from gridhall.volunteering.models import Cell, Post, ServiceDay, Shift

DAY = date(2026, 11, 25)
SHIFTS = (("上午一", 510, 600), ("上午二", 600, 690), ("下午一", 840, 930))


@dataclass(frozen=True)
class Plan:
    """The day and its cells by post and shift."""

    day_id: int
    cells: dict[tuple[str, str], int]

    def cell(self, post: str, shift: str) -> int:
        return self.cells[post, shift]


def make_day(session: Session, held_on: date | None = DAY, **facts: Any) -> int:
    """A stored day; its nominal date is its own unless said otherwise."""
    nominal = facts.pop("nominal", held_on)
    day = ServiceDay(nominal=nominal, held_on=held_on, spot="党群服务中心大厅", **facts)
    session.add(day)
    session.flush()
    return day.id


def make_plan(
    session: Session,
    posts: dict[str, dict[str, int]],
    held_on: date = DAY,
    **facts: dict[str, Any],
) -> Plan:
    """A day with these posts: name -> {shift: wanted}; `facts` are columns by the post's name."""
    day_id = make_day(session, held_on)
    shifts = {}
    for place, (name, starts, ends) in enumerate(SHIFTS):
        shift = Shift(day_id=day_id, place=place, name=name, starts=starts, ends=ends)
        session.add(shift)
        session.flush()
        shifts[name] = shift.id
    cells = {}
    for place, (name, wanted) in enumerate(posts.items()):
        post = Post(day_id=day_id, place=place, name=name, **facts.get(name, {}))
        session.add(post)
        session.flush()
        for shift_name, count in wanted.items():
            cell = Cell(post_id=post.id, shift_id=shifts[shift_name], wanted=count, minimum=1)
            session.add(cell)
            session.flush()
            cells[name, shift_name] = cell.id
    return Plan(day_id, cells)
