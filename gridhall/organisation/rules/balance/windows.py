"""The search in a large region: a few neighbouring grids are dealt anew exactly, then others.

Never worse than what it begins with; it proves nothing.
"""

from collections.abc import Iterator, Mapping

from gridhall.organisation.rules.balance.clock import Clock, TimeUp
from gridhall.organisation.rules.balance.exact import Found, approach, found, within
from gridhall.organisation.rules.balance.field import Field, Owners
from gridhall.organisation.rules.balance.pieces import out_by

_GROWN = (4, 6, 9, 12)  # grids in a window: as many as it takes to bring one into its range
# To save households: how many grids, how far they look; more when nothing is saved with less.
_SAVING = ((8, 1), (12, 1), (16, 1), (12, 2), (16, 2))
_ENTRANCES = 3
_SECONDS = 8.0  # for one window; that is enough for nearly all of eight grids

Links = Mapping[int, set[int]]


class Search:
    """Windows of neighbouring grids over a field, from one proposal to better ones."""

    def __init__(self, field: Field, best: Found) -> None:
        self._field, self._best = field, best
        self._settled: set[int] = set()  # windows that saved nothing

    def run(self, clock: Clock) -> None:
        """Grids out of range first, then fewer households; until the time is up."""
        self._clock = clock
        try:
            self._mend_all()
            for size, far in _SAVING:
                while self._save(size, far):
                    self._mend_all()
        except TimeUp:
            pass  # every window before is in the best

    def _mend_all(self) -> None:
        """Mend until no more helps: what is too much goes on from window to window."""
        before = self._best.distance + 1
        while self._best.distance_bound < self._best.distance < before:
            before = self._best.distance
            self._mend()

    def _mend(self) -> None:
        """Bring the grids out of range into it, each with as many neighbours as it takes."""
        for grid in self._out_of_range():
            for size in _GROWN:
                if self._deal(self._window(grid, size), far=2) or self._fits(grid):
                    break
            else:
                self._deal(self._window(grid, _GROWN[-1]), far=2, is_nearer=True)

    def _fits(self, grid: int) -> bool:
        after = self._field.after(self._best.owners)
        return not out_by(after[grid], self._field.ranges[grid])

    def _out_of_range(self) -> list[int]:
        after, ranges = self._field.after(self._best.owners), self._field.ranges
        out = {grid: out_by(after[grid], fit) for grid, fit in ranges.items()}
        return sorted((grid for grid, by in out.items() if by), key=lambda grid: (-out[grid], grid))

    def _save(self, size: int, far: int) -> bool:
        """One round of windows over the whole field; whether any helped."""
        helped = False
        for grid in self._centres(size):
            helped |= self._deal(self._window(grid, size), far=far)
        return helped

    def _centres(self, size: int) -> Iterator[int]:
        """Grids whose windows cover everything with overlaps; where most moves first."""
        moved = dict.fromkeys(self._field.ranges, 0.0)
        for piece, grid in self._best.owners.items():
            moved[grid] += self._field.cost(piece, grid)
        waiting = sorted(moved, key=lambda grid: (-moved[grid], grid))
        covered: set[int] = set()
        for grid in waiting:
            if grid not in covered:
                covered |= set(self._window(grid, size // 2))
                yield grid

    def _window(self, grid: int, size: int) -> list[int]:
        """This grid and those nearest to it, as they touch by now."""
        links = _touching(self._field, self._best.owners)
        window, place = [grid], 0
        while place < len(window) and len(window) < size:
            new = links[window[place]] - set(window)
            window += sorted(new)[: size - len(window)]
            place += 1
        return sorted(window)

    def _deal(self, window: list[int], *, far: int, is_nearer: bool = False) -> bool:
        """Deal the entrances of these grids anew; whether that is better."""
        self._clock.check()
        best, part = self._best, self._field.part(window, self._best.owners)
        if any(self._field.owned[grid] and not part.owned[grid] for grid in window):
            return False  # what it has hangs on what is elsewhere by now
        dealt = found(part, {piece: best.owners[piece] for piece in part.pieces})
        key = hash((far, is_nearer, *sorted(dealt.owners.items())))
        before = dealt.rank
        if key in self._settled:
            return False
        self._exactly(part, dealt, far, is_nearer)
        best.rounds += dealt.rounds
        if dealt.rank >= before:
            self._settled.add(key)
            return False
        best.owners = {**best.owners, **dealt.owners}
        best.distance = self._field.distance(best.owners)
        best.moved = self._field.moved(best.owners)
        return True

    def _exactly(self, part: Field, dealt: Found, far: int, is_nearer: bool) -> None:
        clock = self._clock.part(_SECONDS)
        try:
            if is_nearer:
                approach(part, dealt, clock, is_guess=True)
            else:
                within(part, dealt, far * _beside(part), clock, _staying(part, dealt.owners))
        except TimeUp:
            self._clock.check()


def _beside(field: Field) -> int:
    """How far a grid looks beyond its borders: what it is out by, and a few entrances."""
    worst = max(out_by(field.before[grid], fit) for grid, fit in field.ranges.items())
    return worst + _ENTRANCES * max(field.weights.values(), default=0)


def _staying(field: Field, owners: Owners) -> set[int]:
    """The innermost entrances of the grids that are not given away yet."""
    return {one for one in field.anchors() if owners[one] == field.pieces[one].grid}


def _touching(field: Field, owners: Owners) -> Links:
    """Which grids touch which, as they are dealt by now."""
    links: dict[int, set[int]] = {grid: set() for grid in field.ranges}
    for piece, grid in owners.items():
        for other in field.neighbours[piece]:
            links[grid].add(owners.get(other, grid))
    return {grid: others - {grid} for grid, others in links.items()}
