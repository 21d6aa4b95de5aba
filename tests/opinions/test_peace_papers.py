"""Papers of mediation, inspections and registers, read back from their PDFs."""

import io
from collections.abc import Callable

import pdfplumber
import pytest

from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.db.database import Database
from gridhall.opinions.documents import peace_issuing as issuing
from gridhall.opinions.queries.inspections import hazards_of
from gridhall.opinions.queries.themes import entries
from gridhall.opinions.rules.inspections import HazardDraft
from gridhall.opinions.rules.mediations import Agreed
from gridhall.opinions.rules.themes import Changed
from gridhall.opinions.service import mediations, themes
from gridhall.papers import queries
from gridhall.papers.queries import PaperRow
from gridhall.registry.documents.transfer_issue import At
from tests.conftest import HALL
from tests.factories import TODAY
from tests.opinions.hall import when
from tests.opinions.peace_hall import NUMBER, PHONE, agreed, dispute, dogs, hazard_of, photo
from tests.opinions.peace_hall import round_of as a_round

Read = Callable[[PaperRow], str]


@pytest.fixture
def at(db: Database, clerk: Clerk) -> At:
    """Where and by whom papers are issued."""
    return At(db, clerk, HALL, TODAY)


@pytest.fixture
def read(db: Database) -> Read:
    """A paper's text without its line breaks."""

    def text(paper: PaperRow) -> str:
        with db.read() as session:
            pdf = queries.pdf_of(session, paper.id)
        with pdfplumber.open(io.BytesIO(pdf)) as opened:
            told = "".join(page.extract_text() for page in opened.pages)
        return told.replace("\n", "").replace(" ", "")

    return text


def test_the_agreement_names_what_section_29_asks(
    db: Database, clerk: Clerk, at: At, read: Read
) -> None:
    with db.write() as session:
        row_id = agreed(session, clerk)
    paper = issuing.issue_agreement(at, row_id)
    told = read(paper)
    for words in (
        "人民调解协议书", "调〔2026〕001", f"张三，男，证件号{NUMBER}", PHONE, "李四，女",
        "卫生间漏水", "1.乙方赔偿甲方吊顶修复费1200元", "2.乙方三日内修好", "现金一次付清",
        "2026年11月20日前", "甲方签名：", "乙方签名：", "人民调解员：", "龙腾社区人民调解委员会",
        "2026年11月10日", "2026年12月10日前", "一式3份",
    ):  # fmt: skip
        assert words in told, words
    assert NUMBER not in paper.title + paper.number
    assert issuing.issue_agreement(at, row_id).number == paper.number
    assert issuing.issue_mediation(at, row_id).kind == "mediation-agreement"


def test_no_other_paper_bears_an_id_number_or_a_whole_phone(
    db: Database, clerk: Clerk, at: At, read: Read
) -> None:
    with db.write() as session:
        row_id = dispute(session, clerk, dispute=f"乙方电话{PHONE}，证件号{NUMBER}，漏水不修")
        mediations.agree(session, clerk, row_id, Agreed(f"致电{PHONE}后付清", oral=True), when())
    paper = issuing.issue_mediation(at, row_id)
    told = read(paper)
    assert paper.kind == "mediation-record"
    assert NUMBER not in told
    assert PHONE not in told
    for words in ("人民调解登记表", "张三", "138****5678", "达成口头协议", "第二十八条"):
        assert words in told, words
    with pytest.raises(UserError, match="是口头协议，不制作协议书"):
        issuing.issue_agreement(at, row_id)


def test_without_agreement_there_is_only_the_record(
    db: Database, clerk: Clerk, at: At, read: Read
) -> None:
    with db.write() as session:
        row_id = dispute(session, clerk)
    with pytest.raises(UserError, match="还没有达成协议，出不了协议书"):
        issuing.issue_agreement(at, row_id)
    with db.write() as session:
        mediations.fail(session, clerk, row_id, "双方分歧太大", when())
    told = read(issuing.issue_mediation(at, row_id))
    assert "调解不成：双方分歧太大" in told
    assert "第二十六条" in told


def test_a_notice_gathers_what_one_owner_has_to_mend(
    db: Database, clerk: Clerk, at: At, read: Read
) -> None:
    with db.write() as session:
        found = (
            HazardDraft("灭火器过期", "好又多超市", spot="收银台", serious=True),
            HazardDraft("堵塞安全出口", "好又多超市"),
            HazardDraft("井盖破损", "物业"),
        )
        round_id = a_round(session, clerk, *found)
        first = hazards_of(session, round_id)[0]
    told = read(issuing.issue_hazard_notice(at, first.id))
    for words in ("隐患整改通知书", "好又多超市", "灭火器过期", "堵塞安全出口", "重大", "2处",
                  "2026年11月25日前", "整改责任人签收", "立即采取措施"):  # fmt: skip
        assert words in told, words
    assert "井盖破损" not in told
    record = read(issuing.issue_inspection(at, round_id))
    for words in ("隐患排查记录", "查〔2026〕001", "井盖破损", "消防安全", "待整改3处", "宋永东"):
        assert words in record, words


def test_a_mended_hazard_needs_no_notice(db: Database, clerk: Clerk, at: At) -> None:
    with db.write() as session:
        row_id = hazard_of(session, clerk, at_once=True)
        photo(session, clerk, row_id)
    with pytest.raises(UserError, match="已经整改，不用再发"):
        issuing.issue_hazard_notice(at, row_id)


def test_the_register_counts_before_and_after_on_top(
    db: Database, clerk: Clerk, at: At, read: Read
) -> None:
    with db.write() as session:
        row_id = dogs(session, clerk)
        for place, one in enumerate(entries(session, row_id)):
            told = Changed("外出遛狗", "牵绳") if place < 2 else Changed("不再外出遛狗")
            themes.change_entry(session, clerk, one.id, told, when())
    text = read(issuing.issue_register(at, row_id))
    for words in ("养犬专项台账", "摸底9户，现在2户外出遛狗，都承诺牵绳", "摸底时9户→现在2户",
                  "1号楼王先生", "不张贴"):  # fmt: skip
        assert words in text, words
    assert text.index("摸底9户") < text.index("1号楼王先生")
