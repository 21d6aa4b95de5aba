from collections.abc import Callable
from pathlib import Path

from tests.cli.conftest import Run

Refused = Callable[..., str]
AT = ("--counter", "9号窗口")


def test_a_number_goes_through_the_hall(run: Run, refused: Refused, tmp_path: Path) -> None:
    lane = run("ticket", "lane", "Q", "--name", "测试队列", "--counters", "9号窗口")
    assert (lane["prefix"], lane["counters"]) == ("Q", "9号窗口")
    file = tmp_path / "t.pdf"
    run("ticket", "take", "A", "--priority", "veteran")  # for every counter, before ours
    first = run("ticket", "take", "Q", "--out", file)
    old = run("ticket", "take", "q", "--priority", "elderly", "--request-key", "k1")
    assert run("ticket", "take", "q", "--request-key", "k1")["id"] == old["id"]
    assert (first["number"], old["number"], old["before"]) == ("Q001", "Q002", 0)
    assert file.read_bytes().startswith(b"%PDF")
    order = run("ticket", "list", *AT)["tickets"]
    ours = [one["number"] for one in order if one["number"].startswith("Q")]
    assert ours == ["Q002", "Q001"]
    first_of_all = run("ticket", "next", *AT)
    assert first_of_all["number"] == order[0]["number"]
    run("ticket", "done", *AT)
    assert "手上没有号" in refused("ticket", "done", *AT)
    called = run("ticket", "next", *AT, "--number", "Q002")
    assert (called["number"], called["counter"]) == ("Q002", "9号窗口")
    assert called["waiting"] == len(order) - 2
    assert "已经叫到 Q002" in refused("ticket", "next", *AT)
    assert run("ticket", "recall", *AT)["calls"] == 2
    assert run("ticket", "no-show", *AT)["state"] == "no_show"
    assert run("ticket", "put-back", "Q2")["state"] == "waiting"
    assert run("ticket", "next", *AT, "--number", "q001")["number"] == "Q001"
    assert run("ticket", "start", *AT)["state"] == "serving"
    passed = run("ticket", "pass-on", "A", "Q001", *AT)
    assert (passed["queue"], passed["passes"]) == ("综合业务", 1)
    assert run("ticket", "next", *AT, "--number", "Q002")["number"] == "Q002"
    assert run("ticket", "done", "Q002", *AT)["state"] == "served"
    assert "已经办完了" in refused("ticket", "done", "Q002", *AT)
    assert run("ticket", "undo", "Q002", *AT)["state"] == "serving"
    assert run("ticket", "next", *AT, "--settle", "finish", "--number", "Q001")["number"] == "Q001"
    assert run("ticket", "done", *AT)["state"] == "served"
    counted = run("ticket", "figures")
    assert "9号窗口" in [one["name"] for one in counted["counters"]]
    run("ticket", "lane", "Q", "--state", "retired")
    assert "已经停用，不能取号" in refused("ticket", "take", "Q")
    assert "Q" in [one["prefix"] for one in run("ticket", "lanes", "--all")["lanes"]]
    assert "Q" not in [one["prefix"] for one in run("ticket", "lanes")["lanes"]]


def test_what_is_wrong_is_said(run: Run, refused: Refused) -> None:
    assert "没有业务队列“XX”" in refused("ticket", "take", "XX")
    assert "不是排队号" in refused("ticket", "leave", "你好")
    assert "不是排队号" in refused("ticket", "no-show", "")  # not whoever is at the counter
    told = refused("ticket", "take", "A", "--out", "/没有这个文件夹/t.pdf")
    assert "写不进去；A" in told
    assert "已经取好" in told
    assert "请对调" in refused("ticket", "figures", "--from", "2026-02-01", "--to", "2026-01-01")
