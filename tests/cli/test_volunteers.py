"""import, export and undo-import of volunteers, as a script uses them."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import python_calamine as calamine

from gridhall.volunteering.sheets.volunteers.columns import PEOPLE_HEADINGS

LEDGER = Path(__file__).parents[1] / "data" / "volunteers.xlsx"
Run = Callable[..., dict[str, Any]]


def test_both_sheets_come_in_are_told_and_go_again(run: Run, tmp_path: Path) -> None:
    dry = run("import", "volunteers", LEDGER, "--dry-run")
    assert (dry["rows"], dry["ready"], dry["stored"], dry["batch"]) == (412, 401, 0, "")
    mending = tmp_path / "错误表.xlsx"
    done = run("import", "volunteers", LEDGER, "--errors", mending)
    assert (done["rows"], done["stored"], done["errors"]) == (412, 401, 9)
    errors = [one for one in done["problems"] if one["kind"] == "error"]
    assert {one["sheet"] for one in errors} == {"服务记录"}
    assert all(2 <= one["row"] <= 293 and "时间重叠" in one["problem"] for one in errors)
    rows = calamine.CalamineWorkbook.from_path(str(mending)).get_sheet_by_index(0).to_python()
    assert len(rows) == 1 + 9
    again = run("import", "volunteers", LEDGER)
    assert (again["stored"], again["batch"]) == (0, "")
    assert run("undo-import", done["batch"]) == {"removed": 401}
    assert run("check")["problems"] == []


def test_they_go_out_masked_and_with_a_reason_whole(run: Run, tmp_path: Path) -> None:
    run("import", "volunteers", LEDGER)
    masked, whole = tmp_path / "志愿者.xlsx", tmp_path / "全.xlsx"
    told = run("export", "volunteers", masked)
    assert told["rows"] > 400
    assert told["revealed"] is False
    run("export", "volunteers", whole, "--reveal", "迁移到另一个大厅")
    number = {path: _cell(path, "肖然怡", "公民身份号码") for path in (masked, whole)}
    assert number == {masked: "370686********295X", whole: "37068619900427295X"}
    refused = run("import", "volunteers", masked)
    assert refused["stored"] == 0
    assert any("遮住" in one["problem"] for one in refused["problems"])
    assert run("import", "volunteers", whole)["errors"] == 0


def _cell(path: Path, name: str, heading: str) -> str:
    book = calamine.CalamineWorkbook.from_path(str(path))
    assert book.sheet_names == ["志愿者", "服务记录"]
    headings, *rows = book.get_sheet_by_name("志愿者").to_python()
    assert tuple(headings) == PEOPLE_HEADINGS
    row = next(one for one in rows if one[0] == name)
    return str(row[headings.index(heading)])
