"""A day of the queue: numbers, calls, no-shows, lanes, two counters at once, what is refused."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from threading import Barrier

import pytest
from sqlalchemy import select, update

from gridhall.clerks.models import AuditEntry
from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.tickets import service
from gridhall.tickets.models import QueueTicket
from gridhall.tickets.queries import rows
from gridhall.tickets.queries.checks import problems
from gridhall.tickets.queries.figures import figures
from gridhall.tickets.queries.waiting import board, hall
from gridhall.tickets.rules.lanes import LaneDraft
from gridhall.tickets.service import Wish
from tests.factories import TODAY
from tests.tickets.conftest import Queue


def called(queue: Queue, **more: str) -> str:
    row = queue.call(**more)
    return "" if row is None else row.number


def test_numbers_run_per_lane_and_begin_anew_each_day(queue: Queue) -> None:
    assert [queue.take(lane).number for lane in "AABA"] == ["A001", "A002", "B001", "A003"]
    first = queue.call()
    assert first is not None
    queue.later(86_400)
    assert queue.take("A").number == "A001"
    with queue.db.read() as session:
        yesterday = {one.number: one.state for one in rows.tickets_of(session, TODAY)}
    assert yesterday == {"A001": "no_show", "A002": "left", "B001": "left", "A003": "left"}


def test_asked_twice_one_ticket(queue: Queue) -> None:
    assert queue.take("A", key="same") == queue.take("A", key="same")
    assert queue.numbers() == ["A001"]


def test_priorities_come_first_but_two_at_most_before_an_ordinary_one(queue: Queue) -> None:
    for priority in ("", "", "elderly", "veteran", "disabled", "pregnant"):
        queue.take("A", priority)
    expected = ["A003", "A004", "A001", "A005", "A006", "A002"]
    assert queue.numbers("2号窗口") == expected
    assert [called(queue) for _ in range(7)] == [*expected, ""]


def test_a_day_at_a_counter_keeps_its_times(queue: Queue) -> None:
    taken = queue.take("A")
    queue.later(540)
    row = queue.call()
    assert row is not None
    assert (row.counter, row.clerk_name, row.waited_seconds) == ("2号窗口", "王芳", 600)
    assert queue.do(service.recall, taken.id).calls == 2
    queue.later(20)
    queue.do(service.start, taken.id)
    queue.later(300)
    done = queue.do(service.finish, taken.id)
    assert (done.state, done.served_seconds, done.waited_seconds) == ("served", 300, 600)
    with queue.db.read() as session:
        total = figures(session, TODAY, TODAY).total
        acts = session.scalars(select(AuditEntry.action).order_by(AuditEntry.seq)).all()
    assert (total.taken, total.served, total.average_wait, total.average_service) == (
        1,
        1,
        600,
        300,
    )
    assert acts[-5:] == [
        "ticket.take", "ticket.call", "ticket.recall", "ticket.start", "ticket.finish",
    ]  # fmt: skip


def test_a_no_show_is_put_back_once_behind_three(queue: Queue) -> None:
    first = queue.take("A")
    for _ in range(5):
        queue.take("A")
    queue.take("A", "elderly")
    queue.call()
    queue.call()
    assert queue.row(first.id).state == "called"
    queue.do(service.no_show, first.id)
    queue.do(service.put_back, first.id)
    assert queue.numbers("2号窗口") == ["A002", "A003", "A004", "A001", "A005", "A006"]
    for _ in range(4):
        queue.call()
    queue.do(service.no_show, first.id)
    with pytest.raises(UserError, match="A001 已经放回过一次"):
        queue.do(service.put_back, first.id)


def test_passed_on_it_keeps_its_number_and_seniority(queue: Queue) -> None:
    early = queue.take("A")
    queue.take("B")
    queue.call()
    queue.do(service.start, early.id)
    queue.later(120)
    row = queue.do(service.pass_on, early.id, queue.lanes["B"])
    assert (row.number, row.queue, row.lane, row.passes) == ("A001", "社保医保", "综合业务", 1)
    assert queue.numbers("2号窗口") == ["A001", "B001"]
    queue.later(60)
    again = queue.call()
    assert again is not None
    assert (again.number, again.served_seconds) == ("A001", 120)
    assert again.waited_seconds == 60 + 60 + 60  # what was served meanwhile is no waiting


def test_one_at_a_counter_and_the_next_asks_first(queue: Queue) -> None:
    one, _ = queue.take("A"), queue.take("A")
    queue.call()
    with pytest.raises(UserError, match="2号窗口已经叫到 A001。请先办完、过号或转队列"):
        queue.call(settle="")
    queue.do(service.start, one.id)
    with pytest.raises(UserError, match="正在办理 A001"):
        queue.call(settle="")
    assert called(queue, settle="finish") == "A002"
    assert queue.row(one.id).state == "served"
    assert called(queue, settle="no_show") == ""


def test_two_counters_at_the_same_moment_never_call_the_same(queue: Queue) -> None:
    for _ in range(12):
        queue.take("A")
    together = Barrier(3)

    def counter(name: str) -> list[str]:
        found = []
        together.wait()
        for _ in range(4):
            found.append(called(queue, counter=name))
        return found

    with ThreadPoolExecutor(3) as pool:
        told = list(pool.map(counter, ("1号窗口", "2号窗口", "3号窗口")))
    everybody = [number for one in told for number in one]
    assert sorted(everybody) == [f"A{n:03}" for n in range(1, 13)]
    assert all(one == sorted(one) for one in told)


def test_a_counter_calls_from_its_own_lanes(queue: Queue, supervisor: Clerk) -> None:
    lane = LaneDraft(queue.lanes["B"], "B", "社保医保", "1号窗口、3号窗口")
    with queue.db.write() as session:
        service.save_lane(session, supervisor, lane, TODAY)
    queue.take("B")
    queue.take("A")
    assert called(queue) == "A001"
    assert called(queue) == ""
    assert called(queue, counter="3号窗口") == "B001"


def test_a_clock_set_back_changes_neither_order_nor_sign(queue: Queue) -> None:
    one = queue.take("A")
    queue.later(-3600)
    queue.take("A")
    queue.take("A")
    assert queue.numbers("2号窗口") == ["A001", "A002", "A003"]
    queue.call()
    queue.do(service.start, one.id)
    queue.later(-600)
    done = queue.do(service.finish, one.id)
    assert (done.waited_seconds, done.served_seconds) == (0, 0)
    with queue.db.read() as session:
        assert sum(problem.count for problem in problems(session)) == 0


def test_what_was_ended_by_mistake_is_taken_back(queue: Queue) -> None:
    one, two = queue.take("A"), queue.take("A")
    queue.call()
    queue.later(30)
    queue.do(service.finish, one.id)
    assert queue.do(service.reopen, one.id).state == "serving"
    assert queue.row(one.id).served_seconds == 0
    queue.do(service.finish, one.id)
    assert queue.do(service.leave, two.id).state == "left"
    assert queue.do(service.reopen, two.id).state == "waiting"
    queue.call()
    with pytest.raises(UserError, match="已经叫到 A002"):
        queue.do(service.reopen, one.id)


def test_the_board_names_nobody(queue: Queue) -> None:
    for _ in range(7):
        queue.take("A")
    for _ in range(6):
        queue.call()
    with queue.db.read() as session:
        told = board(session, TODAY)
        seen = hall(session, "2号窗口", TODAY)
    assert [one.number for one in told.calls] == ["A006", "A005", "A004", "A003", "A002"]
    assert told.calls[0].is_open
    assert [one.waiting for one in told.lanes] == [1, 0, 0, 0, 0]
    assert seen.present is not None
    assert (seen.present.number, seen.next and seen.next.number) == ("A006", "A007")
    assert {name for one in told.calls for name in one.__slots__} == {
        "id", "number", "counter", "calls", "is_open",
    }  # fmt: skip


# Bad input: each its sentence, nothing changed


def test_a_retired_lane_gives_no_numbers(queue: Queue, supervisor: Clerk) -> None:
    queue.take("D")
    retired = LaneDraft(queue.lanes["D"], "D", "户籍协助", active=False)
    with queue.db.write() as session, pytest.raises(UserError, match="还有 1 个号没有办完"):
        service.save_lane(session, supervisor, retired, TODAY)
    queue.call()
    queue.call()
    with queue.db.write() as session:
        service.save_lane(session, supervisor, retired, TODAY)
    with pytest.raises(UserError, match="D 户籍协助 已经停用，不能取号"):
        queue.take("D")
    other = queue.take("A")
    with pytest.raises(UserError, match="已经停用，不能转过去"):
        queue.do(service.pass_on, other.id, queue.lanes["D"])


def test_an_empty_queue_calls_nobody(queue: Queue) -> None:
    assert queue.call() is None


@pytest.mark.parametrize(
    ("act", "said"),
    [
        (service.start, "A001 不能开始办理：还在等候"),
        (service.recall, "A001 不能重呼：还在等候"),
        (service.no_show, "A001 不能记过号：还在等候"),
        (service.finish, "A001 不能办完：还在等候"),
        (service.put_back, "A001 不能放回队列：还在等候"),
        (service.reopen, "A001 不能撤回：还在等候"),
    ],
)
def test_what_was_not_called_cannot_be_dealt_with(queue: Queue, act: object, said: str) -> None:
    one = queue.take("A")
    with pytest.raises(UserError, match=said):
        queue.do(act, one.id)  # type: ignore[arg-type]
    assert queue.row(one.id) == one


def test_finishing_twice_is_refused(queue: Queue) -> None:
    one = queue.take("A")
    queue.call()
    queue.do(service.finish, one.id)
    with pytest.raises(UserError, match="A001 不能办完：已经办完了"):
        queue.do(service.finish, one.id)


def test_what_another_counter_called_is_that_counters(queue: Queue, supervisor: Clerk) -> None:
    one = queue.take("A")
    queue.call()
    for act in (service.start, service.finish, service.no_show):
        with pytest.raises(UserError, match="A001 是2号窗口叫的"):
            queue.do(act, one.id, clerk=supervisor)


def test_passing_on_to_the_same_lane_is_refused(queue: Queue) -> None:
    one = queue.take("A")
    with pytest.raises(UserError, match="A001 已经在A 综合业务排队"):
        queue.do(service.pass_on, one.id, queue.lanes["A"])


def test_the_thousandth_number_is_not_given(queue: Queue) -> None:
    queue.take("A")
    with queue.db.write() as session:
        session.execute(update(QueueTicket).values(ordinal=998, number="A998"))
    assert queue.take("A").number == "A999"
    with pytest.raises(UserError, match="A 今天的 999 个号已经发完"):
        queue.take("A")
    assert queue.take("B").number == "B001"


def test_yesterdays_ticket_cannot_be_called_today(queue: Queue) -> None:
    one = queue.take("A")
    queue.now += timedelta(days=1)
    with pytest.raises(UserError, match="A001 是 11-24 的号，过了当天就作废"):
        queue.do(service.call_one, one.id)
    assert queue.call() is None


def test_unknown_things_are_said(queue: Queue) -> None:
    with pytest.raises(UserError, match="没有“vip”这种优先"):
        queue.take("A", "vip")
    with queue.db.write() as session, pytest.raises(UserError, match="没有这个业务队列"):
        service.take(session, queue.clerk, Wish(99), queue.now)
    with queue.db.read() as session:
        with pytest.raises(UserError, match="不是排队号"):
            rows.ticket_numbered(session, "你好", TODAY)
        with pytest.raises(UserError, match="没有 A500 这个号"):
            rows.ticket_numbered(session, "a500", TODAY)


def test_lanes_are_a_supervisors_and_their_letters_their_own(
    queue: Queue, supervisor: Clerk
) -> None:
    def save(who: Clerk, draft: LaneDraft) -> rows.LaneRow:
        with queue.db.write() as session:
            return service.save_lane(session, who, draft, TODAY)

    with pytest.raises(UserError, match="改业务队列要主管来做"):
        save(queue.clerk, LaneDraft(None, "E", "养老"))
    with pytest.raises(UserError, match="字母：“A”已经有了：A 综合业务"):
        save(supervisor, LaneDraft(None, "a", "养老"))
    with pytest.raises(UserError, match="名称：“便民”已经有了"):
        save(supervisor, LaneDraft(None, "E", "便民"))
    queue.take("A")
    with pytest.raises(UserError, match="今天已经发过 A 的号"):
        save(supervisor, LaneDraft(queue.lanes["A"], "E", "综合业务"))
    made = save(supervisor, LaneDraft(None, "E", "养老", "", "养老服务"))
    with queue.db.write() as session:
        service.move_lane(session, supervisor, made.id, -9)
        assert [one.prefix for one in rows.lanes(session)] == list("EABCDZ")
        found = rows.lane_for(session, "养老服务")
    assert found is not None
    assert found.prefix == "E"


def test_a_clerk_without_a_counter_sits_at_the_service_desk(queue: Queue) -> None:
    queue.take("A")
    with queue.db.write() as session:
        row = service.call_next(session, replace(queue.clerk, counter=""), queue.now)
    assert row is not None
    assert row.counter == "服务台"
