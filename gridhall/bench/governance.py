"""Governance with 200,000 issues behind it: the agenda, the funnel, duplicates, letters.

The reads stand over the very SQL they send, through the driver alone; the letters over reportlab's
platypus drawing the same pages.
"""

import sys
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Final

from sqlalchemy.orm import Session

from gridhall.bench.desk_hall import TODAY
from gridhall.bench.governance_hall import WHAT, WHERE, fill
from gridhall.bench.governance_letters import ours, platypus
from gridhall.bench.search import percentile
from gridhall.bench.timing import driver_of, quiet, timed
from gridhall.core.periods import YEAR, period_of
from gridhall.issues.queries.duplicates import Place, likely
from gridhall.issues.queries.figures.counting import Asked, issue_figures
from gridhall.issues.queries.issues import agenda_issues
from gridhall.meetings.queries.agenda import agenda

ISSUES: Final = 200_000
WAITING: Final = 400  # neither closed nor declined
LETTERS: Final = 1000
_TURNS: Final = 12

Numbers = dict[str, float]
Read = Callable[[Session], object]


def bench(issues: int | None = None) -> dict[str, Numbers]:
    """200,000 issues, or so many (`--residents`)."""
    many = issues or ISSUES
    return run(many, max(5, min(WAITING, many // 20)), max(5, min(LETTERS, many // 20)))


def run(issues: int, waiting: int, letters: int) -> dict[str, Numbers]:
    """Fill, then measure the reads and the letters."""
    figures: Numbers = {}
    ratios: Numbers = {}
    print(f"{issues} 个问题……", file=sys.stderr)
    with tempfile.TemporaryDirectory(prefix="gridhall-bench-") as folder:
        started = time.perf_counter()
        database = fill(Path(folder) / "hall.db", issues, waiting)
        figures["filled_in_s"] = time.perf_counter() - started
        with database.read() as session, quiet():
            for name, reads in _reads().items():
                _over_bare(session, name, reads, figures, ratios)
        database.close()
    _letters(letters, figures, ratios)
    return {"figures": figures, "ratios": ratios}


def _reads() -> dict[str, list[Read]]:
    """What is measured, and how often it is asked."""
    year = period_of(YEAR, TODAY - timedelta(days=365))
    typed = [f"{WHERE[n % len(WHERE)]}{WHAT[n * 5 % len(WHAT)]}" for n in range(_TURNS)]
    place = Place(1, 1, 1)
    return {
        "agenda_issues": [lambda s: agenda_issues(s, TODAY)] * _TURNS,
        "agenda": [lambda s: agenda(s, None, TODAY)] * _TURNS,
        "funnel_year": [lambda s: issue_figures(s, Asked(year, "all"), TODAY)] * _TURNS,
        "funnel_year_by_category": [
            lambda s: issue_figures(s, Asked(year, "category"), TODAY)
        ] * _TURNS,
        "duplicates": [lambda s, said=said: likely(s, said, place) for said in typed],  # type: ignore[misc]
        "duplicates_first_letters": [
            lambda s, said=said: likely(s, said[:4], place) for said in typed  # type: ignore[misc]
        ],
    }  # fmt: skip


def _over_bare(
    session: Session, name: str, reads: list[Read], figures: Numbers, ratios: Numbers
) -> None:
    """Milliseconds of each read, and of the statements it sent through the driver alone."""
    driver = driver_of(session)
    sent = [_sent_by(session, one) for one in reads]
    for _ in range(2):
        ours_ms = [timed(lambda one=one: one(session)) for one in reads]  # type: ignore[misc]
    for _ in range(2):
        bare_ms = [timed(lambda every=every: _send(driver, every)) for every in sent]  # type: ignore[misc]
    figures[f"{name}_ms"] = percentile(ours_ms, 50)
    figures[f"{name}_bare_ms"] = percentile(bare_ms, 50)
    ratios[name] = figures[f"{name}_ms"] / figures[f"{name}_bare_ms"]


def _sent_by(session: Session, read: Read) -> list[str]:
    """Every statement as the file was asked it, values and all."""
    sent: list[str] = []
    driver = driver_of(session)
    driver.set_trace_callback(sent.append)
    try:
        read(session)
    finally:
        driver.set_trace_callback(None)
    return [sql for sql in sent if sql.lstrip("( \n").upper().startswith(("SELECT", "WITH"))]


def _send(driver: object, every: list[str]) -> None:
    for sql in every:
        driver.execute(sql).fetchall()  # type: ignore[attr-defined]


def _letters(many: int, figures: Numbers, ratios: Numbers) -> None:
    """Drawn one file each, as they are issued."""
    ours(3), platypus(3)  # fonts are read
    figures["letters_ms"] = timed(lambda: ours(many)) / many
    figures["letters_platypus_ms"] = timed(lambda: platypus(many)) / many
    ratios["letters_times_platypus"] = figures["letters_platypus_ms"] / figures["letters_ms"]
