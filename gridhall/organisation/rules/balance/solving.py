"""The balancer: small regions exactly, large ones by windows and with a bound of their own."""

import time
from collections.abc import Mapping, Sequence
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
_SMALL, _GUESSING = 4, 0.25  # grids solved at once first; of the time, before more are
_SEARCHING = 0.45  # of the time


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
    settled = []
    for place, field in enumerate(towns):
        left = started + seconds - time.monotonic()
        share = left / (len(towns) - place)
        settled.append(_settle(field, Clock(time.monotonic() + max(share, 0.0), tick)))
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


def _settle(field: Field, clock: Clock) -> Found:
    """The best owners of one field, from as it is or as greedy makes it."""
    clock.tick()
    stay = {one.id: one.grid for one in field.pieces.values() if one.grid is not None}
    best = found(field, improve(field, stay))
    if len(field.ranges) > _LARGE:
        _deal_by_windows(field, best, clock)
    elif len(field.ranges) > _SMALL:
        Search(field, best).run(clock.part(clock.left * _GUESSING))
    if len(field.ranges) <= _MIDDLING:
        settle(field, best, clock)
    best.bound = min(best.bound, best.moved)
    return best


def _deal_by_windows(field: Field, best: Found, clock: Clock) -> None:
    """The search has half of the time, the proof the other half; then who is not done goes on."""
    search = Search(field, best)
    search.run(clock.part(clock.left * _SEARCHING))
    is_last = len(field.ranges) > _MIDDLING
    Bounding(field, best, clock if is_last else clock.part(clock.left * _SEARCHING)).run()
    if is_last and best.bound < best.moved:
        search.run(clock)
