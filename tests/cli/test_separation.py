"""statistics separation at a terminal: people by state, grid by grid, as at a day."""

from collections.abc import Callable
from typing import Any

from tests.cli.conftest import Run


def test_people_by_state_and_grid(run: Run) -> None:
    answer: Any = run("statistics", "separation")
    assert answer["months"] == 6
    assert answer["total"] > 0
    rows = answer["rows"]
    apart = ("hukou_not_resident", "resident_no_hukou", "property_no_hukou", "property_only")
    assert answer["total"] == sum(row[state] for row in rows for state in apart)
    people = ("consistent", "unknown", "elsewhere", "fresh", *apart)
    everybody: Any = run("statistics", "hukou")
    assert sum(row[state] for row in rows for state in people) == everybody["total"]
    one: Any = run("statistics", "separation", "--grid", rows[0]["grid"])
    assert one["rows"] == rows[:1]


def test_as_at_a_day_before_anybody_was_there(run: Run) -> None:
    answer: Any = run("statistics", "separation", "--as-at", "1990-01-01")
    assert (answer["as_at"], answer["rows"], answer["total"]) == ("1990-01-01", [], 0)


def test_no_such_grid_and_a_day_to_come(refused: Callable[..., str]) -> None:
    said = refused("statistics", "separation", "--grid", "G99")
    assert said == "没有网格“G99”，或者里面还没有人。请核对网格的编号或名称"
    said = refused("statistics", "separation", "--as-at", "2999-01-01")
    assert said == "日期 2999-01-01 还没有到，请改成今天或以前"
