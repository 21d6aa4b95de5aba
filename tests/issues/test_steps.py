"""Each step of an issue: what it writes, what it refuses in which sentence."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from gridhall.core.errors import UserError
from gridhall.issues.models import GovernanceAction, Issue, IssueResponse, WhistleRule
from gridhall.issues.queries import checks
from gridhall.issues.queries.cards import issue_card
from gridhall.issues.queries.issues import issue_by_number, issue_row
from gridhall.issues.rules.orders import (
    Owner,
    Refusal,
    Reporting,
    RouteOrder,
    Sorting,
    Whistling,
    Word,
)
from gridhall.issues.rules.when import When
from gridhall.issues.service import steps
from gridhall.organisation.models import Organisation, PartnerUnit
from gridhall.organisation.queries.owing import owing
from gridhall.photos.models import Attachment
from tests.factories import NOW, TODAY
from tests.issues.kernel import Kernel, add_photo

DAY = timedelta(days=1)


def refused(kernel: Kernel, act: Any, *given: Any) -> str:
    """The sentence somebody reads."""
    with pytest.raises(UserError) as told:
        kernel.do(act, *given)
    return str(told.value)


def card(kernel: Kernel, issue_id: int) -> Any:
    """The issue as it stands."""
    return kernel.read(issue_card, issue_id, TODAY)


def test_from_the_first_word_to_the_closed_case(kernel: Kernel) -> None:
    issue_id = kernel.add(raiser="张桂花", phone="13712345521")
    kernel.do(steps.sort_issue, issue_id, Sorting(kernel.category_id, "minor", spot="2单元"))
    kernel.do(steps.put_on_agenda, [issue_id], "5月联席会议")
    kernel.do(steps.admit, issue_id, "属实")
    kernel.do(steps.route, issue_id, RouteOrder(2, kernel.owner()))
    kernel.do(steps.whistle, issue_id, Whistling(words="请看现场"))
    kernel.do(steps.report_in, issue_id, Reporting("李强"))
    kernel.do(steps.start, issue_id, "")
    kernel.do(steps.resolve, issue_id, "换了灯泡")
    kernel.do(steps.verify, issue_id, Word("satisfied", "反映人本人", "亮了"))
    kernel.proved(issue_id)
    kernel.do(steps.close_issue, issue_id)
    seen = card(kernel, issue_id)
    row = seen.row
    assert (row.state, row.category, row.owner_name) == (
        "closed", "环境卫生 / 垃圾清运", "城管中队",
    )  # fmt: skip
    assert (row.route, row.level, row.first_level, row.photos) == (2, 3, 2, 1)
    assert (row.word, row.word_by, row.closed_on) == ("satisfied", "反映人本人", TODAY)
    assert row.due_on == date(2026, 12, 8)  # ten working days
    assert seen.response.reported_by == "李强"
    assert [line.state for line in reversed(seen.story)] == [
        "collected", "sorted", "on_agenda", "admitted", "routed", "whistled", "reported_in",
        "in_progress", "resolved", "verified", "closed",
    ]  # fmt: skip
    told = " ".join(line.detail for line in seen.story)
    assert "13712345521" not in told
    assert "张桂花" not in told


def test_a_close_without_proof_is_refused(kernel: Kernel) -> None:
    issue_id = kernel.resolved()
    assert "还没有核实" in refused(kernel, steps.close_issue, issue_id)
    kernel.do(steps.verify, issue_id, Word("satisfied", "反映人本人"))
    assert refused(kernel, steps.close_issue, issue_id) == (
        "哨〔2026〕0001 没有办结的凭据，不能销号。请先加一张整改后的照片或一份附件，再销号"
    )
    with kernel.db.write() as session:
        add_photo(session, issue_id, "before")  # what was broken proves nothing
    assert "没有办结的凭据" in refused(kernel, steps.close_issue, issue_id)
    with kernel.db.write() as session:
        session.add(
            Attachment(
                subject="issue", subject_id=issue_id, title="验收单", pages=1, size=10,
                sha256="0" * 64, noted_at=NOW, clerk_name="王芳",
            )
        )  # fmt: skip
    kernel.do(steps.close_issue, issue_id)
    assert kernel.state(issue_id) == "closed"


def test_an_unsatisfied_resident_sends_it_back(kernel: Kernel) -> None:
    issue_id = kernel.resolved()
    kernel.proved(issue_id)
    said = refused(kernel, steps.verify, issue_id, Word("unsatisfied", "张桂花"))
    assert said == "不满意要写一句为什么，退回再办时办理人才知道怎么办"
    kernel.do(steps.verify, issue_id, Word("unsatisfied", "张桂花", "晚上还是不亮"))
    assert "群众不满意，不能销号。请先退回再办" in refused(kernel, steps.close_issue, issue_id)
    kernel.do(steps.reject, issue_id, "晚上还是不亮")
    row = card(kernel, issue_id).row
    assert (row.state, row.resolved_on, row.verified_on) == ("in_progress", None, None)
    kernel.do(steps.resolve, issue_id, "换了线路")
    kernel.do(steps.verify, issue_id, Word("fair", "张桂花"))
    kernel.do(steps.close_issue, issue_id)
    assert kernel.state(issue_id) == "closed"


def test_a_deadline_before_the_day_that_sets_it_is_refused(kernel: Kernel) -> None:
    issue_id = kernel.add()
    kernel.do(steps.admit, issue_id, "")
    early = RouteOrder(1, kernel.owner(), TODAY - DAY)
    said = refused(kernel, steps.route, issue_id, early)
    assert said == f"办理期限 {TODAY - DAY} 早于定期限的这一天（{TODAY}），请往后改"
    meant = RouteOrder(1, kernel.owner(), TODAY - DAY, meeting_id=7)
    assert "早于联席会议那天" in refused(kernel, steps.route, issue_id, meant)
    far = RouteOrder(1, kernel.owner(), date(2036, 1, 1))
    assert "太远了，请核对年份" in refused(kernel, steps.route, issue_id, far)
    kernel.do(steps.route, issue_id, RouteOrder(1, kernel.owner(), TODAY))
    assert "往后改" in refused(kernel, steps.set_due, issue_id, TODAY - DAY, "等配件")
    kernel.do(steps.set_due, issue_id, TODAY + 3 * DAY, "等配件")
    seen = card(kernel, issue_id)
    assert (seen.row.due_on, seen.response.due_on) == (TODAY + 3 * DAY,) * 2


@pytest.mark.parametrize(
    ("act", "given"),
    [
        (steps.admit, ("",)),
        (steps.decline, (Refusal("done"),)),
        (steps.route, (RouteOrder(1, Owner(name="物业")),)),
        (steps.take_up, (RouteOrder(None, Owner(name="物业")),)),
        (steps.resolve, ("修好了",)),
        (steps.escalate, ("办不了",)),
    ],
)
def test_a_decision_on_a_closed_issue_is_refused(kernel: Kernel, act: Any, given: Any) -> None:
    issue_id = kernel.closed()
    said = refused(kernel, act, issue_id, *given)
    assert said.startswith("哨〔2026〕0001 已销号，不能")
    assert said.endswith("要再办请先重新打开（Ctrl+O）。")
    assert kernel.state(issue_id) == "closed"


def test_reopened_by_one_key_it_is_owed_again_by_a_new_day(kernel: Kernel) -> None:
    issue_id = kernel.closed()
    kernel.today = TODAY + 40 * DAY
    kernel.do(steps.reopen, issue_id, "")
    seen = card(kernel, issue_id)
    row = seen.row
    assert (row.state, row.owner_name, row.reopened) == ("in_progress", "城管中队", 1)
    assert row.due_on == seen.response.due_on
    assert row.due_on > kernel.today
    assert (row.closed_on, row.resolved_on, seen.response.resolved_on) == (None, None, None)
    declined = kernel.add("楼下太吵")
    kernel.do(steps.decline, declined, Refusal("no_basis"))
    kernel.do(steps.reopen, declined, "又来反映")
    assert card(kernel, declined).row.declined_on is None
    assert kernel.state(declined) == "sorted"


def test_carried_a_hundred_times_it_is_still_there(kernel: Kernel) -> None:
    issue_id = kernel.add()
    for meeting in range(100):
        kernel.today = TODAY + meeting * 30 * DAY
        kernel.do(steps.carry_over, [issue_id], meeting, f"第{meeting + 1}次联席会议")
    row = card(kernel, issue_id).row
    assert (row.carry_count, row.state) == (100, "collected")
    said = refused(kernel, steps.carry_over, [issue_id], 99, "第100次联席会议")
    assert said == "哨〔2026〕0001 在这次会议上已经结转过，不用再结转"
    last = card(kernel, issue_id).story[0]
    assert last.detail == "第100次联席会议未办结，结转（第 100 次）"
    kernel.take_back(last.id)
    assert card(kernel, issue_id).row.carry_count == 99
    kernel.do(steps.carry_over, [issue_id], 99, "第100次联席会议")
    with kernel.db.read() as session:
        assert [one for one in checks.problems(session) if one.count] == []


def test_a_unit_dissolved_while_it_owes_an_answer_stays_on_the_ledger(kernel: Kernel) -> None:
    issue_id = kernel.routed()
    key = f"unit:{kernel.units['城管中队']}"
    assert kernel.read(owing, key) == (
        "还欠 1 件问题的答复（哨〔2026〕0001），会留在吹哨台账里，请重新分派"
    )
    assert kernel.read(owing, f"unit:{kernel.units['供电所']}") == ""
    with kernel.db.write() as session:
        session.get_one(PartnerUnit, kernel.units["城管中队"]).active_to = date(2020, 1, 1)
    assert _count(kernel, "issue.owner_gone") == 1
    again = refused(kernel, steps.route, issue_id, RouteOrder(2, kernel.owner()))
    assert again == "“城管中队”已于 2020-01-01 停止共建，请另选责任单位"
    kernel.do(steps.route, issue_id, RouteOrder(2, kernel.owner("供电所")))
    assert _count(kernel, "issue.owner_gone") == 0
    seen = card(kernel, issue_id)
    assert [one.why_ended for one in seen.responses] == ["", "改派供电所"]
    assert kernel.read(owing, key) == ""


def _count(kernel: Kernel, rule: str) -> int:
    with kernel.db.read() as session:
        found = {one.rule: one.count for one in checks.problems(session)}
    return found[rule]


def test_an_organisation_that_was_dissolved_takes_no_issue(kernel: Kernel) -> None:
    with kernel.db.write() as session:
        gone = Organisation(name="红旗小区党支部", kind="branch", ended_on=date(2026, 1, 1))
        session.add(gone)
        session.flush()
        owner = Owner(organisation_id=gone.id)
    issue_id = kernel.add()
    said = refused(kernel, steps.take_up, issue_id, RouteOrder(None, owner))
    assert said == "“红旗小区党支部”已于 2026-01-01 撤销，请另选责任单位"
    said = refused(kernel, steps.take_up, issue_id, RouteOrder(None, Owner()))
    assert said.startswith("请选责任单位")


def test_handed_up_it_keeps_its_first_receiver_and_is_routed_anew(kernel: Kernel) -> None:
    issue_id = kernel.routed()
    assert "请写上报的原因" in refused(kernel, steps.escalate, issue_id, " ")
    kernel.do(steps.escalate, issue_id, "要改管网，社区办不了")
    row = card(kernel, issue_id).row
    assert (row.state, row.level, row.first_level) == ("admitted", 4, 2)
    assert (row.owner_name, row.clerk_name) == ("城管中队", kernel.clerk.name)
    kernel.do(steps.route, issue_id, RouteOrder(3, Owner(name="住建局")))
    kernel.do(steps.escalate, issue_id, "历史遗留")
    assert "已经在市一级，不能再上报" in refused(kernel, steps.escalate, issue_id, "还是不行")
    assert card(kernel, issue_id).row.level == 5


def test_a_duplicate_goes_into_the_other_and_never_into_itself(kernel: Kernel) -> None:
    first, second, third = kernel.add(), kernel.add("灯不亮"), kernel.add("楼道没有灯")
    missing = refused(kernel, steps.decline, second, Refusal("duplicate"))
    assert missing == "请选与哪一件重复，打编号或标题就能找到"
    itself = refused(kernel, steps.decline, second, Refusal("duplicate", "", second))
    assert itself == "哨〔2026〕0002 不能并入自己，请另选一件"
    kernel.do(steps.decline, second, Refusal("duplicate", "", first))
    kernel.do(steps.decline, third, Refusal("duplicate", "", second))
    assert [one.number for one in card(kernel, first).merged] == [
        "哨〔2026〕0002",
        "哨〔2026〕0003",
    ]
    assert card(kernel, third).into.number == "哨〔2026〕0001"
    back = refused(kernel, steps.decline, first, Refusal("duplicate", "", second))
    assert "不能并入自己" in back
    said = refused(kernel, steps.decline, first, Refusal("other"))
    assert said.startswith("请写不纳入的原因，例如")


def test_the_whistle_matrix_says_until_when_somebody_must_come(kernel: Kernel) -> None:
    with kernel.db.write() as session:
        rule = WhistleRule(blower="群众", responder="党员（民警）", route=2, report_days=3)
        session.add(rule)
        session.flush()
        rule_id = rule.id
    issue_id = kernel.routed()
    early = Whistling(report_by=TODAY - DAY)
    assert "早于吹哨那天" in refused(kernel, steps.whistle, issue_id, early)
    kernel.do(steps.whistle, issue_id, Whistling(rule_id))
    seen = card(kernel, issue_id)
    assert (seen.response.report_by, seen.response.rule_id) == (date(2026, 11, 27), rule_id)
    assert refused(kernel, steps.report_in, issue_id, Reporting(" ")).startswith("请写谁来报到")
    assert "已经吹过哨" in refused(kernel, steps.whistle, issue_id, Whistling())
    assert "还没有人报到" in refused(kernel, steps.start, issue_id, "")


def test_a_backfilled_step_lies_between_its_neighbours(kernel: Kernel) -> None:
    kernel.on = TODAY - 5 * DAY
    issue_id = kernel.add(received_on=TODAY - 6 * DAY)
    kernel.do(steps.admit, issue_id, "")
    kernel.on = TODAY - 7 * DAY
    early = refused(kernel, steps.route, issue_id, RouteOrder(1, kernel.owner()))
    assert "才反映，这一步不能早于这一天" in early
    kernel.on = TODAY - 6 * DAY
    between = refused(kernel, steps.route, issue_id, RouteOrder(1, kernel.owner()))
    assert "已经“纳入吹哨”，这一步不能早于它" in between
    kernel.on = TODAY + DAY
    late = refused(kernel, steps.route, issue_id, RouteOrder(1, kernel.owner()))
    assert late.startswith("日期不能晚于今天")
    kernel.on = TODAY - 4 * DAY
    kernel.do(steps.route, issue_id, RouteOrder(1, kernel.owner()))
    assert card(kernel, issue_id).response.assigned_on == TODAY - 4 * DAY


def test_who_was_quicker_is_said(kernel: Kernel) -> None:
    issue_id = kernel.add()
    version = card(kernel, issue_id).row.version
    kernel.do(steps.admit, issue_id, "")
    with kernel.db.write() as session, pytest.raises(UserError) as told:
        stale = When(TODAY, kernel.when().calendar, version=version)
        steps.route(session, kernel.clerk, issue_id, RouteOrder(1, kernel.owner()), stale)
    assert "刚动过 哨〔2026〕0001：纳入吹哨" in str(told.value)
    assert "刚填的还在" in str(told.value)


def test_several_on_the_agenda_are_one_act(kernel: Kernel) -> None:
    ids = [kernel.add(), kernel.add("北门垃圾"), kernel.add("车库漏水")]
    done = kernel.do(steps.put_on_agenda, ids, "5月联席会议")
    assert [kernel.state(one) for one in ids] == ["on_agenda"] * 3
    kernel.take_back(done.action_id)
    assert [kernel.state(one) for one in ids] == ["collected"] * 3
    assert refused(kernel, steps.put_on_agenda, [], "会") == "请先选问题"


def test_taking_back_says_the_state_it_has_again(kernel: Kernel) -> None:
    issue_id = kernel.routed()
    last = card(kernel, issue_id).story[0]
    undone = kernel.take_back(last.id)
    with kernel.db.read() as session:
        act = session.get_one(GovernanceAction, undone.action_id)
        assert act.state == session.get_one(Issue, issue_id).state == "admitted"
        assert session.scalars(select(IssueResponse)).all() == []
    assert card(kernel, issue_id).story[0].undone


def test_an_issue_is_found_by_its_number_however_it_is_typed(kernel: Kernel) -> None:
    kernel.add()
    for typed in ("哨〔2026〕0001", "哨(2026)1", "2026-1", " 1 "):
        assert kernel.read(issue_by_number, typed).title == "3号楼楼道灯不亮"
    with pytest.raises(UserError, match="没有编号是“哨〔2026〕0099”的问题"):
        kernel.read(issue_by_number, "哨〔2026〕0099")
    with pytest.raises(UserError, match="没有这件问题"):
        kernel.read(issue_row, 99)


def test_what_a_second_word_rests_on_is_not_taken_back(kernel: Kernel) -> None:
    issue_id = kernel.resolved()
    first = kernel.do(steps.verify, issue_id, Word("fair", "本人"))
    kernel.do(steps.verify, issue_id, Word("fair", "本人"))  # the same again changes no row
    with pytest.raises(UserError, match="之后又办了核实：群众基本满意。请先撤回后来的"):
        kernel.take_back(first.action_id)
    assert kernel.state(issue_id) == "verified"
