"""The mixed-integer model of one field, for HiGHS: who owns what, at what cost."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import highspy

from gridhall.organisation.rules.balance.clock import Clock
from gridhall.organisation.rules.balance.field import Cut, Field, Owners
from gridhall.organisation.rules.balance.matrix import Matrix
from gridhall.organisation.rules.balance.running import run

_SLIP = 1e-6
_HALF = 0.5


@dataclass(frozen=True, slots=True)
class Solved:
    """What one run of the solver came to; `bound` is proven for the model as it was."""

    is_infeasible: bool
    is_optimal: bool
    owners: Owners | None
    bound: int


class Model:
    """Binary: piece i is grid g's. Each piece is somebody's, each grid within its range.

    With `slack` grids may be out of range, which `least_distance` minimises; otherwise the
    households that get another grid are minimised, with no more distance than `distance`.
    `staying` keep their grid, which makes the model quicker, and its bound one of that case only.
    Building it takes a while: TimeUp if the clock does not allow it.
    """

    def __init__(
        self,
        field: Field,
        near: Mapping[int, set[int]],
        clock: Clock,
        *,
        slack: bool = False,
        staying: Collection[int] = (),
    ) -> None:
        self._field, self._clock = field, clock
        self._highs: Any = highspy.Highs()
        self._highs.setOptionValue("output_flag", False)
        self._highs.setOptionValue("random_seed", 1)
        self._highs.setOptionValue("mip_rel_gap", 0.0)
        self._matrix = Matrix()
        self._columns: dict[tuple[int, int], int] = {}
        self._slacks: dict[int, tuple[int, int]] = {}
        self._cuts: set[Cut] = set()
        least = 1 / (1 + len(field.pieces))  # an empty entrance costs a trifle, so that it stays
        for grid, region in near.items():
            for piece in sorted(region):
                cost = field.cost(piece, grid, least)
                self._columns[piece, grid] = self._matrix.column(cost, 1.0)
        self._assign()
        self._size(slack)
        self.fixed = field.fixed(near) | set(staying)
        for piece in staying:
            self._stay(piece)
        self.add(clock.watching(field.first_cuts(near, self.fixed)))

    def _stay(self, piece: int) -> None:
        owner = self._field.pieces[piece].grid
        if owner is not None:
            self._matrix.keep(self._columns[piece, owner])

    def _assign(self) -> None:
        by_piece: dict[int, dict[int, float]] = {piece: {} for piece in self._field.pieces}
        for (piece, _), column in self._columns.items():
            by_piece[piece][column] = 1.0
        for terms in by_piece.values():
            self._matrix.row(1.0, 1.0, terms)

    def _size(self, slack: bool) -> None:
        sizes: dict[int, dict[int, float]] = {grid: {} for grid in self._field.ranges}
        for (piece, grid), column in self._columns.items():
            if self._field.weights[piece]:
                sizes[grid][column] = float(self._field.weights[piece])
        for grid, (least, most) in self._field.ranges.items():
            if slack:
                limit = float(sum(self._field.weights.values()) + most + 1)
                more, fewer = self._matrix.column(0.0, limit), self._matrix.column(0.0, limit)
                self._slacks[grid] = more, fewer
                sizes[grid] |= {more: 1.0, fewer: -1.0}
            self._matrix.row(least, most, sizes[grid])

    def add(self, cuts: Iterable[Cut]) -> bool:
        """Add cuts that are not there yet; whether any was new."""
        grown = False
        for cut in cuts:
            if cut in self._cuts:
                continue
            grown = True
            self._cuts.add(cut)
            ends = [self._columns.get((piece, cut.grid)) for piece in cut.ends]
            if None in ends:
                continue
            terms = {column: 1.0 for column in ends if column is not None}
            for piece in cut.between:
                column = self._columns.get((piece, cut.grid))
                if column is not None:
                    terms[column] = -1.0
            self._matrix.row(-highspy.kHighsInf, len(cut.ends) - 1.0, terms)
        return grown

    def least_distance(self) -> None:
        """Minimise by how much grids are out of range, and nothing else."""
        for column in self._columns.values():
            self._matrix.costs[column] = 0.0
        for column in self._off():
            self._matrix.costs[column] = 1.0

    def within(self, distance: int) -> None:
        """No more distance than this."""
        self._matrix.row(0.0, float(distance), dict.fromkeys(self._off(), 1.0))

    def _off(self) -> list[int]:
        return [column for pair in self._slacks.values() for column in pair]

    def solve(self, clock: Clock, hint: Owners | None = None) -> Solved:
        """Run the solver until it is done or the time is up."""
        self._matrix.hand_over(self._highs)
        if clock.is_over:
            return Solved(False, False, None, 0)
        if hint is not None:
            self._suggest(hint)
        run(self._highs, clock)
        return self._answer()

    def _answer(self) -> Solved:
        status, info = self._highs.getModelStatus(), self._highs.getInfo()
        known = highspy.HighsModelStatus
        if status in (known.kInfeasible, known.kUnboundedOrInfeasible):
            return Solved(True, True, None, 0)
        bound = info.mip_dual_bound
        proven = int(bound + _SLIP) if 0 <= bound < highspy.kHighsInf else 0
        if info.primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
            return Solved(False, False, None, proven)
        values = self._highs.getSolution().col_value
        chosen = {p: g for (p, g), column in self._columns.items() if values[column] > _HALF}
        return Solved(False, status == known.kOptimal, chosen, proven)

    def _suggest(self, owners: Owners) -> None:
        """Begin from owners that are known to do."""
        values = [0.0] * self._highs.getNumCol()
        for piece, grid in owners.items():
            column = self._columns.get((piece, grid))
            if column is None:
                return
            values[column] = 1.0
        after = self._field.after(owners)
        for grid, (more, fewer) in self._slacks.items():
            least, most = self._field.ranges[grid]
            values[more], values[fewer] = max(0, least - after[grid]), max(0, after[grid] - most)
        start = highspy.HighsSolution()
        start.col_value = values
        self._highs.setSolution(start)
