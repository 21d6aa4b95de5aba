"""The exact search: solve, look for grids in pieces, forbid those pieces, solve again."""

from collections.abc import Collection
from dataclasses import dataclass

from gridhall.organisation.rules.balance.clock import Clock, TimeUp
from gridhall.organisation.rules.balance.field import Cut, Field, Owners
from gridhall.organisation.rules.balance.model import Model, Solved
from gridhall.organisation.rules.balance.pieces import out_by

_NEAR, _FAR = 240, 600  # households: how far a guess looks, and a proof at first
_GUESSING = 0.4  # of the time


@dataclass(slots=True)
class Found:
    """The best owners of a field so far, and what is proven about it."""

    owners: Owners
    distance: int
    moved: int
    distance_bound: int = 0
    bound: int = 0
    rounds: int = 0

    @property
    def rank(self) -> tuple[int, int]:
        """What is better comes first: near to the ranges, then few households moved."""
        return self.distance, self.moved


def found(field: Field, owners: Owners) -> Found:
    """These owners, with nothing proven but how far out of range anybody must be."""
    return Found(owners, field.distance(owners), field.moved(owners), _unavoidable(field))


def _unavoidable(field: Field) -> int:
    """By how many households the grids are out of range however they are dealt."""
    total = sum(field.weights.values())
    least = sum(fit[0] for fit in field.ranges.values())
    return out_by(total, (least, max(least, sum(fit[1] for fit in field.ranges.values()))))


def settle(field: Field, best: Found, clock: Clock) -> None:
    """The best owners of a field: first within the ranges, then as few as can be."""
    try:
        if best.distance > best.distance_bound and not best.distance_bound:
            _climb(field, best, clock)
        if best.distance > best.distance_bound:
            approach(field, best, clock)
        if best.distance == best.distance_bound and best.bound < best.moved:
            _climb(field, best, clock)
    except TimeUp:
        pass  # what was found and proven until then stands


def _climb(field: Field, best: Found, clock: Clock) -> None:
    """The fewest households that move, looked for ever further from where each grid is.

    Once the best moves no more than the limit that was looked within, nothing beyond is better.
    Without any solution at all the ranges cannot be reached: then the distance is at least one.
    """
    everything = sum(field.weights.values()) + 1
    limit = _first_limit(field)
    if best.distance > best.distance_bound:
        _guess(field, best, clock)
    if best.distance == best.distance_bound:
        limit = max(1, min(best.moved, _FAR))
    while True:
        bounded = limit if limit < everything else None
        state = within(field, best, bounded, clock)
        if state is None and bounded is None:
            best.distance_bound = max(best.distance_bound, 1)
            return
        if state is not None:
            best.bound = max(best.bound, state if bounded is None else min(state, limit + 1))
            if best.bound >= best.moved or bounded is None:
                return
        if clock.is_over:
            return
        limit = limit * 2 if state is None else min(max(best.moved, limit + 1), limit * 3)


def _first_limit(field: Field) -> int:
    worst = max(out_by(field.before[grid], fit) for grid, fit in field.ranges.items())
    return 2 * worst + max(field.weights.values(), default=0)


def _guess(field: Field, best: Found, clock: Clock) -> None:
    """A good proposal soon: what is innermost stays, nothing goes far. It proves nothing."""
    part = clock.part(clock.left * _GUESSING)
    try:
        near = max(_NEAR, 2 * _first_limit(field))
        within(field, best, near, part, staying=field.anchors())
    except TimeUp:
        clock.check()


def within(
    field: Field, best: Found, limit: int | None, clock: Clock, staying: Collection[int] = ()
) -> int | None:
    """The proven least that moves within a limit; None if nothing there is in range."""
    allowed = best.distance_bound
    near = field.near(limit, allowed)
    model = Model(field, near, clock, slack=allowed > 0, staying=staying)
    if allowed:
        model.within(allowed)
    proven = 0
    do_stay = all(best.owners.get(one) == field.pieces[one].grid for one in staying)
    while True:
        known = best.owners if best.distance == allowed and do_stay else None
        solved = model.solve(clock, known)
        best.rounds += 1
        if solved.is_infeasible:
            return None
        proven = max(proven, solved.bound)
        cuts = _judge(field, solved, best, model)
        if solved.owners is None or not model.add(cuts):
            return proven


def approach(field: Field, best: Found, clock: Clock, *, is_guess: bool = False) -> None:
    """The least distance out of range there can be, as far as proven; best comes to it."""
    for limit in (_first_limit(field),) if is_guess else (_first_limit(field), None):
        model = Model(field, field.near(limit, best.distance), clock, slack=True)
        model.least_distance()
        while best.distance > best.distance_bound:
            solved = model.solve(clock)
            best.rounds += 1
            if limit is None:
                best.distance_bound = max(best.distance_bound, solved.bound)
            cuts = _judge(field, solved, best, model)
            if solved.owners is None or not model.add(cuts):
                break


def _judge(field: Field, solved: Solved, best: Found, model: Model) -> list[Cut]:
    """What is wrong with the owners found; if nothing is, they may be the best."""
    if solved.owners is None:
        return []
    cuts = list(field.broken(solved.owners, model.fixed))
    if not cuts:
        rank = field.distance(solved.owners), field.moved(solved.owners)
        if rank < best.rank or len(best.owners) < len(field.pieces):
            best.owners, (best.distance, best.moved) = solved.owners, rank
    return cuts
