"""grid list and grid balance at a terminal: the very keys of the command line's table."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, update

from gridhall.cli.main import main
from gridhall.db import keyring
from gridhall.db.database import Database
from gridhall.places.models import Entrance, Grid
from gridhall.places.service import new_grid
from tests.cli.conftest import PASSWORD, Run


@pytest.fixture
def uneven(demo: Path) -> list[int]:
    """The demonstration's only grid is one of two now, and has nearly everything."""
    keys = keyring.load(keyring.keyring_path(demo))
    database = Database(demo, keyring.unwrap(keys, "demo", PASSWORD))
    with database.write() as session:
        old = session.scalars(select(Grid)).one()
        every = list(session.scalars(select(Entrance.id).order_by(Entrance.id)))
        half = old.household_target // 2
        old.household_target = half
        new = new_grid(session, "G02", "第2网格", half)
        session.add(new)
        session.flush()
        session.execute(update(Entrance).where(Entrance.id == every[-1]).values(grid_id=new.id))
    database.close()
    return every


def test_the_list_counts_every_household(run: Run) -> None:
    answer: Any = run("grid", "list")
    assert [row["code"] for row in answer["grids"]] == ["G01"]
    assert answer["grids"][0]["households"] > 0
    assert answer["grids"][0]["state"] == "ok"
    before: Any = run("grid", "list", "--as-at", "1990-01-01")
    assert before["grids"][0]["households"] == 0


def test_a_balanced_hall_needs_no_order(run: Run) -> None:
    answer: Any = run("grid", "balance", "--apply")
    assert set(answer) >= {"moves", "before", "after", "bound", "seconds"}
    assert (answer["moves"], answer["bound"], answer["number"]) == ([], 0, None)
    size = [{"code": "G01", "households": run("grid", "list")["grids"][0]["households"]}]
    assert answer["before"] == answer["after"] == size


def test_the_proposal_is_carried_out_only_when_asked(run: Run, uneven: list[int]) -> None:
    first: Any = run("grid", "balance")
    assert first["moves"]
    assert {"entrance", "from", "to", "households"} <= set(first["moves"][0])
    assert first["bound"] <= sum(move["households"] for move in first["moves"])
    assert first["number"] is None
    assert _sizes(run) == first["before"]
    done: Any = run("grid", "balance", "--apply", "--number", "龙网〔2026〕7号")
    assert done["moves"] == first["moves"]
    assert done["number"] == "龙网〔2026〕7号"
    assert _sizes(run) == first["after"]
    again: Any = run("grid", "balance", "--apply")
    assert again["moves"] == []


def _sizes(run: Run) -> list[dict[str, Any]]:
    answer: Any = run("grid", "list")
    return [{key: row[key] for key in ("code", "households")} for row in answer["grids"]]


def test_a_person_reads_what_moves(
    demo: Path, uneven: list[int], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["grid", "balance", "--hall", str(demo), "--clerk", "demo"]) == 0
    out, _ = capsys.readouterr()
    assert "G01 → G02" in out
    assert "号楼" in out


def test_what_is_refused(refused: Callable[..., str], uneven: list[int]) -> None:
    said = refused("grid", "list", "--as-at", "2999-01-01")
    assert said == "日期 2999-01-01 还没有到，请改成今天或以前"
    assert "至少要算 1 秒" in refused("grid", "balance", "--seconds", "0")
    assert "不能晚于今天" in refused("grid", "balance", "--apply", "--on", "2999-01-01")
