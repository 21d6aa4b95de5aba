"""Tags, guardians and the rest of the card, brought in with a ledger of residents."""

from datetime import date
from typing import Any

from sqlalchemy import select

from gridhall.exchange.rules.problems import Flaw
from gridhall.registry.models import Guardian, Person, PersonTag, TagKind
from tests.factories import TODAY, id_number
from tests.registry.sheet_desk import HEADINGS, Hall

MAN = id_number(date(1985, 2, 3), "1", 11)
BOY = id_number(date(2015, 5, 6), "1", 13)
DOOR = ("御景小区", 3, 2, 501)
FATHER = ("1", "张三", "户主", MAN, *DOOR)
SON = ("1", "张小三", "子", BOY, *DOOR)


def bring(hall: Hall, heading: str | tuple[str, ...], *rows: tuple[Any, ...]) -> Any:
    more = (heading,) if isinstance(heading, str) else heading
    return hall.bring(*rows, headings=(*HEADINGS, *more))


def test_the_rest_of_the_card_comes_in_under_the_words_ledgers_use(hall: Hall) -> None:
    headings = ("职业", "兵役", "出生地", "祖籍", "本市（县）其他住址", "何时由何地迁来本市（县）")
    facts = ("教师", "退出现役", "山东省烟台市", "山东省", "滨海路 3 号", "2001-03 由烟台市迁来")
    result = bring(hall, (*headings, "何时由何地迁来本址"), (*FATHER, *facts, "2010 由滨海路迁来"))
    assert result.problems == ()
    person = hall.one(select(Person))
    stored = (person.occupation, person.military_service, person.birth_place, person.native_place)
    assert (*stored, person.other_address, person.came_to_city) == facts
    assert person.came_here == "2010 由滨海路迁来"


def test_tags_are_told_apart_and_found_by_name_other_name_or_beginning(hall: Hall) -> None:
    result = bring(hall, "人员标签", (*FATHER, "独居，低保户、空巢；独居"), (*SON, "无"))
    assert result.problems == ()
    tags = hall.all(select(PersonTag.tag).order_by(PersonTag.tag))
    assert tags == ["empty_nest", "living_alone", "minimum_income"]
    assert set(hall.all(select(TagKind.code))) == set(tags)  # each has got its row
    assert hall.undo(result.batch) == 2
    assert hall.all(select(PersonTag)) == []


def test_an_unknown_tag_is_a_warning_and_the_person_comes_in(hall: Hall) -> None:
    result = bring(hall, "标签", (*FATHER, "独居、网红"))
    (problem,) = result.problems
    assert (problem.row, problem.column, problem.value) == (2, "标签", "独居、网红")
    assert (problem.kind, problem.flaw) == ("warning", Flaw.TAG)
    assert problem.problem == "没有“网红”这种标签，这个标签没有登记"
    assert problem.fix == "改成大厅有的标签；确实要用的，请管理员先添加标签种类再导入"
    assert hall.all(select(PersonTag.tag)) == ["living_alone"]


def test_a_guardian_of_the_same_household_is_that_person(hall: Hall) -> None:
    result = bring(hall, "监护人", (*FATHER, ""), (*SON, "张三"))
    assert result.problems == ()
    guardian = hall.one(select(Guardian))
    father, son = (hall.one(select(Person.id).where(Person.name == n)) for n in ("张三", "张小三"))
    assert (guardian.person_id, guardian.guardian_id, guardian.relation) == (son, father, "父亲")
    assert hall.undo(result.batch) == 2
    assert hall.all(select(Guardian)) == []


def test_a_guardian_from_elsewhere_needs_a_phone(hall: Hall) -> None:
    headings = ("监护人", "监护人电话", "监护关系")
    result = bring(hall, headings, (*FATHER, "", "", ""), (*SON, "李四", "", "舅舅"))
    (problem,) = result.problems
    assert (problem.row, problem.column, problem.value, problem.kind) == (
        3, "监护人", "李四", "warning",
    )  # fmt: skip
    assert problem.problem == "监护人不在这张表的同一户里，也没有电话"
    assert problem.fix == "补上监护人电话；先不登记监护人"
    assert hall.all(select(Guardian)) == []
    hall.undo(result.batch)
    bring(hall, headings, (*FATHER, "", "", ""), (*SON, "李四", "137 1234 5521", "舅舅"))
    guardian = hall.one(select(Guardian))
    assert (guardian.name, guardian.phone, guardian.relation) == ("李四", "13712345521", "舅舅")


def test_a_child_is_nobodys_guardian(hall: Hall) -> None:
    (problem,) = bring(hall, "监护人", (*FATHER, "张小三"), (*SON, "")).problems
    assert (problem.row, problem.kind, problem.flaw) == (2, "warning", Flaw.GUARDIAN)
    assert "没有登记监护人" in problem.problem
    assert problem.fix == "核对监护人，要满 18 岁"


def test_a_text_too_long_for_the_card_is_refused(hall: Hall) -> None:
    (problem,) = bring(hall, "兵役状况", (*FATHER, "服" * 21)).problems
    assert (problem.column, problem.kind) == ("兵役状况", "error")
    assert (problem.problem, problem.fix) == ("超过 20 个字", "写短一些")
    assert hall.all(select(Person)) == []


def test_who_has_no_household_is_to_be_settled(hall: Hall) -> None:
    hall.bring(("", "张三", "", MAN, "", "", "", ""), SON)
    statuses = dict(
        (name, hall.one(select(Person.status).where(Person.name == name)))
        for name in ("张三", "张小三")
    )
    assert statuses == {"张三": "unsettled", "张小三": "present"}
    assert hall.broken("person.status", TODAY) == []
