"""What is to be done about seats and members: holders who are gone, terms, receipts."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from sqlalchemy import and_, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from gridhall.organisation.models import (
    Organisation,
    Outsider,
    PartyMember,
    PartyRelation,
    Seat,
    Tenure,
)
from gridhall.organisation.queries.people import GONE_ON, day_of
from gridhall.organisation.queries.seats.reading import there_on
from gridhall.organisation.queries.seats.rows import TodoRow
from gridhall.organisation.queries.seats.terms import Held, tenures
from gridhall.organisation.queries.seats.vacant import HERE, written_for
from gridhall.organisation.rules.members import RECEIPT_DAYS
from gridhall.organisation.rules.terms import GONE, ONE_DAY, SOON_DAYS
from gridhall.places.models import Grid
from gridhall.registry.models import Person


def todo(session: Session, today: date) -> list[TodoRow]:
    """Everything to be done about seats, terms and relations; what is over first."""
    found = [
        *_holders_gone(session, today),
        *_terms(session, today),
        *_receipts(session, today),
        *_members_gone(session, today),
    ]
    return sorted(found, key=lambda one: (one.state != "over", one.day or date.min, one.sentence))


def _holders_gone(session: Session, today: date) -> Iterator[TodoRow]:
    """Who died or left and still stands in a seat: 离任 or 留任 settles it."""
    lasting = or_(Tenure.until.is_(None), Tenure.until > today)
    held = tenures(session, and_(Person.status.not_in(HERE), lasting, there_on(today)))
    unsettled = [one for one in held if one.term.unsettled]
    seats = _seats(session, [one.seat_id for one in unsettled])
    for one in unsettled:
        yield _gone(one, seats[one.seat_id])


class _Seat(NamedTuple):
    """Whose a seat is, and what it is called."""

    id: int
    name: str
    organisation_id: int | None
    grid_id: int | None
    owner: str


def _seats(session: Session, seat_ids: list[int]) -> dict[int, _Seat]:
    query = (
        select(Seat.id, Seat.name, Seat.organisation_id, Seat.grid_id)
        .add_columns(func.coalesce(Organisation.name, Grid.name))
        .outerjoin(Organisation, Organisation.id == Seat.organisation_id)
        .outerjoin(Grid, Grid.id == Seat.grid_id)
    )
    few = query.where(Seat.id.in_(seat_ids)) if len(seat_ids) <= 500 else query
    return {row[0]: _Seat(*row) for row in session.execute(few)}


def _gone(held: Held, seat: _Seat) -> TodoRow:
    term = held.term
    can_stay = term.gone == "left"
    settle = "登记离任，或办留任" if can_stay else "登记离任"
    when = f"{term.gone_on} " if term.gone_on else ""
    return TodoRow(
        "holder_gone",
        f"{term.holder} {when}{GONE[term.gone]}，“{seat.owner}”{seat.name}空缺，请{settle}",
        term.gone_on,
        "over",
        seat.organisation_id,
        seat.grid_id,
        seat.owner,
        seat.id,
        term.id,
        person_id=held.person_id,
        can_stay=can_stay,
    )


def _terms(session: Session, today: date) -> Iterator[TodoRow]:
    """Terms that end within 60 days or are over, a line for each committee and day."""
    limit = today + timedelta(days=SOON_DAYS)
    last_day = func.coalesce(Tenure.term_until, Organisation.term_until)
    after = aliased(Tenure)
    followed = exists().where(after.seat_id == Tenure.seat_id, after.since == Tenure.until)
    query = (
        select(Seat.organisation_id, Seat.grid_id, last_day, Tenure.until)
        .add_columns(func.coalesce(Organisation.name, Grid.name), Seat.name)
        .select_from(Tenure)
        .join(Seat, Seat.id == Tenure.seat_id)
        .outerjoin(Organisation, Organisation.id == Seat.organisation_id)
        .outerjoin(Grid, Grid.id == Seat.grid_id)
        .outerjoin(Person, Person.id == Tenure.person_id)
        .where(there_on(today), written_for(today), ~followed)
        .where(or_(last_day <= limit, Tenure.until <= limit + ONE_DAY))
        .where(or_(Person.id.is_(None), Person.status.in_(HERE), Tenure.stays_on.is_not(None)))
    )
    seats: Counter[tuple[int | None, int | None, date, str]] = Counter()
    names: dict[tuple[int | None, int | None, date, str], str] = {}
    for organisation_id, grid_id, last, until, owner, name in session.execute(query):
        days = [day for day in (day_of(last), until and until - ONE_DAY) if day]
        key = (organisation_id, grid_id, min(days), owner)
        seats[key] += 1
        names[key] = name
    for key, count in seats.items():
        yield _ending(key, count, names[key], today)


def _ending(
    key: tuple[int | None, int | None, date, str], count: int, name: str, today: date
) -> TodoRow:
    organisation_id, grid_id, day, owner = key
    left = (day - today).days
    what = f"的{count}个席位" if count > 1 else name
    when = f"任期 {day} 届满，还有 {left} 天" if left >= 0 else f"任期 {day} 已届满 {-left} 天"
    return TodoRow(
        "term",
        f"“{owner}”{what}{when}，请{'准备' if left >= 0 else '尽快'}换届",
        day,
        "amber" if left >= 0 else "over",
        organisation_id,
        grid_id,
        owner,
    )


_MEMBERS = (
    select(PartyRelation.id, PartyRelation.organisation_id, Organisation.name)
    .add_columns(func.coalesce(Person.name, Outsider.name), Person.id)
    .select_from(PartyRelation)
    .join(PartyMember, PartyMember.id == PartyRelation.member_id)
    .join(Organisation, Organisation.id == PartyRelation.organisation_id)
    .outerjoin(Person, Person.id == PartyMember.person_id)
    .outerjoin(Outsider, Outsider.id == PartyMember.outsider_id)
    .where(PartyRelation.kind == "member")
)


def _receipts(session: Session, today: date) -> Iterator[TodoRow]:
    """Relations that went out and whose receipt (回执) did not come within 90 days."""
    late = today - timedelta(days=RECEIPT_DAYS)
    waiting = (
        _MEMBERS.add_columns(PartyRelation.went_to, PartyRelation.until)
        .where(PartyRelation.went_to != "", PartyRelation.receipt_on.is_(None))
        .where(PartyRelation.until < late)
    )
    for relation_id, organisation_id, branch, name, person_id, to, until in session.execute(
        waiting
    ):
        yield TodoRow(
            "receipt",
            f"{name} {until} 转往“{to}”，{(today - until).days} 天没有回执，请联系对方催要",
            until,
            "over",
            organisation_id,
            owner_name=branch,
            relation_id=relation_id,
            person_id=person_id,
        )


def _members_gone(session: Session, today: date) -> Iterator[TodoRow]:
    """Members who died and whose relation is still open."""
    died = (
        _MEMBERS.add_columns(GONE_ON)
        .where(Person.status == "died")
        .where(or_(PartyRelation.until.is_(None), PartyRelation.until > today))
    )
    for relation_id, organisation_id, branch, name, person_id, gone_on in session.execute(died):
        when = day_of(gone_on)
        yield TodoRow(
            "member_gone",
            f"党员{name} {f'{when} ' if when else ''}去世，组织关系还在“{branch}”，请办减员",
            when,
            "over",
            organisation_id,
            owner_name=branch,
            relation_id=relation_id,
            person_id=person_id,
        )
