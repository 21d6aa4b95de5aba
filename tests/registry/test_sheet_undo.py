"""Taking a batch back months later: what stands in the way is named, what does not matter goes."""

import re
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from gridhall.core.clerk import Clerk, Role
from gridhall.core.errors import UserError
from gridhall.places.models import Dwelling
from gridhall.registry import service
from gridhall.registry.models import (
    Household,
    HukouTransfer,
    Membership,
    NotSame,
    Person,
    PersonEvent,
    PersonTag,
    RegisterAction,
    TransferPerson,
)
from gridhall.registry.rules.changes import Change, Target
from gridhall.registry.rules.guardians import GuardianDraft
from gridhall.registry.rules.tags import TagDraft
from gridhall.registry.service.guardians import set_guardian
from gridhall.registry.service.merging import tell_apart
from gridhall.registry.service.people import reveal
from gridhall.registry.service.repairs import repair_register
from gridhall.registry.service.tags import end_tag, set_tag
from gridhall.registry.service.transfers import install_categories
from tests.factories import NOW, TODAY, id_number, make_household, make_person
from tests.registry.sheet_desk import Hall

MAN = id_number(date(1985, 2, 3), "1", 11)
WOMAN = id_number(date(1985, 2, 3), "2", 12)
BOY = id_number(date(2015, 5, 6), "1", 13)
DOOR = ("御景小区", 3, 2, 501)
FAMILY = (
    ("1", "张三", "户主", MAN, *DOOR),
    ("1", "王丽", "配偶", WOMAN, *DOOR),
    ("1", "张小三", "子", BOY, *DOOR),
)


def person_id(hall: Hall, name: str) -> int:
    found: int = hall.one(select(Person.id).where(Person.name == name))
    return found


def refusal(hall: Hall, batch: str) -> str:
    with pytest.raises(UserError) as refused:
        hall.undo(batch)
    said = str(refused.value)
    assert said.startswith(f"批次“{batch}”不能撤回")
    assert said.endswith("什么都没有撤")
    assert len(hall.all(select(Person).where(Person.batch_id.is_not(None)))) == 3
    return said


def move_out(hall: Hall, name: str, day: date) -> int:
    change = Change("moved_out", day, day, {person_id(hall, name): ""})
    with hall.db.write() as session:
        return service.carry_out(session, hall.clerk, change, TODAY).action_id


def test_who_was_concerned_and_what_was_done_is_named(hall: Hall) -> None:
    batch = hall.bring(*FAMILY).batch
    move_out(hall, "王丽", date(2026, 11, 2))
    with hall.db.write() as session:
        set_tag(session, hall.clerk, person_id(hall, "张三"), TagDraft("veteran"), TODAY)
    said = refusal(hall, batch)
    assert "又办了 2 项——" in said
    assert "王丽 2026-11-02 迁出" in said
    assert "张三 2026-11-24 加标签" in said


def test_of_many_acts_only_the_first_are_named(hall: Hall) -> None:
    batch = hall.bring(*FAMILY).batch
    codes = ("veteran", "party_member", "volunteer")
    with hall.db.write() as session:
        for name in ("张三", "王丽"):
            for at, code in enumerate(codes, 1):
                draft = TagDraft(code, date(2026, 11, at))
                set_tag(session, hall.clerk, person_id(hall, name), draft, TODAY)
    said = refusal(hall, batch)
    assert "又办了 6 项——" in said
    assert len(re.findall("加标签", said)) == 5
    assert " 等。" in said


def test_what_was_taken_back_and_what_does_not_matter_do_not_stand_in_the_way(hall: Hall) -> None:
    batch = hall.bring(*FAMILY).batch
    action_id = move_out(hall, "王丽", date(2026, 11, 2))
    with hall.db.write() as session:
        service.undo(session, hall.clerk, action_id, "写错了", TODAY)
        other = make_person(session, "张三丰", id_number=None)
        reveal(session, hall.clerk, person_id(hall, "张三"), "核对原件")
    with hall.db.write() as session:
        tell_apart(session, hall.clerk, person_id(hall, "张三"), other.id)
    assert hall.undo(batch) == 3
    assert hall.all(select(Person.name)) == ["张三丰"]
    for table in (Household, Membership, NotSame, PersonEvent, Dwelling):
        assert hall.all(select(table)) == []
    assert len(hall.all(select(RegisterAction))) == 2  # what was done stays on record


def test_a_status_put_right_does_not_matter(hall: Hall) -> None:
    batch = hall.bring(*FAMILY).batch
    with hall.db.write() as session:
        session.get_one(Person, person_id(hall, "张三")).status = "left"
    with hall.db.write() as session:
        repair_register(session, Clerk(9, "李主管", Role.SUPERVISOR), ["person.status"], TODAY)
    assert hall.undo(batch) == 3


def test_somebody_who_joined_a_household_of_the_batch_is_named(hall: Hall) -> None:
    batch = hall.bring(*FAMILY).batch
    with hall.db.write() as session:
        aunt = make_person(session, "赵姨")
        home = session.scalars(select(Household.id)).one()
        change = Change("moved_in", TODAY, TODAY, {aunt.id: "97"}, Target(home))
        done = service.carry_out(session, hall.clerk, change, TODAY)
    assert "又办了 1 项——赵姨 2026-11-24 迁入" in refusal(hall, batch)
    with hall.db.write() as session:
        service.undo(session, hall.clerk, done.action_id, "写错了", TODAY)
    assert hall.undo(batch) == 3
    (kept,) = hall.all(select(Household))  # 赵姨's history tells of it
    assert (kept.ended_on, kept.batch_id) == (date.today(), None)


def test_a_guardian_of_somebody_elses_child_is_named(hall: Hall) -> None:
    batch = hall.bring(*FAMILY).batch
    with hall.db.write() as session:
        child = make_person(session, "赵小宝", birth_date=date(2018, 1, 1))
        make_household(session, [(make_person(session, "赵大"), "02"), (child, "20")])
        draft = GuardianDraft("其他", person_id(hall, "张三"))
        set_guardian(session, hall.clerk, child.id, draft, TODAY)
    assert "赵小宝 监护人" in refusal(hall, batch)


def test_a_tag_of_the_ledger_that_was_ended_since_is_named(hall: Hall) -> None:
    headings = ("户号", "姓名", "与户主关系", "身份证号", "小区", "楼栋", "单元", "室", "标签")
    rows: list[tuple[Any, ...]] = [(*row, "独居") for row in FAMILY]
    batch = hall.bring(*rows, headings=headings).batch
    with hall.db.write() as session:
        tag = session.scalars(select(PersonTag.id).limit(1)).one()
        end_tag(session, hall.clerk, tag, TODAY, TODAY)
    assert "张三 2026-11-24 去标签" in refusal(hall, batch)


def test_a_transfer_under_way_is_named_by_its_number(hall: Hall) -> None:
    batch = hall.bring(*FAMILY).batch
    with hall.db.write() as session:
        install_categories(session, hall.clerk)
        category = (
            session.connection()
            .exec_driver_sql("SELECT code, direction FROM transfer_category LIMIT 1")
            .one()
        )
        transfer = HukouTransfer(
            number="QY1", category=category[0], direction=category[1], state="received",
            applicant_id=person_id(hall, "张三"), effective_on=TODAY, received_on=TODAY,
            recorded_at=NOW, clerk_name="王芳",
        )  # fmt: skip
        session.add(transfer)
        session.flush()
        session.add(TransferPerson(transfer_id=transfer.id, person_id=person_id(hall, "王丽")))
    said = refusal(hall, batch)
    assert "张三 户籍迁移 QY1" in said
    assert "王丽 户籍迁移的人" in said
