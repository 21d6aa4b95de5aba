"""The exact balancer: solve, look for grids in pieces, forbid those pieces, solve again."""

import time
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from gridhall.core.progress import Progress, Silent
from gridhall.organisation.rules.balance.field import Cut, Field, Owners, fields
from gridhall.organisation.rules.balance.greedy import improve
from gridhall.organisation.rules.balance.model import Model, Solved, Tick
from gridhall.organisation.rules.balance.outcome import made_of, told
from gridhall.organisation.rules.balance.pieces import Piece, Proposal, fit_range, out_by

SECONDS = 60.0
_TICKS = 1000  # how finely progress is told
_NEAR, _FAR = 240, 600  # households: how far a guess looks, and a proof at first
_GUESSING = 0.4  # of the time


@dataclass(slots=True)
class _Found:
    """The best owners of a field so far, and what is proven about it."""

    owners: Owners
    distance: int
    moved: int
    distance_bound: int = 0
    bound: int = 0
    rounds: int = 0

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
    """The best owners of one field: first within the ranges, then as few as can be."""
    tick()
    best = _start(field)
    best.distance_bound = _unavoidable(field)
    if best.distance > best.distance_bound and not best.distance_bound:
        _climb(field, best, until, tick)
    if best.distance > best.distance_bound:
        _approach(field, best, until, tick)
    if best.distance == best.distance_bound and best.bound < best.moved:
        _climb(field, best, until, tick)
    best.bound = min(best.bound, best.moved)
    return best


def _start(field: Field) -> _Found:
    """As it is, or as greedy makes it, whichever is nearer to the ranges."""
    stay = {one.id: one.grid for one in field.pieces.values() if one.grid is not None}
    now = improve(field, stay)
    return _Found(now, field.distance(now), field.moved(now))


def _unavoidable(field: Field) -> int:
    """By how many households the grids are out of range however they are dealt."""
    total = sum(field.weights.values())
    least = sum(fit[0] for fit in field.ranges.values())
    return out_by(total, (least, max(least, sum(fit[1] for fit in field.ranges.values()))))


def _climb(field: Field, best: _Found, until: float, tick: Tick) -> None:
    """The fewest households that move, looked for ever further from where each grid is.

    Once the best moves no more than the limit that was looked within, nothing beyond is better.
    Without any solution at all the ranges cannot be reached: then the distance is at least one.
    """
    everything = sum(field.weights.values()) + 1
    limit = _first_limit(field)
    _guess(field, best, _Time(until, tick))
    if best.distance == best.distance_bound:
        limit = max(1, min(best.moved, _FAR))
    while True:
        bounded = limit if limit < everything else None
        state = _within(field, best, bounded, _Time(until, tick))
        if state is None and bounded is None:
            best.distance_bound = max(best.distance_bound, 1)
            return
        if state is not None:
            best.bound = max(best.bound, state if bounded is None else min(state, limit + 1))
            if best.bound >= best.moved or bounded is None:
                return
        if time.monotonic() >= until:
            return
        limit = limit * 2 if state is None else min(max(best.moved, limit + 1), limit * 3)


def _first_limit(field: Field) -> int:
    worst = max(out_by(field.before[grid], fit) for grid, fit in field.ranges.items())
    return 2 * worst + max(field.weights.values(), default=0)


class _Time(NamedTuple):
    """Until when, and what is called now and then."""

    until: float
    tick: Tick


def _guess(field: Field, best: _Found, clock: _Time) -> None:
    """A good proposal soon: what is innermost stays, nothing goes far. It proves nothing."""
    now = time.monotonic()
    until = now + (clock.until - now) * _GUESSING
    near = max(_NEAR, 2 * _first_limit(field))
    _within(field, best, near, _Time(until, clock.tick), staying=field.anchors())


def _within(
    field: Field, best: _Found, limit: int | None, clock: _Time, staying: Collection[int] = ()
) -> int | None:
    """The proven least that moves within a limit; None if nothing there is in range."""
    allowed = best.distance_bound
    near = field.near(limit, allowed)
    model = Model(field, near, slack=allowed > 0, staying=staying)
    if allowed:
        model.within(allowed)
    proven = 0
    while True:
        known = best.owners if best.distance == allowed and not staying else None
        solved = model.solve(clock.until, clock.tick, known)
        best.rounds += 1
        if solved.is_infeasible:
            return None
        proven = max(proven, solved.bound)
        cuts = _judge(field, solved, best, model)
        if solved.owners is None or not model.add(cuts):
            return proven


def _approach(field: Field, best: _Found, until: float, tick: Tick) -> None:
    """The least distance out of range there can be, as far as proven; best comes to it."""
    for limit in (_first_limit(field), None):
        model = Model(field, field.near(limit, best.distance), slack=True)
        model.least_distance()
        while best.distance > best.distance_bound:
            solved = model.solve(until, tick)
            best.rounds += 1
            if limit is None:
                best.distance_bound = max(best.distance_bound, solved.bound)
            cuts = _judge(field, solved, best, model)
            if solved.owners is None or not model.add(cuts):
                break


def _judge(field: Field, solved: Solved, best: _Found, model: Model) -> list[Cut]:
    """What is wrong with the owners found; if nothing is, they may be the best."""
    if solved.owners is None:
        return []
    cuts = list(field.broken(solved.owners, model.fixed))
    if not cuts:
        rank = field.distance(solved.owners), field.moved(solved.owners)
        if rank < best.rank or len(best.owners) < len(field.pieces):
            best.owners, (best.distance, best.moved) = solved.owners, rank
    return cuts
