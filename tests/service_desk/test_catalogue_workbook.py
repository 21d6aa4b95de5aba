"""事项目录.xlsx goes out and comes in without loss; what is wrong is told by sheet and row."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from python_calamine import load_workbook

from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.core.progress import Silent
from gridhall.db.database import Database
from gridhall.exchange.queries import batch_named
from gridhall.exchange.service.workbench import ImportResult, import_file, undo_batch
from gridhall.exchange.service.writing import Page, write_pages
from gridhall.service_desk.queries.catalogue import find_matter, matters
from gridhall.service_desk.queries.catalogue_history import versions
from gridhall.service_desk.rules.catalogue import MatterSpec
from gridhall.service_desk.sheets.catalogue import install_catalogue, shipped_catalogue
from gridhall.service_desk.sheets.workbook import CatalogueSheet
from gridhall.service_desk.sheets.workbook.export import pages, write_catalogue
from tests.service_desk.conftest import Desk

TODAY = date(2026, 11, 24)
SHEET = CatalogueSheet(lambda: TODAY)
Cells = dict[str, list[list[str]]]  # sheet -> rows, the headings first
Edit = Callable[[Cells], None]


def full() -> list[MatterSpec]:
    """The shipped matters, one of them with every field filled in."""
    first, *rest = shipped_catalogue()
    rich = replace(
        first, kind="promised", limit_days=5, legal_days=20, limit_note="材料齐全的当天",
        item_type="07", basic_code="0312345678", implementation_code="11510000MB15030987000100",
        level="5", authority_code="91350100M000100Y43", partners="县公安局、县民政局",
        audience="1,2", ways="1,4", special="实地核查", conditions="年满 80 周岁\n本地户籍",
        steps="申请\n受理；当场核对\n办结", quota="不限", scope="全市", fee="10 元",
        fee_basis="价费〔2020〕1号", delivery="窗口领取", place="龙腾路 18 号 2 楼",
        hours="周一至周五 9:00-17:00", phone="0831-1234567", complaint_phone="12345",
        questions="问：可以代办吗？\n答：可以，带委托书。",
        materials=(
            replace(first.materials[0], deferrable=True, issued_within="近三个月", copies=2),
            *first.materials[1:],
        ),
    )  # fmt: skip
    return [rich, replace(rest[0], active=False), *rest[1:]]


def book(tmp_path: Path, specs: list[MatterSpec], edit: Edit | None = None) -> Path:
    path = tmp_path / "事项目录.xlsx"
    if edit is None:
        write_catalogue(path, specs)
        return path
    cells = {
        page.title: [list(page.headings), *([str(one) for one in row] for row in page.rows)]
        for page in pages(specs)
    }
    edit(cells)
    write_pages(path, [Page(name, rows[0], rows[1:], lines=True) for name, rows in cells.items()])
    return path


def bring(db: Database, clerk: Clerk, path: Path) -> ImportResult:
    return import_file(db, clerk, SHEET, path, Silent())


def put(cells: Cells, sheet: str, heading: str, row: int, value: str) -> None:
    """Write into a cell; rows count as in the workbook, 1 is the headings."""
    cells[sheet][row - 1][cells[sheet][0].index(heading)] = value


def test_the_whole_catalogue_comes_back_as_it_went_out(
    db: Database, administrator: Clerk, tmp_path: Path
) -> None:
    specs = full()
    result = bring(db, administrator, book(tmp_path, specs))
    assert result.problems == ()
    assert result.stored == result.rows == len(specs) + sum(len(one.materials) for one in specs)
    with db.read() as session:
        assert [row.said for row in matters(session, TODAY, withdrawn=True)] == specs
    again = bring(db, administrator, book(tmp_path, specs))
    assert (again.stored, again.errors) == (0, 0)
    assert {one.problem for one in again.problems} == {"和目录里现在的一样，这一行没有再存"}


def test_every_cell_is_text(tmp_path: Path) -> None:
    opened = load_workbook(book(tmp_path, full()))
    assert opened.sheet_names == ["事项", "材料", "说明"]
    for name in opened.sheet_names:
        rows = opened.get_sheet_by_name(name).to_python()
        assert {type(cell) for row in rows for cell in row} == {str}


@pytest.mark.parametrize(
    ("sheet", "heading", "value", "said"),
    [
        ("事项", "承诺时限", "0", "承诺件至少 1 个工作日"),
        ("事项", "承诺时限", "十天", "承诺时限应为数字"),
        ("事项", "承诺时限", "21", "比法定时限 20 个工作日还长"),
        ("事项", "承诺时限", "400", "应在 0 到 365 之间，现在是 400"),
        ("事项", "办件类型", "快件", "办件类型应为 instant（即办件）或 promised"),
        ("事项", "服务对象", "外星人", "里没有“外星人”"),
        ("事项", "统一社会信用代码", "91350100M000100Y44", "末位是校验码"),
        ("事项", "事项名称", "单身证明", "是社区不出具的“婚姻状况证明”"),
        ("事项", "事项名称", "长" * 201, "最长 200，现在是 201"),
        ("事项", "实施编码", "1" * 25, "最长 24，现在是 25"),
        ("事项", "事项编号", "高龄", "只用字母、数字和短横"),
        ("材料", "原件份数", "两份", "原件份数应为数字"),
        ("材料", "必备", "大概", "应写 是 或 否"),
        ("材料", "材料名称", "", "名称是空的"),
        ("材料", "事项编号", "XX99", "表里没有这个编号的事项"),
    ],
)
def test_what_is_wrong_is_told_by_sheet_and_row(
    db: Database, administrator: Clerk, tmp_path: Path, sheet: str, heading: str,
    value: str, said: str,
) -> None:  # fmt: skip
    def edit(cells: Cells) -> None:
        put(cells, sheet, heading, 2, value)

    result = bring(db, administrator, book(tmp_path, full(), edit))
    told = [one for one in result.problems if one.kind == "error"]
    assert any(said in one.problem and (one.sheet, one.own_row) == (sheet, 2) for one in told), [
        (one.place, one.problem) for one in told
    ]
    with db.read() as session:
        assert full()[0].code not in [row.code for row in matters(session, TODAY, withdrawn=True)]
        assert len(matters(session, TODAY, withdrawn=True)) == len(full()) - 1


def test_a_code_written_twice_and_no_code_are_refused(
    db: Database, administrator: Clerk, tmp_path: Path
) -> None:
    def edit(cells: Cells) -> None:
        put(cells, "事项", "事项编号", 3, cells["事项"][1][0])
        put(cells, "事项", "事项编号", 4, "")

    result = bring(db, administrator, book(tmp_path, full(), edit))
    told = {one.problem for one in result.problems}
    assert {"这个编号在表里写了几次", "没有事项编号"} <= told


def test_a_workbook_of_matters_alone_leaves_the_materials(
    db: Database, administrator: Clerk, tmp_path: Path
) -> None:
    with db.write() as session:
        install_catalogue(session, administrator)
        row = find_matter(session, "MZ01", TODAY)

    def edit(cells: Cells) -> None:
        del cells["材料"]

    changed = replace(row.said, limit_note="另有规定的除外")
    result = bring(db, administrator, book(tmp_path, [changed], edit))
    assert (result.stored, result.errors) == (1, 0)
    with db.read() as session:
        now = find_matter(session, "MZ01", TODAY)
    assert (now.said.limit_note, now.materials) == ("另有规定的除外", row.materials)


def test_a_batch_is_taken_back_with_its_versions_and_matters(
    db: Database, administrator: Clerk, tmp_path: Path
) -> None:
    with db.write() as session:
        install_catalogue(session, administrator)
        before = [row.said for row in matters(session, TODAY, withdrawn=True)]
    changed = [replace(before[0], quota="每人一次"), replace(before[1], code="QQ09", name="新事")]
    result = bring(db, administrator, book(tmp_path, changed))
    with db.write() as session:
        batch = batch_named(session, result.batch)
        undo_batch(session, administrator, SHEET, batch.id)
    with db.read() as session:
        assert [row.said for row in matters(session, TODAY, withdrawn=True)] == before


def test_a_batch_is_kept_once_a_case_was_taken_in_under_it(
    hall_at_work: Desk, administrator: Clerk, tmp_path: Path
) -> None:
    db = hall_at_work.db
    changed = replace(hall_at_work.matter("MZ01").said, quota="每人一次")
    result = bring(db, administrator, book(tmp_path, [changed]))
    case = hall_at_work.accept("MZ01")
    with pytest.raises(UserError, match=f"{case.number}已经按这个版本受理"), db.write() as session:
        batch = batch_named(session, result.batch)
        undo_batch(session, administrator, SHEET, batch.id)
    with db.read() as session:
        assert len(versions(session, case.item_id, TODAY)) == 2


def test_only_an_administrator_brings_it_in(db: Database, clerk: Clerk, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="改事项目录要管理员来做"):
        bring(db, clerk, book(tmp_path, full()))
    with db.read() as session:
        assert matters(session, TODAY, withdrawn=True) == ()
