"""The life of a case at a terminal: every word answers with the case, or refuses in a sentence."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.cli.conftest import Run

Refused = Callable[..., str]


@pytest.fixture
def take(run: Run) -> Callable[..., dict[str, Any]]:
    """Receive or accept a matter for the hall's first resident."""
    someone = run("find", "张", "--limit", "20")["hits"]
    who = next(hit["id"] for hit in someone if hit["kind"] == "resident")

    def taken(word: str, materials: str = "all") -> dict[str, Any]:
        return run("case", word, "--matter", "HJ01", "--applicant", who, "--materials", materials)

    return taken


def test_from_receipt_to_the_archive(run: Run, refused: Refused, take: Callable[..., Any]) -> None:
    got = take("receive", "1")
    number = got["number"]
    assert (got["state"], got["promised_on"]) == ("received", None)
    assert got["due_on"] == got["notice_due_on"]
    assert "还没有受理。请先受理，再办结。" in refused("case", "finish", number)
    told = run("case", "notice", number, "--lacking", "2,3", "--problem", "没有盖章")
    assert (told["state"], told["due_on"]) == ("supplement", None)
    run("case", "materials", number, "2,3")
    taken = run("case", "accept-received", number)
    assert (taken["state"], taken["due_on"]) == ("accepted", taken["promised_on"])
    paused = run("case", "suspend", number, "--kind", "实地核查", "--reason", "等街道核查")
    assert (paused["state"], paused["due_on"]) == ("suspended", None)
    assert "不能再开始一次" in refused(
        "case", "suspend", number, "--kind", "other", "--reason", "再来"
    )
    run("case", "resume", number, "--outcome", "属实")
    run("case", "decide", number, "--opinion", "同意")
    done = run("case", "finish", number, "--kind", "出证办结", "--result", "初审意见")
    assert (done["state"], done["finish_kind"]) == ("finished", "issued")
    run("case", "deliver", number, "--to", "本人")
    filed = run("case", "archive", number, "--place", "第 3 盒")
    assert [case["state"] for case in filed["cases"]] == ["archived"]
    shown = run("case", "show", number)
    assert [event["kind"] for event in shown["events"]][-3:] == [
        "finished",
        "delivered",
        "archived",
    ]
    assert [notice["lacking"] for notice in shown["notices"]]
    assert (len(shown["pauses"]), shown["rated"], shown["steps"]) == (1, False, ["link", "note"])
    assert [one for one in run("check")["problems"] if one["count"]] == []


def test_extension_hand_over_link_and_note(
    run: Run, refused: Refused, take: Callable[..., Any]
) -> None:
    one, other = take("accept")["number"], take("accept")["number"]
    asked = run("case", "extend", one, "--days", "3", "--reason", "街道复核")
    moved = run("case", "approve", one, "--opinion", "同意")
    assert moved["promised_on"] > asked["promised_on"]
    assert "只能延期一次" in refused("case", "extend", one, "--days", "1", "--reason", "再来")
    assert "不能和自己关联" in refused("case", "link", one, one)
    run("case", "link", one, other)
    assert run("case", "show", other)["links"] == [one]
    assert "没有编号为“QY1”的迁移" in refused("case", "link", one, "QY1")
    run("case", "note", one, "电话联系过")
    assert "操作员“没有这人”已停用或不存在" in refused("case", "hand-over", one, "--to", "没有这人")
    assert "已经在demo手上" in refused("case", "hand-over", one, other, "--to", "demo")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("finish", "--kind", "burnt"), "没有“burnt”这种办结类型"),
        (("deliver", "--to", "本人"), "还没有办结，没有可以送达的结果"),
        (("archive", "--place", "盒"), "还没有办结，不能归档"),
        (("approve",), "没有等审批的延期申请"),
        (("resume", "--outcome", "好了"), "不在特别程序中"),
        (("notice", "--lacking", "1"), "已经受理，不能再一次性告知"),
        (("decline", "--reason", "不归我们"), "受理错了请用“撤销受理”"),
        (("materials", "一"), "不是材料序号，请写成 1,2,4 这样"),
        (("pass-on", "--agency", "没有的机构", "--reason", "不归我们"), "没有的机构"),
        (("note", "话", "--at", "2099-01-01T09:00"), "还没有到。请填已经发生的时间。"),
        (("note", "话", "--at", "2026-01-05T09:00"), "这一步不能早于它"),
        (("withdraw", "--reason", " "), "请写撤回的原因"),
    ],
)
def test_every_refusal_is_a_sentence(
    refused: Refused, take: Callable[..., Any], words: tuple[str, ...], said: str
) -> None:
    number = take("accept")["number"]
    first, *rest = words
    extra = [rest.pop(0)] if rest and not rest[0].startswith("--") else []
    told = refused("case", first, number, *extra, *rest)
    assert said in told
    assert len(told.strip().splitlines()) == 1


def test_counting_anew_answers_how_many_changed(run: Run, take: Callable[..., Any]) -> None:
    take("accept")
    run("case", "recompute")
    again = run("case", "recompute")
    assert again["changed"] == 0
    assert again["open"] > 0


def test_a_question_is_written_down_answered_or_taken_in(run: Run, refused: Refused) -> None:
    asked = ("case", "consult", "--matter", "HJ01", "--question", "要带什么材料")
    told = run(*asked, "--name", "来访群众", "--answer", "带户口簿原件")
    assert (told["state"], told["applicant_id"]) == ("answered", None)
    assert told["closed_at"] is not None
    open_one = run(*asked, "--name", "老李", "--request-key", "q1")
    assert open_one["state"] == "consulting"
    assert run(*asked, "--name", "老李", "--request-key", "q1")["id"] == open_one["id"]
    assert "没有居民档案，不能收件" in refused("case", "take-in", open_one["number"])
    assert "请写答复的内容" in refused("case", "answer", open_one["number"], " ")
    someone = next(h["id"] for h in run("find", "张")["hits"] if h["kind"] == "resident")
    came = run("case", "take-in", open_one["number"], "--applicant", someone)
    assert (came["state"], came["applicant_id"]) == ("received", someone)
    assert came["notice_due_on"] is not None
    assert "不能" in refused("case", "answer", open_one["number"], "太晚了")
    assert "请写问了什么" in refused(
        "case", "consult", "--matter", "HJ01", "--name", "老李", "--question", " "
    )
