"""The papers of a case that begins and of one that is told something, read back from the PDF."""

from datetime import date, timedelta

import pytest

from gridhall.core.errors import UserError
from gridhall.core.hall import Hall
from gridhall.service_desk import service
from gridhall.service_desk.documents import issuing
from tests.factories import id_number
from tests.service_desk.conftest import MORNING, Desk
from tests.service_desk.paper_reading import (
    BARE,
    BOSS,
    HALL,
    WHEN,
    at,
    card_of,
    cells_of,
    codes_of,
    issued,
    matter,
    notified,
    police,
    text_of,
)

AGENT = {
    "agent_kind": "agent",
    "agent_name": "李建军",
    "agent_id_number": id_number(date(1984, 5, 2), "1", 7),
    "agent_phone": "13800001234",
    "agent_relation": "儿子",
}


def test_the_notice_says_what_was_taken_in_and_until_when(hall_at_work: Desk) -> None:
    paper = issuing.issue_for_case(at(hall_at_work), "acceptance", hall_at_work.accept("HJ01").id)
    text = text_of(hall_at_work, paper)
    for said in (
        "受理通知书",
        paper.number,
        "张桂花：",
        "您于2026年11月24日提出的“户籍迁入材料初审”申请，经核对材料齐全，我中心已予受理。",
        "承诺期限为5个工作日（受理当日不计），我中心将在2026年12月1日17时前办结，届时请凭本通知书领取结果。",
        "SL20261124-001",
        "户籍迁入材料初审（HJ01）",
        "137****5521",
        "不动产权证书或购房合同",
        "随迁亲属关系材料（可选）",
        "受理人：王芳2号窗口",
        "咨询电话0536-8888888",
        "监督电话12345",
        "一式两份",
        str(paper.anchor),
    ):
        assert said in text, said
    assert text.count("√") == 5
    assert "绿色通道" not in text
    assert "法定办结期限" not in text


def test_an_agent_and_the_green_lane_stand_on_it_masked(hall_at_work: Desk) -> None:
    case = hall_at_work.accept("HJ01", green="elderly", **AGENT)
    text = issued(hall_at_work, "acceptance", case)
    assert "李建军（儿子）证件号370686********" in text
    assert "电话138****1234" in text
    assert "老年人优先" in text
    assert AGENT["agent_id_number"] not in text
    assert "13800001234" not in text


def test_a_legal_limit_is_told_beside_the_promise(hall_at_work: Desk) -> None:
    case = hall_at_work.accept(matter(hall_at_work, legal_days=20))
    text = issued(hall_at_work, "acceptance", case)
    assert "法定办结期限20个工作日，至2026年12月22日" in text


def test_both_codes_bring_the_case_back(hall_at_work: Desk) -> None:
    case = hall_at_work.accept("HJ01")
    paper = issuing.issue_for_case(at(hall_at_work), "acceptance", case.id)
    codes = codes_of(hall_at_work, paper)
    assert case.number in codes
    assert any(one.startswith("BJ-") and one.endswith(f"-{case.id}") for one in codes)


def test_what_is_missing_is_deferred_by_a_day(hall_at_work: Desk) -> None:
    case = hall_at_work.accept("HJ01", received=(1, 2))
    paper = issuing.issue_for_case(at(hall_at_work), "acceptance", case.id)
    text = text_of(hall_at_work, paper)
    assert "材料齐全" not in text
    assert "下表标“容缺”的材料按容缺受理，请于2026年12月1日前补交。" in text
    marks = [row[-1] for row in cells_of(hall_at_work, paper) if row[0].isdigit()]
    assert marks == ["√", "√", "容缺", "容缺", "未交"]


def test_the_promise_names_each_material_and_its_day(hall_at_work: Desk) -> None:
    case = hall_at_work.accept("HJ01", received=(1, 2))
    paper = issuing.issue_for_case(at(hall_at_work), "deferral-promise", case.id)
    assert ["1", "不动产权证书或购房合同", "原件1份复印件1份", "2026年12月1日"] in cells_of(
        hall_at_work, paper
    )
    text = text_of(hall_at_work, paper)
    for said in (
        "自愿申请容缺受理",
        "承诺人签字：",
        "到期没有补交的，同意窗口停止办理",
        "一式两份",
    ):
        assert said in text, said


def test_without_deferred_materials_there_is_no_promise(hall_at_work: Desk) -> None:
    case = hall_at_work.accept("HJ01")
    with pytest.raises(UserError, match="没有容缺的材料"):
        issuing.issue_for_case(at(hall_at_work), "deferral-promise", case.id)


def test_a_power_of_attorney_is_filled_or_left_blank(hall_at_work: Desk) -> None:
    blank = issued(hall_at_work, "case-power-of-attorney", hall_at_work.accept("HJ01"))
    assert "现委托＿＿＿＿＿＿＿＿代为办理“户籍迁入材料初审”" in blank
    case = hall_at_work.accept("HJ01", request_key="with", **AGENT)
    text = issued(hall_at_work, "case-power-of-attorney", case)
    for said in ("现委托李建军代为办理", "138****1234", "与委托人关系儿子", "第一百六十五条"):
        assert said in text, said


def test_a_guardian_needs_no_power_of_attorney(hall_at_work: Desk) -> None:
    guardian = {**AGENT, "agent_kind": "guardian"}
    case = hall_at_work.accept("HJ01", **guardian)
    with pytest.raises(UserError, match="监护人依法代理，不用委托书"):
        issuing.issue_for_case(at(hall_at_work), "case-power-of-attorney", case.id)


def test_a_provisional_day_says_so(hall_at_work: Desk) -> None:
    case = hall_at_work.accept("ZF01", days_ago=-20)
    assert case.provisional
    text = issued(hall_at_work, "acceptance", case)
    assert "（暂估）" in text
    assert "2027年放假安排尚未公布" in text


def test_a_matter_done_on_the_spot_promises_no_days(hall_at_work: Desk) -> None:
    text = issued(hall_at_work, "acceptance", hall_at_work.accept("SB01"))
    assert "本事项为即办件，当日办结。" in text


def test_a_matter_done_on_the_spot_but_taken_on_a_saturday_names_the_day(
    hall_at_work: Desk,
) -> None:
    to_saturday = (MORNING.date() - date(2000, 1, 1)).days % 7  # the first of 2000 was one
    text = issued(hall_at_work, "acceptance", hall_at_work.accept("SB01", days_ago=to_saturday))
    assert "当日办结" not in text
    assert "本事项为即办件，我中心将在" in text


def test_markup_is_printed_as_typed(hall_at_work: Desk) -> None:
    hall = Hall("<b>龙腾</b>&amp;中心", "", "龙腾", phone="<img src=x>")
    text = issued(hall_at_work, "acceptance", hall_at_work.accept("HJ01"), hall)
    assert "<b>龙腾</b>&amp;中心" in text
    assert "<imgsrc=x>" in text


def test_what_is_not_accepted_yet_has_no_acceptance_notice(hall_at_work: Desk) -> None:
    case = notified(hall_at_work, service.Lack(2))
    with pytest.raises(UserError, match="还没有受理，不能出受理通知书"):
        issuing.issue_for_case(at(hall_at_work), "acceptance", case.id)


def test_what_was_not_told_in_time_is_accepted_from_the_day_it_came(hall_at_work: Desk) -> None:
    with hall_at_work.db.write() as session:
        draft, came = hall_at_work.draft("HJ01", received=(1,)), MORNING - timedelta(days=14)
        case = service.receive_case(session, hall_at_work.clerk, draft, came, WHEN.calendar)
        service.recompute(session, WHEN.calendar, MORNING.date())
    text = issued(hall_at_work, "acceptance", case)
    assert "您于2026年11月10日提出的" in text
    assert "因未在五个工作日内一次性告知，自收到申请之日起即为受理。" in text


def test_one_notice_tells_all_that_lacks_where_to_get_it_and_until_when(hall_at_work: Desk) -> None:
    police(hall_at_work)
    code = matter(hall_at_work)
    case = notified(hall_at_work, service.Lack(1, "复印件看不清"), service.Lack(2), code=code)
    paper = issuing.issue_for_case(at(hall_at_work), "one-time-notice", case.id)
    rows = {row[0]: row[1:] for row in cells_of(hall_at_work, paper)}
    assert rows["1"] == [
        "居民身份证问题：复印件看不清",
        "原件1份复印件1份正反面",
        "公安派出所：翠屏路8号；工作日9:00–17:00；电话0536-6660001",
    ]
    assert rows["2"] == ["申请表问题：未提供", "原件1份", "社区（现场填写）"]
    assert rows["补正期限"] == ["2026年12月8日17时前"]
    text = text_of(hall_at_work, paper)
    for said in (
        "还有2样材料不齐全或者不符合要求",
        "请于2026年12月8日17时前把材料补齐交到窗口",
        "到期没有补齐的，按未补正结束本次办理",
        "依据：参照《中华人民共和国行政许可法》第三十二条、《优化营商环境条例》第三十六条。",
        "告知人：王芳",
        "一式两份",
    ):
        assert said in text, said
    assert case.number in codes_of(hall_at_work, paper)


def test_a_permit_is_told_by_the_law_itself(hall_at_work: Desk) -> None:
    code = matter(hall_at_work, item_type="01")
    case = notified(hall_at_work, service.Lack(1), code=code)
    text = issued(hall_at_work, "one-time-notice", case)
    assert "依据：《中华人民共和国行政许可法》第三十二条第一款第四项。" in text
    assert "参照" not in text


def test_an_unknown_issuer_is_named_and_an_empty_directory_sends_to_the_window(
    hall_at_work: Desk,
) -> None:
    from sqlalchemy import update

    from gridhall.organisation.models import Agency

    police(hall_at_work)
    with hall_at_work.db.write() as session:
        session.execute(update(Agency).values(address="", hours="", phone=""))
    case = notified(hall_at_work, service.Lack(1), code=matter(hall_at_work))
    told = issuing.issue_for_case(at(hall_at_work), "one-time-notice", case.id)
    rows = {row[0]: row[1:] for row in cells_of(hall_at_work, told)}
    assert rows["1"][2] == "公安机关地址、电话请问窗口0536-8888888"
    bare = issuing.issue_for_case(at(hall_at_work, BARE), "one-time-notice", case.id)
    rows = {row[0]: row[1:] for row in cells_of(hall_at_work, bare)}
    assert rows["1"][2] == "公安机关地址、电话请问窗口"


def _refused(desk: Desk, item_type: str) -> str:
    code = matter(desk, f"ZZ{item_type}", item_type=item_type, name=f"事项{item_type}")
    with desk.db.write() as session:
        draft = desk.draft(code, request_key=code)
        case = service.receive_case(session, desk.clerk, draft, MORNING, WHEN.calendar)
        said = service.Refusal("房屋不在本社区", "《某办法》第三条", "公安派出所")
        service.decline(session, desk.clerk, case.id, said, WHEN)
    return issued(desk, "not-accepted", case)


def test_a_refusal_tells_why_where_to_go_and_whom_to_complain_to(hall_at_work: Desk) -> None:
    police(hall_at_work)
    text = _refused(hall_at_work, "20")
    for said in (
        "不予受理理由房屋不在本社区",
        "依据《某办法》第三条",
        "您可以到公安派出所办理。",
        "翠屏路8号；工作日9:00–17:00；电话0536-6660001",
        "可以拨打监督电话12345反映",
    ):
        assert said in text, said
    assert "行政复议" not in text  # a public service is no administrative act


def test_remedies_are_those_of_the_matters_kind(hall_at_work: Desk) -> None:
    other, permit = _refused(hall_at_work, "07"), _refused(hall_at_work, "01")
    assert "本事项为行政确认，由龙腾街道办事处实施，您也可以依法申请行政复议" in other
    assert "六十日" not in other
    assert "六十日内依法申请行政复议" in permit
    assert "六个月内依法向人民法院提起行政诉讼" in permit


def test_an_extension_tells_the_new_day_and_who_approved_it(hall_at_work: Desk) -> None:
    case = hall_at_work.accept("HJ01")
    with pytest.raises(UserError, match="没有批准的延期"):
        issuing.issue_for_case(at(hall_at_work), "extension-notice", case.id)
    with hall_at_work.db.write() as session:
        asked = service.ExtensionOrder(3, "需要核对原始档案")
        service.ask_extension(session, hall_at_work.clerk, case.id, asked, WHEN)
    with pytest.raises(UserError, match="没有批准的延期"):
        issuing.issue_for_case(at(hall_at_work), "extension-notice", case.id)
    with hall_at_work.db.write() as session:
        service.decide_extension(session, BOSS, case.id, service.Verdict(True, "同意"), WHEN)
    text = issued(hall_at_work, "extension-notice", case)
    for said in (
        "办理期限延长3个工作日，延长后的办结日期为2026年12月4日",
        "延期理由需要核对原始档案",
        "批准人高明",
        "参照《中华人民共和国行政许可法》第四十二条",
    ):
        assert said in text, said


def test_a_special_procedure_does_not_count_and_says_when_it_is_over(hall_at_work: Desk) -> None:
    case = hall_at_work.accept("HJ01")
    with hall_at_work.db.write() as session:
        order = service.PauseOrder("site_visit", "核查居住情况", None, date(2026, 12, 4))
        service.suspend(session, hall_at_work.clerk, case.id, order, WHEN)
    text = issued(hall_at_work, "special-procedure", case)
    for said in (
        "所需时间不计算在办理期限内",
        "程序种类实地核查",
        "预计结束日期2026年12月4日",
        "参照《中华人民共和国行政许可法》第四十五条",
    ):
        assert said in text, said
    later = WHEN.__class__(MORNING + timedelta(days=7), WHEN.calendar)
    with hall_at_work.db.write() as session:
        service.resume(session, hall_at_work.clerk, case.id, "已核实", later)
    promised = card_of(hall_at_work, case).case.promise
    after = issued(hall_at_work, "special-procedure", case)
    assert f"已于2026年12月1日结束，承诺办结日期顺延至{promised.year}年" in after
    assert f"{promised.month}月{promised.day}日" in after


def test_the_same_notice_is_the_same_bytes(hall_at_work: Desk) -> None:
    with hall_at_work.db.read() as session:
        from gridhall.service_desk.queries.papers import case_paper

        case = hall_at_work.accept("HJ01")
        about = case_paper(session, case.id, MORNING.date())
    first, second = (issuing.paper_for("acceptance", about, HALL).draw("n", None) for _ in "12")
    assert first == second
