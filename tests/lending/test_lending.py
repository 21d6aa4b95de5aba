from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridhall.clerks.queries import slip_mark
from gridhall.core.calendar import shipped_calendar
from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.core.slips import Slip, spell_slip
from gridhall.core.text import clean
from gridhall.lending.labels import NO_IDENTITY
from gridhall.lending.queries import checks
from gridhall.lending.queries.loans import counts, loans
from gridhall.lending.queries.stock import stock_of
from gridhall.lending.queries.things import things
from gridhall.lending.rules.codes import next_code
from gridhall.lending.rules.drafts import refuse_identity
from gridhall.lending.rules.due import due_day, year_after
from gridhall.lending.service import loans as service
from gridhall.lending.service.settling import Settlement, settle
from gridhall.lending.service.taking_back import take_back
from gridhall.lending.service.things import StockChange, change_stock, set_state
from gridhall.registry.models import Person
from tests.factories import TODAY, make_family, make_person
from tests.lending.conftest import Counter

DAY = timedelta(days=1)


def refused(act: object, *given: object, **more: object) -> str:
    """The sentence of a refusal."""
    with pytest.raises(UserError) as caught:
        act(*given, **more)  # type: ignore[operator]
    return str(caught.value)


# The whole way


def test_scan_decides_out_then_in(counter: Counter) -> None:
    assert counter.scan(" ｙs-001 ").act == "lend"
    done = counter.lend("YS-001")
    found = counter.scan("ys-001")
    assert (found.act, found.loan_id) == ("return", done.row_id)
    row = counter.loan(done.row_id)
    assert (row.what, row.borrower, row.masked_phone) == ("雨伞 YS-001", "李四", "138****5678")
    assert row.due_on == date(2026, 11, 27)
    counter.take_in(done.row_id)
    assert counter.scan("YS-001").act == "lend"
    assert counter.loan(done.row_id).closed_on == TODAY
    with counter.db.read() as session:
        assert all(one.count == 0 for one in checks.problems(session))


def test_the_usual_day_skips_days_on_which_the_hall_is_closed(counter: Counter) -> None:
    before = date(2026, 9, 22)  # three days later the holiday begins
    done = counter.lend("YS-001", before)
    assert counter.loan(done.row_id).due_on == date(2026, 9, 28)


def test_a_resident_borrows_by_the_register(counter: Counter) -> None:
    with counter.db.write() as session:
        make_family(session)
        mother = session.query(Person).filter(Person.name == "李建军").one().id
    done = counter.lend("YS-001", person_id=mother, borrower="", phone="13600001111")
    row = counter.loan(done.row_id)
    assert (row.borrower, row.building) == ("李建军", "御景小区 3号楼")
    assert row.address == "御景小区 3-2-501"


def test_counted_things_come_back_in_parts(counter: Counter) -> None:
    done = counter.lend("MJ-ZY", quantity=4)
    counter.take_in(done.row_id, quantity=3)
    assert counter.loan(done.row_id).out == 1
    counter.take_in(done.row_id, condition="lost", note="跑步时丢了")
    row = counter.loan(done.row_id)
    assert (row.out, row.closed_on, row.trouble) == (0, TODAY, "lost")
    assert counter.read(stock_of, counter.kinds["MJ-ZY"]) == (9, 0)


def test_renewing_counts_from_the_day_it_is_due(counter: Counter) -> None:
    done = counter.lend("YS-001")
    counter.do(service.renew, done.row_id, None, counter.calendar)
    assert counter.loan(done.row_id).due_on == date(2026, 11, 30)
    words = refused(counter.do, service.renew, done.row_id, None, counter.calendar)
    assert words == "雨伞只能续 1 次，已经续过。请先归还，再另外借"


def test_damage_and_loss_are_settled_by_a_supervisor(counter: Counter, supervisor: Clerk) -> None:
    done = counter.lend("LY-001", deposit_fen=10_000)
    counter.take_in(done.row_id, condition="damaged", note="轮胎瘪了")
    words = refused(counter.scan, "LY-001")
    assert words == "LY-001 登记的是“在修”，不能借出。找回或修好了请先改为在架"
    repaired = Settlement("repaired", note="换了内胎", deposit_back=True)
    assert "主管来做" in refused(counter.do, settle, done.row_id, repaired, TODAY)
    with counter.db.write() as session:
        settle(session, supervisor, done.row_id, repaired, TODAY)
    row = counter.loan(done.row_id)
    assert (row.settled, row.deposit_back_on) == ("repaired", TODAY)
    assert counter.scan("LY-001").act == "lend"
    with counter.db.write() as session:
        again = refused(settle, session, supervisor, done.row_id, repaired, TODAY)
    assert "已经处理过" in again


def test_overdue_first_and_calls(counter: Counter) -> None:
    late = counter.lend("YS-001", lent_on=date(2026, 11, 2), due_on=date(2026, 11, 5))
    counter.lend("YS-002")
    counter.lend("LY-001", due_on=TODAY)
    call = service.Call("promised", TODAY + DAY, "下班送来")
    counter.do(service.call, late.row_id, call, TODAY)
    rows = counter.read(loans, "open", TODAY)
    assert [one.code for one in rows] == ["YS-001", "LY-001", "YS-002"]
    assert (rows[0].late(TODAY), rows[0].calls) == (19, 1)
    assert "答应归还，2026-11-25 以前；下班送来" in rows[0].last_call
    assert counter.read(counts, TODAY) == {"open": 3, "overdue": 1, "today": 1, "trouble": 0}


def test_a_request_twice_is_one_loan(counter: Counter) -> None:
    first = counter.lend("YS-001", request_key="k1")
    assert counter.lend("YS-001", request_key="k1") == first
    back = counter.take_in(first.row_id, request_key="k2")
    assert counter.take_in(first.row_id, request_key="k2") == back


def test_acts_are_taken_back_bit_for_bit(counter: Counter) -> None:
    done = counter.lend("MJ-ZY", quantity=2)
    back = counter.take_in(done.row_id, condition="lost", note="丢了")
    assert "请先撤回后来的" in refused(counter.do, take_back, done.action_id)
    counter.do(take_back, back.action_id)
    assert counter.loan(done.row_id).out == 2
    assert counter.read(stock_of, counter.kinds["MJ-ZY"]) == (10, 2)
    counter.do(take_back, done.action_id)
    assert counter.read(loans, "all", TODAY) == []
    assert "已经撤回过" in refused(counter.do, take_back, done.action_id)


def test_a_return_cannot_be_taken_back_once_it_is_lent_again(counter: Counter) -> None:
    done = counter.lend("YS-001")
    back = counter.take_in(done.row_id)
    counter.lend("YS-001", borrower="王五")
    assert "不能撤回" in refused(counter.do, take_back, back.action_id)


def test_a_purchase_that_is_out_cannot_be_taken_back(counter: Counter) -> None:
    bought = counter.do(change_stock, StockChange(counter.kinds["ZDY"], 5, "bought"), TODAY)
    counter.lend("ZDY", quantity=4)
    words = refused(counter.do, take_back, bought.action_id)
    assert "折叠椅有 4 把在外面，撤回后只剩 0 把" in words


# Bad input


def test_lending_what_is_lent(counter: Counter) -> None:
    counter.lend("YS-001")
    words = refused(counter.lend, "YS-001", borrower="王五")
    assert words == "YS-001 已经借给李四，2026-11-27 应还。请先登记归还，再借出"


def test_a_return_before_the_loan_or_in_the_future(counter: Counter) -> None:
    done = counter.lend("YS-001")
    early = refused(counter.take_in, done.row_id, returned_on=TODAY - DAY)
    assert early == "2026-11-24 才借出，2026-11-23 不会已经还了。请核对归还日期"
    assert "不能晚于今天" in refused(counter.take_in, done.row_id, returned_on=TODAY + DAY)


def test_a_return_of_what_is_not_out(counter: Counter) -> None:
    done = counter.lend("YS-001")
    counter.take_in(done.row_id)
    assert "没有借出在外" in refused(counter.take_in, done.row_id)


def test_an_unknown_barcode(counter: Counter) -> None:
    words = refused(counter.scan, "6901234567892")
    assert words.startswith("没有编号“6901234567892”的物品。请核对标签再扫一次")
    assert "没有读到编号" in refused(counter.scan, "  ")


def test_a_retired_thing(counter: Counter, supervisor: Clerk) -> None:
    with counter.db.write() as session:
        thing = counter.things["YS-001"]
        set_state(session, supervisor, thing, ("retired", "伞骨断"), TODAY)
    assert refused(counter.scan, "YS-001").startswith("YS-001 已于 2026-11-24 停用，不能借出")
    assert "停用" in refused(counter.lend, "YS-001")
    assert [one.code for one in counter.read(things, counter.kinds["YS"])] == ["YS-002"]


def test_more_than_there_is(counter: Counter) -> None:
    words = refused(counter.lend, "MJ-ZY", quantity=11)
    assert words == "志愿者马甲只剩 10 件，不够借 11 的。请改数量"
    done = counter.lend("MJ-ZY", quantity=2)
    assert "不能还 3 件" in refused(counter.take_in, done.row_id, quantity=3)
    assert "只有一把" in refused(counter.lend, "YS-001", quantity=2)
    assert "数量要在 1 到" in refused(counter.lend, "MJ-ZY", quantity=0)


def test_due_on_a_closed_day(counter: Counter) -> None:
    words = refused(counter.lend, "YS-001", due_on=date(2026, 11, 28))
    assert words == "2026-11-28 大厅不开门，还不了。请改到 2026-11-30，或别的工作日"
    assert "不能早于借出" in refused(counter.lend, "YS-001", due_on=TODAY - DAY)
    assert "最长借一年" in refused(counter.lend, "YS-001", due_on=TODAY + 400 * DAY)


def test_another_halls_slip(counter: Counter) -> None:
    mark = counter.read(slip_mark)
    done = counter.lend("YS-001")
    assert counter.scan(spell_slip(Slip("JY", mark, done.row_id))).act == "return"
    other = "0001" if mark != "0001" else "0002"
    words = refused(counter.scan, f"JY-{other}-{done.row_id}")
    assert words.startswith("这张借用单是别的大厅出的，本大厅没有这一笔")


def test_a_resident_who_has_died(counter: Counter) -> None:
    with counter.db.write() as session:
        dead = make_person(session, "孙有福", status="died", died_on=date(2026, 3, 1)).id
    words = refused(counter.lend, "YS-001", person_id=dead, borrower="")
    assert (
        words
        == "孙有福已于 2026-03-01 去世，不能再用这个名字借。请核对是不是同名的人，写实际来的人"
    )


@pytest.mark.parametrize(
    "pledge", ["身份证", "押 身 份 证 一张", "户口本", "ID card", "37068619590312002X", "护照"]
)
def test_no_identity_document_is_a_pledge(counter: Counter, pledge: str) -> None:
    assert refused(counter.lend, "YS-001", pledge=pledge) == NO_IDENTITY
    assert refused(counter.lend, "YS-001", note=f"押了{pledge}") == NO_IDENTITY
    assert "第十五条" in NO_IDENTITY


def test_nobody_no_phone_and_not_yet(counter: Counter) -> None:
    assert "请写借用人" in refused(counter.lend, "YS-001", borrower="")
    assert "要留电话" in refused(counter.lend, "YS-001", phone="")
    assert "不能晚于今天" in refused(counter.lend, "YS-001", lent_on=TODAY + DAY)
    assert "用完不还" in refused(counter.lend, "KZ")
    assert "写一句怎么回事" in refused(
        counter.take_in, counter.lend("YS-001").row_id, condition="damaged"
    )


# Rules against a slow reference


@given(st.dates(date(2025, 1, 1), date(2026, 11, 1)), st.integers(0, 60))
def test_a_usual_day_is_the_first_open_day_from_then(start: date, days: int) -> None:
    calendar, day = shipped_calendar(), start + days * DAY
    while not calendar.is_working(day):
        day += DAY
    assert due_day(calendar, start, days) == day


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)))
def test_a_year_of_keeping_ends_on_its_own_day(day: date) -> None:
    after = year_after(day)
    assert (after.year, after.month) == (day.year + 1, day.month)
    assert 365 <= (after - day).days <= 366


@given(st.lists(st.integers(1, 999), max_size=20))
def test_the_next_code_is_new(numbers: list[int]) -> None:
    taken = [f"YS-{one:03}" for one in numbers]
    assert next_code("YS", taken) not in taken


@given(st.text(alphabet="雨伞押金20元电话138", max_size=30))
def test_harmless_pledges_are_let_through(text: str) -> None:
    refuse_identity(clean(text))
