"""Kill the writer again and again: is every acknowledged case there, and none half?

A fork server starts a writer that takes real cases in on an encrypted hall and acknowledges each
one over a pipe; SIGKILL comes at a random moment, at every seventh writer while it still opens and
recovers the file. After each kill a reader of its own looks at what is stored. POSIX only: Windows
has no fork, and its TerminateProcess is not tried here.
"""

import os
import select
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Final

from gridhall.bench.kill_reader import look
from gridhall.bench.kill_writer import (
    READY,
    WORD,
    Desk,
    Take,
    accept_then_tell,
    build_hall,
    open_desk,
    write_until_killed,
)
from gridhall.cli.bar import Bar

KILLS: Final = 10_000
SEED: Final = 2026
_KEY: Final = bytes(range(32))
_WHILE_OPENING: Final = 0.15  # share of the kills that come before the writer is ready
_OPENING, _WRITING = 0.006, 0.045  # seconds until the kill, at most
_DEEP_EVERY: Final = 25
_MOST_CASES: Final = 300  # then a fresh file, so that looking stays quick
_PATIENCE: Final = 60  # seconds a writer may take to open the file


@dataclass
class Tally:
    """What a soak has seen so far."""

    kills: int = 0
    while_opening: int = 0
    acknowledged: int = 0
    files: int = 1
    chains: int = 0
    faults: list[str] = field(default_factory=list)


def bench(size: int | None = None) -> dict[str, dict[str, float]]:
    """Kill the writer `size` times (10,000); figures, and the share of what was kept."""
    if sys.platform == "win32":
        raise SystemExit("bench kill 要用 fork 和 SIGKILL，请在 Linux 或 macOS 上运行。")
    started, bar = time.monotonic(), Bar("正在反复杀掉写入进程")
    with tempfile.TemporaryDirectory() as folder:
        tally = soak(size or KILLS, Path(folder), SEED, heard=bar.report)
    for fault in tally.faults[:20]:
        print(fault, file=sys.stderr)
    return _figures(tally, time.monotonic() - started)


def _figures(tally: Tally, seconds: float) -> dict[str, dict[str, float]]:
    lost = sum(fault.startswith("lost") for fault in tally.faults)
    return {
        "figures": {
            "kills": tally.kills,
            "kills_while_opening": tally.while_opening,
            "per_minute": round(tally.kills / seconds * 60, 1),
            "acknowledged": tally.acknowledged,
            "files": tally.files,
            "whole_chains_checked": tally.chains,
            "violations": len(tally.faults),
        },
        "ratios": {"kept_of_acknowledged": 1 - lost / max(1, tally.acknowledged)},
    }


def soak(
    kills: int,
    folder: Path,
    seed: int,
    take: Take = accept_then_tell,
    heard: Callable[[int, int], object] = lambda _done, _total: None,
) -> Tally:
    """Kill that many writers, or stop at the first thing that should not be."""
    template, hall = folder / "template.db", folder / "hall.db"
    build_hall(template, _KEY)
    shutil.copyfile(template, hall)
    desk, rng = open_desk(hall, _KEY), Random(seed)
    tally, told = Tally(), set[str]()
    while tally.kills < kills and not tally.faults:
        told.update(_one_life(desk, rng, take, tally))
        deep = tally.kills % _DEEP_EVERY == 0
        seen = look(hall, _KEY, told, deep=deep)
        tally.chains += deep
        tally.faults += [f"kill {tally.kills} (seed {seed}): {fault}" for fault in seen.faults]
        heard(tally.kills, kills)
        if seen.cases > _MOST_CASES:
            _start_afresh(template, hall)
            told.clear()
            tally.files += 1
    return tally


def _one_life(desk: Desk, rng: Random, take: Take, tally: Tally) -> Iterator[str]:
    """One writer from its start to its kill; the request keys it acknowledged."""
    early, seed = rng.random() < _WHILE_OPENING, rng.getrandbits(64)
    ours, theirs = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(ours)
        write_until_killed(desk, theirs, Random(seed), take)
    os.close(theirs)
    if not early:
        select.select([ours], [], [], _PATIENCE)
    time.sleep(rng.uniform(0, _OPENING if early else _WRITING))
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    with open(ours, "rb") as pipe:
        said = pipe.read()
    tally.kills += 1
    tally.while_opening += not said
    if not os.WIFSIGNALED(status):
        tally.faults.append(f"kill {tally.kills}: the writer ended by itself")
    return _keys(said, tally)


def _keys(said: bytes, tally: Tally) -> Iterator[str]:
    for start in range(0, len(said) - len(said) % WORD, WORD):
        word = said[start : start + WORD]
        if word != READY:
            tally.acknowledged += 1
            yield word.decode("ascii")


def _start_afresh(template: Path, hall: Path) -> None:
    for end in ("-wal", "-shm"):
        hall.with_name(hall.name + end).unlink(missing_ok=True)
    shutil.copyfile(template, hall)
