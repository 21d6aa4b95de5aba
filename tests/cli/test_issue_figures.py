"""The whistle ledger's figures at a terminal, on the demonstration hall."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from gridhall.issues.rules.figures import DIMENSIONS, FUNNEL
from tests.cli.conftest import Run

YEAR = f"{date.today().year}"


def test_the_funnel_split_any_way_adds_up(run: Run) -> None:
    whole = run("statistics", "issue-funnel")
    assert whole["collected"] > 0
    for by in DIMENSIONS:
        split = run("statistics", "issue-funnel", "--by", by, "--period", YEAR)
        for stage in FUNNEL:
            assert sum(row[stage] for row in split["rows"]) == whole[stage], (by, stage)


def test_what_is_behind_a_number(run: Run, refused: Callable[..., str]) -> None:
    solved = run("statistics", "issue-funnel", "--behind", "solved")
    assert solved["total"] == run("statistics", "issue-funnel")["solved"]
    assert "没有“moon”这个数" in refused("statistics", "issue-funnel", "--behind", "moon")


def test_heat_and_scores(run: Run) -> None:
    heat = run("statistics", "issue-heat")
    assert sum(row["collected"] for row in heat["rows"]) == heat["total"]
    scores = run("statistics", "unit-scores")
    assert scores["total"] == len(scores["rows"])
    for row in scores["rows"]:
        assert row["points"] == sum(line["points"] for line in row["behind"])


def test_options_of_the_ledger_are_refused_for_other_figures(refused: Callable[..., str]) -> None:
    assert "--period 只用于" in refused("statistics", "ages", "--period", "2026")
    said = refused("statistics", "issue-heat", "--as-at", "2026-01-01")
    assert "--period" in said
    assert "不是统计期" in refused("statistics", "unit-scores", "--period", "去年")


def test_the_papers_and_the_workbook(run: Run, refused: Callable[..., str], tmp_path: Path) -> None:
    for kind, about in (
        ("issue-figures", f"{YEAR}：unit"),
        ("unit-scores", YEAR),
        ("issue-list", f"{YEAR}：在办"),
    ):
        assert run("paper", "issue", kind, "--for", about)["kind"] == kind
    assert "不能只要“满月”" in refused("paper", "issue", "issue-list", "--for", f"{YEAR}：满月")
    out = tmp_path / "issues.xlsx"
    assert run("export", "issues", out)["rows"] > 0
    assert out.exists()
