from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from gridhall.cli.main import main
from tests.cli.conftest import Run

Refused = Callable[..., str]


def test_an_issue_goes_its_way_at_a_terminal(run: Run, refused: Refused) -> None:
    added = run(
        "issue", "add", "--title", "北门路灯不亮", "--path", 3, "--channel", "patrol",
        "--raiser", "李四", "--phone", "13812345678",
    )  # fmt: skip
    number = added["number"]
    assert (added["state"], added["phone"]) == ("collected", "138****5678")
    alike = run("issue", "add", "--title", "北门的路灯不亮了", "--path", 1, "--channel", "12345")
    assert number in [one["number"] for one in alike["likely"]]
    assert run("issue", "step", alike["number"], "merge", "--into", number)["state"] == "declined"
    assert "sort" in run("issue", "step", number)["steps"]
    assert "没有梳理" in refused(
        "issue", "step", number, "route", "--route", 2, "--owner", "路灯所"
    )
    assert run("issue", "step", number, "admit")["state"] == "admitted"
    routed = run("issue", "step", number, "分派", "--route", 2, "--owner", "市政路灯管理所")
    assert (routed["state"], routed["owner_name"]) == ("routed", "市政路灯管理所")
    assert routed["due_on"] > str(date.today())
    assert run("issue", "step", number, "whistle")["state"] == "whistled"
    assert "请写谁来报到" in refused("issue", "step", number, "report-in")
    run("issue", "step", number, "report-in", "--by", "老赵")
    letter = run("issue", "measure", number, "supervision", "--note", "请尽快")
    assert (letter["kind"], letter["ordinal"]) == ("supervision", 1)
    assert run("issue", "reply", letter["measure"], "--words", "已派工")["state"] == "reported_in"
    run("issue", "step", number, "resolve", "--words", "换了灯头")
    assert "请问群众满意不满意" in refused("issue", "step", number, "verify", "--by", "李四")
    run("issue", "step", number, "verify", "--word", "satisfied", "--by", "李四")
    assert "没有办结的凭据" in refused("issue", "step", number, "close")
    shown = run("issue", "show", number)
    assert [one["state"] for one in shown["story"]][:2] == ["verified", "resolved"]
    assert shown["responses"][0]["reported_by"] == "老赵"
    run("issue", "undo", shown["story"][0]["id"])
    assert run("issue", "show", number)["state"] == "resolved"
    listed = run("issue", "list", "--text", "北门")
    assert number in [one["number"] for one in listed["issues"]]
    assert run("issue", "list", "--state", "overdue")["total"] >= 0


def test_what_is_said_wrongly_is_told_with_what_there_is(run: Run, refused: Refused) -> None:
    number = run("issue", "add", "--title", "电梯异响")["number"]
    assert "现在可以：sort 梳理" in refused("issue", "step", number, "fly")
    assert "没有编号是“哨〔2026〕9999”的问题" in refused("issue", "show", "哨〔2026〕9999")
    assert "没有地点“月球”" in refused("issue", "add", "--title", "灯", "--place", "月球")
    missing = refused("issue", "step", number, "take-up")
    assert missing.startswith("请选责任单位")
    assert "对得上的类别" in refused("issue", "step", number, "sort", "--category", "没有的类别")
    early = date.today() - timedelta(days=1)
    words = ("issue", "step", number, "take-up", "--owner", "第1网格员", "--due", early)
    assert "请往后改" in refused(*words)


def test_a_place_a_category_and_a_unit_are_meant_by_their_names(run: Run) -> None:
    found = run("find", "1号楼", "--limit", 5)["hits"]
    assert found
    added = run("issue", "add", "--title", "垃圾没人清运", "--received", date.today())
    sized = run(
        "issue", "step", added["number"], "sort", "--category", "0101", "--size", "minor",
        "--spot", "东侧",
    )  # fmt: skip
    assert (sized["state"], sized["size"], sized["spot"]) == ("sorted", "minor", "东侧")
    assert sized["category"]


def test_a_person_reads_a_line_for_each_issue(
    demo: Path, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    number = run("issue", "add", "--title", "电梯异响", "--spot", "2单元")["number"]
    assert main(["issue", "list", "--hall", str(demo), "--clerk", "demo", "--text", "异响"]) == 0
    assert capsys.readouterr().out == f"{number}\t已收集\t电梯异响\t2单元\n"
