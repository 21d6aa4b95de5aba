"""Hours in steps: how long each is and what it costs whoever has so many already."""

from dataclasses import dataclass

import numpy as np

from gridhall.volunteering.rules.rota.block import Block
from gridhall.volunteering.rules.rota.weights import HOUR


@dataclass(frozen=True, slots=True)
class Steps:
    """By person and step: minutes and cost. Where all shifts are alike, a step is a shift."""

    unit: int  # minutes that prices are of
    minutes: np.ndarray
    costs: np.ndarray

    @classmethod
    def of(cls, block: Block) -> "Steps":
        """As many as anybody could serve."""
        before = block.field.minutes
        lengths = {int(one) for one in block.length}
        most = _most(block)
        if len(lengths) == 1:
            unit = lengths.pop()
            ends = before[:, None] + unit * np.arange(most // unit + 1)
        else:
            unit = HOUR
            first = before - before % HOUR
            ends = first[:, None] + HOUR * np.arange(most // HOUR + 2)
            ends[:, 0] = before
        return cls(unit, np.diff(ends), np.diff(hours_costs(ends)))

    @property
    def shares(self) -> np.ndarray:
        """Each step in units."""
        found: np.ndarray = self.minutes / self.unit
        return found

    def reached(self, loads: np.ndarray) -> np.ndarray:
        """How many steps so many minutes take."""
        found: np.ndarray = np.cumsum(self.minutes, axis=1) < loads[:, None]
        return np.asarray(found.sum(axis=1) + (loads > 0))


def _most(block: Block) -> int:
    """Minutes that nobody can serve more than."""
    total = 0
    for kind in block.kinds:
        longest = sum(int(block.length[list(block.groups[g])].max()) for g in kind.groups)
        total += longest * len(kind.days)
    return max(total, 1)


def hours_costs(minutes: np.ndarray) -> np.ndarray:
    """weights.hours_cost of many."""
    hours, rest = np.divmod(minutes, HOUR)
    found: np.ndarray = HOUR * hours * hours + rest * (2 * hours + 1)
    return found
