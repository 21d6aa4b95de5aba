"""What a plan costs: gaps far before hours, hours before wishes, wishes before the rest.

Whole numbers, so that a proof is exact. In falling order:

1. a seat missing below the minimum: `Weights.short` on top of 2;
2. a seat missing below what is wanted: `Weights.gap`;
3. fairness: each minute in somebody's n-th hour of the last twelve months and of this plan costs
   2n+1, so that all of somebody's hours together cost about their square: it is always cheaper to
   give hours to whoever has fewer;
4. a wish that is not met (the volunteer has wishes, and the cell is none of them), or a seat of a
   squad's post with somebody of no such squad: as much as an hour and a half of a shift more or
   less in the year;
5. far from the home grid: one step in the same 小区, two elsewhere;
6. a pair that likes to be together and is in one cell saves something;
7. somebody new where another was published or suggested.

1 and 2 are as large as it takes that no sum of the others makes up for a seat: see `weights`. The
others are weighed against each other at these rates: a wish, a squad or the way home decides
between people whose hours are nearly the same, and not against who has hours more.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from gridhall.volunteering.rules.rota.hard import targets
from gridhall.volunteering.rules.rota.problem import Candidate, CellSpec

HOUR = 60
UNWISHED, OTHER_SQUAD = 180, 180
STEP = 60  # of distance from home
TOGETHER, CHANGED = 90, 45
_SURE = 4  # seats that an exchange may shift at once, each at its dearest


@dataclass(frozen=True, slots=True)
class Weights:
    """What a missing seat costs: below what is wanted, and below the minimum on top of that."""

    gap: int
    short: int


def weights(most_minutes: int, longest: int) -> Weights:
    """So that a seat filled outweighs what it may cost: the year's hours, the longest shift."""
    dearest = longest * (2 * (most_minutes // HOUR) + 1)
    softest = UNWISHED + OTHER_SQUAD + 2 * STEP + TOGETHER + CHANGED
    gap = HOUR * 10 ** (len(str(_SURE * (dearest + softest))) - 1)
    return Weights(gap, 100 * gap)


def hours_cost(minutes: int) -> int:
    """Fairness' cost of so many minutes: 2n+1 a minute in the n-th hour."""
    hours, rest = divmod(minutes, HOUR)
    return HOUR * hours * hours + rest * (2 * hours + 1)


def added_cost(before: int, minutes: int) -> int:
    """What some more minutes cost somebody who has so many."""
    return hours_cost(before + minutes) - hours_cost(before)


def is_wished(cell: CellSpec, one: Candidate) -> bool:
    """Whether it is one of the volunteer's wishes; who has none has nothing against it."""
    return not one.wishes or any(target in one.wishes for target in targets(cell))


def steps(cell: CellSpec, one: Candidate, beside: Mapping[int, frozenset[int]]) -> int:
    """How far from home: 0 in the home grid or anywhere for who has none, 1 nearby, 2 beyond."""
    if cell.grid_id is None or one.home_grid is None or cell.grid_id == one.home_grid:
        return 0
    return 1 if one.home_grid in beside.get(cell.grid_id, ()) else 2


def liking(cell: CellSpec, one: Candidate, beside: Mapping[int, frozenset[int]]) -> int:
    """What a seat costs apart from its hours: wish, squad, distance."""
    squad = cell.squad_id is not None and cell.squad_id not in one.squads
    unwished = 0 if is_wished(cell, one) else UNWISHED
    return unwished + OTHER_SQUAD * squad + STEP * steps(cell, one, beside)
