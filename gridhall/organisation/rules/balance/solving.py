"""The exact balancer: solve, look for grids in pieces, forbid those pieces, solve again."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from gridhall.core.progress import Progress, Silent
from gridhall.organisation.rules.balance.field import Cut, Field, Owners, fields
from gridhall.organisation.rules.balance.greedy import improve
from gridhall.organisation.rules.balance.model import Model, Solved, Tick
from gridhall.organisation.rules.balance.outcome import made_of, told
from gridhall.organisation.rules.balance.pieces import Piece, Proposal, fit_range

SECONDS = 60.0
_TICKS = 1000  # how finely progress is told


@dataclass(slots=True)
class _Found:
    """The best owners of a field so far, and what is proven about it."""

    owners: Owners
    distance: int
    moved: int
    distance_bound: int = 0
    bound: int = 0
    rounds: int = 0
    is_settled: bool = False  # the last search ended with owners that do

    @property
    def rank(self) -> tuple[int, int]:
        return self.distance, self.moved


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
    tick = _ticking(progress or Silent(), started, seconds)
    towns, ownerless = fields(pieces, ranges)
    found = []
    for place, field in enumerate(towns):
        left = started + seconds - time.monotonic()
        share = left / (len(towns) - place)
        found.append(_settle(field, time.monotonic() + max(share, 0.0), tick))
    owners = {piece: grid for one in found for piece, grid in one.owners.items()}
    made = made_of(pieces, ranges, owners)
    made = replace(
        made,
        bound=sum(one.bound for one in found),
        distance_bound=sum(one.distance_bound for one in found),
        rounds=sum(one.rounds for one in found),
        ownerless=tuple(ownerless),
        seconds=time.monotonic() - started,
    )
    return told(made)


def _ticking(progress: Progress, started: float, seconds: float) -> Tick:
    def tick() -> None:
        gone = (time.monotonic() - started) / max(seconds, 0.001)
        progress.report(min(_TICKS, round(_TICKS * gone)), _TICKS)

    return tick


def _settle(field: Field, until: float, tick: Tick) -> _Found:
    """The best owners of one field."""
    tick()
    best = _start(field)
    if best.distance == 0 and best.moved == 0:
        return best
    model = Model(field, field.near())
    if _search(model, field, best, until, tick):
        return best
    slack = best.distance
    loose = Model(field, field.near(slack), slack=True)
    loose.least_distance()
    best.distance_bound = _distance(loose, field, best, until, tick)
    best.bound = 0
    if best.distance_bound < best.distance:
        return best
    loose.within(best.distance)
    _search(loose, field, best, until, tick)
    return best


def _start(field: Field) -> _Found:
    """As it is, or as greedy makes it, whichever is nearer to the ranges."""
    stay = {one.id: one.grid for one in field.pieces.values() if one.grid is not None}
    now = improve(field, stay)
    return _Found(now, field.distance(now), field.moved(now))


def _search(model: Model, field: Field, best: _Found, until: float, tick: Tick) -> bool:
    """The fewest households that move; False if that model has no solution at all."""
    while True:
        solved = model.solve(until, tick, best.owners if not best.distance else None)
        best.rounds += 1
        if solved.is_infeasible:
            return False
        best.bound = max(best.bound, solved.bound)
        cuts = _judge(field, solved, best)
        if solved.owners is None or not model.add(cuts):
            break
    return True


def _distance(model: Model, field: Field, best: _Found, until: float, tick: Tick) -> int:
    """The least distance out of range there can be, as far as proven; best comes to it."""
    proven = 0
    while True:
        solved = model.solve(until, tick)
        best.rounds += 1
        proven = max(proven, solved.bound)
        cuts = _judge(field, solved, best)
        if solved.owners is None or not model.add(cuts):
            return proven


def _judge(field: Field, solved: Solved, best: _Found) -> list[Cut]:
    """What is wrong with the owners found; if nothing is, they may be the best."""
    if solved.owners is None:
        return []
    cuts = list(field.broken(solved.owners))
    if not cuts:
        rank = field.distance(solved.owners), field.moved(solved.owners)
        if rank < best.rank or len(best.owners) < len(field.pieces):
            best.owners, (best.distance, best.moved) = solved.owners, rank
    return cuts
