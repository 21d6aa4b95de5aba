"""The grouped statements that counts.tallies() is made of."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Date, Executable, and_, exists, func, literal, or_, select
from sqlalchemy.orm import Session

from gridhall.organisation.models import GridHolding, PartyRelation, Tenure
from gridhall.organisation.queries.people import GONE_ON
from gridhall.organisation.queries.seats.vacant import vacant_seats
from gridhall.organisation.rules.terms import GONE
from gridhall.places.models import Building, Dwelling, Entrance, PastGrid
from gridhall.registry.models import Household, Membership, PastAddress, Person


def lasting(since: Any, until: Any, day: date) -> ColumnElement[bool]:
    """Whether something dated from `since` until the day before `until` holds on a day."""
    return and_(or_(since.is_(None), since <= day), or_(until.is_(None), until > day))


def doors(session: Session, as_at: date | None) -> dict[int, tuple[int | None, int, int]]:
    """Entrance -> (its grid on the day, building, compound)."""
    query = select(Entrance.id, Entrance.grid_id, Entrance.building_id, Building.compound_id)
    rows = session.execute(query.join_from(Entrance, Building))
    found = {row[0]: (row[1], row[2], row[3]) for row in rows}
    if as_at is not None:
        for entrance_id, grid_id in grids_then(session, as_at).items():
            found[entrance_id] = (grid_id, *found[entrance_id][1:])
    return found


def grids_then(session: Session, day: date) -> dict[int, int | None]:
    """Entrance -> the grid that had it on a day, where that may not be today's."""
    query = select(PastGrid.entrance_id, PastGrid.grid_id, func.min(PastGrid.until))
    rows = session.execute(query.where(PastGrid.until > day).group_by(PastGrid.entrance_id))
    return {row[0]: row[1] for row in rows}


def homes(session: Session, as_at: date | None) -> dict[int, int]:
    """Entrance -> how many households are registered behind it."""
    if as_at is None:
        return _pairs(session, _HOMES.where(Household.ended_on.is_(None)))
    lived = lasting(Household.established_on, Household.ended_on, as_at)
    return _pairs(session, _then(func.count(), as_at).where(lived))


def people(session: Session, as_at: date | None) -> dict[int, int]:
    """Entrance -> how many people are registered behind it."""
    if as_at is None:
        return _pairs(session, _PEOPLE.where(Membership.until.is_(None)))
    query = _then(func.count(Membership.id), as_at)
    joined = query.join(Membership, Membership.household_id == Household.id)
    return _pairs(session, joined.where(lasting(Membership.since, Membership.until, as_at)))


def holders(session: Session, day: date) -> dict[int, int]:
    """Grid -> the organisation that holds it on a day."""
    query = select(GridHolding.grid_id, GridHolding.organisation_id)
    return _pairs(session, query.where(lasting(GridHolding.since, GridHolding.until, day)))


def party_members(session: Session, day: date) -> dict[int, int]:
    """Organisation -> how many party members have their relation there (组织关系)."""
    query = (
        select(PartyRelation.organisation_id, func.count())
        .where(PartyRelation.kind == "member")
        .where(lasting(PartyRelation.since, PartyRelation.until, day))
        .group_by(PartyRelation.organisation_id)
    )
    return _pairs(session, query)


def vacancies(
    session: Session, today: date, as_at: date | None
) -> tuple[dict[int, int], dict[int, int]]:
    """How many seats nobody holds: by organisation, by grid."""
    vacant = vacant_seats(session, today, as_at)
    return (
        {one: count for (owner, one), count in vacant.items() if owner == "organisation"},
        {one: count for (owner, one), count in vacant.items() if owner == "grid"},
    )


def held_on(day: date) -> ColumnElement[bool]:
    """Whether a tenure holds on a day: its holder neither died nor left by then, or stays on."""
    stays = and_(Person.status == "left", func.coalesce(Tenure.stays_on >= GONE_ON, False))
    over = or_(GONE_ON.is_(None), literal(day, Date) >= GONE_ON)
    gone = (
        exists()
        .where(Person.id == Tenure.person_id, Person.status.in_(GONE), over, ~stays)
        .correlate(Tenure)
    )
    return and_(lasting(Tenure.since, Tenure.until, day), ~gone)


_HOMES = (
    select(Dwelling.entrance_id, func.count())
    .join_from(Household, Dwelling, Household.dwelling_id == Dwelling.id)
    .group_by(Dwelling.entrance_id)
)
_PEOPLE = (
    select(Dwelling.entrance_id, func.count())
    .join_from(Membership, Household, Membership.household_id == Household.id)
    .join(Dwelling, Household.dwelling_id == Dwelling.id)
    .group_by(Dwelling.entrance_id)
)


def _then(counted: ColumnElement[int], day: date) -> Any:
    """Households joined to where they were on a day, grouped by entrance."""
    nearest = (
        select(PastAddress.household_id, PastAddress.dwelling_id, func.min(PastAddress.until))
        .where(PastAddress.until > day)
        .group_by(PastAddress.household_id)
        .subquery()
    )
    moved = nearest.c.household_id.is_not(None)
    at = func.iif(moved, nearest.c.dwelling_id, Household.dwelling_id)
    query: Any = select(Dwelling.entrance_id, counted)
    return (
        query.select_from(Household)
        .outerjoin(nearest, nearest.c.household_id == Household.id)
        .join(Dwelling, Dwelling.id == at)
        .group_by(Dwelling.entrance_id)
    )


def _pairs(session: Session, query: Executable) -> dict[int, int]:
    pairs: Mapping[int, int] = {row[0]: row[1] for row in session.execute(query)}
    return dict(pairs)
