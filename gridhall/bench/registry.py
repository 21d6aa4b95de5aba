"""The register at three sizes: each read over the very SQL it needs, the list over a bare table.

What a function sends to the file is written down once and sent again straight through the driver:
that is its floor. Everything runs twice and the second time counts, so that both find the pages
deciphered. Times are CPU time of the thread where the system counts it finely.
"""

import multiprocessing
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any, Final

from sqlalchemy.orm import Session

from gridhall import parts
from gridhall.bench.registry_screen import FRAMES, measure_screen
from gridhall.bench.search import percentile
from gridhall.bench.timing import Reads, best, driver_of, over_bare, quiet
from gridhall.core.clerk import Clerk, Role
from gridhall.core.progress import Silent
from gridhall.db import migrate, search
from gridhall.db.database import Database
from gridhall.demo.filling import Filler
from gridhall.registry import queries
from gridhall.registry.queries.duplicates import duplicates_of
from gridhall.registry.queries.home_story import home_story
from gridhall.registry.queries.listed import listed
from gridhall.registry.queries.lists import Reading, list_rows
from gridhall.registry.queries.monthly import monthly_table
from gridhall.registry.queries.statistics import people_total
from gridhall.registry.rules.lists import Wanted
from gridhall.registry.service.lists import sort_names

SIZES: Final = (10_000, 100_000, 1_000_000)
SEED: Final = 2026
TODAY: Final = date(2026, 11, 24)
PAST: Final = date(2020, 1, 1)
KEY: Final = bytes(range(32))
_CLERK: Final = Clerk(1, "王芳", Role.SUPERVISOR)
_WOMEN: Final = Wanted(sexes=("2",), youngest=60)
_SAMPLES, _FEW, _PAGE = 100, 3, 100
_LIST: Final = (
    "SELECT p.id FROM person p JOIN membership m ON m.person_id = p.id AND m.until IS NULL"
    " WHERE p.sex = '2' AND p.birth_date <= '1966-11-24' ORDER BY p.name_sort, p.id"
)
_SCAN: Final = "SELECT count(*), sum(ifnull(until, '9') > '2026') FROM membership"

Numbers = dict[str, float]
Sent = list[tuple[str, Any]]  # statements with their values


def bench(residents: int | None = None) -> dict[str, Numbers]:
    """The three sizes, or those below `residents` and it."""
    if residents is None:
        return run()
    return run((*(size for size in SIZES if size < residents), residents))


def run(sizes: Sequence[int] = SIZES, frames: int = FRAMES) -> dict[str, Numbers]:
    """Measure every size; so many frames of each way to scroll."""
    figures: Numbers = {}
    ratios: Numbers = {}
    for size in sizes:
        print(f"{size} 人……", file=sys.stderr)
        with tempfile.TemporaryDirectory(prefix="gridhall-bench-") as folder:
            path = Path(folder) / "hall.db"
            _measure(path, size, figures, ratios)
            seen = _screen(path, frames)
            figures |= {f"{name}_{size}": value for name, value in seen.items()}
            for how in ("wheel", "page", "jump"):
                ratio = seen[f"{how}_p99_ms"] / seen[f"bare_{how}_p99_ms"]
                ratios[f"frame_p99_{how}_{size}"] = ratio
    return {"figures": figures, "ratios": ratios}


def _measure(path: Path, size: int, figures: Numbers, ratios: Numbers) -> None:
    started = time.perf_counter()
    database = fill(path, size)
    figures[f"filled_in_s_{size}"] = time.perf_counter() - started
    with database.read() as session, quiet():
        for reads in _reads(session, size, Random(SEED)):
            ours, bare = over_bare(session, reads)
            figures |= {
                f"{reads.name}_ms_{size}": percentile(ours, 50),
                f"{reads.name}_p99_ms_{size}": percentile(ours, 99),
                f"{reads.name}_bare_ms_{size}": percentile(bare, 50),
            }
            ratios[f"{reads.name}_{size}"] = percentile(ours, 50) / percentile(bare, 50)
        _whole_list(session, size, figures, ratios)
        _months(session, size, figures, ratios)
    database.close()


def fill(path: Path, size: int) -> Database:
    """A fictional hall of that many people, sorted and searchable."""
    database = Database(path, KEY)
    migrate.upgrade(database.engine)
    with database.write() as session:
        Filler(session, size, SEED, TODAY).fill(Silent(), size)
    sort_names(database, Silent())
    with database.write() as session:
        search.rebuild(session, parts.entries(session))
    return database


def _reads(session: Session, size: int, rng: Random) -> Iterator[Reads]:
    people = [rng.randrange(1, size + 1) for _ in range(_SAMPLES)]
    homes = [rng.randrange(1, size // 3) for _ in range(_SAMPLES)]
    yield Reads("card", queries.resident_card, people)
    yield Reads("household_history", lambda s, one: home_story(s, one, TODAY), homes)
    yield Reads("duplicates", duplicates_of, people[: _SAMPLES // 4])
    ids = listed(session, _CLERK, _WOMEN, TODAY)
    starts = [rng.randrange(max(len(ids) - _PAGE, 1)) for _ in range(_SAMPLES)]
    pages = [ids[start : start + _PAGE] for start in starts]
    how = Reading(None, TODAY)
    yield Reads("list_page", lambda s, some: list_rows(s, _CLERK, some, how), pages)
    days = [PAST + timedelta(days=30 * step) for step in range(_FEW)]
    yield Reads("as_at_count", people_total, days)


def _whole_list(session: Session, size: int, figures: Numbers, ratios: Numbers) -> None:
    """Every id of a sorted, filtered list, over one statement that joins and sorts."""
    driver = driver_of(session)
    ours = best(lambda: listed(session, _CLERK, _WOMEN, TODAY))
    bare = best(lambda: driver.execute(_LIST).fetchall())
    everybody = best(lambda: listed(session, _CLERK, Wanted(), TODAY))
    figures |= {
        f"list_ids_ms_{size}": ours,
        f"list_ids_bare_ms_{size}": bare,
        f"everybody_ids_ms_{size}": everybody,
    }
    ratios[f"list_ids_{size}"] = ours / bare


def _months(session: Session, size: int, figures: Numbers, ratios: Numbers) -> None:
    """Twelve months of the monthly table, over one full scan of the memberships."""
    driver = driver_of(session)
    first = date(TODAY.year - 1, 12, 1)
    ours = best(lambda: monthly_table(session, first, TODAY))
    scan = best(lambda: driver.execute(_SCAN).fetchall())
    figures |= {f"monthly_ms_{size}": ours, f"full_scan_ms_{size}": scan}
    ratios[f"monthly_over_scan_{size}"] = ours / scan


def _screen(path: Path, frames: int) -> Numbers:
    """The list on the screen, in a process of its own so that the memory is the list's."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(measure_screen, (path, KEY, TODAY, frames))
