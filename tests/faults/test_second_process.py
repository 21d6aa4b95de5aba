"""Another process on an open hall: told who has it open, and nothing is changed."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from gridhall.core.clerk import Clerk
from gridhall.db import keyring
from gridhall.db.database import Database
from gridhall.db.lock import HallLock
from gridhall.hall.service import change_hall, create_hall, open_hall
from tests.faults.fault_shim import ROOT
from tests.faults.step_kills import CHEAP, FACTS, PASSWORD


def state(folder: Path) -> dict[str, str]:
    """Every file with the hash of its bytes; the shared memory only coordinates readers."""
    files = [path for path in folder.rglob("*") if path.is_file() and path.suffix != ".db-shm"]
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


@pytest.mark.parametrize(
    "words", [["check"], ["backup", "{}/other.gridhall"], ["restore", "{}/copy.gridhall"]]
)
def test_a_second_process_is_told_and_changes_nothing(tmp_path: Path, words: list[str]) -> None:
    hall = tmp_path / "hall.db"
    create_hall(hall, FACTS, cost=CHEAP)
    create_hall(tmp_path / "copy.gridhall", FACTS, cost=CHEAP)
    key = keyring.unwrap(keyring.load(keyring.keyring_path(hall)), "王芳", PASSWORD)
    with HallLock(hall, "王芳"):
        opened = open_hall(hall, key, "王芳")
        rename(opened.db, opened.clerk, "改过的名字")  # something is in the log
        before = state(tmp_path)
        typed = [word.format(tmp_path) for word in words]
        ended = subprocess.run(
            [sys.executable, "-m", "gridhall", "--hall", str(hall), "--clerk", "王芳", *typed],
            cwd=ROOT,
            env={**os.environ, "GRIDHALL_PASSWORD": PASSWORD, "PYTHONIOENCODING": "utf-8"},
            capture_output=True,
            encoding="utf-8",
            timeout=60,
        )
        assert (ended.returncode, ended.stdout) == (1, "")
        assert "这个大厅正由王芳打开着" in ended.stderr
        assert f"进程 {os.getpid()}" in ended.stderr
        assert state(tmp_path) == before
        rename(opened.db, opened.clerk, "还能改")
        opened.close()


def rename(db: Database, clerk: Clerk, name: str) -> None:
    with db.write() as session:
        change_hall(session, clerk, {"name": name})
