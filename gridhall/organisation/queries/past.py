"""Every organisation's life and parents, as rules.past reads them; what holds one in place."""

from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from gridhall.organisation.models import (
    GridHolding,
    Organisation,
    PartnerUnit,
    PartyRelation,
    PastOrganisation,
    Seat,
    Tenure,
)
from gridhall.organisation.rules.past import Life, Past


def past(session: Session) -> Past:
    """The whole tree on every day."""
    one = Organisation
    lives = select(one.id, one.name, one.parent_id, one.founded_on, one.ended_on)
    then = PastOrganisation
    moved = select(then.organisation_id, then.until, then.value).where(then.field == "parent_id")
    return Past(
        {row[0]: Life(*row[1:]) for row in session.execute(lives)},
        [(row[0], row[1], int(row[2]) if row[2] else None) for row in session.execute(moved)],
    )


def in_the_way(session: Session, organisation_id: int, day: date) -> list[str]:
    """What an organisation still has from a day on, in words: it cannot be dissolved then."""
    has = [
        (_children(session, organisation_id, day), "{} 个下级组织"),
        (_open(session, PartyRelation, PartyRelation.since, organisation_id, day), "{} 名党员"),
        (_open(session, GridHolding, GridHolding.since, organisation_id, day), "{} 个网格"),
        (_held(session, organisation_id, day), "{} 个在任席位"),
        (_units(session, organisation_id), "{} 个共建单位"),
    ]
    return [words.format(count) for count, words in has if count]


def members_in(session: Session, ids: Collection[int]) -> int:
    """How many members have their relation in these organisations themselves."""
    open_ones = (PartyRelation.kind == "member", PartyRelation.until.is_(None))
    query = select(func.count()).where(PartyRelation.organisation_id.in_(ids), *open_ones)
    return session.scalar(query) or 0


def _after(until: Any, day: date) -> ColumnElement[bool]:
    return or_(until.is_(None), until > day)


def _children(session: Session, organisation_id: int, day: date) -> int:
    """Whoever is under it on the day or later."""
    now = select(Organisation.id).where(
        Organisation.parent_id == organisation_id, _after(Organisation.ended_on, day)
    )
    then = (
        select(Organisation.id)
        .join(PastOrganisation, PastOrganisation.organisation_id == Organisation.id)
        .where(PastOrganisation.field == "parent_id", PastOrganisation.until > day)
        .where(PastOrganisation.value == str(organisation_id), _after(Organisation.ended_on, day))
    )
    return len({*session.scalars(now), *session.scalars(then)})


def _open(session: Session, table: Any, since: Any, organisation_id: int, day: date) -> int:
    lasts = or_(since.is_(None), table.until.is_(None), table.until > since)
    query = select(func.count()).where(table.organisation_id == organisation_id)
    return session.scalar(query.where(_after(table.until, day), lasts)) or 0


def _held(session: Session, organisation_id: int, day: date) -> int:
    query = (
        select(func.count(Seat.id.distinct()))
        .join(Tenure, Tenure.seat_id == Seat.id)
        .where(Seat.organisation_id == organisation_id, _after(Tenure.until, day))
        .where(_after(Seat.ended_on, day), or_(Tenure.until.is_(None), Tenure.until > Tenure.since))
    )
    return session.scalar(query) or 0


def _units(session: Session, organisation_id: int) -> int:
    query = select(func.count()).where(PartnerUnit.organisation_id == organisation_id)
    return session.scalar(query.where(PartnerUnit.active_to.is_(None))) or 0
