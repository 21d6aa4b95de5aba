"""受理 and its notice with a fault at each file call: wholly there or wholly not, and told."""

import json
import os
from pathlib import Path

import pytest

from tests.faults import fault_shim
from tests.faults.fault_points import MODES

# Every call: GRIDHALL_EVERY_FAULT=1 (two minutes); else every eleventh, each mode another first.
STRIDE = 1 if os.environ.get("GRIDHALL_EVERY_FAULT") else 11


@pytest.mark.parametrize("mode", MODES)
def test_a_fault_at_any_file_call_leaves_all_or_nothing(
    shim: Path, tmp_path: Path, mode: str
) -> None:
    seen = json.loads(fault_shim.run(shim, tmp_path, "fault_points", mode, str(STRIDE)))
    assert seen["faults"] == []
    assert seen["points"] >= 15
    dies = mode in ("kill", "torn")
    assert seen["killed"] == (seen["points"] if dies else 0)
    assert bool(seen["sentences"]) is not dies
    called_full = any("磁盘已满" in sentence for sentence in seen["sentences"])
    assert called_full is mode.startswith("enospc")


@pytest.mark.parametrize("what", ["migrate", "create"])
def test_a_kill_at_any_file_call_leaves_the_old_schema_or_the_new(
    shim: Path, tmp_path: Path, what: str
) -> None:
    stride = 1 if STRIDE == 1 else 25
    seen = json.loads(fault_shim.run(shim, tmp_path, "migration_points", what, str(stride)))
    assert seen["faults"] == []
    assert seen["points"] >= 15
