"""export person: the copy for somebody who asks, at a terminal."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pdfplumber
import pytest
from python_calamine import load_workbook

Run = Callable[..., dict[str, Any]]
Refused = Callable[..., str]


@pytest.fixture
def who(run: Run) -> int:
    """Some grown-up of the fictional hall."""
    hits = run("find", "4-", "--limit", 20)["hits"] + run("find", "1-", "--limit", 20)["hits"]
    for hit in hits:
        if hit["kind"] == "resident":
            born = run("resident", "show", hit["id"])["birth_date"]
            if born and born < "2000":
                return int(hit["id"])
    raise AssertionError("the fictional hall has no grown-up")


def test_a_paper_and_a_workbook_with_everything(run: Run, who: int, tmp_path: Path) -> None:
    name = run("resident", "show", who)["name"]
    paper, book = tmp_path / "本人.pdf", tmp_path / "本人.xlsx"
    done = run("export", "person", who, "--out", paper, "--reason", "本人要求")
    assert done["number"]
    assert done["file"] == str(paper)
    with pdfplumber.open(paper) as pdf:
        text = "".join(page.extract_text() or "" for page in pdf.pages)
    assert "个人信息副本" in text.replace(" ", "")
    assert name in text
    rows = run("export", "person", who, "--out", book, "--reason", "本人要求")["rows"]
    cells = load_workbook(str(book)).get_sheet_by_index(0).to_python()
    assert len(cells) == rows + 1
    assert ["登记卡", 1, "姓名", name] in cells


def test_who_may_not_have_it_and_bad_files_are_refused(
    run: Run, refused: Refused, who: int, tmp_path: Path
) -> None:
    out = tmp_path / "本人.pdf"
    assert ".pdf 或 .xlsx" in refused(
        "export", "person", who, "--out", tmp_path / "本人.txt", "--reason", "本人要求"
    )
    agent = ("--asker", "agent", "--asked-by", "李建军")
    assert "委托书" in refused("export", "person", who, "--out", out, "--reason", "代办", *agent)
    assert "原因" in refused("export", "person", who, "--out", out, "--reason", " ")
    assert "没有找到" in refused("export", "person", 999999, "--out", out, "--reason", "本人要求")
    assert not out.exists()


def test_a_copy_written_again_says_why(
    run: Run, refused: Refused, who: int, tmp_path: Path
) -> None:
    out = tmp_path / "本人.pdf"
    number = run("export", "person", who, "--out", out, "--reason", "本人要求")["number"]
    assert "--reason" in refused("paper", "reprint", number, "--out", out)
    again = run("paper", "reprint", number, "--out", out, "--reason", "原件丢了")
    assert again["number"] == number
