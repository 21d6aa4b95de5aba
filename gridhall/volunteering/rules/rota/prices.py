"""The rota's linear relaxation, solved with few of its columns; a bound proven over all of them.

Only the seats that look good are columns. The prices (dual values) of the small programme say
which of the others would help, and together with them give a lower bound for the whole, whatever
was left out (Lagrange): the bound is recounted here from the prices, not taken from the solver.
Rows that are seldom needed (the way between two places, days a month) are added when they are
broken; leaving one out only lowers the bound.
"""

import math
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

import highspy
import numpy as np

from gridhall.volunteering.rules.rota.block import Block
from gridhall.volunteering.rules.rota.clock import Clock
from gridhall.volunteering.rules.rota.field import Edge
from gridhall.volunteering.rules.rota.highs import quiet
from gridhall.volunteering.rules.rota.rows import Added, Rows
from gridhall.volunteering.rules.rota.steps import Steps
from gridhall.volunteering.rules.rota.weights import TOGETHER

_SLIP = 1e-6
_NEW = 10  # columns for each slot: in a round
_FIRST, _LEAST, _MOST = 20_000, 15, 40  # at the beginning, altogether and for each slot
_AHEAD = 3  # steps of hours beyond what somebody has
_CENT = 0.01
_LONG = 60_000  # columns; of more than that it is asked often whether to go on
_STILL, _PATIENCE = 1e-5, 2  # rounds that raise the bound by less, until it is left at that


@dataclass(slots=True)
class Relaxed:
    """What the relaxation came to: slots with who is in them how often, and the proven bound."""

    bound: float = -math.inf
    value: float = math.inf
    seats: dict[Edge, float] = field(default_factory=dict)
    is_done: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether every seat is given wholly or not."""
        return all(abs(often - round(often)) < _SLIP for often in self.seats.values())


class Prices:
    """Rounds of a small programme and of pricing what is not in it."""

    def __init__(self, block: Block, first: int = _FIRST) -> None:
        self.block, self._first = block, first
        self.steps = Steps.of(block)
        self._unions: dict[tuple[int, int], None] = {}
        self._joins: dict[tuple[int, int, int], None] = {}
        self._likes = _likes(block)
        self.best = Relaxed()
        self._in = np.zeros(block.count.shape, dtype=bool)
        self._used = np.zeros(len(block.field.people), dtype=np.int64)
        self._prices: _Prices | None = None
        self._surest: _Prices | None = None  # those of the best bound
        self._grown = 0

    def run(self, clock: Clock, seats: Collection[Edge], enough: float = 0.0) -> Relaxed:
        """Until proven, until within a share of `enough`, or until the time is up."""
        self._begin(seats)
        last, still = math.inf, 0
        while not clock.is_over:
            relaxed = self._solve(clock)
            if relaxed is None:
                break
            broken = self._broken(relaxed.seats)
            grown = self._price() or self._steps_used(relaxed.seats)
            gap = relaxed.value - self.best.bound
            self.best.seats, self.best.value = relaxed.seats, relaxed.value
            self.best.is_done = not broken and (not grown or gap < self.block.field.grain - _CENT)
            if self.best.is_done or (not broken and gap <= enough * abs(relaxed.value)):
                break
            still = 0 if grown or relaxed.value > last + _STILL * abs(last) else still + 1
            last = relaxed.value
            if still >= _PATIENCE:
                break
        return self.best

    def near(self, most: float) -> list[Edge]:
        """Every seat that a plan which costs no more than `most` above the bound may have.

        The prices are those of that very bound; what a seat costs above them, a plan with it
        costs at least above the bound.
        """
        prices, block = self._surest, self.block
        if prices is None:
            slots, people = np.nonzero(block.count)
            return list(zip(slots.tolist(), people.tolist(), strict=True))
        found: list[Edge] = []
        for slot, reduced in self._reduced(prices):
            people = np.flatnonzero((reduced <= most + _CENT) & (block.count[slot] > 0))
            found += [(slot, int(one)) for one in people]
        return found

    def _begin(self, seats: Collection[Edge]) -> None:
        """The columns to begin with: a plan's, and who is near at about the same hours."""
        block, costs = self.block, self.steps.costs
        loads = np.zeros(len(block.field.people), dtype=np.int64)
        for slot, one in seats:
            self._in[slot, one] = True
            loads[one] += block.length[slot]
        at = np.minimum(self.steps.reached(loads), costs.shape[1] - 1)
        self._used = np.minimum(at + _AHEAD, costs.shape[1])
        everybody = np.arange(len(loads))
        following, last = costs[everybody, at], costs[everybody, np.maximum(at - 1, 0)]
        level = float(np.quantile(last[loads > 0], 0.9)) if (loads > 0).any() else 0.0
        price = np.where(loads > 0, level, np.maximum(following, level))
        many = min(max(self._first // len(block.slots), _LEAST), _MOST)
        for slot in range(len(block.slots)):
            can = (block.count[slot] > 0) & ~self._in[slot]
            self._choose(slot, block.soft[slot] + price, can, many)

    def _choose(self, slot: int, costs: np.ndarray, can: np.ndarray, many: int) -> int:
        """Take in the cheapest of those who can come; of party members some as well."""
        found = _least(costs, can, many)
        if self.block.others[slot] < self.block.open[slot]:
            found |= _least(costs, can & self.block.field.is_party, many // 3 + 1)
        self._in[slot] |= found
        return int(found.sum())

    def _solve(self, clock: Clock) -> Relaxed | None:
        """The programme of the columns there are; None if the time was up."""
        added = Added(list(self._unions), list(self._joins))
        made = Rows(self.block, self._in, (self.steps, self._used), added)
        highs = quiet()
        highs.setOptionValue("presolve", "off")  # it takes longer than it saves
        highs.passModel(made.programme())
        clock.run(highs, is_long=made.columns > _LONG)
        if highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        solution = highs.getSolution()
        values = np.array(solution.col_value)
        self._prices = _Prices.of(made, np.array(solution.row_dual), values, self.steps)
        self._prices.heed(made, np.array(solution.row_dual))
        return Relaxed(value=self.block.lost + highs.getObjectiveValue(), seats=made.seats(values))

    def _reduced(self, prices: "_Prices") -> Iterator[tuple[int, np.ndarray]]:
        """What each seat costs above its prices, slot by slot."""
        block = self.block
        scale = block.length / self.steps.unit
        for slot in range(len(block.slots)):
            cost = block.soft[slot] - prices.cell[slot] + scale[slot] * prices.hours
            if prices.party[slot]:
                cost -= np.where(block.field.is_party, 0.0, prices.party[slot])
            for group in block.groups_of[slot]:
                cost -= prices.group[group]
            for one, price in prices.person.get(slot, ()):
                cost[one] -= price
            self._share(slot, cost)
            yield slot, cost

    def _share(self, slot: int, cost: np.ndarray) -> None:
        """What two would save together is taken off where it matters least; else it is a column."""
        for one, other in self._likes.get(slot, ()):
            if (one, other, slot) in self._joins:
                continue
            first = min(max(float(cost[one]), 0.0), TOGETHER)
            cost[one] -= first
            cost[other] -= TOGETHER - first
            if cost[other] < -_CENT:
                self._joins[one, other, slot] = None
                self._in[slot, [one, other]] = True
                self._grown += 1

    def _price(self) -> int:
        """The bound by the latest prices; columns that would help are taken in, how many."""
        prices, block = self._prices, self.block
        if prices is None:
            return 0
        bound = block.lost + prices.fixed + self._gaps(prices.cell) + self._hours(prices.hours)
        least = np.zeros(block.most.shape)
        grown = self._grown = 0
        for slot, reduced in self._reduced(prices):
            able, home = block.count[slot] > 0, block.home[slot]
            np.minimum(least[home], np.where(able, reduced, 0.0), out=least[home])
            worse = able & ~self._in[slot] & (reduced < -_CENT)
            if worse.any():
                grown += self._choose(slot, reduced, worse, _NEW)
        bound += float((least * block.most).sum())
        if bound > self.best.bound:
            self.best.bound, self._surest = bound, prices
        return grown + self._grown

    def _gaps(self, cell: np.ndarray) -> float:
        """What the seats bring at their prices: filled, or left open for what that costs."""
        block, weights = self.block, self.block.field.weights
        first = np.minimum(weights.gap - cell, 0.0) * (block.open - block.short)
        last = np.minimum(weights.gap + weights.short - cell, 0.0) * block.short
        return float((cell * block.open + first + last).sum())

    def _hours(self, hours: np.ndarray) -> float:
        """What everybody's hours cost at their price, as many as pay."""
        left = self.steps.costs - hours[:, None] * self.steps.shares
        return float(np.minimum(left, 0.0).sum())

    def _steps_used(self, seats: dict[Edge, float]) -> int:
        """More steps of hours for those who have come near the last; how many people."""
        loads = np.zeros(len(self._used))
        for (slot, one), often in seats.items():
            loads[one] += often * self.block.length[slot]
        wanted = self.steps.reached(loads - _SLIP) + 1
        wanted = np.minimum(wanted, self.steps.costs.shape[1])
        more = wanted > self._used
        self._used = np.where(
            more, np.minimum(wanted + _AHEAD, self.steps.costs.shape[1]), self._used
        )
        return int(more.sum())

    def _broken(self, seats: dict[Edge, float]) -> int:
        """Rows that are not there yet and should be are added; how many."""
        mine: dict[int, dict[int, float]] = {}
        for (slot, one), often in seats.items():
            mine.setdefault(one, {})[slot] = often
        before = len(self._unions)
        for one, slots in mine.items():
            if len(slots) > 1:
                self._unions |= dict.fromkeys(self._overfull(one, slots))
        return len(self._unions) - before

    def _overfull(self, one: int, slots: dict[int, float]) -> Iterator[tuple[int, int]]:
        for number, union in enumerate(self.block.unions[one]):
            if union.total(slots) > union.most + _SLIP:
                yield one, number


@dataclass(slots=True)
class _Prices:
    """The dual values of a programme, put right where it left them open."""

    cell: np.ndarray
    party: np.ndarray
    hours: np.ndarray  # of a unit of somebody's time
    group: np.ndarray  # by group and person
    fixed: float  # what the limits of party and person rows come to
    person: dict[int, list[tuple[int, float]]] = field(default_factory=dict)  # of cuts, by slot

    @classmethod
    def of(cls, made: Rows, duals: np.ndarray, values: np.ndarray, steps: Steps) -> "_Prices":
        """Who serves nowhere yet asks at least for the first of their hours."""
        block = made.block
        party = np.zeros(len(block.slots))
        party[made.party_slots] = np.minimum(duals[made.party_rows], 0.0)
        hours = -duals[made.hours_rows]
        first = steps.costs[:, 0] / steps.shares[:, 0]
        hours = np.where(made.loads(values) < _SLIP, np.maximum(hours, first), hours)
        group = np.zeros(block.most.shape)
        group[made.group_of, made.group_who] = np.minimum(duals[made.group_rows], 0.0)
        fixed = float((party * block.others).sum() + (group * block.most).sum())
        return cls(duals[made.cell_rows], party, hours, group, fixed)

    def heed(self, made: Rows, duals: np.ndarray) -> None:
        """The prices of rows that were added."""
        for one in made.priced:
            dual = float(duals[one.row])
            dual = max(dual, 0.0) if one.is_least else min(dual, 0.0)
            if dual:
                self.fixed += dual * one.most
                for slot in one.slots:
                    self.person.setdefault(slot, []).append((one.one, dual))
        for first, second, most in made.joined:
            both = max(float(duals[first]), 0.0) + max(float(duals[second]), 0.0)
            self.fixed += min(both - TOGETHER, 0.0) * most


def _likes(block: Block) -> dict[int, list[Edge]]:
    """Who would like to be together, by the slots where both could be."""
    found: dict[int, list[Edge]] = {}
    for one, other in block.field.together:
        for slot in np.flatnonzero((block.count[:, one] > 0) & (block.count[:, other] > 0)):
            found.setdefault(int(slot), []).append((one, other))
    return found


def _least(costs: np.ndarray, can: np.ndarray, many: int) -> np.ndarray:
    """So many of the cheapest of those who can, as a mask."""
    found = np.zeros(len(costs), dtype=bool)
    able = np.flatnonzero(can)
    if len(able) > many:
        able = able[np.argpartition(costs[able], many)[:many]]
    found[able] = True
    return found
