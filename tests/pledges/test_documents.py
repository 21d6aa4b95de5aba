import io
import re
from datetime import date

import pdfplumber
import pytest
from sqlalchemy import func, select

from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.core.progress import Silent
from gridhall.db.database import Database
from gridhall.papers.queries import pdf_of
from gridhall.pledges.documents import issuing
from gridhall.pledges.models import MonthlyList
from gridhall.pledges.queries.months import posted
from gridhall.registry.documents.transfer_issue import At
from tests.conftest import HALL
from tests.factories import TODAY, make_person
from tests.pledges.pledge_hall import SUPERVISOR, Desk, at_desk
from tests.pledges.test_units import reports, serve
from tests.volunteering.people import volunteer


def at(db: Database, clerk: Clerk) -> At:
    return At(db, clerk, HALL, TODAY)


def read(db: Database, paper_id: int) -> tuple[list[str], str]:
    """The pages' texts, and all of it in one line without blanks."""
    with db.read() as session:
        pdf = pdf_of(session, paper_id)
    with pdfplumber.open(io.BytesIO(pdf)) as book:
        pages = [page.extract_text() for page in book.pages]
    return pages, "".join("".join(pages).split())


def fill(desk: Desk) -> None:
    person = make_person(desk.session, "张桂花")
    one = desk.add(
        "接送就医 13712345521", quantity=2, person_id=person.id, opened_on=date(2026, 11, 3),
        due_on=date(2026, 11, 30),
    )  # fmt: skip
    desk.claim(one, desk.tax, quantity=1)
    road = desk.add("修路灯", "project", unit_id=desk.tax, is_practical=True, is_pledged=True)
    assert road
    desk.add("会议室", "resource", unit_id=desk.hospital, quantity=4)


def test_the_months_list_is_posted_without_names_and_stays_as_it_was(
    db: Database, clerk: Clerk
) -> None:
    with at_desk(db, clerk) as desk:
        fill(desk)
    paper = issuing.issue_month(at(db, SUPERVISOR), "2026-11")
    pages, text = read(db, paper.id)
    assert len(pages) == 1
    for words in (
        "2026年11月服务清单", "需〔2026〕001", "接送就医137****5521", "居民张*花", "区税务局1次",
        "还差1次", "2026-11-30", "★修路灯", "资〔2026〕001", "市二院",
        "需求清单1项，已认领1项", "惠民实事1件",
    ):  # fmt: skip
        assert words in text, words
    assert "张桂花" not in text
    assert "13712345521" not in text
    assert issuing.issue_month(at(db, SUPERVISOR), "2026-11") == paper
    with db.write() as session:
        (first,) = posted(session)
        assert session.scalar(select(func.count()).select_from(MonthlyList)) == 1
    assert issuing.issue_posted(at(db, clerk), first.id) == paper
    with pytest.raises(UserError, match="公布月服务清单要主管来做"):
        issuing.issue_month(at(db, clerk), "2026-11")


def test_a_units_report_tells_its_quarter(db: Database, clerk: Clerk) -> None:
    with at_desk(db, clerk) as desk:
        fill(desk)
        reports(desk, desk.tax, "李强")
        own = volunteer(desk.session, "赵志愿", unit_id=desk.tax)
        serve(desk, own, date(2026, 11, 15), 3)
        tax = desk.tax
    paper = issuing.issue_report(at(db, clerk), tax, (2026, 4))
    pages, text = read(db, paper.id)
    assert len(pages) == 2
    assert re.search(r"\b2026-1\d-\d\d\b", pages[0])  # a day stands on one line
    for words in (
        "双报到季度报告", "示例区税务局：", "2026年10月1日至2026年12月31日", "报到党员1名",
        "参加服务1人，1人次，3小时", "本季度新认领2项", "2026年1件，完成0件", "★修路灯",
        "报到党员服务登记表",
        "李强", "龙腾社区党委", "赵志愿", "单位志愿者", "3小时",
    ):  # fmt: skip
        assert words in text, words
    assert "13812345678" not in text
    assert "138*" not in text  # nor masked


def test_all_units_are_told_in_one_file_each_on_its_own_page(db: Database, clerk: Clerk) -> None:
    with at_desk(db, clerk) as desk:
        fill(desk)
        desk.claim(desk.add("理发 𱍐"), desk.hospital)  # a character that no font has
    both = issuing.issue_reports(at(db, clerk), (2026, 4), "", Silent())
    pages, text = read(db, both.id)
    assert [page.splitlines()[0] for page in pages] == ["双报到季度报告"] * 2
    assert "每个报到单位每年至少办一件惠民实事" in text  # 市二院 has none
    assert "〓" in text
    with pytest.raises(UserError, match="2027 年第 1 季度还没有开始"):
        issuing.issue_reports(at(db, clerk), (2027, 1))


def test_an_empty_hall_has_no_paper_to_give(db: Database) -> None:
    with pytest.raises(UserError, match="2026 年 11 月清单里没有项目"):
        issuing.issue_month(at(db, SUPERVISOR), "2026-11")
    with pytest.raises(UserError, match="没有双报到单位，没有报告可出"):
        issuing.issue_reports(at(db, SUPERVISOR), (2026, 3))
