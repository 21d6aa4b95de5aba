"""The linear relaxation of some grids: quick to solve, and no proposal moves fewer households."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import highspy

from gridhall.organisation.rules.balance.clock import Clock, TimeUp
from gridhall.organisation.rules.balance.field import Cut, Field
from gridhall.organisation.rules.balance.graph import ways
from gridhall.organisation.rules.balance.matrix import Matrix
from gridhall.organisation.rules.balance.running import run

SLIP = 0.01  # households: what the solver's rounding may come to, generously
_BROKEN = 0.5  # households by which a row has to be broken to be worth adding
_FEW = 4  # rows added for each grid at a time
Near = dict[int, set[int]]
Prices = dict[int, float]


@dataclass(frozen=True, slots=True)
class Way:
    """If the grid gains this entrance, it gains so many households on the way (or sheds as many).

    What is gained hangs on what was there, so all that lies between is gained too; what is too
    much then is shed. True of whole entrances, not of parts of them: that is why it helps.
    """

    grid: int
    piece: int
    households: int
    is_gain: bool


def gathered(field: Field, grid: int) -> dict[int, int]:
    """How many households a grid gains at least with each entrance, on the way to it and there."""
    own = field.owned[grid]
    prices = {**field.weights, **dict.fromkeys(own, 0)}
    return ways(own, prices, field.neighbours, sum(field.weights.values()))


class Relaxed:
    """The relaxation of some grids of a field: solved as it is, or in whole numbers."""

    def __init__(self, field: Field, near: Near, prices: Prices, slack: int, clock: Clock) -> None:
        self._field, self._matrix = field, Matrix()
        self._columns: dict[int, dict[int, int]] = {}
        rows: dict[int, dict[int, float]] = {}
        for grid, region in near.items():
            clock.check()
            mine = self._columns[grid] = {}
            for piece in sorted(region):
                cost = field.cost(piece, grid) - prices.get(piece, 0.0)
                mine[piece] = self._matrix.column(cost, 1.0)
                rows.setdefault(piece, {})[mine[piece]] = 1.0
            least, most = field.ranges[grid]
            sizes = {column: float(field.weights[piece]) for piece, column in mine.items()}
            self._matrix.row(least - slack, most + slack, sizes)
        self._pieces, self._first = list(rows), len(near)
        for piece, terms in rows.items():
            self._matrix.row(0.0 if piece in prices else 1.0, 1.0, terms)
        self._highs: Any = highspy.Highs()
        self._highs.setOptionValue("output_flag", False)
        self._highs.setOptionValue("mip_rel_gap", 0.0)

    def cut(self, cuts: Iterable[Cut]) -> None:
        """Add cuts: what is given hangs on what was there."""
        for cut in cuts:
            mine = self._columns[cut.grid]
            ends = [mine[piece] for piece in cut.ends if piece in mine]
            if len(ends) < len(cut.ends):
                continue
            terms = dict.fromkeys(ends, 1.0)
            terms |= {mine[piece]: -1.0 for piece in cut.between if piece in mine}
            self._matrix.row(-highspy.kHighsInf, len(ends) - 1.0, terms)

    def gather(self, rows: Iterable[Way]) -> None:
        """Add what gaining an entrance means for the households gained or shed."""
        for row in rows:
            mine, own = self._columns[row.grid], self._field.owned[row.grid]
            if row.piece not in mine:
                continue
            weights, least = self._field.weights, 0.0
            if row.is_gain:
                terms = {mine[one]: float(weights[one]) for one in mine if one not in own}
            else:
                terms = {mine[one]: -float(weights[one]) for one in own}
                least = -float(sum(weights[one] for one in own))
            column = mine[row.piece]
            terms[column] = terms.get(column, 0.0) - row.households
            self._matrix.row(least, highspy.kHighsInf, terms)

    def broken(self, far: dict[int, dict[int, int]], slack: int) -> Iterator[Way]:
        """The rows of that kind that the relaxation just solved breaks most."""
        values, field = self._highs.getSolution().col_value, self._field
        for grid, mine in self._columns.items():
            own, weights = field.owned[grid], field.weights
            spare = field.ranges[grid][1] + slack - field.before[grid]
            gained = {one: values[mine[one]] for one in far[grid] if one in mine and one not in own}
            gain = sum(weights[one] * much for one, much in gained.items())
            shed = sum(weights[one] * (1.0 - values[mine[one]]) for one in own)
            for is_gain, off, done in ((True, 0, gain), (False, spare, shed)):
                by = {one: (far[grid][one] - off) * much - done for one, much in gained.items()}
                for one in sorted(by, key=lambda one: -by[one])[:_FEW]:
                    if by[one] > _BROKEN:
                        yield Way(grid, one, far[grid][one] - off, is_gain)

    def solve(self, clock: Clock) -> float:
        """The least of the relaxation; infinite if there is none, TimeUp if it takes too long."""
        clock.check()
        self._matrix.hand_over(self._highs, is_whole=False)
        run(self._highs, clock)
        status, known = self._highs.getModelStatus(), highspy.HighsModelStatus
        if status == known.kOptimal:
            return float(self._highs.getInfo().objective_function_value)
        if status in (known.kInfeasible, known.kUnboundedOrInfeasible):
            return float("inf")
        raise TimeUp

    def prices(self) -> Prices:
        """What each entrance costs in the relaxation just solved."""
        duals = self._highs.getSolution().row_dual
        return dict(zip(self._pieces, duals[self._first :], strict=False))

    def whole(self, clock: Clock, least: float) -> float:
        """The proven least in whole numbers, at least `least`, as far as time allows."""
        clock.check()
        self._matrix.make_whole(self._highs)
        run(self._highs, clock)
        bound = float(self._highs.getInfo().mip_dual_bound)
        return max(least, bound) if abs(bound) < highspy.kHighsInf else least
