"""Counts that roll up the tree: people, households, party members, grids, vacancies.

An organisation's own area is the entrances of the grids it holds, of its compound and of its
building; with what is below it the union is counted, nobody twice.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from sqlalchemy.orm import Session

from gridhall.organisation.queries import tallying
from gridhall.organisation.rules.tree import Tree


class Counts(NamedTuple):
    """What there is in an organisation and all below it."""

    people: int = 0
    households: int = 0
    party_members: int = 0
    grids: int = 0
    vacancies: int = 0
    organisations: int = 0

    def __sub__(self, other: "Counts") -> "Counts":
        """How many more than the other's."""
        return Counts(*(mine - theirs for mine, theirs in zip(self, other, strict=True)))


class Piece(NamedTuple):
    """The entrances of one building that one grid owns, or none does."""

    grid_id: int | None
    building_id: int
    compound_id: int
    households: int
    people: int


@dataclass(frozen=True, slots=True)
class Tallies:
    """What is counted before the tree is known; read once, rolled up as often as it is moved."""

    pieces: tuple[Piece, ...] = ()
    holders: Mapping[int, int] = field(default_factory=dict)  # grid -> organisation
    party_members: Mapping[int, int] = field(default_factory=dict)  # by organisation
    vacancies: Mapping[int, int] = field(default_factory=dict)  # by organisation
    grid_vacancies: Mapping[int, int] = field(default_factory=dict)  # by grid


def tallies(session: Session, today: date, as_at: date | None = None) -> Tallies:
    """Everything that is counted, as it is or as it was on a day: seven grouped statements."""
    day = as_at or today
    doors = tallying.doors(session, as_at)
    homes, people = tallying.homes(session, as_at), tallying.people(session, as_at)
    sums: dict[tuple[int | None, int, int], list[int]] = defaultdict(lambda: [0, 0])
    for entrance_id, key in doors.items():
        sums[key][0] += homes.get(entrance_id, 0)
        sums[key][1] += people.get(entrance_id, 0)
    of_organisations, of_grids = tallying.vacancies(session, today, as_at)
    return Tallies(
        tuple(Piece(*key, *both) for key, both in sums.items()),
        tallying.holders(session, day),
        tallying.party_members(session, day),
        of_organisations,
        of_grids,
    )


def roll_up(tree: Tree, tallied: Tallies) -> dict[int, Counts]:
    """The counts of every organisation of the tree."""
    own: list[Mapping[int, int]] = [
        *_area(tree, tallied),
        tallied.party_members,
        Counter(tallied.holders.values()),
        _vacant(tallied),
    ]
    columns = [tree.summed([one.get(each, 0) for each in tree.order]) for one in own]
    columns.append(tree.summed([1] * len(tree.order)))
    return dict(zip(tree.order, map(Counts._make, zip(*columns, strict=True)), strict=True))


def _vacant(tallied: Tallies) -> Counter[int]:
    found = Counter(tallied.vacancies)
    for grid_id, vacant in tallied.grid_vacancies.items():
        if grid_id in tallied.holders:
            found[tallied.holders[grid_id]] += vacant
    return found


def _area(tree: Tree, tallied: Tallies) -> tuple[dict[int, int], dict[int, int]]:
    """People and households put where they add up to unions.

    A piece counts once at each of its owners, and is taken off again where two owners meet.
    """
    owners = _Owners(tree, tallied.holders)
    people: dict[int, int] = defaultdict(int)
    households: dict[int, int] = defaultdict(int)
    for piece in tallied.pieces:
        for one, sign in owners.signs(piece):
            people[one] += sign * piece.people
            households[one] += sign * piece.households
    return people, households


class _Owners:
    """Whose each piece of the hall's area is."""

    def __init__(self, tree: Tree, holders: Mapping[int, int]) -> None:
        self.tree = tree
        self.by_grid = {grid: one for grid, one in holders.items() if one in tree.nodes}
        self.by_compound: dict[int, list[int]] = defaultdict(list)
        self.by_building: dict[int, list[int]] = defaultdict(list)
        for node in tree.nodes.values():
            if node.compound_id is not None:
                self.by_compound[node.compound_id].append(node.id)
            if node.building_id is not None:
                self.by_building[node.building_id].append(node.id)

    def signs(self, piece: Piece) -> list[tuple[int, int]]:
        """Where the piece is added (1) and taken off (-1).

        Neighbours in the tree's order meet where the union would be counted twice.
        """
        owners = {
            *self.by_compound.get(piece.compound_id, ()),
            *self.by_building.get(piece.building_id, ()),
        }
        if piece.grid_id in self.by_grid:
            owners.add(self.by_grid[piece.grid_id])
        ordered = sorted(owners, key=self.tree.position.__getitem__)
        found = [(one, 1) for one in ordered]
        for one, other in pairwise(ordered):
            meeting = self.tree.meeting(one, other)
            if meeting is not None:
                found.append((meeting, -1))
        return found
