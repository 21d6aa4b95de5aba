"""People as the organisation knows them: residents as the register has them, and outsiders."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, case, func, or_, select
from sqlalchemy.orm import Session

from gridhall.core.mask import mask_phone
from gridhall.core.text import search_key
from gridhall.organisation.models import (
    Organisation,
    Outsider,
    PartnerUnit,
    PartyMember,
    PartyRelation,
)
from gridhall.organisation.rules.terms import GONE
from gridhall.places.queries import chunks
from gridhall.registry.models import Membership, Person, PersonEvent
from gridhall.registry.rules.frozen import VOIDING

_MOST_MERGES = 20


class Resident(NamedTuple):
    """A resident as far as seats go; of a merged record the one it was merged into."""

    id: int
    name: str
    sex: str
    birth_date: date | None
    phone: str
    status: str
    gone_on: date | None

    @property
    def gone(self) -> str:
        """The status of who died, left or was voided; "" of who is here."""
        return self.status if self.status in GONE else ""


@dataclass(frozen=True, slots=True)
class OutsiderRow:
    """Somebody who is not in the register, with the unit they come from."""

    id: int
    name: str
    sex: str
    phone_masked: str
    unit_id: int | None
    unit_name: str
    workplace: str
    is_party: bool
    note: str
    version: int

    @property
    def line(self) -> str:
        """Where they come from: 区税务局 · 党员."""
        party = "党员" if self.is_party else ""
        return " · ".join(filter(None, (self.unit_name or self.workplace, party)))


class Branch(NamedTuple):
    """Where somebody's party relation is kept (组织关系)."""

    member_id: int
    relation_id: int
    organisation_id: int
    name: str


_LEFT_ON = (
    select(func.max(Membership.until))
    .where(Membership.person_id == Person.id)
    .correlate(Person)
    .scalar_subquery()
)
_VOID_ON = (
    select(func.max(PersonEvent.happened_on))
    .where(PersonEvent.person_id == Person.id, PersonEvent.kind.in_(VOIDING))
    .correlate(Person)
    .scalar_subquery()
)
# Only of who is gone the day is looked for.
GONE_ON = case(
    (Person.status == "died", func.coalesce(Person.died_on, _LEFT_ON)),
    (Person.status == "left", _LEFT_ON),
    (Person.status == "void", func.coalesce(_VOID_ON, _LEFT_ON)),
    else_=None,
)
COLUMNS = (Person.id, Person.name, Person.sex, Person.birth_date, Person.phone, Person.status)


def residents(session: Session, person_ids: Iterable[int]) -> dict[int, Resident]:
    """Residents by the id asked for; who was merged is found as who they were merged into."""
    found: dict[int, Resident] = {}
    leads: dict[int, int] = {}
    wanted = sorted(set(person_ids))
    for _ in range(_MOST_MERGES):
        if not wanted:
            break
        leads |= _read(session, wanted, found)
        wanted = [one for one in set(leads.values()) if one not in found]
    for one in leads:
        found[one] = found.get(_end(one, leads), found[one])
    return found


def _read(session: Session, ids: Collection[int], found: dict[int, Resident]) -> dict[int, int]:
    """Read these; those merged into others, and into whom."""
    merged = {}
    query = select(*COLUMNS, GONE_ON, Person.merged_into)
    for some in chunks(sorted(ids)):
        for *known, gone_on, into in session.execute(query.where(Person.id.in_(some))):
            found[known[0]] = Resident._make((*known, day_of(gone_on)))
            if into is not None and known[5] == "merged":
                merged[known[0]] = into
    return merged


def _end(one: int, leads: dict[int, int]) -> int:
    for _ in range(_MOST_MERGES):
        if one not in leads:
            break
        one = leads[one]
    return one


def day_of(value: Any) -> date | None:
    """A day as SQLite gives it back out of CASE, which may be text."""
    return date.fromisoformat(value) if isinstance(value, str) else value


def same_person(session: Session, person_id: int) -> list[int]:
    """The ids of a resident and of every record that was merged into theirs."""
    found, wanted = [person_id], [person_id]
    while wanted:
        merged = select(Person.id).where(Person.merged_into.in_(wanted), Person.status == "merged")
        wanted = [one for one in session.scalars(merged) if one not in found]
        found += wanted
    return found


def branches(
    session: Session, day: date, who: ColumnElement[bool] | None = None
) -> dict[tuple[str, int], Branch]:
    """Where each member's relation is on a day, by ("person", id) or ("outsider", id)."""
    query = (
        select(PartyMember.person_id, PartyMember.outsider_id, PartyMember.id)
        .add_columns(PartyRelation.id, PartyRelation.organisation_id, Organisation.name)
        .join(PartyRelation, PartyRelation.member_id == PartyMember.id)
        .join(Organisation, Organisation.id == PartyRelation.organisation_id)
        .where(PartyRelation.kind == "member", open_on(PartyRelation, day))
    )
    rows = session.execute(query if who is None else query.where(who))
    return {
        ("person", row[0]) if row[0] is not None else ("outsider", row[1]): Branch(*row[2:])
        for row in rows
    }


def open_on(table: Any, day: date) -> ColumnElement[bool]:
    """Whether a row dated since .. until holds on a day."""
    return and_(
        or_(table.since.is_(None), table.since <= day),
        or_(table.until.is_(None), table.until > day),
    )


_OUTSIDERS = select(
    Outsider.id, Outsider.name, Outsider.sex, Outsider.phone, Outsider.unit_id,
    func.coalesce(PartnerUnit.name, ""), Outsider.workplace, Outsider.is_party, Outsider.note,
    Outsider.version,
).outerjoin(PartnerUnit, PartnerUnit.id == Outsider.unit_id)  # fmt: skip


def outsider(session: Session, outsider_id: int) -> OutsiderRow:
    """One of those who are not in the register."""
    return _outsider(session.execute(_OUTSIDERS.where(Outsider.id == outsider_id)).one())


def outsiders(session: Session, text: str = "", limit: int = 50) -> list[OutsiderRow]:
    """Those who are not in the register whose name, phone or workplace has the text."""
    rows = map(_outsider, session.execute(_OUTSIDERS.order_by(Outsider.name, Outsider.id)))
    key = search_key(text)
    if not key:
        return list(rows)[:limit]
    phones = select(Outsider.id).where(Outsider.phone.contains(key, autoescape=True))
    by_phone = set(session.scalars(phones)) if key.isdigit() and len(key) > 3 else set()
    return [row for row in rows if row.id in by_phone or key in _said(row)][:limit]


def _said(row: OutsiderRow) -> str:
    return search_key(row.name + row.unit_name + row.workplace)


def _outsider(row: Any) -> OutsiderRow:
    values = (*row[:3], mask_phone(row[3]), *row[4:])
    return OutsiderRow(*values)
