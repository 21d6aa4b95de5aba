"""The ratio panel: party members in governing bodies, secretaries who chair one (交叉任职)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from gridhall.organisation.models import Organisation, Outsider, PartyMember, Seat
from gridhall.organisation.queries.people import branches
from gridhall.organisation.queries.seats.reading import there_on
from gridhall.organisation.queries.seats.rows import CompoundRatio, Ratios
from gridhall.organisation.queries.seats.terms import Held, by_seat, tenures
from gridhall.organisation.queries.seats.vacant import written_for
from gridhall.organisation.queries.tree import tree
from gridhall.organisation.rules.kinds import KINDS
from gridhall.organisation.rules.tree import Tree
from gridhall.places.models import Compound

_BODIES = [kind.code for kind in KINDS.values() if kind.body]
_BRANCHES = ("branch", "general_branch", "party_committee")
Who = tuple[str, int]


@dataclass
class _Side:
    """A compound's two sides while they are gathered."""

    bodies: list[str] = field(default_factory=list)
    branches: int = 0
    members: set[Who] = field(default_factory=set)
    secretaries: dict[Who, str] = field(default_factory=dict)
    directors: dict[Who, str] = field(default_factory=dict)


def ratios(session: Session, organisation_id: int | None, today: date) -> Ratios:
    """The figures of an organisation and all below it; of the whole hall for None.

    A compound is an organisation's own or the nearest above it; who sits twice counts once.
    """
    forest = tree(session)
    compounds, wanted = _wanted(forest, organisation_id)
    sides: dict[int | None, _Side] = defaultdict(_Side)
    for one in wanted:
        _note_kind(sides[compounds[one]], forest, one)
    for held, owner, title in _holders(session, today):
        if owner in wanted:
            _note_holder(sides[compounds[owner]], forest, owner, (title, held))
    party = _party(session, today, sides.values())
    rows = _rows(session, sides, party)
    members = {(place, who) for place, side in sides.items() for who in side.members}
    both = [
        place
        for place, side in sides.items()
        if place is not None and side.bodies and side.branches
    ]
    return Ratios(
        len(members),
        sum(who in party for _, who in members),
        len(both),
        sum(row.chairs for row in rows),
        tuple(rows),
    )


def _wanted(forest: Tree, organisation_id: int | None) -> tuple[dict[int, int | None], set[int]]:
    """Each organisation's compound; and those that count: below, or in the same compounds."""
    compounds: dict[int, int | None] = {}
    for one in forest.order:
        node = forest.nodes[one]
        above = compounds.get(node.parent_id) if node.parent_id is not None else None
        compounds[one] = node.compound_id or above
    if organisation_id is None:
        return compounds, set(forest.order)
    below = set(forest.below(organisation_id)) if organisation_id in forest.nodes else set()
    places = {compounds[one] for one in below} - {None}
    return compounds, below | {one for one, place in compounds.items() if place in places}


def _note_kind(side: _Side, forest: Tree, one: int) -> None:
    node = forest.nodes[one]
    if node.kind in _BODIES:
        side.bodies.append(node.name)
    side.branches += node.kind in _BRANCHES and node.compound_id is not None


def _note_holder(side: _Side, forest: Tree, owner: int, sits: tuple[str, Held]) -> None:
    title, held = sits
    node = forest.nodes[owner]
    if node.kind in _BODIES:
        side.members.add(held.who)
        if title == "director":
            side.directors[held.who] = held.term.holder
    elif node.compound_id is not None:
        side.secretaries[held.who] = held.term.holder


def _holders(session: Session, today: date) -> list[tuple[Held, int, str]]:
    """Who sits in a governing body, and the secretaries: with the organisation and the title."""
    which = and_(
        there_on(today),
        or_(
            Organisation.kind.in_(_BODIES),
            and_(Seat.title == "secretary", Organisation.kind.in_(_BRANCHES)),
        ),
    )
    query = select(Seat.id, Seat.organisation_id, Seat.title)
    seats = session.execute(
        query.join(Organisation, Organisation.id == Seat.organisation_id).where(
            or_(Organisation.kind.in_(_BODIES), Seat.title == "secretary")
        )
    )
    owners = {row[0]: (row[1] or 0, row[2]) for row in seats}
    held = by_seat(tenures(session, and_(which, written_for(today))))
    return [
        (one, *owners[seat_id])
        for seat_id, mine in held.items()
        for one in mine
        if one.term.holds_on(today)
    ]


def _party(session: Session, today: date, sides: Iterable[_Side]) -> set[Who]:
    """Of those who sit in a body, the party members: by their relation, or as it was noted."""
    who = {one for side in sides for one in side.members}
    people = [number for kind, number in who if kind == "person"]
    few = PartyMember.person_id.in_(people) if len(people) <= 500 else None
    noted = select(Outsider.id).where(Outsider.is_party)
    found: set[Who] = {("outsider", one) for one in session.scalars(noted)}
    found |= set(branches(session, today, few))
    found |= set(branches(session, today, PartyMember.outsider_id.is_not(None)))
    return who & found


def _rows(session: Session, sides: dict[int | None, _Side], party: set[Who]) -> list[CompoundRatio]:
    names = {row[0]: row[1] for row in session.execute(select(Compound.id, Compound.name))}
    rows = [
        CompoundRatio(
            place,
            names[place],
            "、".join(side.bodies),
            len(side.members),
            len(side.members & party),
            "、".join(side.secretaries.values()),
            "、".join(side.directors.values()),
            bool(side.secretaries.keys() & side.directors.keys()),
        )
        for place, side in sides.items()
        if place is not None and (side.bodies or side.secretaries)
    ]
    return sorted(rows, key=lambda row: row.compound)
