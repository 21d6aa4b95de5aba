"""A transfer's papers, issued on a real hall and read back from the PDF."""

from dataclasses import dataclass, replace
from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader
from sqlalchemy import func, select

from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.db.database import Database
from gridhall.papers import queries as papers
from gridhall.papers.models import Paper
from gridhall.papers.queries import PaperRow
from gridhall.registry.documents import transfers as documents
from gridhall.registry.documents.transfer_issue import (
    At,
    issue_handover,
    issue_notice,
    issue_transfer_paper,
)
from gridhall.registry.queries import transfers as reads
from gridhall.registry.queries.transfers import TransferCard
from gridhall.registry.rules.changes import NEW, Target
from gridhall.registry.rules.drafts import ResidentDraft
from gridhall.registry.rules.transfers import Step, TransferDraft
from gridhall.registry.service import transfers as service
from tests.conftest import HALL
from tests.factories import TODAY, id_number, make_dwelling

FATHER = id_number(date(1984, 5, 2), "1", 71, "370602")


@dataclass
class Window:
    """王芳 with a transfer of two before her."""

    at: At
    card: TransferCard

    def step(self, *states: str) -> TransferCard:
        with self.at.db.write() as session:
            for state in states:
                step = Step(state, TODAY)
                self.card = service.step_transfer(session, self.at.clerk, self.card.id, step, TODAY)
        return self.card

    def receive(self, *places: int) -> None:
        with self.at.db.write() as session:
            service.receive_material(session, self.at.clerk, self.card.id, places, TODAY)

    def text(self, paper: PaperRow) -> str:
        with self.at.db.read() as session:
            return _text(papers.pdf_of(session, paper.id))

    def another(self, name: str) -> int:
        new = {-1: ResidentDraft(name, sex="1", birth_date=date(1980, 1, 1))}
        draft = replace(self.card.draft, newcomers=new, movers={-1: "02"}, applicant_id=-1)
        with self.at.db.write() as session:
            draft = replace(draft, received=frozenset(range(1, 6)), request_key="")
            return service.open_transfer(session, self.at.clerk, draft, TODAY).id


def _text(pdf: bytes) -> str:
    pages = PdfReader(BytesIO(pdf)).pages
    return "".join("".join(page.extract_text().split()) for page in pages)


@pytest.fixture
def window(db: Database, clerk: Clerk) -> Window:
    with db.write() as session:
        there = make_dwelling(session, "御景小区 3-2-502")
        draft = TransferDraft(
            direction="in",
            category="IN_PROPERTY",
            applicant_id=-1,
            effective_on=TODAY,
            agent="李建国",
            newcomers={
                -1: ResidentDraft("李建军", FATHER, phone="13712345521"),
                -2: ResidentDraft("李思涵", sex="2", birth_date=date(2017, 4, 1)),
            },
            movers={-1: "02", -2: "32"},
            target=Target(NEW, there.id, "御景小区 3-2-502"),
            from_place="山东省烟台市芝罘区",
            received=frozenset({1, 2, 3}),
            green_channel=True,
            one_stop=True,
        )
        card = service.open_transfer(session, clerk, draft, TODAY)
    return Window(At(db, clerk, HALL, TODAY), card)


def test_the_receipt_says_what_was_taken_in(window: Window) -> None:
    paper = issue_transfer_paper(window.at, documents.RECEIPT, window.card.id)
    text = window.text(paper)
    for said in (
        "收件回执",
        "龙腾户收字〔2026〕第0001号" if f"{paper.issued_at:%Y}" == "2026" else paper.number,
        "QY20261124-001",
        "您于2026年11月24日提交的“购房（合法稳定住所）落户”材料",
        "李建军（户主）、李思涵（长女），共2人",
        "山东省烟台市芝罘区",
        "御景小区3-2-502",
        "绿色通道、一站式",
        "尚缺下列必备材料，请尽快补交：合法稳定住所证明。",
        "收件人：王芳",
        "一式两份",
    ):
        assert said in text, said
    assert text.count("√") == 3
    assert FATHER not in text
    assert "370602********" in text
    again = issue_transfer_paper(window.at, documents.RECEIPT, window.card.id)
    assert again == paper


def test_the_notice_asks_for_everything_once_and_the_transfer_waits(
    window: Window, supervisor: Clerk
) -> None:
    paper = issue_transfer_paper(window.at, documents.NOTICE, window.card.id)
    text = window.text(paper)
    assert "经核对还缺下列1样材料" in text
    assert "不动产登记机构" in text
    assert "《中华人民共和国户口登记条例》第十三条" in text
    with window.at.db.read() as session:
        card = reads.transfer_card(session, window.card.id, TODAY)
    assert card.state == "material_notice"
    assert [one.kind for one in card.papers] == ["transfer-notice"]
    assert issue_notice(window.at, window.card.id) == paper
    window.receive(4)
    with pytest.raises(UserError, match="必备材料已经齐了，不用出一次性告知书"):
        issue_notice(window.at, window.card.id)


def test_a_second_notice_that_asks_for_more_is_a_supervisors(
    window: Window, supervisor: Clerk
) -> None:
    other = window.another("周全")
    with window.at.db.write() as session:
        draft = replace(window.card.draft, received=frozenset(), newcomers={}, agent="")
        service.step_transfer(
            session, window.at.clerk, other, Step("withdrawn", TODAY, "重来"), TODAY
        )
        known = reads.transfer_card(session, other, TODAY).people[0].person_id
        draft = replace(draft, movers={known: "02"}, applicant_id=known)
        card = service.open_transfer(session, window.at.clerk, draft, TODAY)
    first = issue_notice(window.at, card.id)
    with window.at.db.write() as session:
        service.receive_material(session, window.at.clerk, card.id, [1], TODAY)
    with pytest.raises(UserError, match="第二次一次性告知要主管来做"):
        issue_notice(window.at, card.id)
    second = issue_notice(replace(window.at, clerk=supervisor), card.id)
    assert second.number != first.number


def test_the_list_for_the_police_goes_with_the_hand_over(window: Window) -> None:
    window.receive(4)
    window.step("accepted", "checking")
    other = window.another("欧阳周全")
    with pytest.raises(UserError, match="核验过的才能移交；请把它从清单里去掉"):
        issue_handover(window.at, [window.card.id, other])
    with window.at.db.read() as session:
        assert session.scalar(select(func.count()).select_from(Paper)) == 0
    with window.at.db.write() as session:
        for state in ("accepted", "checking"):
            service.step_transfer(session, window.at.clerk, other, Step(state, TODAY), TODAY)
    paper = issue_handover(window.at, [window.card.id, other, other])
    text = window.text(paper)
    for said in (
        "移交清单",
        "共2件、3人",
        "QY20261124-001",
        "QY20261124-002",
        "欧阳周全",
        "接收人：",
    ):
        assert said in text, said
    with window.at.db.read() as session:
        cards = [reads.transfer_card(session, one, TODAY) for one in (window.card.id, other)]
    assert [(one.state, one.handover_number) for one in cards] == [("submitted", paper.number)] * 2
    assert [one.papers[-1].id for one in cards] == [paper.id] * 2
    assert issue_handover(window.at, [window.card.id, other]) == paper
    with pytest.raises(UserError, match="请先选要移交的迁移"):
        issue_handover(window.at, [])


def test_the_settlement_is_told_only_while_it_stands(window: Window) -> None:
    with pytest.raises(UserError, match="QY20261124-001 还没有办结"):
        issue_transfer_paper(window.at, documents.SETTLEMENT, window.card.id)
    window.receive(4)
    window.step("accepted", "checking", "submitted", "settled")
    text = window.text(issue_transfer_paper(window.at, documents.SETTLEMENT, window.card.id))
    assert "落户日期为2026年11月24日" in text
    assert "到公安派出所领取居民户口簿" in text
    with window.at.db.write() as session:
        service.reverse_transfer(session, window.at.clerk, window.card.id, "派出所退回", TODAY)
    with pytest.raises(UserError, match="已由 QY20261124-002 撤回，不能再出办结告知"):
        issue_transfer_paper(window.at, documents.SETTLEMENT, window.card.id, "again")


def test_the_power_of_attorney_names_both(window: Window) -> None:
    text = window.text(issue_transfer_paper(window.at, documents.ATTORNEY, window.card.id))
    assert "现委托李建国代为办理“购房（合法稳定住所）落户”" in text
    assert "委托人签字：" in text
    assert FATHER not in text
    other = window.another("周全")
    with window.at.db.write() as session:
        card = reads.transfer_card(session, other, TODAY)
        service.amend_transfer(
            session, window.at.clerk, other, (replace(card.draft, agent=""), card.version), TODAY
        )
    with pytest.raises(UserError, match="没有登记代办人"):
        issue_transfer_paper(window.at, documents.ATTORNEY, other)
