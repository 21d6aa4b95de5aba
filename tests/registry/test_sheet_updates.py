"""People the hall knows: what a ledger tells differently of them, and taking it over."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import func, select

from gridhall.clerks.models import AuditEntry
from gridhall.core.errors import UserError
from gridhall.core.progress import Silent
from gridhall.db import search
from gridhall.exchange.rules.differences import taking_fields
from gridhall.registry.models import PastValue, Person, PersonEvent, PersonTag, RegisterAction
from gridhall.registry.service.lists import sort_names
from gridhall.registry.sheets import RESIDENTS
from tests.factories import id_number
from tests.registry.sheet_desk import HEADINGS, Hall

MAN = id_number(date(1985, 2, 3), "1", 11)
DOOR = ("御景小区", 3, 2, 501)
MORE = (*HEADINGS, "手机", "备注", "婚姻状况", "标签")


@pytest.fixture
def hall(hall: Hall) -> Hall:
    hall.bring(row("13712345521", "独居", "未婚"), headings=MORE)
    return hall


def row(phone: str, note: str = "", marital: str = "", tags: str = "", **told: Any) -> tuple[Any]:
    name, door = told.get("name", "张三"), told.get("door", DOOR)
    return ("1", name, "户主", MAN, *door, phone, note, marital, tags)  # type: ignore[return-value]


def person(hall: Hall) -> Person:
    found: Person = hall.one(select(Person))
    return found


def test_what_differs_is_shown_field_by_field_and_masked(hall: Hall) -> None:
    told = row("13800001111", "独居", "已婚", "高龄", door=("御景小区", 3, 2, 502))
    found = hall.look(told, headings=MORE).differences
    assert [(one.title, one.known, one.told) for one in found] == [
        ("电话", "137****5521", "138****1111"),
        ("婚姻状况", "未婚", "已婚"),
        ("标签", "（没有这些标签）", "高龄"),
        ("住址", "御景小区 3-2-501", "御景小区 3-2-502"),
    ]
    assert {(one.row, one.name) for one in found} == {(2, "张三")}
    assert [one.can_be_taken for one in found] == [True, True, True, False]
    assert found[-1].hint == "搬家是变动：在居民卡上登记变动，或写进变动表再导入"


def test_blanks_and_what_is_the_same_are_no_differences(hall: Hall) -> None:
    assert hall.look(row("", "独居"), headings=MORE).differences == ()


def test_without_a_choice_nothing_is_taken_over(hall: Hall) -> None:
    result = hall.bring(row("13800001111"), headings=MORE)
    assert (result.stored, result.updated, result.batch) == (0, 0, "")
    assert len(result.differences) == 1
    assert person(hall).phone == "13712345521"


def test_only_the_chosen_fields_are_taken_over(hall: Hall) -> None:
    result = hall.bring(
        row("13800001111", "搬走了", "已婚"), headings=MORE, update="phone,婚姻状况"
    )
    assert (result.stored, result.updated) == (1, 1)
    kept = person(hall)
    assert (kept.phone, kept.note, kept.marital_status) == ("13800001111", "独居", "20")


def test_what_changes_in_a_life_is_dated_and_the_rest_corrected(hall: Hall) -> None:
    hall.bring(row("13800001111", "", "已婚", name="张山"), headings=MORE, update="all")
    kept = hall.all(select(PastValue).order_by(PastValue.field))
    assert [(one.field, one.value) for one in kept] == [("marital_status", "10"), ("name", "张三")]
    told = hall.all(select(PersonEvent.detail).order_by(PersonEvent.id))
    assert told == ["姓名：张三 → 张山；婚姻状况：未婚 → 已婚", "电话"]
    action = hall.one(select(RegisterAction))
    assert action.reason.startswith("导入批次 ")
    assert hall.one(select(func.count()).where(AuditEntry.action == "person.change")) == 1
    with hall.db.read() as session:
        assert "张山户" in [hit.title for hit in search.search(session, "000001", 9)]


def test_a_batch_of_changes_is_taken_back_to_the_letter(hall: Hall) -> None:
    columns = [c for c in Person.__table__.c if c.name != "version"]
    with hall.db.read() as session:
        before = session.execute(select(*columns)).one()
    told = row("13800001111", "搬走了", "已婚", "高龄", name="张山")
    batch = hall.bring(told, headings=MORE, update="全部").batch
    assert hall.all(select(PersonTag.tag)) == ["very_old"]
    assert hall.undo(batch) == 1
    with hall.db.read() as session:
        assert session.execute(select(*columns)).one() == before
        assert "张三户" in [hit.title for hit in search.search(session, "000001", 9)]
    assert hall.all(select(PersonTag)) == hall.all(select(PastValue)) == []


def test_the_first_batch_goes_once_the_second_was_taken_back(hall: Hall) -> None:
    batch = hall.bring(row("13800001111"), headings=MORE, update="phone").batch
    first = hall.one(select(func.min(Person.batch_id)))
    with pytest.raises(UserError, match=r"又办了 1 项——张三 .* 更正。请先撤回这些"):
        hall.undo(str(first))
    hall.undo(batch)
    sort_names(hall.db, Silent())
    assert hall.undo(str(first)) == 1
    assert hall.all(select(Person)) == []


def test_changed_again_since_it_is_not_taken_back(hall: Hall) -> None:
    batch = hall.bring(row("13800001111"), headings=MORE, update="phone").batch
    hall.bring(row("13800002222"), headings=MORE, update="phone")
    with pytest.raises(UserError) as refused:
        hall.undo(batch)
    assert "张三的这一项后来又动过" in str(refused.value)
    assert "什么都没有撤" in str(refused.value)
    assert person(hall).phone == "13800002222"


def test_the_dead_are_not_updated(hall: Hall) -> None:
    with hall.db.write() as session:
        kept = session.scalars(select(Person)).one()
        kept.status, kept.died_on = "died", date(2026, 11, 1)
    result = hall.bring(row("13800001111"), headings=MORE, update="all")
    (problem,) = result.problems
    assert problem.problem == "已有档案（张三，已去世），这一行没有再存"
    assert problem.fix == "核对是不是写错了号码"
    assert (result.updated, result.differences) == (0, ())


def test_a_field_that_is_none_is_refused_with_those_there_are(hall: Hall) -> None:
    with pytest.raises(UserError, match="没有“电信”这一项可以更新。可以写：name 姓名、"):
        taking_fields("phone，电信", RESIDENTS.fields)
