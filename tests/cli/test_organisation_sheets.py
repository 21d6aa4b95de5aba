"""The organisation in and out of workbooks at a terminal."""

from pathlib import Path

import pytest

from gridhall.core.progress import Silent
from gridhall.exchange.service.reading import read_ledger
from tests.cli.conftest import Run
from tests.exchange.workbooks import make_xlsx

ROWS = [
    ["党组织名称", "上级党组织", "成立时间"],
    ["青年 9号楼党小组", "青年党支部", "2022-05-01"],
    ["青年党支部", "东风社区党委", "2021-05-01"],
    ["东风社区党委", "翠屏街道党工委", "2020-01-01"],
    ["无根党支部", "没有的党委", ""],
]


def test_a_tree_comes_in_is_found_and_goes_back(run: Run, tmp_path: Path) -> None:
    before = len(run("org", "tree")["units"])
    file = make_xlsx(tmp_path / "组织.xlsx", ROWS)
    tried = run("import", "organisations", file, "--dry-run")
    assert (tried["ready"], tried["stored"], tried["errors"]) == (3, 0, 1)
    told = run("import", "organisations", file, "--errors", tmp_path / "错误表.xlsx")
    assert (told["rows"], told["stored"]) == (4, 3)
    assert [(one["row"], one["column"], one["problem"]) for one in told["problems"]] == [
        (5, "上级组织", "没有“没有的党委”这个组织")
    ]
    assert (tmp_path / "错误表.xlsx").exists()
    hits = run("find", "qndzb")["hits"]
    assert ("organisation", "青年党支部") in [(hit["kind"], hit["name"]) for hit in hits]
    assert len(run("org", "tree")["units"]) == before + 3
    assert run("check")["problems"] == []
    assert run("undo-import", told["batch"]) == {"removed": 3}
    assert len(run("org", "tree")["units"]) == before
    assert run("check")["problems"] == []


@pytest.mark.parametrize("kind", ["organisations", "grids", "units", "seats"])
def test_what_goes_out_is_known_again(run: Run, tmp_path: Path, kind: str) -> None:
    out = tmp_path / "表.xlsx"
    rows = run("export", kind, out, "--reveal", "交街道汇总")["rows"]
    assert rows > 0
    again = run("import", kind, out)
    assert (again["rows"], again["stored"], again["errors"]) == (rows, 0, 0), again["problems"][:3]


def test_masked_numbers_do_not_come_in(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "表.xlsx"
    run("export", "seats", out)
    table = read_ledger(out, Silent()).tables[0]
    headings = [str(cell) for cell in table.rows[0]]
    masked = [str(row[headings.index("联系电话")]) for row in table.rows[1:]]
    assert any("****" in phone for phone in masked)
    told = run("import", "seats", out)
    assert told["stored"] == 0
    assert "号码中间几位是遮住的" in {one["problem"] for one in told["problems"]}
