from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import func, select

from gridhall.clerks import queries as trail
from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.db import search
from gridhall.db.database import Database
from gridhall.registry import queries, service
from gridhall.registry.models import Household, Membership, Person, RegisterAction
from gridhall.registry.rules import DraftProblems, ResidentDraft
from gridhall.registry.rules.changes import Change
from tests.factories import TODAY, id_number, make_dwelling, make_family, make_grid, make_person

HER_NUMBER = id_number(date(1959, 3, 12), "2", 7)
DRAFT = ResidentDraft(
    name="张 桂花",
    id_number=HER_NUMBER,
    phone="１３７ 1234 5521",
    address="御景小区3号楼2单元501室",
    relation="02",
    hukou_kind="outside",
    request_key="key-1",
)


def _register(db: Database, clerk: Clerk, draft: ResidentDraft) -> queries.ResidentRow:
    with db.write() as session:
        return service.register_person(session, clerk, draft, TODAY)


def test_registering_a_head_opens_a_household_with_the_halls_number(
    db: Database, clerk: Clerk
) -> None:
    row = _register(db, clerk, DRAFT)
    assert (row.name, row.home, row.relation_label) == ("张桂花", "御景小区 3-2-501", "户主")
    assert (row.sex, row.birth_date) == ("2", date(1959, 3, 12))
    assert row.household_number == "000001"
    assert row.masked_id == HER_NUMBER[:6] + "********" + HER_NUMBER[-4:]
    assert row.masked_phone == "137****5521"
    with db.read() as session:
        card = queries.resident_card(session, row.id)
        actions = [one.action for one in trail.audit_rows(session)]
    assert [event.kind for event in card.events] == ["registered"]
    assert actions == ["register.change", "dwelling.add", "person.register"]


def test_pressing_three_times_registers_once(db: Database, clerk: Clerk) -> None:
    rows = [_register(db, clerk, DRAFT) for _ in range(3)]
    with db.read() as session:
        assert session.scalar(select(func.count()).select_from(Person)) == 1
        assert session.scalar(select(func.count()).select_from(Household)) == 1
    assert len({row.id for row in rows}) == 1


def test_others_join_the_household_behind_the_door(db: Database, clerk: Clerk) -> None:
    head = _register(db, clerk, DRAFT)
    son = replace(
        DRAFT, name="李建军", id_number=id_number(date(1984, 5, 2)), relation="20",
        address="3-2-501", request_key="key-2",
    )  # fmt: skip
    row = _register(db, clerk, son)
    assert row.household_id == head.household_id
    with db.read() as session:
        home = queries.household(session, row.household_id or 0)
        found = search.search(session, "ljj 3-2-501", kinds=("resident",))
    assert [one.name for one in home.members] == ["张桂花", "李建军"]
    assert [(hit.title, hit.line) for hit in found] == [("李建军", "御景小区 3-2-501 · 子")]


def test_a_number_that_is_known_names_whose_it_is(db: Database, clerk: Clerk) -> None:
    first = _register(db, clerk, DRAFT)
    with pytest.raises(service.DuplicatePerson, match="张桂花”（370686") as refused:
        _register(db, clerk, replace(DRAFT, name="张三", request_key="key-3"))
    assert refused.value.person_id == first.id
    assert HER_NUMBER not in str(refused.value)


def test_everything_wrong_is_told_at_once_and_nothing_is_kept(db: Database, clerk: Clerk) -> None:
    wrong = replace(
        DRAFT, name=" ", id_number="370686195903120020", phone="1371234", address="御景"
    )
    with pytest.raises(DraftProblems, match="还有 3 处要改：证件号、姓名、住址") as refused:
        _register(db, clerk, wrong)
    assert [problem.field for problem in refused.value.problems] == [
        "id_number", "name", "address",
    ]  # fmt: skip
    with db.read() as session:
        assert trail.audit_count(session) == 0


@pytest.mark.parametrize(
    ("relation", "sentence"), [("20", "还没有户，第一位请登记为户主"), ("", "请选与户主关系")]
)
def test_the_first_behind_a_door_is_the_head(
    db: Database, clerk: Clerk, relation: str, sentence: str
) -> None:
    with pytest.raises(DraftProblems, match=sentence):
        _register(db, clerk, replace(DRAFT, relation=relation))


def test_two_households_behind_one_door_ask_which(db: Database, clerk: Clerk) -> None:
    first = _register(db, clerk, DRAFT)
    tenant = replace(
        DRAFT, name="王五", id_number=id_number(date(1990, 1, 1), "1"), request_key="key-2"
    )
    _register(db, clerk, tenant)
    child = replace(
        DRAFT, name="王小", id_number=id_number(date(2015, 1, 1), "1"), relation="20",
        request_key="key-3",
    )  # fmt: skip
    with pytest.raises(DraftProblems, match="2 户：张桂花户 000001、王五户 000002"):
        _register(db, clerk, child)
    row = _register(db, clerk, replace(child, household_id=first.household_id))
    assert row.household_id == first.household_id


def test_the_door_alone_is_enough_when_one_compound_has_it(db: Database, clerk: Clerk) -> None:
    with db.write() as session:
        make_dwelling(session, "御景小区 3-2-501", make_grid(session))
        make_dwelling(session, "龙腾花园 7-2-301")
    row = _register(db, clerk, replace(DRAFT, address="3-2-501"))
    assert (row.home, row.grid_name) == ("御景小区 3-2-501", "第1网格")
    with pytest.raises(DraftProblems, match="请写上小区名"):
        _register(db, clerk, replace(DRAFT, address="9-9-901", id_number="", sex="1",
                                     birth_date=date(2000, 1, 1), request_key="k"))  # fmt: skip


def test_a_change_says_what_and_keeps_the_number(db: Database, clerk: Clerk) -> None:
    row = _register(db, clerk, DRAFT)
    with db.write() as session:
        draft = queries.stored_draft(session, row.id)
        assert (draft.id_number, draft.phone) == (None, None)
        change = (replace(draft, name="张桂华", phone="13900001111"), 1)
        changed = service.change_person(session, clerk, row.id, change, TODAY)
    assert (changed.name, changed.masked_phone) == ("张桂华", "139****1111")
    assert changed.masked_id == row.masked_id
    with db.read() as session:
        last = trail.audit_rows(session, limit=1)[0]
        event = queries.resident_card(session, row.id).events[0]
        household = search.search(session, "000001", kinds=("household",))
    assert last.before == {"name": "张桂花", "phone": "13712345521"}
    assert last.after == {"name": "张桂华", "phone": "13900001111"}
    assert (event.kind, event.detail) == ("corrected", "姓名、电话")
    assert [hit.title for hit in household] == ["张桂华户"]


def test_two_desks_on_one_person_are_told_who_was_first(
    db: Database, clerk: Clerk, supervisor: Clerk
) -> None:
    row = _register(db, clerk, DRAFT)
    with db.read() as session:
        draft = queries.stored_draft(session, row.id)
    with db.write() as session:
        service.change_person(
            session, supervisor, row.id, (replace(draft, phone="13900001111"), 1), TODAY
        )
    with (
        pytest.raises(UserError, match="高明刚改过这位居民的“电话”"),
        db.write() as session,
    ):
        service.change_person(session, clerk, row.id, (replace(draft, note="x"), 1), TODAY)


def test_another_address_is_a_move_of_today(db: Database, clerk: Clerk) -> None:
    with db.write() as session:
        home = make_family(session)
        granddaughter = session.scalars(select(Person).where(Person.name == "李思涵")).one()
        draft = queries.stored_draft(session, granddaughter.id)
        moved = replace(draft, address="御景小区 5-1-1202", relation="02")
        row = service.change_person(session, clerk, granddaughter.id, (moved, 1), TODAY)
    assert row.home == "御景小区 5-1-1202"
    with db.read() as session:
        before = queries.resident_card(session, granddaughter.id, as_at=date(2026, 11, 23))
        assert before.person.home == "御景小区 3-2-501"
        assert before.person.relation_label == "孙女"
        assert len(queries.household(session, home.id).members) == 3


def test_a_head_with_a_family_does_not_walk_away(db: Database, clerk: Clerk) -> None:
    with db.write() as session:
        make_family(session)
        head = session.scalars(select(Person).where(Person.name == "张桂花")).one()
        moved = replace(queries.stored_draft(session, head.id), address="御景小区 5-1-1202")
    with (
        pytest.raises(UserError, match="本户还剩 3 人，请选新户主"),
        db.write() as session,
    ):
        service.change_person(session, clerk, head.id, (moved, 1), TODAY)


def test_a_new_head_and_what_each_is_to_him_from_that_day(db: Database, clerk: Clerk) -> None:
    with db.write() as session:
        home = make_family(session)
        ids = {one.name: one.person_id for one in queries.members(session, home.id)}
        relations = {
            ids["李建军"]: "02", ids["张桂花"]: "52", ids["王晓燕"]: "12", ids["李思涵"]: "30",
        }  # fmt: skip
        change = Change("head_changed", TODAY, TODAY, relations=relations)
        service.carry_out(session, clerk, change, TODAY)
        after = queries.household(session, home.id)
        assert [one.relation_label for one in after.members] == ["户主", "妻", "女", "母亲"]
        was = queries.members(session, home.id, as_at=date(2026, 11, 23))
        assert was[0].name == "张桂花"
        problems = {one.rule: one.count for one in queries.problems(session, TODAY)}
    assert not any(problems.values()), problems


def test_two_heads_are_refused(db: Database, clerk: Clerk) -> None:
    with db.write() as session:
        home = make_family(session)
        newcomer = make_person(session, "李四", sex="1")
    with pytest.raises(UserError, match="本户已有户主“张桂花”"), db.write() as session:
        service.join_household(session, clerk, home.id, (newcomer.id, "02"), TODAY)


def test_the_last_to_leave_ends_the_household(db: Database, clerk: Clerk) -> None:
    row = _register(db, clerk, DRAFT)
    with db.write() as session:
        moved = replace(queries.stored_draft(session, row.id), address="御景小区 5-1-1202")
        service.change_person(session, clerk, row.id, (moved, 1), TODAY)
    with db.read() as session:
        old = queries.household(session, row.household_id or 0)
        held = session.scalars(select(Membership.until).order_by(Membership.id)).all()
    assert old.ended_on == TODAY
    assert held == [TODAY, None]


def test_looking_at_a_number_is_written_down_without_it(db: Database, clerk: Clerk) -> None:
    row = _register(db, clerk, DRAFT)
    with db.write() as session:
        reason = f"核对原件 {HER_NUMBER} 工单SL20261124-012"
        shown = service.reveal(session, clerk, row.id, reason, ["id_number"])
    assert (shown.id_number, shown.phone) == (HER_NUMBER, "")
    with db.read() as session:
        entry = trail.audit_rows(session, limit=1)[0]
    assert (entry.action, entry.clerk_name, entry.record_id) == ("person.reveal", "王芳", row.id)
    assert entry.after["fields"] == ["id_number"]
    assert "SL20261124-012" in entry.after["reason"]
    assert HER_NUMBER not in str(entry.after)


def test_without_a_reason_nothing_is_shown(db: Database, clerk: Clerk) -> None:
    row = _register(db, clerk, DRAFT)
    with pytest.raises(UserError, match="请写明查看原因"), db.write() as session:
        service.reveal(session, clerk, row.id, " ")
    with db.read() as session:
        assert "person.reveal" not in [one.action for one in trail.audit_rows(session)]


def test_hostile_names_are_only_text(db: Database, clerk: Clerk) -> None:
    name = "<img src=x>𬭎\u202e㐂'; DROP TABLE person;--"
    row = _register(db, clerk, replace(DRAFT, name=name))
    assert row.name == "<img src=x>𬭎㐂'; DROP TABLE person;--"


def test_whoever_has_no_paper_gets_the_halls_next_number(db: Database, clerk: Clerk) -> None:
    without = replace(DRAFT, id_number="", sex="2", birth_date=date(2026, 11, 1))
    with db.write() as session:
        first = service.register_person(session, clerk, without, TODAY)
        again = replace(without, name="李四", relation="39", request_key="key-2")
        second = service.register_person(session, clerk, again, TODAY)
    assert (first.masked_id, second.masked_id) == ("临2026000001", "临2026000002")
    with db.write() as session:  # the paper comes later
        draft = queries.stored_draft(session, first.id)
        version = queries.resident_card(session, first.id).version
        found = replace(draft, id_number="370686202611010027", id_kind="resident_id")
        with pytest.raises(DraftProblems):
            service.change_person(session, clerk, first.id, (found, version), TODAY)
        good = replace(draft, id_number=id_number(date(2026, 11, 1), "2", 7))
        changed = service.change_person(session, clerk, first.id, (good, version), TODAY)
    assert changed.masked_id.startswith("370686****")


def test_a_correction_is_taken_back_whole(db: Database, clerk: Clerk) -> None:
    with db.write() as session:
        row = service.register_person(session, clerk, DRAFT, TODAY)
        before = queries.stored_draft(session, row.id)
        version = queries.resident_card(session, row.id).version
        other = replace(before, name="张桂华", occupation="教师", native_place="山东栖霞")
        service.change_person(session, clerk, row.id, (other, version), TODAY)
        assert queries.stored_draft(session, row.id).occupation == "教师"
        action = session.scalars(select(RegisterAction).order_by(RegisterAction.id.desc())).first()
        assert action is not None
        service.undo(session, clerk, action.id, "改错了人", TODAY)
        assert queries.stored_draft(session, row.id) == before


def test_the_dead_are_read_only(db: Database, clerk: Clerk) -> None:
    with db.write() as session:
        gone = make_person(session, "赵贵和", status="died", died_on=date(2026, 11, 1))
        draft = queries.stored_draft(session, gone.id)
        with pytest.raises(UserError, match="赵贵和已于 2026-11-01 去世，档案已冻结，只能查看"):
            service.change_person(session, clerk, gone.id, (draft, gone.version), TODAY)


def test_an_old_record_without_a_number_may_get_the_halls(db: Database, clerk: Clerk) -> None:
    with db.write() as session:
        person = make_person(session, "赵氏", id_number=None)
        draft = queries.stored_draft(session, person.id)
        change = (replace(draft, note="核对过"), person.version)
        kept = service.change_person(session, clerk, person.id, change, TODAY)
        assert kept.masked_id == ""  # nothing is made up unasked
        change = (replace(draft, id_kind="temporary"), person.version)
        given = service.change_person(session, clerk, person.id, change, TODAY)
    assert given.masked_id == "临2026000001"
