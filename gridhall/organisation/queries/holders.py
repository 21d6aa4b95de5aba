"""Who holds an organisation's seats, by name alone: what the tree is searched by."""

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gridhall.organisation.models import Outsider, Seat, Tenure
from gridhall.organisation.queries.tallying import held_on, lasting
from gridhall.registry.models import Person


def holder_names(session: Session, day: date) -> dict[int, str]:
    """Organisation -> the names of those who hold its seats on a day, the first seat's first."""
    name = func.coalesce(Person.name, Outsider.name)
    query = (
        select(Seat.organisation_id, name)
        .join(Tenure, Tenure.seat_id == Seat.id)
        .outerjoin(Person, Person.id == Tenure.person_id)
        .outerjoin(Outsider, Outsider.id == Tenure.outsider_id)
        .where(Seat.organisation_id.is_not(None), held_on(day))
        .where(lasting(Seat.created_on, Seat.ended_on, day))
        .order_by(Seat.place, Seat.id)
    )
    found: dict[int | None, list[str]] = {}
    for organisation_id, held_by in session.execute(query):
        found.setdefault(organisation_id, []).append(held_by)
    return {one: " ".join(names) for one, names in found.items() if one is not None}
