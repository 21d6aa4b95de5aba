from pathlib import Path

import pytest

from gridhall.bench.registry import _reads, fill, run
from gridhall.bench.timing import over_bare


def test_every_read_has_its_floor_and_the_list_its_frames(
    capfd: pytest.CaptureFixture[str],
) -> None:
    measured = run((400,), frames=5)
    capfd.readouterr()  # the offscreen platform speaks in the screen's own process
    reads = ("card", "household_history", "duplicates", "list_page", "as_at_count", "list_ids")
    frames = tuple(f"frame_p99_{how}" for how in ("wheel", "page", "jump"))
    wanted = {f"{name}_400" for name in (*reads, "monthly_over_scan", *frames)}
    assert set(measured["ratios"]) == wanted
    figures = measured["figures"]
    assert 0 < figures["rows_held_400"] <= 400
    for name in reads[:-1]:
        ratio = figures[f"{name}_ms_400"] / figures[f"{name}_bare_ms_400"]
        assert measured["ratios"][f"{name}_400"] == ratio


def test_the_floor_is_the_very_statements_of_the_read(tmp_path: Path) -> None:
    from random import Random

    database = fill(tmp_path / "hall.db", 200)
    with database.read() as session:
        for reads in _reads(session, 200, Random(1)):
            ours, bare = over_bare(session, reads)
            assert len(ours) == len(bare) == len(reads.about)
    database.close()
