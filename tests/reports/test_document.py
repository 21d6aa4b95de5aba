"""办件统计表 on paper: every number, what it means, no rating; read back from the PDF."""

import io
from datetime import date

import pdfplumber

from gridhall.core.clerk import Clerk
from gridhall.core.periods import period
from gridhall.db.database import Database
from gridhall.registry.documents.transfer_issue import At
from gridhall.reports.documents.figures import Printed, figures_paper, issue_figures
from gridhall.reports.queries.figures import Asked, desk_figures
from tests.conftest import HALL
from tests.factories import make_case, make_person
from tests.reports.desk_days import ON, TODAY


def _words(data: bytes) -> str:
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        return "\n".join(page.extract_text() for page in pdf.pages).replace(" ", "")


def test_the_table_and_what_it_means(db: Database, supervisor: Clerk) -> None:
    with db.write() as session:
        make_case(session, make_person(session))
    with db.read() as session:
        made = desk_figures(session, supervisor, Asked(period("2026-11"), "matter"), ON)
    data = figures_paper(
        Printed(made, "received", TODAY), HALL, ("龙腾办统字〔2026〕第0001号", None)
    )
    words = _words(data)
    assert "办件统计表" in words
    assert "2026年11月" in words
    assert "老年优待证101" in words
    assert "按期率（%）：按期办结除以办结" in words
    assert "满意率" not in words  # ratings stay on a supervisor's screen


def test_the_same_numbers_of_a_day_are_one_paper(db: Database, supervisor: Clerk) -> None:
    at = At(db, supervisor, HALL, date(2026, 11, 25))
    with db.read() as session:
        made = desk_figures(session, supervisor, Asked(period("2026-11"), "day"), ON)
    first, again = issue_figures(at, made, "received"), issue_figures(at, made, "received")
    assert (first.kind, first.id) == ("desk-figures", again.id)
