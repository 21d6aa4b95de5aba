"""A hall's file with a service day, posts, volunteers: what the rota's tests are about."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy.orm import Session

from gridhall.organisation.models import Outsider
from gridhall.volunteering.models import (
    Assignment,
    Availability,
    Cell,
    HoursEntry,
    Post,
    ServiceDay,
    Shift,
    Volunteer,
)

DAY = date(2026, 12, 15)  # a Tuesday
SHIFTS = ((510, 600), (600, 690), (840, 930), (930, 1020))
NOW = datetime(2026, 11, 24, 1, 30, tzinfo=UTC)


@dataclass(frozen=True)
class Made:
    """A day's ids: cells by post and shift."""

    day_id: int
    cells: tuple[tuple[int, ...], ...]


def make_day(session: Session, posts: int = 2, day: date = DAY, **post: Any) -> Made:
    """A day of the usual four shifts; each cell wants one, at least one."""
    held = ServiceDay(nominal=day, held_on=day)
    session.add(held)
    session.flush()
    shifts = [
        Shift(day_id=held.id, place=place, name=f"第{place + 1}班", starts=starts, ends=ends)
        for place, (starts, ends) in enumerate(SHIFTS)
    ]
    made = [Post(day_id=held.id, place=n, name=f"岗位{n + 1}", **post) for n in range(posts)]
    session.add_all([*shifts, *made])
    session.flush()
    cells = [
        [Cell(post_id=one.id, shift_id=shift.id, wanted=1, minimum=1) for shift in shifts]
        for one in made
    ]
    session.add_all([cell for row in cells for cell in row])
    session.flush()
    return Made(held.id, tuple(tuple(cell.id for cell in row) for row in cells))


def make_volunteer(session: Session, name: str, *, is_party: bool = False, **more: Any) -> int:
    """Somebody from outside who serves; the volunteer's id."""
    outsider = Outsider(name=name, is_party=is_party, born_on=more.pop("born_on", None))
    session.add(outsider)
    session.flush()
    return add(session, Volunteer(outsider_id=outsider.id, **more))


def add(session: Session, row: Any) -> int:
    """Any row; its id."""
    session.add(row)
    session.flush()
    return int(row.id)


def seat(session: Session, cell_id: int, volunteer_id: int, state: str = "confirmed") -> int:
    """Put somebody into a cell without asking."""
    row = Assignment(
        cell_id=cell_id, volunteer_id=volunteer_id, state=state, noted_at=NOW, clerk_name="王芳"
    )
    return add(session, row)


def weekly(session: Session, who: int, weekday: int, span: tuple[int, int]) -> None:
    """Free on a weekday from .. until."""
    starts, ends = span
    row = Availability(volunteer_id=who, weekday=weekday, starts=starts, ends=ends, is_free=True)
    session.add(row)
    session.flush()


def credit(session: Session, who: int, minutes: int, day: date = date(2026, 10, 15)) -> None:
    """Minutes in the ledger, which the rota only adds up."""
    seq = session.query(HoursEntry).count() + 1
    session.add(
        HoursEntry(
            seq=seq, volunteer_id=who, activity="集中服务日", served_on=day, spot="", content="",
            starts=480, ends=480 + minutes, minutes=minutes, organiser="", is_own=True, leader="",
            quality="", reason="", source="typed", recorded_on=day, recorded_at=NOW,
            clerk_name="王芳", prev_hash="", hash=str(seq),
        )
    )  # fmt: skip
    session.flush()
