"""One independent part of the town, prepared for the solver: what may belong to whom."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from gridhall.organisation.rules.balance.graph import (
    components,
    parts,
    reach,
    reached,
    separator,
)
from gridhall.organisation.rules.balance.pieces import Piece, out_by, totals

Owners = Mapping[int, int]  # piece -> grid
Range = tuple[int, int]
_Group = tuple[list[Piece], dict[int, Range]]


@dataclass(frozen=True, slots=True)
class Cut:
    """In this grid, if all of `ends` are its own then one of `between` is: no new islands."""

    grid: int
    ends: tuple[int, ...]
    between: frozenset[int]


class Field:
    """Pieces that can only be exchanged with each other, and their grids.

    A grid stays in as many parts as it is in, or fewer: what hangs together now and stays, stays
    together; what comes hangs on what was there. A grid that has nothing yet comes in one part.
    """

    def __init__(self, pieces: Sequence[Piece], ranges: Mapping[int, Range]) -> None:
        self.pieces = {piece.id: piece for piece in pieces}
        self.ranges = dict(ranges)
        self.weights = {piece.id: piece.households for piece in pieces}
        self.neighbours = {
            piece.id: [one for one in piece.neighbours if one in self.pieces] for piece in pieces
        }
        self.before = totals(pieces, ranges)
        self.owned: dict[int, set[int]] = {grid: set() for grid in ranges}
        for piece in pieces:
            if piece.grid is not None:
                self.owned[piece.grid].add(piece.id)
        self.islands = {g: parts(own, self.neighbours) for g, own in self.owned.items()}

    def near(self, slack: int = 0) -> dict[int, set[int]]:
        """What each grid could own while it is at most `slack` households above its range."""
        everything = set(self.pieces)
        if any(piece.grid is None for piece in self.pieces.values()):
            return dict.fromkeys(self.ranges, everything)
        return {
            grid: reach(own, self.weights, self.neighbours, self.ranges[grid][1] + slack)
            if own
            else everything
            for grid, own in self.owned.items()
        }

    def distance(self, owners: Owners) -> int:
        """By how many households the grids are out of range, all together."""
        after = self.after(owners)
        return sum(out_by(after[grid], fit) for grid, fit in self.ranges.items())

    def after(self, owners: Owners) -> dict[int, int]:
        """Households by grid."""
        sums = dict.fromkeys(self.ranges, 0)
        for piece, grid in owners.items():
            sums[grid] += self.weights[piece]
        return sums

    def moved(self, owners: Owners) -> int:
        """How many households get another grid."""
        return sum(
            self.weights[piece] for piece, grid in owners.items() if self.pieces[piece].grid != grid
        )

    def broken(self, owners: Owners) -> Iterator[Cut]:
        """What is wrong with these owners: a cut for every grid that would have a new island."""
        mine: dict[int, set[int]] = {grid: set() for grid in self.ranges}
        for piece, grid in owners.items():
            mine[grid].add(piece)
        for grid, members in mine.items():
            yield from self._broken(grid, members)

    def _broken(self, grid: int, members: set[int]) -> Iterator[Cut]:
        found = parts(members, self.neighbours)
        own = self.owned[grid]
        if not own:
            for one, other in combinations(found, 2):
                yield from self._rejoin(grid, one, other, (one, other))
            return
        for part in found:
            if not part & own:
                between = frozenset(separator(part, own, self.pieces, self.neighbours))
                yield from (Cut(grid, (piece,), between) for piece in sorted(part))
        for island in self.islands[grid]:
            torn = [part for part in found if part & island]
            for one, other in combinations(torn, 2):
                yield from self._rejoin(grid, one, other, (one & island, other & island))

    def _rejoin(
        self, grid: int, one: set[int], other: set[int], ends: tuple[set[int], set[int]]
    ) -> Iterator[Cut]:
        """Two parts of a grid that have to hang together: by whatever lies between them."""
        for part, far in ((one, other), (other, one)):
            between = frozenset(separator(part, far, self.pieces, self.neighbours))
            for a in self._heaviest(ends[0]):
                yield from (Cut(grid, (a, b), between) for b in self._heaviest(ends[1]))

    def _heaviest(self, pieces: set[int], few: int = 3) -> list[int]:
        return sorted(pieces, key=lambda piece: (-self.weights[piece], piece))[:few]

    def first_cuts(self, near: Mapping[int, set[int]]) -> Iterator[Cut]:
        """What is given to a grid hangs on it: by a neighbour that does not hang on this one."""
        for grid, region in near.items():
            own = self.owned[grid]
            if not own:
                continue
            for piece in sorted(region - own):
                kept = region - {piece}
                hanging = reached(own, kept, self.neighbours)
                between = frozenset(n for n in self.neighbours[piece] if n in hanging)
                yield Cut(grid, (piece,), between)


def fields(pieces: Sequence[Piece], ranges: Mapping[int, Range]) -> tuple[list[Field], list[int]]:
    """The independent parts: entrances linked by neighbourhood or by having one grid.

    A grid without entrances goes where there are most households too many.
    """
    known = {piece.id: piece for piece in pieces}
    firsts: dict[int, int] = {}
    links: dict[int, list[int]] = {}
    for piece in pieces:
        links[piece.id] = [one for one in piece.neighbours if one in known]
        if piece.grid is not None:
            links[piece.id].append(firsts.setdefault(piece.grid, piece.id))
    groups: list[_Group] = [([known[one] for one in group], {}) for group in components(links)]
    _share_out(groups, ranges, set(firsts))
    fields = [Field(members, grids) for members, grids in groups if grids]
    lost = [piece.id for members, grids in groups if not grids for piece in members]
    return fields, lost


def _share_out(
    groups: Sequence[tuple[list[Piece], dict[int, Range]]],
    ranges: Mapping[int, Range],
    placed: set[int],
) -> None:
    where = {
        piece.grid: grids
        for members, grids in groups
        for piece in members
        if piece.grid is not None
    }
    for grid, fit in ranges.items():
        if grid in placed:
            where[grid][grid] = fit
    for grid, fit in ranges.items():
        if grid not in placed and groups:
            most = max(groups, key=lambda group: _too_many(*group))
            most[1][grid] = fit


def _too_many(members: Sequence[Piece], grids: Mapping[int, Range]) -> float:
    total = sum(piece.households for piece in members)
    return total - sum((least + most) / 2 for least, most in grids.values())
