"""How fast a ledger comes in: read, checked and stored with its index, beside merely reading it.

The ledger is a made-up workbook of 15 columns. Each measurement has a process of its own, floor
and import in turn, best of the rounds; the floor is python-calamine giving the same file as lists.
"""

import multiprocessing
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date
from itertools import islice
from pathlib import Path
from random import Random
from typing import Final, NamedTuple

import xlsxwriter

from gridhall.core.clerk import Clerk, Role
from gridhall.core.codes import table
from gridhall.core.progress import Silent
from gridhall.demo.facts import Facts
from gridhall.demo.families import Families
from gridhall.demo.streets import Streets

ROWS: Final = 100_000
ROUNDS: Final = 3
SEED: Final = 2026
_TODAY: Final = date(2026, 11, 24)
_KEY: Final = bytes(range(32))
_HEADINGS: Final = (
    "户号", "户主姓名", "姓名", "与户主关系", "性别", "民族", "出生日期", "公民身份号码",
    "联系电话", "小区", "楼栋", "单元", "室", "户籍地址", "政治面貌",
)  # fmt: skip


class Taken(NamedTuple):
    """What one measurement took: wall seconds, processor seconds, peak megabytes, rows stored."""

    seconds: float
    processor: float
    peak_mb: float
    child_mb: float
    stored: int = 0


def bench(size: int | None = None) -> dict[str, dict[str, float]]:
    """Figures and ratios of `gridhall bench import` for a ledger of `size` rows (100,000)."""
    rows = size or ROWS
    with tempfile.TemporaryDirectory() as folder:
        ledger = Path(folder) / "ledger.xlsx"
        write_ledger(ledger, rows)
        floors, imports = [], []
        for _ in range(ROUNDS):
            floors.append(_apart(_read_only, ledger))
            imports.append(_apart(_bring_in, ledger))
    floor, brought = min(floors), min(imports)
    return {
        "figures": {
            "rows": rows,
            "stored": brought.stored,
            "calamine_s": round(floor.seconds, 3),
            "import_s": round(brought.seconds, 3),
            "calamine_processor_s": round(floor.processor, 3),
            "import_processor_s": round(brought.processor, 3),
            "rows_per_s": round(rows / brought.seconds),
            "peak_mb": round(max(each.peak_mb for each in imports), 1),
            "reader_process_peak_mb": round(max(each.child_mb for each in imports), 1),
            "calamine_peak_mb": round(floor.peak_mb, 1),
        },
        "ratios": {"import_over_calamine": round(brought.seconds / floor.seconds, 2)},
    }


def write_ledger(path: Path, rows: int) -> None:
    """A tidy ledger of fictional people, numbers and doors stored as old ledgers store them."""
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        sheet = book.add_worksheet("居民台账")
        for number, row in enumerate((_HEADINGS, *islice(_people(rows), rows))):
            for at, value in enumerate(row):
                if isinstance(value, int):
                    sheet.write_number(number, at, value)
                else:
                    sheet.write_string(number, at, value)


def _people(count: int) -> Iterator[tuple[str | int, ...]]:
    rng = Random(SEED)
    facts, doors = Facts(rng, _TODAY), Streets(rng).doors()
    sexes, relations = table("sex"), table("relation")
    ethnicities, parties = table("ethnicity"), table("political")
    for number, family in enumerate(Families(rng, _TODAY).make(count), 1):
        door, hukou = next(doors), facts.hukou()
        for member in family:
            told = facts.of(member, hukou, "")
            yield (
                f"{number:06}",
                family[0].name,
                member.name,
                relations.label(member.relation),
                sexes.label(member.sex),
                ethnicities.label(told["ethnicity"]),
                member.born.isoformat(),
                told["id_number"],
                told["phone"],
                door.compound,
                int(door.building),
                int(door.entrance),
                int(door.room),
                "本社区" if hukou == "local" else "外地",
                parties.label(told["political_status"]),
            )


def _apart(measure: Callable[[Path], Taken], ledger: Path) -> Taken:
    """Measure in a fresh process, so that nothing is warm and the memory is its own."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(measure, (ledger,))


def _read_only(ledger: Path) -> Taken:
    import python_calamine

    clock = _Clock()
    python_calamine.CalamineWorkbook.from_path(str(ledger)).get_sheet_by_index(0).to_python()
    return clock.taken()


def _bring_in(ledger: Path) -> Taken:
    from gridhall.db import migrate
    from gridhall.db.database import Database
    from gridhall.exchange.service.workbench import import_file
    from gridhall.registry.sheets import RESIDENTS

    clerk = Clerk(1, "王芳", Role.COUNTER)
    with tempfile.TemporaryDirectory() as folder:
        db = Database(Path(folder) / "hall.db", _KEY)
        migrate.upgrade(db.engine)
        clock = _Clock()
        result = import_file(db, clerk, RESIDENTS, ledger, Silent())
        taken = clock.taken(result.stored)
        db.close()
    return taken


class _Clock:
    """Wall and processor time from now on; the reading process counts as ours."""

    def __init__(self) -> None:
        self._started, self._used = time.perf_counter(), _used()

    def taken(self, stored: int = 0) -> Taken:
        """What it has taken until now."""
        seconds, used = time.perf_counter() - self._started, _used() - self._used
        return Taken(seconds, used, *_peaks_mb(), stored)


def _used() -> float:
    if sys.platform == "win32":
        return time.process_time()
    import resource

    kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    usages = [resource.getrusage(kind) for kind in kinds]
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


def _peaks_mb() -> tuple[float, float]:
    """The peak resident memory of this process and of the largest one it started."""
    if sys.platform == "win32":
        return 0.0, 0.0
    import resource

    unit = 1 if sys.platform == "darwin" else 1024  # bytes there, kilobytes elsewhere
    kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    own, child = (resource.getrusage(kind).ru_maxrss * unit / 2**20 for kind in kinds)
    return own, child
