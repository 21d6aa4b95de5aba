"""The one door of the desk's papers: which fit, what is stored, who is sent where."""

from datetime import date
from typing import Any

import pytest

from gridhall.core.errors import UserError
from gridhall.core.hall import Hall
from gridhall.organisation.queries.agencies import agency_by_id
from gridhall.papers.labels import KINDS
from gridhall.papers.queries import papers, papers_about
from gridhall.papers.rules import PATTERNS
from gridhall.papers.service import void_paper
from gridhall.service_desk import service
from gridhall.service_desk.documents import issuing
from gridhall.service_desk.documents.issuing import Referral, kinds_for
from gridhall.service_desk.queries.cases import CaseRow
from gridhall.service_desk.rules import paper_kinds
from gridhall.service_desk.rules.negative import negative_list
from tests.factories import make_person
from tests.service_desk.conftest import MORNING, Desk
from tests.service_desk.paper_reading import (
    BARE,
    HALL,
    WHEN,
    at,
    bytes_of,
    card_of,
    cells_of,
    codes_of,
    issued,
    matter,
    notified,
    police,
    text_of,
)


def _finished(desk: Desk, **ending: Any) -> CaseRow:
    case = desk.accept(matter(desk))
    with desk.db.write() as session:
        order = service.Ending(**({"kind": "issued"} | ending))
        return service.finish_as(session, desk.clerk, case.id, order, WHEN)


def _passed_on(desk: Desk) -> CaseRow:
    agency = police(desk)
    case = desk.accept(matter(desk), received=(1,))
    with desk.db.write() as session:
        order = service.Passing(agency, "随迁人员户籍在外省")
        return service.pass_on(session, desk.clerk, case.id, order, WHEN)


def test_every_kind_of_the_desk_has_its_name_and_its_series() -> None:
    kinds = {*issuing.KINDS, paper_kinds.HANDOVER, paper_kinds.NEGATIVE}
    assert kinds <= set(KINDS)
    assert kinds <= set(PATTERNS)


def test_the_natural_paper_comes_first(hall_at_work: Desk) -> None:
    accepted = hall_at_work.accept("HJ01", received=(1,))
    assert kinds_for(card_of(hall_at_work, accepted))[:3] == (
        "acceptance",
        "visitor-slip",
        "deferral-promise",
    )
    told = notified(hall_at_work, service.Lack(1), code=matter(hall_at_work))
    assert kinds_for(card_of(hall_at_work, told)) == ("one-time-notice", "visitor-slip")
    with hall_at_work.db.write() as session:
        order = service.PauseOrder("other", "等上级答复")
        service.suspend(session, hall_at_work.clerk, accepted.id, order, WHEN)
    assert kinds_for(card_of(hall_at_work, accepted))[0] == "special-procedure"
    with hall_at_work.db.write() as session:
        service.revoke_case(session, hall_at_work.clerk, accepted.id, MORNING, "申请人改日再办")
    assert kinds_for(card_of(hall_at_work, accepted)) == ()


def test_whatever_fits_can_be_issued(hall_at_work: Desk) -> None:
    cases = [
        hall_at_work.accept("HJ01", received=(1,)),
        notified(hall_at_work, service.Lack(1), code=matter(hall_at_work)),
        _finished(hall_at_work),
    ]
    for case in cases:
        card = card_of(hall_at_work, case)
        for kind in kinds_for(card):
            assert card.case.number in issued(hall_at_work, kind, case), kind


def test_the_same_content_is_the_stored_paper_and_a_voided_one_comes_anew(
    hall_at_work: Desk,
) -> None:
    case = hall_at_work.accept("HJ01")
    first = issuing.issue_for_case(at(hall_at_work), "acceptance", case.id)
    again = issuing.issue_for_case(at(hall_at_work), "acceptance", case.id)
    assert (again.id, bytes_of(hall_at_work, again)) == (first.id, bytes_of(hall_at_work, first))
    with hall_at_work.db.write() as session:
        void_paper(session, hall_at_work.clerk, first.id, "打错了")
    assert issuing.issue_for_case(at(hall_at_work), "acceptance", case.id).id != first.id


def test_a_character_that_no_font_has_takes_no_number_and_keeps_the_case(
    hall_at_work: Desk,
) -> None:
    with hall_at_work.db.write() as session:
        hall_at_work.applicant_id = make_person(session, "张\U000e1234").id
    case = hall_at_work.accept("HJ01")
    with pytest.raises(UserError, match="字库里没有“\U000e1234”"):
        issuing.issue_for_case(at(hall_at_work), "acceptance", case.id)
    with hall_at_work.db.read() as session:
        assert papers(session) == []
    assert card_of(hall_at_work, case).case.state == "accepted"


def test_another_kind_is_no_paper_of_a_case(hall_at_work: Desk) -> None:
    case = hall_at_work.accept("HJ01")
    with pytest.raises(UserError, match="花名册不是一件办件的文书"):
        issuing.issue_for_case(at(hall_at_work), "roster", case.id)


def test_the_slip_names_what_lacks_and_hides_the_name(hall_at_work: Desk) -> None:
    case = notified(hall_at_work, service.Lack(1, "看不清"), code=matter(hall_at_work))
    paper = issuing.issue_for_case(at(hall_at_work), "visitor-slip", case.id)
    text = text_of(hall_at_work, paper)
    for said in (
        "老年人居家服务申请",
        f"编号：{case.number}",
        "申请人：张*花",
        "状态：待补正",
        "补正期限：2026年12月8日17时前",
        "还缺1样：1.居民身份证（看不清）",
        "咨询：0536-8888888",
    ):
        assert said in text, said
    assert "张桂花" not in text
    assert "137" not in text
    (code,) = codes_of(hall_at_work, paper)
    assert code.startswith("BJ-")
    assert code.endswith(f"-{case.id}")


def test_a_parked_draft_has_a_slip_that_promises_nothing(hall_at_work: Desk) -> None:
    draft = hall_at_work.draft("HJ01", received=(1,))
    with hall_at_work.db.write() as session:
        service.save_draft(session, hall_at_work.clerk, draft, MORNING)
    paper = issuing.issue_draft_slip(at(hall_at_work), draft.request_key)
    text = text_of(hall_at_work, paper)
    assert "还没有受理" in text
    assert "来访人：张*花" in text
    assert "承诺办结" not in text
    (code,) = codes_of(hall_at_work, paper)
    assert code.startswith("CG-")
    with hall_at_work.db.write() as session:
        service.discard_draft(session, hall_at_work.clerk, draft.request_key)
    with pytest.raises(UserError, match="这份暂存已经不在了"):
        issuing.issue_draft_slip(at(hall_at_work), draft.request_key)


def test_completion_tells_the_result_and_its_number(hall_at_work: Desk) -> None:
    case = _finished(
        hall_at_work, result_number="YL-0042", result_until=date(2027, 12, 31), result_note="请保管"
    )
    text = issued(hall_at_work, "completion", case)
    for said in (
        "您于2026年11月24日申请办理的“老年人居家服务申请”，现已办结。",
        "办结类型出证办结",
        "办理结果服务确认单",
        "证照编号YL-0042",
        "有效期至2027年12月31日",
        "结果说明请保管",
    ):
        assert said in text, said


def test_each_kind_of_ending_has_its_sentence(hall_at_work: Desk) -> None:
    up = _finished(hall_at_work, kind="passed_up", result_note="转报街道")
    text = issued(hall_at_work, "completion", up, BARE)
    assert "已转报上级机关" in text
    assert "可以到窗口咨询或反映" in text  # no phone is promised that is not printed
    assert "服务确认单" not in text  # what was passed up came to no result


def test_nothing_is_collected_before_it_is_finished(hall_at_work: Desk) -> None:
    case = hall_at_work.accept("HJ01")
    for kind in ("completion", "collection-slip"):
        with pytest.raises(UserError, match="还没有办结"):
            issuing.issue_for_case(at(hall_at_work), kind, case.id)
    with pytest.raises(UserError, match="没有要送达的文书"):
        issuing.issue_for_case(at(hall_at_work), "delivery-receipt", case.id)


def test_the_receipt_lists_what_is_handed_over(hall_at_work: Desk) -> None:
    case = _finished(hall_at_work, result_number="YL-0042")
    told = issuing.issue_for_case(at(hall_at_work), "completion", case.id)
    paper = issuing.issue_for_case(at(hall_at_work), "delivery-receipt", case.id)
    rows = cells_of(hall_at_work, paper)
    assert ["1", "办结通知书", told.number, "1"] in rows
    assert ["2", "服务确认单", "YL-0042", "1"] in rows
    assert ["送达方式", "□窗口领取□邮寄送达□上门送达□网上送达"] in rows
    with hall_at_work.db.write() as session:
        order = service.Delivery("post", "李建军")
        service.deliver(session, hall_at_work.clerk, case.id, order, WHEN)
    after = issuing.issue_for_case(at(hall_at_work), "delivery-receipt", case.id)
    rows = cells_of(hall_at_work, after)
    assert ["送达方式", "邮寄送达"] in rows
    assert ["收件人", "李建军"] in rows
    assert ["送达时间", "2026年11月24日"] in rows


def test_the_collection_slip_keeps_no_identity_card(hall_at_work: Desk) -> None:
    text = issued(hall_at_work, "collection-slip", _finished(hall_at_work))
    for said in ("领取的结果服务确认单", "领取人签字：", "当场退还", "窗口不收押、不代存身份证"):
        assert said in text, said


def test_the_rating_form_has_five_boxes_and_the_case(hall_at_work: Desk) -> None:
    case = _finished(hall_at_work)
    paper = issuing.issue_for_case(at(hall_at_work), "rating-form", case.id)
    rows = cells_of(hall_at_work, paper)
    assert ["非常满意", "满意", "基本满意", "不满意", "非常不满意"] in rows
    assert ["□"] * 5 in rows
    assert any(code.endswith(f"-{case.id}") for code in codes_of(hall_at_work, paper))
    assert "王芳" not in text_of(hall_at_work, paper)  # who served is not held up to the visitor


def test_what_is_passed_on_goes_with_its_materials(hall_at_work: Desk) -> None:
    case = _passed_on(hall_at_work)
    assert kinds_for(card_of(hall_at_work, case))[:2] == ("forwarding-slip", "referral-slip")
    paper = issuing.issue_for_case(at(hall_at_work), "forwarding-slip", case.id)
    text = text_of(hall_at_work, paper)
    for said in (
        "公安派出所：",
        "转办原因随迁人员户籍在外省",
        "首问责任人王芳2号窗口",
        "承办单位电话0536-6660001",
    ):
        assert said in text, said
    assert ["1", "居民身份证", "原件1份、复印件1份"] in cells_of(hall_at_work, paper)


def test_the_referral_tells_the_way_and_the_first_receiver_stays(hall_at_work: Desk) -> None:
    text = issued(hall_at_work, "referral-slip", _passed_on(hall_at_work))
    for said in (
        "由公安派出所办理。地点和电话已为您查好。",
        "承办单位地址翠屏路8号",
        "办公时间工作日9:00–17:00",
        "承办单位电话0536-6660001",
        "首问责任人王芳2号窗口",
        "凭本单回来找首问责任人",
    ):
        assert said in text, said


def test_a_visitor_without_a_case_is_sent_on_too(hall_at_work: Desk) -> None:
    agency_id = police(hall_at_work)
    with hall_at_work.db.read() as session:
        agency = agency_by_id(session, agency_id)
    said = Referral("", "居住证", agency, agency.name, "", "王芳")
    text = text_of(hall_at_work, issuing.issue_referral(at(hall_at_work), said))
    assert "来访群众：" in text
    assert "您咨询的“居住证”由公安派出所办理" in text
    unknown = Referral("赵六", "供暖", None, "热力公司", "", "王芳")
    text = text_of(hall_at_work, issuing.issue_referral(at(hall_at_work), unknown))
    assert "去之前请先问清地点" in text
    assert "查好" not in text


def test_the_negative_slip_says_why_and_who_does_issue_it(hall_at_work: Desk) -> None:
    police(hall_at_work)
    text = text_of(hall_at_work, issuing.issue_negative(at(hall_at_work), "亲属关系证明"))
    for said in (
        "您需要的“亲属关系证明”",
        "《关于改进和规范基层群众性自治组织出具证明工作的指导意见》（民发〔2020〕20号）",
        "20项证明之中（第1项）",
        "由谁出具公安派出所、公证处",
        "电话0536-6660001",
    ):
        assert said in text, said


def test_all_twenty_certificates_have_their_slip(hall_at_work: Desk) -> None:
    found = [issuing.issue_negative(at(hall_at_work), one.name) for one in negative_list()]
    assert len({paper.number for paper in found}) == len(negative_list()) == 20
    assert {paper.pages for paper in found} == {1}
    with pytest.raises(UserError, match="不在不出具证明的清单里"):
        issuing.issue_negative(at(hall_at_work), "低保证")


def test_a_hall_without_phones_prints_no_empty_labels(hall_at_work: Desk) -> None:
    case = _finished(hall_at_work)
    for kind in kinds_for(card_of(hall_at_work, case)):
        text = issued(hall_at_work, kind, case, BARE)
        assert "咨询电话" not in text, kind
        assert "监督电话" not in text, kind


def test_papers_are_about_their_case(hall_at_work: Desk) -> None:
    case = hall_at_work.accept("HJ01")
    issuing.issue_for_case(at(hall_at_work, Hall("甲", "", "甲")), "acceptance", case.id)
    issuing.issue_for_case(at(hall_at_work, HALL), "visitor-slip", case.id)
    with hall_at_work.db.read() as session:
        about = papers_about(session, "service_case", case.id)
    assert [paper.kind for paper in about] == ["acceptance", "visitor-slip"]
