"""吹哨统计图, 量化考核表, 吹哨台账 read back from their PDFs; the ledger as a workbook."""

import io
from pathlib import Path

import pdfplumber
import pytest
from python_calamine import load_workbook
from sqlalchemy.orm import Session

from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.core.periods import period
from gridhall.core.progress import Silent
from gridhall.db.database import Database
from gridhall.issues.documents.figures import issue_figures_paper
from gridhall.issues.documents.listing import issue_list
from gridhall.issues.documents.scores import issue_scores
from gridhall.issues.models import Issue
from gridhall.issues.queries.figures import Asked
from gridhall.issues.queries.heat import heat
from gridhall.issues.queries.issues import IssueFilter
from gridhall.issues.rules.heat import SHADES, shade, steps
from gridhall.issues.rules.states import OPEN_STATES
from gridhall.issues.sheets.export import HEADINGS, ISSUES
from gridhall.organisation.sheets.exporting import export_workbook
from gridhall.papers.queries import PaperRow, pdf_of
from gridhall.registry.documents.transfer_issue import At
from tests.conftest import HALL
from tests.factories import TODAY
from tests.issues.many import make_many
from tests.issues.test_figures import seed

YEAR = period("2026")


@pytest.fixture
def at(db: Database, supervisor: Clerk, administrator: Clerk) -> At:
    with db.write() as session:
        seed(session, administrator)
        make_many(session, 95)
    return At(db, supervisor, HALL, TODAY)


def words(at: At, paper: PaperRow) -> str:
    with at.db.read() as session, pdfplumber.open(io.BytesIO(pdf_of(session, paper.id))) as pdf:
        return "\n".join(page.extract_text() for page in pdf.pages).replace(" ", "")


def test_the_funnel_and_every_category_are_on_paper(at: At) -> None:
    paper = issue_figures_paper(at, Asked(YEAR, "category"))
    said = words(at, paper)
    assert "吹哨报到统计图" in said
    assert "2026年" in said
    assert "收集95" in said.replace("\n", "")
    assert "合计95" in said
    assert "解决率（%）：纳入里面已解决的除以纳入" in said
    again = issue_figures_paper(at, Asked(YEAR, "category"))
    assert again.id == paper.id


def test_buildings_are_drawn_as_tiles(at: At) -> None:
    said = words(at, issue_figures_paper(at, Asked(YEAR, "building")))
    assert "楼栋分布（收集，共95件" in said
    assert "御景小区" in said


def test_the_score_sheet_has_the_rows_behind_every_point(at: At) -> None:
    said = words(at, issue_scores(at, YEAR))
    assert "量化考核表" in said
    assert "城管中队" in said
    assert "每一分都有依据，明细附后" in said
    assert "哨〔2026〕0001" in said


def test_a_period_without_anything_makes_no_paper(at: At) -> None:
    with pytest.raises(UserError, match="没有单位计分"):
        issue_scores(at, period("2019"))
    with pytest.raises(UserError, match="没有这样的问题"):
        issue_list(at, period("2019"), IssueFilter())


def test_the_ledger_on_paper_names_no_raiser(at: At) -> None:
    with at.db.write() as session:
        first = session.get_one(Issue, 1)
        first.raiser, first.phone, first.title = "张桂花", "13712345521", "找 13712345521 修路灯"
    paper = issue_list(at, YEAR, IssueFilter(states=OPEN_STATES), "在办")
    said = words(at, paper)
    assert "在办，共" in said
    assert "张桂花" not in said
    assert "13712345521" not in said
    assert "找137****5521修路灯" in said.replace("\n", "")


def test_the_workbook_holds_every_issue_in_text_and_no_id_number(at: At, tmp_path: Path) -> None:
    with at.db.write() as session:
        first = session.get_one(Issue, 1)
        first.raiser, first.phone = "张桂花", "13712345521"
        first.content = "身份证 370686195903122125，=1+1"
        first.title = "=HYPERLINK(1)"
    path = tmp_path / "issues.xlsx"
    asked = (path, "街道要的台账", TODAY)
    work = export_workbook(at.db, at.clerk, ("issues", ISSUES), asked)
    assert work(Silent()) >= 95
    book = load_workbook(str(path))
    assert book.sheet_names == ["吹哨台账", "历次响应", "五项措施"]
    rows = book.get_sheet_by_index(0).to_python()[1:]
    assert len(rows) == 95
    told = {value for row in rows for value in row}
    assert {type(value) for value in told} == {str}
    assert "=HYPERLINK(1)" in told
    assert not any("370686195903122125" in value for value in map(str, told))
    assert rows[0][HEADINGS.index("电话")] == "13712345521"


def test_heat_counts_every_issue_once(at: At) -> None:
    with at.db.write() as session:
        _without_building(session)
    with at.db.read() as session:
        made = heat(session, YEAR, TODAY)
    assert made.total == 95
    labels = [cell.label for row in made.rows for cell in row.cells]
    assert labels == ["1号楼", "2号楼", "3号楼", "公共部位", "不在小区"]


def _without_building(session: Session) -> None:
    session.get_one(Issue, 1).building_id = None
    second = session.get_one(Issue, 2)
    second.building_id = second.compound_id = None


def test_shades_grow_with_the_number_and_the_most_is_darkest() -> None:
    for most in (1, 2, 4, 5, 6, 23, 100):
        found = [shade(count, most) for count in range(most + 1)]
        assert found == sorted(found)
        assert found[0] == 0
        assert found[-1] == SHADES
        covered = [n for first, last in steps(most) for n in range(first, last + 1)]
        assert covered == list(range(1, most + 1))
