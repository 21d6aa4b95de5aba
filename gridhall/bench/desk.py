"""The service desk with ten years behind it: taking a case in, the queue, figures, open clocks.

The reads stand over the very SQL they send, through the driver alone; the clocks over reading the
open rows and writing one column of each. Taking a case in is measured on the screen, in a process
of its own (`desk_screen`), beside its bare statements and a bare page of reportlab.
"""

import multiprocessing
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path
from typing import Final

from sqlalchemy import text
from sqlalchemy.orm import Session

from gridhall.bench.desk_hall import KEY, TODAY, fill
from gridhall.bench.desk_screen import measure_screen
from gridhall.bench.search import percentile
from gridhall.bench.timing import Reads, best, driver_of, over_bare, quiet, timed
from gridhall.core.calendar import WorkCalendar, shipped_calendar
from gridhall.db.database import Database
from gridhall.service_desk.queries import queue as desk
from gridhall.service_desk.queries.months import month_counts
from gridhall.service_desk.rules.clock import DeskDay
from gridhall.service_desk.service.clocks import recompute

CASES: Final = 1_000_000
WAITING: Final = 50_000
_LAST_MONTH: Final = "2026-10"
_OPEN: Final = """
SELECT id, state, received_at, accepted_at, limit_days, legal_days, notice_due_on, promised_on,
legal_on, due_on, provisional FROM service_case WHERE closed_at IS NULL
"""
_WRITE: Final = "UPDATE service_case SET due_on = ?, version = version + 1 WHERE id = ?"
_TURNS: Final = 20

Numbers = dict[str, float]


def bench(cases: int | None = None) -> dict[str, Numbers]:
    """A million past cases, or so many (`--residents`); one in twenty still open."""
    many = cases or CASES
    return run(many, max(1, min(WAITING, many // 20)))


def run(cases: int, waiting: int) -> dict[str, Numbers]:
    """Fill, then measure reads, clocks and the screen."""
    figures: Numbers = {}
    ratios: Numbers = {}
    print(f"{cases} 件……", file=sys.stderr)
    with tempfile.TemporaryDirectory(prefix="gridhall-bench-") as folder:
        path = Path(folder) / "hall.db"
        started = time.perf_counter()
        database = fill(path, cases, waiting)
        figures["filled_in_s"] = time.perf_counter() - started
        with database.read() as session, quiet():
            _reads(session, figures, ratios)
        _clocks(database, figures, ratios)
        database.close()
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            seen = pool.apply(measure_screen, (path, KEY, TODAY))
        figures |= seen
        ratios["take_in_over_sql_and_page"] = seen["take_in_ms"] / (
            seen["bare_sql_ms"] + seen["bare_page_ms"]
        )
    return {"figures": figures, "ratios": ratios}


def _reads(session: Session, figures: Numbers, ratios: Numbers) -> None:
    on = DeskDay(TODAY, shipped_calendar())
    turns = range(_TURNS)
    for reads in (
        Reads("queue", lambda s, _: desk.queue(s, on), turns),
        Reads("queue_overdue", lambda s, _: desk.queue(s, on, "overdue"), turns),
        Reads("counters", lambda s, _: desk.counts(s, on.today), turns),
        Reads("month", lambda s, _: month_counts(s, _LAST_MONTH), turns),
    ):
        ours, bare = over_bare(session, reads)
        figures |= {
            f"{reads.name}_ms": percentile(ours, 50),
            f"{reads.name}_bare_ms": percentile(bare, 50),
        }
        ratios[reads.name] = percentile(ours, 50) / percentile(bare, 50)


def _clocks(database: Database, figures: Numbers, ratios: Numbers) -> None:
    """Every open clock counted anew: all of them wrong, none of them wrong, a holiday more."""
    calendar = shipped_calendar()
    figures["clocks_all_ms"] = timed(lambda: _recount(database, calendar))
    figures["clocks_none_ms"] = best(lambda: _recount(database, calendar))
    shut = calendar.with_closures([TODAY + timedelta(days=3)])
    figures["clocks_one_day_ms"] = timed(lambda: _recount(database, shut))
    figures["clocks_bare_ms"] = timed(lambda: _bare(database))
    figures["clocks_bare_read_ms"] = best(lambda: _bare_read(database))
    ratios["clocks_all"] = figures["clocks_all_ms"] / figures["clocks_bare_ms"]
    ratios["clocks_none"] = figures["clocks_none_ms"] / figures["clocks_bare_read_ms"]


def _recount(database: Database, calendar: WorkCalendar) -> None:
    with database.write() as session:
        recompute(session, calendar, TODAY)


def _bare(database: Database) -> None:
    with database.write() as session:
        file = driver_of(session)
        rows = file.execute(_OPEN).fetchall()
        file.executemany(_WRITE, [(row[7], row[0]) for row in rows])


def _bare_read(database: Database) -> None:
    with database.read() as session:
        session.execute(text("SELECT 1"))
        driver_of(session).execute(_OPEN).fetchall()
