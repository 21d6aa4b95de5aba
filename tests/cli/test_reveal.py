"""Whole numbers leave the hall only for a reason, which the trail keeps."""

import json
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from gridhall.clerks.labels import changes_in_words, subject_label
from gridhall.clerks.queries import AuditRow, ClerkRow, audit_rows, clerk_named
from gridhall.cli.main import main
from gridhall.core.clerk import Role
from gridhall.db import keyring
from gridhall.db.database import Database
from gridhall.db.keyring import Cost
from gridhall.hall.service import add_clerk
from tests.cli.conftest import PASSWORD

DATA = Path(__file__).parents[1] / "data"
WHOLE = re.compile(r"(?<!\d)(\d{17}[\dX]|1\d{10})(?!\d)")
Run = Callable[..., dict[str, Any]]
Refused = Callable[..., str]


def cells(book: Path) -> Sequence[Sequence[Any]]:
    return CalamineWorkbook.from_path(str(book)).get_sheet_by_index(0).to_python()


@pytest.mark.parametrize(("kind", "column"), [("residents", "公民身份号码"), ("cases", "联系电话")])
def test_an_export_masks_numbers(run: Run, tmp_path: Path, kind: str, column: str) -> None:
    out = tmp_path / "out.xlsx"
    done = run("export", kind, out)
    assert not done["revealed"]
    heading, *rows = cells(out)
    assert len(rows) == done["rows"] > 0
    numbers = [row[heading.index(column)] for row in rows]
    assert any("****" in number for number in numbers)
    assert not [cell for row in rows for cell in row if WHOLE.search(str(cell))]


def test_whole_numbers_go_out_for_a_reason_and_come_in_again(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "out.xlsx"
    assert run("export", "residents", out, "--reveal", "报街道核对名册")["revealed"]
    heading, *rows = cells(out)
    numbers = [row[heading.index("公民身份号码")] for row in rows]
    assert all(isinstance(number, str) for number in numbers)
    assert sum(bool(WHOLE.fullmatch(number)) for number in numbers) > 100
    assert run("import", "residents", out, "--dry-run")["ready"] == 0  # all are here already


def test_the_reason_is_in_the_trail(run: Run, refused: Refused, demo: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.xlsx"
    assert "原因" in refused("export", "residents", out, "--reveal", "")
    assert not out.exists()
    run("export", "cases", out)
    run("export", "cases", out, "--reason", "贴公示栏")
    run("export", "cases", out, "--reveal", "报街道")
    exports = sorted(
        (row for row in trail(demo) if row.action == "export"), key=lambda row: -row.seq
    )
    assert [row.after["reason"] for row in exports] == [
        "报街道", "贴公示栏", "命令行导出，没有写用途",
    ]  # fmt: skip
    assert exports[0].after["kind"] == "cases"
    told = changes_in_words({}, exports[0].after)
    assert {"原因：报街道", "种类：工单"} <= set(told)
    assert subject_label(exports[0].subject) == "工单台账"


def test_a_counter_clerk_gets_masked_numbers_only(
    demo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with_counter_clerk(demo)
    out, where = tmp_path / "out.xlsx", ["--hall", str(demo), "--clerk", "小周", "--json"]
    assert main(["export", "residents", str(out), "--reveal", "想看", *where]) == 1
    assert "主管" in capsys.readouterr().err
    assert not out.exists()
    assert main(["export", "residents", str(out), *where]) == 0
    assert json.loads(capsys.readouterr().out)["rows"] == 150


def test_no_answer_shows_a_whole_number(run: Run) -> None:
    ledger = DATA / "residents_messy.xlsx"
    who = next(hit for hit in run("find", "z")["hits"] if hit["kind"] == "resident")
    case = run("case", "accept", "--matter", "HJ01", "--applicant", who["id"])
    answers = [
        run("find", "z", "--limit", 200),
        run("resident", "show", who["id"]),
        run("household", "show", who["household_number"]),
        run("case", "list"),
        run("case", "show", case["number"]),
        run("import", "residents", ledger, "--dry-run"),
        run("paper", "list"),
    ]
    assert [found for answer in answers for found in numbers_in(answer)] == []


def numbers_in(answer: Any) -> list[str]:
    """Every whole ID or phone number in the texts of an answer."""
    if isinstance(answer, dict):
        return [number for value in answer.values() for number in numbers_in(value)]
    if isinstance(answer, list):
        return [number for value in answer for number in numbers_in(value)]
    return WHOLE.findall(answer) if isinstance(answer, str) else []


@contextmanager
def opened(hall: Path) -> Iterator[Database]:
    keys = keyring.load(keyring.keyring_path(hall))
    db = Database(hall, keyring.unwrap(keys, "demo", PASSWORD))
    yield db
    db.close()


def trail(hall: Path) -> list[AuditRow]:
    with opened(hall) as db, db.read() as session:
        return audit_rows(session)


def with_counter_clerk(hall: Path) -> None:
    with opened(hall) as db:
        with db.read() as session:
            administrator = clerk_named(session, "demo")
        new = ClerkRow(0, "小周", Role.COUNTER, "1号窗口", True)
        add_clerk(db, administrator, new, PASSWORD, Cost(1, 8 * 1024, 1))
