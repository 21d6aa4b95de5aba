"""Units that report (双报到单位): what each did in a span, and what a year still lacks."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import and_, case, func, or_, select
from sqlalchemy.orm import Session

from gridhall.core.errors import UserError
from gridhall.core.mask import mask_phone
from gridhall.organisation.models import Organisation, PartnerUnit, PartyMember, PartyRelation
from gridhall.organisation.queries.people import open_on
from gridhall.pledges.models import Claim, ListItem
from gridhall.pledges.queries.claims import ClaimRow, claims_of_unit
from gridhall.pledges.queries.items import ItemFilter, ItemRow, items
from gridhall.pledges.queries.served import Served, served_by
from gridhall.pledges.queries.servers import Server, Servers
from gridhall.pledges.rules.spans import Span, year_span


@dataclass(frozen=True, slots=True)
class UnitFigures:
    """A unit with what it did within a span of days."""

    id: int
    name: str
    short_name: str
    kind: str
    organisation: str
    contact: str
    phone_masked: str
    active_to: date | None
    members: int  # who have reported and are there at the span's end
    servers: int  # volunteers of the unit who served
    services: int  # 人次
    minutes: int
    resources: int  # on the list, not ended
    claims: int  # made within the span, not given up
    done: int  # confirmed within the span
    late: int  # past the promised day today
    people: int  # who took part, as delivered
    served: int  # 服务人次, as delivered
    money_fen: int
    stars: float | None  # mean of what was confirmed
    practical: int  # 惠民实事 of the span's year
    practical_done: int

    @property
    def title(self) -> str:
        """The short name, or the whole."""
        return self.short_name or self.name

    @property
    def lacks_practical(self) -> bool:
        """A reporting unit does at least one practical matter a year."""
        return not self.practical and self.kind != "resident"

    @property
    def flags(self) -> tuple[str, ...]:
        """What is wrong with it, the gravest first."""
        said = (
            "本年还没有惠民实事" if self.lacks_practical else "",
            f"{self.late} 项过了承诺日期" if self.late else "",
            "" if self.members or self.kind == "resident" else "还没有党员报到",
            "" if self.claims else "还没有认领",
        )
        return tuple(filter(None, said))


@dataclass(frozen=True, slots=True)
class UnitPledges:
    """A unit's card: its figures of the year, its claims and what it brought to the lists."""

    unit: UnitFigures
    claims: tuple[ClaimRow, ...]
    items: tuple[ItemRow, ...]
    servers: tuple[Server, ...]  # who reported, and who else served; with the year's hours


def unit_figures(
    session: Session, span: Span, today: date, unit_id: int | None = None
) -> list[UnitFigures]:
    """Every unit that reports, and others that claimed within the span: a fixed number of reads."""
    read = _Reading(session, span, today)
    query = _UNITS if unit_id is None else _UNITS.where(PartnerUnit.id == unit_id)
    return [
        read.figures(row)
        for row in session.execute(query)
        if unit_id is not None or read.belongs(row)
    ]


def unit_year(session: Session, unit_id: int, year: int, today: date) -> UnitPledges:
    """A unit's card for a year."""
    span = year_span(year)
    found = unit_figures(session, span, today, unit_id)
    if not found:
        raise UserError("没有这个单位，可能刚被撤回。请按 F5 看最新内容")
    mine = claims_of_unit(session, unit_id, span, today)
    brought = items(session, today, ItemFilter(unit_id=unit_id))
    servers = Servers(session, span, today, unit_id).of(unit_id)
    return UnitPledges(found[0], tuple(mine), tuple(brought), servers)


_UNITS = (
    select(
        PartnerUnit.id, PartnerUnit.name, PartnerUnit.short_name, PartnerUnit.kind,
        func.coalesce(Organisation.name, ""), PartnerUnit.contact, PartnerUnit.phone,
        PartnerUnit.active_to, PartnerUnit.active_from,
    )
    .outerjoin(Organisation, Organisation.id == PartnerUnit.organisation_id)
    .order_by(PartnerUnit.name)
)  # fmt: skip


class _Reading:
    """What every unit's figures are made of, each read once."""

    def __init__(self, session: Session, span: Span, today: date) -> None:
        self._span = span
        self._members = _members(session, min(span[1], today))
        self._served = served_by(session, span, today)
        self._claims = _claims(session, span, today)
        self._done = _done(session, span)
        self._practical = _practical(session, year_span(span[1].year))
        self._resources = _resources(session)

    def belongs(self, row: Any) -> bool:
        """Whether a unit has a line: it reported during the span, or claimed something."""
        since, until = self._span
        if row.active_to is not None and row.active_to <= since:
            return False
        if row.active_from is not None and row.active_from > until:
            return False
        return row.kind != "resident" or row.id in self._claims or row.id in self._practical

    def figures(self, row: Any) -> UnitFigures:
        """One unit's line."""
        one = row.id
        served: Served = self._served.get(one, Served())
        many, late = self._claims.get(one, (0, 0))
        done, people, visits, money, stars = self._done.get(one, (0, 0, 0, 0, None))
        matters = self._practical.get(one, {})
        return UnitFigures(
            one, row.name, row.short_name, row.kind, row[4], row.contact, mask_phone(row.phone),
            row.active_to, self._members[one], served.people, served.services, served.minutes,
            self._resources[one], many, done, late, people, visits, money, stars, len(matters),
            sum(matters.values()),
        )  # fmt: skip


def _members(session: Session, day: date) -> Counter[int]:
    """How many party members have reported from each unit and are there on a day."""
    query = (
        select(PartyRelation.unit_id, func.count(func.distinct(PartyMember.id)))
        .join(PartyMember, PartyMember.id == PartyRelation.member_id)
        .where(PartyRelation.unit_id.is_not(None), PartyRelation.kind == "reported")
        .where(open_on(PartyRelation, day))
        .group_by(PartyRelation.unit_id)
    )
    return Counter({row[0] or 0: row[1] for row in session.execute(query)})


def _claims(session: Session, span: Span, today: date) -> dict[int, tuple[int, int]]:
    """Claims made within the span, and how many of a unit's are past the promised day now."""
    made = and_(Claim.claimed_on.between(*span), Claim.state != "given_up")
    late = and_(Claim.promised_on < today, Claim.state.in_(("claimed", "doing")))
    query = (
        select(Claim.unit_id, func.sum(case((made, 1), else_=0)))
        .add_columns(func.sum(case((late, 1), else_=0)))
        .where(Claim.unit_id.is_not(None), or_(made, late))
        .group_by(Claim.unit_id)
    )
    return {row[0] or 0: (row[1], row[2]) for row in session.execute(query)}


def _done(session: Session, span: Span) -> dict[int, tuple[int, int, int, int, float | None]]:
    """Confirmed within the span; people, visits and money of what was delivered within it."""
    confirmed = and_(Claim.confirmed_on.between(*span), Claim.state == "confirmed")
    delivered = and_(Claim.delivered_on.between(*span), Claim.state.in_(("delivered", "confirmed")))
    summed = [
        func.sum(case((delivered, func.coalesce(column, 0)), else_=0))
        for column in (Claim.people, Claim.served, Claim.money_fen)
    ]
    query = (
        select(Claim.unit_id, func.sum(case((confirmed, 1), else_=0)), *summed)
        .add_columns(func.avg(case((confirmed, Claim.stars))))
        .where(Claim.unit_id.is_not(None), or_(confirmed, delivered))
        .group_by(Claim.unit_id)
    )
    return {row[0]: tuple(row[1:]) for row in session.execute(query)}


def _practical(session: Session, span: Span) -> dict[int, dict[int, bool]]:
    """Each unit's practical matters of a year, by item: whether done.

    A unit's own project of the year counts, and one it took on within the year.
    """
    found: dict[int, dict[int, bool]] = defaultdict(dict)
    matters = and_(ListItem.is_practical, ListItem.state != "withdrawn")
    own = select(ListItem.unit_id, ListItem.id, ListItem.state).where(
        matters, ListItem.unit_id.is_not(None), ListItem.opened_on.between(*span)
    )
    taken = (
        select(Claim.unit_id, ListItem.id, Claim.state)
        .join(ListItem, ListItem.id == Claim.item_id)
        .where(matters, Claim.unit_id.is_not(None), Claim.state != "given_up")
        .where(Claim.claimed_on.between(*span))
    )
    for query in (own, taken):
        for unit, one, state in session.execute(query):
            mine = found[unit or 0]
            mine[one] = mine.get(one, False) or state == "confirmed"
    return found


def _resources(session: Session) -> Counter[int]:
    query = (
        select(ListItem.unit_id, func.count())
        .where(ListItem.unit_id.is_not(None), ListItem.kind == "resource")
        .where(ListItem.ended_on.is_(None))
        .group_by(ListItem.unit_id)
    )
    return Counter({row[0] or 0: row[1] for row in session.execute(query)})
