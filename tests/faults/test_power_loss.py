"""A power cut at any moment keeps what was acknowledged; with less syncing it would not."""

import json
from pathlib import Path

from tests.faults import fault_shim


def test_no_power_cut_takes_back_what_was_acknowledged(shim: Path, tmp_path: Path) -> None:
    told = fault_shim.run(shim, tmp_path / "hall", "power_loss", "100", "FULL")
    replayed = json.loads(told)
    assert replayed["seen"] == {"sound": 100}
    assert replayed["acknowledged"] >= 20


def test_the_replay_catches_a_hall_that_syncs_too_seldom(shim: Path, tmp_path: Path) -> None:
    replayed = json.loads(fault_shim.run(shim, tmp_path / "hall", "power_loss", "40", "NORMAL"))
    assert replayed["seen"]["lost"] > 5
