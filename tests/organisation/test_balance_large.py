"""The balancer of large regions: windows never make it worse, the bound is never too high."""

import time
from itertools import pairwise, product
from random import Random

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from gridhall.core.progress import Cancelled
from gridhall.organisation.rules.balance import Piece, balance, bounding, fit_range, greedy, windows
from gridhall.organisation.rules.balance.clock import Clock, TimeUp
from gridhall.organisation.rules.balance.exact import found
from gridhall.organisation.rules.balance.field import fields
from gridhall.organisation.rules.balance.greedy import improve
from gridhall.organisation.rules.balance.outcome import made_of
from tests.organisation import slow_balance
from tests.organisation.test_balance import chain, holds, towns


def soon(seconds: float = 60.0) -> Clock:
    return Clock(time.monotonic() + seconds, lambda: None)


@settings(max_examples=80, deadline=None)
@given(towns(), st.integers(1, 3))
def test_windows_never_worsen_greedy_and_the_bound_holds(
    town: tuple[list[Piece], dict[int, int], float], size: int
) -> None:
    pieces, targets, tolerance = town
    ranges = {grid: fit_range(many, tolerance) for grid, many in targets.items()}
    parts, _ = fields(pieces, ranges)
    assume(len(parts) == 1)
    field = parts[0]
    stay = {piece.id: piece.grid for piece in pieces if piece.grid is not None}
    best = found(field, improve(field, stay))
    before = best.rank
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(windows, "_GROWN", (size,))
        patch.setattr(windows, "_SAVING", ((size, 1), (size, 2)))
        patch.setattr(bounding, "_CLUSTER", size)
        windows.Search(field, best).run(soon())
        assert best.rank <= before
        bounding.Bounding(field, best, soon()).run()
    made = made_of(pieces, ranges, best.owners)
    assert best.rank == (made.distance, made.moved_households)
    holds(made, pieces)
    least = slow_balance.best(pieces, targets, tolerance)
    assert least is not None
    assert best.distance_bound <= least[0]
    if best.distance_bound == least[0]:
        assert best.bound <= least[1]


def band(grids: int, seed: int) -> tuple[list[Piece], dict[int, int]]:
    """Buildings of two stairs in a row, ends touching; grids of uneven size."""
    rng = Random(seed)
    owners = [grid for grid in range(grids) for _ in range(2 * rng.randint(4, 6))]
    beside: dict[int, set[int]] = {one: set() for one in range(len(owners))}
    houses = list(zip(range(0, len(owners), 2), range(1, len(owners), 2), strict=True))
    pairs = [*houses, *(link for a, b in pairwise(houses) for link in product(a, b))]
    for one, other in pairs:
        beside[one].add(other)
        beside[other].add(one)
    pieces = [
        Piece(one, rng.randint(8, 16), grid, tuple(sorted(beside[one])))
        for one, grid in enumerate(owners)
    ]
    middle = round(sum(piece.households for piece in pieces) / grids)
    return pieces, dict.fromkeys(range(grids), middle)


def test_a_large_region_is_better_than_greedy_and_has_a_bound() -> None:
    pieces, targets = band(18, seed=18)
    rough = greedy(pieces, targets)
    made = balance(pieces, targets, seconds=10)
    holds(made, pieces)
    assert (made.distance, made.moved_households) < (rough.distance, rough.moved_households)
    before = made.before.items()
    assert sum(max(0, many - made.ranges[grid][1]) for grid, many in before) <= made.bound


def test_a_large_region_that_cannot_be_in_range_is_as_near_as_can_be() -> None:
    pieces = chain([10] * 64, [place // 4 for place in range(64)])
    made = balance(pieces, dict.fromkeys(range(16), 30), 0.1, seconds=8)
    holds(made, pieces)
    assert (made.distance, made.distance_bound) == (112, 112)
    assert (made.moved_households, made.is_proven) == (0, True)


class Hasty:
    """Gives up after so many reports."""

    def __init__(self, patience: int) -> None:
        self.left = patience

    def report(self, done: int, total: int) -> None:
        assert 0 <= done <= total
        self.left -= 1
        if self.left < 0:
            raise Cancelled


@pytest.mark.parametrize("patience", [1, 20, 60])
def test_a_large_region_can_be_given_up(patience: int) -> None:
    pieces, targets = band(18, seed=18)
    with pytest.raises(Cancelled):
        balance(pieces, targets, seconds=30, progress=Hasty(patience))


def test_building_a_model_heeds_the_clock() -> None:
    late = soon(-1.0)
    with pytest.raises(TimeUp):
        list(late.watching(range(3)))
    pieces, targets = band(36, seed=1)
    made = balance(pieces, targets, seconds=0.0)
    rough = greedy(pieces, targets)
    assert dict(made.moves) == dict(rough.moves)
    assert not made.is_proven
