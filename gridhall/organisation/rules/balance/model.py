"""The mixed-integer model of one field, for HiGHS: who owns what, at what cost."""

import time
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import highspy

from gridhall.organisation.rules.balance.field import Cut, Field, Owners

Tick = Callable[[], None]  # called now and then; raises when the clerk gave up
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
    """

    def __init__(
        self,
        field: Field,
        near: Mapping[int, set[int]],
        *,
        slack: bool = False,
        staying: Collection[int] = (),
    ) -> None:
        self._field = field
        self._highs: Any = highspy.Highs()  # type: ignore[no-untyped-call]
        self._highs.setOptionValue("output_flag", False)
        self._highs.setOptionValue("random_seed", 1)
        self._highs.setOptionValue("mip_rel_gap", 0.0)
        self._columns: dict[tuple[int, int], int] = {}
        self._slacks: list[int] = []
        self._cuts: set[Cut] = set()
        self._least = 1 / (1 + len(field.pieces))
        for grid, region in near.items():
            for piece in sorted(region):
                self._columns[piece, grid] = self._column(self._cost(piece, grid), 1.0)
        self._assign()
        self._size(slack)
        self.fixed = field.fixed(near) | set(staying)
        for piece in staying:
            self._stay(piece)
        self.add(field.first_cuts(near, self.fixed))

    def _cost(self, piece: int, grid: int) -> float:
        """Households that move; an empty entrance costs a trifle, so that it stays."""
        if self._field.pieces[piece].grid == grid:
            return 0.0
        return self._field.weights[piece] or self._least

    def _column(self, cost: float, most: float) -> int:
        column: int = self._highs.getNumCol()
        self._highs.addCol(cost, 0.0, most, 0, [], [])
        self._highs.changeColIntegrality(column, highspy.HighsVarType.kInteger)
        return column

    def _stay(self, piece: int) -> None:
        owner = self._field.pieces[piece].grid
        if owner is not None:
            self._highs.changeColBounds(self._columns[piece, owner], 1.0, 1.0)

    def _row(self, least: float, most: float, terms: Mapping[int, float]) -> None:
        self._highs.addRow(least, most, len(terms), list(terms), list(terms.values()))

    def _assign(self) -> None:
        by_piece: dict[int, dict[int, float]] = {piece: {} for piece in self._field.pieces}
        for (piece, _), column in self._columns.items():
            by_piece[piece][column] = 1.0
        for terms in by_piece.values():
            self._row(1.0, 1.0, terms)

    def _size(self, slack: bool) -> None:
        for grid, (least, most) in self._field.ranges.items():
            terms = {
                column: float(self._field.weights[piece])
                for (piece, owner), column in self._columns.items()
                if owner == grid and self._field.weights[piece]
            }
            if slack:
                limit = float(sum(self._field.weights.values()) + most + 1)
                more, fewer = self._column(0.0, limit), self._column(0.0, limit)
                self._slacks += [more, fewer]
                terms |= {more: 1.0, fewer: -1.0}
            self._row(least, most, terms)

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
            self._row(-highspy.kHighsInf, len(cut.ends) - 1.0, terms)
        return grown

    def least_distance(self) -> None:
        """Minimise by how much grids are out of range, and nothing else."""
        for column in self._columns.values():
            self._highs.changeColCost(column, 0.0)
        for column in self._slacks:
            self._highs.changeColCost(column, 1.0)

    def within(self, distance: int) -> None:
        """Minimise the households that move, with no more distance than this."""
        for (piece, grid), column in self._columns.items():
            self._highs.changeColCost(column, self._cost(piece, grid))
        for column in self._slacks:
            self._highs.changeColCost(column, 0.0)
        self._row(0.0, float(distance), dict.fromkeys(self._slacks, 1.0))

    def solve(self, until: float, tick: Tick, hint: Owners | None = None) -> Solved:
        """Run the solver until it is done, or until this moment (time.monotonic)."""
        left = until - time.monotonic()
        if left <= 0:
            return Solved(False, False, None, 0)
        self._highs.setOptionValue("time_limit", self._highs.getRunTime() + left)
        if hint is not None and not self._slacks:
            self._suggest(hint)
        stop = _Stop(tick)
        self._highs.cbMipInterrupt.subscribe(stop.ask)
        try:
            self._highs.run()
        finally:
            self._highs.cbMipInterrupt.unsubscribe(stop.ask)
        if stop.reason is not None:
            raise stop.reason
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
        start = highspy.HighsSolution()
        start.col_value = values
        self._highs.setSolution(start)


class _Stop:
    """Asks whether to go on, inside the solver; what was raised is kept for outside."""

    def __init__(self, tick: Tick) -> None:
        self._tick = tick
        self.reason: BaseException | None = None

    def ask(self, event: Any) -> None:
        """Called by the solver."""
        try:
            self._tick()
        except BaseException as error:
            self.reason = error
            event.interrupt()
