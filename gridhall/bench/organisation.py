"""A city's organisation: the tree's first paint, a branch moved with its roll-ups, the balancer.

The move stands beside the bare UPDATEs and INSERTs it comes to, each in a transaction of its own;
the tree beside a bare QTreeView of as many rows, in the same run.
"""

import multiprocessing
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

from gridhall.bench import organisation_balance
from gridhall.bench.organisation_screen import measure_screen
from gridhall.bench.organisation_town import KEY, Size, fill
from gridhall.core.clerk import Clerk, Role
from gridhall.db.database import Database
from gridhall.organisation.queries.counts import roll_up, tallies
from gridhall.organisation.queries.tree import tree
from gridhall.organisation.service.tree import move

TODAY: Final = date(2026, 11, 24)
_CLERK: Final = Clerk(1, "高明", Role.SUPERVISOR)
_MOVES: Final = 12

Numbers = dict[str, float]


def bench(organisations: int | None = None) -> dict[str, Numbers]:
    """A city of 20,000 organisations, or of so many (`--residents`), and the balancer."""
    size = Size() if organisations is None else Size().scaled(organisations)
    measured = run(size)
    balanced = organisation_balance.figures()
    measured["figures"] |= {f"balance_{name}": value for name, value in balanced.items()}
    for name in ("communities", "one_town"):
        greedy = max(balanced[f"{name}_greedy_moved"], 1.0)
        measured["ratios"][f"balance_moved_over_greedy_{name}"] = balanced[f"{name}_moved"] / greedy
        measured["ratios"][f"balance_gap_{name}"] = balanced[f"{name}_gap"]
    return measured


def run(size: Size) -> dict[str, Numbers]:
    """The tree on the screen and a branch on the move."""
    print(f"{size.organisations} 个组织……", file=sys.stderr)
    with tempfile.TemporaryDirectory(prefix="gridhall-bench-") as folder:
        path = Path(folder) / "hall.db"
        started = time.perf_counter()
        database = fill(path, size)
        figures: Numbers = {"filled_in_s": time.perf_counter() - started}
        figures |= _moves(database, size)
        database.close()
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            figures |= pool.apply(measure_screen, (path, KEY, TODAY))
    bare = figures["bare_updates_ms"]
    ratios = {
        "first_paint_view": figures["view_ms"] / figures["bare_view_ms"],
        "first_paint_page": figures["page_ms"] / figures["bare_view_ms"],
        "move": figures["move_ms"] / bare,
        "move_with_roll_ups": (figures["move_ms"] + figures["roll_ups_ms"]) / bare,
    }
    return {"figures": figures, "ratios": ratios}


def _moves(database: Database, size: Size) -> Numbers:
    """Branches to the next community and back, day after day; medians."""
    branch = 2 + size.communities
    first = TODAY - timedelta(days=_MOVES)
    ours: list[float] = []
    bare: list[float] = []
    counted: list[float] = []
    for turn in range(_MOVES):
        onto, day = 2 + (turn + 1) % 2, first + timedelta(days=turn)
        ours.append(_timed(lambda one=onto, on=day: _move(database, branch, one, on)))  # type: ignore[misc]
        counted.append(_timed(lambda: _roll_ups(database)))
        bare.append(_timed(lambda on=day: _bare(database, branch + 1, on)))  # type: ignore[misc]
    with database.read() as session:
        below = len(tree(session).below(branch))
    return {
        "moved_organisations": float(below),
        "move_ms": _median(ours),
        "roll_ups_ms": _median(counted),
        "bare_updates_ms": _median(bare),
    }


def _move(database: Database, branch: int, onto: int, day: date) -> None:
    with database.write() as session:
        move(session, _CLERK, [branch], onto, day, TODAY)


def _roll_ups(database: Database) -> None:
    with database.read() as session:
        roll_up(tree(session), tallies(session, TODAY))


_SENT: Final = (
    "UPDATE organisation SET parent_id = parent_id, place = place + 1, version = version + 1"
    " WHERE id = :one",
    "INSERT INTO past_organisation (organisation_id, field, value, until)"
    " VALUES (:one, 'address', '2', :day)",
    "INSERT INTO organisation_action (kind, organisation_id, number, happened_on, recorded_at,"
    " clerk_name, detail, images) VALUES ('move', :one, '', :day, '2026-11-24 00:00:00.000000',"
    " '高明', '移动', '[]')",
)


def _bare(database: Database, branch: int, day: date) -> None:
    """What a move comes to, through the driver: the branch, its past, the act."""
    with database.write() as session:
        driver: Any = session.connection().connection.driver_connection
        for sql in _SENT:
            driver.execute(sql, {"one": branch, "day": day.isoformat()})


def _median(times: list[float]) -> float:
    return sorted(times)[len(times) // 2]


def _timed(act: Callable[[], object]) -> float:
    started = time.perf_counter()
    act()
    return (time.perf_counter() - started) * 1000
