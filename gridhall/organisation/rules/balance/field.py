"""One independent part of the town, prepared for the solver: what may belong to whom."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from gridhall.organisation.rules.balance.graph import (
    components,
    parts,
    reach,
    separator,
)
from gridhall.organisation.rules.balance.pieces import Piece, out_by, totals

Owners = Mapping[int, int]  # piece -> grid
Range = tuple[int, int]
STEPS, _NARROW = 8, 2  # how far narrows are looked for, and how wide they are
_Two = tuple[set[int], set[int]]
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
            if piece.grid in self.owned:
                self.owned[piece.grid].add(piece.id)
        self.islands = {g: parts(own, self.neighbours) for g, own in self.owned.items()}
        self.held: dict[int, set[int]] = {grid: set() for grid in ranges}  # near in any case

    def part(self, grids: Collection[int], owners: Owners) -> "Field":
        """These grids and what they own by now, to be dealt anew while all others stay as is.

        What hung together in the whole field has to hang together still.
        """
        mine = [piece for piece in self.pieces.values() if owners.get(piece.id) in grids]
        part = Field(mine, {grid: self.ranges[grid] for grid in grids})
        for grid, own in part.owned.items():
            left = (island & own for island in self.islands[grid])
            part.islands[grid] = sorted(filter(None, left), key=len, reverse=True)
        for piece in mine:
            part.held[owners[piece.id]].add(piece.id)
        return part

    def cost(self, piece: int, grid: int, least: float = 0.0) -> float:
        """The households that move if this grid has this piece; `least` if it is empty."""
        if self.pieces[piece].grid == grid:
            return 0.0
        return self.weights[piece] or least

    def near(self, limit: int | None = None, slack: int = 0) -> dict[int, set[int]]:
        """What each grid could own while it is at most `slack` households above its range.

        With `limit`: and while no more than so many households get another grid in all. What a
        grid is given from afar costs all that lies between, and as much of its own as is too much.
        """
        if any(piece.grid is None for piece in self.pieces.values()):
            return {grid: set(self.pieces) for grid in self.ranges}
        return {grid: self._near(grid, limit, slack) | self.held[grid] for grid in self.ranges}

    def _near(self, grid: int, limit: int | None, slack: int) -> set[int]:
        own, most = self.owned[grid], self.ranges[grid][1] + slack
        if not own:
            return set(self.pieces)
        held = reach(own, self.weights, self.neighbours, most)
        if limit is None:
            return held
        spare = most - self.before[grid]
        far = min(limit, max(spare, (limit + spare) // 2)) if spare >= 0 else (limit + spare) // 2
        prices = {**self.weights, **dict.fromkeys(own, 0)}
        return held & reach(own, prices, self.neighbours, far) | own

    def fixed(self, near: Mapping[int, set[int]]) -> set[int]:
        """The pieces that nobody but their own grid can own."""
        foreign = {one for grid, region in near.items() for one in region - self.owned[grid]}
        return {one.id for one in self.pieces.values() if one.grid is not None} - foreign

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

    def broken(self, owners: Owners, fixed: Collection[int] = ()) -> Iterator[Cut]:
        """What is wrong with these owners: a cut for every grid that would have a new island.

        Where one of two torn parts has a piece that is `fixed`, one end is enough for the cut.
        """
        mine: dict[int, set[int]] = {grid: set() for grid in self.ranges}
        for piece, grid in owners.items():
            mine[grid].add(piece)
        for grid, members in mine.items():
            yield from self._broken(grid, members, set(fixed))

    def _broken(self, grid: int, members: set[int], fixed: set[int]) -> Iterator[Cut]:
        found = parts(members, self.neighbours)
        own = self.owned[grid]
        if not own:
            for one, other in combinations(found, 2):
                yield from self._rejoin(grid, (one, other), (one, other), fixed)
            return
        for part in found:
            if not part & own:
                between = frozenset(separator(part, own, self.pieces, self.neighbours))
                yield from (Cut(grid, (piece,), between) for piece in sorted(part))
        for island in self.islands[grid]:
            torn = [part for part in found if part & island]
            for one, other in combinations(torn, 2):
                yield from self._rejoin(grid, (one, other), (one & island, other & island), fixed)

    def _rejoin(
        self, grid: int, torn: tuple[set[int], set[int]], ends: _Two, fixed: set[int]
    ) -> Iterator[Cut]:
        """Two parts of a grid that have to hang together: by whatever lies between them."""
        for here, there in ((0, 1), (1, 0)):
            between = frozenset(separator(torn[here], torn[there], self.pieces, self.neighbours))
            if ends[there] & fixed:
                yield from (Cut(grid, (one,), between) for one in sorted(ends[here] - fixed))
                continue
            for a in self._heaviest(ends[here]):
                yield from (Cut(grid, (a, b), between) for b in self._heaviest(ends[there]))

    def is_whole(self, grid: int, members: set[int]) -> bool:
        """Whether a grid of these entrances would have no new island."""
        return next(self._broken(grid, members, set()), None) is None

    def anchors(self) -> set[int]:
        """The innermost entrance of every grid's biggest island: it is likely to stay."""
        return {self._innermost(islands[0]) for islands in self.islands.values() if islands}

    def _innermost(self, island: set[int]) -> int:
        left, last = set(island), set(island)
        while left:
            last = left
            left = {one for one in left if all(n in left for n in self.neighbours[one])}
            if left == last:
                break
        return self._heaviest(last, 1)[0]

    def _heaviest(self, pieces: set[int], few: int = 3) -> list[int]:
        return sorted(pieces, key=lambda piece: (-self.weights[piece], piece))[:few]

    def first_cuts(
        self, near: Mapping[int, set[int]], fixed: set[int], steps: int = STEPS
    ) -> Iterator[Cut]:
        """What is given to a grid hangs on it: by a neighbour that does not hang on this one.

        And what stays hangs on what is sure to stay of its island. `steps`: how far narrows are
        looked for.
        """
        for grid, region in near.items():
            own = self.owned[grid]
            for piece in sorted(region - own) if own else ():
                yield from self._hanging(grid, piece, (region, own), steps)
            for island in self.islands[grid]:
                core = island & fixed
                for piece in sorted(island - fixed) if core else ():
                    yield from self._hanging(grid, piece, (region, core), steps)

    def _hanging(self, grid: int, piece: int, where: _Two, steps: int) -> Iterator[Cut]:
        """What separates a piece from what it hangs on: right beside it, and narrows further on."""
        (region, on), ball = where, {piece}
        for step in range(steps):
            between = frozenset(separator(ball, on, region, self.neighbours))
            if not step or len(between) <= _NARROW:
                yield Cut(grid, (piece,), between)
            if between & on or not between:
                return
            ball = ball | {n for one in ball for n in self.neighbours[one] if n in region}
            if ball & on:
                return


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
