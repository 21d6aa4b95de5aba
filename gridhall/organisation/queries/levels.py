"""The hall's picture of the tree (层级图)."""

from collections import Counter

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gridhall.organisation.models import Organisation, OrganisationLevel
from gridhall.organisation.rules.levels import PICTURES, Level


def levels(session: Session) -> tuple[Level, ...]:
    """The levels from the top; the first picture until the hall has chosen."""
    kept = session.scalars(select(OrganisationLevel).order_by(OrganisationLevel.place)).all()
    found = tuple(
        Level(
            one.place, one.name, one.kind, tuple(filter(None, one.seats.split(","))), one.expected
        )
        for one in kept
    )
    return found or PICTURES["compound"]


def level_at(session: Session, place: int | None) -> Level | None:
    """One level; None outside the picture."""
    return next((level for level in levels(session) if level.place == place), None)


def level_names(session: Session) -> dict[int, str]:
    """Place -> 小区党支部."""
    return {level.place: level.name for level in levels(session)}


def level_counts(session: Session) -> dict[int | None, int]:
    """How many organisations stand at each level now; None: outside the picture."""
    query = select(Organisation.level, func.count()).where(Organisation.ended_on.is_(None))
    return Counter({row[0]: row[1] for row in session.execute(query.group_by(Organisation.level))})
