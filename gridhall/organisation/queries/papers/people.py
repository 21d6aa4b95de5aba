"""Who holds what, as rosters, letters of appointment and receipt slips say it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.core.codes import table
from gridhall.core.errors import UserError
from gridhall.organisation.models import (
    GridHolding,
    Organisation,
    Outsider,
    PartnerUnit,
    PartyRelation,
    Seat,
    Tenure,
)
from gridhall.organisation.queries.members import MemberRow, relations
from gridhall.organisation.queries.seats import SeatRow, seat_rows
from gridhall.organisation.queries.seats.terms import Held, tenures
from gridhall.organisation.queries.tallying import lasting
from gridhall.organisation.queries.tree import OrganisationRow, organisation, tree
from gridhall.organisation.rules.kinds import kind_of
from gridhall.organisation.rules.titles import PARTY_GROUPS, title_of
from gridhall.places.queries import chunks
from gridhall.registry.models import Person

_COMMITTEE = (*PARTY_GROUPS, "body")


@dataclass(frozen=True, slots=True)
class SeatRoster:
    """The seats of a community: of its own, of all below it, of the grids they hold."""

    organisation_id: int
    name: str
    rows: tuple[SeatRow, ...]


@dataclass(frozen=True, slots=True)
class CommitteeLine:
    """One seat of a committee with who holds it; name "" for a vacant one."""

    seat: str
    name: str
    sex: str  # 男, 女, ""
    unit: str  # where they come from
    phone: str  # masked
    since: date | None
    term_until: date | None


@dataclass(frozen=True, slots=True)
class Committee:
    """A committee's members (委员名册), and of a joint one its part-time members."""

    organisation: OrganisationRow
    parent: str
    lines: tuple[CommitteeLine, ...]


@dataclass(frozen=True, slots=True)
class Appointment:
    """Whom a letter of appointment is for, to what, how long."""

    tenure_id: int
    name: str
    seat: str  # 兼职委员
    owner: str  # 御景小区大党委
    unit: str
    since: date
    term_until: date | None
    is_party: bool  # addressed as 同志


@dataclass(frozen=True, slots=True)
class RelationSlip:
    """A relation that came in or went out (组织关系转接), with the branch that answers for it."""

    member: MemberRow
    branch: OrganisationRow


def seat_roster(session: Session, organisation_id: int, today: date) -> SeatRoster:
    """An organisation's seats and those of all below, in the tree's order, then of its grids."""
    forest = tree(session)
    name = organisation(session, organisation_id).name
    below = forest.below(organisation_id) if organisation_id in forest.nodes else [organisation_id]
    place = {one: at for at, one in enumerate(below)}
    rows: list[SeatRow] = []
    for some in chunks(below):
        rows += seat_rows(session, Seat.organisation_id.in_(some), today)
    rows.sort(key=lambda row: place[row.organisation_id or 0])  # stable: their order is kept
    held = select(GridHolding.grid_id, GridHolding.organisation_id)
    grids = [
        grid_id
        for grid_id, owner in session.execute(
            held.where(lasting(GridHolding.since, GridHolding.until, today))
        )
        if owner in place
    ]
    for some in chunks(sorted(grids)):
        rows += seat_rows(session, Seat.grid_id.in_(some), today)
    return SeatRoster(organisation_id, name, tuple(rows))


def committee(session: Session, organisation_id: int, today: date) -> Committee:
    """The committee's seats with who holds them; UserError for one that has no committee seat."""
    row = organisation(session, organisation_id)
    seats = [
        one
        for one in seat_rows(session, Seat.organisation_id == organisation_id, today)
        if title_of(one.title).group in _COMMITTEE
    ]
    if not seats:
        raise UserError(f"“{row.name}”还没有委员席位，没有名册可出。请先在席位里添加")
    known = _people(session, seats)
    lines = [_committee_line(one, known) for one in seats]
    parent = session.get(Organisation, row.parent_id) if row.parent_id else None
    return Committee(row, parent.name if parent else "", tuple(lines))


def appointment(session: Session, tenure_id: int) -> Appointment:
    """A tenure as its letter of appointment says it; UserError for one that is over."""
    held = next(iter(tenures(session, Tenure.id == tenure_id)), None)
    if held is None:
        raise UserError("没有这次任职，可能刚被撤回。请按 F5 看最新内容")
    seat = session.get_one(Seat, held.seat_id)
    if seat.organisation_id is None:
        raise UserError("网格员不出聘书；网格公示牌在“网格”里打印")
    owner = organisation(session, seat.organisation_id)
    if held.term.until is not None and held.term.until <= held.term.since:
        raise UserError(f"{held.term.holder}的这次任职已经取消，不能出聘书")
    return Appointment(
        tenure_id,
        held.term.holder,
        seat.name,
        owner.name,
        _unit(session, held),
        held.term.since,
        held.term.term_until or owner.term_until,
        kind_of(owner.kind).party,
    )


def relation_slip(session: Session, relation_id: int, today: date) -> RelationSlip:
    """A relation for its receipt; UserError when it neither came from nor went anywhere."""
    found = relations(session, PartyRelation.id == relation_id, today)
    if not found:
        raise UserError("没有这条组织关系，可能刚被撤回。请按 F5 看最新内容")
    member = found[0]
    if member.kind != "member":
        raise UserError(f"{member.name}是报到党员，组织关系在原单位，没有转接回执")
    if not (member.went_to or member.came_from):
        raise UserError(f"没有登记{member.name}的组织关系从哪里转来、转到哪里，请先补上再出回执")
    return RelationSlip(member, organisation(session, member.organisation_id))


_Known = dict[tuple[str, int], tuple[str, str]]  # ("person", id) -> sex, unit


def _committee_line(row: SeatRow, known: _Known) -> CommitteeLine:
    key = ("person", row.person_id) if row.person_id else ("outsider", row.outsider_id or 0)
    sex, unit = known.get(key, ("", ""))
    return CommitteeLine(
        row.name,
        row.holder_name,
        sex,
        unit or row.source,
        row.phone_masked,
        row.since,
        row.term_until,
    )


def _people(session: Session, rows: Iterable[SeatRow]) -> _Known:
    """Sex and unit of those who hold these seats."""
    rows, words = list(rows), table("sex")
    people = [row.person_id for row in rows if row.person_id is not None]
    found: _Known = {}
    query = select(Person.id, Person.sex, Person.workplace).where(Person.id.in_(people))
    for person_id, sex, workplace in session.execute(query):
        found["person", person_id] = (_sex(words.label(sex)), workplace)
    others = [row.outsider_id for row in rows if row.outsider_id is not None]
    units = (
        select(Outsider.id, Outsider.sex, PartnerUnit.name, Outsider.workplace)
        .outerjoin(PartnerUnit, PartnerUnit.id == Outsider.unit_id)
        .where(Outsider.id.in_(others))
    )
    for outsider_id, sex, unit, workplace in session.execute(units):
        found["outsider", outsider_id] = (_sex(words.label(sex)), unit or workplace)
    return found


def _sex(label: str | None) -> str:
    """男 or 女; nothing for 未知."""
    return label[0] if label and label[0] in "男女" else ""


def _unit(session: Session, held: Held) -> str:
    if held.outsider_id is None:
        return ""
    outsider = session.get_one(Outsider, held.outsider_id)
    unit = session.get(PartnerUnit, outsider.unit_id) if outsider.unit_id else None
    return unit.name if unit else outsider.workplace
