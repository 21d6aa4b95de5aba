"""How far a day's places are filled (已排 / 人次), and which assignments clash."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.core.clock import overlap
from gridhall.volunteering.models import Assignment, Cell, Post, Shift
from gridhall.volunteering.rules.rota.hard import TRAVEL_GAP

STANDING = ("confirmed", "suggested")


class Filling(NamedTuple):
    """A day's places by how they are taken."""

    wanted: int
    filled: int  # confirmed, without a clash
    gaps: int
    clashes: int
    suggested: int


NOTHING = Filling(0, 0, 0, 0, 0)


class Taken(NamedTuple):
    """A volunteer's standing place on a day, with when and where."""

    assignment_id: int
    day_id: int
    cell_id: int
    volunteer_id: int
    state: str
    starts: int
    ends: int
    place: tuple[int | None, str]  # the post's grid and spot


def fillings(session: Session, day_ids: Sequence[int]) -> dict[int, Filling]:
    """Each day's places, in two statements."""
    wanted: dict[int, dict[int, int]] = defaultdict(dict)
    query = select(Post.day_id, Cell.id, Cell.wanted).join(Cell, Cell.post_id == Post.id)
    for day_id, cell_id, count in session.execute(query.where(Post.day_id.in_(day_ids))):
        wanted[day_id][cell_id] = count
    taken: dict[int, list[Taken]] = defaultdict(list)
    for one in standing(session, day_ids):
        taken[one.day_id].append(one)
    return {day: _filling(wanted[day], taken[day]) for day in day_ids}


def standing(session: Session, day_ids: Sequence[int]) -> list[Taken]:
    """Every place taken or suggested on these days, in the order it was given."""
    query = (
        select(
            Assignment.id, Post.day_id, Cell.id, Assignment.volunteer_id, Assignment.state,
            Shift.starts, Shift.ends, Post.grid_id, Post.spot,
        )
        .join(Cell, Cell.id == Assignment.cell_id)
        .join(Post, Post.id == Cell.post_id)
        .join(Shift, Shift.id == Cell.shift_id)
        .where(Post.day_id.in_(day_ids), Assignment.state.in_(STANDING))
        .order_by(Assignment.id)
    )  # fmt: skip
    return [Taken(*row[:7], (row[7], row[8])) for row in session.execute(query)]


def clashing(taken: Iterable[Taken]) -> set[int]:
    """The assignments that stand in two places at once: of two confirmed ones the later given.

    Beside a confirmed place a suggested one clashes. Between different places the way takes time.
    """
    kept: dict[tuple[int, int], list[Taken]] = defaultdict(list)
    found = set()
    for one in sorted(taken, key=lambda one: (one.state != "confirmed", one.assignment_id)):
        mine = kept[one.day_id, one.volunteer_id]
        if any(_collide(one, other) for other in mine):
            found.add(one.assignment_id)
        else:
            mine.append(one)
    return found


def _collide(one: Taken, other: Taken) -> bool:
    gap = 0 if one.place == other.place else TRAVEL_GAP
    return overlap((one.starts, one.ends), (other.starts, other.ends), gap)


def _filling(wanted: dict[int, int], taken: list[Taken]) -> Filling:
    clashes = clashing(taken)
    good: dict[int, int] = defaultdict(int)
    for one in taken:
        if one.state == "confirmed" and one.assignment_id not in clashes:
            good[one.cell_id] += 1
    filled = sum(min(count, good[cell]) for cell, count in wanted.items())
    clash = sum(one.assignment_id in clashes and one.state == "confirmed" for one in taken)
    places, suggested = sum(wanted.values()), sum(one.state == "suggested" for one in taken)
    return Filling(places, filled, places - filled, clash, suggested)
