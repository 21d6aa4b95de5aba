import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
import python_calamine
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gridhall.clerks.models import AuditEntry
from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.core.identity import check_digit
from gridhall.core.progress import Cancelled, Silent
from gridhall.db.database import Database
from gridhall.exchange import queries
from gridhall.exchange.models import ImportBatch
from gridhall.exchange.rules.problems import Flaw, flaw_counts, rows_with
from gridhall.exchange.service import workbench
from gridhall.exchange.service.mending import write_mending
from gridhall.exchange.service.workbench import Intake, dry_run, open_intake, store_intake
from gridhall.exchange.service.writing import write_workbook
from gridhall.places.models import Building, Compound, Dwelling, Entrance
from gridhall.registry.models import Household, Membership, Person
from gridhall.registry.sheets import RESIDENTS
from tests.exchange.workbooks import make_xlsx

DATA = Path(__file__).parents[1] / "data"
TRUTH = json.loads((DATA / "truth.json").read_text("utf-8"))
TABLES = (Person, Household, Membership, Dwelling, Entrance, Building, Compound)


def opened(name: str) -> Intake:
    return open_intake(DATA / name, RESIDENTS, Silent())


def count(session: Session, table: type[Any]) -> int:
    return session.scalars(select(func.count()).select_from(table)).one()


def counts(db: Database) -> list[int]:
    with db.read() as session:
        return [count(session, table) for table in TABLES]


def test_the_tidy_ledger_comes_in_whole(db: Database, clerk: Clerk) -> None:
    truth = TRUTH["residents_tidy.xlsx"]
    result = store_intake(db, clerk, RESIDENTS, opened("residents_tidy.xlsx"), Silent())
    assert (result.rows, result.stored) == (truth["rows"], truth["people"])
    assert (result.errors, result.warnings, result.problems) == (truth["bad"], 0, ())
    assert counts(db)[:3] == [truth["people"], truth["households"], truth["people"]]


def test_the_messy_ledger_shows_every_flaw_that_is_in_it(db: Database, clerk: Clerk) -> None:
    truth = TRUTH["residents_messy.xlsx"]
    bad = {kind: number for kind, number in truth["bad"].items() if number}
    result = store_intake(db, clerk, RESIDENTS, opened("residents_messy.xlsx"), Silent())
    assert flaw_counts(result.problems) == {Flaw(kind): number for kind, number in bad.items()}
    assert result.rows == truth["rows"] + bad["duplicate"]
    assert result.errors == sum(bad.values())
    assert result.stored == truth["rows"] - sum(bad.values()) + bad["duplicate"]
    assert counts(db)[0] == result.stored


def test_the_text_ledger_comes_in_whole(db: Database, clerk: Clerk) -> None:
    result = store_intake(db, clerk, RESIDENTS, opened("residents_gb18030.csv"), Silent())
    assert result.rows == result.stored == TRUTH["residents_gb18030.csv"]["rows"]
    assert not result.problems


def test_the_three_ledgers_number_their_households_apart(db: Database, clerk: Clerk) -> None:
    for name in ("residents_tidy.xlsx", "residents_messy.xlsx", "residents_gb18030.csv"):
        store_intake(db, clerk, RESIDENTS, opened(name), Silent())
    with db.read() as session:
        first = session.scalars(select(Household).where(Household.ledger_number == "000001")).all()
        assert len({household.number for household in first}) == len(first) == 3
        assert count(session, Household) > TRUTH["residents_tidy.xlsx"]["households"]


def test_a_dry_run_says_the_same_and_stores_nothing(db: Database, clerk: Clerk) -> None:
    before = counts(db)
    tried = dry_run(db, RESIDENTS, opened("residents_messy.xlsx"), Silent())
    assert counts(db) == before
    assert (tried.stored, tried.batch) == (0, "")
    done = store_intake(db, clerk, RESIDENTS, opened("residents_messy.xlsx"), Silent())
    assert (tried.ready, tried.problems) == (done.stored, done.problems)


def test_the_same_file_again_stores_nobody_twice(db: Database, clerk: Clerk) -> None:
    first = store_intake(db, clerk, RESIDENTS, opened("residents_messy.xlsx"), Silent())
    before = counts(db)
    again = store_intake(db, clerk, RESIDENTS, opened("residents_messy.xlsx"), Silent())
    assert counts(db) == before
    assert (again.stored, again.batch) == (0, "")
    assert again.warnings == first.stored
    assert again.errors == first.errors
    in_hall = [problem for problem in again.problems if problem.kind == "warning"]
    assert {problem.flaw for problem in in_hall} == {Flaw.DUPLICATE}
    assert {problem.label for problem in in_hall} == {"重复"}


def test_pressing_twice_is_one_import(db: Database, clerk: Clerk) -> None:
    intake = opened("residents_gb18030.csv")
    first = store_intake(db, clerk, RESIDENTS, intake, Silent())
    second = store_intake(db, clerk, RESIDENTS, intake, Silent())
    assert (second.batch, second.stored) == (first.batch, first.stored)
    with db.read() as session:
        assert count(session, ImportBatch) == 1


@pytest.mark.parametrize("after", [400, 600, 990])
def test_a_cancelled_import_stores_nothing(db: Database, clerk: Clerk, after: int) -> None:
    class Impatient:
        def report(self, done: int, total: int) -> None:
            if done * 1_000 >= after * total:
                raise Cancelled

    before = counts(db)
    intake = opened("residents_tidy.xlsx")
    with pytest.raises(Cancelled):
        store_intake(db, clerk, RESIDENTS, intake, Impatient())
    assert counts(db) == before
    with db.read() as session:
        assert count(session, ImportBatch) == 0


def test_a_batch_is_named_listed_and_in_the_audit_trail(db: Database, clerk: Clerk) -> None:
    result = store_intake(db, clerk, RESIDENTS, opened("residents_gb18030.csv"), Silent())
    with db.read() as session:
        (listed,) = queries.batches(session)
        assert listed.name == result.batch
        assert (listed.file_name, listed.clerk_name) == ("residents_gb18030.csv", "王芳")
        assert queries.batch_named(session, result.batch).id == listed.id
        entry = session.scalars(select(AuditEntry).where(AuditEntry.action == "import.store")).one()
        assert (entry.subject, entry.record_id) == ("import_batch", listed.id)
        same = queries.earlier_batch(
            session, "residents", opened("residents_gb18030.csv").ledger.sha256
        )
        assert same is not None
        assert same.name == listed.name


def test_undoing_a_batch_removes_all_of_it_and_nothing_else(db: Database, clerk: Clerk) -> None:
    store_intake(db, clerk, RESIDENTS, opened("residents_tidy.xlsx"), Silent())
    before = counts(db)
    second = store_intake(db, clerk, RESIDENTS, opened("residents_messy.xlsx"), Silent())
    with db.write() as session:
        batch = queries.batch_named(session, second.batch)
        assert workbench.undo_batch(session, clerk, RESIDENTS, batch.id) == second.stored
    assert counts(db) == before
    with db.read() as session:
        undone = queries.batch_named(session, second.batch)
        assert (undone.undone_by, undone.undone_at is not None) == ("王芳", True)
        assert queries.earlier_batch(session, "residents", "") is None


def test_a_batch_is_undone_only_once(db: Database, clerk: Clerk) -> None:
    result = store_intake(db, clerk, RESIDENTS, opened("residents_gb18030.csv"), Silent())
    with db.write() as session:
        batch = queries.batch_named(session, result.batch)
        workbench.undo_batch(session, clerk, RESIDENTS, batch.id)
    with db.write() as session, pytest.raises(UserError, match="已经由王芳撤回过"):
        workbench.undo_batch(session, clerk, RESIDENTS, batch.id)


def test_an_undone_ledger_can_come_in_again(db: Database, clerk: Clerk) -> None:
    first = store_intake(db, clerk, RESIDENTS, opened("residents_gb18030.csv"), Silent())
    with db.write() as session:
        batch = queries.batch_named(session, first.batch)
        workbench.undo_batch(session, clerk, RESIDENTS, batch.id)
    again = store_intake(db, clerk, RESIDENTS, opened("residents_gb18030.csv"), Silent())
    assert again.stored == first.stored
    assert again.batch != first.batch


def test_an_unknown_batch_is_told_so(db: Database) -> None:
    with db.read() as session, pytest.raises(UserError, match="没有“20990101-1”"):
        queries.batch_named(session, "20990101-1")


def test_the_refused_rows_come_back_as_a_workbook_to_mend(
    db: Database, clerk: Clerk, tmp_path: Path
) -> None:
    intake = opened("residents_messy.xlsx")
    result = store_intake(db, clerk, RESIDENTS, intake, Silent())
    out = tmp_path / "错误表.xlsx"
    assert write_mending(out, RESIDENTS, intake, result.problems) == result.errors
    headings, *rows = python_calamine.load_workbook(str(out)).get_sheet_by_index(0).to_python()
    assert headings[:5] == ["原表行号", "问题", "怎么改", "户号", "姓 名"]
    ruined = next(row for row in rows if row[0] == "30")
    assert ruined[1].startswith("公民身份号码：证件号被表格软件当成数字")
    assert ruined[3] == "000010"  # carried down
    assert ruined[9] == "530524200611030???"
    assert {type(cell) for row in rows for cell in row} == {str}


def test_an_unmended_workbook_changes_nothing(db: Database, clerk: Clerk, tmp_path: Path) -> None:
    intake = opened("residents_messy.xlsx")
    result = store_intake(db, clerk, RESIDENTS, intake, Silent())
    out = tmp_path / "错误表.xlsx"
    write_mending(out, RESIDENTS, intake, result.problems)
    before = counts(db)
    again = store_intake(db, clerk, RESIDENTS, open_intake(out, RESIDENTS, Silent()), Silent())
    assert counts(db) == before
    assert again.rows == result.errors
    assert again.errors + again.warnings == result.errors  # the repeats are in the hall by now


def test_a_mended_workbook_brings_in_the_rest_and_doubles_nobody(
    db: Database, clerk: Clerk, tmp_path: Path
) -> None:
    intake = opened("residents_messy.xlsx")
    result = store_intake(db, clerk, RESIDENTS, intake, Silent())
    before = counts(db)
    out = tmp_path / "错误表.xlsx"
    write_mending(out, RESIDENTS, intake, result.problems)
    book = python_calamine.load_workbook(str(out)).get_sheet_by_index(0).to_python()
    heading = book[0]
    for row in book[1:]:
        if row[0] == "30":  # 解博 of household 000010: the digits from her card
            row[heading.index("身份证号")] = "53052420061103004" + check_digit("53052420061103004")
    mended = make_xlsx(tmp_path / "mended.xlsx", book)
    again = store_intake(db, clerk, RESIDENTS, open_intake(mended, RESIDENTS, Silent()), Silent())
    assert again.stored == 1
    after = counts(db)
    assert after[0] == before[0] + 1
    assert after[1] == before[1]  # she joined her family
    with db.read() as session:
        home = session.scalars(
            select(Household.ledger_number)
            .join(Membership, Membership.household_id == Household.id)
            .join(Person, Person.id == Membership.person_id)
            .where(Person.name == "解博")
        ).one()
        assert home == "000010"


def test_a_cell_corrected_on_the_workbench_counts(db: Database, clerk: Clerk) -> None:
    intake = opened("residents_messy.xlsx")
    tried = dry_run(db, RESIDENTS, intake, Silent())
    assert any(problem.row == 23 for problem in tried.problems)
    mended = Intake(intake.ledger, intake.mapping, {(23, "name"): "姚明"})
    result = store_intake(db, clerk, RESIDENTS, mended, Silent())
    assert not any(problem.row == 23 for problem in result.problems)
    assert result.errors == tried.errors - 1


def test_a_ledger_without_headings_is_refused(db: Database, tmp_path: Path) -> None:
    path = make_xlsx(tmp_path / "a.xlsx", [["张三", "370686198502310027", "13712345521"]])
    with pytest.raises(UserError, match="没有找到列名行"):
        open_intake(path, RESIDENTS, Silent())


def test_a_ledger_with_headings_only_is_refused(db: Database, tmp_path: Path) -> None:
    path = make_xlsx(tmp_path / "a.xlsx", [["姓名", "身份证号", "手机"]])
    intake = open_intake(path, RESIDENTS, Silent())
    with pytest.raises(UserError, match="没有一行资料"):
        dry_run(db, RESIDENTS, intake, Silent())


def test_a_row_with_two_errors_counts_once() -> None:
    class Row:
        def __init__(self, row: int) -> None:
            self.row, self.kind = row, "error"

    assert rows_with([Row(1), Row(1), Row(2)], "error") == 2  # type: ignore[list-item]


def test_workbooks_out_hold_no_formula(tmp_path: Path) -> None:
    hostile = [
        "=1+1",
        "=cmd|'/c calc'!A0",
        "+86 138",
        "-5",
        "@SUM(1)",
        "＝1+1",
        "http://a.cn",
        "{=1}",
    ]
    out = tmp_path / "out.xlsx"
    assert write_workbook(out, "居民", ["姓名"], [[text] for text in hostile]) == len(hostile)
    rows = python_calamine.load_workbook(str(out)).get_sheet_by_index(0).to_python()
    assert [row[0] for row in rows] == ["姓名", *hostile]
    with zipfile.ZipFile(out) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")
        assert b"<f>" not in sheet
        assert b"hyperlink" not in sheet


def test_a_workbook_that_cannot_be_written_is_told_and_leaves_no_part(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="换一个文件夹"):
        write_workbook(tmp_path / "no" / "out.xlsx", "居民", ["姓名"], [])
    (tmp_path / "taken.xlsx").mkdir()
    with pytest.raises(UserError):
        write_workbook(tmp_path / "taken.xlsx", "居民", ["姓名"], [])
    assert not list(tmp_path.glob("*.part"))
