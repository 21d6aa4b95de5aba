"""Reads of households and their members."""

from dataclasses import replace
from datetime import date
from typing import Any, cast

from sqlalchemy import ColumnElement, and_, case, func, or_, select
from sqlalchemy.orm import Session

from gridhall.core.errors import UserError
from gridhall.core.identity import mask_phone
from gridhall.core.text import clean, half_width
from gridhall.places import queries as places
from gridhall.registry.models import Household, Membership, PastAddress, PastValue, Person
from gridhall.registry.queries.rows import HouseholdCard, MemberRow
from gridhall.registry.rules import HEAD, Kin


def open_on(day: date | None) -> ColumnElement[bool]:
    """Memberships that hold on a day; None: now."""
    if day is None:
        return Membership.until.is_(None)
    began = or_(Membership.since.is_(None), Membership.since <= day)
    return and_(began, or_(Membership.until.is_(None), Membership.until > day))


def dwelling_on(day: date | None) -> ColumnElement[int | None]:
    """Where a household was registered on a day (整户搬迁 is dated); None: now."""
    if day is None:
        return cast(ColumnElement[int | None], Household.dwelling_id)
    later = (PastAddress.household_id == Household.id, PastAddress.until > day)
    then = (
        select(PastAddress.dwelling_id)
        .where(*later)
        .order_by(PastAddress.until, PastAddress.id)
        .limit(1)
        .correlate(Household)
        .scalar_subquery()
    )
    moved = select(PastAddress.id).where(*later).correlate(Household).exists()
    return case((moved, then), else_=Household.dwelling_id)


def value_on(field: str, day: date | None) -> ColumnElement[str]:
    """What a field of a person said on a day: name, hukou_kind, hukou_address ...; None: now."""
    now = cast(ColumnElement[str], getattr(Person, field))
    if day is None:
        return now
    then = (
        select(PastValue.value)
        .where(PastValue.person_id == Person.id, PastValue.field == field)
        .where(PastValue.until > day)
        .order_by(PastValue.until, PastValue.id)
        .limit(1)
        .correlate(Person)
        .scalar_subquery()
    )
    return func.coalesce(then, now)


def household(session: Session, household_id: int, as_at: date | None = None) -> HouseholdCard:
    """A household with its members, as it is or as it was on a day."""
    kept = session.get_one(Household, household_id)
    at = select(dwelling_on(as_at)).where(Household.id == household_id)
    dwelling_id = session.scalar(at)
    home = None if dwelling_id is None else places.dwelling(session, dwelling_id)
    return HouseholdCard(
        id=kept.id,
        number=kept.number,
        ledger_number=kept.ledger_number,
        kind=kept.kind,
        dwelling_id=dwelling_id,
        address=home.address if home else None,
        grid_name=home.grid_name if home else "",
        established_on=kept.established_on,
        ended_on=kept.ended_on,
        members=tuple(members(session, household_id, as_at)),
        version=kept.version,
    )


def members(session: Session, household_id: int, as_at: date | None = None) -> list[MemberRow]:
    """The members of a household, the head first, then by the order of relations and age."""
    query = (
        select(Person.id, value_on("name", as_at), Person.sex, Person.birth_date)
        .add_columns(Membership.relation)
        .add_columns(
            value_on("hukou_kind", as_at),
            Person.phone,
            value_on("political_status", as_at),
            Membership.since,
        )
        .add_columns(Person.note)
        .join_from(Membership, Person)
        .where(Membership.household_id == household_id, open_on(as_at))
    )
    rows = [_member(tuple(row)) for row in session.execute(query)]
    came = _earlier(session, household_id)
    return sorted((_since_coming(one, came.get(one.person_id, {})) for one in rows), key=_place)


def _earlier(session: Session, household_id: int) -> dict[int, dict[date, date | None]]:
    """What each person was in the household before: the day it ended, the day it began."""
    query = select(Membership.person_id, Membership.until, Membership.since).where(
        Membership.household_id == household_id
    )
    found: dict[int, dict[date, date | None]] = {}
    for person_id, until, since in session.execute(query):
        if until is not None and since != until:  # said and put right on one day: it never held
            found.setdefault(person_id, {})[until] = since
    return found


def _since_coming(member: MemberRow, before: dict[date, date | None]) -> MemberRow:
    """Another relation, as under a new head, is no new arrival (入住日期)."""
    came = member.since
    while came is not None and came in before:
        came = before.pop(came)
    return member if came == member.since else replace(member, since=came)


def household_numbered(session: Session, number: str) -> int:
    """The household with this number; leading zeros may be left out."""
    typed = half_width(clean(number))
    wanted = typed.zfill(6) if typed.isascii() and typed.isdigit() else typed
    found = session.scalar(select(Household.id).where(Household.number.in_((typed, wanted))))
    if found is None:
        raise UserError(f"没有户号 {typed}。请核对户号，或按姓名、住址查找。")
    return found


def whose_card(session: Session, household_id: int) -> int | None:
    """Whose card shows a household: its head's, any member's, or who left it last."""
    query = (
        select(Membership.person_id)
        .where(Membership.household_id == household_id)
        .order_by(Membership.until.is_not(None), Membership.until.desc())
        .order_by(Membership.relation != HEAD, Membership.id)
    )
    return session.scalar(query.limit(1))


def open_households(session: Session, dwelling_id: int) -> list[HouseholdCard]:
    """The households that live in a dwelling now."""
    query = (
        select(Household.id)
        .where(Household.dwelling_id == dwelling_id, Household.ended_on.is_(None))
        .order_by(Household.id)
    )
    return [household(session, one) for one in session.scalars(query)]


def head_of(session: Session, household_id: int) -> Kin | None:
    """The head of a household, as far as family relations go."""
    query = (
        select(Person.name, Person.sex, Person.birth_date)
        .join_from(Membership, Person)
        .where(
            Membership.household_id == household_id,
            Membership.until.is_(None),
            Membership.relation == HEAD,
        )
    )
    row = session.execute(query).first()
    return Kin(*row) if row else None


def _member(found: tuple[Any, ...]) -> MemberRow:
    person_id, name, sex, born, relation, hukou, phone, party, since, note = found
    return MemberRow(
        person_id, name, sex, born, relation, hukou, mask_phone(phone), party, since, note
    )


def _place(member: MemberRow) -> tuple[bool, str, date, int]:
    return (
        member.relation != HEAD,
        member.relation,
        member.birth_date or date.max,
        member.person_id,
    )
