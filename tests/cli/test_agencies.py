"""agency: list, for, save, end, use, plate at a terminal; the list as a paper."""

from pathlib import Path

import pdfplumber
import pytest

from gridhall.cli.main import main
from gridhall.exchange.service.writing import Page, write_pages
from gridhall.organisation.sheets.agencies import HEADINGS
from tests.cli.conftest import Run


def test_a_number_is_found_and_changed(run: Run) -> None:
    (found,) = run("agency", "list", "95598")["agencies"]
    assert (found["name"], found["phone"]) == ("供电服务", "95598")
    for_ = [row["name"] for row in run("agency", "for", "公安派出所；公证处")["agencies"]]
    assert for_ == ["公安派出所", "公证处"]
    done = run("agency", "save", "公证处", "--phone", "0536-8119999", "--hours", "周末休息")
    (kept,) = run("agency", "list", "8119999")["agencies"]
    assert (kept["id"], kept["hours"]) == (done["id"], "周末休息")
    run("agency", "end", "公证处")
    assert run("agency", "list", "8119999")["agencies"] == []
    assert [row["active"] for row in run("agency", "list", "8119999", "--all")["agencies"]] == [
        False
    ]
    run("agency", "use", "公证处")
    assert run("agency", "list", "8119999")["agencies"] != []


def test_the_plate_is_shown_and_arranged(run: Run) -> None:
    assert [row["number"] for row in run("agency", "plate")["hotlines"]][:1] == ["110"]
    told = run("agency", "plate", "供电服务", "110")["hotlines"]
    assert told == [{"name": "供电服务", "number": "95598"}, {"name": "报警", "number": "110"}]


def test_the_directory_is_a_paper(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "a.pdf"
    told = run("paper", "issue", "agency-directory", "--for", "热线", "--out", out)
    assert told["title"] == "办事机构电话表"
    with pdfplumber.open(out) as pdf:
        words = pdf.pages[0].extract_text()
    assert "服务热线" in words
    assert "办事机构 0 个" not in words


def test_the_workbook_goes_out_whole_and_comes_in_again(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "机构.xlsx"
    rows = run("export", "agencies", out)["rows"]
    assert rows == len(run("agency", "list")["agencies"])
    told = run("import", "agencies", out)
    assert (told["stored"], told["errors"]) == (0, 0)  # a masked number would be refused
    line = ["", "公证处", "", "", "", "0536-8117777", "", "", ""]
    write_pages(out, [Page("办事机构", HEADINGS, [line])])
    told = run("import", "agencies", out, "--update", "phone")
    assert run("agency", "list", "8117777")["agencies"][0]["name"] == "公证处"
    run("undo-import", told["batch"])
    assert run("agency", "list", "8117777")["agencies"] == []


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("agency", "for", "月球管理局"), "对不上办事机构"),
        (("agency", "end", "没有的机构"), "没有办事机构"),
        (("agency", "plate", ""), "没有办事机构“”"),
        (("agency", "save", "新热线", "--kind", "hotline"), "热线要有号码"),
        (("paper", "issue", "agency-directory", "--for", "别的"), "请写 全部、机构 或 热线"),
    ],
)
def test_what_is_refused_is_one_sentence(
    demo: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], sentence: str
) -> None:
    assert main([*words, "--hall", str(demo), "--clerk", "demo"]) == 1
    assert sentence in capsys.readouterr().err
