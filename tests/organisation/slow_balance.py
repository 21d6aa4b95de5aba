"""The balancer's slow and obvious rival: every way to deal the pieces, one by one."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import product

from gridhall.organisation.rules.balance import Piece, fit_range

Sides = Mapping[int, set[int]]


def sides(pieces: Iterable[Piece]) -> dict[int, set[int]]:
    return {piece.id: set(piece.neighbours) for piece in pieces}


def islands(members: Collection[int], beside: Sides) -> list[set[int]]:
    left, found = set(members), []
    while left:
        island, waiting = set(), [left.pop()]
        while waiting:
            one = waiting.pop()
            island.add(one)
            near = beside[one] & left
            left -= near
            waiting += near
        found.append(island)
    return found


def holds_together(own: set[int], now: set[int], beside: Sides) -> bool:
    """No new island: each part holds something of its own, no old island is in two parts."""
    parts = islands(now, beside)
    if not own:
        return len(parts) <= 1
    if any(not part & own for part in parts):
        return False
    return all(sum(bool(part & old) for part in parts) <= 1 for old in islands(own, beside))


def best(
    pieces: Sequence[Piece], targets: Mapping[int, int], tolerance: float
) -> tuple[int, int] | None:
    """The least (households out of range, households moved)."""
    beside, found = sides(pieces), None
    for dealt in product(targets, repeat=len(pieces)):
        rank = _rank(pieces, dealt, targets, tolerance)
        if found is not None and rank >= found:
            continue
        if all(
            holds_together(
                {piece.id for piece in pieces if piece.grid == grid},
                {piece.id for piece, now in zip(pieces, dealt, strict=True) if now == grid},
                beside,
            )
            for grid in targets
        ):
            found = rank
    return found


def _rank(
    pieces: Sequence[Piece], dealt: Sequence[int], targets: Mapping[int, int], tolerance: float
) -> tuple[int, int]:
    sums, moved = dict.fromkeys(targets, 0), 0
    for piece, grid in zip(pieces, dealt, strict=True):
        sums[grid] += piece.households
        moved += piece.households * (piece.grid != grid)
    off = 0
    for grid, households in sums.items():
        least, most = fit_range(targets[grid], tolerance)
        off += max(0, least - households, households - most)
    return off, moved
