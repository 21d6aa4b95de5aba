"""The eight attacks of an insider with the key, made on a real hall file; `check` finds each."""

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from gridhall.clerks.rules import GENESIS, link_hash
from gridhall.db.cipher import open_raw
from gridhall.hall.service import OpenHall, change_hall, check_hall, daily_backup

Rows = list[dict[str, Any]]
COLUMNS = (
    "seq", "recorded_at", "clerk_name", "action", "subject", "record_id", "detail", "prev_hash",
    "hash",
)  # fmt: skip


def rechained(rows: Rows) -> Rows:
    prev = GENESIS
    for seq, row in enumerate(rows, 1):
        said = [row[name] for name in COLUMNS[1:7]]
        row |= {"seq": seq, "prev_hash": prev, "hash": link_hash(prev, seq, *said)}
        prev = row["hash"]
    return rows


def edited(rows: Rows) -> Rows:
    rows[8]["detail"] = json.dumps({"after": {"name": "改过的"}}, ensure_ascii=False)
    return rows


def edited_with_its_hash(rows: Rows) -> Rows:
    row = edited(rows)[8]
    row["hash"] = link_hash(row["prev_hash"], row["seq"], *[row[n] for n in COLUMNS[1:7]])
    return rows


def swapped(rows: Rows) -> Rows:
    for name in COLUMNS[1:]:
        rows[8][name], rows[9][name] = rows[9][name], rows[8][name]
    return rows


def removed(rows: Rows) -> Rows:
    return rows[:8] + rows[9:]


def edited_and_rechained(rows: Rows) -> Rows:
    return rechained(edited(rows))


def removed_and_rechained(rows: Rows) -> Rows:
    return rechained(removed(rows))


def cut_off(rows: Rows) -> Rows:
    return rows[:-6]


def cut_off_and_continued(rows: Rows) -> Rows:
    return rechained(rows[:-6] + [dict(rows[-1]) for _ in range(8)])


ATTACKS = (
    edited,
    edited_with_its_hash,
    swapped,
    removed,
    edited_and_rechained,
    removed_and_rechained,
    cut_off,
    cut_off_and_continued,
)


def attack(path: Path, key: bytes, how: Callable[[Rows], Rows]) -> None:
    """What somebody with the key does: drop the triggers, write the trail anew."""
    file = open_raw(path, key)
    names = ", ".join(COLUMNS)
    found = file.execute(f"SELECT {names} FROM audit_entry ORDER BY seq").fetchall()
    rows = how([dict(zip(COLUMNS, row, strict=True)) for row in found])
    file.execute("BEGIN IMMEDIATE")
    for verb in ("UPDATE", "DELETE"):
        file.execute(f"DROP TRIGGER audit_entry_no_{verb}")
    file.execute("DELETE FROM audit_entry")
    places = ", ".join("?" * len(COLUMNS))
    for row in rows:
        values = [row[name] for name in COLUMNS]
        file.execute(f"INSERT INTO audit_entry ({names}) VALUES ({places})", values)
    file.execute("COMMIT")
    file.close()


@pytest.mark.parametrize("how", ATTACKS)
def test_check_finds_the_attack(hall: OpenHall, path: Path, how: Callable[[Rows], Rows]) -> None:
    for n in range(15):
        with hall.db.write() as session:
            change_hall(session, hall.clerk, {"name": f"厅{n}"})
    daily_backup(hall.db, datetime(2026, 11, 24, 9, 0))
    assert check_hall(hall.db).audit == "intact"
    attack(path, hall.db.key, how)
    assert check_hall(hall.db).audit.startswith("broken at ")
