"""Claims as pages and papers show them: who took how much of what on, and how it stands."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session, aliased

from gridhall.core.errors import UserError
from gridhall.core.mask import mask_numbers
from gridhall.organisation.models import Organisation, Outsider, PartnerUnit, PartyMember
from gridhall.places.queries import chunks
from gridhall.pledges.models import Claim, ListItem
from gridhall.registry.models import Person
from gridhall.volunteering.models import Post, ServiceDay, Volunteer


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim with its item, who claims, and what came of it; numbers in texts are masked."""

    id: int
    item_id: int
    number: str
    kind: str
    title: str
    measure: str
    is_practical: bool
    matched_id: int | None
    matched: str  # the resource's title
    direction: str  # unit, community
    unit_id: int | None
    unit: str
    member_id: int | None
    member: str  # a reported member's name
    organisation_id: int | None
    organisation: str
    volunteer_id: int | None
    volunteer: str
    quantity: int
    state: str
    claimed_on: date
    where_claimed: str
    promised_on: date | None
    delivered_on: date | None
    confirmed_on: date | None
    confirmed_by: str
    people: int | None
    served: int | None
    money_fen: int | None
    result: str
    stars: int | None
    post_id: int | None
    post: str
    post_day: date | None
    why: str
    clerk_name: str
    version: int
    is_late: bool  # past the promised day, and not delivered

    @property
    def who(self) -> str:
        """区税务局 王强, 龙腾社区党委."""
        return " ".join(
            filter(None, (self.unit or self.organisation, self.member or self.volunteer))
        )


_Matched = aliased(ListItem)
_MemberPerson, _MemberOutsider = aliased(Person), aliased(Outsider)
_VolunteerPerson, _VolunteerOutsider = aliased(Person), aliased(Outsider)
_COLUMNS: tuple[Any, ...] = (
    Claim.id, Claim.item_id, ListItem.number, ListItem.kind, ListItem.title, ListItem.measure,
    ListItem.is_practical, Claim.matched_id, func.coalesce(_Matched.title, ""), Claim.direction,
    Claim.unit_id,
    func.coalesce(func.nullif(PartnerUnit.short_name, ""), PartnerUnit.name, ""),
    Claim.member_id, func.coalesce(_MemberPerson.name, _MemberOutsider.name, ""),
    Claim.organisation_id, func.coalesce(Organisation.name, ""), Claim.volunteer_id,
    func.coalesce(_VolunteerPerson.name, _VolunteerOutsider.name, ""), Claim.quantity, Claim.state,
    Claim.claimed_on, Claim.where_claimed, Claim.promised_on, Claim.delivered_on,
    Claim.confirmed_on, Claim.confirmed_by, Claim.people, Claim.served, Claim.money_fen,
    Claim.result, Claim.stars, Claim.post_id, func.coalesce(Post.name, ""), ServiceDay.held_on,
    Claim.why, Claim.clerk_name, Claim.version,
)  # fmt: skip
_CLAIMS = (
    select(*_COLUMNS)
    .select_from(Claim)
    .join(ListItem, ListItem.id == Claim.item_id)
    .outerjoin(_Matched, _Matched.id == Claim.matched_id)
    .outerjoin(PartnerUnit, PartnerUnit.id == Claim.unit_id)
    .outerjoin(Organisation, Organisation.id == Claim.organisation_id)
    .outerjoin(PartyMember, PartyMember.id == Claim.member_id)
    .outerjoin(_MemberPerson, _MemberPerson.id == PartyMember.person_id)
    .outerjoin(_MemberOutsider, _MemberOutsider.id == PartyMember.outsider_id)
    .outerjoin(Volunteer, Volunteer.id == Claim.volunteer_id)
    .outerjoin(_VolunteerPerson, _VolunteerPerson.id == Volunteer.person_id)
    .outerjoin(_VolunteerOutsider, _VolunteerOutsider.id == Volunteer.outsider_id)
    .outerjoin(Post, Post.id == Claim.post_id)
    .outerjoin(ServiceDay, ServiceDay.id == Post.day_id)
    .order_by(Claim.claimed_on.desc(), Claim.id.desc())
)
_TEXTS = (4, 8, 29)  # title, the resource's title, result
_STATE, _PROMISED = 19, 22


def claims(session: Session, which: ColumnElement[bool], today: date) -> list[ClaimRow]:
    """Claims by a condition on claims and items, the latest first."""
    return [_row(row, today) for row in session.execute(_CLAIMS.where(which))]


def claims_on(session: Session, item_id: int, today: date) -> list[ClaimRow]:
    """Who claimed an item, and the needs that a resource meets."""
    return claims(session, or_(Claim.item_id == item_id, Claim.matched_id == item_id), today)


def claims_of_unit(
    session: Session, unit_id: int, span: tuple[date, date], today: date
) -> list[ClaimRow]:
    """A unit's claims that were open within a span (both days included)."""
    since, until = span
    ended = func.coalesce(Claim.confirmed_on, date.max)
    touches = and_(Claim.claimed_on <= until, ended >= since)
    return claims(session, and_(Claim.unit_id == unit_id, touches), today)


def claim_row(session: Session, claim_id: int, today: date) -> ClaimRow:
    """One claim; UserError if it is there no more."""
    found = claims(session, Claim.id == claim_id, today)
    if not found:
        raise UserError("没有这项认领，可能刚被撤回。请按 F5 看最新内容")
    return found[0]


def claims_of(
    session: Session, item_ids: Iterable[int], today: date
) -> dict[int, tuple[ClaimRow, ...]]:
    """The claims of many items, in one statement for each five hundred."""
    found: dict[int, list[ClaimRow]] = {}
    for some in chunks(sorted(set(item_ids))):
        for row in claims(session, Claim.item_id.in_(some), today):
            found.setdefault(row.item_id, []).append(row)
    return {one: tuple(rows) for one, rows in found.items()}


def _row(row: Any, today: date) -> ClaimRow:
    values = list(row)
    for place in _TEXTS:
        values[place] = mask_numbers(values[place])
    promised, state = values[_PROMISED], values[_STATE]
    is_late = promised is not None and promised < today and state in ("claimed", "doing")
    whole: tuple[Any, ...] = (*values, is_late)
    return ClaimRow(*whole)
