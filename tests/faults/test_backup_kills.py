"""Killing a backup never costs the good one before it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.fault_shim import ROOT


@pytest.mark.skipif(sys.platform == "win32", reason="forks and sends SIGKILL")
def test_a_killed_backup_leaves_the_previous_one_or_the_new_one(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.faults.backup_kills", str(tmp_path), "25"]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert (ended.returncode, ended.stderr) == (0, "")
    seen = json.loads(ended.stdout)
    assert seen["faults"] == []
    assert seen["killed"] >= 10
    assert seen["left"] == ["copy.gridhall", "copy.gridhall.json", "copy.gridhall.keys"]
