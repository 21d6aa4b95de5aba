from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select, text

from gridhall.core.errors import UserError
from gridhall.core.progress import Silent
from gridhall.db import search
from gridhall.exchange.rules.problems import Flaw, Problem
from gridhall.exchange.service.workbench import ImportResult, open_intake, store_intake
from gridhall.exchange.service.writing import write_workbook
from gridhall.places.models import Compound, Dwelling
from gridhall.registry import queries
from gridhall.registry.models import Household, Membership, Person
from gridhall.registry.sheets import RESIDENTS
from gridhall.registry.sheets.export import RESIDENT_HEADINGS, resident_cells
from tests.factories import id_number, make_case, make_family, make_household, make_person
from tests.registry.sheet_desk import HEADINGS, Hall

BORN = date(1985, 2, 3)
MAN = id_number(BORN, "1", 11)
WOMAN = id_number(BORN, "2", 12)
BOY = id_number(date(2012, 5, 6), "1", 13)
RUINED = id_number(date(1985, 2, 4), "1", 12)[:15] + "000"


def only(result: ImportResult) -> Problem:
    (problem,) = result.problems
    return problem


def test_a_row_becomes_a_person_at_a_door_in_a_household(hall: Hall) -> None:
    hall.bring(("A-7", "张 三", "户主", f" {MAN}\u3000", "御景小区", 3.0, "2单元", "501室"))
    person = hall.one(select(Person))
    assert (person.name, person.id_number, person.sex, person.birth_date) == (
        "张三",
        MAN,
        "1",
        BORN,
    )
    with hall.db.read() as session:
        (card,) = queries.people(session, [person.id])
    assert card.address.short == "御景小区 3-2-501"
    household = hall.one(select(Household))
    assert (household.number, household.ledger_number) == ("000001", "A-7")
    assert hall.one(select(Membership.relation)) == "02"


@pytest.mark.parametrize(
    ("cells", "flaw", "kind"),
    [
        ({"姓名": ""}, Flaw.NO_NAME, "error"),
        ({"姓名": "\u200b\u3000"}, Flaw.NO_NAME, "error"),
        ({"姓名": "张" * 101}, Flaw.TOO_LONG, "error"),
        ({"身份证号": MAN[:17] + ("0" if MAN[17] != "0" else "1")}, Flaw.CHECK_DIGIT, "error"),
        ({"身份证号": MAN[:16]}, Flaw.LENGTH, "error"),
        ({"身份证号": "37068619850231X027"}, Flaw.CHARACTERS, "error"),
        ({"身份证号": "370686198502310027"}, Flaw.BIRTH_DATE, "error"),
        ({"身份证号": float(MAN[:17] + "0")}, Flaw.EXCEL_RUINED, "error"),
        ({"身份证号": RUINED}, Flaw.EXCEL_RUINED, "error"),
        ({"身份证号": "3.70686E+17"}, Flaw.EXCEL_RUINED, "error"),
        ({"身份证号": MAN[:6] + MAN[8:17]}, Flaw.FIFTEEN_DIGITS, "warning"),
        ({"身份证号": ""}, Flaw.NO_NUMBER, "warning"),
        ({"出生日期": "1985.2.4"}, Flaw.BIRTH_MISMATCH, "error"),
        ({"出生日期": "猪年正月"}, Flaw.DAY, "warning"),
        ({"性别": "女"}, Flaw.SEX_MISMATCH, "error"),
        ({"民族": "火星族"}, Flaw.WORD, "warning"),
        ({"与户主关系": "女儿"}, Flaw.RELATION_SEX, "warning"),
        ({"手机": "1371234"}, Flaw.PHONE, "warning"),
        ({"室": ""}, Flaw.ADDRESS, "error"),
        ({"姓名": "张\ue123"}, Flaw.MADE_UP, "warning"),
    ],
)
def test_each_flaw_is_told_with_row_column_value_and_remedy(
    hall: Hall, cells: dict[str, Any], flaw: Flaw, kind: str
) -> None:
    good = {
        "户号": "1", "姓名": "张三", "与户主关系": "子", "身份证号": MAN, "出生日期": "1985-02-03",
        "性别": "男", "民族": "汉", "手机": "13712345521", "小区": "御景小区", "楼栋": "3",
        "单元": "2", "室": "501",
    }  # fmt: skip
    other = good | {"姓名": "李四", "身份证号": BOY, "出生日期": "", "户号": "2", "室": "502"}
    result = hall.bring(tuple(other.values()), tuple((good | cells).values()), headings=tuple(good))
    problem = only(result)
    assert (problem.row, problem.flaw, problem.kind) == (3, flaw, kind)
    assert problem.problem
    assert problem.fix
    assert result.stored == (1 if kind == "error" else 2)


def test_a_door_without_a_compound_is_refused(hall: Hall) -> None:
    result = hall.bring(("1", "张三", "户主", MAN, "", 3, 2, 501))
    assert (only(result).problem, only(result).value) == ("缺小区", "3-2-501")
    assert result.stored == 0


def test_a_number_that_ends_in_000_and_fits_is_good(hall: Hall) -> None:
    fits = next(
        number
        for serial in range(0, 500, 50)
        for day in range(1, 28)
        if (number := id_number(date(1985, 3, day), "2", serial)).endswith("000")
    )
    assert hall.bring(("张三", fits), headings=("姓名", "身份证号")).problems == ()
    assert hall.one(select(Person.id_number)) == fits


def test_a_month_of_birth_agrees_with_the_number(hall: Hall) -> None:
    result = hall.bring(
        ("张三", MAN, "1985.02"),
        ("李四", WOMAN, 1985.03),
        headings=("姓名", "身份证号", "出生年月"),
    )
    assert [(problem.row, problem.flaw) for problem in result.problems] == [(3, Flaw.DAY)]


def test_a_phone_that_is_none_is_kept_in_the_note(hall: Hall) -> None:
    hall.bring(("张三", MAN, "1371234", "低保"), headings=("姓名", "身份证号", "电话", "备注"))
    person = hall.one(select(Person))
    assert (person.phone, person.note) == ("", "低保（电话原文：1371234）")


def test_the_second_of_two_rows_with_one_number_is_refused(hall: Hall) -> None:
    result = hall.bring(
        ("1", "张三", "户主", MAN, "御景小区", 3, 2, 501),
        ("1", "张三", "户主", MAN, "御景小区", 3, 2, 501),
    )
    assert (only(result).row, only(result).problem) == (3, "与第 2 行张三重复")
    assert (result.stored, result.errors) == (1, 1)


def test_the_repeat_of_a_refused_row_is_stored(hall: Hall) -> None:
    result = hall.bring(
        ("1", "", "户主", MAN, "御景小区", 3, 2, 501),
        ("1", "张三", "户主", MAN, "御景小区", 3, 2, 501),
    )
    assert (only(result).row, result.stored) == (2, 1)


def test_somebody_of_the_hall_is_a_warning_and_stores_nothing(hall: Hall) -> None:
    with hall.db.write() as session:
        known = make_person(session, "张桂花")
    result = hall.bring(("1", "张贵花", "户主", known.id_number, "御景小区", 3, 2, 501))
    assert (only(result).kind, only(result).flaw) == ("warning", Flaw.DUPLICATE)
    assert "张桂花" in only(result).problem
    assert (result.ready, result.stored, result.warnings, result.errors) == (0, 0, 1, 0)
    assert hall.one(select(func.count()).select_from(Household)) == 0


def test_people_without_a_number_are_not_doubled_either(hall: Hall) -> None:
    row = ("1", "张小三", "子", "", "御景小区", 3, 2, 501)
    other_door = ("2", "张小三", "子", "", "御景小区", 3, 2, 502)
    with_number = ("1", "张三", "户主", MAN, "御景小区", 3, 2, 501)
    assert hall.bring(row, other_door, with_number).stored == 3
    again = hall.bring(row, other_door, with_number)
    assert again.stored == 0
    duplicates = [problem for problem in again.problems if problem.flaw is Flaw.DUPLICATE]
    assert [problem.row for problem in duplicates] == [2, 3, 4]


def test_a_ledgers_number_joins_a_household_only_behind_the_same_door(hall: Hall) -> None:
    hall.bring(("000001", "张三", "户主", MAN, "御景小区", 3, 2, 501))
    hall.bring(("000001", "王丽", "配偶", WOMAN, "御景小区", 3, 2, 501))
    hall.bring(("000001", "李四", "户主", BOY, "龙腾花园", 3, 2, 501))
    homes = hall.all(select(Household).order_by(Household.id))
    assert [(home.number, home.ledger_number) for home in homes] == [
        ("000001", "000001"),
        ("000002", "000001"),
    ]
    members = hall.all(select(Membership.household_id).order_by(Membership.person_id))
    assert members == [homes[0].id, homes[0].id, homes[1].id]


def test_another_number_behind_the_same_door_is_another_household(hall: Hall) -> None:
    hall.bring(
        ("1", "张三", "户主", MAN, "御景小区", 3, 2, 501),
        ("2", "李四", "户主", BOY, "御景小区", 3, 2, 501),
    )
    assert len(hall.all(select(Household))) == 2
    assert len(hall.all(select(Dwelling))) == 1


def test_one_number_at_two_doors_is_two_households_and_said(hall: Hall) -> None:
    result = hall.bring(
        ("1", "张三", "户主", MAN, "御景小区", 3, 2, 501),
        ("1", "李四", "户主", BOY, "御景小区", 3, 2, 502),
    )
    assert (only(result).flaw, only(result).kind) == (Flaw.HOUSEHOLD, "warning")
    assert len(hall.all(select(Household))) == 2


def test_two_heads_of_one_household_are_doubted(hall: Hall) -> None:
    result = hall.bring(
        ("1", "张三", "户主", MAN, "御景小区", 3, 2, 501),
        ("1", "李四", "户主", BOY, "御景小区", 3, 2, 501),
    )
    assert only(result).problem == "这一户第 2 行已有户主"


def test_without_numbers_the_heads_name_and_the_door_make_the_household(hall: Hall) -> None:
    headings = ("户主姓名", "姓名", "关系", "身份证号", "现住址")
    hall.bring(
        ("张三", "张三", "", MAN, "御景小区3号楼2单元501室"),
        ("", "王丽", "配偶", WOMAN, ""),
        headings=headings,
    )
    hall.bring(("张三", "张小三", "子", BOY, "御景小区 3-2-501"), headings=headings)
    assert len(hall.all(select(Household))) == 1
    assert hall.all(select(Membership.relation).order_by(Membership.person_id)) == [
        "02",
        "10",
        "20",
    ]


def test_new_numbers_go_on_where_the_desk_is(hall: Hall) -> None:
    from gridhall.registry import service

    with hall.db.write() as session:
        head = make_person(session, "周敏")
        made = service.open_household(session, hall.clerk, head.id, None, date(2026, 1, 2))
    hall.bring(("1", "张三", "户主", MAN, "御景小区", 3, 2, 501))
    numbers = hall.all(select(Household.number).order_by(Household.id))
    assert numbers == [made.number, f"{int(made.number) + 1:06}"]


@pytest.mark.parametrize(
    "name",
    [
        "=1+1", "=cmd|'/c calc'!A0", "<b>张三</b>", "&amp;", "<img src=/etc/passwd>", "张'; DROP--",
        "%_\\", "𬭎𠮷", "买买提·艾力", "John Smith",
    ],
)  # fmt: skip
def test_names_are_kept_as_they_are_typed(hall: Hall, name: str) -> None:
    hall.bring((name, MAN), headings=("姓名", "身份证号"))
    assert hall.one(select(Person.name)) == name
    with hall.db.read() as session:
        assert [hit.title for hit in search.search(session, MAN[:8], 5)] == [name]


def test_invisible_marks_do_not_make_two_people(hall: Hall) -> None:
    row = ("张\u202e三\u200b", "", "1985-02-03")
    headings = ("姓名", "身份证号", "出生日期")
    assert hall.bring(row, headings=headings).stored == 1
    assert hall.one(select(Person.name)) == "张三"
    assert hall.bring(("张三", "", "1985-02-03"), headings=headings).stored == 0


def test_the_index_is_what_a_rebuild_would_make(hall: Hall) -> None:
    hall.bring(
        ("1", "张三", "户主", MAN, "御景小区", 3, 2, 501),
        ("1", "王丽", "配偶", WOMAN, "御景小区", 3, 2, 501),
        ("", "李四", "", BOY, "", "", "", ""),
    )
    hall.bring(("1", "张小三", "子", "", "御景小区", 3, 2, 501))
    with hall.db.write() as session:
        filed = session.execute(text("SELECT * FROM search_entry ORDER BY id")).all()
        search.rebuild(session, queries.all_entries(session))
        assert session.execute(text("SELECT * FROM search_entry ORDER BY id")).all() == filed
        assert len(filed) == 4 + 1


def test_undoing_takes_people_out_of_the_index(hall: Hall) -> None:
    result = hall.bring(("1", "张三", "户主", MAN, "御景小区", 3, 2, 501))
    assert hall.undo(result.batch) == 1
    with hall.db.read() as session:
        assert search.search(session, "zhangsan", 5) == []
        assert session.execute(text("SELECT count(*) FROM search_entry")).scalar() == 0
        assert session.scalars(select(func.count()).select_from(Compound)).one() == 0


def test_undoing_keeps_the_places_others_live_in(hall: Hall) -> None:
    result = hall.bring(
        ("1", "张三", "户主", MAN, "御景小区", 3, 2, 501),
        ("2", "李四", "户主", BOY, "御景小区", 3, 2, 502),
    )
    with hall.db.write() as session:
        make_household(session, [(make_person(session), "02")], "御景小区 3-2-501")
    hall.undo(result.batch)
    assert hall.all(select(Dwelling.room)) == ["501"]


def test_a_batch_with_a_case_is_not_undone(hall: Hall) -> None:
    result = hall.bring(("1", "张三", "户主", MAN, "御景小区", 3, 2, 501))
    with hall.db.write() as session:
        make_case(session, session.scalars(select(Person)).one())
    with pytest.raises(UserError, match="又办了 1 项——张三 工单 SL20261124-012。"):
        hall.undo(result.batch)
    assert hall.one(select(Person.name)) == "张三"


def test_a_batch_whose_people_were_corrected_is_not_undone(hall: Hall) -> None:
    result = hall.bring(("1", "张三", "户主", MAN, "御景小区", 3, 2, 501))
    with hall.db.write() as session:
        session.scalars(select(Person)).one().phone = "13712345521"
    with pytest.raises(UserError, match="张三 改过的资料"):
        hall.undo(result.batch)


def test_a_batch_whose_household_grew_is_not_undone(hall: Hall) -> None:
    first = hall.bring(("1", "张三", "户主", MAN, "御景小区", 3, 2, 501))
    second = hall.bring(("1", "王丽", "配偶", WOMAN, "御景小区", 3, 2, 501))
    with pytest.raises(UserError, match="又办了 1 项——王丽 另外登记的户内成员"):
        hall.undo(first.batch)
    hall.undo(second.batch)
    assert hall.undo(first.batch) == 1


def test_what_was_there_before_stays_after_an_undo(hall: Hall) -> None:
    with hall.db.write() as session:
        family = make_family(session)
        door = session.get_one(Dwelling, family.dwelling_id).room
    result = hall.bring((family.number, "张小三", "孙子", BOY, "御景小区", 3, 2, door))
    assert len(hall.all(select(Household))) == 1
    hall.undo(result.batch)
    assert len(hall.all(select(Person))) == 4
    with hall.db.read() as session:
        (hit,) = [h for h in search.search(session, family.number, 9) if h.kind == "household"]
        assert hit.detail == "4 人"


def test_what_goes_out_comes_in_again_as_it_was(hall: Hall, tmp_path: Path) -> None:
    headings = (*HEADINGS, "民族", "政治面貌", "户籍", "户籍地址", "手机", "备注")
    facts = ("满族", "中共党员", "外地", "城北街道", "13712345521", "独居")
    row = ("1", "张三", "户主", MAN, "御景小区", 3, 2, 501, *facts)
    batch = hall.bring(row, headings=headings).batch
    stored = select(Person.name, Person.ethnicity, Person.political_status).add_columns(
        Person.hukou_kind, Person.hukou_address, Person.phone, Person.note, Person.birth_date
    )
    out = tmp_path / "out.xlsx"
    with hall.db.read() as session:
        before = session.execute(stored).all()
        write_workbook(out, "居民", RESIDENT_HEADINGS, resident_cells(session))
    assert before == [("张三", "11", "01", "outside", "城北街道", "13712345521", "独居", BORN)]
    hall.undo(batch)
    intake = open_intake(out, RESIDENTS, Silent())
    assert store_intake(hall.db, hall.clerk, RESIDENTS, intake, Silent()).problems == ()
    with hall.db.read() as session:
        assert session.execute(stored).all() == before
