"""What a balancer is given and what it answers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import ceil, floor
from statistics import median

_SLIP = 1e-9  # 300 * 1.1 is a little more than 330


@dataclass(frozen=True, slots=True)
class Piece:
    """An entrance: how many households, whose grid, and which entrances it is next to."""

    id: int
    households: int
    grid: int | None
    neighbours: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """Which entrances go to which grid, and what that makes of every grid.

    `distance` is by how many households grids are still out of range, all together; none is below
    `distance_bound`, and nothing that comes down to that moves fewer households than `bound`: both
    are proven.
    """

    moves: Mapping[int, int]
    before: Mapping[int, int]
    after: Mapping[int, int]
    moved_households: int
    bound: int
    gap: float
    is_proven: bool
    seconds: float
    sentence: str
    distance: int = 0
    distance_bound: int = 0
    out_of_range: tuple[int, ...] = ()  # grids
    too_big: tuple[int, ...] = ()  # entrances that no grid can hold within its range
    ownerless: tuple[int, ...] = ()  # entrances nobody can be given: no grid is near
    needed: int = 0  # grids that so many households would need
    rounds: int = 0  # models solved until every grid was in one piece
    ranges: Mapping[int, tuple[int, int]] = field(default_factory=dict)


def fit_range(target: int, tolerance: float) -> tuple[int, int]:
    """The fewest and most households of a grid that is within the tolerance of its target."""
    least = ceil(target * (1 - tolerance) - _SLIP)
    return max(0, least), floor(target * (1 + tolerance) + _SLIP)


def out_by(households: int, fit: tuple[int, int]) -> int:
    """By how many households a grid is out of its range."""
    return max(0, fit[0] - households, households - fit[1])


def grids_needed(households: int, targets: Iterable[float]) -> int:
    """How many grids of the usual target so many households need."""
    usual = median(list(targets) or [300])
    return max(1, round(households / usual)) if households else 0


def totals(pieces: Iterable[Piece], grids: Iterable[int]) -> dict[int, int]:
    """Households by grid."""
    sums = dict.fromkeys(grids, 0)
    for piece in pieces:
        if piece.grid in sums:
            sums[piece.grid] += piece.households
    return sums
