"""Reads of the star table and of who has how many stars."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.volunteering.models import StarLevel
from gridhall.volunteering.queries.hours import total_minutes
from gridhall.volunteering.rules.stars import USUAL, stars_for, to_next


@dataclass(frozen=True, slots=True)
class Stars:
    """A volunteer's stars by all their hours."""

    minutes: int
    stars: int
    to_next: int | None  # minutes


def star_table(session: Session) -> dict[int, int]:
    """Stars and the hours they take; the usual ones where the hall never wrote its own."""
    query = select(StarLevel.stars, StarLevel.hours).order_by(StarLevel.stars)
    return {row[0]: row[1] for row in session.execute(query)} or dict(USUAL)


def stars_of(session: Session, volunteer_id: int, as_at: date | None = None) -> Stars:
    """A volunteer's stars, by the ledger as it was on a day."""
    table = star_table(session)
    minutes = total_minutes(session, volunteer_id, as_at=as_at)
    return Stars(minutes, stars_for(minutes, table), to_next(minutes, table))
