"""opinion at a terminal: surveys, topics and reception days, with their papers."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from tests.cli.conftest import Run

Refused = Callable[..., str]
TODAY = date.today()


def test_a_survey_from_its_form_to_the_work_plan(
    run: Run, refused: Refused, tmp_path: Path
) -> None:
    place = _place(refused)
    asked = ("--option", "大门", "监控", "路面")
    new = run("opinion", "survey-new", "诉求调查", "--place", place, *asked)
    number = new["number"]
    assert new["state"] == "draft"
    assert "走访名单还是空的" in refused("opinion", "survey-open", number)
    listed = run("opinion", "survey-doors", number, "--every", 3)
    assert listed["households"] > 2
    form = run("paper", "issue", "survey-form", "--for", number, "--out", tmp_path / "f.pdf")
    assert form["kind"] == "survey-form"
    run("opinion", "survey-open", number)
    doors = [one["door"].split()[-1] for one in run("opinion", "survey-show", number)["visits"]]
    run("opinion", "survey-answer", number, f"{place} {doors[0]}", "12", "路灯不亮")
    told = run("opinion", "survey-answer", number, f"{place} {doors[1]}", "1")
    run("opinion", "survey-answer", number, f"{place} {doors[2]}", "--state", "absent")
    assert told["done"] == 2
    assert "第 1 题：这一题按 1 到 3" in refused(
        "opinion", "survey-answer", number, f"{place} {doors[0]}", "9"
    )
    assert "只有 2 道题" in refused(
        "opinion", "survey-answer", number, f"{place} {doors[0]}", "1", "好", "多"
    )
    shown = run("opinion", "survey-show", number)
    assert [(one["title"], one["households"]) for one in shown["ranking"][:2]] == [
        ("大门", 2),
        ("监控", 1),
    ]
    run("opinion", "survey-close", number)
    assert "没有诉求“电梯”" in refused("opinion", "survey-settle", number, "--take", "电梯")
    settled = run("opinion", "survey-settle", number, "--as", "project")
    assert [one["kind"] for one in settled["outcomes"]] == ["project", "project"]
    run("opinion", "undo", settled["action"])
    assert run("opinion", "survey-show", number)["outcomes"] == []
    assert run("paper", "issue", "survey-ranking", "--for", number)["pages"] == 1
    assert "没有诉求调查" in refused("opinion", "survey-show", "诉〔1999〕001")


def test_a_topic_is_voted_on(run: Run, refused: Refused) -> None:
    place = _place(refused)
    new = run("opinion", "topic-propose", "更换大门", "--place", place, "--proposer", "王晓燕")
    number = new["number"]
    run("opinion", "topic-discuss", number, "都同意", "--present", 12)
    begun = run("opinion", "topic-begin", number, "--eligible", 3)
    assert begun["eligible"] == 3
    survey = run("opinion", "survey-new", "找门牌", "--place", place)["number"]
    run("opinion", "survey-doors", survey)
    doors = [one["door"] for one in run("opinion", "survey-show", survey)["visits"]]
    run("opinion", "topic-vote", number, doors[0], "for")
    assert "一户一票" in refused("opinion", "topic-vote", number, doors[0], "against")
    run("opinion", "topic-vote", number, doors[1], "for")
    ended = run("opinion", "topic-decide", number)
    assert (ended["passed"], ended["votes_for"]) == (True, 2)
    run("opinion", "topic-finish", number, "换好了")
    judged = run("opinion", "topic-judge", number, "--satisfied", 5)
    assert judged["stage"] == "judged"
    assert run("paper", "issue", "topic-record", "--for", number)["pages"] == 1
    assert number in [one["number"] for one in run("opinion", "topics")["topics"]]


def test_a_reception_day_turns_into_issues(run: Run, refused: Refused) -> None:
    plan = run(
        "opinion", "reception-plan", TODAY, "--place", "小广场", "--hosts", "宋永东",
        "--rhythm", "weekly", "--until", TODAY + timedelta(days=14),
    )  # fmt: skip
    assert len(plan["days"]) == 3
    come = ("opinion", "receive", TODAY, "路灯不亮", "--name", "刘先生")
    assert "请写当场怎么答复" in refused(*come)
    made = run(*come, "--issue", "--phone", "13812345678")
    assert made["issue"].startswith("哨〔")
    shown = run("opinion", "reception-show", TODAY)
    assert shown["visitors"][0]["phone"] == "138****5678"
    assert run("opinion", "reception-close", TODAY)["state"] == "held"
    later = TODAY + timedelta(days=7)
    assert run("opinion", "reception-close", later, "--cancel", "开会")["state"] == "cancelled"
    assert run("paper", "issue", "reception-record", "--for", TODAY)["pages"] == 1
    assert "接待日写日期" in refused("paper", "issue", "reception-notice", "--for", "明天")
    told = run("opinion", "receptions", "--since", TODAY)["receptions"]
    assert sum(one["place"] == "小广场" for one in told) == 3


def _place(refused: Refused) -> str:
    """A compound of the demonstration hall, out of the sentence that names some."""
    sentence = refused("opinion", "survey-new", "x", "--place", "没有的小区")
    return sentence.split("例如 ")[1].split("、")[0].strip()
