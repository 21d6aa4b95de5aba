"""Counts that roll up the tree: people, households, party members, grids, vacancies.

An organisation's own area is the entrances of the grids it holds, of its compound and of its
building; with what is below it the union is counted, nobody twice.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
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
    order = tree.order
    above = {one: tree.nodes[one].parent_id for one in order}
    held = Counter(one for one in tallied.holders.values() if one in above)
    own: list[Mapping[int, int]] = [
        *_area(tree, tallied),
        {one: tallied.party_members.get(one, 0) for one in order},
        held,
        _vacant(tallied),
        dict.fromkeys(order, 1),
    ]
    summed = [_sum_up(order, above, counts) for counts in own]
    return {one: Counts(*(column[one] for column in summed)) for one in order}


def _sum_up(
    order: list[int], above: Mapping[int, int | None], own: Mapping[int, int]
) -> dict[int, int]:
    """Each organisation's own and what is below it; parents stand before children in `order`."""
    total = {one: own.get(one, 0) for one in order}
    for one in reversed(order):
        parent = above[one]
        if parent is not None and parent in total:
            total[parent] += total[one]
    return total


def _vacant(tallied: Tallies) -> Counter[int]:
    found = Counter(tallied.vacancies)
    for grid_id, vacant in tallied.grid_vacancies.items():
        if grid_id in tallied.holders:
            found[tallied.holders[grid_id]] += vacant
    return found


def _area(tree: Tree, tallied: Tallies) -> tuple[Counter[int], Counter[int]]:
    """People and households put where they add up to unions.

    A piece counts once at each of its owners, and is taken off again where two owners meet.
    """
    owners = _Owners(tree, tallied.holders)
    people: Counter[int] = Counter()
    households: Counter[int] = Counter()
    for piece in tallied.pieces:
        for one, sign in owners.signs(piece):
            people[one] += sign * piece.people
            households[one] += sign * piece.households
    return people, households


class _Owners:
    """Whose each piece of the hall's area is."""

    def __init__(self, tree: Tree, holders: Mapping[int, int]) -> None:
        self.tree = tree
        self.position = {one: place for place, one in enumerate(tree.order)}
        self.by_grid = {grid: one for grid, one in holders.items() if one in self.position}
        self.by_compound: dict[int, list[int]] = defaultdict(list)
        self.by_building: dict[int, list[int]] = defaultdict(list)
        for node in tree.nodes.values():
            if node.compound_id is not None:
                self.by_compound[node.compound_id].append(node.id)
            if node.building_id is not None:
                self.by_building[node.building_id].append(node.id)
        self.met: dict[tuple[int, ...], list[tuple[int, int]]] = {}

    def signs(self, piece: Piece) -> Iterable[tuple[int, int]]:
        """Where the piece is added (1) and taken off (-1)."""
        owners = {*self.by_compound.get(piece.compound_id, ())}
        owners.update(self.by_building.get(piece.building_id, ()))
        if piece.grid_id in self.by_grid:
            owners.add(self.by_grid[piece.grid_id])
        key = tuple(sorted((one for one in owners), key=self.position.__getitem__))
        if key not in self.met:
            self.met[key] = self._signs(key)
        return self.met[key]

    def _signs(self, owners: tuple[int, ...]) -> list[tuple[int, int]]:
        """Neighbours in the tree's order meet where the union would be counted twice."""
        found = [(one, 1) for one in owners]
        for one, other in pairwise(owners):
            meeting = self._meeting(one, other)
            if meeting is not None:
                found.append((meeting, -1))
        return found

    def _meeting(self, one: int, other: int) -> int | None:
        """The lowest organisation that both are in or below; None under different roots."""
        last = None
        for mine, theirs in zip(self.tree.path(one), self.tree.path(other), strict=False):
            if mine != theirs:
                break
            last = mine
        return last
