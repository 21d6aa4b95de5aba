"""A ledger of moves: who is meant, what is refused and why, what it makes of the register."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import func, select

from gridhall.core.errors import UserError
from gridhall.exchange.rules.problems import Problem
from gridhall.exchange.service.workbench import ImportResult
from gridhall.places.models import Dwelling
from gridhall.registry.models import Household, Membership, Person, PersonEvent, RegisterAction
from gridhall.registry.queries.monthly import monthly_table
from gridhall.registry.sheets.moves import MoveSheet
from tests.factories import TODAY, id_number, make_family
from tests.registry.sheet_desk import Hall

HEADINGS = ("变动类别", "发生日期", "姓名", "身份证号", "户号", "新户号", "新住址", "与户主关系")
MORE = (*HEADINGS, "迁往/迁自", "新户主", "原因", "凭证", "性别", "出生日期", "申报日期", "新姓名")
MAN = id_number(date(1990, 2, 3), "1", 71)
DOOR = "御景小区 5-1-101"
FULL, NINE = "御景小区 3-2-501", "御景小区 9-1-101"
WOMAN = id_number(date(1991, 2, 3), "2", 72)


@pytest.fixture
def hall(hall: Hall) -> Hall:
    """A family of four: 张桂花 the head, 李建军 (子), 王晓燕 (儿媳), 李思涵 (孙女)."""
    hall.sheet = MoveSheet(lambda: TODAY)
    with hall.db.write() as session:
        make_family(session)
    return hall


def number(hall: Hall, name: str) -> str:
    found: str = hall.one(select(Person.id_number).where(Person.name == name))
    return found


def home(hall: Hall) -> str:
    found: str = hall.one(select(Household.number).limit(1))
    return found


def status(hall: Hall, name: str) -> str:
    found: str = hall.one(select(Person.status).where(Person.name == name))
    return found


def bring(hall: Hall, *rows: dict[str, Any]) -> ImportResult:
    return hall.bring(*[line(row) for row in rows], headings=MORE)


def line(told: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(told.get(heading, "") for heading in MORE)


def move(kind: str, day: str, name: str, **told: Any) -> dict[str, Any]:
    return {"变动类别": kind, "发生日期": day, "姓名": name, **told}


def only(result: ImportResult) -> Problem:
    (problem,) = result.problems
    return problem


def test_who_leaves_is_found_by_number_and_leaves(hall: Hall) -> None:
    told = {"身份证号": number(hall, "王晓燕"), "迁往/迁自": "青岛市", "凭证": "准迁证 12"}
    result = bring(hall, move("迁出", "2026-03-01", "王晓燕", **told, 申报日期="2026-03-02"))
    assert (result.stored, result.problems) == (1, ())
    action = hall.one(select(RegisterAction))
    assert (action.kind, action.happened_on, action.reported_on) == (
        "moved_out",
        date(2026, 3, 1),
        date(2026, 3, 2),
    )
    assert (action.reason, action.paper) == ("迁往青岛市", "准迁证 12")
    assert status(hall, "王晓燕") == "left"


def test_name_and_birth_or_household_and_name_will_do(hall: Hall) -> None:
    result = bring(
        hall,
        move("死亡", "2026-03-01", "李建军", 出生日期="1984-05-02"),
        move("迁出", "2026-03-01", "王晓燕", 户号=home(hall)),
    )
    assert (result.stored, result.errors) == (2, 0)
    assert (status(hall, "李建军"), status(hall, "王晓燕")) == ("died", "left")


def test_a_family_moves_in_as_one_and_the_card_says_from_where(hall: Hall) -> None:
    there = {"新住址": DOOR, "迁往/迁自": "烟台市"}
    result = bring(
        hall,
        move("迁入", "2026-03-01", "赵六", 身份证号=MAN, 与户主关系="户主", **there),
        move("迁入", "2026-03-01", "钱七", 身份证号=WOMAN, 与户主关系="妻", **there),
    )
    assert (result.stored, result.problems) == (2, ())
    assert hall.one(select(func.count()).select_from(RegisterAction)) == 1
    members = select(Person.name, Membership.relation).join(
        Membership, Membership.person_id == Person.id
    )
    with hall.db.read() as session:
        found = session.execute(members.where(Person.came_here != "").order_by(Person.id)).all()
    assert [tuple(one) for one in found] == [("赵六", "02"), ("钱七", "12")]
    came = hall.one(select(Person.came_here).where(Person.name == "钱七"))
    assert came == "2026-03-01 由烟台市迁来"


def test_later_rows_build_on_earlier_ones_whatever_their_order(hall: Hall) -> None:
    result = bring(
        hall,
        move("迁出", "2026-05-01", "赵六", 身份证号=MAN, 新户主=""),
        move("迁入", "2026-03-01", "赵六", 身份证号=MAN, 新住址=DOOR),
        move("婚迁", "2026-04-01", "钱七", 身份证号=WOMAN, 新住址=DOOR, 与户主关系="妻"),
        move("换户主", "2026-04-15", "钱七", 身份证号=WOMAN),
    )  # fmt: skip
    assert (result.stored, result.problems) == (4, ())
    kinds = hall.all(select(RegisterAction.kind).order_by(RegisterAction.id))
    assert kinds == ["moved_in", "married_in", "head_changed", "moved_out"]
    assert (status(hall, "赵六"), status(hall, "钱七")) == ("left", "present")
    with hall.db.read() as session:
        table = monthly_table(session, date(2026, 1, 1), date(2026, 6, 30))
    assert [one.closing for one in table] == [4, 4, 5, 6, 5, 5]
    for one in table:
        assert one.opening + sum(one.gains.values()) - sum(one.losses.values()) == one.closing


def test_a_newborn_is_written_into_the_family(hall: Hall) -> None:
    result = bring(
        hall,
        move("出生", "2026-10-01", "李小宝", 户号=home(hall), 与户主关系="孙子", 性别="男"),
    )
    assert (result.stored, result.errors) == (1, 0)
    child = hall.one(select(Person).where(Person.name == "李小宝"))
    assert (child.birth_date, child.status) == (date(2026, 10, 1), "present")
    assert hall.undo(result.batch) == 1
    assert hall.all(select(Person).where(Person.name == "李小宝")) == []


def test_a_household_splits_off_and_another_moves_whole(hall: Hall) -> None:
    result = bring(
        hall,
        move("分户", "2026-03-01", "李建军", 身份证号=number(hall, "李建军"), 与户主关系="户主"),
        move("分户", "2026-03-01", "王晓燕", 身份证号=number(hall, "王晓燕"), 与户主关系="妻"),
        move("整户搬迁", "2026-04-01", "李建军", 出生日期="1984-05-02", 新住址=NINE),
    )  # fmt: skip
    assert (result.stored, result.errors) == (3, 0)
    assert hall.all(select(Dwelling.room).join(Household).order_by(Household.id)) == ["501", "101"]


def test_names_change_and_the_earlier_ones_stay_on_record(hall: Hall) -> None:
    who = {"身份证号": number(hall, "李思涵")}
    first = move("姓名变更", "2026-03-01", "李思涵", **who, 新姓名="李诗涵")
    result = bring(
        hall,
        first,
        move("改名", "2026-04-01", "李诗涵", **who, 新姓名="李沐涵"),
        move("迁出", "2026-05-01", "李沐涵", 户号=home(hall), 原因="上学"),
    )
    assert (result.stored, result.errors) == (3, 0)
    child = hall.one(select(Person).where(Person.name == "李沐涵"))
    assert (child.former_name, child.status) == ("李思涵、李诗涵", "left")
    assert hall.undo(result.batch) == 3
    assert status(hall, "李思涵") == "present"
    bring(hall, first)
    assert only(bring(hall, first)).problem == "这项变动已经登记过，这一行没有再存"


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("", "请填写姓名改成什么"),
        ("李思涵", "姓名和现在一样，不用改"),
        ("李2", "姓名里有数字，请再核对"),
        ("李" * 101, "姓名最多 100 个字，现在是 101 个"),
    ],
)
def test_a_new_name_that_is_none_is_told_at_its_column(hall: Hall, name: str, problem: str) -> None:
    who = {"身份证号": number(hall, "李思涵")}
    told = only(bring(hall, move("改名", "2026-03-01", "李思涵", **who, 新姓名=name)))
    assert (told.column, told.problem) == ("新姓名", problem)
    assert status(hall, "李思涵") == "present"


def test_all_of_it_is_taken_back_in_reverse(hall: Hall) -> None:
    columns = [c for c in Person.__table__.c if c.name != "version"]
    members = select(Membership.person_id, Membership.relation, Membership.until)
    with hall.db.read() as session:
        before = session.execute(select(*columns)).all(), session.execute(members).all()
    batch = bring(
        hall,
        move("迁入", "2026-03-01", "赵六", 身份证号=MAN, 新住址=DOOR),
        move("迁出", "2026-04-01", "张桂花", 身份证号=number(hall, "张桂花"), 新户主="李建军"),
        move("社区内迁移", "2026-05-01", "王晓燕", 身份证号=number(hall, "王晓燕"),
             新住址=DOOR, 与户主关系="其他"),
    ).batch  # fmt: skip
    assert batch
    assert hall.undo(batch) == 3
    with hall.db.read() as session:
        assert (session.execute(select(*columns)).all(), session.execute(members).all()) == before
    ended = hall.all(select(Household.ended_on).order_by(Household.id))
    assert ended == [None, date(2026, 3, 1)]  # 王晓燕's history tells of it


def test_what_was_done_since_is_named_and_nothing_is_taken_back(hall: Hall) -> None:
    batch = bring(hall, move("迁入", "2026-03-01", "赵六", 身份证号=MAN, 新住址=DOOR)).batch
    bring(hall, move("死亡", "2026-06-01", "赵六", 身份证号=MAN))
    with pytest.raises(UserError) as refused:
        hall.undo(batch)
    said = str(refused.value)
    assert "赵六的这一项后来又动过" in said
    assert "2026-06-01 去世" in said
    assert said.endswith("什么都没有撤")
    assert status(hall, "赵六") == "died"


def test_the_same_ledger_again_stores_nothing(hall: Hall) -> None:
    rows = (
        move("迁入", "2026-03-01", "赵六", 身份证号=MAN, 新住址=DOOR),
        move("迁出", "2026-04-01", "王晓燕", 户号=home(hall)),
    )
    bring(hall, *rows)
    again = bring(hall, rows[0], move("迁出", "2026-04-01", "王晓燕", 出生日期="1986-08-09"))
    assert again.stored == 0
    assert {one.problem for one in again.problems} == {"这项变动已经登记过，这一行没有再存"}
    assert {one.label for one in again.problems} == {"重复"}


@pytest.mark.parametrize(
    ("told", "column", "problem", "fix"),
    [
        (move("搬走", "2026-03-01", "李建军"), "变动类别", "没有“搬走”这种变动", "写 迁入、婚迁、"),
        (move("", "2026-03-01", "李建军"), "变动类别", "没有写变动类别", "写 迁入、婚迁、"),
        (move("迁出", "", "李建军"), "发生日期", "没有写发生日期", "写成 2026-03-01"),
        (move("迁出", "2026-02-31", "李建军"), "发生日期", "看不出是哪一天", "写成 1990-05-06"),
        (
            move("迁出", "2026-12-31", "李建军", 出生日期="1984-05-02"),
            "发生日期",
            "发生日期 2026-12-31 还没有到",
            "改成今天或以前",
        ),
        (
            move("迁出", "2026-03-02", "李建军", 出生日期="1984-05-02", 申报日期="2026-03-01"),
            "申报日期",
            "申报日期早于发生日期",
            "核对这两个日期",
        ),
        (move("迁出", "2026-03-01", ""), "姓名", "没有写是谁", "补上姓名和公民身份号码"),
        (move("迁出", "2026-03-01", "李建军"), "姓名", "光有姓名认不出是谁", "补上公民身份号码"),
        (move("迁出", "2026-03-01", "赵", 身份证号=MAN), "公民身份号码", "大厅里没有这个", "核对"),
        (move("迁出", "2026-03-01", "李建军", 户号="99"), "户号", "没有户号 99", "核对"),
        (
            move("迁出", "2026-03-01", "张桂花", 出生日期="1959-03-12"),
            "新户主",
            "户主迁出后，本户还剩 3 人",
            "在“新户主”里写留在本户的一位成员",
        ),
        (
            move("迁出", "2026-03-01", "张桂花", 出生日期="1959-03-12", 新户主="赵六"),
            "新户主",
            "留下的人里没有“赵六”",
            "写留在本户的一位成员",
        ),
        (
            move("迁入", "2026-03-01", "李建军", 出生日期="1984-05-02", 新住址=DOOR),
            "变动类别",
            "李建军已经在册",
            "办社区内迁移，不是迁入",
        ),
        (move("迁入", "2026-03-01", "赵六", 身份证号=MAN), "新住址", "没有写迁到哪里", "写新户号"),
        (
            move("迁入", "2026-03-01", "赵六", 新住址=DOOR),
            "姓名",
            "光有姓名认不出是谁",
            "补上",
        ),
        (
            move("迁入", "2026-03-01", "赵六", 出生日期="1990-02-03", 新住址=DOOR),
            "公民身份号码",
            "新来的人没有证件号",
            "补上公民身份号码，或性别和出生日期",
        ),
        (
            move("迁入", "2026-03-01", "赵六", 身份证号=MAN[:-1] + "A", 新住址=DOOR),
            "公民身份号码",
            "",
            "",
        ),
        (
            move("迁入", "2026-03-01", "赵六", 身份证号=MAN, 新住址="御景小区 3-2-501"),
            "与户主关系",
            "没有赵六与户主的关系",
            "选赵六与户主的关系",
        ),
        (
            move("迁入", "2026-03-01", "赵六", 身份证号=MAN, 新户号="888888"),
            "新户号",
            "没有户号 888888",
            "核对户号，或写新住址",
        ),
        (
            move("迁入", "2026-03-01", "赵六", 身份证号=MAN, 新住址="三楼"),
            "新住址",
            "",
            "写全小区、楼栋、单元、室，如 御景小区 3-2-501",
        ),
        (
            move("迁入", "2026-03-01", "赵六", 身份证号=MAN, 新住址=DOOR, 与户主关系="朋"),
            "与户主关系",
            "没有这种关系",
            "写 户主、配偶、子、女、父、母 等",
        ),
        (
            move("死亡", "1980-03-01", "李建军", 出生日期="1984-05-02"),
            "发生日期",
            "李建军生于 1984-05-02，发生日期不能更早",
            "核对日期",
        ),
    ],
)  # fmt: skip
def test_each_flaw_is_told_with_row_column_and_remedy(
    hall: Hall, told: dict[str, Any], column: str, problem: str, fix: str
) -> None:
    result = bring(hall, told)
    found = result.problems[0]
    assert (found.row, found.column, found.kind) == (2, column, "error")
    assert found.problem.startswith(problem)
    assert found.problem
    assert found.fix.startswith(fix)
    assert found.fix
    assert result.stored == 0
    assert hall.all(select(PersonEvent)) == []


def test_who_goes_together_waits_together(hall: Hall) -> None:
    result = bring(
        hall,
        move("迁出", "2026-03-01", "李思涵", 出生日期="2017-04-01"),
        move("迁出", "2026-03-01", "张桂花", 出生日期="1959-03-12"),
        move("死亡", "2026-03-02", "李建军", 出生日期="1984-05-02"),
    )
    assert {one.row for one in result.problems if one.kind == "error"} == {2, 3}
    (second,) = [one for one in result.problems if one.row == 3]
    assert (second.problem, second.fix) == ("和第 2 行是一件事，那一行有错误", "先改好第 2 行")
    assert result.stored == 1
    assert status(hall, "李建军") == "died"


def test_a_new_household_without_a_head_is_told_at_the_relation(hall: Hall) -> None:
    result = bring(
        hall,
        move("迁入", "2026-03-01", "赵六", 身份证号=MAN, 新住址=DOOR, 与户主关系="子"),
    )
    problem = next(one for one in result.problems if one.kind == "error")
    assert (problem.column, problem.problem) == ("与户主关系", "新户还没有户主")
    assert problem.fix == "把其中一位的与户主关系写成 户主"
    assert result.stored == 0


def test_the_dead_do_not_move(hall: Hall) -> None:
    result = bring(
        hall,
        move("死亡", "2026-03-01", "李建军", 出生日期="1984-05-02"),
        move("迁出", "2026-04-01", "李建军", 出生日期="1984-05-02"),
    )
    refused = [one for one in result.problems if one.row == 3]
    assert refused[0].problem == "李建军已经去世，档案已冻结，不能再变动"
    assert result.stored == 1


def test_soft_doubts_are_warnings_and_the_row_comes_in(hall: Hall) -> None:
    result = bring(
        hall,
        move("迁入", "2026-03-01", "赵六", 身份证号=MAN, 新住址=FULL, 与户主关系="户主"),
    )  # fmt: skip
    problem = only(result)
    assert (problem.kind, problem.column) == ("warning", "新户号")
    assert problem.problem.startswith("这套房里已有张桂花户")
    assert problem.fix == "核对是否同住"
    assert result.stored == 1
