"""The rota at four sizes: first plan, proof or gap, beside a greedy plan and a plain HiGHS model.

The plain model has every seat that the rules allow as a column and no tightening of ours; it is
given the same time in a process of its own, in the same run. Memory is the process's peak.
"""

import multiprocessing
import resource
import sys
import time
from typing import Any, Final

from gridhall.bench.roster_plain import plain
from gridhall.bench.roster_town import AFTERNOON, FOUR, MORNING, Size, town
from gridhall.volunteering.rules.rota.field import Field
from gridhall.volunteering.rules.rota.plan import cost, missing
from gridhall.volunteering.rules.rota.quick import greedy
from gridhall.volunteering.rules.rota.solving import solve

SIZES: Final = {
    "day_60x20": Size(60, 20, 1, FOUR, grids=20, at_hall=0.5),
    "day_582": Size(2600, 97, 1, (MORNING, AFTERNOON), wanted=3),
    "month_300x60": Size(300, 15, 2, FOUR, grids=15, at_hall=0.5),
    "year_600x24": Size(600, 15, 24, FOUR, grids=15, at_hall=0.5),
    "large_2600x97x24x2": Size(2600, 97, 24, (MORNING, AFTERNOON), wanted=3),
}
SECONDS: Final = 60.0
_SOME: Final = 15.0  # seconds a smaller run has for each

Numbers = dict[str, float]


def bench(volunteers: int | None = None) -> dict[str, Numbers]:
    """All sizes; with `--residents N` none of more than N volunteers, and in less time."""
    figures: Numbers = {}
    seconds = SECONDS if volunteers is None else _SOME
    for name, size in SIZES.items():
        most = size.volunteers if volunteers is None else min(volunteers, size.volunteers)
        now = size if most == size.volunteers else size.scaled(most / size.volunteers)
        print(f"{name}：{now.volunteers} 人，{now.seats} 人次……", file=sys.stderr)
        for who, work in (("", ours), ("greedy_", by_hand), ("plain_", unaided)):
            measured = _apart(work, now, seconds)
            figures |= {f"{name}_{who}{key}": value for key, value in measured.items()}
    return {"figures": figures, "ratios": _ratios(figures)}


def _apart(work: Any, size: Size, seconds: float) -> Numbers:
    """In a process of its own, so that its memory can be told."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        found: Numbers = pool.apply(work, (size, seconds))
    return found


def ours(size: Size, seconds: float) -> Numbers:
    """The rota's own solver; `near_s`: within 0.1 %; `soft_gap`: without gaps' costs."""
    before = _memory()
    problem = town(size)
    plan = solve(problem, seconds)
    weights = Field(problem).weights
    soft = plan.objective - plan.gaps * weights.gap - plan.short * weights.short
    return {
        "seats": plan.wanted,
        "gaps": plan.gaps,
        "short": plan.short,
        "first_s": plan.first_seconds,
        "near_s": -1.0 if plan.near_seconds is None else plan.near_seconds,
        "seconds": plan.seconds,
        "objective": plan.objective,
        "bound": plan.bound,
        "gap": plan.gap,
        "soft_gap": (plan.objective - plan.bound) / max(soft, 1),
        "proven": float(plan.is_proven),
        "memory_mb": _memory(),
        "memory_before_mb": before,
    }


def by_hand(size: Size, seconds: float) -> Numbers:
    """Cell after cell, whoever fits best: what somebody without a solver does."""
    problem = town(size)
    started = time.perf_counter()
    field = Field(problem)
    seats = greedy(field)
    taken = time.perf_counter() - started
    gaps, short = missing(field, seats)
    return {"seconds": taken, "objective": cost(field, seats), "gaps": gaps, "short": short}


def unaided(size: Size, seconds: float) -> Numbers:
    """HiGHS with the model as one writes it down."""
    field = Field(town(size))
    started = time.perf_counter()
    found = plain(field, seconds)
    taken = time.perf_counter() - started
    objective = cost(field, found.seats)
    gap = (objective - found.bound) / max(abs(objective), 1)
    return {
        "seconds": taken,
        "objective": objective,
        "gap": max(gap, 0.0) if found.has_plan else 1.0,
        "columns": found.columns,
        "has_plan": float(found.has_plan),
        "memory_mb": _memory(),
    }


def _memory() -> float:
    """The most this process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _ratios(figures: Numbers) -> Numbers:
    ratios = {}
    for name in SIZES:
        own = max(figures[f"{name}_objective"], 1.0)
        ratios[f"{name}_greedy_objective"] = figures[f"{name}_greedy_objective"] / own
        ratios[f"{name}_plain_objective"] = figures[f"{name}_plain_objective"] / own
        ratios[f"{name}_plain_seconds"] = figures[f"{name}_plain_seconds"] / max(
            figures[f"{name}_seconds"], 1e-3
        )
    return ratios
