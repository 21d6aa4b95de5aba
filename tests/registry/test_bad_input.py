"""What cannot be is refused with what to do, and nothing is lost; what is odd is told and kept."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.db import search
from gridhall.db.base import Base
from gridhall.db.database import Database
from gridhall.registry import queries, service
from gridhall.registry.models import Person
from gridhall.registry.rules import ResidentDraft
from gridhall.registry.rules.changes import NEW, Change, Target
from gridhall.registry.rules.drafts import parse_birth
from gridhall.registry.rules.merging import EditedMeanwhile
from gridhall.registry.service.acts import Birth, register_birth
from gridhall.registry.service.merging import merge_people
from tests.factories import TODAY, id_number, make_family, make_household, make_person

DRAFT = ResidentDraft(
    "周新", id_number(date(1990, 5, 6), "1", 61), address="御景小区 5-1-101", relation="02"
)
TABLES = ("person", "membership", "household", "person_event", "register_action", "audit_entry")


class Register:
    """A family of four, and what is tried on it."""

    def __init__(self, session: Session, clerk: Clerk) -> None:
        self.session, self.clerk = session, clerk
        self.home = make_family(session).id
        people = session.scalars(select(Person)).all()
        self.ids = {one.name: one.id for one in people}
        self.numbers = {one.name: one.id_number or "" for one in people}

    def change(self, kind: str, *names: str, on: date = TODAY, **more: Any) -> service.Done:
        movers = {self.ids[name]: more.get("relation", "") for name in names}
        said = Change(
            kind, on, more.get("reported", TODAY), movers, more.get("target"),
            more.get("relations", {}), reason=more.get("reason", ""),
        )  # fmt: skip
        return service.carry_out(self.session, self.clerk, said, TODAY)

    def register(self, **said: Any) -> None:
        service.register_person(self.session, self.clerk, replace(DRAFT, **said), TODAY)


def _bear(desk: Register, born: date) -> None:
    child = ResidentDraft("李新", sex="1", birth_date=born, relation="41", household_id=desk.home)
    register_birth(desk.session, desk.clerk, Birth(child, desk.ids["王晓燕"]), TODAY)


def _die_and_leave(desk: Register) -> None:
    desk.change("died", "李思涵")
    desk.change("moved_out", "李思涵")


def _second_head(desk: Register) -> None:
    who = make_person(desk.session, "赵六", sex="1").id
    service.join_household(desk.session, desk.clerk, desk.home, (who, "02"), TODAY)


REFUSED: dict[str, tuple[Callable[[Register], object], str]] = {
    "two heads": (_second_head, "本户已有户主“张桂花”，请选其他关系，或先换户主"),
    "no head": (
        lambda desk: desk.change("died", "张桂花"), "户主去世后，本户还剩 3 人，请选新户主",
    ),
    "a child left alone": (
        lambda desk: desk.change(
            "moved_out", "张桂花", "李建军", "王晓燕", relations={desk.ids["李思涵"]: "02"}
        ),
        "独自留在户里：未成年人一般随监护人一同迁移，确认不迁请填写原因",
    ),
    "two new heads": (
        lambda desk: desk.change(
            "split", "李建军", "王晓燕", target=Target(NEW), relation="02"
        ),
        "都是户主，一户只能有一位，请改关系",
    ),
    "a move of somebody dead": (_die_and_leave, "李思涵已经去世，档案已冻结"),
    "a day to come": (
        lambda desk: desk.change("moved_out", "李建军", on=TODAY + timedelta(1)),
        "还没有到，请改成今天或以前",
    ),
    "before birth": (
        lambda desk: desk.change("moved_out", "李思涵", on=date(2017, 3, 31)),
        "李思涵生于 2017-04-01，发生日期不能更早，请核对日期",
    ),
    "reported before it was": (
        lambda desk: desk.change("moved_out", "李建军", reported=TODAY - timedelta(1)),
        "申报日期早于发生日期，请核对这两个日期",
    ),
    "31 February": (
        lambda desk: desk.register(birth_date=parse_birth("1990-02-31")),
        "出生日期 2 月 31 日不存在",
    ),
    "born tomorrow": (lambda desk: _bear(desk, TODAY + timedelta(1)), "出生日期还没有到，请再核对"),
    "a merge with oneself": (
        lambda desk: merge_people(
            desk.session, desk.clerk, desk.ids["张桂花"], desk.ids["张桂花"], TODAY
        ),
        "要主管来做",
    ),
    "a number of somebody else": (
        lambda desk: desk.register(id_number=desk.numbers["李建军"]),
        "这个证件号已登记在“李建军”",
    ),
    "the same number in its old 15 digits": (
        lambda desk: desk.register(
            id_number=desk.numbers["李建军"][:6] + desk.numbers["李建军"][8:17]
        ),
        "这个证件号已登记在“李建军”",
    ),
    "a wrong check digit": (
        lambda desk: desk.register(id_number="110101199003078888"),
        "证件号最后一位对不上，请再核对原件",
    ),
    "another birth date than the number's": (
        lambda desk: desk.register(birth_date=date(1990, 5, 7)),
        "证件号里的出生日期是 1990-05-06，请核对是哪一个写错了",
    ),
    "another sex than the number's": (
        lambda desk: desk.register(sex="2"), "证件号里的性别是男，请核对是哪一个写错了",
    ),
    "no name": (lambda desk: desk.register(name=" "), "请填写姓名"),
    "no paper and no birth date": (
        lambda desk: desk.register(id_number="", sex="1"), "没有证件的，填性别和出生日期",
    ),
    "a former head without whoever follows": (
        lambda desk: desk.change("moved_out", "张桂花", "李思涵", reason="随祖母"),
        "户主迁出后，本户还剩 2 人，请选新户主",
    ),
}  # fmt: skip


def _stored(session: Session) -> dict[str, list[Any]]:
    """The rows of the register and of the trail."""
    found = {}
    for name in TABLES:
        table = Base.metadata.tables[name]
        found[name] = [tuple(row) for row in session.execute(select(table))]
    return found


@pytest.mark.parametrize("what", list(REFUSED))
def test_what_cannot_be_is_refused_with_what_to_do_and_nothing_is_written(
    db: Database, clerk: Clerk, what: str
) -> None:
    act, sentence = REFUSED[what]
    with db.write() as session:
        desk = Register(session, clerk)
    with db.read() as session:
        before = _stored(session)
    with pytest.raises(UserError) as refused, db.write() as session:
        desk.session = session
        act(desk)
    assert sentence in str(refused.value)
    with db.read() as session:
        assert _stored(session) == before


def test_a_merge_with_oneself_is_refused_to_a_supervisor_too(
    db: Database, supervisor: Clerk
) -> None:
    with db.write() as session:
        who = make_person(session).id
    with pytest.raises(UserError, match="同一份档案，不用并。请选另一份"), db.write() as session:
        merge_people(session, supervisor, who, who, TODAY)


def test_a_son_older_than_his_father_is_told_and_kept(db: Database, clerk: Clerk) -> None:
    with db.write() as session:
        father = make_person(session, "李大山", sex="1", birth_date=date(1980, 1, 1))
        home = make_household(session, [(father, "02")], "御景小区 5-1-101").id
        son = make_person(session, "李小山", sex="1", birth_date=date(1975, 1, 1))
        son.status = "unsettled"
        session.flush()
        change = Change("moved_in", TODAY, TODAY, {son.id: "20"}, Target(home))
        soft = queries.planned(session, change, TODAY).soft
        done = service.carry_out(session, clerk, change, TODAY)
    assert [one.person_id for one in soft] == [son.id]
    assert "比户主大 5 岁" in soft[0].sentence
    assert done.doubts == (soft[0].sentence,)


def test_a_household_of_forty_is_asked_about_and_kept(db: Database, clerk: Clerk) -> None:
    with db.write() as session:
        people = [
            make_person(session, f"住户{chr(0x4E00 + at)}", sex="1", status="unsettled")
            for at in range(40)
        ]
        relations = {one.id: "99" for one in people} | {people[0].id: "02"}
        change = Change("moved_in", TODAY, TODAY, relations, Target(NEW, None, "老街 9 号"))
        plan = queries.planned(session, change, TODAY)
        assert not plan.hard
        assert "一户 40 人，请核对是不是集体户" in [one.sentence for one in plan.soft]
        done = service.carry_out(session, clerk, change, TODAY)
    with db.read() as session:
        assert len(queries.household(session, done.household_id or 0).members) == 40


@pytest.mark.parametrize(
    "name", ["丁", "阿卜杜热合曼·买买提吐尔逊江·图尔荪尼亚孜艾合麦提", "张𬫲", "𠮷𬭎"]
)
def test_any_name_is_registered_and_found_by_itself(db: Database, clerk: Clerk, name: str) -> None:
    with db.write() as session:
        row = service.register_person(session, clerk, replace(DRAFT, name=name), TODAY)
    with db.read() as session:
        assert queries.person(session, row.id).name == name
        assert row.id in [one.record_id for one in search.search(session, name)]


def test_of_two_clerks_on_one_card_the_second_is_told_who_and_which_field(
    db: Database, clerk: Clerk, supervisor: Clerk
) -> None:
    with db.write() as session:
        who = service.register_person(session, clerk, DRAFT, TODAY).id
        draft, version = queries.stored_draft(session, who), session.get_one(Person, who).version
    with db.write() as session:
        faster = replace(draft, phone="13700001111")
        service.change_person(session, supervisor, who, (faster, version), TODAY)
    slower = replace(draft, note="独居")
    with pytest.raises(EditedMeanwhile) as told, db.write() as session:
        service.change_person(session, clerk, who, (slower, version), TODAY)
    assert str(told.value) == "高明刚改过这位居民的“电话”。请按 F5 看最新内容再改；刚填的还在。"
    with db.read() as session:
        kept = session.get_one(Person, who)
        assert (kept.phone, kept.note) == ("13700001111", "")
