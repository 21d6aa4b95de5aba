"""A plan: who is put where, what it costs, what is proven about it."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from gridhall.volunteering.rules.rota.field import Edge, Field
from gridhall.volunteering.rules.rota.weights import TOGETHER, added_cost


@dataclass(frozen=True, slots=True)
class Plan:
    """Seats given (cell, volunteer), beside the confirmed ones; `bound` is proven: none is less.

    `gaps` are seats missing below what is wanted, `short` those of them below the minimum.
    """

    placed: tuple[tuple[int, int], ...]
    wanted: int
    filled: int
    gaps: int
    short: int
    objective: int
    bound: float
    seconds: float
    first_seconds: float = 0.0  # until there was a plan at all
    near_seconds: float | None = None  # until it was known to be within a thousandth of the best

    @property
    def gap(self) -> float:
        """How far the plan may be from the best at most, as a share; 0 when it is the best."""
        if self.objective <= self.bound:
            return 0.0
        return (self.objective - self.bound) / max(abs(self.objective), 1)

    @property
    def is_proven(self) -> bool:
        """Whether it is proven that no plan is better."""
        return self.objective <= self.bound


def cost(field: Field, placed: Collection[Edge]) -> int:
    """What a plan costs by the weights, recounted from its seats."""
    gaps, short = missing(field, placed)
    total = gaps * field.weights.gap + short * field.weights.short
    total += sum(int(field.soft[cell][one]) for cell, one in placed)
    minutes: Counter[int] = Counter()
    for cell, one in placed:
        minutes[one] += field.cells[cell].minutes
    total += sum(added_cost(int(field.minutes[one]), more) for one, more in minutes.items())
    return total - TOGETHER * _side_by_side(field, placed)


def missing(field: Field, placed: Iterable[Edge]) -> tuple[int, int]:
    """Seats missing below what is wanted, and below the minimum."""
    inside = Counter(cell for cell, _ in placed)
    gaps = sum(max(seats.open - inside[c], 0) for c, seats in enumerate(field.seats))
    short = sum(max(seats.short - inside[c], 0) for c, seats in enumerate(field.seats))
    return gaps, short


def _side_by_side(field: Field, placed: Collection[Edge]) -> int:
    """How often two that like to be together are in one cell, both by this plan."""
    new = set(placed)
    at: dict[int, set[int]] = {}
    for cell, one in new:
        at.setdefault(one, set()).add(cell)
    return sum(len(at.get(one, set()) & at.get(other, set())) for one, other in field.together)
