"""signin and hours: a day at a terminal, from the first sign-in to the ledger."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from icalendar import Calendar

from gridhall.cli.opening import open_hall
from gridhall.volunteering.models import Volunteer
from tests.cli.conftest import Run
from tests.volunteering.people import volunteer
from tests.volunteering.served import make_day, roster

DAY = date.today() - timedelta(days=3)


@pytest.fixture
def desk(demo: Path) -> Path:
    """On a day three days ago 周签到 was rostered for the morning, 吴临时 was not."""
    from gridhall.db import keyring

    keys = keyring.load(keyring.keyring_path(demo))
    hall = open_hall(demo, keyring.unwrap(keys, "demo", "gridhall-demo"), "demo")
    with hall.db.write() as session:
        one = volunteer(session, "周签到")
        volunteer(session, "吴临时")
        day = make_day(session, DAY)
        roster(session, day, one, ("义诊测压", "上午一"), ("义诊测压", "上午二"))
    hall.close()
    return demo


def test_a_past_day_by_its_roster_then_the_ledger(desk: Path, run: Run) -> None:
    told = run("signin", DAY, "周签到")
    assert (told["name"], told["hours"], told["entries"]) == ("周签到", 0, [])
    assert told["attendance"][0] | {"kind": ""} == {
        "name": "周签到",
        "post": "义诊测压",
        "shifts": "上午一、上午二",
        "state": "out",
        "kind": "",
        "signed_in": "08:30",
        "signed_out": "11:30",
    }
    run("signin", DAY, "吴临时", "--at", "9:00", "--out", "10:20")
    closed = run("signin", DAY, "--close")
    assert (closed["people"], closed["hours"], closed["left"]) == (2, 4.5, [])
    mine = run("hours", "周签到")
    assert (mine["hours"], mine["own_hours"]) == (3, 3)
    assert [(e["from"], e["to"], e["content"]) for e in mine["entries"]] == [
        ("08:30", "11:30", "义诊测压")
    ]
    assert run("hours", "周签到", "--from", DAY + timedelta(days=1))["entries"] == []
    seq = mine["entries"][0]["seq"]
    undone = run("hours", "周签到", "--reverse", seq, "--reason", "签错了人")
    assert undone["hours"] == 0
    assert [e["hours"] for e in undone["entries"]] == [3, -3]
    assert run("check")["problems"] == []


def test_what_is_refused(desk: Path, refused: Callable[..., str]) -> None:
    assert "不是钟点" in refused("signin", DAY, "周签到", "--at", "25:00", "--out", "26:00")
    assert "用 --at 和 --out" in refused("signin", DAY, "吴临时")
    assert "还没有到" in refused("signin", date.today() + timedelta(days=9), "周签到")
    assert "写明是哪位" in refused("signin", DAY)
    assert "2004 年起" in refused("signin", "0001-01-01", "周签到")
    assert "不是钟点" in refused("signin", DAY, "周签到", "--at", "")
    assert "加 --walk-in" in refused("signin", DAY, "吴临时", "--at", "9:00")
    assert "没有志愿者“无此人”" in refused("hours", "无此人")
    assert "没有可签退的" in refused("signin", DAY, "周签到", "--leave")
    assert "还没有人签到" in refused("signin", DAY, "--close")
    assert "起日晚于止日" in refused("hours", "周签到", "--from", DAY, "--to", "2020-01-01")


def test_duties_to_come_are_saved_as_a_calendar(
    desk: Path, run: Run, refused: Callable[..., str], tmp_path: Path
) -> None:
    from gridhall.db import keyring

    out = tmp_path / "日程.ics"
    assert "没有排班" in refused("hours", "周签到", "--ics", out)
    assert not out.exists()
    keys = keyring.load(keyring.keyring_path(desk))
    hall = open_hall(desk, keyring.unwrap(keys, "demo", "gridhall-demo"), "demo")
    with hall.db.write() as session:
        found = session.query(Volunteer).order_by(Volunteer.id.desc()).offset(1).first()
        assert found is not None
        day = make_day(session, date.today() + timedelta(days=40))
        roster(session, day, found.id, ("义诊测压", "上午一"))
    hall.close()
    assert run("hours", "周签到", "--ics", out)["file"] == str(out)
    [event] = Calendar.from_ical(out.read_bytes()).walk("VEVENT")
    assert "义诊测压" in str(event["summary"])
    assert "周签到" not in out.read_text("utf-8")
