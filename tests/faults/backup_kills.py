"""Backups killed at random moments: `python -m tests.faults.backup_kills FOLDER KILLS`.

Each goes to the same name over the one before. Afterwards that name must hold a whole backup, the
previous or the new one, that opens with the keys beside it.
"""

import json
import os
import signal
import sys
import time
from pathlib import Path
from random import Random
from typing import Any

from gridhall.core.errors import UserError
from gridhall.db import keyring
from gridhall.db.database import Database
from gridhall.hall.service import back_up, change_hall, create_hall, open_hall
from gridhall.hall.service.backup import verify_file
from tests.faults.step_kills import CHEAP, FACTS, PASSWORD


def _usual(db: Database, target: Path) -> float:
    """How many seconds a forked backup takes here when it is left alone."""
    started = time.monotonic()
    child = os.fork()
    if child == 0:
        back_up(db, target)
        os._exit(0)
    os.waitpid(child, 0)
    return time.monotonic() - started


def _killed(db: Database, target: Path, after: float) -> bool:
    """Kill a backup after so many seconds; False when it was ready before."""
    child = os.fork()
    if child == 0:
        back_up(db, target)
        os._exit(0)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def main(folder: Path, kills: int) -> dict[str, Any]:
    """How many were killed half way, and every backup that was not whole afterwards."""
    hall, target, rng = folder / "hall.gridhall", folder / "usb" / "copy.gridhall", Random(5)
    create_hall(hall, FACTS, cost=CHEAP)
    key = keyring.unwrap(keyring.load(keyring.keyring_path(hall)), "王芳", PASSWORD)
    opened = open_hall(hall, key, "王芳")
    back_up(opened.db, target)
    opened.close()
    longest = min(_usual(opened.db, target) for _ in range(3))
    killed, faults = 0, []
    for n in range(kills):
        with opened.db.write() as session:
            change_hall(session, opened.clerk, {"address": f"龙腾路 {n} 号" * 50})
        opened.close()
        killed += _killed(opened.db, target, rng.uniform(0, longest))
        try:
            kept = keyring.unwrap(keyring.load(keyring.keyring_path(target)), "王芳", PASSWORD)
            verify_file(target, kept)
        except UserError as error:
            faults.append(f"backup {n}: {error}")
    back_up(opened.db, target)
    opened.close()
    left = sorted(path.name for path in target.parent.iterdir())
    return {"killed": killed, "faults": faults, "left": left}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(Path(sys.argv[1]), int(sys.argv[2]))))
