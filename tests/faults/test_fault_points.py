"""受理 and its notice with a fault at each file call: wholly there or wholly not, and told."""

import json
import os
from pathlib import Path

import pytest

from tests.faults import fault_shim
from tests.faults.fault_points import MODES

DYING, REFUSED, FULL = ("kill", "torn"), ("eio-once", "eio", "erofs"), ("enospc-once", "enospc")
# Every call: GRIDHALL_EVERY_FAULT=1 (two minutes); else every eleventh, each mode another first.
STRIDE = 1 if os.environ.get("GRIDHALL_EVERY_FAULT") else 11


@pytest.mark.parametrize("modes", [DYING, REFUSED, FULL], ids=["dying", "refused", "full"])
def test_a_fault_at_any_file_call_leaves_all_or_nothing(
    shim: Path, tmp_path: Path, modes: tuple[str, ...]
) -> None:
    told = json.loads(fault_shim.run(shim, tmp_path, "fault_points", str(STRIDE), *modes))
    for mode, seen in told.items():
        assert seen["faults"] == [], mode
        assert seen["points"] >= 15
        assert seen["killed"] == (seen["points"] if modes is DYING else 0)
        assert bool(seen["sentences"]) is (modes is not DYING)
        called_full = any("磁盘已满" in sentence for sentence in seen["sentences"])
        assert called_full is (modes is FULL)
    assert tuple(told) == modes


def test_every_kind_of_fault_is_visited() -> None:
    assert sorted((*DYING, *REFUSED, *FULL)) == sorted(MODES)


@pytest.mark.parametrize(("what", "step"), [("migrate", 25), ("create", 25), ("restore", 6)])
def test_a_kill_at_any_file_call_leaves_the_old_state_or_the_new(
    shim: Path, tmp_path: Path, what: str, step: int
) -> None:
    stride = 1 if STRIDE == 1 else step
    seen = json.loads(fault_shim.run(shim, tmp_path, "step_kills", what, str(stride)))
    assert seen["faults"] == []
    assert seen["points"] >= 15
