"""The balancer: small regions exactly, large ones by windows and with a bound of their own."""

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from gridhall.core.progress import Progress, Silent
from gridhall.organisation.rules.balance.bounding import Bounding
from gridhall.organisation.rules.balance.clock import Clock, Tick
from gridhall.organisation.rules.balance.exact import Found, found, settle
from gridhall.organisation.rules.balance.field import Field, fields
from gridhall.organisation.rules.balance.greedy import improve
from gridhall.organisation.rules.balance.outcome import made_of, told
from gridhall.organisation.rules.balance.pieces import Piece, Proposal, fit_range
from gridhall.organisation.rules.balance.windows import Search

SECONDS = 60.0
_TICKS = 1000  # how finely progress is told
_LARGE, _MIDDLING = 14, 30  # grids: more than that are not solved at once first, or not at all
_SMALL = 4  # grids solved at once without any search
_SEARCHING = 0.4  # of the time


def balance(
    pieces: Sequence[Piece],
    targets: Mapping[int, int],
    tolerance: float = 0.10,
    seconds: float = SECONDS,
    progress: Progress | None = None,
) -> Proposal:
    """Bring every grid into its range with the fewest households changing hands.

    Neighbours stay together: no move makes an island. If the range cannot be reached, the total
    distance out of it is made least first. After `seconds` the best found is given with its
    proven gap. `progress` is told thousandths of the time; it may cancel.
    """
    started = time.monotonic()
    ranges = {grid: fit_range(target, tolerance) for grid, target in targets.items()}
    clock = Clock(started + seconds, _ticking(progress or Silent(), started, seconds))
    towns, ownerless = fields(pieces, ranges)
    settled = _settle(towns, clock)
    owners = {piece: grid for one in settled for piece, grid in one.owners.items()}
    made = made_of(pieces, ranges, owners)
    made = replace(
        made,
        bound=sum(one.bound for one in settled),
        distance_bound=sum(one.distance_bound for one in settled),
        rounds=sum(one.rounds for one in settled),
        ownerless=tuple(ownerless),
        seconds=time.monotonic() - started,
    )
    return told(made)


def _ticking(progress: Progress, started: float, seconds: float) -> Tick:
    def tick() -> None:
        gone = (time.monotonic() - started) / max(seconds, 0.001)
        progress.report(min(_TICKS, round(_TICKS * gone)), _TICKS)

    return tick


def _settle(towns: Sequence[Field], clock: Clock) -> list[Found]:
    """The best owners of each field: a search in all of them first, then proofs, twice.

    What one does not need of its time the others have.
    """
    every = [_Town(field, clock) for field in towns]
    _in_turn(every, clock.part(clock.left * _SEARCHING), _Town.search)
    _in_turn(every, clock, _Town.prove)
    _in_turn(every, clock, _Town.go_on)
    return [one.best for one in every]


def _in_turn(
    every: Iterable["_Town"], clock: Clock, work: Callable[["_Town", Clock], None]
) -> None:
    waiting = [one for one in every if not one.is_settled]
    for place, one in enumerate(waiting):
        work(one, clock.part(max(clock.left, 0.0) / (len(waiting) - place)))
        one.best.bound = min(one.best.bound, one.best.moved)


class _Town:
    """One field on its way, from as it is or as greedy makes it, whichever is nearer."""

    def __init__(self, field: Field, clock: Clock) -> None:
        clock.tick()
        stay = {one.id: one.grid for one in field.pieces.values() if one.grid is not None}
        self.field, self.best = field, found(field, improve(field, stay))
        self._search = Search(field, self.best)

    @property
    def is_settled(self) -> bool:
        """Whether nothing can be better."""
        best = self.best
        return best.distance == best.distance_bound and best.bound >= best.moved

    def search(self, clock: Clock) -> None:
        """Better owners, by windows; a few grids are solved at once in no more time."""
        if len(self.field.ranges) > _SMALL:
            self._search.run(clock)

    def prove(self, clock: Clock) -> None:
        """That nothing is better, as far as can be proven; perhaps something better after all."""
        many = len(self.field.ranges)
        if many > _LARGE:
            is_huge = many > _MIDDLING
            part = clock if is_huge else clock.part(clock.left * _SEARCHING)
            Bounding(self.field, self.best, part).run()
        if many <= _MIDDLING:
            settle(self.field, self.best, clock)

    def go_on(self, clock: Clock) -> None:
        """With the time the others left."""
        if len(self.field.ranges) > _MIDDLING:
            self._search.run(clock)
        else:
            settle(self.field, self.best, clock)
