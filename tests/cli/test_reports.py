"""report at a terminal: figures, what is behind them, a superior's workbook sent and frozen."""

import hashlib
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from gridhall.cli.main import main
from tests.reports.books import monthly, rows

Run = Callable[..., dict[str, Any]]
LAST_MONTH = f"{date.today().replace(day=1) - timedelta(days=1):%Y-%m}"


def test_figures_and_the_cases_behind_them(run: Run, tmp_path: Path) -> None:
    year = f"{date.today().year}"
    told = run("report", "figures", "--year", year, "--by", "matter")
    assert told["total"]["received"] == sum(row["received"] for row in told["rows"]) > 0
    assert told["total"]["rated"] >= 0
    row = max(told["rows"], key=lambda one: one["received"])
    asked = ["--year", year, "--by", "matter", "--behind", "received", "--line", row["key"]]
    behind = run("report", "figures", *asked)
    assert behind["total"] == row["received"] == len({one["number"] for one in behind["rows"]})
    out = tmp_path / "统计.xlsx"
    run("report", "figures", "--year", year, "--by", "matter", "--out", str(out))
    cells = rows(out.read_bytes(), "办件统计表")
    assert cells[0][:2] == ["事项", "收件（件）"]
    assert cells[-1][:2] == ["合计", told["total"]["received"]]


def test_a_layout_is_brought_in_filled_sent_and_frozen(run: Run, tmp_path: Path) -> None:
    book, out, again = (tmp_path / name for name in ("上级.xlsx", "报.xlsx", "再看.xlsx"))
    monthly(book)
    made = run("report", "import", "街道月报", "--receiver", "龙腾街道", "--file", str(book))
    assert "收件" in made["places"]
    filled = run("report", "街道月报", "--month", LAST_MONTH, "--out", str(out))
    assert rows(out.read_bytes(), "月报")[2][1] == filled["rows"][0]["value"]
    sent = run("report", "send", "街道月报", "--month", LAST_MONTH)
    assert sent["sha256"] == hashlib.sha256(out.read_bytes()).hexdigest() == filled["sha256"]
    seen = run("report", "sent", str(sent["id"]), "--out", str(again))
    assert seen["differences"] == []
    assert again.read_bytes() == out.read_bytes()
    listed = run("report", "layouts")["layouts"]
    assert {one["name"]: one["sent"] for one in listed}["街道月报"] is True


def test_a_mapping_is_told_and_replaced(run: Run, tmp_path: Path) -> None:
    told, mapping = run("report", "map", "月度办件统计表"), tmp_path / "映射.json"
    assert '"received"' in told["mapping"]
    mapping.write_text(
        '[{"kind":"figure","sheet":"月报","cell":"B4","figure":"finished"}]', "utf-8"
    )
    changed = run("report", "map", "月度办件统计表", "--mapping", str(mapping))
    assert '"finished"' in changed["mapping"]
    assert '"received"' not in changed["mapping"]


def test_the_table_is_issued_as_a_paper(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "统计表.pdf"
    made = run("paper", "issue", "desk-figures", "--for", f"{LAST_MONTH}：holder", "--out", out)
    assert out.read_bytes().startswith(b"%PDF")
    assert (
        run("paper", "issue", "desk-figures", "--for", f"{LAST_MONTH}:holder")["number"]
        == (made["number"])
    )


def test_a_mapping_file_that_is_none_is_told(
    demo: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    odd = tmp_path / "映射.json"
    for data in (b"\xff\xfe\x00", b"[1]", b'[{"kind":"figure","sheet":3,"cell":4,"figure":5}]'):
        odd.write_bytes(data)
        words = ["report", "map", "月度办件统计表", "--mapping", str(odd)]
        assert main(["--hall", str(demo), "--clerk", "demo", *words]) == 1
        assert "映射看不懂" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("街道",), "没有叫“街道”的报表模板"),
        (("figures", "--month", "2026-13"), "不是统计期"),
        (("figures", "--year", "2026", "--from", "2026-01-01"), "只写一种"),
        (("figures", "--behind", "loans"), "没有“loans”这个数"),
        (("figures", "--by", "grid", "--behind", "received", "--line", "月球"), "没有“月球”这一行"),
        (("import", "月报"), "请写 report import"),
        (("sent", "甲"), "不是已报序号"),
        (("sent", "77"), "没有第 77 号"),
    ],
)
def test_what_is_typed_wrongly_is_told(
    demo: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], said: str
) -> None:
    assert main(["--hall", str(demo), "--clerk", "demo", "report", *words]) == 1
    assert said in capsys.readouterr().err
