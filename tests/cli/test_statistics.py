from collections.abc import Callable
from typing import Any

from gridhall.registry.queries.statistics import FIGURES
from tests.cli.conftest import Run


def test_each_figure_answers_with_rows_that_make_up_its_total(run: Run) -> None:
    names = [name for name in FIGURES if name != "separation"]  # its total are those apart
    answers = {name: run("statistics", name) for name in names}
    (total,) = {answer["total"] for answer in answers.values()}  # however they are counted
    assert 140 < total <= 150  # a few of the fictional residents died or left
    assert sum(row["male"] + row["female"] for row in answers["ages"]["rows"]) == total
    assert sum(row["people"] for row in answers["buildings"]["rows"]) == total
    assert answers["months"]["rows"][-1]["closing"] == total


def test_a_past_day_has_its_own_figures(run: Run) -> None:
    then = run("statistics", "hukou", "--as-at", "2015-01-01")
    assert 0 < then["total"] < 150
    assert then["as_at"] == "2015-01-01"


def test_a_day_to_come_is_refused(refused: Callable[..., str]) -> None:
    said: Any = refused("statistics", "ages", "--as-at", "2999-01-01")
    assert said.startswith("截至日期不能晚于今天")


def test_a_figure_and_a_roster_are_papers(run: Run, refused: Callable[..., str]) -> None:
    figure = run("paper", "issue", "statistics", "--for", "months")
    assert (figure["kind"], figure["title"]) == ("statistics", "人口统计表")
    again = run("paper", "issue", "statistics", "--for", "months")
    assert again["number"] == figure["number"]
    building = run("statistics", "buildings")["rows"][0]["label"]
    roster = run("paper", "issue", "roster", "--for", f"{building}：入户走访")
    assert roster["kind"] == "roster"
    assert "没有统计“moon”" in refused("paper", "issue", "statistics", "--for", "moon")
    assert "请写成“楼栋：用途”" in refused("paper", "issue", "roster", "--for", building)
