"""The rota solved: a plan at once, then the best there is, or as near as the time allows."""

import math
import time
from collections.abc import Callable, Collection, Iterable

from gridhall.core.progress import Progress, Silent
from gridhall.volunteering.rules.rota.block import Block
from gridhall.volunteering.rules.rota.clock import Clock
from gridhall.volunteering.rules.rota.days import improved, spread, standing
from gridhall.volunteering.rules.rota.field import Edge, Field
from gridhall.volunteering.rules.rota.model import Model
from gridhall.volunteering.rules.rota.plan import Plan, cost, missing
from gridhall.volunteering.rules.rota.prices import Prices, Relaxed
from gridhall.volunteering.rules.rota.problem import Problem
from gridhall.volunteering.rules.rota.quick import first

SECONDS = 60.0
_TICKS = 1000  # how finely progress is told
_LARGE = 3_000  # seats; of more than that like days are put together
_EDGES = 25_000  # seats that a model in whole numbers is tried with
_CENT = 0.01
_CORNER, _BOUNDING = 0.3, 0.5  # of the time
_NEAR = 1e-3  # a share that is nearly nothing: it is told when it was reached
_NEARLY = 1e-4  # share; how well a large one is bounded


def solve(problem: Problem, seconds: float = SECONDS, progress: Progress | None = None) -> Plan:
    """The best plan, proven, or the best found in the time with a bound.

    `progress` is told thousandths of the time; it may cancel.
    """
    started = time.monotonic()
    clock = Clock(started + seconds, _ticking(progress or Silent(), started, seconds))
    clock.tick()
    search = Search(Field(problem), clock)
    search.run()
    return told(search, started)


class Search:
    """The best seats of a field so far, and what is proven."""

    def __init__(self, field: Field, clock: Clock) -> None:
        self.field, self.clock = field, clock
        self.seats: list[Edge] = []
        self.cost = cost(field, [])
        self.bound = -math.inf
        self.first_at = time.monotonic()
        self.near_at: float | None = None

    def run(self) -> None:
        """As far as time allows."""
        self.offer(first(self.field))
        self.first_at = time.monotonic()
        is_large = sum(seats.open for seats in self.field.seats) > _LARGE
        block = Block(self.field, is_joined=is_large)
        prices = Prices(block)
        clock = self.clock.part(self.clock.left * _BOUNDING) if is_large else self.clock
        relaxed = prices.run(clock, block.lifted(self.seats), _NEARLY if is_large else 0.0)
        self.prove(relaxed.bound)
        if block.is_joined:
            self._by_days(block, relaxed)
        else:
            self._exactly(prices, relaxed)

    def offer(self, seats: Collection[Edge]) -> None:
        """Keep these if they are better."""
        found = cost(self.field, seats)
        if found < self.cost:
            self.seats, self.cost = list(seats), found
            self._look()

    def prove(self, bound: float) -> None:
        """Nothing costs less; of whole costs that is a whole number."""
        if bound > -math.inf:
            grain = self.field.grain
            whole = math.ceil((bound - _CENT) / grain) * grain
            self.bound = min(self.cost, max(self.bound, whole))
        self._look()

    def _look(self) -> None:
        """Note when the plan is known to be nearly the best."""
        if self.near_at is None and self.cost - self.bound <= _NEAR * abs(self.cost):
            self.near_at = time.monotonic()

    @property
    def is_proven(self) -> bool:
        """Whether nothing is better."""
        return self.cost <= self.bound

    def _by_days(self, block: Block, relaxed: Relaxed) -> None:
        """What was found for like days is dealt out to them, then bettered day by day."""
        self.offer(spread(self.field, block, relaxed.seats, self.clock))
        improved(self.field, self.seats, self.clock, self.offer)

    def _exactly(self, prices: Prices, relaxed: Relaxed) -> None:
        """Whole corners are a plan; else seats that may be in a better one are branched on."""
        cells = self._cells(prices.block, relaxed.seats)
        if relaxed.is_whole and relaxed.is_done:
            self.offer(self._lawful(cells))
        for is_all in (False, True):
            if self.is_proven or self.clock.left <= 0:
                return
            most = self.cost - relaxed.bound if is_all else 0.0
            near = self._cells(prices.block, prices.near(most))
            if len(near) > _EDGES:
                self._by_hand(cells)
            else:
                bound = self._branch(near | set(self.seats), self._share(is_all))
                if is_all:
                    self.prove(min(bound, self.cost))

    def _by_hand(self, cells: set[Edge]) -> None:
        """Too many seats to branch on: only those of the corner, then day by day."""
        if self.near_at is None:
            self._branch(cells | set(self.seats), self._share(False))
        improved(self.field, self.seats, self.clock, self.offer)

    def _share(self, is_all: bool) -> Clock:
        """What lies on the best corner has a part of the time, what may be better all of it."""
        return self.clock if is_all else self.clock.part(self.clock.left * _CORNER)

    def _branch(self, edges: Iterable[Edge], clock: Clock) -> float:
        """The best of some seats in whole numbers; the bound for them."""
        found, bound = Model(self.field, sorted(edges)).solve(clock, self.seats)
        if found is not None:
            self.offer(self._lawful(found))
        return bound

    def _cells(self, block: Block, slots: Iterable[Edge]) -> set[Edge]:
        return {(block.slots[slot][0], one) for slot, one in slots}

    def _lawful(self, seats: Collection[Edge]) -> list[Edge]:
        """The seats that the rules let stand side by side."""
        return standing(self.field, seats)


def told(search: Search, started: float) -> Plan:
    """A plan in the problem's own ids."""
    field = search.field
    gaps, short = missing(field, search.seats)
    wanted = sum(cell.wanted for cell in field.cells)
    return Plan(
        placed=tuple(sorted((field.cells[c].id, field.people[p].id) for c, p in search.seats)),
        wanted=wanted,
        filled=wanted - gaps,
        gaps=gaps,
        short=short,
        objective=search.cost,
        bound=search.bound,
        seconds=time.monotonic() - started,
        first_seconds=search.first_at - started,
        near_seconds=None if search.near_at is None else search.near_at - started,
    )


def _ticking(progress: Progress, started: float, seconds: float) -> Callable[[], None]:
    def tick() -> None:
        gone = (time.monotonic() - started) / max(seconds, 0.001)
        progress.report(min(_TICKS, round(_TICKS * gone)), _TICKS)

    return tick
