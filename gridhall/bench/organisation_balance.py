"""The balancer's part of `bench organisation`: 97 grids, 29,100 households, exact and greedy."""

import time
from collections.abc import Iterator
from itertools import pairwise, product
from random import Random
from typing import Any

from gridhall.organisation.rules.balance import Piece, Proposal, balance, greedy

GRIDS, PER_GRID, COMMUNITIES = 97, 300, 12  # the handbook's city: domain.md 1.1 #6
SECONDS = 55.0
_ENTRANCE = (8, 16)  # households behind one stairwell
_ENTRANCES, _BUILDINGS = (2, 4), (6, 10)  # of a building, of a 小区
_UNEQUAL = 0.25  # by how much a grid's share may miss the middle, as grown over the years


def figures() -> dict[str, float]:
    """Households moved, bound, gap and seconds: twelve communities, and one town without any."""
    told: dict[str, float] = {}
    for name, communities in (("communities", COMMUNITIES), ("one_town", 1)):
        pieces = town(communities)
        targets = {piece.grid: PER_GRID for piece in pieces if piece.grid is not None}
        exact = balance(pieces, targets, seconds=SECONDS)
        rough = greedy(pieces, targets)
        told |= {f"{name}_{key}": value for key, value in _told(exact, rough).items()}
    told["entrances"], told["grids"] = len(pieces), len(targets)
    told["households"] = sum(piece.households for piece in pieces)
    return told


def _told(exact: Proposal, rough: Proposal) -> dict[str, float]:
    return {
        "out_of_range_before": _amber(exact.before, exact.ranges),
        "out_of_range_after": len(exact.out_of_range),
        "moved": exact.moved_households,
        "bound": exact.bound,
        "gap": exact.gap,
        "proven": float(exact.is_proven),
        "seconds": exact.seconds,
        "greedy_moved": rough.moved_households,
        "greedy_out_of_range": len(rough.out_of_range),
        "greedy_distance": rough.distance,
        "greedy_seconds": rough.seconds,
    }


def _amber(households: Any, ranges: Any) -> int:
    return sum(not ranges[g][0] <= n <= ranges[g][1] for g, n in households.items())


def town(communities: int = COMMUNITIES, seed: int = 7) -> list[Piece]:
    """29,100 households in entrances as one walks past them, dealt to 97 grids unequally."""
    rng = Random(seed)
    pieces: list[Piece] = []
    for place in range(communities):
        grids = range(GRIDS * place // communities, GRIDS * (place + 1) // communities)
        pieces += _community(rng, grids, len(pieces))
    return pieces


def _community(rng: Random, grids: range, first: int) -> Iterator[Piece]:
    homes = list(_entrances(rng, len(grids) * PER_GRID))
    links = _links(rng, len(homes))
    shares = [PER_GRID * rng.uniform(1 - _UNEQUAL, 1 + _UNEQUAL) for _ in grids]
    scale = sum(homes) / sum(shares)
    place, quota = 0, shares[0] * scale
    gone = 0
    for index, households in enumerate(homes):
        while gone >= quota and place < len(grids) - 1:
            place += 1
            quota += shares[place] * scale
        gone += households
        beside = tuple(sorted(first + other for other in links[index]))
        yield Piece(first + index, households, grids[place], beside)


def _entrances(rng: Random, total: int) -> Iterator[int]:
    while total > 0:
        households = min(total, rng.randint(*_ENTRANCE))
        total -= households
        yield households


def _links(rng: Random, many: int) -> list[set[int]]:
    """Stairs of a building side by side, buildings and 小区 touching at their ends."""
    links: list[set[int]] = [set() for _ in range(many)]
    buildings: list[tuple[int, int]] = []
    start = 0
    while start < many:
        end = min(many, start + rng.randint(*_ENTRANCES))
        buildings.append((start, end - 1))
        start = end
    for begin, end in buildings:
        for one in range(begin, end):
            _link(links, one, one + 1)
    for before, after in pairwise(buildings):
        for one, other in product(before, after):
            _link(links, one, other)
    return links


def _link(links: list[set[int]], one: int, other: int) -> None:
    links[one].add(other)
    links[other].add(one)


def main() -> None:
    """Print the figures."""
    started = time.monotonic()
    for key, value in figures().items():
        print(f"{key:40}{value:>12,.3f}")
    print(f"{time.monotonic() - started:.1f} s")


if __name__ == "__main__":
    main()
