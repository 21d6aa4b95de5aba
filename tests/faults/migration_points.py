"""Killed at file calls of a migration, or of making a hall: the old state or the new one, no third.

python -m tests.faults.migration_points FOLDER migrate|create STRIDE, with the shim loaded.
"""

import json
import os
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import alembic.runtime.environment
import alembic.script  # noqa: F401  a child that imports it anew would take ten times as long

from gridhall.core.errors import UserError
from gridhall.db import keyring, migrate
from gridhall.db.cipher import open_raw
from gridhall.db.database import Database
from gridhall.db.keyring import Cost
from gridhall.hall.service import HallFacts, create_hall
from tests.faults.fault_shim import Mode, Shim

KEY = bytes(range(32))
PASSWORD = "一句好记的长密码就行"
FACTS = HallFacts("龙腾社区党群服务中心", "龙腾社区", "王芳", PASSWORD)
CHEAP = Cost(passes=1, memory_kib=8, lanes=1)
Schema = list[tuple[str, str]]


def upgrade(hall: Path) -> None:
    with closing(Database(hall, KEY)) as db:
        migrate.upgrade(db.engine)


def create(hall: Path) -> None:
    create_hall(hall, FACTS, cost=CHEAP)


def schema(hall: Path, key: bytes) -> Schema:
    """Every table, index and trigger with its words; raises when the file is not sound."""
    with closing(open_raw(hall, key)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        query = "SELECT name, coalesce(sql, '') FROM sqlite_master ORDER BY name"
        return [tuple(row) for row in connection.execute(query)]


def attempt(shim: Shim, hall: Path, act: Callable[[Path], None], mode: Mode, at: int) -> int:
    """The action in a child, from nothing; the file calls it made, 0 when it was killed."""
    for path in hall.parent.glob("hall.db*"):
        path.unlink()
    ours, theirs = os.pipe()
    child = os.fork()
    if child == 0:
        shim.arm(mode, at)
        act(hall)
        calls = shim.count()
        shim.arm(Mode.OFF)
        os.write(theirs, str(calls).encode())
        os._exit(0)
    os.close(theirs)
    with open(ours, "rb") as pipe:
        said = pipe.read()
    os.waitpid(child, 0)
    return int(said or 0)


def after_upgrade(hall: Path, whole: Schema) -> str:
    """What a kill left of a migration, after it was run again."""
    left = schema(hall, KEY)
    if left not in ([], whole):
        return f"half a schema: {len(left)} of {len(whole)}"
    upgrade(hall)
    return "" if schema(hall, KEY) == whole else "the second run did not finish it"


def after_create(hall: Path, whole: Schema) -> str:
    """What a kill left of a new hall; none is made again, one that is there opens."""
    try:
        create(hall)
    except UserError as error:
        if "已经存在" not in str(error):
            raise
    key = keyring.unwrap(keyring.load(keyring.keyring_path(hall)), "王芳", PASSWORD)
    return "" if schema(hall, key) == whole else "a hall that is not whole"


def main(folder: Path, what: str, stride: int) -> dict[str, Any]:
    """Visit every `stride`-th call and the last ones, where the commit is."""
    act, after = {"migrate": (upgrade, after_upgrade), "create": (create, after_create)}[what]
    shim, hall = Shim(), folder / "hall.db"
    upgrade(hall)
    whole = schema(hall, KEY)
    total = attempt(shim, hall, act, Mode.COUNT, 0)
    points = sorted({*range(1, total + 1, stride), *range(max(1, total - 5), total + 1)})
    faults, untouched = [], 0
    for at in points:
        calls = attempt(shim, hall, act, Mode.KILL, at)
        untouched += not hall.exists() or not hall.stat().st_size
        fault = "not killed" if calls else after(hall, whole)
        faults += [f"call {at}: {fault}"] if fault else []
    return {"calls": total, "points": len(points), "faults": faults, "untouched": untouched}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))))
