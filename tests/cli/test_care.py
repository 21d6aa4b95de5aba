from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from tests.cli.conftest import Run

Refused = Callable[..., str]


def _somebody(run: Run) -> int:
    """A resident of the demonstration hall whom nobody visits."""
    visited = {one["person_id"] for one in run("care", "list")["targets"]}
    for name in ("王", "李", "张", "刘", "陈"):
        for one in run("find", name)["hits"]:
            if one["kind"] == "resident" and one["id"] not in visited:
                return int(one["id"])
    raise AssertionError


def test_somebody_is_visited_at_a_terminal(run: Run, refused: Refused, tmp_path: Path) -> None:
    who = _somebody(run)
    made = run("care", "add", who, "--category", "alone_old", "--rhythm", "week", "--visitor",
               "社工小王", "--needs", "血压,聊天")  # fmt: skip
    assert (made["due_on"] >= str(date.today()), made["who"]) == (True, "社工小王")
    assert "已经是关爱对象" in refused("care", "add", who, "--category", "empty_nest")
    assert "1 到 10 颗星" in refused("care", "visit", who, "--deeds", "血压", "--stars", 11)
    seen = run("care", "visit", who, "--deeds", "血压，聊天", "--stars", 9)
    assert (seen["visits"], seen["last_stars"]) == (1, 9)
    assert "一天只记一次" in refused("care", "visit", who, "--deeds", "理发")
    log = run("care", "show", who)["log"]
    assert [one["deeds"] for one in log] == ["pressure,talk"]
    out = tmp_path / "record.pdf"
    assert run("paper", "issue", "care-record", "--for", who, "--out", out)["file"]
    assert out.read_bytes().startswith(b"%PDF")
    run("care", "undo", seen["action"])
    assert run("care", "show", who)["visits"] == 0
    later = date.today() + timedelta(days=40)
    assert run("care", "postpone", who, "--to", later, "--reason", "住院")["put_off"] == "住院"
    changed = run("care", "change", who, "--rhythm", "month")
    assert (changed["rhythm"], changed["who"]) == ("month", "社工小王")
    assert run("care", "absent", who)["absent"] == 1
    ended = run("care", "end", who, "--reason", "家人接走照料")
    assert ended["due_on"] is None
    assert who in [one["person_id"] for one in run("care", "list", "--which", "ended")["targets"]]
    assert "不是关爱对象" in refused("care", "absent", who)


def test_what_waits_and_the_plan_of_a_month(run: Run, refused: Refused, tmp_path: Path) -> None:
    missed = run("care", "missed")["missed"]
    assert all(one["state"] == "missed" for one in missed)
    assert "todos" in run("care", "todo")
    who = _somebody(run)
    run("care", "add", who, "--category", "disabled", "--rhythm", "week", "--visitor", "社工小李")
    month = (date.today().replace(day=28) + timedelta(days=10)).strftime("%Y-%m")
    out = tmp_path / "plan.pdf"
    run("paper", "issue", "care-plan", "--for", f"{month}：社工小李", "--out", out)
    assert out.read_bytes().startswith(b"%PDF")
    assert "没有走访人或网格" in refused("paper", "issue", "care-plan", "--for", f"{month}：谁")
