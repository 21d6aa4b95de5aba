"""meeting at a terminal: opened, decided, ended, its minutes; the agenda of the next one."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from tests.cli.conftest import Run

Refused = Callable[..., str]
_ISSUE = ("--path", 3, "--channel", "sms")


def test_a_meeting_from_its_plan_to_its_minutes(run: Run, refused: Refused, tmp_path: Path) -> None:
    today = str(date.today())
    first = run("issue", "add", "--title", "3号楼楼道灯不亮", *_ISSUE)["number"]
    second = run("issue", "add", "--title", "井盖松动", *_ISSUE)["number"]
    before = run("meeting", "agenda")
    assert {first, second} <= {one["number"] for one in before["items"]}
    for one in run("meeting", "list")["meetings"]:
        if one["state"] in ("planned", "noticed", "open"):
            run("meeting", "cancel", one["held_on"], "--reason", "试用")
    opened = run("meeting", "open", today, "--place", "三楼会议室")
    assert opened["state"] == "open"
    items = run("meeting", "agenda", today)["items"]
    assert {"number", "title", "carried"} <= items[0].keys()
    carried = [one["carried"] for one in items]
    assert carried == sorted(carried, reverse=True)
    told = run("meeting", "decide", first, "take_up", "--owner", "红色物业", "--votes", "5/0/1")
    assert (told["decision"], told["owner"], told["votes"]) == ("take_up", "红色物业", [5, 0, 1])
    assert run("issue", "show", first)["state"] == "in_progress"
    run("meeting", "undo", told["action"])
    assert run("issue", "show", first)["state"] == "on_agenda"
    late = str(date.today() - timedelta(1))
    assert "早于开会的日子" in refused(
        "meeting", "decide", first, "take_up", "--owner", "红色物业", "--due", late
    )
    run("meeting", "decide", first, "decline", "--refusal", "done", "--said", "物业说修好了")
    run("meeting", "invite", "钱进", "--workplace", "供电所", "--guest")
    run("meeting", "came", "钱进")
    assert "名单里没有" in refused("meeting", "came", "查无此人")
    made = run("meeting", "minutes")
    assert (made["state"], made["pages"] >= 1) == ("minuted", True)
    left = run("meeting", "agenda")["items"]
    numbers = {one["number"]: one["carried"] for one in left}
    assert first not in numbers
    assert numbers[second] == 1
    out = tmp_path / "list.pdf"
    paper = run("paper", "issue", "meeting-agenda", "--for", today, "--out", out)
    assert out.read_bytes()[:4] == b"%PDF"
    assert run("paper", "issue", "meeting-agenda", "--for", today)["number"] == paper["number"]
    assert "没有会议" in refused("paper", "issue", "meeting-minutes", "--for", "2001-01-01")


def test_a_day_ahead_is_arranged(run: Run, refused: Refused) -> None:
    ahead = str(date.today() + timedelta(200))
    told = run("meeting", "open", ahead)
    assert told["state"] == "planned"
    assert "已经安排了" in refused("meeting", "plan", ahead)
    issue = run("issue", "add", "--title", "屋顶漏水", *_ISSUE)["number"]
    asked = run("meeting", "agenda", ahead)
    assert issue in [one["number"] for one in asked["items"]]
    assert asked["meeting"]["held_on"] == ahead
    day_after = str(date.today() + timedelta(201))
    assert run("meeting", "agenda", day_after)["meeting"] is None
    assert "原因" in refused("meeting", "cancel", ahead, "--reason", " ")
    cancelled = run("meeting", "cancel", ahead, "--reason", "改期")
    assert cancelled["state"] == "cancelled"
    assert run("meeting", "debrief", "张志国", "2026年上半年", "--score", 90)["id"] > 0
