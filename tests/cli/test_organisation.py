from collections.abc import Callable
from datetime import date, timedelta

import pytest

from gridhall.cli.main import main
from tests.cli.conftest import Run

Refused = Callable[..., str]


def test_an_organisation_is_founded_moved_looked_at_and_taken_back(run: Run) -> None:
    before = len(run("org", "tree")["units"])
    street = run("org", "found", "测试街道党工委", "--on", "2020-01-01")
    assert (street["level"], street["kind"]) == (1, "party_work_committee")
    left, right = (
        run("org", "found", name, "--under", "测试街道党工委", "--on", "2020-01-01")["id"]
        for name in ("东风社区党委", "西苑社区党委")
    )
    branch = run("org", "found", "青年党支部", "--under", left, "--on", "2021-05-01")
    assert branch["level"] == 3
    on = date.today() - timedelta(days=3)
    action = run("org", "move", "青年党支部", "--to", "西苑社区党委", "--on", on)["action"]
    now = {unit["id"]: unit for unit in run("org", "tree")["units"]}
    assert len(now) == before + 4
    assert (now[branch["id"]]["parent"], now[right]["organisations"]) == (right, 2)
    assert (now[branch["id"]]["depth"], now[branch["id"]]["level_name"]) == (3, "小区党支部")
    then = run("org", "tree", "--as-at", on - timedelta(days=1))
    assert {unit["id"]: unit for unit in then["units"]}[branch["id"]]["parent"] == left
    assert then["as_at"] == str(on - timedelta(days=1))
    run("org", "undo", action)
    rows = run("org", "history", "青年党支部")["actions"]
    assert [(row["kind"], row["undone"]) for row in rows] == [
        ("undone", False),
        ("move", True),
        ("found", False),
    ]
    run("org", "merge", "东风社区党委", "--to", right)
    run("org", "dissolve", "青年党支部")
    assert len(run("org", "tree")["units"]) == before + 2


def test_what_cannot_be_is_refused_with_a_sentence(run: Run, refused: Refused) -> None:
    top = run("org", "found", "测试街道党工委", "--on", "2020-01-01")["id"]
    community = run("org", "found", "东风社区党委", "--under", top, "--on", "2020-01-01")["id"]
    assert "移到它的下级“东风社区党委”下面" in refused("org", "move", top, "--to", community)
    assert "还有 1 个下级组织" in refused("org", "dissolve", top)
    assert "没有“南山”这个组织" in refused("org", "history", "南山")
    assert "截至日期不能晚于今天" in refused("org", "tree", "--as-at", "2999-01-01")
    assert "没有“饭馆”这种组织" in refused("org", "found", "甲", "--kind", "饭馆")
    assert "这条记录" in refused("org", "undo", 999999)


def test_the_tree_reads_well_at_a_terminal(
    run: Run, demo: object, capsys: pytest.CaptureFixture[str]
) -> None:
    run("org", "found", "测试街道党工委")
    run("org", "found", "东风社区党委", "--under", "测试街道党工委")
    assert main(["org", "tree", "--hall", str(demo), "--clerk", "demo"]) == 0
    said = capsys.readouterr().out.splitlines()
    assert "级" in said[0]
    community = next(line for line in said if "东风社区党委" in line)
    assert community.startswith("  东风社区党委（")
    assert "党员 0，0 户 0 人，网格 0" in community
