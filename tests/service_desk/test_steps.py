"""Every step of a case on a migrated hall: what it changes, what it refuses and how it says so."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from gridhall.clerks.queries import record_history
from gridhall.service_desk import service
from gridhall.service_desk.rules.orders import (
    Deferral,
    Delivery,
    Ending,
    ExtensionOrder,
    Lack,
    NoticeOrder,
    PauseOrder,
    Refusal,
    Verdict,
)
from tests.service_desk.life import Life, life, refused

__all__ = ["life"]

LACKS = NoticeOrder((Lack(2, "没有签字"),))
VISIT = PauseOrder("site_visit", "等街道实地核查")
LONGER = ExtensionOrder(3, "街道复核")
COUNTER = Delivery("counter", "本人")


def test_from_receipt_to_the_archive(life: Life) -> None:
    case = life.receive(1)
    row = life.case(case)
    assert (row.state, row.due_on, row.notice_due_on) == ("received", *[date(2026, 12, 1)] * 2)
    told = life.act(service.notify, case, LACKS)
    assert (told.state, told.due_on, told.notice_due_on) == ("supplement", None, date(2026, 12, 1))
    life.later(2)
    with life.db.write() as session:
        service.receive_materials(session, life.clerk, case, [2], life.when.now)
    taken = life.act(service.accept_received, case)
    assert (taken.promised_on, taken.legal_on) == (date(2026, 12, 3), date(2026, 12, 24))
    assert taken.due_on == taken.promised_on
    life.act(service.decide, case, "符合条件，同意")
    ending = Ending("issued", result_number="优〔2026〕12", result_until=date(2027, 11, 26))
    done = life.act(service.finish_as, case, ending)
    assert (done.finish_kind, done.result_name, done.due_on) == ("issued", "优待证", None)
    assert done.closed_at == done.finished_at == life.when.now
    life.later(1)
    given = life.act(service.deliver, case, COUNTER)
    assert (given.state, given.delivered_to, given.closed_at) == (
        "delivered",
        "本人",
        done.closed_at,
    )
    filed = life.act(service.archive, [case], "2026 年民政卷第 3 盒")
    assert (filed.state, filed.archive_place) == ("archived", "2026 年民政卷第 3 盒")
    assert life.kinds(case) == [
        "arrived", "notified", "received", "accepted", "decided", "finished", "delivered",
        "archived",
    ]  # fmt: skip
    assert life.faults() == []
    with life.db.read() as session:
        acts = [entry.action for entry in record_history(session, "service_case", case)]
    assert acts[1:] == [
        "case.notify", "case.receive", "case.accept", "case.decide", "case.finish", "case.deliver",
        "case.archive",
    ]  # fmt: skip


def test_the_notice_keeps_what_lacked_and_by_when(life: Life) -> None:
    case = life.receive(1)
    life.act(service.notify, case, LACKS)
    (notice,) = life.card(case).notices
    assert [(one.name, one.problem) for one in notice.lacking] == [("材料2", "没有签字")]
    assert (notice.nth, notice.due_on, notice.approved_by) == (1, date(2026, 12, 8), "")


def test_a_second_notice_needs_a_supervisor_and_a_reason(life: Life) -> None:
    case = life.receive()
    life.act(service.notify, case, LACKS)
    with refused("第二次一次性告知要主管来做。请找主管登录。"):
        life.act(service.notify, case, replace(LACKS, approved_reason="材料过期"))
    with refused("请写再次告知的原因"):
        life.act(service.notify, case, LACKS, by=life.supervisor)
    again = replace(LACKS, approved_reason="补来的材料过期")
    life.act(service.notify, case, again, by=life.supervisor)
    assert [(n.nth, n.approved_by) for n in life.card(case).notices] == [(1, ""), (2, "高明")]


@pytest.mark.parametrize(
    ("order", "said"),
    [
        (NoticeOrder(()), "请至少选一项缺的材料"),
        (NoticeOrder((Lack(9),)), "没有第 9 项材料"),
        (NoticeOrder((Lack(1),), due_days=0), "补正期限要在 1 到 250 个工作日之间，现在是 0 个"),
        (NoticeOrder((Lack(1, "错" * 201),)), "材料的问题最多 200 个字，现在是 201 个字"),
    ],
)
def test_a_notice_that_tells_nothing_is_refused(life: Life, order: NoticeOrder, said: str) -> None:
    case = life.receive()
    with refused(said):
        life.act(service.notify, case, order)
    assert life.case(case).state == "received"


def test_after_its_clock_has_run_out_no_notice_is_given(life: Life) -> None:
    case = life.receive()
    life.later(8)
    with refused("告知期限 12-01 已过，自收件之日起视为受理"):
        life.act(service.notify, case, LACKS)


def test_what_lacks_at_acceptance_is_deferred_but_not_beyond_the_promise(life: Life) -> None:
    case = life.receive(1)
    life.act(service.accept_received, case)
    assert [m.deferred_until for m in life.card(case).materials] == [None, date(2026, 12, 1)]
    assert life.kinds(case) == ["arrived", "accepted", "deferred"]
    with refused("容缺的材料要在承诺办结的 2026-12-01 以前补齐，不能是 2026-12-02"):
        life.act(service.defer, case, Deferral((2,), date(2026, 12, 2)))
    with refused("能容缺的是：2 材料2。请从里面选。"):
        life.act(service.defer, case, Deferral((1,)))
    with life.db.write() as session:
        service.receive_materials(session, life.clerk, case, [2], life.when.now)
    assert life.card(case).deferred == ()


def test_a_refusal_tells_why_and_where_to_go(life: Life) -> None:
    case = life.receive()
    with refused("请写不予受理的理由"):
        life.act(service.decline, case, Refusal(" "))
    order = Refusal("户籍不在本社区", "办法第三条", "御景社区")
    row = life.act(service.decline, case, order)
    assert (row.state, row.due_on, row.closed_at) == ("not_accepted", None, life.when.now)
    detail = life.card(case).events[-1].detail
    assert all(words in detail for words in ("户籍不在本社区", "办法第三条", "御景社区"))
    assert life.faults() == []


def test_a_pause_takes_its_days_out_of_the_promise(life: Life) -> None:
    case = life.accept()
    life.later(1)
    paused = life.act(service.suspend, case, VISIT)
    assert (paused.state, paused.due_on, paused.promised_on) == (
        "suspended",
        None,
        date(2026, 12, 1),
    )
    life.later(7)  # over a weekend
    back = life.act(service.resume, case, "情况属实")
    assert (back.state, back.promised_on, back.due_on) == ("accepted", *[date(2026, 12, 8)] * 2)
    (pause,) = life.card(case).pauses
    assert (pause.began_on, pause.ended_on) == (date(2026, 11, 25), date(2026, 12, 2))
    assert life.faults() == []


def test_a_pause_may_begin_on_the_day_of_receipt_and_never_end(life: Life) -> None:
    case = life.accept()
    life.act(service.suspend, case, VISIT)
    life.later(400)
    assert life.recompute() == 0
    assert life.case(case).due_on is None
    assert life.act(service.withdraw, case, "搬走了").state == "withdrawn"
    assert life.card(case).pauses[0].ended_on == life.when.today
    assert life.faults() == []


def test_a_second_suspension_inside_the_first_is_refused(life: Life) -> None:
    case = life.accept()
    life.act(service.suspend, case, VISIT)
    with refused("已经在特别程序中，不能再开始一次。请先结束这一次。"):
        life.act(service.suspend, case, VISIT)
    life.later(3)
    life.act(service.resume, case, "核查完毕")
    with refused("的上一次特别程序到 2026-11-27 才结束，这一次不能从 2026-11-25 开始"):
        life.act(service.suspend, case, replace(VISIT, began_on=date(2026, 11, 25)))


@pytest.mark.parametrize(
    ("order", "said"),
    [
        (PauseOrder("nap", "累了"), "没有“nap”这种特别程序"),
        (PauseOrder("other", ""), "请写转特别程序的理由"),
        (replace(VISIT, began_on=date(2026, 11, 30)), "开始的日子 2026-11-30 还没有到"),
        (replace(VISIT, began_on=date(2026, 11, 2)), "特别程序不能从 2026-11-02 开始"),
        (replace(VISIT, expected_on=date(2026, 11, 1)), "早于开始的日子"),
        (replace(VISIT, expected_on=date(9999, 12, 31)), "太远，最多预计一年"),
    ],
)
def test_an_odd_pause_is_refused(life: Life, order: PauseOrder, said: str) -> None:
    case = life.accept()
    with refused(said):
        life.act(service.suspend, case, order)
    assert life.card(case).pauses == ()


def test_one_extension_asked_for_in_time_and_approved_by_a_supervisor(life: Life) -> None:
    case = life.accept()
    asked = life.act(service.ask_extension, case, LONGER)
    assert asked.promised_on == date(2026, 12, 1)
    with refused("的延期申请（王芳，3 个工作日）还没有批，不用再申请"):
        life.act(service.ask_extension, case, LONGER)
    with refused("审批延期要主管来做"):
        life.act(service.decide_extension, case, Verdict(approve=True))
    row = life.act(service.decide_extension, case, Verdict(approve=True), by=life.supervisor)
    assert (row.promised_on, row.due_on, row.legal_on) == (
        date(2026, 12, 4), date(2026, 12, 4), date(2026, 12, 25),
    )  # fmt: skip
    with refused("已经延期 3 个工作日，只能延期一次"):
        life.act(service.ask_extension, case, LONGER)
    with refused("没有等审批的延期申请"):
        life.act(service.decide_extension, case, Verdict(approve=True), by=life.supervisor)
    assert life.faults() == []


def test_a_refused_extension_moves_nothing_and_says_why(life: Life) -> None:
    case = life.accept()
    life.act(service.ask_extension, case, LONGER)
    with refused("请写不批准的意见"):
        life.act(service.decide_extension, case, Verdict(approve=False), by=life.supervisor)
    verdict = Verdict(approve=False, opinion="可以按期办完")
    assert life.act(service.decide_extension, case, verdict, by=life.supervisor).due_on == date(
        2026, 12, 1
    )
    extension = life.card(case).extension
    assert extension is not None
    assert (extension.state, extension.opinion) == ("refused", "可以按期办完")


def test_an_extension_comes_too_late_or_is_too_long(life: Life) -> None:
    case = life.accept()
    with refused("最多延期 10 个工作日，现在是 11 个"):
        life.act(service.ask_extension, case, replace(LONGER, days=11))
    life.later(8)
    with refused("的期限 2026-12-01 已过，延期要在期限以内申请"):
        life.act(service.ask_extension, case, LONGER)


def test_what_was_voided_is_not_finished(life: Life) -> None:
    case = life.accept()
    with life.db.write() as session:
        service.revoke_case(session, life.clerk, case, life.when.now, "录错了")
    with refused("已撤销，不能再改。要重新办理请新建工单（F2）。"):
        life.act(service.finish_as, case, Ending())


@pytest.mark.parametrize(
    ("ending", "said"),
    [
        (Ending("burnt"), "没有“burnt”这种办结类型"),
        (Ending("returned"), "请写退回的原因"),
        (Ending("voided"), "请写作废的原因"),
        (Ending("passed_up"), "请写转报到哪里"),
        (Ending("issued", result_until=date(2026, 11, 1)), "有效期 2026-11-01 早于办结的日子"),
        (Ending(result_name="证" * 101), "结果名称最多 100 个字"),
    ],
)
def test_an_odd_ending_is_refused(life: Life, ending: Ending, said: str) -> None:
    case = life.accept()
    with refused(said):
        life.act(service.finish_as, case, ending)
    assert life.case(case).state == "accepted"


def test_a_supplement_that_never_came_ends_after_its_deadline(life: Life) -> None:
    case = life.receive()
    life.act(service.notify, case, LACKS)
    with refused("的补正期限到 2026-12-08，还没有过"):
        life.act(service.finish_as, case, Ending("not_supplemented"))
    with refused("待补正，不能按“办结”办结"):
        life.act(service.finish_as, case, Ending())
    life.later(15)
    row = life.act(service.finish_as, case, Ending("not_supplemented"))
    assert (row.state, row.accepted_at, row.promised_on) == ("finished", None, None)
    with life.db.write() as session:
        back = service.undo_finish(session, life.clerk, case, life.when.now)
    assert (back.state, back.due_on, back.finish_kind) == ("supplement", None, None)
    assert life.faults() == []


def test_a_finish_taken_back_is_as_it_was(life: Life) -> None:
    case = life.accept()
    life.act(service.decide, case, "同意")
    life.act(service.finish_as, case, Ending("issued", "优待证", "12"))
    with life.db.write() as session:
        back = service.undo_finish(session, life.clerk, case, life.when.now)
    assert (back.state, back.result_name, back.result_number) == ("decided", "", "")
    assert (back.due_on, back.closed_at) == (date(2026, 12, 1), None)
    assert life.faults() == []


def test_nothing_is_delivered_or_withdrawn_out_of_turn(life: Life) -> None:
    case = life.accept()
    with refused("还没有办结，没有可以送达的结果。请先办结。"):
        life.act(service.deliver, case, COUNTER)
    life.act(service.finish_as, case, Ending())
    with refused("已经办结，申请人不能再撤回。要改，请先撤销办结（Ctrl+Z）。"):
        life.act(service.withdraw, case, "不办了")
    with refused("没有“pigeon”这种送达方式"):
        life.act(service.deliver, case, Delivery("pigeon", "本人"))
    with refused("请写领取人"):
        life.act(service.deliver, case, Delivery("counter", " "))


def test_a_step_is_dated_neither_in_the_future_nor_before_the_last(life: Life) -> None:
    case = life.accept()
    life.later(1)
    life.act(service.finish_as, case, Ending())
    tomorrow = life.when.now + timedelta(days=1)
    with refused("办理时间 2026-11-26 09:00 还没有到。请填已经发生的时间。"):
        life.act(service.deliver, case, replace(COUNTER, at=tomorrow))
    before = life.when.now - timedelta(hours=1)
    with refused("的上一步“办结”在 2026-11-25 09:00，这一步不能早于它（2026-11-25 08:00）"):
        life.act(service.deliver, case, replace(COUNTER, at=before))
    life.later(1)
    then = life.when.now - timedelta(hours=3)
    row = life.act(service.deliver, case, replace(COUNTER, at=then))
    event = life.card(case).events[-1]
    assert (row.delivered_at, event.happened_at, event.recorded_at) == (then, then, life.when.now)


def test_a_computer_whose_clock_went_back_a_day_is_told(life: Life) -> None:
    case = life.accept()
    life.later(-1)
    with refused("电脑的日期却是 2026-11-23。请先把电脑的日期校准。"):
        life.act(service.note_down, case, "来过电话")
