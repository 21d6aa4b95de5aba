"""Killed at file calls of a migration, of making a hall, of a restore: the old state or the new.

python -m tests.faults.step_kills FOLDER migrate|create|restore STRIDE, with the shim loaded.
"""

import json
import os
import shutil
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
from gridhall.hall import queries
from gridhall.hall.service import HallFacts, back_up, change_hall, create_hall, open_hall, restore
from tests.faults.fault_shim import Mode, Shim

KEY = bytes(range(32))
PASSWORD, LATER = "一句好记的长密码就行", "后来的名字"
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
    """The action in a child, from the start; the file calls it made, 0 when it was killed."""
    for path in hall.parent.glob("hall.db*"):
        path.unlink()
    for path in hall.parent.glob("start/hall.db*"):
        shutil.copyfile(path, hall.with_name(path.name))
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
    return "" if schema(hall, _key_of(hall)) == whole else "a hall that is not whole"


def crashed_hall(hall: Path) -> None:
    """A backup, then a change that a crash left in the log, kept under start/ for each attempt."""
    create(hall)
    opened = open_hall(hall, _key_of(hall), "王芳")
    back_up(opened.db, hall.with_name("copy.db"))
    with opened.db.write() as session:
        change_hall(session, opened.clerk, {"name": LATER})
    hall.with_name("start").mkdir()
    for end in ("", "-wal", ".keys"):
        path = hall.with_name(hall.name + end)
        shutil.copyfile(path, path.parent / "start" / path.name)
    opened.close()


def bring_back(hall: Path) -> None:
    restore(hall, hall.with_name("copy.db"), "王芳", PASSWORD)


def after_restore(hall: Path, whole: Schema) -> str:
    """What a kill left of a restore: the hall with its last change, or the backup; then again."""
    asides = sorted(hall.parent.glob("hall.db.before-*[0-9]"))
    left = _name_in(hall)
    kept = {_name_in(aside) for aside in asides if left == FACTS.name}
    if left != LATER and LATER not in kept:
        return f"the last change is gone: {left}, aside {kept}"
    if left == LATER:
        bring_back(hall)
    if _name_in(hall) != FACTS.name:
        return "the second run did not bring the backup back"
    return "" if schema(hall, _key_of(hall)) == whole else "a hall that is not whole"


def _key_of(hall: Path) -> bytes:
    return keyring.unwrap(keyring.load(keyring.keyring_path(hall)), "王芳", PASSWORD)


def _name_in(hall: Path) -> str:
    with closing(Database(hall, _key_of(hall))) as db, db.read() as session:
        return queries.hall(session).name


def _judged(hall: Path, after: Callable[[Path, Schema], str], whole: Schema) -> str:
    try:
        return after(hall, whole)
    except UserError as error:
        return str(error)


ACTIONS = {
    "migrate": (upgrade, after_upgrade),
    "create": (create, after_create),
    "restore": (bring_back, after_restore),
}


def main(folder: Path, what: str, stride: int) -> dict[str, Any]:
    """Visit every `stride`-th call and the last ones, where the commit is."""
    act, after = ACTIONS[what]
    shim, hall = Shim(), folder / "hall.db"
    upgrade(folder / "whole.db")
    whole = schema(folder / "whole.db", KEY)
    if what == "restore":
        crashed_hall(hall)
    total = attempt(shim, hall, act, Mode.COUNT, 0)
    points = sorted({*range(1, total + 1, stride), *range(max(1, total - 5), total + 1)})
    faults, untouched = [], 0
    for at in points:
        calls = attempt(shim, hall, act, Mode.KILL, at)
        untouched += not hall.exists() or not hall.stat().st_size
        fault = "not killed" if calls else _judged(hall, after, whole)
        faults += [f"call {at}: {fault}"] if fault else []
    return {"calls": total, "points": len(points), "faults": faults, "untouched": untouched}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))))
