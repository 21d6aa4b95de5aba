"""How long a keystroke in the search box takes, beside 20 rowid look-ups in the same file.

40 people are typed to the end in every way a clerk may know them, on encrypted halls of three
sizes; the measured call is the palette's, with its 20 display rows. Everything is typed twice: the
figures are of the second time, `first_` of the first, when the pages have yet to be deciphered.
Times are CPU time of the thread where the system counts it finely: a neighbour's time slice is no
keystroke.
"""

import gc
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from random import Random
from typing import Final

from sqlalchemy.orm import Session

from gridhall.bench.search_people import everything, typed_of
from gridhall.db import migrate, search
from gridhall.db.database import Database
from gridhall.db.search import Hit, SearchEntry
from gridhall.search.queries import find

SIZES: Final = (10_000, 100_000, 1_000_000)
SEED: Final = 2026
PEOPLE: Final = 40
_KEY: Final = bytes(range(32))
_BATCH: Final = 100_000  # records in one import
_ROWS: Final = 20
_LOOK_UPS: Final = 1_000
_ROW: Final = f"SELECT id, {', '.join(Hit._fields[1:])} FROM search_entry WHERE id = ?"

Numbers = dict[str, float]
Times = dict[str, list[float]]  # milliseconds by kind of query


def bench(residents: int | None = None) -> dict[str, Numbers]:
    """The three sizes, or those below `residents` and it."""
    if residents is None:
        return run()
    return run((*(size for size in SIZES if size < residents), residents))


def run(sizes: Sequence[int] = SIZES) -> dict[str, Numbers]:
    """Measure every size; the ratios are 99th percentiles over the same file's floor."""
    figures: Numbers = {}
    ratios: Numbers = {}
    for size in sizes:
        print(f"{size} 人……", file=sys.stderr)
        with tempfile.TemporaryDirectory(prefix="gridhall-bench-") as folder:
            _measure(Path(folder) / "hall.db", size, figures, ratios)
    growth = figures[f"p50_ms_{sizes[-1]}"] / figures[f"p50_ms_{sizes[0]}"]
    figures[f"p50_growth_{sizes[0]}_to_{sizes[-1]}"] = growth
    return {"figures": figures, "ratios": ratios}


def _measure(path: Path, size: int, figures: Numbers, ratios: Numbers) -> None:
    rng = Random(SEED)
    database = Database(path, _KEY)
    migrate.upgrade(database.engine)
    figures[f"stored_a_second_{size}"], people = _fill(database, size, rng)
    figures[f"tidied_in_s_{size}"] = _tidied(database)
    with database.read() as session, _quiet():
        first, _ = _keystrokes(session, people, Random(SEED))
        times, wall = _keystrokes(session, people, Random(SEED))
        floor = percentile(_floor(session, size, rng), 50)
    database.close()
    every, cold = _all(times), _all(first)
    figures |= {
        f"file_mb_{size}": path.stat().st_size / 1e6,
        f"keystrokes_{size}": len(every),
        f"floor_ms_{size}": floor,
        f"p50_ms_{size}": percentile(every, 50),
        f"p99_ms_{size}": percentile(every, 99),
        f"wall_p99_ms_{size}": percentile(wall, 99),
        f"first_p50_ms_{size}": percentile(cold, 50),
        f"first_p99_ms_{size}": percentile(cold, 99),
        f"p50_over_floor_{size}": percentile(every, 50) / floor,
    }
    ratios[f"all_{size}"] = percentile(every, 99) / floor
    ratios |= {f"{kind}_{size}": percentile(some, 99) / floor for kind, some in times.items()}


def _fill(database: Database, size: int, rng: Random) -> tuple[float, list[SearchEntry]]:
    """File a hall, import by import: records a second, and whom to look for."""
    wanted = set(rng.sample(range(1, size + 1), PEOPLE))
    chosen, seconds, stored = [], 0.0, 0
    made = everything(size, rng)
    while batch := list(islice(made, _BATCH)):
        chosen += [one for one in batch if one.kind == "resident" and one.record_id in wanted]
        started = time.perf_counter()
        with database.write() as session:
            search.put(session, batch)
        seconds += time.perf_counter() - started
        stored += len(batch)
    return stored / seconds, chosen


def _tidied(database: Database) -> float:
    """Seconds of the daily tidying."""
    started = time.perf_counter()
    with database.write() as session:
        search.tidy(session)
    return time.perf_counter() - started


@contextmanager
def _quiet() -> Iterator[None]:
    """No garbage collection while the clock runs, as `timeit` does."""
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _floor(session: Session, size: int, rng: Random) -> list[float]:
    """Milliseconds for 20 people at random, each by its rowid, straight through the driver."""
    connection = session.connection().connection.driver_connection
    assert connection is not None
    times = []
    for _ in range(_LOOK_UPS):
        ids = [rng.randrange(1, size + 1) for _ in range(_ROWS)]
        started = _clock()
        for one in ids:
            connection.execute(_ROW, (one,)).fetchone()
        times.append((_clock() - started) * 1000)
    return times


def _keystrokes(
    session: Session, people: list[SearchEntry], rng: Random
) -> tuple[Times, list[float]]:
    """Everybody typed to the end in every way, one after the other in any order."""
    texts = [typed for person in people for typed in typed_of(person).items()]
    rng.shuffle(texts)
    times: Times = {}
    wall = []
    for kind, text in texts:
        for end in range(1, len(text) + 1):
            looked, started = time.perf_counter(), _clock()
            find(session, text[:end])
            times.setdefault(kind, []).append((_clock() - started) * 1000)
            wall.append((time.perf_counter() - looked) * 1000)
    return times, wall


def _all(times: Times) -> list[float]:
    return [one for some in times.values() for one in some]


def percentile(values: Sequence[float], percent: int) -> float:
    """The value that so many per cent do not exceed."""
    return sorted(values)[min(len(values) - 1, len(values) * percent // 100)]


def _finest_clock() -> Callable[[], float]:
    fine = time.get_clock_info("thread_time").resolution < 1e-6
    return time.thread_time if fine else time.perf_counter


_clock: Final = _finest_clock()
