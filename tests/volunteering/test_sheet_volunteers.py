"""The ledger of volunteers, both sheets, in and out and taken back."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import python_calamine as calamine
from sqlalchemy import func, select

from gridhall import parts
from gridhall.clerks.models import AuditEntry
from gridhall.core.clerk import Clerk
from gridhall.core.progress import Silent
from gridhall.db.database import Database
from gridhall.exchange.models import ImportBatch
from gridhall.exchange.service.mending import write_mending
from gridhall.exchange.service.workbench import (
    ImportResult,
    import_file,
    open_intake,
    store_intake,
    undo_batch,
)
from gridhall.exchange.service.writing import Page, write_pages
from gridhall.organisation.models import Outsider, PartnerUnit
from gridhall.organisation.sheets.exporting import export_workbook
from gridhall.volunteering.models import Availability, HoursEntry, Volunteer
from gridhall.volunteering.queries.finding import find_volunteers, who
from gridhall.volunteering.queries.ledger import verify_chain
from gridhall.volunteering.queries.volunteers import volunteer_row, volunteers
from gridhall.volunteering.service.hours import HoursDraft, append
from gridhall.volunteering.service.lists import install_lists
from gridhall.volunteering.sheets.exporting import VOLUNTEERS
from gridhall.volunteering.sheets.volunteers import VolunteerSheet
from gridhall.volunteering.sheets.volunteers.columns import PEOPLE_HEADINGS
from tests.factories import TODAY, id_number, make_person

LEDGER = Path(__file__).parents[1] / "data" / "volunteers.xlsx"
SHEET = VolunteerSheet(lambda: TODAY)
PEOPLE = ["姓名", "身份证号", "手机", "报到单位", "是否党员", "特长", "可服务时段"]
RECORDS = ["姓名", "身份证号", "活动", "日期", "开始", "结束", "内容", "地点"]
BORN = date(1990, 4, 27)


class Desk:
    """A hall with its lists, and a workbook brought into it."""

    def __init__(self, db: Database, clerk: Clerk, folder: Path) -> None:
        self.db, self.clerk, self.folder = db, clerk, folder
        with db.write() as session:
            install_lists(session, clerk)

    def bring(
        self, people: Sequence[Sequence[str]], records: Sequence[Sequence[str]] = ()
    ) -> ImportResult:
        path = self.folder / "志愿者.xlsx"
        pages = [Page("志愿者", PEOPLE, [list(row) for row in people])]
        pages += [Page("服务记录", RECORDS, [list(row) for row in records])]
        write_pages(path, pages)
        return import_file(self.db, self.clerk, SHEET, path, Silent())

    def undo(self, result: ImportResult) -> int:
        with self.db.write() as session:
            batch = session.scalars(select(ImportBatch.id).filter_by(name=result.batch)).one()
            return undo_batch(session, self.clerk, SHEET, batch)

    def count(self, table: Any, *which: Any) -> int:
        with self.db.read() as session:
            return session.scalar(select(func.count()).select_from(table).where(*which)) or 0


@pytest.fixture
def desk(db: Database, supervisor: Clerk, tmp_path: Path) -> Desk:
    return Desk(db, supervisor, tmp_path)


def test_the_real_ledger_comes_in_whole_and_goes_again(desk: Desk) -> None:
    result = import_file(desk.db, desk.clerk, SHEET, LEDGER, Silent())
    # Nine services overlap another of the same person, two stand twice.
    assert (result.rows, result.stored, result.errors) == (120 + 292, 120 + 292 - 9 - 2, 9)
    assert desk.count(Volunteer) == 120
    assert desk.count(HoursEntry) == result.stored - 120
    assert desk.count(PartnerUnit) == 6
    assert all("时间重叠" in one.problem for one in result.problems if one.kind == "error")
    assert {one.sheet for one in result.problems if one.kind == "error"} == {"服务记录"}
    again = import_file(desk.db, desk.clerk, SHEET, LEDGER, Silent())
    assert (again.stored, again.ready, again.batch) == (0, 0, "")
    with desk.db.read() as session:
        row = volunteer_row(session, who(session, "37068619900427295X"), TODAY)
        assert (row.name, row.unit_name, row.sex) == ("肖然怡", "市第一中学", "1")
        assert row.skills == ("摄影",)
        assert row.minutes_this_year == 270  # three times 1.5 hours
        assert find_volunteers(session, "2494") == [row.id]
    assert desk.undo(result) == result.stored
    with desk.db.read() as session:
        assert verify_chain(session) is None
        total = select(func.sum(HoursEntry.minutes))
        assert session.scalar(total) == 0
        left = volunteers(session, TODAY)
        assert {row.state for row in left} == {"left"}  # the ledger still names them
        assert 0 < len(left) < 120
    assert desk.count(PartnerUnit) <= 6
    back = import_file(desk.db, desk.clerk, SHEET, LEDGER, Silent())
    assert back.stored == result.stored
    assert desk.count(Volunteer, Volunteer.state == "active") == 120


def test_residents_are_matched_by_their_number_others_come_by_unit(desk: Desk) -> None:
    with desk.db.write() as session:
        person = make_person(session, "肖然怡", birth_date=BORN, sex="2", political_status="13")
        session.add(PartnerUnit(name="示例市第一中学", short_name="市第一中学", kind="reporting"))
        number = person.id_number or ""
    result = desk.bring(
        [
            ["肖然怡", number, "13984022494", "社区居民", "√", "理发、无", "周末"],
            ["魏山", id_number(BORN, "1", 3), "15587587960", "市第一中学", "否", "无", "上午"],
        ]
    )
    assert (result.rows, result.stored, result.errors) == (2, 2, 0)
    assert [one.problem for one in result.problems] == ["表里说是党员，居民卡上不是"]
    with desk.db.read() as session:
        first, second = sorted(volunteers(session, TODAY), key=lambda row: row.id)
        assert (first.person_id, first.unit_name, first.skills) == (person.id, "", ("理发",))
        assert (second.person_id, second.unit_name) == (None, "示例市第一中学")
        rows = session.scalars(select(Availability).filter_by(volunteer_id=first.id)).all()
        assert sorted((one.weekday, one.starts, one.ends) for one in rows) == [
            (5, 0, 1440), (6, 0, 1440),
        ]  # fmt: skip
    assert desk.count(PartnerUnit) == 1


GOOD = ["魏山", id_number(BORN, "1", 3), "15587587960", "社区居民", "", "", ""]
WHEN = ["集中服务日", "2026-01-15", "8:30", "10:00", "理发", "御景小区"]
BAD_PEOPLE = [
    (["", GOOD[1], "", "", "", "", ""], "没有姓名"),
    (["魏山", GOOD[1][:-1] + "?", "", "", "", "", ""], "“?”"),
    (["魏山", GOOD[1][:6] + "******" + GOOD[1][12:], "", "", "", "", ""], "号码中间几位是遮住的"),
    (["甲" * 101, "", "13812345679", "", "", "理发", ""], "最长 100 个字"),
]
BAD_RECORDS = [
    (["没有这人", "", *WHEN], "志愿者里没有这个人"),
    (["魏山", id_number(BORN, "1", 9), *WHEN], "志愿者里没有这个人"),
    (["李四", GOOD[1], *WHEN], "姓名对不上"),
    (["魏山", GOOD[1], WHEN[0], "", *WHEN[2:]], "没有写是哪一天"),
    (["魏山", GOOD[1], WHEN[0], "哪天", *WHEN[2:]], "看不出是哪一天"),
    (["魏山", GOOD[1], WHEN[0], "2027-01-15", *WHEN[2:]], "还没有到"),
    (["魏山", GOOD[1], *WHEN[:2], "25:00", *WHEN[3:]], "“25:00”不是钟点"),
    (["魏山", GOOD[1], *WHEN[:2], "", *WHEN[3:]], "没有写几点"),
    (["魏山", GOOD[1], *WHEN[:2], "10:00", "8:30", *WHEN[4:]], "不晚于开始时间"),
    (["魏山", GOOD[1], *WHEN[:2], "8:30", "8:40", *WHEN[4:]], "不足一格"),
    (["魏山", GOOD[1], *WHEN[:4], "", WHEN[5]], "没有写活动或服务内容"),
]


@pytest.mark.parametrize(("row", "sentence"), BAD_PEOPLE)
def test_a_volunteers_row_that_cannot_be_is_told(desk: Desk, row: list[str], sentence: str) -> None:
    result = desk.bring([row, ["乙", "", "13812345678", "", "", "", ""]])
    assert (result.rows, result.stored, result.errors) == (2, 1, 1)
    error = next(one for one in result.problems if one.kind == "error")
    assert sentence in error.problem
    assert error.place == "志愿者 2" or not error.sheet


@pytest.mark.parametrize(("row", "sentence"), BAD_RECORDS)
def test_a_service_that_cannot_be_is_told_with_its_own_row(
    desk: Desk, row: list[str], sentence: str
) -> None:
    result = desk.bring([GOOD], [["魏山", GOOD[1], WHEN[0], "2026-02-25", *WHEN[2:]], row])
    assert (result.rows, result.stored, result.errors) == (3, 2, 1)
    error = next(one for one in result.problems if one.kind == "error")
    assert sentence in error.problem
    assert error.place == "服务记录 3"


OVERLAPS = [
    (("9:30", "11:00"), "error"),
    (("10:00", "11:00"), ""),  # touching is no overlap
    (("8:30", "10:00"), "warning"),  # the very same service
    (("7:00", "12:00"), "error"),
]


@pytest.mark.parametrize(("span", "kind"), OVERLAPS)
def test_nobody_is_credited_twice_for_a_time(desk: Desk, span: tuple[str, str], kind: str) -> None:
    twice = ["魏山", GOOD[1], *WHEN[:2], *span, *WHEN[4:]]
    result = desk.bring([GOOD], [["魏山", GOOD[1], *WHEN], twice])
    found = [one.kind for one in result.problems]
    assert found == ([kind] if kind else [])
    later = desk.bring([], [twice])  # against the hall's ledger as against the workbook
    assert [one.kind for one in later.problems] == [kind or "warning"]


def test_hours_typed_since_keep_their_volunteer_when_the_batch_goes(desk: Desk) -> None:
    result = desk.bring([GOOD, ["乙", "", "13812345678", "", "", "", ""]],
                        [["魏山", GOOD[1], *WHEN]])  # fmt: skip
    with desk.db.write() as session:
        one = who(session, "魏山")
        append(session, desk.clerk, HoursDraft(one, TODAY, 840, 960, "入户", "走访", TODAY))
    assert desk.undo(result) == 2  # one row of the ledger, and 乙
    with desk.db.read() as session:
        rows = volunteers(session, TODAY)
        assert [(row.name, row.state, row.minutes_this_year) for row in rows] == [
            ("魏山", "active", 120)
        ]
    assert desk.count(Outsider, Outsider.name == "乙") == 0


def test_a_person_twice_in_the_workbook_is_stored_once(desk: Desk) -> None:
    result = desk.bring([GOOD, GOOD])
    assert (result.stored, result.warnings, result.errors) == (1, 1, 0)
    assert result.problems[0].problem == "与第 2 行重复"


def test_an_unknown_skill_joins_the_list_and_an_unknown_time_the_note(desk: Desk) -> None:
    result = desk.bring([[*GOOD[:5], "扎风筝", "看情况"]])
    told = [one.problem for one in result.problems]
    assert told == ["看不出是什么时段，已记在备注", "技能名单里没有“扎风筝”，随这一批加进名单"]
    with desk.db.read() as session:
        row = volunteers(session, TODAY)[0]
        assert row.skills == ("扎风筝",)
        assert session.get_one(Volunteer, row.id).note == "可服务时段：看情况"


def test_one_sheet_alone_comes_in_too(desk: Desk) -> None:
    path = desk.folder / "名单.xlsx"
    write_pages(path, [Page("名单", PEOPLE, [GOOD])])
    assert import_file(desk.db, desk.clerk, SHEET, path, Silent()).stored == 1
    write_pages(path, [Page("服务", RECORDS, [["魏山", "", *WHEN]])])
    result = import_file(desk.db, desk.clerk, SHEET, path, Silent())
    assert (result.stored, result.errors) == (1, 0)


def test_the_rows_to_mend_say_their_sheet_and_come_in_again(desk: Desk) -> None:
    path = desk.folder / "志愿者.xlsx"
    wrong = ["魏山", GOOD[1], *WHEN[:2], "25:00", *WHEN[3:]]
    pages = [Page("志愿者", PEOPLE, [GOOD]), Page("服务记录", RECORDS, [wrong])]
    write_pages(path, pages)
    intake = open_intake(path, SHEET, Silent())
    result = store_intake(desk.db, desk.clerk, SHEET, intake, Silent())
    mending = desk.folder / "错误表.xlsx"
    assert write_mending(mending, SHEET, intake, result.problems) == 1
    book = calamine.CalamineWorkbook.from_path(str(mending))
    headings, row = book.get_sheet_by_index(0).to_python()
    assert row[0] == "服务记录 2"
    row[headings.index("开始")] = "8:30"
    write_pages(mending, [Page("志愿者", list(map(str, headings)), [list(map(str, row))])])
    assert import_file(desk.db, desk.clerk, SHEET, mending, Silent()).stored == 1


def test_what_goes_out_comes_in_as_it_was(desk: Desk, tmp_path: Path) -> None:
    import_file(desk.db, desk.clerk, SHEET, LEDGER, Silent())
    with desk.db.read() as session:
        before = _told(session)
        people, hours = desk.count(Volunteer), desk.count(HoursEntry)
    path = tmp_path / "出.xlsx"
    asked = (path, "迁移到另一个大厅", TODAY)
    work = export_workbook(desk.db, desk.clerk, ("volunteers", VOLUNTEERS), asked)
    assert work(Silent()) == people + hours
    again = import_file(desk.db, desk.clerk, SHEET, path, Silent())
    assert (again.stored, again.errors) == (0, 0)
    batch = desk.db
    with batch.write() as session:
        for one in session.scalars(select(ImportBatch.id)).all():
            undo_batch(session, desk.clerk, SHEET, one)
    back = import_file(desk.db, desk.clerk, SHEET, path, Silent())
    assert back.stored == people + hours
    with desk.db.read() as session:
        assert _told(session) == before
        said = session.scalars(select(AuditEntry).where(AuditEntry.action == "export")).one()
        assert "迁移到另一个大厅" in said.detail


def _told(session: Any) -> list[Any]:
    return sorted(
        (row.name, row.sex, row.unit_name, row.is_party, row.skills, row.minutes_this_year)
        for row in volunteers(session, TODAY)
    )


def test_the_sheet_is_one_of_the_parts() -> None:
    assert parts.SHEETS["volunteers"].title == "志愿者"
    assert parts.WORKBOOKS["volunteers"].headings == PEOPLE_HEADINGS
