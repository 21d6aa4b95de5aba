"""The desk's papers, read back from the PDF."""

from io import BytesIO

import pypdfium2
import pytest
import zxingcpp
from pypdf import PdfReader

from gridhall.clerks.rules import Anchor
from gridhall.core.hall import Hall
from gridhall.service_desk import service
from gridhall.service_desk.documents import notices as documents
from gridhall.service_desk.queries import reads as queries
from gridhall.service_desk.queries.reads import CaseCard
from tests.service_desk.conftest import MORNING, Desk

HALL = Hall("龙腾社区党群服务中心", "龙腾社区", "龙腾", "龙腾路 1 号", "0536-8888888", "12345")
NUMBER, ANCHOR = "龙腾受字〔2026〕第0012号", Anchor(1204, "9f86d081aa")


def _card(desk: Desk, case_id: int) -> CaseCard:
    with desk.db.read() as session:
        return queries.case_card(session, case_id)


def _read(pdf: bytes) -> str:
    pages = PdfReader(BytesIO(pdf)).pages
    return "".join("".join(page.extract_text().split()) for page in pages)


@pytest.fixture
def complete(hall_at_work: Desk) -> CaseCard:
    return _card(hall_at_work, hall_at_work.accept("HJ01").id)


def test_the_notice_says_what_was_taken_in_and_until_when(complete: CaseCard) -> None:
    text = _read(documents.acceptance_notice(complete, HALL, NUMBER, ANCHOR))
    for said in (
        "受理通知书",
        NUMBER,
        "张桂花：",
        "您于2026年11月24日提出的“户籍迁入材料初审”申请，经核对材料齐全，我中心已予受理。",
        "承诺期限为5个工作日（受理当日不计），请于2026年12月1日17时前凭本通知书领取结果。",
        "SL20261124-001",
        "户籍迁入材料初审（HJ01）",
        "137****5521",
        "不动产权证书或购房合同",
        "随迁亲属关系材料（可选）",
        "受理人：王芳2号窗口",
        "咨询电话0536-8888888",
        "监督电话12345",
        "一式两份",
        "1204-9f86d081",
    ):
        assert said in text, said
    assert text.count("√") == 5


def test_the_notice_never_shows_a_whole_id_number(complete: CaseCard) -> None:
    text = _read(documents.acceptance_notice(complete, HALL, NUMBER, ANCHOR))
    assert complete.id_number in text
    assert "********" in complete.id_number


def test_the_code_holds_the_case_number(complete: CaseCard) -> None:
    pdf = documents.acceptance_notice(complete, HALL, NUMBER, ANCHOR)
    image = pypdfium2.PdfDocument(pdf)[0].render(scale=3).to_pil()
    assert [code.text for code in zxingcpp.read_barcodes(image)] == ["SL20261124-001"]


def test_what_is_missing_is_named(hall_at_work: Desk) -> None:
    card = _card(hall_at_work, hall_at_work.accept("HJ01", received=(1, 2)).id)
    text = _read(documents.acceptance_notice(card, HALL, NUMBER, None))
    assert "材料齐全" not in text
    assert "尚缺下列材料，请尽快补交：不动产权证书或购房合同、户籍迁入申请表。" in text
    assert (text.count("√"), text.count("待补"), text.count("未交")) == (2, 2, 1)


def test_a_provisional_day_says_so(hall_at_work: Desk) -> None:
    card = _card(hall_at_work, hall_at_work.accept("ZF01", days_ago=-20).id)
    assert card.case.provisional
    text = _read(documents.acceptance_notice(card, HALL, NUMBER, ANCHOR))
    assert "（暂估）" in text
    assert "2027年放假安排尚未公布" in text


def test_a_matter_done_on_the_spot_promises_no_days(hall_at_work: Desk) -> None:
    card = _card(hall_at_work, hall_at_work.accept("SB01").id)
    assert "本事项为即办件，当日办结。" in _read(
        documents.acceptance_notice(card, HALL, NUMBER, ANCHOR)
    )


def test_markup_is_printed_as_typed(hall_at_work: Desk) -> None:
    case = hall_at_work.accept("HJ01")
    card = _card(hall_at_work, case.id)
    hall = Hall("<b>龙腾</b>&amp;中心", "", "龙腾", phone="<img src=x>")
    text = _read(documents.acceptance_notice(card, hall, NUMBER, ANCHOR))
    assert "<b>龙腾</b>&amp;中心" in text
    assert "<imgsrc=x>" in text


def test_the_same_notice_is_the_same_bytes(complete: CaseCard) -> None:
    first, second = (documents.acceptance_notice(complete, HALL, NUMBER, ANCHOR) for _ in range(2))
    assert first == second


def test_the_same_words_are_the_same_order(hall_at_work: Desk, complete: CaseCard) -> None:
    order = documents.acceptance_order(complete, HALL, "k1")
    again = documents.acceptance_order(complete, HALL, "k2")
    assert order.content_sha256 == again.content_sha256
    with hall_at_work.db.write() as session:
        service.finish_case(session, hall_at_work.clerk, complete.case.id, MORNING)
    done = documents.completion_order(_card(hall_at_work, complete.case.id), HALL, "k3")
    assert done.content_sha256 != order.content_sha256


def test_the_notice_of_completion_names_the_result(hall_at_work: Desk) -> None:
    case = hall_at_work.accept("SB03")
    with hall_at_work.db.write() as session:
        service.finish_case(session, hall_at_work.clerk, case.id, MORNING)
    card = _card(hall_at_work, case.id)
    text = _read(documents.completion_notice(card, HALL, "龙腾结字〔2026〕第0001号", ANCHOR))
    assert "您于2026年11月24日申请办理的“失业登记”，现已办结。" in text
    assert "就业创业证（失业登记）" in text
