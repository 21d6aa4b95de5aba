"""Partner units with their community, how many reported, and what they can give."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from gridhall.core.errors import UserError
from gridhall.core.text import search_key
from gridhall.organisation.models import (
    Organisation,
    Outsider,
    PartnerUnit,
    PartyRelation,
    Seat,
    Tenure,
)
from gridhall.organisation.queries.members import (
    MemberRow,
    relations,
    reported_from,
    still_open,
)
from gridhall.organisation.queries.tree import tree


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A partner unit (驻区单位, 双报到单位) as lists show it."""

    id: int
    name: str
    short_name: str
    kind: str  # rules.units.UNIT_KINDS
    credit_code: str
    organisation_id: int | None
    organisation_name: str
    address: str
    contact: str
    phone: str
    resources: tuple[str, ...]  # a line each
    note: str
    active_from: date | None
    active_to: date | None
    reported: int  # members who reported and are still there
    seats: int  # held by people of the unit (兼职委员)
    version: int


@dataclass(frozen=True, slots=True)
class UnitCard:
    """A unit with who reported from it, and who of it sits where."""

    unit: UnitRow
    reported: tuple[MemberRow, ...]
    past: tuple[MemberRow, ...]  # reports that ended
    seats: tuple[str, ...]  # 李强 “龙腾社区大党委”兼职委员


_COLUMNS: tuple[Any, ...] = (
    PartnerUnit.id, PartnerUnit.name, PartnerUnit.short_name, PartnerUnit.kind,
    func.coalesce(PartnerUnit.credit_code, ""), PartnerUnit.organisation_id,
    func.coalesce(Organisation.name, ""), PartnerUnit.address, PartnerUnit.contact,
    PartnerUnit.phone, PartnerUnit.resources, PartnerUnit.note, PartnerUnit.active_from,
    PartnerUnit.active_to, PartnerUnit.version,
)  # fmt: skip
_UNITS = (
    select(*_COLUMNS)
    .select_from(PartnerUnit)
    .outerjoin(Organisation, Organisation.id == PartnerUnit.organisation_id)
    .order_by(PartnerUnit.name)
)


def units(
    session: Session,
    today: date,
    organisation_id: int | None = None,
    text: str = "",
    ended: bool = False,
) -> list[UnitRow]:
    """Units of an organisation and all below it, or of the hall; with `ended` former ones too.

    `text` is looked for in name, code, contact and resources.
    """
    query = _UNITS
    if not ended:
        query = query.where(or_(PartnerUnit.active_to.is_(None), PartnerUnit.active_to > today))
    rows = _rows(session, session.execute(query), today)
    if organisation_id is not None:
        forest = tree(session)
        near = set(forest.below(organisation_id)) if organisation_id in forest.nodes else set()
        rows = [row for row in rows if row.organisation_id in near]
    key = search_key(text)
    return [row for row in rows if key in _said(row)] if key else rows


def unit_count(session: Session, today: date) -> int:
    """How many units the hall works with."""
    there = or_(PartnerUnit.active_to.is_(None), PartnerUnit.active_to > today)
    return session.scalar(select(func.count()).select_from(PartnerUnit).where(there)) or 0


def _said(row: UnitRow) -> str:
    words = (row.name, row.short_name, row.credit_code, row.contact, row.address, *row.resources)
    return search_key(" ".join(words))


def unit_card(session: Session, unit_id: int, today: date) -> UnitCard:
    """A unit with everybody who reported from it."""
    found = _rows(session, session.execute(_UNITS.where(PartnerUnit.id == unit_id)), today)
    if not found:
        raise UserError("没有这个单位，可能刚被撤回。请按 F5 看最新内容")
    mine = relations(session, reported_from(unit_id), today)
    now = tuple(row for row in mine if row.until is None or row.until > today)
    past = tuple(row for row in mine if row.until is not None and row.until <= today)
    return UnitCard(found[0], now, past, tuple(_seats(session, unit_id, today)))


def _seats(session: Session, unit_id: int, today: date) -> list[str]:
    query = (
        select(Outsider.name, Organisation.name, Seat.name)
        .select_from(Tenure)
        .join(Outsider, Outsider.id == Tenure.outsider_id)
        .join(Seat, Seat.id == Tenure.seat_id)
        .join(Organisation, Organisation.id == Seat.organisation_id)
        .where(Outsider.unit_id == unit_id, _sits(today))
        .order_by(Organisation.id, Seat.place, Seat.id)
    )
    return [f"{who} “{of}”{seat}" for who, of, seat in session.execute(query)]


def _sits(today: date) -> Any:
    return and_(Tenure.since <= today, or_(Tenure.until.is_(None), Tenure.until > today))


def _rows(session: Session, found: Iterable[Any], today: date) -> list[UnitRow]:
    reported, sits = _reported(session, today), _sitting(session, today)
    return [_row(tuple(row), reported[row[0]], sits[row[0]]) for row in found]


def _row(row: tuple[Any, ...], reported: int, sits: int) -> UnitRow:
    resources = tuple(row[10].splitlines())
    values = (*row[:10], resources, *row[11:14], reported, sits, row[14])
    return UnitRow(*values)


def _reported(session: Session, today: date) -> Counter[int]:
    query = (
        select(PartyRelation.unit_id, func.count())
        .where(PartyRelation.unit_id.is_not(None), PartyRelation.kind == "reported")
        .where(still_open(today))
        .group_by(PartyRelation.unit_id)
    )
    return Counter({row[0] or 0: row[1] for row in session.execute(query)})


def _sitting(session: Session, today: date) -> Counter[int]:
    query = (
        select(Outsider.unit_id, func.count())
        .join(Tenure, Tenure.outsider_id == Outsider.id)
        .where(Outsider.unit_id.is_not(None), _sits(today))
        .group_by(Outsider.unit_id)
    )
    return Counter({row[0] or 0: row[1] for row in session.execute(query)})
