"""How fast papers are drawn: 1,000 acceptance notices in one file, and one file each.

Each variant draws the same notices with the same fonts in a process of its own, in turn, best of
the rounds. QR modules and fonts are ready before the clock starts, for everyone. Our own form
breaks lines, lays out and draws; canvas and Qt are handed the finished layout and only draw.
"""

import multiprocessing
import os
import sys
from typing import Any, Final, NamedTuple, cast

_TOGETHER: Final = ("house", "canvas", "canvas_rl_accel", "platypus", "qt")
_APART: Final = ("house", "canvas", "platypus", "qt")
_WITHOUT_RL_ACCEL: Final = ("canvas", "platypus")  # reportlab as pip installs it


class Task(NamedTuple):
    """One measurement: which variant, all in one file or one file each, how many papers."""

    variant: str
    together: bool
    papers: int


class Taken(NamedTuple):
    """What it took: seconds, bytes written, megabytes of memory added after the first tenth."""

    seconds: float
    size: int
    growth_mb: float


def run(count: int = 1000, rounds: int = 2) -> dict[str, dict[str, float]]:
    """The figures and ratios of `gridhall bench paper`; ratios say how many times faster we are."""
    apart = max(1, count // 5)
    tasks = [Task(variant, True, count) for variant in _TOGETHER]
    tasks += [Task(variant, False, apart) for variant in _APART]
    tasks.append(Task("house", False, count))  # a whole batch apart, for the memory
    taken: dict[Task, list[Taken]] = {task: [] for task in tasks}
    for _ in range(rounds):
        for task in tasks:
            taken[task].append(in_own_process(task))
    best = {task: min(several) for task, several in taken.items()}
    return {"figures": figures(best), "ratios": ratios(best, count, apart)}


def figures(best: dict[Task, Taken]) -> dict[str, float]:
    """What each variant took, by itself."""
    named = {}
    for task, taken in best.items():
        name = f"{task.variant}_{'one_file' if task.together else 'apart'}"
        named[f"{name}_ms_per_paper"] = round(1000 * taken.seconds / task.papers, 3)
        named[f"{name}_papers_per_s"] = round(task.papers / taken.seconds, 1)
        named[f"{name}_kb_per_paper"] = round(taken.size / task.papers / 1024, 2)
        if task.variant == "house":
            named[f"{name}_rss_growth_mb"] = round(taken.growth_mb, 1)
    return named


def ratios(best: dict[Task, Taken], count: int, apart: int) -> dict[str, float]:
    """How many times longer each rival took than our own form."""
    times = {}
    for together, papers, label in ((True, count, "one_file"), (False, apart, "apart")):
        ours = best[Task("house", together, papers)].seconds
        for task, taken in best.items():
            if task.together == together and task.variant != "house":
                times[f"{label}_times_{task.variant}"] = round(taken.seconds / ours, 2)
    return times


def in_own_process(task: Task) -> Taken:
    """Measure in a fresh process, so that no variant inherits another's memory or imports."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(measure, (task,))


def measure(task: Task) -> Taken:
    """Draw the papers of one task here and now."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if task.variant in _WITHOUT_RL_ACCEL:
        cast("dict[str, Any]", sys.modules)["_rl_accel"] = None
    from gridhall.bench import paper_rivals  # after the line above, which reportlab must not miss

    return Taken(*paper_rivals.timed(*task))


def bench(size: int | None = None) -> dict[str, dict[str, float]]:
    """What `gridhall bench paper` runs: 1,000 papers unless told otherwise."""
    return run(size or 1000)
