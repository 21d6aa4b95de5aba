"""How many seats nobody holds, by whose they are: grouped statements, however many seats."""

from collections import Counter
from datetime import date

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.orm import Session

from gridhall.organisation.models import Organisation, Seat, Tenure
from gridhall.organisation.queries.seats.reading import there_on
from gridhall.organisation.queries.seats.terms import tenures
from gridhall.places.models import Grid
from gridhall.registry.models import Person

HERE = ("present", "unsettled")  # whom the register has not let go
Owner = tuple[str, int]


def vacant_seats(session: Session, today: date, as_at: date | None = None) -> dict[Owner, int]:
    """Vacant seats by ("organisation", id) or ("grid", id); one that has none is not in it."""
    day = as_at or today
    found = Counter(_never_held(session, day))
    found.update(_left(session, day))
    return dict(found)


def written_for(day: date) -> ColumnElement[bool]:
    """A tenure that was written down for a day, whatever became of its holder."""
    return and_(Tenure.since <= day, or_(Tenure.until.is_(None), Tenure.until > day))


def _never_held(session: Session, day: date) -> dict[Owner, int]:
    """Seats for which no tenure is written down on the day."""
    written = exists().where(Tenure.seat_id == Seat.id, written_for(day))
    query = (
        select(Seat.organisation_id, Seat.grid_id, func.count())
        .outerjoin(Organisation, Organisation.id == Seat.organisation_id)
        .outerjoin(Grid, Grid.id == Seat.grid_id)
        .where(there_on(day), ~written)
        .group_by(Seat.organisation_id, Seat.grid_id)
    )
    return {owner(row[0], row[1]): row[2] for row in session.execute(query)}


def _left(session: Session, day: date) -> Counter[Owner]:
    """Seats whose holder died or left by the day: one tenure a seat is written down for a day."""
    gone = and_(Person.status.not_in(HERE), there_on(day), written_for(day))
    empty = [one.seat_id for one in tenures(session, gone) if not one.term.holds_on(day)]
    owners = _owners(session, empty)
    return Counter(owners[seat_id] for seat_id in empty)


def _owners(session: Session, seat_ids: list[int]) -> dict[int, Owner]:
    if not seat_ids:
        return {}
    query = select(Seat.id, Seat.organisation_id, Seat.grid_id)
    few = query.where(Seat.id.in_(seat_ids)) if len(seat_ids) <= 500 else query
    return {row[0]: owner(row[1], row[2]) for row in session.execute(few)}


def owner(organisation_id: int | None, grid_id: int | None) -> Owner:
    """("organisation", id) or ("grid", id)."""
    if organisation_id is not None:
        return "organisation", organisation_id
    return "grid", grid_id or 0
