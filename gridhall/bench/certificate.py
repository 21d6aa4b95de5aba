"""How fast certificates are drawn: 1,000 with border, signed code and 楷体, together and apart.

Each variant draws the same certificates with the same fonts in a process of its own, in turn, the
best of the rounds. Codes are signed and their modules made before the clock starts, for everyone;
what both take is told apart. Our own paper is laid out and drawn within its time; the hand-written
writer (the floor), Qt, fpdf2 and typst are handed the finished layout. typst and fpdf2 are measured
where they are installed; where they are not, `absent` says so.
"""

import multiprocessing
import os
from importlib.util import find_spec
from typing import Any, Final

from gridhall.bench.paper import Taken, Task

_ALWAYS: Final = ("house", "floor", "qt")
_IF_THERE: Final = {"typst": "typst", "fpdf2": "fpdf"}  # the name and what is imported


def run(count: int = 1000, rounds: int = 3) -> dict[str, Any]:
    """Figures, ratios, and which rivals are not installed here."""
    absent = [name for name, module in _IF_THERE.items() if find_spec(module) is None]
    rivals = [*_ALWAYS, *(name for name in _IF_THERE if name not in absent)]
    few = {"typst": max(1, count // 10), "fpdf2": max(1, count // 20)}
    tasks = [Task(name, True, count) for name in rivals]
    tasks += [Task(name, False, few.get(name, count)) for name in rivals]
    taken: dict[Task, list[Taken]] = {task: [] for task in tasks}
    for _ in range(rounds):
        for task in tasks:
            taken[task].append(_in_own_process(task))
    best = {task: min(several) for task, several in taken.items()}
    figures = {**_figures(best), **_preparing(count)}
    return {"figures": figures, "ratios": _ratios(best), "absent": absent}


def _figures(best: dict[Task, Taken]) -> dict[str, float]:
    named = {}
    for task, taken in best.items():
        name = f"{task.variant}_{'one_file' if task.together else 'apart'}"
        named[f"{name}_ms_per_certificate"] = round(1000 * taken.seconds / task.papers, 3)
        named[f"{name}_certificates_per_s"] = round(task.papers / taken.seconds, 1)
        named[f"{name}_kb_per_certificate"] = round(taken.size / task.papers / 1024, 2)
        named[f"{name}_rss_growth_mb"] = round(taken.growth_mb, 1)
    return named


def _ratios(best: dict[Task, Taken]) -> dict[str, float]:
    """Our time over the floor's; how many times longer than ours each rival took."""
    each = {(t.variant, t.together): taken.seconds / t.papers for t, taken in best.items()}
    ratios = {}
    for together, label in ((True, "one_file"), (False, "apart")):
        ours = each["house", together]
        ratios[f"{label}_over_floor"] = round(ours / each["floor", together], 2)
        for (variant, alike), seconds in each.items():
            if alike == together and variant not in ("house", "floor"):
                ratios[f"{label}_times_{variant}"] = round(seconds / ours, 2)
    return ratios


def _preparing(count: int) -> dict[str, float]:
    """Signing, checking and the code's modules, in milliseconds each."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_prepare, (min(count, 500),))


def _prepare(count: int) -> dict[str, float]:
    from gridhall.bench.certificate_rivals import preparing

    return preparing(count)


def _in_own_process(task: Task) -> Taken:
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(measure, (task,))


def measure(task: Task) -> Taken:
    """Draw the certificates of one task here and now."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from gridhall.bench import certificate_rivals  # Qt only where it is measured

    return Taken(*certificate_rivals.timed(*task))


def bench(size: int | None = None) -> dict[str, Any]:
    """What `gridhall bench certificate` runs: 1,000 certificates unless told otherwise."""
    return run(size or 1000)
