"""What cannot be done by one person: shifts at once, and shifts too close at different places."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from gridhall.volunteering.rules.rota.hard import TRAVEL_GAP, clashes
from gridhall.volunteering.rules.rota.problem import CellSpec, Place


@dataclass(frozen=True, slots=True)
class Way:
    """Shifts that end just before others begin: of both sides only those of one place go together.

    Any two on a side exclude each other.
    """

    before: dict[Place, tuple[int, ...]]
    after: dict[Place, tuple[int, ...]]


class Exclusions:
    """Every pair of clashing cells is in one of `at_once`, across a `way`, or in `pairs`."""

    def __init__(self, cells: Sequence[CellSpec]) -> None:
        self.cells = cells
        self._begin = np.array([cell.begin for cell in cells], dtype=np.int64)
        self._end = np.array([cell.end for cell in cells], dtype=np.int64)
        places = {place: n for n, place in enumerate(dict.fromkeys(c.place for c in cells))}
        self._place = np.array([places[cell.place] for cell in cells], dtype=np.int64)
        self._known: dict[int, np.ndarray] = {}

    def of(self, cell: int) -> np.ndarray:
        """Every other cell that clashes with one."""
        if cell not in self._known:
            gap = np.where(self._place == self._place[cell], 0, TRAVEL_GAP)
            is_clash = (self._begin < self._end[cell] + gap) & (self._begin[cell] < self._end + gap)
            is_clash[cell] = False
            self._known[cell] = np.flatnonzero(is_clash)
        return self._known[cell]

    def clashing(self, other: CellSpec) -> np.ndarray:
        """Every cell that clashes with a cell of elsewhere."""
        near = (self._begin < other.end + TRAVEL_GAP) & (other.begin < self._end + TRAVEL_GAP)
        cells = [c for c in np.flatnonzero(near).tolist() if clashes(self.cells[c], other)]
        return np.array(cells, dtype=np.int64)

    @cached_property
    def at_once(self) -> list[tuple[int, ...]]:
        """What goes on at the moment a shift begins, without what is within another such set."""
        found: list[tuple[int, ...]] = []
        for moment in sorted({int(one) for one in self._begin}):
            now = np.flatnonzero((self._begin <= moment) & (moment < self._end))
            group = tuple(int(one) for one in now)
            if not found or not set(group) <= set(found[-1]):
                found.append(group)
        return found

    @cached_property
    def ways(self) -> list[Way]:
        """Where time to go from one place to another is too short."""
        found = []
        long = self._end - self._begin >= TRAVEL_GAP
        for moment in sorted({int(one) for one in self._begin}):
            ended = (self._end > moment - TRAVEL_GAP) & (self._end <= moment) & long
            before = self._by_place(np.flatnonzero(ended))
            after = self._by_place(np.flatnonzero(self._begin == moment))
            if before and len(before.keys() | after.keys()) > 1:
                found.append(Way(before, after))
        return found

    @cached_property
    def pairs(self) -> list[tuple[int, int]]:
        """What is left: shifts shorter than the time to go anywhere."""
        short = np.flatnonzero(self._end - self._begin < TRAVEL_GAP)
        return [
            (one, other)
            for one in short.tolist()
            for other in self.of(one).tolist()
            if clashes(self.cells[one], self.cells[other])
        ]

    def _by_place(self, cells: np.ndarray) -> dict[Place, tuple[int, ...]]:
        found: dict[Place, list[int]] = {}
        for cell in cells:
            found.setdefault(self.cells[cell].place, []).append(int(cell))
        return {place: tuple(group) for place, group in found.items()}
