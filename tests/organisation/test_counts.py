"""Counts that roll up: unions, never twice; against a recount by sets."""

from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from gridhall.core.clerk import Clerk
from gridhall.db.database import Database
from gridhall.organisation.models import (
    GridHolding,
    Outsider,
    PartyMember,
    PartyRelation,
    Seat,
    Tenure,
)
from gridhall.organisation.queries.counts import Counts, Piece, Tallies, roll_up, tallies
from gridhall.organisation.queries.moving import merge_preview, move_preview
from gridhall.organisation.queries.tallying import held_on
from gridhall.organisation.queries.tree import tree
from gridhall.organisation.rules.tree import Node, Tree
from gridhall.organisation.service import tree as service
from gridhall.organisation.service.tree import OrganisationDraft
from gridhall.places.models import Building, Compound, Entrance, PastGrid
from gridhall.registry.models import Household, PastAddress
from tests.factories import (
    NOW,
    TODAY,
    make_dwelling,
    make_family,
    make_grid,
    make_household,
    make_person,
)
from tests.organisation.recount import recount

MAY = date(2026, 5, 1)
SMALL = st.one_of(st.none(), st.integers(1, 4))


@st.composite
def _trees(draw: Any) -> Tree:
    """Any shape: several tops, long chains; compounds and buildings given to anybody."""
    nodes = []
    for one in range(1, draw(st.integers(1, 14)) + 1):
        parent = draw(st.one_of(st.none(), st.integers(1, one - 1))) if one > 1 else None
        place, compound, building = draw(st.integers(0, 3)), draw(SMALL), draw(SMALL)
        node = Node(one, parent, place, "branch", None, f"组织{one}")
        nodes.append(node._replace(compound_id=compound, building_id=building))
    return Tree(draw(st.permutations(nodes)))


_PIECES = st.lists(
    st.builds(
        Piece, SMALL, st.integers(1, 4), st.integers(1, 4), st.integers(0, 9), st.integers(0, 9)
    ),
    max_size=12,
)
_FEW = st.dictionaries(st.integers(1, 14), st.integers(0, 5), max_size=6)


@given(
    _trees(),
    st.builds(
        Tallies,
        _PIECES.map(tuple),
        st.dictionaries(st.integers(1, 4), st.integers(1, 16)),
        _FEW,
        _FEW,
        st.dictionaries(st.integers(1, 4), st.integers(0, 3)),
    ),
)
def test_any_tree_rolls_up_to_unions(found: Tree, tallied: Tallies) -> None:
    counts = roll_up(found, tallied)
    assert counts.keys() == found.nodes.keys()
    for one in found.nodes:
        below = set(found.below(one))
        assert below == {each for each in found.nodes if one in found.path(each)}
        grids = {grid for grid, holder in tallied.holders.items() if holder in below}
        compounds = {found.nodes[each].compound_id for each in below}
        buildings = {found.nodes[each].building_id for each in below}
        mine = [
            piece
            for piece in tallied.pieces
            if piece.grid_id in grids
            or piece.compound_id in compounds
            or piece.building_id in buildings
        ]
        vacant = sum(tallied.vacancies.get(each, 0) for each in below)
        assert counts[one] == Counts(
            sum(piece.people for piece in mine),
            sum(piece.households for piece in mine),
            sum(tallied.party_members.get(each, 0) for each in below),
            len(grids),
            vacant + sum(tallied.grid_vacancies.get(grid, 0) for grid in grids),
            len(below),
        )


@given(_trees())
def test_the_order_of_a_tree(found: Tree) -> None:
    assert sorted(found.order) == sorted(found.nodes)
    assert found.levels == max(map(found.depth, found.nodes))
    for one in found.nodes:
        path = found.path(one)
        assert (path[-1], len(path)) == (one, found.depth(one))
        assert [found.order.index(each) for each in path] == sorted(map(found.order.index, path))
        assert found.below(one)[0] == one
    assert found.tops(found.nodes) == list(found.roots)


def test_a_circle_in_a_damaged_file_is_shown_and_counted_once() -> None:
    parents = {1: None, 2: 3, 3: 4, 4: 2, 5: 3}
    found = Tree(Node(one, up, 0, "branch", None, f"组织{one}") for one, up in parents.items())
    assert sorted(found.order) == [1, 2, 3, 4, 5]
    counts = roll_up(found, Tallies(party_members=dict.fromkeys(parents, 1)))
    assert (counts[1].party_members, counts[2].party_members, found.depth(2)) == (1, 4, 1)
    assert set(found.path(5)) == {2, 3, 4, 5}


class Hall:
    """A community with a branch of a compound, a group of its building, two grids."""

    def __init__(self, session: Session, clerk: Clerk) -> None:
        self.session, self.clerk = session, clerk
        make_family(session, "御景小区 1-1-101")
        since = date(2020, 1, 1)
        for name, at in (
            ("甲", "御景小区 1-2-201"),
            ("乙", "御景小区 2-1-102"),
            ("丙", "金叶 1-1-1"),
        ):
            make_household(session, [(make_person(session, name), "02")], at, established_on=since)
        self.doors = list(session.scalars(select(Entrance).order_by(Entrance.id)))
        self.first, self.second = (make_grid(session, f"G0{n}", f"第{n}网格") for n in (1, 2))
        for entrance, grid in zip(self.doors, [1, 1, 2, 2], strict=True):
            entrance.grid_id = self.first.id if grid == 1 else self.second.id
        compound, building = (session.scalars(select(t)).first() for t in (Compound, Building))
        assert isinstance(compound, Compound)
        assert isinstance(building, Building)
        self.top = self._found("龙腾社区党委", None)
        self.branch = self._found("御景小区党支部", self.top, compound_id=compound.id)
        self.group = self._found("御景1号楼党小组", self.branch, building_id=building.id)
        self.other = self._found("网格党支部", self.top)
        for grid, holder in ((self.first, self.group), (self.second, self.other)):
            session.add(GridHolding(grid_id=grid.id, organisation_id=holder, since=since))
        session.flush()

    def _found(self, name: str, parent: int | None, **more: Any) -> int:
        draft = OrganisationDraft(name, "branch", parent, **more)
        return service.found(self.session, self.clerk, draft, TODAY)

    def counts(self, as_at: date | None = None) -> dict[int, Counts]:
        found = tree(self.session, as_at)
        counted = roll_up(found, tallies(self.session, TODAY, as_at))
        assert counted == recount(self.session, found, as_at or TODAY)
        return counted


def test_nobody_is_counted_twice(db: Database, supervisor: Clerk) -> None:
    with db.write() as session:
        hall = Hall(session, supervisor)
        counts = hall.counts()
        # 7 people; the group's building and grid are the same two entrances, the branch's
        # compound has them and a third, which the other branch's grid has as well.
        assert [counts[one].people for one in (hall.group, hall.branch, hall.other)] == [5, 6, 2]
        assert (counts[hall.top].people, counts[hall.top].households) == (7, 4)
        assert [counts[one].grids for one in (hall.top, hall.branch, hall.other)] == [2, 1, 1]
        both = [hall.branch, hall.other]
        draft = OrganisationDraft("霞光社区党委", "branch")
        new = service.found(session, supervisor, draft, TODAY)
        told = move_preview(session, both, new, TODAY, TODAY)
        assert (told.people, told.households, told.grids, told.organisations) == (7, 4, 2, 3)
        told = merge_preview(session, [hall.branch], hall.other, TODAY, TODAY)
        service.merge(session, supervisor, [hall.branch], hall.other, TODAY, TODAY)
        (side,) = told.sides
        assert (side.before.people, side.after.people) == (2, 7)
        assert hall.counts()[hall.other] == side.after


def test_a_past_day_has_its_own_counts(db: Database, supervisor: Clerk) -> None:
    with db.write() as session:
        hall = Hall(session, supervisor)
        home = session.scalars(select(Household).order_by(Household.id.desc())).first()
        assert home is not None
        session.add(PastAddress(household_id=home.id, dwelling_id=home.dwelling_id, until=MAY))
        home.dwelling_id = make_dwelling(session, "御景小区 1-1-102").id
        session.add(
            PastGrid(entrance_id=hall.doors[0].id, grid_id=hall.second.id, until=date(2026, 3, 1))
        )
        family = session.scalars(select(Household)).first()
        assert family is not None  # registered on 2024-06-01
        session.flush()
        assert [hall.counts(day)[hall.group].households for day in (None, MAY)] == [3, 3]
        assert hall.counts(date(2026, 4, 30))[hall.group].households == 2
        assert hall.counts(date(2026, 2, 1))[hall.other].people == 6
        assert hall.counts(date(2023, 1, 1))[hall.top].people == 3
        assert hall.counts(date(2019, 1, 1))[hall.top].grids == 0


def test_vacancies_follow_the_register(db: Database, supervisor: Clerk) -> None:
    with db.write() as session:
        hall = Hall(session, supervisor)
        seats = [
            Seat(organisation_id=hall.branch, title="secretary", name="书记"),
            Seat(organisation_id=hall.branch, title="member", name="委员"),
            Seat(organisation_id=hall.branch, title="member", name="委员", ended_on=MAY),
            Seat(grid_id=hall.first.id, title="grid_main", name="网格员"),
        ]
        session.add_all(seats)
        session.flush()
        assert hall.counts()[hall.top].vacancies == 3
        dead = make_person(session, "老王", status="died", died_on=MAY)
        staff = Outsider(name="高明")
        session.add(staff)
        session.flush()
        said = {"since": date(2022, 1, 1), "recorded_at": NOW, "clerk_name": ""}
        session.add(Tenure(seat_id=seats[0].id, person_id=dead.id, **said))
        session.add(Tenure(seat_id=seats[3].id, outsider_id=staff.id, **said))
        session.flush()
        assert hall.counts()[hall.top].vacancies == 2
        assert hall.counts(date(2026, 4, 30))[hall.top].vacancies == 2  # the ended seat was there
        for day, count in ((date(2026, 4, 30), 2), (MAY, 1)):
            assert len(session.scalars(select(Tenure).where(held_on(day))).all()) == count


def test_members_that_left_are_not_counted(db: Database, supervisor: Clerk) -> None:
    with db.write() as session:
        hall = Hall(session, supervisor)
        for place, (kind, until) in enumerate(
            (("member", None), ("member", MAY), ("reported", None))
        ):
            member = PartyMember(person_id=make_person(session, f"党员{place}").id)
            session.add(member)
            session.flush()
            session.add(
                PartyRelation(
                    member_id=member.id, organisation_id=hall.group, kind=kind, until=until,
                    recorded_at=NOW, clerk_name="",
                )
            )  # fmt: skip
        session.flush()
        assert hall.counts()[hall.top].party_members == 1
        assert hall.counts(date(2026, 4, 30))[hall.branch].party_members == 2


def test_few_statements_however_large_the_tree(db: Database, supervisor: Clerk) -> None:
    with db.write() as session:
        Hall(session, supervisor)
    said: list[str] = []
    event.listen(db.engine, "before_cursor_execute", lambda *told: said.append(told[2]))
    with db.read() as session:
        roll_up(tree(session), tallies(session, TODAY))
    assert len([one for one in said if one.startswith("SELECT")]) <= 9
