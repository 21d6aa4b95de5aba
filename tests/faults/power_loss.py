"""Power cuts, replayed: `python -m tests.faults.power_loss FOLDER STATES FULL|NORMAL`.

With the shim over FOLDER a child takes cases in while every write and sync is recorded. The parent
rebuilds the disk as a cut may leave it: what was synced is there; of the writes since, none, the
first ones, some, some torn into sectors, or all.
"""

import json
import os
import shutil
import struct
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from sqlalchemy import event

from gridhall.bench.kill_reader import look
from gridhall.bench.kill_writer import Desk, accept_then_tell, build_hall, open_desk
from tests.faults.fault_shim import Shim

KEY = bytes(range(32))
CASES = 24
SECTOR = 512
HEAD = struct.Struct("<cHQI")
WAYS = ("none", "first", "some", "torn", "all")


class Call(NamedTuple):
    """One recorded call: W write, S sync, T truncate, C/Z create, U unlink, M a word of ours."""

    kind: str
    path: str
    offset: int
    data: bytes


@dataclass
class Disk:
    """What a disk holds for certain, and what was written since the last sync, by path."""

    certain: dict[str, bytearray] = field(default_factory=dict)
    since: dict[str, list[Call]] = field(default_factory=dict)
    told: set[str] = field(default_factory=set)

    def take(self, call: Call) -> None:
        """One call further."""
        if call.kind == "M":
            self.told.add(call.data.decode())
        elif call.kind == "S":
            for earlier in self.since.pop(call.path, []):
                apply(self.certain.setdefault(call.path, bytearray()), earlier)
        elif call.kind == "U":
            self.certain.pop(call.path, None)
            self.since.pop(call.path, None)
        else:
            self.since.setdefault(call.path, []).append(call)

    def cut(self, way: str, rng: Random) -> dict[str, bytearray]:
        """The files after a cut now."""
        files = {path: bytearray(data) for path, data in self.certain.items()}
        for path, calls in self.since.items():
            for call in survivors(calls, way, rng):
                apply(files.setdefault(path, bytearray()), call)
        return files


def apply(data: bytearray, call: Call) -> None:
    if call.kind == "W":
        data.extend(bytes(max(0, call.offset - len(data))))
        data[call.offset : call.offset + len(call.data)] = call.data
    elif call.kind in "TZ":
        del data[call.offset :]
        data.extend(bytes(call.offset - len(data)))


def survivors(calls: list[Call], way: str, rng: Random) -> Iterator[Call]:
    """The writes since the last sync that reached the disk after all."""
    if way == "first":
        calls = calls[: rng.randint(0, len(calls))]
    for call in calls:
        if way in ("first", "all") or (way != "none" and rng.random() < 0.5):
            yield call
        elif way == "torn" and call.kind == "W":
            yield from torn(call, rng)


def torn(call: Call, rng: Random) -> Iterator[Call]:
    for start in range(0, len(call.data), SECTOR):
        if rng.random() < 0.5:
            piece = call.data[start : start + SECTOR]
            yield call._replace(offset=call.offset + start, data=piece)


def calls_in(record: Path) -> list[Call]:
    """The record the shim wrote."""
    data, place, calls = record.read_bytes(), 0, []
    while place < len(data):
        kind, path_length, offset, length = HEAD.unpack_from(data, place)
        start = place + HEAD.size
        place = start + path_length + (length if kind in b"WMR" else 0)
        path, rest = data[start : start + path_length], data[start + path_length : place]
        calls.append(Call(kind.decode(), path.decode(), offset, rest))
    return calls


def record_cases(desk: Desk, record: Path, sync: str) -> None:
    """Take cases in, in a child, with every file call recorded."""
    child = os.fork()
    if child:
        assert os.waitpid(child, 0)[1] == 0
        return
    shim, rng = Shim(), Random(3)

    def connected(raw: Any, _: object) -> None:
        raw.execute(f"PRAGMA synchronous={sync}")
        raw.execute("PRAGMA wal_autocheckpoint=60")

    event.listen(desk.db.engine, "connect", connected)
    shim.record(record)
    for _ in range(CASES):
        accept_then_tell(desk, desk.draft(rng, f"{rng.getrandbits(128):032x}"), shim.mark)
    os._exit(0)


def main(folder: Path, states: int, sync: str) -> dict[str, Any]:
    """Judge that many states of the disk, spread over the whole record."""
    hall, record = folder / "hall.db", folder.parent / "calls.record"
    folder.mkdir()
    build_hall(hall, KEY)
    desk = open_desk(hall, KEY)
    base = bytearray(hall.read_bytes())
    record_cases(desk, record, sync)
    calls, rng, seen = calls_in(record), Random(11), Counter[str]()
    shutil.rmtree(folder)
    folder.mkdir()
    disk, stops = Disk({str(hall): base}), sorted(rng.choices(range(1, len(calls)), k=states))
    done = 0
    for number, stop in enumerate(stops):
        for call in calls[done:stop]:
            disk.take(call)
        done = stop
        put_down(disk.cut(WAYS[number % len(WAYS)], rng), folder)
        faults = look(hall, KEY, disk.told, deep=False).faults
        seen.update({fault.split()[0] for fault in faults} or {"sound"})
    return {"calls": len(calls), "states": states, "acknowledged": len(disk.told), "seen": seen}


def put_down(files: dict[str, bytearray], folder: Path) -> None:
    """Write the files of one state; the shared memory is gone with the power."""
    for path in folder.iterdir():
        path.unlink()
    for name, data in files.items():
        path = Path(name)
        if path.parent == folder and not name.endswith("-shm"):
            path.write_bytes(data)


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3])))
