"""Tenures read with what the register says of their holders: one statement for many seats."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import Session

from gridhall.organisation.models import Organisation, Outsider, Seat, Tenure
from gridhall.organisation.queries.people import GONE_ON, day_of, residents
from gridhall.organisation.rules.terms import GONE, Term
from gridhall.places.models import Grid
from gridhall.registry.models import Person


@dataclass(frozen=True, slots=True)
class Held:
    """A tenure: its days as rules.terms reads them, and what is shown of it."""

    term: Term
    seat_id: int
    person_id: int | None  # of a merged record the one it was merged into
    outsider_id: int | None
    phone: str
    source: str
    clerk_name: str
    recorded_at: datetime

    @property
    def who(self) -> tuple[str, int]:
        """("person", id) or ("outsider", id)."""
        if self.person_id is not None:
            return "person", self.person_id
        return "outsider", self.outsider_id or 0


_TENURE: tuple[Any, ...] = (
    Tenure.id, Tenure.since, Tenure.until, Tenure.term_until, Tenure.stays_on, Tenure.why,
    Tenure.seat_id, Tenure.person_id, Tenure.outsider_id, Tenure.source, Tenure.clerk_name,
    Tenure.recorded_at, Person.name, Person.phone, Person.status, Outsider.name, Outsider.phone,
)  # fmt: skip
TENURES: Select[Any] = (
    select(*_TENURE, GONE_ON)
    .select_from(Tenure)
    .join(Seat, Seat.id == Tenure.seat_id)
    .outerjoin(Organisation, Organisation.id == Seat.organisation_id)
    .outerjoin(Grid, Grid.id == Seat.grid_id)
    .outerjoin(Person, Person.id == Tenure.person_id)
    .outerjoin(Outsider, Outsider.id == Tenure.outsider_id)
    .order_by(Tenure.since, Tenure.id)
)


def tenures(session: Session, which: ColumnElement[bool]) -> list[Held]:
    """Tenures by a condition on seats, organisations, grids, tenures, people; oldest first."""
    return _read(session, TENURES.where(which))


def by_seat(held: Iterable[Held]) -> dict[int, list[Held]]:
    """Tenures sorted to their seats."""
    found: dict[int, list[Held]] = defaultdict(list)
    for one in held:
        found[one.seat_id].append(one)
    return found


def _read(session: Session, query: Select[Any]) -> list[Held]:
    rows = session.execute(query).all()
    merged = [row[7] for row in rows if row[14] == "merged"]
    held = [_held(row) for row in rows]
    if merged:
        known = residents(session, merged)
        held = [_followed(one, known.get(one.person_id or 0)) for one in held]
    return held


def _held(row: Any) -> Held:
    tenure_id, since, until, term_until, stays_on, why = row[:6]
    gone = row[14] if row[14] in GONE else ""
    holder = row[12] or row[15] or ""
    term = Term(tenure_id, since, until, term_until, stays_on, why, holder, gone, day_of(row[17]))
    phone = row[13] or row[16] or ""
    return Held(term, row[6], row[7], row[8], phone, row[9], row[10], row[11])


def _followed(held: Held, who: Any) -> Held:
    """Held by the record that the holder's was merged into."""
    if who is None or who.id == held.person_id:
        return held
    term = replace(held.term, holder=who.name, gone=who.gone, gone_on=who.gone_on)
    return replace(held, term=term, person_id=who.id, phone=who.phone)
