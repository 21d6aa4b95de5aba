"""A superior's own workbook: recognised, mapped, filled to the byte, refused when it must be."""

import io
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import xlsxwriter

from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.core.periods import period
from gridhall.db.database import Database
from gridhall.reports.queries import layouts as queries
from gridhall.reports.rules.layouts import (
    FigurePlace,
    TablePlace,
    TextPlace,
    check,
    dump,
    in_words,
    load,
    recognised,
)
from gridhall.reports.rules.workbook import cell_name, filled, open_book, parse_cell
from gridhall.reports.service.filling import Wanted, fill
from gridhall.reports.service.install import install_reports, monthly_workbook
from gridhall.reports.service.layouts import (
    LayoutDraft,
    change_layout,
    import_layout,
    map_layout,
    read_workbook,
    save_receiver,
)
from tests.conftest import HALL
from tests.factories import make_case, make_matter, make_person
from tests.reports.books import monthly, rows
from tests.reports.desk_days import ON

OCTOBER = datetime(2026, 10, 14, 2, 0, tzinfo=UTC)


def _cases(db: Database) -> None:
    """Three received in October: two at the counter, one by phone; one finished late."""
    with db.write() as session:
        make_matter(session, "T01", name="老年优待证")
        make_matter(session, "T02", name="居住证明")
        who = make_person(session)
        facts = {"received_at": OCTOBER, "recorded_at": OCTOBER, "accepted_at": OCTOBER}
        make_case(session, who, number="1", channel="phone", **facts)
        make_case(session, who, number="2", **facts)
        done = {"state": "finished", "finished_at": OCTOBER, "closed_at": OCTOBER, "due_on": None}
        make_case(session, who, number="3", promised_on=date(2026, 10, 13), **facts | done)


def test_what_a_workbook_asks_for_is_recognised(tmp_path: Path) -> None:
    places = recognised(open_book(read_workbook(monthly(tmp_path / "上级.xlsx"))))
    assert TextPlace("月报", "A1", "{{大厅}}{{期间}}办件情况") in places
    assert FigurePlace("月报", "B3", "received") in places
    assert FigurePlace("月报", "B7", "received", "channel", "电话") in places
    assert TablePlace("分项", "B2", "matter", ("label", "received", "", "finished")) in places
    assert FigurePlace("分项", "超期办结", "late") in places  # a place named like the figure
    assert load(dump(places)) == places
    assert in_words(places[-1]) == "超期办结"


def test_a_filled_workbook_keeps_everything_else(
    db: Database, supervisor: Clerk, tmp_path: Path
) -> None:
    _cases(db)
    data = monthly(tmp_path / "上级.xlsx").read_bytes()
    book = open_book(data)
    with db.read() as session:
        wanted = Wanted(book, recognised(book), period("2026-10"), "街道", HALL)
        made = fill(session, supervisor, wanted, ON)
        again = fill(session, supervisor, wanted, ON)
    assert made.data == again.data
    told = rows(made.data, "月报")
    assert told[0][0] == "龙腾社区党群服务中心2026年10月办件情况"
    assert told[1][0] == "填报：高明，收件 3 件"
    assert told[2][:4] == ["收件", 3.0, 0.0, 0.0]
    assert [row[1] for row in told[5:8]] == [2.0, 1.0, 0.0]
    assert rows(made.data, "分项")[1:3] == [
        ["", "老年优待证", 3.0, "", 1.0, "", "", ""],
        ["", "居住证明", 0.0, "", 0.0, "", "", ""],
    ]
    assert rows(made.data, "分项")[0][7] == 1.0
    before, after = zipfile.ZipFile(io.BytesIO(data)), zipfile.ZipFile(io.BytesIO(made.data))
    assert before.namelist() == after.namelist()
    assert before.read("xl/styles.xml") == after.read("xl/styles.xml")
    xml = after.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>B3*2</f><v>6</v></c>" in xml  # the formula stays, its result is the new one
    assert "<f>SUM(B6:B8)</f><v>3</v></c>" in xml
    assert '<mergeCell ref="A1:E1"/>' in xml
    assert 'fullCalcOnLoad="1"' in after.read("xl/workbook.xml").decode()
    behind = {(one.sheet, one.cell): one.ids for one in made.used}
    assert behind["月报", "B7"] == (1,)
    assert behind["分项", "E2"] == (3,)


def test_a_share_is_a_fraction_only_where_percents_are_shown(
    db: Database, supervisor: Clerk, tmp_path: Path
) -> None:
    _cases(db)
    book = open_book(monthly(tmp_path / "上级.xlsx", figure="办结").read_bytes())
    with db.write() as session:
        who = make_person(session, "李四")
        facts = {"state": "finished", "received_at": OCTOBER, "finished_at": OCTOBER}
        make_case(session, who, number="4", closed_at=OCTOBER, promised_on=None, **facts)
    with db.read() as session:
        wanted = Wanted(book, recognised(book), period("2026-10"), "街道", HALL)
        told = rows(fill(session, supervisor, wanted, ON).data, "月报")
    assert told[2][1:4] == [2.0, 0.5, 50.0]


@pytest.mark.parametrize(
    ("formula", "result"),
    [
        ("SUM(A1:B2)", 15.0),
        ("sum($A$1:A2, B1)+1", 8.0),
        ("-(A1+B2)*2/4", -5.0),
        ("C1*10", 150.0),  # of a formula before it
        ("A3+1", 1.0),  # an empty cell is nothing
        ("B3+1", ""),  # a word is no number
        ("SUM(A1:B3)", 15.0),  # but is left out of a sum
        ("A1/A3", ""),
        ("D1+1", ""),  # a circle
        ("IF(A1>1,2,3)", ""),
        ("分项!A1+A1", ""),
    ],
)
def test_plain_sums_are_worked_out(tmp_path: Path, formula: str, result: object) -> None:
    path = tmp_path / "表.xlsx"
    with xlsxwriter.Workbook(str(path)) as made:
        sheet = made.add_worksheet("月报")
        for name, value in (("A1", 2), ("B1", 1), ("A2", 4), ("B2", 0), ("B3", "字")):
            sheet.write(name, value)
        sheet.write_formula("C1", "=SUM(A1:B2)", None, 99)
        sheet.write_formula("D1", f"={formula}", None, 99)
    told = rows(filled(open_book(path.read_bytes()), {("月报", (2, 2)): (8, "")}), "月报")
    assert [*told[0], ""][2:4] == [15.0, result]


def test_texts_stay_texts(tmp_path: Path) -> None:
    book = open_book(monthly(tmp_path / "上级.xlsx").read_bytes())
    odd = "=1+1", "370686199001011234", "<b>&张三", "0042"
    values = {("分项", (9 + at, 3)): (words, "") for at, words in enumerate(odd)}
    told = rows(filled(book, values), "分项")
    assert [row[2] for row in told[8:12]] == list(odd)
    assert parse_cell("$XFD$1048576") == (1_048_576, 16_384)
    assert cell_name((7, 28)) == "AB7"


@pytest.mark.parametrize(
    ("place", "said"),
    [
        (FigurePlace("没有", "A1", "received"), "没有叫“没有”的表，只有：月报、分项"),
        (FigurePlace("月报", "ZZZZ9", "received"), "“ZZZZ9”不是单元格"),
        (FigurePlace("月报", "XFE1", "received"), "“XFE1”不是单元格"),
        (FigurePlace("月报", "E3", "received"), "“月报”的 E3 是公式，不能填数"),
        (FigurePlace("月报", "G1", "loans"), "“月报”的 G1 要的“loans”没有这个数"),
        (FigurePlace("月报", "G1", "received", "matter"), "没有写是哪一个事项"),
        (FigurePlace("月报", "G1", "received", "楼栋", "1"), "不能按“楼栋”分"),
        (TextPlace("月报", "G1", "{{天气}}"), "要的“天气”没有这个数"),
        (TablePlace("月报", "G1", "matter", ("label",), "想到哪"), "只能按顺序"),
    ],
)
def test_a_mapping_that_cannot_be_is_told(tmp_path: Path, place: object, said: str) -> None:
    book = open_book(monthly(tmp_path / "上级.xlsx").read_bytes())
    with pytest.raises(UserError, match=said):
        check(book, [place])  # type: ignore[list-item]


def test_a_cell_is_mapped_once_merged_ones_together(tmp_path: Path) -> None:
    book = open_book(monthly(tmp_path / "上级.xlsx").read_bytes())
    both = [FigurePlace("月报", "A1", "received"), FigurePlace("月报", "C1", "finished")]
    with pytest.raises(UserError, match="“月报”的 A1 映射了两次"):
        check(book, both)


def test_files_that_are_no_layout_are_refused(
    db: Database, supervisor: Clerk, tmp_path: Path
) -> None:
    text, odd = tmp_path / "表.csv", tmp_path / "表.xlsx"
    text.write_text("收件,3", "utf-8")
    odd.write_bytes(b"PK\x03\x04 nothing")
    with pytest.raises(UserError, match=r"这不是 \.xlsx 工作簿"):
        read_workbook(text)
    with pytest.raises(UserError, match="打不开，可能没有传完整"):
        read_workbook(odd)
    with zipfile.ZipFile(odd, "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>")
    with pytest.raises(UserError, match=r"这不是 \.xlsx 工作簿"):
        open_book(read_workbook(odd))
    locked = monthly(tmp_path / "锁.xlsx", protected=True)
    with db.write() as session:
        receiver = save_receiver(session, supervisor, "街道")
        with pytest.raises(UserError, match="“分项”这张表设了保护"):
            import_layout(session, supervisor, LayoutDraft(receiver, "月报"), read_workbook(locked))
    bomb = open_book(monthly(tmp_path / "x.xlsx").read_bytes())
    bomb.parts["xl/worksheets/sheet1.xml"] = b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
    with pytest.raises(UserError, match="读不懂"):
        bomb.sheet("月报")


def test_a_table_does_not_write_over_what_stands_below(
    db: Database, supervisor: Clerk, tmp_path: Path
) -> None:
    _cases(db)
    book = open_book(monthly(tmp_path / "上级.xlsx").read_bytes())
    table = TablePlace("月报", "A5", "matter", ("label", "received"))
    with db.read() as session, pytest.raises(UserError, match="第 6 行已经有内容"):
        fill(session, supervisor, Wanted(book, (table,), period("2026-10"), "街道", HALL), ON)
    by_name = replace(table, cell="A6", by="channel", match="name")
    with db.read() as session:
        wanted = Wanted(book, (by_name,), period("2026-10"), "街道", HALL)
        told = rows(fill(session, supervisor, wanted, ON).data, "月报")
    assert [row[:2] for row in told[5:8]] == [["窗口来访", 2.0], ["电话", 1.0], ["邮寄", 0.0]]


def test_layouts_are_kept_by_receiver(
    db: Database, clerk: Clerk, supervisor: Clerk, tmp_path: Path
) -> None:
    data = monthly(tmp_path / "上级.xlsx").read_bytes()
    with db.write() as session:
        with pytest.raises(UserError, match="改报表模板要主管"):
            save_receiver(session, clerk, "街道")
        street = save_receiver(session, supervisor, "街道")
        with pytest.raises(UserError, match="已经有接收单位“街道”"):
            save_receiver(session, supervisor, " 街道 ")
        draft = LayoutDraft(street, "月报")
        layout_id = import_layout(session, supervisor, draft, data)
        with pytest.raises(UserError, match="已经有模板“月报”"):
            import_layout(session, supervisor, draft, data)
        with pytest.raises(UserError, match="请选月报、季报或年报"):
            change_layout(session, supervisor, layout_id, replace(draft, period="week"))
        with pytest.raises(UserError, match="0（不限）到 60"):
            change_layout(session, supervisor, layout_id, replace(draft, due_day=99))
        map_layout(session, supervisor, layout_id, (FigurePlace("月报", "G1", "finished"),))
    with db.write() as session:  # a newer workbook that asks for nothing keeps the mapping
        plain = monthly(tmp_path / "新.xlsx", named=False).read_bytes()
        book = open_book(plain)
        asking = [(one.sheet, book.locate(one.sheet, one.cell)[1]) for one in recognised(book)]
        asking += [("分项", (2, column)) for column in (3, 5)]  # the table's own columns
        emptied = filled(book, dict.fromkeys(asking, ("", "")))
        import_layout(session, supervisor, draft, emptied, layout_id)
        assert [one.cell for one in queries.layout(session, layout_id).places] == ["G1"]
        import_layout(session, supervisor, draft, plain, layout_id)
        assert queries.layout(session, layout_id).places == recognised(book)


def test_a_new_hall_has_a_plain_monthly_report(db: Database, administrator: Clerk) -> None:
    _cases(db)
    with db.write() as session:
        assert install_reports(session, administrator) == 1
        assert install_reports(session, administrator) == 0
    with db.read() as session:
        (row,) = queries.layouts(session)
        book = open_book(monthly_workbook())
        wanted = Wanted(book, row.places, period("2026-10"), row.receiver, HALL)
        told = rows(fill(session, administrator, wanted, ON).data, "月报")
    assert told[0][0] == "月度办件统计表（2026年10月）"
    assert told[3][:6] == [3.0, 0.0, 3.0, 1.0, 0.0, 1.0]
    assert told[7][:5] == ["民政", 3.0, 1.0, 1.0, 2.0]
