from datetime import date, timedelta

from sqlalchemy import select

from gridhall.clerks.models import AuditEntry
from gridhall.core.clerk import Clerk
from gridhall.db import search
from gridhall.lending.models import Loan
from gridhall.lending.queries import checks
from gridhall.lending.queries.kept import deposit, deposit_code, deposits, found_item
from gridhall.lending.queries.loans import loan
from gridhall.lending.queries.stock import kinds, stock_of
from gridhall.lending.queries.takings import taking_card
from gridhall.lending.queries.things import history, kit_items, thing, todos
from gridhall.lending.rules.drafts import DepositDraft, FoundDraft
from gridhall.lending.service import takings
from gridhall.lending.service.keeping import LendingKeeper, personal_lending
from gridhall.lending.service.keeping_things import (
    Closing,
    Taken,
    close_found,
    hand_out,
    leave,
    note_found,
    post_found,
)
from gridhall.lending.service.kits import Packed, check_kit, pack, unpack
from gridhall.lending.service.taking_back import take_back
from gridhall.lending.service.things import (
    KindDraft,
    StockChange,
    ThingDraft,
    change_stock,
    end_kind,
    save_kind,
    save_thing,
    set_state,
)
from gridhall.registry.models import Person
from tests.factories import TODAY, make_person
from tests.lending.conftest import Counter
from tests.lending.test_lending import refused

DAY = timedelta(days=1)


# 寄存


def test_a_parcel_is_picked_up_by_its_code(counter: Counter) -> None:
    slot = counter.things["GM-001"]
    draft = DepositDraft("快递 1 件", "李四", "13812345678", slot_id=slot)
    done = counter.do(leave, draft, TODAY)
    code = counter.read(deposit_code, done.row_id)
    assert len(code) == 6
    assert (counter.scan(code).act, counter.scan(code).row_id) == ("hand_out", done.row_id)
    assert counter.scan("GM-001").act == "hand_out"
    full = DepositDraft("行李箱", "王五", "13900001111", slot_id=slot)
    assert "里已经有李四的快递 1 件" in refused(counter.do, leave, full, TODAY)
    assert "取件码不对" in refused(counter.do, hand_out, done.row_id, Taken(code="000000"), TODAY)
    assert "怎么核对的" in refused(counter.do, hand_out, done.row_id, Taken(by="王五"), TODAY)
    counter.do(hand_out, done.row_id, Taken(code=code), TODAY)
    row = counter.read(deposit, done.row_id)
    assert (row.taken_by, row.taken_proof) == ("李四", "取件码")
    assert "不能再取" in refused(counter.do, hand_out, done.row_id, Taken(code=code), TODAY)
    assert "没有取件码" in refused(counter.scan, code)
    assert counter.scan("GM-001").act == "keep"


def test_a_shelf_takes_several_and_what_waits_too_long_comes_first(counter: Counter) -> None:
    shelf = counter.things["HJ-001"]
    for what, until in (("包裹甲", TODAY + 9 * DAY), ("包裹乙", TODAY + DAY)):
        draft = DepositDraft(what, "李四", "13812345678", slot_id=shelf, until=until)
        counter.do(leave, draft, TODAY)
    rows = counter.read(deposits)
    assert [one.what for one in rows] == ["包裹乙", "包裹甲"]
    assert rows[0].is_late(TODAY + 2 * DAY)
    gone = DepositDraft("伞", "李四", "13812345678", until=TODAY - DAY)
    assert "取走期限不能早于今天" in refused(counter.do, leave, gone, TODAY)
    words = refused(counter.do, leave, DepositDraft("伞", "李四"), TODAY)
    assert "要留电话" in words


# 失物


def test_lost_property_is_kept_a_year_from_its_notice(counter: Counter) -> None:
    draft = FoundDraft("黑色双肩包", "3 号楼北门", TODAY, "内有蓝色水杯", "周某", "13700001111")
    done = counter.do(note_found, draft, TODAY)
    row = counter.read(found_item, done.row_id)
    assert (row.number, row.keep_until) == ("失〔2026〕001", date(2027, 11, 24))
    state = Closing("state")
    assert "还没有贴招领公告" in refused(
        counter.do, close_found, done.row_id, state, date(2027, 12, 1)
    )
    counter.do(post_found, [done.row_id], TODAY + 3 * DAY)
    row = counter.read(found_item, done.row_id)
    assert row.keep_until == date(2027, 11, 27)
    assert "要保管到 2027-11-27" in refused(
        counter.do, close_found, done.row_id, state, date(2027, 11, 27)
    )
    assert "怎么核对是本人" in refused(
        counter.do, close_found, done.row_id, Closing("claimed", "吴某"), TODAY
    )
    end = Closing("claimed", "吴某", "13600002222", "说出包里是蓝色水杯")
    closed = counter.do(close_found, done.row_id, end, TODAY)
    row = counter.read(found_item, done.row_id)
    assert (row.state_label, row.masked_claimant_phone) == ("已认领", "136****2222")
    assert "不能再办" in refused(counter.do, close_found, done.row_id, end, TODAY)
    counter.do(take_back, closed.action_id)
    counter.do(close_found, done.row_id, state, date(2027, 11, 28))
    assert counter.read(found_item, done.row_id).state == "state"


def test_what_was_found_has_a_place_and_a_day(counter: Counter) -> None:
    words = refused(counter.do, note_found, FoundDraft("", "", TODAY + DAY), TODAY)
    assert words == "还有 3 处要改：物品、地点、拾到日期"
    late = FoundDraft("包", "门口", TODAY + DAY)
    assert "不能晚于今天" in refused(counter.do, note_found, late, TODAY)


# 药箱


def test_what_expires_in_a_kit_is_a_todo(counter: Counter) -> None:
    kit = counter.things["YX-001"]
    counter.do(pack, kit, Packed("碘伏棉签", 20, "支", TODAY + 10 * DAY), TODAY)
    counter.do(pack, kit, Packed("纱布", 5, "片", TODAY + 400 * DAY), TODAY)
    words = [one.words for one in counter.read(todos, TODAY)]
    assert words == ["YX-001 碘伏棉签快到期（2026-12-04）", "YX-001 还没有查过"]
    counter.do(check_kit, kit, TODAY)
    later = counter.read(todos, TODAY + 20 * DAY)
    assert [(one.words, one.is_urgent) for one in later] == [
        ("YX-001 碘伏棉签已过期（2026-12-04）", True)
    ]
    item = counter.read(kit_items, kit)[0]
    counter.do(unpack, item.id, "过期", TODAY)
    assert counter.read(todos, TODAY) == []
    assert [one.why for one in counter.read(kit_items, kit, True)] == ["", "过期"]
    stale = Packed("烫伤膏", 1, "支", TODAY - DAY)
    assert "已经过期，不能放进药箱" in refused(counter.do, pack, kit, stale, TODAY)
    wrong = counter.things["YS-001"]
    assert "不是急救药箱" in refused(counter.do, pack, wrong, Packed("纱布"), TODAY)


# 库存和盘点


def test_consumables_go_as_long_as_there_are_some(counter: Counter) -> None:
    masks = counter.kinds["KZ"]
    counter.do(change_stock, StockChange(masks, -60, "given"), TODAY)
    assert counter.read(stock_of, masks).left == 40
    short = [one.code for one in counter.read(kinds) if one.is_short and one.owned]
    assert short == ["KZ"]
    words = refused(counter.do, change_stock, StockChange(masks, -41, "given"), TODAY)
    assert words == "口罩只剩 40 只，少不了 41。请改数量"


def test_stock_taking_finds_what_is_missing_extra_back_and_unknown(
    counter: Counter, supervisor: Clerk
) -> None:
    counter.do(set_state, counter.things["LY-001"], ("lost", "找不到"), TODAY)
    counter.lend("YX-001")
    done = counter.do(takings.begin, None, TODAY)
    assert "还没有结束" in refused(counter.do, takings.begin, None, TODAY)
    with counter.db.write() as session:
        words = refused(takings.close, session, supervisor, done.row_id, TODAY)
    assert "还没有扫到" in words
    for code, counted in (("ys-001", 1), ("LY-001", 1), ("YX-001", 1), ("X9", 1), ("MJ-ZY", 8)):
        counter.do(takings.scan, done.row_id, code, counted)
    card = counter.read(taking_card, done.row_id)
    assert [one.code for one in card.missing] == ["YS-002", "GM-001", "HJ-001"]
    assert [one.code for one in card.extra] == ["YX-001"]
    assert [one.code for one in card.back] == ["LY-001"]
    assert card.unknown == ("X9",)
    assert [one.difference for one in card.counts] == [-2]
    assert "主管来做" in refused(counter.do, takings.close, done.row_id, TODAY)
    with counter.db.write() as session:
        closed = takings.close(session, supervisor, done.row_id, TODAY)
    assert counter.read(thing, counter.things["YS-002"]).state == "lost"
    assert counter.read(thing, counter.things["LY-001"]).state == "ready"
    assert counter.read(stock_of, counter.kinds["MJ-ZY"]).owned == 8
    card = counter.read(taking_card, done.row_id)
    assert card.summary.startswith("应有 4 件，见到 3 件，少 3 件，多 1 件，找回 1 件")
    with counter.db.read() as session:
        trail = session.scalars(select(AuditEntry.action)).all()
    assert "lending.taking" in trail
    assert "已于 2026-11-24 结束" in refused(counter.do, takings.scan, done.row_id, "YS-001")
    with counter.db.write() as session:
        take_back(session, supervisor, closed.action_id)
    assert counter.read(thing, counter.things["YS-002"]).state == "ready"


# 种类和物品


def test_kinds_and_codes(counter: Counter, supervisor: Clerk) -> None:
    assert "主管来做" in refused(counter.do, save_kind, KindDraft("BP", "冰盘"))
    with counter.db.write() as session:
        made = save_kind(session, supervisor, KindDraft("bp", "冰盘", measure="个"))
        first = save_thing(session, supervisor, ThingDraft(made.row_id, name="蓝色"))
        assert history(session, ("thing", first.row_id))[0].detail == "登记蓝色 BP-001"
        hits = search.search(session, "BP-001", 5)
        assert [(one.kind, one.title) for one in hits] == [("thing", "蓝色 BP-001")]
        again = refused(save_kind, session, supervisor, KindDraft("BP", "别的"))
        assert "已经有“冰盘”" in again
        taken = ThingDraft(made.row_id, code="BP-001")
        assert "已经有了" in refused(save_thing, session, supervisor, taken)
        for code, said in (("伞一", "不能用"), ("JY-0000-1", "请换一个编号")):
            draft = ThingDraft(made.row_id, code=code)
            assert said in refused(save_thing, session, supervisor, draft)
        other = KindDraft("BP", "冰盘", way="counted", kind_id=made.row_id)
        assert "不能换管理方式" in refused(save_kind, session, supervisor, other)
        end_kind(session, supervisor, made.row_id, TODAY)
    assert "已于 2026-11-24 停用" in refused(counter.scan, "BP")
    counter.lend("MJ-ZY")
    with counter.db.write() as session:
        words = refused(end_kind, session, supervisor, counter.kinds["MJ-ZY"], TODAY)
    assert words == "志愿者马甲还有 1 件借出，不能停用。请先登记归还"


def test_any_umbrella_and_none_left(counter: Counter) -> None:
    assert counter.scan("雨伞").thing_id == counter.things["YS-001"]
    counter.lend("YS-001")
    assert counter.scan("YS").thing_id == counter.things["YS-002"]
    counter.lend("YS-002")
    assert refused(counter.scan, "雨伞") == "雨伞都借出去了，没有在架的。请看谁快到期"


# 个人信息


def test_a_borrower_gets_their_copy_and_is_forgotten(counter: Counter) -> None:
    with counter.db.write() as session:
        person = make_person(session, "钱多多").id
    done = counter.lend("YS-001", person_id=person, borrower="", note="下雨")
    counter.do(leave, DepositDraft("包裹", person_id=person), TODAY)
    counter.take_in(done.row_id)
    with counter.db.write() as session:
        told = personal_lending(session, person)
        assert [row[1] for row in told.rows] == ["雨伞 YS-001", "包裹"]
        LendingKeeper().forget(session, person)
    with counter.db.read() as session:
        assert loan(session, done.row_id).borrower == "已匿名"
        kept = session.execute(select(Loan.phone, Loan.note, Loan.person_id)).one()
        assert tuple(kept) == ("", "", None)
        assert "钱多多" not in "".join(
            f"{one.detail}" for one in history(session, ("loan", done.row_id))
        )
        assert all(one.count == 0 for one in checks.problems(session))
        assert session.get_one(Person, person).name == "钱多多"
