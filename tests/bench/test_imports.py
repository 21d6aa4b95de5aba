"""The import bench on a small ledger: both sides read the same file, and all of it is stored."""

from pathlib import Path

import python_calamine

from gridhall.bench.imports import _bring_in, _read_only, write_ledger

ROWS = 120


def test_the_ledger_has_as_many_people_and_all_are_stored(tmp_path: Path) -> None:
    ledger = tmp_path / "ledger.xlsx"
    write_ledger(ledger, ROWS)
    rows = python_calamine.CalamineWorkbook.from_path(str(ledger)).get_sheet_by_index(0).to_python()
    assert len(rows) == ROWS + 1
    assert {len(row) for row in rows} == {15}
    assert _bring_in(ledger).stored == ROWS
    assert _read_only(ledger).stored == 0


def test_the_same_ledger_is_made_every_time(tmp_path: Path) -> None:
    first, second = tmp_path / "1.xlsx", tmp_path / "2.xlsx"
    for path in (first, second):
        write_ledger(path, ROWS)
    one, two = (
        python_calamine.CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
        for path in (first, second)
    )
    assert one == two
