"""The workbook of agencies: out, filled in, in again with what differs chosen, and taken back."""

from datetime import UTC, datetime

import pytest

from gridhall import parts
from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.core.progress import Silent
from gridhall.db.database import Database
from gridhall.exchange.models import ImportBatch
from gridhall.exchange.rules.differences import Taking
from gridhall.exchange.rules.rows import SourceRow
from gridhall.exchange.service.sheet import Batch
from gridhall.organisation.queries.agencies import agencies, agency_for, find_agency
from gridhall.organisation.rules.agencies import AgencyDraft
from gridhall.organisation.service.agencies import save_agency
from gridhall.organisation.service.agency_list import install_agencies, shipped_agencies
from gridhall.organisation.sheets.agencies import AGENCIES, COLUMNS, AgencySheet, agency_cells
from tests.factories import TODAY

SHEET = AgencySheet(lambda: TODAY)


@pytest.fixture(autouse=True)
def hall(db: Database, administrator: Clerk) -> None:
    with db.write() as session:
        install_agencies(session, administrator)


def rows(*told: dict[str, str]) -> list[SourceRow]:
    keys = [one.key for one in COLUMNS]
    return [
        SourceRow(number, tuple(row.get(key, "") for key in keys))
        for number, row in enumerate(told, start=2)
    ]


def batch(db: Database, clerk: Clerk) -> Batch:
    at = datetime.now(UTC)
    with db.write() as session:
        row = ImportBatch(
            kind="agencies", name="D1", file_name="a.xlsx", file_sha256="0" * 64, rows=2, stored=1,
            warnings=0, errors=0, created_at=at, clerk_name=clerk.name, request_key="r",
        )  # fmt: skip
        session.add(row)
        session.flush()
        return Batch(row.id, "D1", clerk, at)


def test_it_is_one_of_the_workbooks() -> None:
    assert parts.SHEETS["agencies"].title == "办事机构"
    assert parts.WORKBOOKS["agencies"] is AGENCIES


def test_what_goes_out_comes_in_without_a_change(db: Database) -> None:
    with db.read() as session:
        lines = list(agency_cells(session, TODAY))
        assert len(lines) == len(shipped_agencies())
        again = [SourceRow(number, tuple(line)) for number, line in enumerate(lines, start=2)]
        checked = SHEET.check(session, again, Silent())
    assert checked.ready == []
    assert checked.differences == []
    assert {one.kind for one in checked.problems} == {"warning"}


def test_new_ones_are_stored_known_ones_differ_and_both_are_taken_back(
    db: Database, supervisor: Clerk
) -> None:
    told = rows(
        {"name": "翠屏菜市场", "kind": "机构", "phone": "0536-8112233", "does": "买菜"},
        {"code": "police", "name": "公安派出所", "phone": "0536-8110110", "address": "文化路 6 号"},
    )
    mine = batch(db, supervisor)
    with db.write() as session:
        checked = SHEET.check(session, told, Silent())
        assert [(one.field, one.told) for one in checked.differences] == [
            ("phone", "0536-8110110"), ("address", "文化路 6 号"),
        ]  # fmt: skip
        taken = Taking(frozenset({"phone"})).taken(checked.differences)
        assert SHEET.store(session, mine, checked.ready, Silent()) == 1
        assert SHEET.update(session, mine, taken) == 1
    with db.read() as session:
        police = find_agency(session, "police")
        assert (police.phone, police.address) == ("0536-8110110", "")
        assert agency_for(session, "翠屏菜市场") is not None
    with db.write() as session:
        assert SHEET.undo(session, mine) == 1
    with db.read() as session:
        assert find_agency(session, "police").phone == ""
        assert agency_for(session, "翠屏菜市场") is None


def test_what_was_changed_since_is_not_taken_back(db: Database, supervisor: Clerk) -> None:
    mine = batch(db, supervisor)
    with db.write() as session:
        checked = SHEET.check(session, rows({"name": "翠屏菜市场"}), Silent())
        SHEET.store(session, mine, checked.ready, Silent())
        row = find_agency(session, "翠屏菜市场")
        change = AgencyDraft(row.name, phone="8112233", agency_id=row.id, version=row.version)
        save_agency(session, supervisor, change, TODAY)
    with db.write() as session, pytest.raises(UserError, match="不能撤回"):
        SHEET.undo(session, mine)


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ({"name": ""}, "请填写机构名称"),
        ({"name": "新热线", "kind": "热线"}, "热线要有号码"),
        ({"name": "新机构", "phone": "幺幺零"}, "没有数字"),
        ({"name": "新机构", "phone": "110", "does": "长" * 401}, "最长 400 个字"),
    ],
)
def test_a_row_that_cannot_be_kept_is_told(db: Database, row: dict[str, str], problem: str) -> None:
    with db.read() as session:
        checked = SHEET.check(session, rows(row), Silent())
    assert checked.ready == []
    assert any(problem in f"{one.problem}{one.fix}" for one in checked.problems)
    assert {one.kind for one in checked.problems} == {"error"}


def test_a_name_twice_and_one_out_of_use_are_told(db: Database, supervisor: Clerk) -> None:
    with db.read() as session:
        checked = SHEET.check(
            session, rows({"name": "新机构"}, {"name": " 新机构 "}, {"name": "无"}), Silent()
        )
        assert [one.name for one in checked.ready] == ["新机构", "无"]
        assert len(agencies(session)) == len(shipped_agencies())
    assert [one.problem for one in checked.problems] == ["与上面的行重复"]
