"""The counts of the tree done slowly: every organisation walked, every door visited."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.organisation.models import GridHolding, PartyRelation, Seat, Tenure
from gridhall.organisation.queries.counts import Counts
from gridhall.organisation.rules.tree import Tree
from gridhall.places.models import Building, Dwelling, Entrance, PastGrid
from gridhall.registry.models import Household, Membership, PastAddress, Person


def holds(one: object, day: date, since: str = "since", until: str = "until") -> bool:
    begun, over = getattr(one, since), getattr(one, until)
    return (begun is None or begun <= day) and (over is None or over > day)


def recount(session: Session, tree: Tree, day: date) -> dict[int, Counts]:
    """What roll_up should say, for the state of a day."""
    return {one: _recount_one(session, _below(tree, one), tree, day) for one in tree.nodes}


def _below(tree: Tree, top: int) -> set[int]:
    found = {top}
    while more := {n.id for n in tree.nodes.values() if n.parent_id in found} - found:
        found |= more
    return found


def _recount_one(session: Session, ids: set[int], tree: Tree, day: date) -> Counts:
    holdings = [h for h in session.scalars(select(GridHolding)) if holds(h, day)]
    grids = {h.grid_id for h in holdings if h.organisation_id in ids}
    doors = set()
    for entrance in session.scalars(select(Entrance)):
        building = session.get_one(Building, entrance.building_id)
        if (
            _grid_then(session, entrance, day) in grids
            or any(tree.nodes[one].building_id == building.id for one in ids)
            or any(tree.nodes[one].compound_id == building.compound_id for one in ids)
        ):
            doors.add(entrance.id)
    homes = {h.id for h in session.scalars(select(Household)) if _at(session, h, day) in doors}
    people = [
        m for m in session.scalars(select(Membership)) if m.household_id in homes and holds(m, day)
    ]
    members = [
        r
        for r in session.scalars(select(PartyRelation))
        if r.organisation_id in ids and r.kind == "member" and holds(r, day)
    ]
    seats = [
        s
        for s in session.scalars(select(Seat))
        if (s.organisation_id in ids or s.grid_id in grids)
        and holds(s, day, "created_on", "ended_on")
        and not _held(session, s, day)
    ]
    return Counts(len(people), len(homes), len(members), len(grids), len(seats), len(ids))


def _grid_then(session: Session, entrance: Entrance, day: date) -> int | None:
    for past in session.scalars(
        select(PastGrid).where(PastGrid.entrance_id == entrance.id).order_by(PastGrid.until)
    ):
        if day < past.until:
            return past.grid_id
    return entrance.grid_id


def _at(session: Session, home: Household, day: date) -> int | None:
    if not holds(home, day, "established_on", "ended_on"):
        return None
    at = home.dwelling_id
    past = select(PastAddress).where(PastAddress.household_id == home.id)
    for one in session.scalars(past.order_by(PastAddress.until.desc())):
        if day < one.until:
            at = one.dwelling_id
    return None if at is None else session.get_one(Dwelling, at).entrance_id


def _held(session: Session, seat: Seat, day: date) -> bool:
    for one in session.scalars(select(Tenure).where(Tenure.seat_id == seat.id)):
        person = session.get(Person, one.person_id) if one.person_id else None
        dead = person is not None and person.died_on is not None and person.died_on <= day
        if holds(one, day) and not dead:
            return True
    return False
