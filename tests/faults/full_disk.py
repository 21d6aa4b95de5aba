"""受理 while the file may not grow beyond a limit: `python -m tests.faults.full_disk FOLDER`.

RLIMIT_FSIZE is set a little higher each time, until there is room. Python ignores SIGXFSZ, so a
write beyond the limit fails as on a full disk.
"""

import json
import resource
import sys
from pathlib import Path
from typing import Any

from tests.faults.fault_points import Judge, make_rig, state
from tests.faults.fault_shim import Mode

STEP = 24 * 1024
_, HARD = resource.getrlimit(resource.RLIMIT_FSIZE)


def limit(size: int) -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, HARD))


def main(folder: Path) -> dict[str, Any]:
    """How often 受理 was refused until it fitted, and what was wrong."""
    rig = make_rig(folder, shim=None)
    judge, refused = Judge(rig), 0
    for room in range(0, 100 * STEP, STEP):
        rig.reset()
        limit(room)
        told = rig.act()
        limit(HARD)
        kept, _ = state(rig.hall)
        rig.desk.db.close()
        judge.judge(room, told, Mode.FAIL_FROM_HERE)
        if told == ["accepted", "issued"]:
            break
        refused += "accepted" not in told and kept["drafts"] == 1
    return {"refused": refused, "faults": judge.faults, "sentences": judge.sentences}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(Path(sys.argv[1]))))
