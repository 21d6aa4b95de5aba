"""The rota solved: a plan at once, then the best there is, or as near as the time allows."""

import time
from collections.abc import Callable

from gridhall.core.progress import Progress, Silent
from gridhall.volunteering.rules.rota.clock import Clock
from gridhall.volunteering.rules.rota.field import Edge, Field
from gridhall.volunteering.rules.rota.model import Model
from gridhall.volunteering.rules.rota.plan import Plan, cost, missing
from gridhall.volunteering.rules.rota.problem import Problem

SECONDS = 60.0
_TICKS = 1000  # how finely progress is told
_SLIP = 1e-6


def solve(problem: Problem, seconds: float = SECONDS, progress: Progress | None = None) -> Plan:
    """The best plan, proven, or the best found in the time with a bound.

    `progress` is told thousandths of the time; it may cancel.
    """
    started = time.monotonic()
    clock = Clock(started + seconds, _ticking(progress or Silent(), started, seconds))
    field = Field(problem)
    edges = [(cell, one) for cell, people in enumerate(field.edges) for one in people]
    placed, bound = Model(field, edges).solve(clock)
    return told(field, placed or [], bound, started)


def told(field: Field, placed: list[Edge], bound: float, started: float) -> Plan:
    """A plan in the problem's own ids; a bound of whole costs is a whole number."""
    objective = cost(field, placed)
    gaps, short = missing(field, placed)
    if bound > float("-inf"):
        bound = min(float(objective), float(-int(-(bound - _SLIP * max(abs(bound), 1)) // 1)))
    wanted = sum(cell.wanted for cell in field.cells)
    return Plan(
        placed=tuple(sorted((field.cells[c].id, field.people[p].id) for c, p in placed)),
        wanted=wanted,
        filled=wanted - gaps,
        gaps=gaps,
        short=short,
        objective=objective,
        bound=bound,
        seconds=time.monotonic() - started,
    )


def _ticking(progress: Progress, started: float, seconds: float) -> Callable[[], None]:
    def tick() -> None:
        gone = (time.monotonic() - started) / max(seconds, 0.001)
        progress.report(min(_TICKS, round(_TICKS * gone)), _TICKS)

    return tick
