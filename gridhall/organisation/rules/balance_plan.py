"""A change order while the clerk still works at it: proposed, changed by hand, recounted."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from gridhall.organisation.rules.balance.graph import parts
from gridhall.organisation.rules.balance.pieces import Piece, out_by

_NAMED = 3  # entrances named before 等


@dataclass(frozen=True, slots=True)
class PlannedGrid:
    """A grid before and after what is ticked."""

    id: int
    code: str
    name: str
    before: int
    after: int
    target: int
    least: int
    most: int
    changes: bool

    @property
    def fits(self) -> bool:
        """Whether it will be within its range."""
        return self.least <= self.after <= self.most


@dataclass(frozen=True, slots=True)
class PlannedMove:
    """An entrance that would change hands; only what is ticked does."""

    id: int
    name: str
    households: int
    source: str
    target: str
    ticked: bool


@dataclass(frozen=True, slots=True)
class GridFacts:
    """What a plan knows of a grid."""

    code: str
    name: str
    target: int
    least: int
    most: int


class Plan:
    """Entrances with the grid that each should go to; what is not ticked stays where it is."""

    def __init__(
        self,
        pieces: Iterable[Piece],
        grids: Mapping[int, GridFacts],
        names: Mapping[int, str],
        moves: Mapping[int, int],
    ) -> None:
        self.pieces = {one.id: one for one in pieces}
        self.grids, self.names = grids, names
        self._proposed = dict(moves)
        self._targets, self._off = dict(moves), set[int]()

    @property
    def moves(self) -> dict[int, int]:
        """What is ticked: entrance and grid."""
        return {one: to for one, to in self._targets.items() if one not in self._off}

    @property
    def is_as_proposed(self) -> bool:
        """Nothing was changed by hand."""
        return self.moves == self._proposed

    @property
    def households(self) -> int:
        """How many change hands."""
        return sum(self.pieces[one].households for one in self.moves)

    def toggle(self, entrance: int) -> None:
        """Tick, or take the tick away."""
        self._off ^= {entrance}

    def tick_all(self, *, ticked: bool) -> None:
        """All or none."""
        self._off = set() if ticked else set(self._targets)

    def put(self, entrance: int, grid: int) -> None:
        """Add an entrance by hand, or send it elsewhere; back to its own grid takes it out."""
        self._off.discard(entrance)
        if self.pieces[entrance].grid == grid:
            self._targets.pop(entrance, None)
        else:
            self._targets[entrance] = grid

    def after(self) -> dict[int, int]:
        """Households by grid if what is ticked is carried out."""
        sums, moves = dict.fromkeys(self.grids, 0), self.moves
        for one in self.pieces.values():
            owner = moves.get(one.id, one.grid)
            if owner in sums:
                sums[owner] += one.households
        return sums

    def lines(self) -> list[PlannedGrid]:
        """Every grid before and after; those that change first."""
        before, after = self._before(), self.after()
        touched = self._touched()
        rows = [
            PlannedGrid(
                one, facts.code, facts.name, before[one], after[one],
                facts.target, facts.least, facts.most, one in touched,
            )
            for one, facts in self.grids.items()
        ]  # fmt: skip
        return sorted(rows, key=lambda row: not row.changes)

    def rows(self) -> list[PlannedMove]:
        """The entrances of the list, ticked or not, by the grid they leave."""
        rows = [self._row(one, to) for one, to in self._targets.items()]
        return sorted(rows, key=lambda row: (row.source, row.target, row.name))

    def doubts(self) -> list[str]:
        """What the clerk should know: grids out of range, grids that would fall into parts."""
        return [*self._out_of_range(), *self._islands()]

    def _row(self, entrance: int, to: int) -> PlannedMove:
        piece = self.pieces[entrance]
        owner = self.grids.get(piece.grid) if piece.grid is not None else None
        source = owner.name if owner is not None else ""
        name = self.names.get(entrance, str(entrance))
        ticked = entrance not in self._off
        return PlannedMove(entrance, name, piece.households, source, self.grids[to].name, ticked)

    def _before(self) -> dict[int, int]:
        sums = dict.fromkeys(self.grids, 0)
        for one in self.pieces.values():
            if one.grid in sums:
                sums[one.grid] += one.households
        return sums

    def _touched(self) -> set[int]:
        moves = self.moves
        left = {self.pieces[one].grid for one in moves}
        return {one for one in (*left, *moves.values()) if one is not None}

    def _out_of_range(self) -> Iterable[str]:
        for one, households in self.after().items():
            facts = self.grids[one]
            off = out_by(households, (facts.least, facts.most))
            if off and households:
                word = "还少" if households < facts.least else "还多"
                yield f"{facts.name} {households} 户，{word} {off} 户"

    def _islands(self) -> Iterable[str]:
        moves, touched = self.moves, self._touched()
        for one in self.grids:
            if one not in touched:
                continue
            then = self._members(one, {})
            now = self._members(one, moves)
            cut = island_words(now, self.pieces, self.names)
            if cut and len(self._parts(now)) > max(1, len(self._parts(then))):
                yield f"{self.grids[one].name}会分成几片，{cut}"

    def _members(self, grid: int, moves: Mapping[int, int]) -> set[int]:
        return {one.id for one in self.pieces.values() if moves.get(one.id, one.grid) == grid}

    def _parts(self, members: Collection[int]) -> list[set[int]]:
        return parts(members, _links(members, self.pieces))


def island_words(
    members: Collection[int], pieces: Mapping[int, Piece], names: Mapping[int, str]
) -> str:
    """3号楼2单元和其余不相邻; "" where everything hangs together."""
    found = parts(members, _links(members, pieces))
    if len(found) < 2:
        return ""
    lone = sorted(one for part in found[1:] for one in part)
    named = "、".join(names.get(one, str(one)) for one in lone[:_NAMED])
    more = f"等 {len(lone)} 个单元" if len(lone) > _NAMED else ""
    return f"{named}{more}和其余不相邻"


def _links(members: Collection[int], pieces: Mapping[int, Piece]) -> dict[int, Sequence[int]]:
    return {one: pieces[one].neighbours for one in members}
