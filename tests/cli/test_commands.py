import hashlib
import io
import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from gridhall.cli.main import main
from gridhall.db.lock import HallLock

DATA = Path(__file__).parents[1] / "data"
Run = Callable[..., dict[str, Any]]
Refused = Callable[..., str]


def somebody(run: Run) -> dict[str, Any]:
    hits = run("find", "z", "--limit", 5)["hits"]
    return next(hit for hit in hits if hit["kind"] == "resident")


def test_find_masks_the_number_and_counts_the_time(run: Run) -> None:
    answer = run("find", "z")
    hit = next(h for h in answer["hits"] if h["kind"] == "resident")
    assert set(hit) >= {"kind", "id", "name", "id_number", "address", "household_number"}
    assert "********" in hit["id_number"]
    assert answer["milliseconds"] > 0


def test_revealing_asks_a_reason_and_is_written_down(run: Run, refused: Refused) -> None:
    who = somebody(run)
    full = run("resident", "show", who["id"], "--reveal", "核对原件")["id_number"]
    assert full[:6] == who["id_number"][:6]
    assert full.isalnum()
    assert run("find", full)["hits"][0]["id"] == who["id"]
    assert "原因" in refused("find", full, "--reveal", "")


def test_a_case_goes_from_acceptance_to_paper_to_finish(run: Run, tmp_path: Path) -> None:
    who = somebody(run)
    words = ("case", "accept", "--matter", "HJ01", "--applicant", who["id"], "--request-key", "k")
    case = run(*words, "--materials", "1,2")
    assert case["paper"] is None
    assert run(*words)["number"] == case["number"]
    out = tmp_path / "notice.pdf"
    paper = run("paper", "issue", "acceptance", "--for", case["number"], "--out", out)
    text = PdfReader(io.BytesIO(out.read_bytes())).pages[0].extract_text()
    assert case["number"] in text
    assert paper["number"] in text
    again = run("paper", "issue", "acceptance", "--for", case["number"], "--out", out)
    assert (again["number"], again["sha256"]) == (paper["number"], paper["sha256"])
    assert run("case", "show", case["number"])["paper"] == paper["number"]
    assert run("case", "finish", case["number"])["state"] == "finished"
    finished = run("case", "list", "--state", "finished")["cases"]
    assert case["number"] in [one["number"] for one in finished]


def notice(run: Run) -> str:
    """The number of a fresh acceptance notice."""
    case = run("case", "accept", "--matter", "HJ01", "--applicant", somebody(run)["id"])
    return str(run("paper", "issue", "acceptance", "--for", case["number"])["number"])


def test_reprinting_and_voiding_keep_the_number(
    run: Run, refused: Refused, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    number = notice(run)
    about = run("paper", "list")["papers"][0]
    marks = [run("paper", "reprint", number, "--out", "again.pdf")["mark"] for _ in range(2)]
    assert marks == ["", "补打（第 2 次）"]
    bytes_again = Path("again.pdf").read_bytes()
    assert hashlib.sha256(bytes_again).hexdigest() == about["sha256"]
    assert run("paper", "void", number, "--reason", "写错了")["state"] == "void"
    assert "作废" in refused("paper", "reprint", number)
    assert notice(run) != number


def test_a_reprint_without_a_file_name_writes_one_by_its_number(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    number = notice(run)
    again = run("paper", "reprint", number)
    assert again["file"] == f"{number}.pdf"
    assert hashlib.sha256(Path(again["file"]).read_bytes()).hexdigest() == again["sha256"]


def test_a_reprint_that_was_not_written_is_no_print(
    run: Run, refused: Refused, tmp_path: Path
) -> None:
    number = notice(run)
    assert "写不进去" in refused("paper", "reprint", number, "--out", "/nowhere/x.pdf")
    assert run("paper", "reprint", number, "--out", tmp_path / "x.pdf")["mark"] == ""


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("case", "finish", "SL20200101-001"), "没有编号为"),
        (("case", "accept", "--matter", "没有这个", "--applicant", "1"), "事项目录里没有"),
        (("case", "accept", "--matter", "亲属关系证明", "--applicant", "1"), "亲属关系"),
        (("case", "accept", "--matter", "HJ01", "--applicant", "999999"), "没有找到这位居民"),
        (("case", "accept", "--matter", "HJ01", "--applicant", "1", "--materials", "9x"), "序号"),
        (("paper", "void", "没有", "--reason", "x"), "没有编号为"),
        (("undo-import", "没有"), "没有"),
        (("restore", "/nowhere/x.gridhall"), "找不到备份"),
        (("import", "residents", "/nowhere/x.xlsx"), "找不到这个文件"),
        (("export", "cases", "/nowhere/x.xlsx"), "x.xlsx"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(
    refused: Refused, words: tuple[str, ...], said: str
) -> None:
    assert said in refused(*words)


def test_a_wrong_password_is_refused(refused: Refused, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRIDHALL_PASSWORD", "不是这个密码不是这个")
    assert "密码不对" in refused("find", "z")


def test_a_hall_that_is_open_elsewhere_is_not_touched(refused: Refused, demo: Path) -> None:
    with HallLock(demo, "王芳"):
        assert "正由王芳打开着" in refused("case", "list")


def test_without_a_terminal_the_password_is_not_guessed(
    refused: Refused, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("GRIDHALL_PASSWORD")
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    assert "GRIDHALL_PASSWORD" in refused("find", "z")


@pytest.mark.parametrize("words", [["nonsense"], ["case"], ["find"], ["paper", "issue", "x"]])
def test_wrong_words_are_usage(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(words)
    assert ended.value.code == 2
    assert "用法不对" in capsys.readouterr().err


def test_init_makes_a_hall_that_opens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GRIDHALL_PASSWORD", "一句好记的长密码就行")
    hall = tmp_path / "new" / "hall.gridhall"
    where = ["--hall", str(hall), "--json"]
    names = ["--name", "龙腾社区党群服务中心", "--community", "龙腾社区", "--clerk", "王芳"]
    assert main(["init", *names, *where]) == 0
    made = json.loads(capsys.readouterr().out)
    assert (made["hall"], made["clerk"]) == (str(hall), "王芳")
    assert len(made["recovery_code"].replace("-", "")) == 36
    assert main(["catalogue", "list", *where]) == 0
    assert len(json.loads(capsys.readouterr().out)["matters"]) >= 20
    assert main(["init", *names, *where]) == 1
    assert "已经存在" in capsys.readouterr().err


def test_backup_spoil_restore(run: Run, refused: Refused, demo: Path, tmp_path: Path) -> None:
    before = run("case", "list")["cases"]
    copy = tmp_path / "usb" / "copy.gridhall"
    run("backup", copy)
    content = bytearray(demo.read_bytes())
    content[50] ^= 1
    demo.write_bytes(content)
    assert "损坏" in refused("case", "list")
    kept = run("restore", copy)["kept"]
    assert Path(kept).read_bytes() == bytes(content)
    assert run("case", "list")["cases"] == before
    assert run("check") == {"problems": [], "audit": "intact", "repaired": []}


@pytest.mark.parametrize("place", [50, 5_000, 0.25, 0.5, 0.9])
def test_a_flipped_bit_is_what_check_finds(
    run: Run, demo: Path, tmp_path: Path, place: float
) -> None:
    run("backup", demo.with_name(f"{demo.name}.backups") / "demo-20261120-090000.gridhall")
    content = bytearray(demo.read_bytes())
    content[int(place if place > 1 else place * len(content))] ^= 1
    demo.write_bytes(content)
    found = run("check", "--repair")
    assert [one["rule"] for one in found["problems"] if one["count"] > 0] == ["file.pages"]
    assert re.fullmatch(r"intact|broken at \d+", found["audit"])
    assert "demo-20261120-090000.gridhall" in found["advice"]


def test_a_file_cut_to_nothing_is_found_damaged(run: Run, demo: Path) -> None:
    demo.write_bytes(b"")
    found = run("check")
    assert found["problems"] == [{"rule": "file.pages", "count": 1}]
    assert (found["audit"], demo.read_bytes()) == ("broken at 1", b"")
    assert "没有完好的备份" in found["advice"]


def test_a_damaged_backup_is_not_advised(run: Run, demo: Path) -> None:
    folder = demo.with_name(f"{demo.name}.backups")
    for day in (19, 20):
        run("backup", folder / f"demo-202611{day}-090000.gridhall")
    for file in (demo, folder / "demo-20261120-090000.gridhall"):
        content = bytearray(file.read_bytes())
        content[-5] ^= 1
        file.write_bytes(content)
    assert "demo-20261119" in run("check")["advice"]


def test_check_repairs_the_search_index(run: Run) -> None:
    assert run("check", "--repair")["repaired"] == ["search_index"]
    assert somebody(run)


def test_import_dry_run_store_mend_undo(run: Run, tmp_path: Path) -> None:
    ledger = DATA / "residents_messy.xlsx"
    trial = run("import", "residents", ledger, "--dry-run")
    assert (trial["stored"], trial["batch"]) == (0, "")
    errors = tmp_path / "errors.xlsx"
    done = run("import", "residents", ledger, "--errors", errors)
    assert done["stored"] == done["ready"] == trial["ready"]
    assert errors.exists()
    keys = {"row", "column", "value", "problem", "fix", "kind"}
    assert all(keys <= set(problem) for problem in done["problems"])
    assert run("undo-import", done["batch"])["removed"] == done["stored"]
    assert run("check")["problems"] == []


def test_volunteers_brought_in_as_residents_are_warned_of(run: Run) -> None:
    done = run("import", "residents", DATA / "volunteers.xlsx")
    first = done["problems"][0]
    assert (first["row"], first["kind"]) == (1, "warning")
    assert "像是志愿者的，不像居民的" in first["problem"]
    assert f"undo-import {done['batch']}" in first["fix"]
    assert done["warnings"] >= 1
    for ledger in ("residents_tidy.xlsx", "residents_messy.xlsx", "residents_gb18030.csv"):
        found = run("import", "residents", DATA / ledger, "--dry-run")["problems"]
        assert [one for one in found if one["flaw"] == "other_kind"] == []


def test_the_catalogue_goes_out_and_comes_back(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "catalogue.json"
    rows = run("catalogue", "export", out)["rows"]
    shown = run("catalogue", "show", "HJ01")
    assert shown["materials"]
    assert run("import", "catalogue", out)["stored"] == 0
    assert rows == len(run("catalogue", "list")["matters"])


def test_a_catalogue_as_a_workbook_its_history_and_its_guide(
    run: Run, refused: Refused, tmp_path: Path
) -> None:
    book, guide = tmp_path / "事项目录.xlsx", tmp_path / "指南.pdf"
    rows = run("catalogue", "export", book)["rows"]
    again = run("import", "catalogue", book)
    assert (again["stored"], again["errors"]) == (0, 0)
    assert rows == len(run("catalogue", "list", "--withdrawn")["matters"])
    made = run("catalogue", "guide", "MZ01", "--out", guide)
    assert len(PdfReader(guide).pages) == made["pages"]
    assert "已经过去了" in refused("catalogue", "retire", "MZ01", "--from", "2020-01-01")
    told = run("catalogue", "retire", "MZ01")
    assert told["active"] is False
    history = run("catalogue", "history", "MZ01")["versions"]
    assert [one["standing"] for one in history][:2] == ["now", "past"]
    assert history[0]["changed"] == [{"title": "启用", "before": "在办", "after": "停用"}]
    assert run("catalogue", "resume", "MZ01")["active"] is True
    assert "看不出是哪一种" in refused("catalogue", "export", tmp_path / "目录.doc")
    assert "已经生效，不能撤回" in refused("catalogue", "withdraw", history[0]["id"])


def test_help_lists_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--help"])
    assert ended.value.code == 0
    out = capsys.readouterr().out
    for word in ("init", "demo", "import", "export", "find", "case", "paper", "backup", "check"):
        assert word in out


def test_a_reader_that_has_enough_is_no_mistake(demo: Path) -> None:
    words = ["find", "z", "--hall", str(demo), "--clerk", "demo"]
    ended = subprocess.run(
        f'"{sys.executable}" -m gridhall {shlex.join(words)} | true; exit "${{PIPESTATUS[0]}}"',
        shell=True,
        executable="/bin/bash",
        cwd=Path(__file__).parents[2],
        capture_output=True,
        encoding="utf-8",
    )
    assert (ended.returncode, ended.stderr) == (0, "")


def test_a_state_that_does_not_exist_is_usage(demo: Path) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["case", "list", "--state", "offen", "--hall", str(demo)])
    assert ended.value.code == 2


def test_a_dry_run_of_a_catalogue_stores_nothing(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "catalogue.json"
    run("catalogue", "export", out)
    before = run("catalogue", "show", "HJ01")
    out.write_text(out.read_text("utf-8").replace(before["name"], "改过的事项名"), "utf-8")
    trial = run("import", "catalogue", out, "--dry-run")
    assert (trial["stored"], trial["ready"]) == (0, trial["rows"])
    assert run("catalogue", "show", "HJ01") == before
    assert run("import", "catalogue", out)["stored"] == 1
    assert run("check")["audit"] == "intact"


def test_stored_rows_are_told_even_if_the_errors_cannot_be_written(
    demo: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ledger, nowhere = str(DATA / "residents_messy.xlsx"), "/nowhere/errors.xlsx"
    words = ["import", "residents", ledger, "--errors", nowhere, "--json"]
    assert main([*words, "--hall", str(demo), "--clerk", "demo"]) == 0
    out, err = capsys.readouterr()
    assert json.loads(out)["stored"] > 0
    assert "错误表没有写成" in err


def test_a_disk_fault_is_a_sentence(refused: Refused, demo: Path, tmp_path: Path) -> None:
    (tmp_path / "away").mkdir()
    demo.rename(tmp_path / "away" / demo.name)
    demo.mkdir()
    said = refused("restore", tmp_path / "away" / demo.name)
    assert said.endswith("。")


@pytest.mark.parametrize(("words", "encoding"), [(["--json"], "utf-8"), ([], "gb18030")])
def test_json_is_utf_8_on_any_console(demo: Path, words: list[str], encoding: str) -> None:
    hall = ["--hall", str(demo), "--clerk", "demo", *words]
    ended = subprocess.run(
        [sys.executable, "-m", "gridhall", "catalogue", "list", *hall],
        cwd=Path(__file__).parents[2],
        env={**os.environ, "PYTHONIOENCODING": "gb18030", "PYTHONUTF8": "0"},
        capture_output=True,
        check=True,
    )
    assert "户籍迁入材料初审" in ended.stdout.decode(encoding)


def test_a_list_says_how_many_it_leaves_out(run: Run) -> None:
    everything = run("case", "list")
    assert everything["total"] == len(everything["cases"])
    some = run("case", "list", "--limit", 2)
    assert (len(some["cases"]), some["total"]) == (2, everything["total"])
