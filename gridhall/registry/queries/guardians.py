"""Reads of guardians: whose, who is proposed, which children have none."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session, aliased

from gridhall.core.identity import mask_phone
from gridhall.registry.models import Guardian, Person
from gridhall.registry.queries.standing import home_standing, standing
from gridhall.registry.rules.changes import Member
from gridhall.registry.rules.guardians import likely_guardians


@dataclass(frozen=True, slots=True)
class GuardianRow:
    """Somebody who answers for a minor; `guardian_id` if it is a resident of the hall."""

    id: int
    guardian_id: int | None
    name: str
    relation: str
    masked_phone: str
    since: date | None
    until: date | None
    died: bool


def guardians_of(
    session: Session, person_id: int, as_at: date | None = None, *, past: bool = False
) -> list[GuardianRow]:
    """The guardians of a person on a day (None: now); `past` adds those who no longer are."""
    other = aliased(Person)
    query = (
        select(Guardian, other.name, other.phone, other.status)
        .outerjoin(other, other.id == Guardian.guardian_id)
        .where(Guardian.person_id == person_id)
        .order_by(Guardian.until.is_not(None), Guardian.id)
    )
    if not past:
        query = query.where(_holds_on(as_at))
    return [
        GuardianRow(
            one.id,
            one.guardian_id,
            name or one.name,
            one.relation,
            mask_phone(one.phone or phone or ""),
            one.since,
            one.until,
            status == "died",
        )
        for one, name, phone, status in session.execute(query)
    ]


def proposed_guardians(session: Session, person_id: int, today: date) -> list[tuple[Member, str]]:
    """The adults of the person's household, parents first, with the probable relation."""
    child = standing(session, [person_id])[person_id]
    if child.household_id is None:
        return []
    home = home_standing(session, [child.household_id])[child.household_id]
    return likely_guardians(child, home.members, today)


def _holds_on(day: date | None) -> ColumnElement[bool]:
    if day is None:
        return Guardian.until.is_(None)
    began = or_(Guardian.since.is_(None), Guardian.since <= day)
    return began & or_(Guardian.until.is_(None), Guardian.until > day)
