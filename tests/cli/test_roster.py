"""roster at a terminal: solved, published, and said what nobody can fill."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from gridhall.cli.main import main
from tests.cli.conftest import Run


def _open_days(run: Run) -> list[str]:
    """The days of the demonstration hall that are planned and not over."""
    return [
        str(day["nominal"])
        for year in (2026, 2027)
        for day in run("days", "--year", year)["days"]
        if day["state"] in ("planned", "published") and day["actual"] is not None
    ]


def test_a_day_is_solved(run: Run) -> None:
    when = _open_days(run)[0]
    before: Any = run("roster", when)
    assert before["objective"] is None
    solved: Any = run("roster", when, "--solve", "--seconds", 20)
    assert solved["places"] == before["places"] > 0
    assert solved["filled"] >= before["filled"]
    assert solved["gap"] == 0
    assert solved["proven"]
    assert solved["bound"] == solved["objective"]
    assert {row["state"] for row in solved["assignments"]} <= {"confirmed", "suggested"}


def test_what_is_suggested_is_published_unless_somebody_is_at_two_places(
    run: Run, demo: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    when = _open_days(run)[0]
    run("roster", when, "--solve", "--seconds", 20)
    code = main(["roster", when, "--publish", "--hall", str(demo), "--clerk", "demo", "--json"])
    out, err = capsys.readouterr()
    rows: Any = run("roster", when)["assignments"]
    if code:  # the demonstration hall may begin with a clash: then nothing is taken either
        assert "请先移除或换人" in err
        assert "suggested" in {row["state"] for row in rows}
    else:
        assert json.loads(out)["published"]
        assert {row["state"] for row in rows} == {"confirmed"}


def test_what_is_no_service_day_is_refused(refused: Callable[..., str]) -> None:
    assert "没有安排服务日" in refused("roster", "2031-03-15")
    assert "没有排好岗位" in refused("roster", "2031-03")
    assert "至少要算 1 秒" in refused("roster", "2026-12-15", "--seconds", 0)
