"""rating and month at a terminal."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pdfplumber

from tests.cli.conftest import Run

Refused = Callable[..., str]


def _finished(run: Run) -> str:
    shown = run("case", "list", "--state", "finished")
    return str(shown["cases"][0]["number"])


def test_a_bad_rating_goes_to_its_end(run: Run, refused: Refused) -> None:
    number = _finished(run)
    known = {row["number"] for row in run("rating", "list")["ratings"]}
    assert number not in known
    run("rating", "give", number, 5, "--words", "等了一上午")
    (row,) = [one for one in run("rating", "list")["ratings"] if one["number"] == number]
    assert (row["state"], row["satisfaction"], row["words"]) == ("open", 5, "等了一上午")
    assert "已经评价过了" in refused("rating", "give", number, 1)
    assert "还没有回访" in refused("rating", "mend", row["follow_up"], "--words", "加了窗口")
    run("rating", "call", row["follow_up"], "--words", "窗口太少")
    run("rating", "mend", row["follow_up"], "--words", "加了窗口")
    waiting = {one["number"] for one in run("rating", "list")["ratings"]}
    assert number not in waiting
    figures = run("rating", "figures", "--by", "all")
    assert figures["rows"][0]["bad"] >= 1


def test_a_grade_is_one_to_five(run: Run, refused: Refused) -> None:
    assert "满意度是 1 到 5" in refused("rating", "give", _finished(run), 0)


def test_a_month_is_closed_and_opened_again(run: Run, refused: Refused) -> None:
    month = f"{date.today().replace(day=1) - timedelta(days=1):%Y-%m}"
    (row,) = run("month", "close", month)["months"]
    assert (row["month"], row["open"]) == (month, False)
    assert "已经月结了" in refused("month", "close", month)
    (row,) = run("month", "reopen", month, "--reason", "补录停电那天的单子")["months"]
    assert (row["open"], row["reason"]) == (True, "补录停电那天的单子")
    assert "不是月份" in refused("month", "close", "2026-1")
    assert run("month", "list")["months"]


def test_a_closed_month_has_its_paper(run: Run, refused: Refused, tmp_path: Path) -> None:
    month = f"{date.today().replace(day=1) - timedelta(days=1):%Y-%m}"
    assert "还没有月结" in refused("paper", "issue", "month-close", "--for", month)
    run("month", "close", month)
    file = tmp_path / "month.pdf"
    paper = run("paper", "issue", "month-close", "--for", month, "--out", file)
    with pdfplumber.open(file) as pdf:
        text = pdf.pages[0].extract_text()
    assert paper["pages"] == 1
    assert "办件月结表" in text.replace(" ", "")
    again = run("paper", "issue", "month-close", "--for", month)
    assert again["number"] == paper["number"]
