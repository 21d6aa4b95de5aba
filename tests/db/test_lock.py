import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from gridhall.core.errors import UserError
from gridhall.db.lock import HallInUse, HallLock

HOLD = """
import sys, time
from pathlib import Path
from gridhall.db.lock import HallLock
lock = HallLock(Path(sys.argv[1]), "李敏")
lock.take()
print("held", flush=True)
time.sleep(60)
"""


def test_a_second_process_is_told_who_has_the_hall_open(tmp_path: Path) -> None:
    hall = tmp_path / "hall.gridhall"
    root = Path(__file__).parents[2]
    other = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(hall)], stdout=subprocess.PIPE, cwd=root
    )
    try:
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        with pytest.raises(HallInUse, match=f"李敏.*进程 {other.pid}"):
            HallLock(hall, "王芳").take()
    finally:
        os.kill(other.pid, signal.SIGKILL)
        other.communicate()
    with HallLock(hall, "王芳"):
        pass


def test_a_released_lock_can_be_taken_again(tmp_path: Path) -> None:
    hall = tmp_path / "hall.gridhall"
    for who in ("王芳", "李敏"):
        with HallLock(hall, who), pytest.raises(HallInUse, match=who):
            HallLock(hall, "高明").take()


def test_a_folder_that_takes_no_lock_file_is_told(tmp_path: Path) -> None:
    hall = tmp_path / "hall.gridhall"
    hall.with_name("hall.gridhall.lock").mkdir()
    with pytest.raises(UserError, match="不能写入"):
        HallLock(hall, "王芳").take()
