"""A proven bound for a large region: the region's linear relaxation, then clusters exactly.

Let x(i,g) say that entrance i is grid g's. Every proposal that is better than the best known
satisfies: each i is one grid's, each grid is within its range, and the cuts of `field` (what is
given hangs on what was there). Every such row but the first kind is about a single grid. So:

1. The relaxation with 0 <= x <= 1 is a lower bound, and gives each i a price p(i): the dual value
   of "i is one grid's".
2. Grids are put into clusters. For an entrance that grids of several clusters may own the row is
   given up at its price: cost(i,g) - p(i) for each, and the sum of all p(i) is added again. For
   any p whatever the least of that is no more than the least of the whole, for a proposal of the
   whole pays p(i) back exactly once. It falls apart into a model for each cluster, to which "no
   more than one of the cluster's grids owns i" may be added, as it is true. Solved in whole
   numbers each of them is at least what it is as a relaxation, so the sum is at least the bound
   of 1; and what the solver proves of a cluster before its time is up will do as well.

The relaxation is made stronger by rows that are true of whole entrances only (`relaxed.Way`): an
entrance gained from afar brings with it the households on the shortest way to it, and makes its
grid shed as many of its own as are too much then. Where some distance cannot be avoided, every
grid's range is widened by all of it, which again only lowers the bound.

An entrance may go to a grid that does not touch its own: that is a column like any other and is
paid for once. A flow from grid to neighbouring grid would count it once for every border between
them; that is why flows of that kind are no bound, and none is used.
"""

from contextlib import suppress
from dataclasses import dataclass
from math import ceil, isinf

from gridhall.organisation.rules.balance.clock import Clock, TimeUp
from gridhall.organisation.rules.balance.exact import Found
from gridhall.organisation.rules.balance.field import Cut, Field
from gridhall.organisation.rules.balance.relaxed import SLIP, Near, Relaxed, Way, gathered

_CLUSTER = 12  # grids
_STEPS = 1  # how far narrows are looked for
_GAINED = 0.3  # households a round of rows has to raise the bound by


@dataclass(slots=True)
class _Round:
    """One round of prices: the clusters, what each comes to, and what is added again."""

    clusters: list[Relaxed]
    grids: list[list[int]]
    least: list[float]
    shared: float

    @property
    def total(self) -> float:
        """The bound."""
        return sum(self.least) + self.shared


class Bounding:
    """Raises the bound of the best of a field in rounds."""

    def __init__(self, field: Field, best: Found, clock: Clock) -> None:
        self._field, self._best, self._clock = field, best, clock
        self._slack = best.distance_bound
        is_near = best.distance == best.distance_bound  # else nothing is known of what is
        self._most = best.moved if is_near else sum(field.weights.values()) + 1
        self._near: Near = field.near(self._most - 1, self._slack)
        self._far = {grid: gathered(field, grid) for grid in field.ranges}
        self._ways: dict[Way, None] = {}
        self._grids = clusters(field, best)

    def run(self) -> None:
        """As far as time allows; whatever was proven before it was up stands."""
        with suppress(TimeUp):
            made = self._relax()
            self._tell(made.total)
            self._exactly(made)

    def _tell(self, total: float) -> None:
        if isinf(total):
            self._nobody()
        self._best.bound = max(self._best.bound, min(self._most, ceil(total - SLIP)))

    def _nobody(self) -> None:
        """No proposal is better: none is as near to the ranges, or none moves fewer."""
        if self._best.distance > self._best.distance_bound:
            self._best.distance_bound += 1
        else:
            self._best.bound = self._best.moved
        raise TimeUp

    def _relax(self) -> _Round:
        near, field = self._near, self._field
        cuts = set(self._clock.watching(field.first_cuts(near, field.fixed(near), _STEPS)))
        whole = self._whole(cuts)
        prices, shared = whole.prices(), self._shared()
        mine = {piece: price for piece, price in prices.items() if piece in shared}
        made = _Round([], self._grids, [], sum(mine.values()))
        for grids in self._grids:
            own = {grid: near[grid] for grid in grids}
            cluster = Relaxed(field, own, mine, self._slack, self._clock)
            cluster.cut(cut for cut in cuts if cut.grid in own)
            cluster.gather(way for way in self._ways if way.grid in own)
            made.clusters.append(cluster)
            made.least.append(cluster.solve(self._clock))
        return made

    def _whole(self, cuts: set[Cut]) -> Relaxed:
        """The relaxation of the whole field, with all the rows that help it."""
        whole = Relaxed(self._field, self._near, {}, self._slack, self._clock)
        whole.cut(cuts)
        whole.gather(self._ways)
        before, now = -1.0, whole.solve(self._clock)
        while now > before + _GAINED:
            self._tell(now)
            rows = [row for row in whole.broken(self._far, self._slack) if row not in self._ways]
            self._ways |= dict.fromkeys(rows)
            whole.gather(rows)
            before, now = now, whole.solve(self._clock)
        self._tell(now)
        return whole

    def _shared(self) -> set[int]:
        """The entrances that grids of several clusters may own."""
        seen: set[int] = set()
        shared: set[int] = set()
        for grids in self._grids:
            theirs = set().union(*(self._near[grid] for grid in grids))
            shared |= seen & theirs
            seen |= theirs
        return shared

    def _exactly(self, made: _Round) -> None:
        """Each cluster in whole numbers."""
        for place, cluster in enumerate(made.clusters):
            share = self._clock.left / (len(made.clusters) - place)
            part = self._clock.part(max(share, 0.0))
            made.least[place] = cluster.whole(part, made.least[place])
            self._tell(made.total)


def clusters(field: Field, best: Found) -> list[list[int]]:
    """Grids that exchange most are in one cluster, then those that touch; none is too big."""
    ties: dict[tuple[int, int], int] = {}
    for piece, grid in best.owners.items():
        own = field.pieces[piece].grid
        for other in field.neighbours[piece]:
            pair = (grid, best.owners.get(other, grid))
            ties[min(pair), max(pair)] = ties.get((min(pair), max(pair)), 0)
        if own is not None and own != grid:
            pair = (min(own, grid), max(own, grid))
            ties[pair] = ties.get(pair, 0) + field.weights[piece]
    where = {grid: [grid] for grid in field.ranges}
    for one, other in sorted(ties, key=lambda pair: (-ties[pair], pair)):
        if where[one] is not where[other] and len(where[one]) + len(where[other]) <= _CLUSTER:
            joined = where[one] + where[other]
            where |= dict.fromkeys(joined, joined)
    return list({id(joined): sorted(joined) for joined in where.values()}.values())
