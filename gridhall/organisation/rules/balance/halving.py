"""A grid cut in two: which entrances the new grid gets."""

from collections.abc import Sequence
from dataclasses import replace

from gridhall.organisation.rules.balance.pieces import Piece
from gridhall.organisation.rules.balance.solving import balance

_OLD, _NEW = 0, 1
SECONDS = 10.0


def halve(pieces: Sequence[Piece], seconds: float = SECONDS) -> frozenset[int]:
    """The entrances for the new grid: both halves as equal as can be, each in one piece."""
    total = sum(piece.households for piece in pieces)
    mine = [replace(piece, grid=_OLD) for piece in pieces]
    if len(mine) < 2 or not total:
        return frozenset()
    halves = {_OLD: total - total // 2, _NEW: total // 2}
    return frozenset(balance(mine, halves, 0.0, seconds).moves)
