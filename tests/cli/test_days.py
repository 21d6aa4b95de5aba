"""days at a terminal: one entry for each nominal day, the keys of the command line's table."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from tests.cli.conftest import Run

NOTICE = """国务院办公厅关于2027年部分节假日安排的通知
一、元旦：1月1日（周五）至3日（周日）放假，共3天。
二、春节：2月5日（周五）至15日（周一）放假调休，共11天。2月20日（周六）上班。
"""


def test_2026_by_the_default_policy(run: Run) -> None:
    answer: Any = run("days", "--year", "2026")
    days = {day["nominal"]: day for day in answer["days"]}
    assert len(answer["days"]) == len(days) == 24
    assert days["2026-02-15"]["actual"] == "2026-02-25"
    assert "春节" in days["2026-02-15"]["reason"]
    assert days["2026-09-25"]["actual"] == "2026-09-28"
    assert days["2026-01-15"] | {"actual": "2026-01-15", "reason": ""} == days["2026-01-15"]
    assert answer["published"] is True


def test_a_year_without_a_notice_says_so_until_it_is_read(run: Run, tmp_path: Path) -> None:
    before: Any = run("days", "--year", "2027")
    assert before["published"] is False
    assert all(day["provisional"] for day in before["days"])
    file = tmp_path / "通知.txt"
    file.write_text(NOTICE, "gb18030")
    after: Any = run("days", "--year", "2027", "--notice", file)
    assert after["published"] is True
    days = {day["nominal"]: day["actual"] for day in after["days"]}
    assert days["2027-02-15"] == "2027-02-16"
    assert not any(day["provisional"] for day in after["days"])


def test_a_notice_is_read_from_every_kind_of_file(run: Run, tmp_path: Path) -> None:
    page, book, table = (tmp_path / f"通知.{end}" for end in ("html", "docx", "json"))
    lines = NOTICE.splitlines()
    page.write_text("<html><p>" + "</p><p>".join(lines) + "</p></html>", "utf-8")
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    body = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines)
    with ZipFile(book, "w") as packed:
        packed.writestr("word/document.xml", f"<w:document {space}>{body}</w:document>")
    off = [["2027-01-01", "2027-01-03"], ["2027-02-05", "2027-02-15"]]
    table.write_text(json.dumps({"year": 2027, "off": off, "work": ["2027-02-20"]}), "utf-8")
    for file in (page, book, table):
        answer: Any = run("days", "--notice", file)
        assert (answer["year"], answer["published"]) == (2027, True), file
        assert answer["days"][2]["actual"] == "2027-02-16", file


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("没有.txt", None, "打不开"),
        ("无年.txt", "一、元旦：1月1日放假，共1天。", "哪一年"),
        ("旧.doc", "%PDF-1.7", "另存为"),
        ("坏.json", "{", "不是放假安排的 JSON"),
        ("别年.txt", NOTICE.replace("2027", "2028"), "请核对年份"),
    ],
)
def test_a_file_that_is_no_notice_is_refused(
    refused: Callable[..., str], tmp_path: Path, name: str, content: str | None, words: str
) -> None:
    file = tmp_path / name
    if content is not None:
        file.write_text(content, "utf-8")
    year = ("--year", "2027") if name == "别年.txt" else ()
    assert words in refused("days", "--notice", file, *year)


def test_a_day_is_moved_with_its_reason(run: Run, refused: Callable[..., str]) -> None:
    year = date.today().year + 1
    words = ("days", "--move", f"{year}-06-15", "--to", f"{year}-06-17")
    assert "原因" in refused(*words)
    answer: Any = run(*words, "--reason", "暴雨预警")
    moved = next(day for day in answer["days"] if day["nominal"] == f"{year}-06-15")
    assert (moved["actual"], moved["reason"]) == (f"{year}-06-17", "暴雨预警")
    assert moved["by_hand"] is True
    gone: Any = run("days", "--move", f"{year}-06-25", "--reason", "换届选举")
    assert next(d for d in gone["days"] if d["nominal"] == f"{year}-06-25")["actual"] is None
    assert "不是服务日" in refused("days", "--move", f"{year}-06-14", "--reason", "看错了")
    assert "2004 到 2100" in refused("days", "--move", "0001-01-01", "--reason", "看错了")
    assert "2004 到 2100" in refused("days", "--year", "0")
    assert "和 --move 一起" in refused("days", "--to", f"{year}-06-14")


def test_a_policy_holds_from_today_on(run: Run, refused: Callable[..., str]) -> None:
    before: Any = run("days", "--year", "2025")
    answer: Any = run("days", "--year", "2026", "--policy", "skip", "--nominal", "10,20")
    assert answer["policy"] == "skip"
    assert run("days", "--year", "2025")["days"] == before["days"]
    later: Any = run("days", "--year", date.today().year + 1)
    assert {int(day["nominal"][-2:]) for day in later["days"]} == {10, 20}
    assert any(day["actual"] is None for day in later["days"])
    assert "过去的不会变" in refused("days", "--policy", "keep", "--since", "2020-01-01")
