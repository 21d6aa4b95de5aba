"""What a step offers to choose from: owners, categories, rules of whistling and discussing."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from gridhall.core.pinyin import name_keys
from gridhall.core.text import search_key
from gridhall.issues.models import IssueCategory, WhistleRule
from gridhall.issues.queries.settings import governance
from gridhall.issues.rules.orders import Owner
from gridhall.organisation.models import Agency, Organisation, PartnerUnit


@dataclass(frozen=True, slots=True)
class OwnerChoice:
    """Somebody an issue can be given to; `kind` is unit, organisation or agency."""

    owner: Owner
    words: str
    kind: str
    aliases: tuple[str, ...] = ()

    def fits(self, typed: str) -> bool:
        """Whether a part of the name, or initials, were typed."""
        wanted = search_key(typed)
        names = (self.words, *self.aliases)
        if any(wanted in search_key(name) for name in names):
            return True
        keys = [key for name in names for key in (*name_keys(name).initials, *name_keys(name).full)]
        return any(key.startswith(wanted) for key in keys)


@dataclass(frozen=True, slots=True)
class CategoryChoice:
    """A leaf category with its group, what residents say for it, and its usual size."""

    id: int
    code: str
    name: str
    group: str
    said: str
    size: str

    def fits(self, typed: str) -> bool:
        """Whether its name, code, group or what residents say was typed, or initials."""
        wanted = search_key(typed)
        if wanted in search_key(f"{self.code} {self.name} {self.group} {self.said}"):
            return True
        keys = name_keys(self.name)
        return any(key.startswith(wanted) for key in (*keys.initials, *keys.full))


@dataclass(frozen=True, slots=True)
class RuleChoice:
    """A line of the whistle matrix: 社区党组织吹哨，网格部门报到."""

    id: int
    words: str
    route: int | None
    report_days: int


def owner_choices(session: Session, today: date) -> list[OwnerChoice]:
    """Units, organisations and agencies that are there today, in this order."""
    return [*_units(session, today), *_organisations(session, today), *_agencies(session)]


def _units(session: Session, today: date) -> Iterator[OwnerChoice]:
    one = PartnerUnit
    there = or_(one.active_to.is_(None), one.active_to > today)
    for row in session.scalars(select(one).where(there).order_by(one.name)):
        owner = Owner(unit_id=row.id, name=row.short_name or row.name, contact=row.contact)
        yield OwnerChoice(owner, row.name, "unit", (row.short_name,) if row.short_name else ())


def _organisations(session: Session, today: date) -> Iterator[OwnerChoice]:
    one = Organisation
    there = or_(one.ended_on.is_(None), one.ended_on > today)
    for row in session.scalars(select(one).where(there).order_by(one.level, one.place, one.id)):
        owner = Owner(organisation_id=row.id, name=row.name)
        short = (row.short_name,) if row.short_name else ()
        yield OwnerChoice(owner, row.name, "organisation", short)


def _agencies(session: Session) -> Iterator[OwnerChoice]:
    query = select(Agency).where(Agency.active).order_by(Agency.position, Agency.id)
    for row in session.scalars(query):
        owner = Owner(agency_id=row.id, name=row.name)
        yield OwnerChoice(owner, row.name, "agency", tuple(row.aliases.splitlines()))


def category_choices(session: Session, today: date) -> list[CategoryChoice]:
    """The leaf categories in use today, in the hall's order."""
    one = IssueCategory
    there = or_(one.ended_on.is_(None), one.ended_on > today)
    rows = list(session.scalars(select(one).where(there).order_by(one.place, one.code)))
    groups = {row.id: row.name for row in rows if row.parent_id is None}
    return [
        CategoryChoice(row.id, row.code, row.name, groups[row.parent_id], row.words, row.size)
        for row in rows
        if row.parent_id in groups
    ]


def rule_choices(session: Session) -> list[RuleChoice]:
    """The whistle matrix in its order; lines that were ended are left out."""
    one = WhistleRule
    query = select(one).where(one.ended_on.is_(None)).order_by(one.place, one.id)
    return [
        RuleChoice(row.id, f"{row.blower}吹哨，{row.responder}报到", row.route, row.report_days)
        for row in session.scalars(query)
    ]


def manner_choices(session: Session) -> tuple[str, ...]:
    """The hall's rules of discussion (议事规则)."""
    return governance(session).manners
