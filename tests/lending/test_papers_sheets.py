from collections.abc import Sequence
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pdfplumber
import pypdfium2
import pytest
import zxingcpp
from sqlalchemy import select

from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.core.progress import Silent
from gridhall.db.database import Database
from gridhall.exchange.queries import batch_named
from gridhall.exchange.service.workbench import (
    ImportResult,
    open_intake,
    store_intake,
    undo_batch,
)
from gridhall.exchange.service.writing import write_workbook
from gridhall.lending.documents import issuing
from gridhall.lending.queries.kept import found_item
from gridhall.lending.queries.stock import stock_of
from gridhall.lending.queries.things import things
from gridhall.lending.rules.drafts import DepositDraft, FoundDraft
from gridhall.lending.service import takings
from gridhall.lending.service.keeping_things import leave, note_found
from gridhall.lending.service.taking_back import take_back
from gridhall.lending.sheets import LoanItemSheet
from gridhall.lending.sheets.columns import HEADINGS
from gridhall.lending.sheets.export import thing_cells
from gridhall.papers import queries as papers
from gridhall.registry.documents.transfer_issue import At
from gridhall.registry.models import Membership
from tests.conftest import HALL
from tests.factories import TODAY, make_family
from tests.lending.conftest import Counter

SHEET = LoanItemSheet(lambda: TODAY)


@pytest.fixture
def at(db: Database, clerk: Clerk) -> At:
    return At(db, clerk, HALL, TODAY)


def pdf(at: At, paper_id: int) -> bytes:
    with at.db.read() as session:
        return papers.pdf_of(session, paper_id)


def text(data: bytes) -> str:
    with pdfplumber.open(BytesIO(data)) as file:
        return "\n".join(page.extract_text() for page in file.pages)


def codes(data: bytes) -> list[str]:
    """The barcodes of the first page as a scanner reads them."""
    image = pypdfium2.PdfDocument(data)[0].render(scale=3).to_pil()
    return sorted(one.text for one in zxingcpp.read_barcodes(image))


@pytest.mark.parametrize("narrow", [False, True])
def test_a_loans_slip_is_scanned_back(counter: Counter, at: At, narrow: bool) -> None:
    done = counter.lend("LY-001", deposit_fen=10_000)
    paper = issuing.issue_loan(at, done.row_id, narrow=narrow)
    data = pdf(at, paper.id)
    (code,) = codes(data)
    found = counter.scan(code)
    assert (found.act, found.loan_id) == ("return", done.row_id)
    said = text(data)
    assert "李* 138****5678" in said
    assert "100 元，归还时退" in said
    assert "13812345678" not in said
    assert issuing.issue_loan(at, done.row_id, narrow=narrow).id == paper.id


def test_a_parcels_slip_has_its_code(counter: Counter, at: At) -> None:
    done = counter.do(leave, DepositDraft("快递 1 件", "李四", "13812345678"), TODAY)
    data = pdf(at, issuing.issue_deposit(at, done.row_id, narrow=True).id)
    (code,) = codes(data)
    assert counter.scan(code).act == "hand_out"


def test_the_overdue_list_goes_by_building_with_phones_masked(counter: Counter, at: At) -> None:
    with pytest.raises(UserError, match="没有超期的借用"):
        issuing.issue_overdue(at)
    with counter.db.write() as session:
        home = make_family(session).id
        member = select(Membership.person_id).where(Membership.household_id == home)
        person = session.scalars(member.order_by(Membership.id)).first()
    past = {"lent_on": TODAY - timedelta(days=20), "due_on": TODAY - timedelta(days=14)}
    counter.lend("YS-001", person_id=person, borrower="", phone="13600001111", **past)
    counter.lend("YS-002", **past)
    said = text(pdf(at, issuing.issue_overdue(at).id))
    assert said.index("御景小区 3号楼") < said.index("不在册的人和没有住址的人")
    assert "136****1111" in said
    assert "14 天" in said
    assert "13600001111" not in said


def test_the_notice_of_lost_property_tells_no_marks(counter: Counter, at: At) -> None:
    draft = FoundDraft("黑色双肩包", "3 号楼北门", TODAY, "内有蓝色水杯", "周某", "13700001111")
    done = counter.do(note_found, draft, TODAY)
    said = text(pdf(at, issuing.issue_found(at).id))
    assert "黑色双肩包" in said
    assert "第 318 条" in said
    assert not any(word in said for word in ("蓝色水杯", "周某", "137"))
    assert counter.read(found_item, done.row_id).posted_on == TODAY


def test_labels_and_the_sheet_of_a_stock_taking(counter: Counter, at: At) -> None:
    labels = pdf(at, issuing.issue_labels(at, None).id)
    assert set(codes(labels)) >= {"YS-001", "YS-002", "LY-001", "MJ-ZY"}
    taking = counter.do(takings.begin, None, TODAY).row_id
    counter.do(takings.scan, taking, "YS-001")
    said = text(pdf(at, issuing.issue_taking(at, taking).id))
    assert "没有见到" in said
    assert "YS-002" in said


# The workbook


def bring(db: Database, clerk: Clerk, path: Path, rows: Sequence[Sequence[str]]) -> ImportResult:
    write_workbook(path, "借用物品", HEADINGS, [list(row) for row in rows])
    intake = open_intake(path, SHEET, Silent())
    return store_intake(db, clerk, SHEET, intake, Silent())


def test_things_come_in_and_go_again(counter: Counter, supervisor: Clerk, tmp_path: Path) -> None:
    rows = [
        ("雨伞", "", "", "3", "2 号柜", "", "2026-01-05", "", ""),
        ("图书", "9787020002207", "红楼梦", "", "", "59.7", "", "在架", ""),
        ("口罩", "", "", "50", "", "", "", "", ""),
        ("飞毯", "FT-1", "", "", "", "", "", "", ""),
        ("雨伞", "YS-001", "", "", "", "", "", "", ""),
        ("雨伞", "YS-9", "", "两把", "", "", "", "", ""),
        ("轮椅", "", "", "", "", "", "", "借出", ""),
    ]
    result = bring(counter.db, supervisor, tmp_path / "物品.xlsx", rows)
    assert (result.stored, result.errors) == (3, 3)
    told = {one.code: one for one in counter.read(things)}
    assert {"YS-003", "YS-004", "YS-005"} <= told.keys()
    assert told["9787020002207"].worth_fen == 5970
    assert counter.read(stock_of, counter.kinds["KZ"]).owned == 150
    counter.things["YS-003"] = told["YS-003"].id
    lent = counter.lend("YS-003")
    with counter.db.read() as session:
        batch = batch_named(session, result.batch).id
    with counter.db.write() as session, pytest.raises(UserError, match="已经借过"):
        undo_batch(session, supervisor, SHEET, batch)
    counter.do(take_back, lent.action_id)
    with counter.db.write() as session:
        undo_batch(session, supervisor, SHEET, batch)
    assert "YS-003" not in {one.code for one in counter.read(things)}
    assert counter.read(stock_of, counter.kinds["KZ"]).owned == 100


def test_an_export_can_be_brought_in_again(
    counter: Counter, supervisor: Clerk, tmp_path: Path
) -> None:
    counter.lend("YS-001")
    with counter.db.read() as session:
        rows = list(thing_cells(session, TODAY))
    assert ["志愿者马甲", "", "", "10", "", "", "", "", ""] in rows
    result = bring(counter.db, supervisor, tmp_path / "again.xlsx", rows[:6])
    assert (result.stored, result.errors) == (0, 0)
