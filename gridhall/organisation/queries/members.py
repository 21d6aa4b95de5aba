"""Party members by branch: joined, relation in and out, receipts that are awaited, reports."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from gridhall.core.mask import mask_phone
from gridhall.organisation.models import (
    Organisation,
    Outsider,
    PartnerUnit,
    PartyMember,
    PartyRelation,
)
from gridhall.organisation.queries.people import (
    GONE_ON,
    Resident,
    day_of,
    open_on,
    residents,
    same_person,
)
from gridhall.organisation.queries.tree import tree
from gridhall.organisation.rules.terms import GONE
from gridhall.places.queries import chunks
from gridhall.registry.models import Person


@dataclass(frozen=True, slots=True)
class MemberRow:
    """A party member with one relation: to a branch or group, or a report (在职党员报到)."""

    relation_id: int
    member_id: int
    person_id: int | None
    outsider_id: int | None
    name: str
    sex: str
    birth_date: date | None
    phone_masked: str
    organisation_id: int
    organisation_name: str
    kind: str  # member, reported
    unit_id: int | None
    unit_name: str
    joined_on: date | None
    full_on: date | None
    since: date | None
    until: date | None
    came_from: str
    letter_in: str
    went_to: str
    letter_out: str
    receipt_on: date | None
    why: str
    state: str  # rules.members.STATES
    gone_on: date | None  # died or left the hall's households
    waits_days: int | None  # how long the receipt is awaited
    version: int  # of the member


_COLUMNS: tuple[Any, ...] = (
    PartyRelation.id, PartyMember.id, PartyMember.person_id, PartyMember.outsider_id,
    func.coalesce(Person.name, Outsider.name), func.coalesce(Person.sex, Outsider.sex),
    Person.birth_date, func.coalesce(Person.phone, Outsider.phone), Organisation.id,
    Organisation.name, PartyRelation.kind, PartnerUnit.id, func.coalesce(PartnerUnit.name, ""),
    PartyMember.joined_on, PartyMember.full_on, PartyRelation.since, PartyRelation.until,
    PartyRelation.came_from, PartyRelation.letter_in, PartyRelation.went_to,
    PartyRelation.letter_out, PartyRelation.receipt_on, PartyRelation.why, PartyMember.version,
    func.coalesce(Person.status, ""), GONE_ON,
)  # fmt: skip
_MEMBERS = (
    select(*_COLUMNS)
    .select_from(PartyRelation)
    .join(PartyMember, PartyMember.id == PartyRelation.member_id)
    .join(Organisation, Organisation.id == PartyRelation.organisation_id)
    .outerjoin(PartnerUnit, PartnerUnit.id == PartyRelation.unit_id)
    .outerjoin(Person, Person.id == PartyMember.person_id)
    .outerjoin(Outsider, Outsider.id == PartyMember.outsider_id)
    .order_by(Organisation.id, PartyRelation.kind, PartyMember.joined_on, PartyRelation.id)
)


def members_of(
    session: Session,
    organisation_id: int | None,
    today: date,
    below: bool = True,
    as_at: date | None = None,
) -> list[MemberRow]:
    """Who belongs to or has reported to an organisation and all below it; None: to any."""
    open_then = open_on(PartyRelation, as_at or today)
    if organisation_id is None:
        return relations(session, open_then, today)
    forest = tree(session, as_at)
    ids = [organisation_id]
    if below and organisation_id in forest.nodes:
        ids = forest.below(organisation_id)
    found: list[MemberRow] = []
    for some in chunks(ids):
        here = and_(open_then, PartyRelation.organisation_id.in_(some))
        found += relations(session, here, today)
    return found


def members_out(
    session: Session, today: date, organisation_id: int | None = None
) -> list[MemberRow]:
    """Relations that went out (转出), those whose receipt is awaited first."""
    which: ColumnElement[bool] = and_(PartyRelation.kind == "member", PartyRelation.went_to != "")
    if organisation_id is not None:
        which = and_(which, PartyRelation.organisation_id == organisation_id)
    rows = relations(session, which, today)
    return sorted(rows, key=lambda row: (row.receipt_on is not None, row.until or date.min))


def member_history(
    session: Session,
    today: date,
    person_id: int | None = None,
    outsider_id: int | None = None,
) -> list[MemberRow]:
    """Every relation and report of a person, the latest first."""
    if person_id is not None:
        mine: ColumnElement[bool] = PartyMember.person_id.in_(same_person(session, person_id))
    else:
        mine = PartyMember.outsider_id == outsider_id
    rows = relations(session, mine, today)
    return sorted(rows, key=lambda row: (row.since or date.min, row.relation_id), reverse=True)


def party_membership(session: Session, today: date, person_ids: Iterable[int]) -> dict[int, str]:
    """Of these residents the party members, each with the name of the branch."""
    found: dict[int, str] = {}
    open_now = and_(open_on(PartyRelation, today), PartyRelation.kind == "member")
    for some in chunks(sorted(set(person_ids))):
        query = _MEMBERS.where(open_now, PartyMember.person_id.in_(some))
        found |= {row[2]: row[9] for row in session.execute(query)}
    return found


def relations(session: Session, which: ColumnElement[bool], today: date) -> list[MemberRow]:
    """Relations by a condition on relations, members, people, units, organisations."""
    rows = session.execute(_MEMBERS.where(which)).all()
    merged = residents(session, [row[2] for row in rows if row[24] == "merged"])
    return [_row(row, merged.get(row[2] or 0), today) for row in rows]


def reported_from(unit_id: int) -> ColumnElement[bool]:
    """Reports of a unit's members."""
    return and_(PartyRelation.kind == "reported", PartyRelation.unit_id == unit_id)


def still_open(today: date) -> ColumnElement[bool]:
    """Relations that have not ended by today."""
    return or_(PartyRelation.until.is_(None), PartyRelation.until > today)


def _row(row: Any, merged: Resident | None, today: date) -> MemberRow:
    """One relation; of a merged record under the name it was merged into."""
    self_of: tuple[Any, ...] = (row[2], row[3], row[4], row[5], row[6], row[7])
    status, gone_on = row[24], day_of(row[25])
    if merged is not None:
        self_of = (merged.id, None, merged.name, merged.sex, merged.birth_date, merged.phone)
        status, gone_on = merged.status, merged.gone_on
    waits = _waits(row, today)
    state = _state(row, status, waits, today)
    seen = (*self_of[:5], mask_phone(self_of[5] or ""))
    gone = gone_on if status in GONE else None
    values: tuple[Any, ...] = (*row[:2], *seen, *row[8:23], state, gone, waits, row[23])
    return MemberRow(*values)


def _waits(row: Any, today: date) -> int | None:
    """How many days a receipt is awaited."""
    until: date | None = row[16]
    went_to, receipt_on = row[19], row[21]
    if not went_to or until is None or receipt_on is not None:
        return None
    return max((today - until).days, 0)


def _state(row: Any, status: str, waits: int | None, today: date) -> str:
    """How a member stands, as rules.members.STATES says it."""
    if waits is not None:
        return "awaiting"
    if row[16] is not None and row[16] <= today:
        return "moved"
    if status in GONE:
        return status
    if row[10] == "reported":
        return "reported"
    if row[14] is not None and row[14] <= today:
        return "full"
    return "probationary" if row[13] is not None else "unknown"
