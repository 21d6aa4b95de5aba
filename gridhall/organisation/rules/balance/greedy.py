"""The usual way: again and again the one move along a border that helps most."""

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from gridhall.organisation.rules.balance.field import Field, Owners, fields
from gridhall.organisation.rules.balance.outcome import made_of, told
from gridhall.organisation.rules.balance.pieces import Piece, Proposal, fit_range, out_by


def greedy(
    pieces: Sequence[Piece], targets: Mapping[int, int], tolerance: float = 0.10
) -> Proposal:
    """What a patient person would propose: no proof, and it may get stuck."""
    started = time.monotonic()
    ranges = {grid: fit_range(target, tolerance) for grid, target in targets.items()}
    towns, ownerless = fields(pieces, ranges)
    owners: dict[int, int] = {}
    for field in towns:
        stay = {one.id: one.grid for one in field.pieces.values() if one.grid is not None}
        owners |= improve(field, stay)
    made = replace(made_of(pieces, ranges, owners), ownerless=tuple(ownerless))
    return told(replace(made, seconds=time.monotonic() - started))


def improve(field: Field, owners: Owners) -> dict[int, int]:
    """Move one entrance at a time while the grids come nearer to their ranges."""
    mine = dict(owners)
    _give_the_ownerless(field, mine)
    sums = field.after(mine)
    members: dict[int, set[int]] = {grid: set() for grid in field.ranges}
    for piece, grid in mine.items():
        members[grid].add(piece)
    while True:
        best = next(_gains(field, mine, sums, members), None)
        if best is None:
            return mine
        _, piece, grid = best
        sums[mine[piece]] -= field.weights[piece]
        sums[grid] += field.weights[piece]
        members[mine[piece]].remove(piece)
        members[grid].add(piece)
        mine[piece] = grid


def _give_the_ownerless(field: Field, mine: dict[int, int]) -> None:
    """Entrances of no grid go to the smallest grid next to them."""
    waiting = sorted(set(field.pieces) - set(mine))
    while waiting:
        sums = field.after(mine)
        beside = {
            piece: {mine[one] for one in field.neighbours[piece] if one in mine}
            for piece in waiting
        }
        empty = [grid for grid in field.ranges if grid not in mine.values()]
        choice = [(sums[grid], piece, grid) for piece, near in beside.items() for grid in near]
        if empty:
            choice = [(0, waiting[0], empty[0])]
        if not choice:
            return
        _, piece, grid = min(choice)
        mine[piece] = grid
        waiting.remove(piece)


Gain = tuple[tuple[int, int], int, int]  # by how much nearer, the piece, its new grid


def _gains(
    field: Field,
    mine: Mapping[int, int],
    sums: Mapping[int, int],
    members: Mapping[int, set[int]],
) -> Iterator[Gain]:
    """Moves along a border that help and make no island, the best first."""
    found = []
    for piece, grid in mine.items():
        for other in {mine[one] for one in field.neighbours[piece] if one in mine} - {grid}:
            gain = _gain(field, sums, (grid, other), field.weights[piece])
            if gain < (0, 0):
                found.append((gain, piece, other))
    for gain, piece, other in sorted(found):
        grid = mine[piece]
        if field.is_whole(grid, members[grid] - {piece}) and field.is_whole(
            other, members[other] | {piece}
        ):
            yield gain, piece, other


def _gain(
    field: Field, sums: Mapping[int, int], grids: tuple[int, int], weight: int
) -> tuple[int, int]:
    """The change of the distance out of range, and of the distance from the middle squared."""
    nearer = squares = 0
    for grid, change in zip(grids, (-weight, weight), strict=True):
        fit, households = field.ranges[grid], sums[grid]
        nearer += out_by(households + change, fit) - out_by(households, fit)
        squares += (2 * (households + change) - sum(fit)) ** 2 - (2 * households - sum(fit)) ** 2
    return (
        (nearer, squares)
        if any(out_by(sums[grid], field.ranges[grid]) for grid in grids)
        else (0, 0)
    )
